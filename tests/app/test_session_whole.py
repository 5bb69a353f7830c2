"""A whole session by keyboard alone: a virtual strap on the real bleak path, twenty times as fast.

What goes wrong in between (out of reach, no contact) is said, cured, and lost nothing of the run.
"""

import time
from contextlib import closing

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Bridge, Failed
from biofeedback.app.context import Context
from biofeedback.app.desk.demo import demo_air
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.messages import (
    EcgMoved,
    RecordsOpen,
    RunBegan,
    RunMoved,
    RunOver,
    StrapIs,
    StrapState,
)
from biofeedback.app.main_window import MainWindow
from biofeedback.app.settings import Settings
from biofeedback.live.clock import ScaledLoop
from biofeedback.store.answers import ratings_of
from biofeedback.store.runs import figures_of, runs_of
from biofeedback.store.vault import open_store

SPEED = 20.0
LONGEST_S = 15.0


def no_key(question, where):
    return None


class Person:
    """Somebody at the keyboard, and what the desk told meanwhile."""

    def __init__(self, tmp_path, speed=SPEED):
        self.file = tmp_path / "records.db"
        self.told, self.said, self.airs = [], [], []
        self.bridge = Bridge(lambda: ScaledLoop(speed))
        self.desk = Desk(self.bridge.tell, self._radio, str(self.file), plain=True)
        likes = Settings(QSettings(str(tmp_path / "likes.ini"), QSettings.Format.IniFormat))
        self.context = Context(self.bridge, self.desk, likes)
        self.context.told.connect(self.told.append)
        self.context.spoken.connect(lambda words, _at_once: self.said.append(words))
        self.window = MainWindow(self.context)
        self.bridge.start()

    def _radio(self):
        self.airs.append(demo_air(lambda: self.desk))
        return self.airs[0].radio

    @property
    def strap(self):
        return self.airs[0].straps[0]

    @property
    def view(self):
        return self.window.view

    @property
    def place(self):
        return self.window.place.id if self.window.place else ""

    @property
    def front(self):
        return self.view.front

    @property
    def moved(self):
        return next(each for each in reversed(self.told) if isinstance(each, RunMoved))

    @property
    def session_t_s(self):
        return self.moved.frame.session_t_s

    def of(self, kind):
        return [each for each in self.told if isinstance(each, kind)]

    def until(self, holds, what):
        """Let everything go on until something holds."""
        end_s = time.monotonic() + LONGEST_S
        while not holds():
            assert time.monotonic() < end_s, f"never: {what}; told {self.of(Failed)}"
            QApplication.processEvents()
            QTest.qWait(1)

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def leave(self):
        self.window.close()
        self.bridge.stop(self.desk.close)


@pytest.fixture
def person(qt, tmp_path):
    made = []

    def make(speed=SPEED):
        somebody = Person(tmp_path, speed)
        made.append(somebody)
        qt.show(somebody.window, 1280, 800)
        somebody.context.ask(lambda desk: desk.records.open())
        somebody.until(lambda: somebody.of(RecordsOpen), "the records open")
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
    pressed_s = person.view.turns.now_s
    person.press(Qt.Key.Key_Space)
    person.until(lambda: not person.moved.frame.paused, "led in")
    [*_, (_from_s, to_s)] = person.moved.plan.pauses_s
    lead_in_s = to_s + person.moved.start_s - pressed_s
    assert 3.0 <= lead_in_s < 3.0 + 0.1 * SPEED  # a tenth of a second late counts twenty times


def _lose_and_find_the_link(person):
    person.bridge.call(person.strap.walk_away)
    person.until(lambda: not person.front.banner.isHidden(), "the banner")
    assert person.view.troubles.shown.code == "connection_lost"
    assert person.front.banner.action.hasFocus()
    before_s = person.session_t_s
    person.until(lambda: person.session_t_s > before_s + 4, "going on without beats")
    person.bridge.call(person.strap.come_back)
    person.until(lambda: person.view.troubles.shown is None, "the link is back")
    assert person.front.banner.accessibleName() == "Your heart is back.. "
    person.until(lambda: person.moved.frame.quality.gap_s == 0, "beats come again")


def _lose_and_find_the_skin(person):
    def touch(faults, *, none):
        faults.no_contact = none

    person.bridge.call(lambda: touch(person.strap.faults, none=True))
    person.until(lambda: person.view.troubles.shown is not None, "the banner")
    assert person.view.troubles.shown.code == "contact_lost"
    begun_s = person.view.turns.now_s
    person.until(lambda: person.moved.frame.paused, "the session waits")
    assert person.view.turns.now_s - begun_s == pytest.approx(15, abs=2.5)
    person.bridge.call(lambda: touch(person.strap.faults, none=False))
    person.until(lambda: not person.moved.frame.paused, "it goes on by itself")
    person.until(lambda: person.view.troubles.shown is None, "cured")


def test_a_session_with_everything_in_it_is_led_by_keyboard_and_kept(person):
    person = person()
    person.context.ask(lambda desk: desk.straps.connect_nearest())
    person.until(lambda: person.context.strap.state is StrapState.CONNECTED, "connected")
    person.window.go("before", session="paced-6-3min")
    QTest.qWait(20)
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
    _lose_and_find_the_link(person)
    _lose_and_find_the_skin(person)

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
    QTest.qWait(20)
    person.press(Qt.Key.Key_4, Qt.Key.Key_Tab, Qt.Key.Key_3, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Return)
    QTest.qWait(20)
    assert QApplication.focusWidget().words() == "Save"
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
        assert (run.finish, run.session, run.notes) == ("stopped", "paced-6-3min", "by the window")
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
    QTest.qWait(20)
    person.press(Qt.Key.Key_Escape)
    assert person.view.spoken().startswith("Three minute(s) for yourself. Every minute counts.")
    assert person.of(RunOver)[0].finish == "completed"
    assert not [each for each in person.of(StrapIs) if each.trouble]


def test_a_session_that_is_discarded_leaves_nothing(person):
    person = person(speed=60.0)
    person.window.go("session", session="booster-3min")
    person.until(lambda: person.of(RunMoved) and person.session_t_s > 20, "going on")
    person.press(Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    person.until(lambda: person.place == "today", "back")
    person.bridge.stop(person.desk.close)
    with closing(open_store(str(person.file), no_key)) as store:
        assert runs_of(store) == []
