"""Settings: each change applies at once; what is dangerous is asked; the safe does its work."""

import shlex
import zipfile

import pytest

from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.messages import HomeIs, RecordsOpen
from biofeedback.app.desk.preferences import opening_wishes
from biofeedback.app.desk.safe_messages import SafeDone, SafeIs
from biofeedback.app.examples import settings as anna
from biofeedback.app.views.settings_asked import PassphraseDialog, TypedDialog
from biofeedback.app.widgets.press import Press
from biofeedback.cli import users
from biofeedback.cli.arguments import parser
from biofeedback.store.vault import SHORTEST_PASSPHRASE
from sessions.load import find_session
from tests.app.visits import Visit


@pytest.fixture
def visit(qt, tmp_path):
    return Visit(qt, tmp_path)


@pytest.fixture
def opened(visit):
    """Settings with Anna's records open."""
    visit.tell(anna.STRAP, anna.RECORDS)
    visit.context.like(text_percent=120)
    view = visit.to("settings")
    visit.tell(anna.SAFE)
    visit.asked()
    return view


def pressed(parent, words):
    """Press the one button that says so."""
    [button] = [each for each in parent.findChildren(Press) if each.words() == words]
    button.click()


def test_the_size_of_text_is_in_focus_and_said(visit, opened):
    assert opened.spoken() == "Settings. Text size, 120 percent."
    assert opened.first_focus() is opened.text_size.stepper.less
    opened.text_size.stepper.more.click()
    assert visit.context.likes.text_percent == 130
    visit.context.like(text_percent=200)
    assert opened.text_size.stepper.value() == 200
    assert not opened.text_size.stepper.more.isEnabled()


@pytest.mark.parametrize(
    ("words", "like", "value"),
    [
        ("Dark", "theme", "dark"),
        ("Gentle", "gentle", True),
        ("Deutsch", "language", "de"),
        ("Fuller", "fuller", True),
        ("Breath noise", "tones", "noise"),
        ("Bar", "pacer", "bar"),
        ("Voice", "voice", False),
        ("Single keys", "single_keys", False),
        ("I look after other people", "professional", True),
    ],
)
def test_each_change_applies_at_once(visit, opened, words, like, value):
    pressed(opened, words)
    assert getattr(visit.context.likes, like) == value


def test_another_language_comes_back_to_the_choice_of_language(visit, opened):
    pressed(opened, "Deutsch")
    assert opened.what == {"at": "language"}
    again = visit.to("settings", **opened.what)
    assert again.first_focus().words() == "Deutsch"


def test_what_concerns_the_breath_is_kept_with_the_person(visit, opened):
    assert opened.breathing.pace.value() == 5.5
    opened.breathing.pace.more.click()
    [(method, _given, named)] = visit.asked()
    assert method == "records.change"
    assert named["preferences"] == anna.PERSON["preferences"] | {"pace_per_min": 6.0}
    pressed(opened.breathing.ratio, "As the session says")
    [(_method, _given, named)] = visit.asked()
    assert set(named["preferences"]) == {"pace_per_min", "swing_bpm"}


def test_before_the_records_are_open_the_breath_waits(visit):
    view = visit.to("settings")
    assert not view.breathing.pace.isEnabled()
    visit.tell(anna.RECORDS)
    assert view.breathing.pace.isEnabled()
    assert ("safe.status", (), {}) in visit.asked()


def test_a_preference_is_a_wish_where_the_breath_is_led_and_nothing_is_measured():
    wanted = {"pace_per_min": 5.5, "inhale_pct": 50}
    assert opening_wishes(wanted, find_session("paced-6-10min")) == [
        "wish rate 5.5",
        "wish inhale 50",
    ]
    assert opening_wishes(wanted, find_session("four-seven-eight")) == ["wish rate 5.5"]
    assert opening_wishes(wanted, find_session("resonance-stepped")) == []
    assert opening_wishes({"pace_per_min": "fast"}, find_session("paced-6-10min")) == []


def test_the_strap_is_named_and_can_be_forgotten(visit, opened):
    visit.tell(anna.STRAP)
    pressed(opened.strap, "Forget this strap")
    assert [(call[0], call[2]) for call in visit.asked()] == [
        ("records.change", {"sensors": []}),
        ("straps.release", {}),
    ]


def test_without_sound_it_is_said_once_in_place(visit, opened):
    class Silent:
        available = voice_available = False

    opened.sound._made = Silent()
    opened.sound._ask()
    assert not opened.sound.silent.isHidden()
    assert opened.sound.mute.isHidden()
    assert not opened.sound.play.isEnabled()
    opened.sound._made = None


def test_a_new_passphrase_is_typed_twice(visit, opened, qt):
    given = []
    dialog = PassphraseDialog(
        opened, "Passphrase", "", "Go", lambda *both: given.append(both), present=True
    )
    dialog.open()
    dialog.first.edit.setText("x" * (SHORTEST_PASSPHRASE - 1))
    dialog.again.edit.setText("x" * (SHORTEST_PASSPHRASE - 1))
    dialog.present.edit.setText("the old one")
    assert not dialog.yes.isEnabled()
    dialog.first.edit.setText("four quiet words here")
    assert not dialog.yes.isEnabled()
    dialog.again.edit.setText("four quiet words here")
    dialog.present.edit.clear()
    assert not dialog.yes.isEnabled()
    dialog.present.edit.setText("the old one")
    dialog.yes.click()
    assert given == [("four quiet words here", "the old one")]
    qt.settle()


