"""What the group's screen costs: sixteen tiles painted at once, and its frames while it goes on.

The window is painted without a screen. A frame is all that happens in 16 ms: the tiles whose turn
it is, what the desk has told (each seat four times a second, a beat in each second), and painting.
Times are those of the thread, so that what else the machine does is not in them.
``python -m tests.benchmarks.group_screen`` prints the rows.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time

import numpy as np

from tests.benchmarks.report import Row, Target, table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SEATS, FRAME_S, TOLD_EVERY_S = 16, 0.016, 0.25
ALL_P99_MS, FRAME_P99_MS = Target(16, gated=False), Target(16, gated=False)


def rows(run_s=20.0, paints=60):
    """Yield the time to paint all tiles, and that of frames over `run_s` of the session."""
    with TemporaryDirectory() as folder:
        group = _Screen(Path(folder))
        all_ms = [group.paint_all() for _ in range(paints)]
        anew_ms = [group.paint_all(anew=True) for _ in range(paints)]
        frames_ms = list(group.frames(run_s))
        group.close()
    yield Row("group: 16 tiles painted at once, median", "ms", float(np.median(all_ms)))
    yield Row("  99 %", "ms", float(np.percentile(all_ms, 99)), None, (ALL_P99_MS,))
    yield Row("  with all their words, as in another theme", "ms", float(np.median(anew_ms)))
    yield Row(f"  frame in {run_s:g} s, median", "ms", float(np.median(frames_ms)))
    yield Row("  frame, 99 %", "ms", float(np.percentile(frames_ms, 99)), None, (FRAME_P99_MS,))
    yield Row("  longest frame", "ms", float(np.max(frames_ms)))
    yield Row("  of one core", "%", float(np.mean(frames_ms)) / 10 / FRAME_S)


class _Screen:
    """The window with sixteen people in session, on a clock that is moved by hand."""

    def __init__(self, folder):
        from PySide6.QtWidgets import QApplication

        from biofeedback.app.examples import group as examples
        from biofeedback.app.examples import group_made as made
        from biofeedback.app.examples.session_made import Standing
        from biofeedback.app.screenshots import Stage
        from biofeedback.app.views.group import GroupView

        self.application = QApplication.instance() or QApplication(sys.argv[:1])
        self._made, self._clock = made, Standing(made.AT_S)
        self._stage = Stage(folder)
        self._window = self._stage.window(_look())
        examples.sixteen(self._window.context)
        view = self._window.view
        assert isinstance(view, GroupView)
        view.group.began = replace(view.group.began, clock=self._clock)
        self.board, self._context = view.page.board, self._window.context
        self.board.rest()  # frames are made here
        self._seats = [seat.shown for seat in view.group.seats.values()]
        self._settle()

    def paint_all(self, anew=False):
        """Return how long it takes to paint every tile, `anew` with what stands still, ms."""
        for tile in self.board.tiles.values():
            if anew:
                tile._still = None
            tile.update()
        begin_s = thread_time()
        self._settle()
        return 1000 * (thread_time() - begin_s)

    def frames(self, run_s):
        """Yield how long each frame takes, ms."""
        told = [self._clock.at_s + TOLD_EVERY_S * n / SEATS for n in range(SEATS)]
        for _ in range(round(run_s / FRAME_S)):
            self._clock.at_s += FRAME_S
            due = [n for n in range(SEATS) if told[n] <= self._clock.at_s]
            messages = [self._message(n) for n in due]
            begin_s = thread_time()
            for number, message in zip(due, messages, strict=True):
                told[number] += TOLD_EVERY_S
                self._context.take(message)
            self.board.advance()
            self._settle()
            yield 1000 * (thread_time() - begin_s)

    def close(self):
        from biofeedback.app.screenshots import clear

        clear(self._window)

    def _message(self, number):
        """Return a seat with the beats of the last half minute: a second's worth is new."""
        shown = self._seats[number]
        later_s = float(np.floor(self._clock.at_s - self._made.AT_S))
        heart = shown.heart
        if heart is None:
            return shown
        moved = replace(heart, t_s=heart.t_s + later_s)
        return replace(shown, heart=moved, rate_bpm=60.0 + later_s % 7)

    def _settle(self):
        self.application.sendPostedEvents()
        self.application.processEvents()


def _look():
    from biofeedback.app.screenshots import Look

    return Look()


if __name__ == "__main__":
    print("\n".join(table({}, list(rows()))))
