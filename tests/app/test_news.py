"""What was begun in the settings is told at its end wherever somebody is, and disturbs nobody."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.group_messages import GroupOver
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.desk.people_messages import PlanSaid
from biofeedback.app.desk.safe_messages import EXPORT, SafeDone
from biofeedback.app.desk.staff_messages import Unlocked
from biofeedback.app.examples import group_made
from biofeedback.app.examples.session_made import Standing, made
from biofeedback.app.main_window import MainWindow
from tests.app.visits import Visit

DONE = SafeDone(EXPORT, True, path="/stick/all.zip")
OPEN = RecordsOpen("here", True, 0, {"alias": "Anna"}, "tom", "therapist")
HEADLINE = "What you began in Settings is done."
"""Of a banner, as it is spoken."""


@pytest.fixture
def visit(qt, tmp_path):
    made_visit = Visit(qt, tmp_path)
    made_visit.context.like(first_run_done=True)
    return made_visit


@pytest.fixture
def window(qt, visit):
    shown = qt.show(MainWindow(visit.context), 1280, 800)
    went(qt, shown, "settings")
    shown.news.tell()  # nothing yet: from now on it hears, however late the first paint is
    return shown


def went(qt, window, place, **what):
    """Go to a place; what was left is gone."""
    window.go(place, **what)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qt.settle()


def told(window):
    """Return what the window's banner says; nothing while it is not there."""
    return window.banner.accessibleName() if window.banner.isVisible() else ""


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (DONE, f"{HEADLINE} Everything is in /stick/all.zip."),
        (SafeDone("backup", True, path="/b"), f"{HEADLINE} Everything is in /b."),
        (PlanSaid("send_home", path="/h.age"), f"{HEADLINE} /h.age is ready."),
        (SafeDone(EXPORT, False, "No room."), "That did not work. No room."),
        (PlanSaid("send_home", "No room."), "That did not work. No room."),
    ],
)
def test_the_end_is_told_where_somebody_is_by_then(qt, visit, window, spoken, message, words):
    went(qt, window, "diary")
    here = QApplication.focusWidget()
    spoken.clear()
    visit.tell(message)
    assert told(window).startswith(words)
    assert (told(window), False) in spoken
    assert not [words for words, at_once in spoken if at_once]
    assert here is not None
    assert QApplication.focusWidget() is here
    window.banner.action.click()
    assert told(window) == ""
    went(qt, window, "today")
    assert told(window) == ""


def test_it_stays_until_it_is_read(qt, visit, window):
    went(qt, window, "diary")
    visit.tell(DONE)
    for place in ("learn", "before", "today"):
        went(qt, window, place, **({"session": "paced-6-10min"} if place == "before" else {}))
        assert told(window).startswith(HEADLINE) is (place != "before")
    visit.tell(SafeDone("backup", False, "No room."))
    assert told(window) == "That did not work. No room."
    window.banner.action.click()
    assert told(window) == ""
    went(qt, window, "diary")
    assert told(window) == ""


def test_in_the_settings_it_is_said_in_its_place_only(qt, visit, window):
    visit.tell(DONE)
    assert "/stick/all.zip" in window.view.data.said.text()
    assert told(window) == ""
    went(qt, window, "today")
    assert told(window) == ""


def test_of_other_wishes_for_a_plan_nothing_is_told(qt, visit, window):
    went(qt, window, "plans")
    visit.tell(PlanSaid("set"), PlanSaid("merge", "No room."))
    assert told(window) == ""


def test_a_session_is_not_disturbed(qt, visit, window):
    run = made(until_s=20.0)
    for corridor in ("before", "session"):
        went(qt, window, corridor, session="paced-6-10min")
        visit.tell(DONE)
        assert told(window) == ""
    visit.tell(run.begun_at(Standing(20.0)), *run.moved)
    assert told(window) == ""
    visit.tell(run.over)
    assert told(window) == ""
    went(qt, window, "today")
    assert told(window).startswith(HEADLINE)


def test_a_group_that_is_led_is_not_disturbed(qt, visit, window):
    went(qt, window, "plans")
    visit.tell(group_made.began(), DONE)
    assert told(window) == ""
    visit.tell(GroupOver("paced-6-10min", "Steady breathing", 10.0, None, ()))
    assert told(window).startswith(HEADLINE)


@pytest.mark.parametrize("is_first", [False, True])
def test_it_waits_behind_another_banner(qt, visit, window, is_first):
    went(qt, window, "diary")
    if is_first:
        visit.tell(DONE)
    window.show_failure(RuntimeError())
    visit.tell(Failed(RuntimeError()))
    if not is_first:
        visit.tell(DONE)
    assert told(window).startswith("That did not work.")
    went(qt, window, "before", session="paced-6-10min")
    assert told(window).startswith("That did not work.")
    window.banner.action.click()
    went(qt, window, "learn")
    assert told(window).startswith(HEADLINE)


@pytest.mark.parametrize("is_shown", [False, True])
@pytest.mark.parametrize("who", ["tom", "nia"])
def test_behind_a_lock_it_waits_for_who_began_it(qt, visit, window, who, is_shown):
    lock = window.lock
    went(qt, window, "diary")
    visit.tell(OPEN)
    if is_shown:
        visit.tell(DONE)
    lock.now()
    if not is_shown:
        visit.tell(DONE)
    assert told(window) == ""
    visit.tell(OPEN._replace(user=who), Unlocked(who, "therapist", who != OPEN.user))
    assert not window.is_locked
    assert told(window).startswith(HEADLINE) is (who == OPEN.user)
