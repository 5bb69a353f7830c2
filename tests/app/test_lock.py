"""The lock of professionals: after five minutes names vanish, the session goes on."""

import asyncio

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from biofeedback.app.actions import ACTIONS
from biofeedback.app.bridge import Failed
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.messages import KeyWanted, RecordsOpen
from biofeedback.app.desk.occasion import Wanted
from biofeedback.app.desk.staff_messages import (
    SessionsGo,
    StaffSaid,
    Unlocked,
    UnlockRefused,
    UsersAre,
)
from biofeedback.app.examples import people as made
from biofeedback.app.main_window import MainWindow
from biofeedback.app.views.who import place_of
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.store import audit, users, vault
from biofeedback.store.errors import NotAllowed
from biofeedback.store.roles import Role
from tests.app.visits import Visit
from tests.store.vaults import FIRST, SECOND, THIRD, Answers

ADA = RecordsOpen("here", True, 0, {"alias": "Anna B."}, "tom", "therapist")
HOME = RecordsOpen("here", True, 0, {"alias": "Anna B."})


@pytest.fixture
def visit(qt, tmp_path):
    made_visit = Visit(qt, tmp_path)
    made_visit.context.like(professional=True, first_run_done=True)
    return made_visit


@pytest.fixture
def window(qt, visit):
    shown = qt.show(MainWindow(visit.context), 1280, 800)
    shown.go("people")
    qt.settle()
    visit.tell(ADA, made.ANNA)
    visit.asked()
    return shown


