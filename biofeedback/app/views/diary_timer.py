"""A timer for heat or cold: a shape that fills, minutes left in words, and an end by itself.

1. What is left is read off a clock whenever it is painted or looked at; nothing counts. The clock
   goes on while the computer sleeps, wherever the system has such a one.
2. Cold ends after 20 minutes at the latest, and so does heat; nothing lifts that.
"""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from biofeedback.app.canvas import shapes
from biofeedback.app.canvas.stage import Stage
from biofeedback.app.desk.diary_messages import Chip
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.say import say
from sessions.blocks import LONGEST_COLD_S

_LOOK_MS = 500
_LEAST_S = 30.0


def steady_s() -> float:
    """Return the time of a clock that is never set, and goes on in sleep where it can."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


class TimerSheet(Dialog):
    """Open it, and the time runs.

    Parameters
    ----------
    parent : QWidget
        The widget whose window it belongs to.
    chip : Chip
        Heat or cold, as it is noted.
    over : callable
        Called once, with the minutes that it lasted.
    at_end : callable
        Called when it ends by itself, to be heard.
    now : callable
        The clock, in seconds.
    """

    def __init__(
        self,
        parent: QWidget,
        chip: Chip,
        over: Callable[[float], object],
        at_end: Callable[[], object] = lambda: None,
        now: Callable[[], float] = steady_s,
    ) -> None:
        cold = chip.timer == "cold"
        super().__init__(
            parent,
            chip.label,
            _cold_words() if cold else _heat_words(),
            tr("That is enough"),
            tr("Do not note the time"),
        )
        self._cold, self._over, self._at_end, self._now = cold, over, at_end, now
        self._start_s = now()
        self._lasted_s: float | None = None
        self.left = Text(kind="title", alignment=Qt.AlignmentFlag.AlignHCenter)
        self._filling = _Filling(self._share)
        self.page.body.addWidget(self._filling)
        self.page.body.addWidget(self.left)
        self.yes.setFocus()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        self.accepted.connect(self.finish)
        self.finished.connect(self._look.stop)
        self.resize(self.size().expandedTo(QSize(720, 600)).boundedTo(parent.window().size()))
        self.look()

    def look(self) -> None:
        """Show what is left; end when nothing is."""
        left_s = LONGEST_COLD_S - (self._now() - self._start_s)
        if self._lasted_s is None and left_s <= 0:
            self._end()
        if self._lasted_s is None:
            self.left.set_words(_left_words(left_s))
        self._filling.update()

    def finish(self) -> None:
        """End it now, and tell how long it lasted; half a minute at least."""
        if self._lasted_s is None:
            lasted_s = self._now() - self._start_s
            self._lasted_s = min(max(lasted_s, 0.0), LONGEST_COLD_S)
            if self._lasted_s >= _LEAST_S:
                self._over(max(round(self._lasted_s / 60.0), 1))

    def _end(self) -> None:
        self.finish()
        headline = tr("Take the cold off now") if self._cold else tr("Take the warmth off now")
        self.page.set_words(headline, tr("Twenty minutes are over. They are noted."))
        self.left.set_words("")
        self.yes.set_words(tr("All right"))
        self.no.hide()
        say(self, headline, at_once=True)
        self._at_end()

    def _share(self) -> float:
        lasted_s = self._now() - self._start_s if self._lasted_s is None else self._lasted_s
        return min(max(lasted_s / LONGEST_COLD_S, 0.0), 1.0)


class _Filling(QLabel):
    """The outline that fills; the words below it say the same."""

    def __init__(self, share: Callable[[], float]) -> None:
        super().__init__()
        self._share = share
        self.setMinimumHeight(200)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint it as full as the clock says now."""
        painter, theme = QPainter(self), theme_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        unit = area.height() / 320.0
        stage = Stage(theme.session, 1280 * unit, 800 * unit)
        painter.translate(area.center().x(), area.bottom() - 44 * unit)
        painter.scale(unit, unit)
        shapes.vessel(painter, stage, theme, self._share())


def _left_words(left_s: float) -> str:
    minutes = math.ceil(left_s / 60.0)
    return tr("%n minute(s) left", n=minutes) if minutes > 1 else tr("The last minute")


def _cold_words() -> str:
    return tr(
        "A dry cloth between, never on numb skin, and stay awake. "
        "It ends by itself after 20 minutes."
    )


def _heat_words() -> str:
    return tr(
        "Comfortably warm, a cloth between, and stay awake. It ends by itself after 20 minutes."
    )
