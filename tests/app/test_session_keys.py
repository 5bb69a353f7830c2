"""What the keyboard does in a session: where it is, what it never presses, what is said then."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.messages import StrapIs, StrapState
from biofeedback.app.examples import session as example
from biofeedback.app.examples.session_made import Standing, made
from biofeedback.app.examples.tell import tell
from biofeedback.app.views.session_wrong import LISTENS_S
from biofeedback.live import wishes
from devices import errors
from tests.app.test_session import Stage

F1, ESCAPE, RETURN, SPACE = Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def stage(qt, tmp_path):
    def make(*size, **likes):
        there = Stage(qt, tmp_path, *size, **likes)
        there.said = []
        there.context.spoken.connect(lambda words, _at_once: there.said.append(words))
        return there

    return make


def at():
    focused = QApplication.focusWidget()
    return focused.words() if hasattr(focused, "words") else ""


# Help, and what it goes back to


@pytest.mark.parametrize("closes", [F1, ESCAPE, RETURN])
def test_closing_the_help_goes_back_to_the_question_after_a_stop(stage, closes):
    there = stage()
    there.play(example.example)
    there.press(ESCAPE)
    there.press(F1)
    assert at() == "All right"
    there.press(closes)
    assert at() == "Keep it"
    assert there.said[-1] == "Stopped after 4 minutes."
    there.press(RETURN)
    assert there.desk.wished == [wishes.PAUSE]  # and nothing went on behind the question
    assert there.desk.stopped == 1


def test_closing_the_help_at_the_end_goes_back_to_finish(stage):
    there = stage()
    there.play(example.over)
    there.press(F1)
    there.press(F1)
    assert at() == "Finish"
    assert there.said[-1] == "Steady breathing. Stay as long as you like."


def test_closing_the_help_tells_where_the_session_is(stage):
    there = stage()
    there.play(example.example)
    there.press(F1)
    there.press(F1)
    assert at() == "Pause"
    assert there.said[-1] == "Steady breathing. 8 minutes left"


def test_no_trouble_is_shown_over_the_question_after_a_stop(stage):
    there = stage()
    there.play(example.example)
    there.move(status=errors.ConnectionLost.code)
    there.press(ESCAPE)
    assert at() == "Keep it"
    assert there.view.front.banner.isHidden()
    there.move(status=errors.ContactLost.code)
    assert at() == "Keep it"
    assert there.view.front.banner.isHidden()
    there.view.front.stop.back.click()
    there.move(status=errors.ContactLost.code)
    assert at() == "Go on without the strap"


# The space key


@pytest.mark.parametrize("tool", ["stop", "slower", "faster", "louder", "eyes", "details"])
def test_space_pauses_wherever_in_the_bar_the_keyboard_is(stage, tool):
    there = stage()
    there.play(example.example)
    there.view.front.bar.buttons[tool].setFocus()
    there.press(SPACE)
    assert there.desk.wished == [wishes.PAUSE]
    assert there.view.front.stop.isHidden()
    assert not there.view.eyes.is_on
    assert there.view.details.isHidden()


def test_enter_presses_the_tool(stage):
    there = stage()
    there.play(example.example)
    there.view.front.bar.buttons["slower"].setFocus()
    there.press(RETURN)
    assert there.desk.wished == [wishes.shift(-0.1)]


def test_space_pauses_while_a_trouble_is_shown(stage):
    there = stage()
    there.play(example.example)
    there.move(status=errors.ConnectionLost.code)
    assert at() == "Go on without the strap"
    there.press(SPACE)
    assert there.desk.wished == [wishes.PAUSE]
    there.press(RETURN)
    assert there.desk.wished == [wishes.PAUSE, wishes.ALONE]


def test_space_presses_where_single_keys_are_off(stage):
    there = stage(single_keys=False)
    there.play(example.example)
    there.view.front.bar.buttons["slower"].setFocus()
    there.press(SPACE)
    assert there.desk.wished == [wishes.shift(-0.1)]


# Eyes closed


def test_what_brings_the_picture_back_presses_nothing(stage):
    there = stage()
    there.play(example.example)
    there.press(Qt.Key.Key_E)
    there.move(status=errors.ConnectionLost.code)
    assert there.view.front.isHidden()
    there.press(RETURN)
    assert not there.view.front.isHidden()
    assert there.desk.wished == []
    assert at() == "Go on without the strap"
    there.press(RETURN)
    assert there.desk.wished == [wishes.ALONE]


@pytest.mark.parametrize("key", [SPACE, Qt.Key.Key_Left, Qt.Key.Key_E, F1])
def test_no_key_does_anything_unseen(stage, key):
    there = stage()
    there.play(example.example)
    there.press(Qt.Key.Key_E)
    there.press(key)
    assert not there.view.front.isHidden()
    assert there.view.eyes.is_on
    assert there.desk.wished == []
    assert "help" not in there.window.__dict__


def test_a_click_in_the_dark_only_brings_the_picture_back(stage):
    there = stage()
    there.play(example.example)
    pause = there.view.front.bar.buttons["pause"]
    place = pause.mapTo(there.window, pause.rect().center())
    there.press(Qt.Key.Key_E)
    QTest.mouseClick(there.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    there.qt.settle()
    assert not there.view.front.isHidden()
    assert there.desk.wished == []
    QTest.mouseClick(there.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    there.qt.settle()
    assert there.desk.wished == [wishes.PAUSE]


def test_esc_in_the_dark_stops_at_once(stage):
    there = stage()
    there.play(example.example)
    there.press(Qt.Key.Key_E)
    there.press(ESCAPE)
    assert not there.view.eyes.is_on
    assert at() == "Keep it"


# Before the first beat


@pytest.fixture
def listening(stage):
    there = stage()
    run, clock = made(until_s=example.AT_S), Standing(0.0)
    there.context.go("session", session="paced-6-10min")
    tell(there.context, example.WORN, run.begun_at(clock))

    def wait_until(at_s, strap=example.WORN):
        tell(there.context, strap)
        clock.at_s = at_s
        there.view._look_round()
        there.qt.settle()
        return there.view.front.banner

    wait_until(0.0)
    there.wait_until, there.run = wait_until, run
    return there


def test_a_silent_strap_is_told_of_after_a_while_with_a_way_on(listening):
    assert listening.wait_until(LISTENS_S - 0.1).isHidden()
    assert listening.view.front.cue.words() == "Listening for your heart"
    assert not listening.wait_until(LISTENS_S).isHidden()
    assert listening.view.troubles.shown.code == errors.ContactLost.code
    assert at() == "Go on without the strap"
    listening.press(RETURN)
    assert listening.desk.wished == [wishes.ALONE, wishes.START]
    assert listening.wait_until(LISTENS_S + 1).isHidden()


def test_a_silent_strap_that_is_linked_anew_is_told_of_once(listening):
    listening.wait_until(LISTENS_S)
    lost = StrapIs(StrapState.LOST, example.WORN.info, trouble=errors.ConnectionLost.code)
    listening.wait_until(LISTENS_S + 5, lost)
    assert listening.view.troubles.shown.code == errors.ContactLost.code
    listening.wait_until(LISTENS_S + 9, lost)  # away for good
    assert listening.view.troubles.shown.code == errors.ConnectionLost.code


def test_the_first_beat_cures_the_silence(listening):
    banner = listening.wait_until(LISTENS_S + 5)
    tell(listening.context, *listening.run.moved[:40])
    listening.qt.settle()
    assert listening.view.turns.has_begun
    assert listening.view.troubles.shown is None
    assert banner.accessibleName() == "Your heart is back."


# Words, and what the one action does


@pytest.mark.parametrize("trouble", [errors.NotFound, errors.Busy])
def test_search_again_searches_and_then_offers_to_go_on(stage, trouble):
    there = stage()
    hurried = []
    there.desk.straps = type("Straps", (), {"hurry": lambda _self: hurried.append(1)})()
    there.play(example.example)
    there.move(status=trouble.code)
    assert at() == "Search again"
    there.press(RETURN)
    assert hurried == [1]
    assert at() == "Go on without the strap"
    there.press(RETURN)
    assert there.desk.wished == [wishes.ALONE]


@pytest.mark.parametrize(
    ("platform", "action"), [("win32", "Open settings"), ("plan9", "Go on without the strap")]
)
def test_what_is_forbidden_is_allowed_in_the_settings(stage, monkeypatch, platform, action):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("shutil.which", lambda program: None)
    there = stage()
    there.play(example.example)
    there.move(status=errors.NoPermission.code)
    assert at() == action


def test_nothing_empty_is_ever_said(stage):
    there = stage()
    there.play(example.over)
    assert all(there.said)
    assert there.said[-1] == "Stay as long as you like."