def words(window):
    """Return all that can be read in a window."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    buttons = [w for w in window.findChildren(QLineEdit) if w.isVisible()]
    return " ".join([window.windowTitle(), *labels, *(edit.text() for edit in buttons)])


def test_after_five_minutes_without_a_hand_names_vanish(visit, window, qt):
    assert "Anna B." in words(window)
    assert window.lock.idle.interval() == 5 * 60 * 1000
    assert window.lock.idle.isActive()
    window.lock.idle.timeout.emit()
    qt.settle()
    assert window.is_locked
    assert "Anna" not in words(window)
    assert not window.view.isVisible()
    assert window.windowTitle() == "biofeedback"
    assert ("staff.lock", (), {}) in visit.asked()


@pytest.mark.parametrize("kind", ["key", "mouse"])
def test_a_hand_begins_the_five_minutes_anew(window, kind):
    window.lock.idle.stop()
    if kind == "key":
        QTest.keyClick(window, Qt.Key.Key_Shift)
    else:
        QTest.mouseMove(window, window.rect().center())
        QTest.mouseClick(window.bar, Qt.MouseButton.RightButton)
    assert window.lock.idle.isActive()


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Locked."), (1, "Locked. 1 session goes on."), (3, "Locked. 3 sessions go on.")],
)
def test_it_tells_how_many_sessions_go_on(visit, window, qt, count, said):
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.is_locked
    assert ("staff.sessions", (), {}) in visit.asked()
    visit.tell(SessionsGo(count))
    assert said in words(window)


def test_nothing_gets_through_a_lock(visit, window, qt):
    window.lock.now()
    visit.asked()
    here = window.place
    for action in ACTIONS:
        window._do(action)
    for key in ("Ctrl+1", "Space", "M"):
        QTest.keySequence(window, key)
    window.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_M, Qt.NoModifier, "m"))
    visit.tell(made.ANNA, Failed(NotAllowed("Anna B.")))
    window.show_failure(NotAllowed("Anna B."))
    window.go("plans")
    visit.tell(made.HOME)
    qt.settle()
    assert window.place is not here
    assert "Anna" not in words(window)
    assert not window.bar.isVisible()
    assert not any("Anna" in said for said in visit.said[-3:])


def test_a_passphrase_opens_it_where_it_was(visit, window, qt):
    view = window.view
    window.lock.now()
    qt.settle()
    [name, passphrase] = [e for e in window.findChildren(QLineEdit) if e.isVisible()]
    assert name.text() == "tom"
    assert passphrase.hasFocus()
    QTest.keyClicks(passphrase, "battery")
    QTest.keyClick(passphrase, Qt.Key.Key_Return)
    assert ("staff.unlock", ("tom", "battery"), {}) in visit.asked()
    visit.tell(UnlockRefused("That did not open it. Please try again."))
    assert passphrase.text() == ""
    assert window.is_locked
    visit.tell(Unlocked("tom", "therapist", False))
    qt.settle()
    assert not window.is_locked
    assert window.view is view
    assert "Anna B." in words(window)
    assert window.lock.idle.isActive()


def test_somebody_else_begins_where_their_work_is(visit, window, qt):
    window.lock.now()
    visit.tell(Unlocked("ada", "administrator", True))
    qt.settle()
    assert window.place.id == "settings" == place_of("administrator")


def test_a_question_that_is_open_is_closed(window, qt):
    window.view.list.add.click()
    qt.settle()
    window.lock.now()
    qt.settle()
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    assert others == []


def test_at_home_there_is_no_lock(qt, visit):
    window = qt.show(MainWindow(visit.context))
    window.go("today")
    visit.tell(HOME)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.lock.idle.isActive()
    assert not window.is_locked


def test_who_is_at_work_is_asked_for_and_led_to_their_work(visit):
    view = visit.to("unlock", staffed=True, users=("ada", "tom"))
    view._first.edit.setText(SECOND)
    view._who._picker.setCurrentText("tom")
    view._open.click()
    assert ("records.open", (SECOND, "tom"), {}) in visit.asked()
    visit.tell(ADA)
    assert visit.went == [("people", {})]


def test_an_administrator_adds_and_removes_users(visit, qt):
    visit.tell(RecordsOpen("here", True, 0, {}, "ada", "administrator"))
    view = visit.to("settings")
    assert ("staff.list_users", (), {}) in visit.asked()
    visit.tell(UsersAre((("ada", "administrator"), ("tom", "therapist"))))
    view.users._rows[1].click()
    [dialog] = view.window().findChildren(Dialog)
    assert "tom" in dialog.windowTitle()
    dialog.yes.click()
    assert ("staff.remove", ("tom",), {}) in visit.asked()
    view.users.show_said(StaffSaid("remove", "tom"))
    assert view.users.said.text() == "tom is a user no longer."
    visit.tell(ADA)
    assert view.users.isVisible()
    assert not view.users.new.isVisible()
    visit.tell(HOME)
    assert not view.users.isVisible()


@pytest.fixture
def practice(tmp_path, monkeypatch):
    monkeypatch.setattr("biofeedback.store.key._SCRYPT_N", 2**4)
    place = str(tmp_path / "records.db")
    ask = Answers(CHOOSE=FIRST, OPEN=FIRST, USER="ada")
    vault.open_store(place, ask).close()
    users.begin(place, ask, "ada", FIRST)
    with vault.open_store(place, ask) as store:
        users.add(store, "tom", Role.THERAPIST, SECOND)
        users.add(store, "nia", Role.ASSISTANT, THIRD)
    return place


def test_the_session_goes_on_behind_the_lock(practice, run_virtual, monkeypatch):
    """Locked, refused twice, taken over by an assistant: the run is whole in the records."""
    beside = []

    async def at_once(work, *given):  # virtual time would run on while a thread is waited for
        beside.append(work)
        return work(*given)

    monkeypatch.setattr("biofeedback.app.desk.staff.to_thread", at_once)

    async def main():
        told = []
        desk = Desk(told.append, None, practice)
        await desk.records.open()
        assert told == [KeyWanted(False, False, True, ("ada", "tom", "nia"))]
        await desk.records.open(SECOND, "tom")
        await desk.people.add("Anna B.")
        task = asyncio.create_task(desk.begin(Wanted("paced-6-10min")))
        await asyncio.sleep(60)
        await desk.staff.lock()
        await desk.staff.sessions()
        await desk.staff.unlock("tom", FIRST)
        await desk.staff.unlock("ada", FIRST)
        assert desk.records.store.user.name == "tom"
        await desk.staff.unlock("Nia", THIRD)
        assert desk.records.store.user.name == "nia"
        await asyncio.sleep(65)
        desk.stop()
        await task
        assert desk.occasion is None
        await desk.staff.unlock("ada", FIRST)
        log = audit.entries(desk.records.store)
        await desk.close()
        return told, log

    told, log = run_virtual(main())
    assert beside == [users.enter] * 4  # a passphrase is never tried in the loop of the session
    assert SessionsGo(1) in told
    refused = [m.sentence for m in told if isinstance(m, UnlockRefused)]
    assert refused == [
        "That did not open it. Please try again.",
        "A session goes on. A therapist or an assistant can open this.",
    ]
    opened = [m for m in told if isinstance(m, Unlocked)]
    assert opened == [Unlocked("nia", "assistant", True), Unlocked("ada", "administrator", True)]
    assert audit.verify(log).broken_at is None
    assert [(e.who, e.action, e.outcome) for e in log if "lock" in e.action] == [
        ("tom", "lock", "done"),
        ("tom", "unlock", "refused"),
        ("tom", "unlock", "refused"),
        ("nia", "unlock", "done"),
        ("ada", "unlock", "done"),
    ]
    assert "Anna" not in repr(log)
    with vault.open_store(practice, Answers(USER="tom", OPEN=SECOND)) as store:
        from biofeedback.store import runs

        [run] = runs.runs_of(store)
        assert run.finish == "stopped"
        assert run.duration_s >= 120
        assert ("store", "refused") not in [(e.action, e.outcome) for e in log]


@pytest.mark.parametrize(
    ("user", "passphrase", "work"),
    [
        ("nia", THIRD, lambda desk, folder: desk.safe.export_all(folder / "a.zip")),
        ("nia", THIRD, lambda desk, folder: desk.past.runs()),
        ("nia", THIRD, lambda desk, folder: desk.past.progress()),
        ("nia", THIRD, lambda desk, folder: desk.people.add("Eve")),
        ("nia", THIRD, lambda desk, folder: desk.staff.list_users()),
        ("ada", FIRST, lambda desk, folder: desk.past.runs()),
        ("ada", FIRST, lambda desk, folder: desk.people.people()),
        ("ada", FIRST, lambda desk, folder: desk.begin(Wanted("paced-6-10min"))),
        ("ada", FIRST, lambda desk, folder: desk.people.add("Eve")),
        ("tom", SECOND, lambda desk, folder: desk.staff.list_users()),
    ],
)
def test_the_desk_refuses_by_role(practice, run_virtual, tmp_path, user, passphrase, work):
    with vault.open_store(practice, Answers(USER="tom", OPEN=SECOND)) as store:
        from biofeedback.store.people import add_person
        from tests.store.test_rights import NOW

        add_person(store, "Anna B.", NOW)

    async def main():
        told = []
        desk = Desk(told.append, None, practice)
        await desk.records.open(passphrase, user)
        try:
            await work(desk, tmp_path)
        except NotAllowed as error:
            told.append(error)
        await desk.close()
        return told

    said = " ".join(getattr(m, "sentence", "") or str(m) for m in run_virtual(main()))
    assert "This needs " in said
    assert not (tmp_path / "a.zip").exists()
