"""Every screen: it opens, is named, is reached by Tab, fits large German text, and goes again."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from biofeedback.app.actions import ACTIONS
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.places import PLACES
from biofeedback.app.screenshots import SCREENS, Look, Stage, clear, example_of
from biofeedback.app.widgets.buttons import Primary
from tests.app import reading

SMALL = Look("light", "de", 200, (1024, 700))
USUAL = Look()
SCREEN_OF = {"card": "learn.card", "welcome": "first_run"}
"""The screens that show a place, where they are not called as it is."""
WAKES = "session.eyes_closed"
"""Where any key brings the picture back, and does nothing else."""

ONE_SIDED = "session.details", "session.tables"
"""Time runs from left to right everywhere, so the panel stays where the future would be."""


@pytest.fixture
def opened(qt, tmp_path):
    """Return a function that shows a screen and returns the window to look at."""
    stage, windows = Stage(tmp_path), []

    def show(screen, look=USUAL):
        window = stage.window(look)
        windows.append(window)
        example_of(screen)(window.context)
        qt.settle()
        qt.settle()
        assert window.findChild(QShortcut), "the keys are not bound yet"
        return window

    yield show
    for window in windows:
        clear(window)
    stage.language.speak("en")


def uppermost(window):
    """Return the question on top of a window, or the window."""
    questions = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
    return next((each for each in questions if each.isVisible()), window)


def wrong_to_see(window):
    return [
        *reading.cut(window),
        *reading.covered(window),
        *(f"{each} scrolls sideways" for each in reading.scrolls_sideways(window)),
    ]


def wrong_to_hear(window):
    return [each for each in reading.controls(window) if not reading.name_of(each).strip()]


def wrong_to_reach(qt, window, screen):
    """Return the controls that Tab misses, meets twice, or comes to against the reading."""
    if screen == WAKES:
        return []
    window.activateWindow()
    qt.settle()
    order, controls = reading.reached(window), reading.controls(window)
    assert controls
    missed = [f"{reading.told(each)} {order.count(each)} times" for each in controls]
    return [
        *(words for each, words in zip(controls, missed, strict=True) if order.count(each) != 1),
        *(f"{reading.told(each)} is no control" for each in order if each not in controls),
        *reading.against_reading(order, window),
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_fits_large_german_text_and_is_used_by_keyboard(qt, opened, screen):
    window = uppermost(opened(screen, SMALL))
    assert window.width() <= SMALL.size[0]
    assert window.height() <= SMALL.size[1]
    assert wrong_to_see(window) == []
    primaries = [each for each in window.findChildren(Primary) if each.isVisible()]
    assert all(reading.is_seen(each) for each in primaries), list(map(reading.told, primaries))
    assert wrong_to_hear(window) == []
    assert wrong_to_reach(qt, window, screen) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_read_from_right_to_left(qt, opened, screen):
    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = uppermost(opened(screen))
    assert wrong_to_see(window) == []
    if screen not in ONE_SIDED:
        assert wrong_to_reach(qt, window, screen) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_a_place_opens_tells_itself_and_leads_back(qt, opened, place):
    window = opened(SCREEN_OF.get(place.id, place.id))
    said = []
    window.context.spoken.connect(lambda words, at_once: said.append(words))
    assert window.place is place
    assert window.windowTitle() == f"{place.title()} - biofeedback"
    assert window.view.spoken() or place.title()
    plain, _fuller = window.view.help()
    assert plain
    first = window.view.first_focus()
    assert first is None or first.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.help.isVisible()
    assert window.place is place


def larger(window):
    return window.theme.text_percent


def locked_by_a_user(window):
    window.context.take(RecordsOpen("", True, 0, {}, "tom", "therapist"))
    return window.is_locked


EFFECTS = {
    "back": ("sessions", lambda w: w.place.id, ("sessions", "today")),
    "larger": ("today", larger, (120, 130)),
    "smaller": ("today", larger, (120, 110)),
    "as_system": ("today", lambda w: w.context.likes.text_percent, (120, 0)),
    "help": ("today", lambda w: w.help.isVisible(), (False, True)),
    "menu": ("today", lambda w: bool(w.findChildren(QMenu)), (False, True)),
    "lock": ("today", locked_by_a_user, (False, True)),
    "full_screen": ("today", lambda w: w.isFullScreen(), (False, True)),
}


@pytest.mark.parametrize(
    ("action", "key"),
    [pytest.param(each, key, id=f"{each.id} {key}") for each in ACTIONS for key in each.keys],
)
def test_an_action_is_done_by_its_key(qt, opened, action, key):
    screen, found, (before, after) = EFFECTS[action.id]
    window = opened(screen, Look(text_percent=120))
    assert action.title()
    assert found(window) == before
    QTest.keySequence(window, key)
    qt.settle()
    assert found(window) == after


@pytest.mark.parametrize("place", [each for each in PLACES if each.key], ids=lambda each: each.id)
def test_a_place_with_a_key_is_gone_to(qt, opened, place):
    window = opened("sessions")
    QTest.keySequence(window, place.key)
    qt.settle()
    assert window.place is place


def test_going_round_leaves_no_widget_behind(qt, opened):
    window = opened("today")
    counts = []
    for _ in range(3):
        for place in PLACES:
            example_of(SCREEN_OF.get(place.id, place.id))(window.context)
            qt.settle()
        window.go("today")
        qt.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        counts.append(len(QApplication.allWidgets()))
    print(counts)
    assert counts[1] == counts[2]
