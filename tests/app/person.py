"""Somebody at the keyboard of the whole app: a virtual strap, the real bleak path, time runs fast.

`python -m tests.app.person FOLDER` begins a session and goes on until it is killed.
"""

import sys
import time
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.demo import demo_air
from biofeedback.app.desk.messages import RecordsOpen, RunMoved
from biofeedback.app.screenshots import wait
from biofeedback.app.settings import in_file
from biofeedback.app.start import App, Start
from tests.app.x_screen import begin_screen

SPEED = 20.0
GOING = "the session goes on"
_LONGEST_S = 30.0
_LOOK_MS = 3


class Person:
    """Somebody at the keyboard, and what the desk told meanwhile.

    Attributes
    ----------
    told : list
        Every message of the desk.
    said : list of str
        What a screen reader would have spoken.
    """

    def __init__(self, folder, speed=SPEED, *, first_run_done=True):
        self.file = folder / "records.db"
        self.told, self.said, self._airs = [], [], []
        likes = in_file(folder / "likes.ini")
        likes.change(language="en", text_percent=100, first_run_done=first_run_done)
        self.app = App(Start(str(self.file), plain=True, speed=speed), likes, self._radio)
        self.app.fit = lambda: None  # the same size on any screen
        self.bridge, self.desk, self.window = self.app.bridge, self.app.desk, self.app.window
        self.context = self.app.context
        self.context.told.connect(self.told.append)
        self.context.spoken.connect(lambda words, _at_once: self.said.append(words))

    def arrive(self):
        """Open the app."""
        self.app.show()
        self.window.activateWindow()
        self.until(lambda: self.of(RecordsOpen), "the records open")

    def leave(self):
        """Close it."""
        self.window.close()
        self.app.close()

    def _radio(self):
        self._airs.append(demo_air(lambda: self.desk))
        return self._airs[0].radio

    @property
    def strap(self):
        [strap] = self._airs[0].straps
        return strap

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

    @property
    def at(self):
        """Return the words of what has the keyboard."""
        focused = QApplication.focusWidget()
        return focused.words() if hasattr(focused, "words") else ""

    def of(self, kind):
        return [each for each in self.told if isinstance(each, kind)]

    def until(self, holds, what):
        """Let everything go on until something holds."""
        end_s = time.monotonic() + _LONGEST_S
        while not holds():
            assert time.monotonic() < end_s, f"never: {what}; at {self.at!r}, {self.of(Failed)}"
            wait(_LOOK_MS)

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key)
            QApplication.processEvents()

    def press_when(self, words):
        """Press Enter as soon as the keyboard is at a button that says so."""
        self.until(lambda: self.at == words, f"the keyboard at {words!r}")
        self.press(Qt.Key.Key_Return)

    def go_to(self, words):
        """Press Tab until the keyboard is at a button that says so."""
        for _ in range(60):
            if self.at == words:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {words!r}")

    def lose_and_find_the_link(self):
        """Walk away in the middle, and come back."""
        self.bridge.call(self.strap.walk_away)
        self._until_told("connection_lost")
        assert self.front.banner.action.hasFocus()
        before_s = self.session_t_s
        self.until(lambda: self.session_t_s > before_s + 4, "going on without beats")
        self.bridge.call(self.strap.come_back)
        self.until(lambda: self.view.troubles.shown is None, "the link is back")
        assert "Your heart is back" in self.front.banner.accessibleName()
        self.until(lambda: self.moved.frame.quality.gap_s == 0, "beats come again")

    def lose_and_find_the_skin(self):
        """Let the pads dry out until the session waits, and moisten them."""

        def touch(*, none):
            self.strap.faults.no_contact = none

        before = len(self.of(RunMoved))
        self.bridge.call(lambda: touch(none=True))
        self._until_told("contact_lost")
        self.until(lambda: self.moved.frame.paused, "the session waits")
        frames = [moved.frame for moved in self.of(RunMoved)[before:]]
        first_paused = [frame.paused for frame in frames].index(True)
        backwards = reversed(frames[: first_paused + 1])
        lost_s = [each.t_s for each in takewhile(lambda f: f.status == "contact_lost", backwards)]
        assert lost_s[0] - lost_s[-1] >= 15 > lost_s[1] - lost_s[-1]
        self.bridge.call(lambda: touch(none=False))
        self.until(lambda: not self.moved.frame.paused, "it goes on by itself")
        self.until(lambda: self.view.troubles.shown is None, "cured")

    def _until_told(self, code):
        """Wait for the banner of one trouble: a busy machine may show that of another before."""

        def told():
            shown = self.view.troubles.shown
            return shown is not None and shown.code == code

        self.until(told, f"the banner of {code}")
        assert not self.front.banner.isHidden()


def go_on_until_killed(folder):
    begin_screen()
    application = QApplication([])
    somebody = Person(folder)
    somebody.arrive()
    somebody.context.ask(lambda desk: desk.straps.connect_nearest())
    somebody.until(lambda: somebody.context.strap.info.address, "connected")
    somebody.window.go("session", session="booster-3min")
    somebody.until(lambda: somebody.of(RunMoved) and somebody.session_t_s > 40, "going on")
    print(GOING, flush=True)
    application.exec()


if __name__ == "__main__":
    go_on_until_killed(Path(sys.argv[1]))