def test_nothing_is_erased_before_the_word_is_typed(visit, opened, qt):
    pressed(opened.data, "Erase everything")
    [dialog] = opened.window().findChildren(TypedDialog)
    assert not dialog.yes.isEnabled()
    dialog.typed.edit.setText("Erase ")
    dialog.yes.click()
    assert [call[0] for call in visit.asked()] == ["safe.erase_all"]
    visit.tell(SafeDone("erase", True))
    assert visit.went == [("welcome", {})]
    assert not visit.context.likes.first_run_done


def test_what_came_of_it_is_said_in_place(visit, opened):
    visit.tell(SafeDone("backup", True, path="/stick/mine.backup"))
    assert "/stick/mine.backup" in opened.data.said.text()
    visit.tell(SafeDone("export", False))
    assert "session goes on" in opened.data.said.text()
    visit.tell(SafeDone("backup", False, "No room."))
    assert opened.data.said.text() == "No room."
    visit.tell(SafeIs("server", "SERVER"))
    assert opened.data.backup.isHidden()


def test_a_professional_reads_how_the_first_user_is_made(visit, opened, monkeypatch):
    text = opened.professional.first_user
    assert text.isHidden()
    opened.professional.switch.click()
    assert not text.isHidden()
    assert text.text().endswith(f'users add NAME administrator --store "{anna.PLACE}"')
    monkeypatch.setenv("BIOFEEDBACK_STORE", anna.PLACE)
    visit.tell(anna.RECORDS)
    _, command = text.text().splitlines()
    program, *words = shlex.split(command)
    assert program == "biofeedback"
    asked = parser().parse_args(words)
    assert (asked.perform, asked.name, asked.role) == (users._add, "NAME", "administrator")
    for other in ({"encrypted": False}, {"user": "ada", "role": "administrator"}):
        visit.tell(anna.RECORDS._replace(**other))
        assert text.isHidden()


@pytest.fixture
def at_safe(run_virtual, tmp_path):
    """Return a function that lets `work(desk)` be done at a desk; it returns what was told."""

    def do(work):
        async def main():
            told = []
            desk = Desk(told.append, None, str(tmp_path / "records.db"), plain=True)
            try:
                await desk.records.open()
                await work(desk)
            finally:
                await desk.close()
            return told

        return run_virtual(main())

    return do


def done_of(told):
    return [message for message in told if isinstance(message, SafeDone)]


def test_plain_records_get_a_passphrase_and_a_backup_brings_them_back(at_safe, tmp_path):
    copy = tmp_path / "mine.backup"

    async def work(desk):
        await desk.records.change(alias="Anna")
        await desk.safe.change_passphrase("four quiet words here")
        await desk.safe.back_up(copy, "another four words", "four quiet words here")
        await desk.records.change(alias="Somebody")
        await desk.safe.restore(copy, "wrong words altogether", "four quiet words here")
        await desk.safe.restore(copy, "another four words", "four quiet words here")

    told = at_safe(work)
    assert [(done.what, done.done) for done in done_of(told)] == [
        ("passphrase", True),
        ("backup", True),
        ("restore", False),
        ("restore", True),
    ]
    guards = [message.guard for message in told if isinstance(message, SafeIs)]
    assert guards == ["LOCKED"] * 4
    assert [m.person["alias"] for m in told if isinstance(m, RecordsOpen)][-1] == "Anna"


def test_everything_is_exported_then_erased(at_safe, tmp_path):
    file = tmp_path / "all.zip"

    async def work(desk):
        await desk.records.change(alias="Anna", sensors=["24:AC"])
        await desk.safe.export_all(file)
        await desk.safe.erase_all()

    told = at_safe(work)
    assert all(done.done for done in done_of(told))
    with zipfile.ZipFile(file) as archive:
        assert b"Anna" in archive.read("person.json")
    [*_, last] = [message for message in told if isinstance(message, RecordsOpen)]
    assert (last.person["alias"], last.person["sensors"]) == ("", [])
    assert b"Anna" not in (tmp_path / "records.db").read_bytes()
    assert [m for m in told if isinstance(m, HomeIs)][-1].sessions == 0


def test_nothing_is_done_while_a_session_is_written(at_safe, tmp_path):
    async def work(desk):
        desk.occasion = object()
        await desk.safe.export_all(tmp_path / "all.zip")
        await desk.safe.change_passphrase("four quiet words here")
        desk.occasion = None

    told = at_safe(work)
    assert [(done.what, done.done, done.sentence) for done in done_of(told)] == [
        ("export", False, ""),
        ("passphrase", False, ""),
    ]
    assert not (tmp_path / "all.zip").exists()
