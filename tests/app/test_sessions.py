"""All sessions: grouped, narrowed, opened, and closed where they would not be safe."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.views.after_words import headline, number_word
from biofeedback.app.views.session_words import minutes_left
from biofeedback.app.views.shelf import PURPOSES, brief_of, read_all
from biofeedback.app.widgets.buttons import Primary
from biofeedback.app.widgets.card import RowButton
from biofeedback.app.widgets.choice import Chips
from sessions.load import find_session, library
from sessions.toml_file import Wording
from tests.app.visits import Visit

ASKED = {"asked_on": "2026-03-01"}
ACIDOSIS = RecordsOpen("", True, 0, {"screening": ASKED | {"acidosis": True, "advised": True}})


@pytest.fixture
def visit(qt, tmp_path):
    return Visit(qt, tmp_path)


@pytest.fixture
def shelf(qt, visit):
    def show(**what):
        view = visit.to("sessions", **what)
        for _ in range(100):
            if not view._shelf._reading.isActive():
                break
            qt.settle()
        return view

    return show


def rows(view):
    return [row for row in view.findChildren(RowButton) if row.isVisibleTo(view)]


def test_every_session_of_the_library_has_a_row(shelf):
    assert len(rows(shelf())) == len(library())


def test_every_brief_can_be_said(qt):
    for brief in read_all(Wording("de")):
        assert brief.purpose in PURPOSES
        assert brief.title
        assert brief.minutes >= 1
        assert brief.posture_words()
        assert brief.length_words()


@pytest.mark.parametrize(
    ("name", "title", "minutes", "pace"),
    [
        ("paced-6-10min", "Steady breathing", 12, "6 breaths a minute"),
        ("glide-10-to-6", "Glide down", 12, "10 to 6 breaths a minute"),
        ("own-pace-20min", "Own pace", 22, "at your own pace"),
        ("pmr-16-groups", "Muscle relaxation, 16 groups", 31, ""),
        ("booster-3min", "Booster", 3, "6 breaths a minute"),
    ],
)
def test_a_title_is_told_without_its_length(qt, name, title, minutes, pace):
    brief = brief_of(name, Wording())
    assert (brief.title, brief.minutes, brief.pace_words()) == (title, minutes, pace)


@pytest.mark.parametrize("name", library())
def test_one_length_is_told_before_in_and_after_a_session(qt, name):
    duration_s = find_session(name).duration_s
    brief = brief_of(name, Wording())
    assert abs(brief.minutes - duration_s / 60) <= 0.5
    assert minutes_left(duration_s, paced=False) == f"{brief.length_words()} left"
    assert minutes_left(duration_s - 5, paced=False) == f"{brief.length_words()} left"
    practised_min = (1000.1 + duration_s - 1000.1) / 60  # as a run's clock tells it
    first_word = headline(practised_min).split()[0]
    assert first_word in (str(brief.minutes), number_word(brief.minutes))


def test_minutes_and_network_narrow_the_rows(shelf):
    view = shelf(minutes=5, network="muscle")
    shown = rows(view)
    assert 0 < len(shown) < len(library())
    expected = [
        each.title
        for each in read_all(Wording())
        if each.minutes <= 5 and "muscle" in each.networks
    ]
    assert sorted(row.words() for row in shown) == sorted(expected)


def test_when_nothing_is_left_all_can_be_shown_again(qt, shelf):
    view = shelf(minutes=5, network="immune")
    assert rows(view) == []
    view._shelf._show_all()
    qt.settle()
    assert len(rows(view)) == len(library())
    assert view.what["minutes"] == 0


def test_a_row_opens_its_card_and_back_finds_the_row(shelf, visit):
    view = shelf(minutes=15)
    view._shelf._buttons["paced-6-10min"].click()
    assert visit.went[-1] == (
        "sessions",
        {"session": "paced-6-10min", "minutes": 15, "network": ""},
    )
    card = visit.to("sessions", session="paced-6-10min", minutes=15)
    assert card.back()
    assert visit.went[-1] == (
        "sessions",
        {"minutes": 15, "network": "", "at": "paced-6-10min"},
    )
    again = shelf(minutes=15, at="paced-6-10min")
    assert again.first_focus() is again._shelf._buttons["paced-6-10min"]


def test_start_begins_without_what_is_left_out(visit):
    view = visit.to("sessions", session="pmr-4-groups", came_from="today")
    [chips] = view.findChildren(Chips)
    neck = next(chip for chip in chips.buttons() if chip.words() == "Neck")
    neck.click()
    QTest.keyClick(view.first_focus(), Qt.Key.Key_Return)
    assert visit.went == [("before", {"session": "pmr-4-groups", "skipped": ("neck",)})]


def test_an_opened_card_leads_back_to_where_one_came_from(visit):
    view = visit.to("sessions", session="booster-3min", came_from="today")
    assert view.back()
    assert visit.went == [("today", {})]


@pytest.mark.parametrize("name", ["resonance-sliding", "resonance-stepped"])
def test_acidosis_keeps_the_slow_assessments_closed(visit, name):
    visit.tell(ACIDOSIS)
    view = visit.to("sessions", session=name)
    assert not any(button.isVisible() for button in view.findChildren(Primary))
    QTest.keyClick(view.first_focus(), Qt.Key.Key_Return)
    assert all(place != "before" for place, _ in visit.went)


@pytest.mark.parametrize("name", ["baseline", "paced-6-10min"])
def test_acidosis_closes_nothing_else(visit, name):
    visit.tell(ACIDOSIS)
    view = visit.to("sessions", session=name)
    view.first_focus().click()
    assert visit.went[-1][0] == "before"


def test_without_advice_a_session_leads_to_it(visit):
    screening = ASKED | {"heart": True, "advised": False}
    visit.tell(RecordsOpen("", True, 0, {"screening": screening}))
    view = visit.to("sessions", session="booster-3min")
    view.first_focus().click()
    assert visit.went == [("welcome", {"at": "advice", "session": "booster-3min"})]


def test_who_was_never_asked_is_asked_first(visit):
    visit.tell(RecordsOpen("", True, 0, {"screening": {}}))
    view = visit.to("sessions", session="booster-3min")
    view.first_focus().click()
    assert visit.went == [("welcome", {"at": "health", "session": "booster-3min"})]


def test_figures_are_spoken_when_they_are_known(qt, visit, shelf):
    view = visit.to("sessions")
    view._shelf.stop()
    view._shelf._reading.start(10_000)  # the rows are still being read
    assert view.spoken() == "All sessions."
    visit.said.clear()
    found = shelf()
    breathe = sum(brief.purpose == "breathe" for brief in read_all(Wording()))
    counted = f"{len(library())} sessions. Breathe, {breathe}."
    assert visit.said == [counted]
    assert found.spoken() == f"All sessions. {counted}"


def test_a_narrowed_shelf_tells_what_it_shows(shelf):
    view = shelf(minutes=5, network="muscle")
    assert view.spoken().startswith(f"All sessions. {len(rows(view))} session")


@pytest.mark.parametrize("name", library())
def test_every_card_opens(visit, name):
    view = visit.to("sessions", session=name, width=1024, height=700)
    assert view.first_focus().isVisible()
    assert view.spoken()
