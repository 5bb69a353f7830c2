"""Today: what it says when, what it begins, and that it stands before the records do."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from biofeedback.app.desk.messages import HomeIs, RecordsOpen, StrapIs, StrapState
from biofeedback.app.examples.today import HOME
from biofeedback.app.views import today, today_week
from biofeedback.app.views.shelf import brief_of
from biofeedback.app.widgets.card import CardButton
from sessions.toml_file import Wording
from tests.app.visits import Visit

HEAVY = ("scipy", "pandas", "matplotlib", "neurokit2", "sqlalchemy", "pyqtgraph", "numpy", "bleak")


@pytest.fixture
def visit(qt, tmp_path):
    return Visit(qt, tmp_path)


def test_it_begins_before_the_records_are_open(visit):
    view = visit.to("today")
    assert view._card.start.hasFocus()
    QTest.keyClick(view._card.start, Qt.Key.Key_Return)
    assert visit.went == [("before", {"session": "first-session"})]


def test_it_loads_nothing_heavy_before_its_first_paint():
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from biofeedback.app.views.today import Today\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_plan_s_session_is_shown_and_begun(visit):
    view = visit.to("today")
    visit.tell(HOME._replace(session="pmr-7-groups"))
    assert view._card._name.text() == "Muscle relaxation, 7 groups"
    view._card.start.click()
    assert visit.went == [("before", {"session": "pmr-7-groups"})]


def test_a_week_s_pause_begins_small(visit):
    view = visit.to("today")
    visit.tell(HOME._replace(days_since=7))
    assert view._page.lead.text() == "Good to see you. Start small: 3 minutes."
    view._card.start.click()
    assert visit.went == [("before", {"session": "booster-3min"})]


def test_what_is_done_is_done(visit):
    view = visit.to("today")
    visit.tell(HOME._replace(done_today=True))
    assert view._card._name.text() == "Done for today"
    assert view._card.start.words() == "Once more"


def test_past_midnight_it_asks_what_is_due_today(visit, monkeypatch):
    days = [QDate(2026, 3, 14)]
    monkeypatch.setattr(today, "QDate", SimpleNamespace(currentDate=lambda: days[-1]))
    view = visit.to("today")
    visit.tell(HOME._replace(done_today=True))
    asked = len(visit.asked())
    view._looking.timeout.emit()
    assert len(visit.asked()) == asked
    days.append(QDate(2026, 3, 15))
    view._looking.timeout.emit()
    view._looking.timeout.emit()
    assert visit.asked()[asked:] == [("records.home", (), {})]


def test_a_session_of_one_s_own_that_has_gone_still_leaves_a_screen(visit):
    view = visit.to("today")
    visit.tell(HOME._replace(session="/nowhere/mine.toml"))
    assert view._card._name.text() == "First session"
    view._card.start.click()
    assert visit.went == [("before", {"session": "first-session"})]


def test_the_strap_is_offered_only_when_there_is_none(visit):
    view = visit.to("today")
    assert view._card._strap.isVisible()
    view._card._strap.click()
    assert visit.went == [("strap", {"session": "first-session"})]
    visit.tell(StrapIs(StrapState.CONNECTED))
    assert not view._card._strap.isVisible()


def test_the_usual_strap_is_looked_for(visit):
    visit.to("today")
    visit.tell(RecordsOpen("", True, 0, {"sensors": ["A0", "B1"], "screening": {}}))
    assert ("check.seek", (("A0", "B1"),), {}) in visit.asked()


def test_who_should_ask_first_is_told_so_at_start(visit):
    view = visit.to("today")
    told = {"sensors": [], "screening": {"asked_on": "2026-03-01", "fainting": True}}
    visit.tell(RecordsOpen("", True, 0, told))
    view._card.start.click()
    assert visit.went == [("welcome", {"at": "advice", "session": "first-session"})]


def test_who_was_never_asked_is_asked_at_start(visit):
    view = visit.to("today")
    visit.tell(RecordsOpen("", True, 0, {"sensors": [], "screening": {}}))
    view._card.start.click()
    assert visit.went == [("welcome", {"at": "health", "session": "first-session"})]


def test_four_others_are_offered_and_never_today_s(visit):
    view = visit.to("today")
    visit.tell(HOME._replace(session="booster-3min"))
    cards = [card for card in view.findChildren(CardButton) if card.isVisible()]
    assert [card.words() for card in cards] == [
        "Loosen tight muscles",
        "Rest the whole body",
        "Ease neck and shoulders",
        "Breathe steadily",
    ]
    cards[0].click()
    assert visit.went == [("sessions", {"session": "pmr-4-groups", "came_from": "today"})]


@pytest.mark.parametrize("offer", today.all_offers(), ids=lambda offer: offer.session)
def test_what_a_card_says_is_what_the_file_says(offer):
    assert offer.minutes == brief_of(offer.session, Wording()).minutes


@pytest.mark.parametrize("name", ["first-session", "booster-3min", "paced-6-10min"])
def test_what_is_said_before_the_file_is_read_is_what_the_file_says(qt, name):
    brief = brief_of(name, Wording())
    title, facts = today.first_words(name)
    assert title == brief.title
    said = [brief.length_words(), brief.pace_words(), brief.posture_words()]
    assert facts.split("\n") == said


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Good evening, Anna"),
        (5, "Good morning, Anna"),
        (11, "Good morning, Anna"),
        (12, "Good afternoon, Anna"),
        (17, "Good afternoon, Anna"),
        (18, "Good evening, Anna"),
    ],
)
def test_the_greeting_knows_the_hour(hour, words):
    assert today.greeting(hour, "Anna") == words


def test_the_week_is_told_in_words(qt):
    assert today_week.week_sentence(HOME).startswith("Monday practised, Tuesday free, ")
    assert "Friday today" in today_week.week_sentence(HOME)
    assert "Saturday planned" in today_week.week_sentence(HOME)


def test_the_sum_is_of_everything_and_of_nothing_nothing():
    assert "31" in today_week.sum_words(HOME)
    assert today_week.sum_words(HOME._replace(sessions=0, minutes=0.0)) == ""


@pytest.mark.parametrize("text_percent", [100, 200])
def test_nothing_is_wider_than_the_window(qt, visit, text_percent):
    qt.dress("light", text_percent)
    view = visit.to("today", width=1024, height=700)
    visit.tell(HOME, StrapIs(StrapState.CONNECTED))
    for card in (view._card, view._week):
        right = card.mapTo(view, card.rect().bottomRight()).x()
        assert right < 1024


def test_a_screen_reader_hears_greeting_and_session(visit):
    view = visit.to("today")
    visit.tell(HOME)
    assert "Anna" in view.spoken()
    assert "Steady breathing" in view.spoken()


def test_a_home_told_earlier_is_there_at_once(visit):
    visit.tell(HOME)
    view = visit.to("today")
    assert isinstance(visit.context.home, HomeIs)
    assert view._card._name.text() == "Steady breathing"
