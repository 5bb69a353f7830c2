"""All sessions: grouped, narrowed, opened, and closed where they would not be safe."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.views.shelf import PURPOSES, brief_of, read_all
from biofeedback.app.widgets.buttons import Primary
from biofeedback.app.widgets.card import RowButton
from biofeedback.app.widgets.choice import Chips
from sessions.load import library
from sessions.toml_file import Wording
from tests.app.visits import Visit

ACIDOSIS = RecordsOpen("", True, 0, {"screening": {"acidosis": True, "advised": True}})


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
        ("paced-6-10min", "Steady breathing", 10, "6 breaths a minute"),
        ("glide-10-to-6", "Glide down", 10, "10 to 6 breaths a minute"),
        ("own-pace-20min", "Own pace", 20, "at your own pace"),
        ("pmr-16-groups", "Muscle relaxation, 16 groups", 31, ""),
        ("booster-3min", "Booster", 3, "6 breaths a minute"),
    ],
)
def test_a_title_is_told_without_its_length(qt, name, title, minutes, pace):
    brief = brief_of(name, Wording())
    assert (brief.title, brief.minutes, brief.pace_words()) == (title, minutes, pace)


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
    view = shelf(minutes=10)
    view._shelf._buttons["paced-6-10min"].click()
    assert visit.went[-1] == (
        "sessions",
        {"session": "paced-6-10min", "minutes": 10, "network": ""},
    )
    card = visit.to("sessions", session="paced-6-10min", minutes=10)
    assert card.back()
    assert visit.went[-1] == (
        "sessions",
        {"minutes": 10, "network": "", "at": "paced-6-10min"},
    )
    again = shelf(minutes=10, at="paced-6-10min")
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
    visit.tell(RecordsOpen("", True, 0, {"screening": {"heart": True, "advised": False}}))
    view = visit.to("sessions", session="booster-3min")
    view.first_focus().click()
    assert visit.went == [("welcome", {"at": "advice", "session": "booster-3min"})]


@pytest.mark.parametrize("name", library())
def test_every_card_opens(visit, name):
    view = visit.to("sessions", session=name, width=1024, height=700)
    assert view.first_focus().isVisible()
    assert view.spoken()
