"""A whole session by keyboard alone: a virtual strap on the real bleak path, twenty times as fast.

What goes wrong in between (out of reach, no contact) is said, cured, and lost nothing of the run.
"""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.messages import EcgMoved, RunBegan, RunMoved, RunOver, StrapIs, StrapState
from biofeedback.store.answers import ratings_of
from biofeedback.store.runs import figures_of, runs_of
from biofeedback.store.vault import open_store
from tests.app.person import SPEED, Person


def no_key(question, where):
    return None


@pytest.fixture
def person(qt, tmp_path):
    made = []

    def make(speed=SPEED):
        somebody = Person(tmp_path, speed)
        made.append(somebody)
        qt.show(somebody.window, 1280, 800)
        somebody.arrive()
        return somebody

    yield make
    for somebody in made:
        somebody.leave()


def _pause_and_go_on(person):
    person.press(Qt.Key.Key_Space)
    person.until(lambda: person.moved.frame.paused, "paused")
    assert person.front.cue.words() == "Rest a moment. Breathe as you like."
    assert person.front.left.text().endswith("paused")
    still_s = person.session_t_s
    begin_s = person.view.turns.now_s
    person.until(lambda: person.view.turns.now_s > begin_s + 4, "rested")
    assert person.session_t_s == still_s
    led_in_s, wish = [], person.desk.wish
    person.desk.wish = lambda label, at_s: (led_in_s.append(at_s), wish(label, at_s))
    pressed_s = person.view.turns.now_s
    person.press(Qt.Key.Key_Space)
    seen_s = person.view.turns.now_s
    person.until(lambda: not person.moved.frame.paused, "led in")
    del person.desk.wish
    [at_s] = led_in_s
    assert pressed_s + 3.0 <= at_s <= seen_s + 3.0
    [*_, (_from_s, to_s)] = person.moved.plan.pauses_s
    assert -0.01 < to_s + person.moved.start_s - at_s < SPEED  # a second late counts twenty times


def _at_the_numbers(person):
    person.until(lambda: QApplication.focusWidget() is person.view.first_focus(), "the numbers")


def test_a_session_with_everything_in_it_is_led_by_keyboard_and_kept(person):
    person = person()
    person.context.ask(lambda desk: desk.straps.connect_nearest())
    person.until(lambda: person.context.strap.state is StrapState.CONNECTED, "connected")
    person.window.go("before", session="paced-6-10min")
    _at_the_numbers(person)
    person.press(Qt.Key.Key_5, Qt.Key.Key_Tab, Qt.Key.Key_6, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().words() == "Begin"
    person.press(Qt.Key.Key_Return)
    assert person.place == "session"
    person.until(lambda: person.of(RunMoved) and person.session_t_s > 40, "the first breath")
    assert person.front.title.text() == "Steady breathing"
    assert QApplication.focusWidget() is person.view.first_focus()
    assert "Steady breathing begins." in person.said

    person.press(*[Qt.Key.Key_Left] * 3)
    assert person.front.cue.words() == "5.7 a minute"
    person.until(lambda: person.moved.frame.cue.rate_per_min == pytest.approx(5.7), "slower")

    person.press(Qt.Key.Key_D)
    person.until(lambda: person.of(EcgMoved), "the ECG")
    assert not person.view.details.isHidden()
    heart_rate = person.view.details.figures["rate"]
    person.until(lambda: "collecting" not in heart_rate.accessibleName(), "a figure")
    person.press(Qt.Key.Key_D)
    assert person.view.details.isHidden()

    _pause_and_go_on(person)
    person.lose_and_find_the_link()
    person.lose_and_find_the_skin()

    person.press(Qt.Key.Key_Escape)
    assert not person.front.stop.isHidden()
    assert person.front.stop.keep.hasFocus()
    person.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)  # back into the session
    assert person.front.stop.isHidden()
    person.until(lambda: not person.view.turns.is_paused, "back in the session")
    back_s = person.session_t_s
    person.until(lambda: person.session_t_s > back_s + 15, "some more breaths")
    person.press(Qt.Key.Key_Escape, Qt.Key.Key_Return)  # keep it
    person.until(lambda: person.place == "after", "after")
    _at_the_numbers(person)
    person.press(Qt.Key.Key_4, Qt.Key.Key_Tab, Qt.Key.Key_3, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.at == "Save", "what was answered")
    person.press(Qt.Key.Key_Backtab)
    QTest.keyClicks(QApplication.focusWidget(), "by the window")
    person.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert person.place == "today"
    assert not person.of(Failed)
    [over] = person.of(RunOver)
    person.bridge.stop(person.desk.close)
    _is_kept(person, over)


def _is_kept(person, over):
    with closing(open_store(str(person.file), no_key)) as store:
        [run] = runs_of(store)
        assert (run.finish, run.session, run.notes) == ("stopped", "paced-6-10min", "by the window")
        rated = {(each.moment, each.scale): each.value for each in ratings_of(store, run.person_id)}
        assert rated == {
            ("before", "pain"): 5,
            ("before", "tension"): 6,
            ("after", "pain"): 4,
            ("after", "tension"): 3,
        }
        figures = figures_of(store, [run.id])[run.id]
        assert figures
    assert over.run_id == run.id


def test_a_session_without_a_strap_comes_to_its_end_and_lets_one_stay(person):
    person = person(speed=150.0)
    person.window.go("session", session="booster-3min")
    person.until(lambda: person.of(RunBegan), "begun")
    assert not person.of(RunBegan)[0].measured
    person.until(lambda: person.of(RunOver), "over")
    assert person.front.cue.words() == "Stay as long as you like."
    assert person.front.rest.finish.hasFocus()
    assert "Half is over." in person.said
    person.press(Qt.Key.Key_Return)
    assert person.place == "after"
    _at_the_numbers(person)
    person.press(Qt.Key.Key_Escape)
    assert person.view.spoken().startswith("Three minutes for yourself. Every minute counts.")
    assert person.of(RunOver)[0].finish == "completed"
    assert not [each for each in person.of(StrapIs) if each.trouble]


def test_a_session_that_is_discarded_leaves_nothing(person):
    person = person(speed=60.0)
    person.window.go("session", session="paced-6-10min")
    person.until(lambda: person.of(RunMoved) and person.session_t_s > 20, "going on")
    person.press(Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    person.until(lambda: person.place == "today", "back")
    person.bridge.stop(person.desk.close)
    with closing(open_store(str(person.file), no_key)) as store:
        assert runs_of(store) == []
