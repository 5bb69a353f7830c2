"""The one line of guidance over the canvas: it fades from words to words, and never jumps.

A value that was just changed stands in its place for two seconds.
"""

import math

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from biofeedback.app.canvas.motion import in_out
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.lines import Block, block

VALUE_MS = 2000
_FADE_STEP_MS = 33
_LINES = 2


class CueLine(QLabel):
    """The line; to a screen reader a text like any other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._shown, self._before = "", "", ""
        self._is_tight = False
        self._since = QElapsedTimer()
        self._fading = QTimer(self, interval=_FADE_STEP_MS)
        self._fading.timeout.connect(self._step)
        self._value = QTimer(self, singleShot=True, interval=VALUE_MS)
        self._value.timeout.connect(lambda: self._show(self._line))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str, *, at_once: bool = False) -> bool:
        """Show a line, `at_once` even in place of a value; return whether it is a new one."""
        is_new, self._line = words != self._line, words
        if is_new and at_once:
            self._value.stop()
        if not self._value.isActive():
            self._show(words)
        return is_new

    def show_value(self, words: str) -> None:
        """Show a value for a moment."""
        self._value.start()
        self._show(words)

    def be_tight(self, is_tight: bool) -> None:
        """Ask for one line where room is short; for more only while the words need it."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self.updateGeometry()

    def words(self) -> str:
        """Return what is shown."""
        return self._shown

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for two lines, so that nothing moves when the words change."""
        return QSize(400, self._least_px())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same height."""
        return QSize(100, self._least_px())

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the words in a width."""
        return max(self._least_px(), math.ceil(self._block(self._shown, width).height_px))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the words that come, or those that go."""
        words, alpha = self._seen()
        if not words:
            return
        painter = QPainter(self)
        lines = self._block(words, self.width())
        top_px = (self.height() - lines.height_px) / 2
        lines.paint(painter, 0, top_px, theme_of(self).colour("text", alpha))

    def _show(self, words: str) -> None:
        if words == self._shown:
            return
        taller = self.heightForWidth(self.width())
        self._before, self._shown = self._shown, words
        self.setAccessibleName(words)
        if self.heightForWidth(self.width()) != taller:
            self.updateGeometry()
        self._since.start()
        self._fading.start()
        self.update()

    def _step(self) -> None:
        if self._since.elapsed() >= 2 * theme_of(self).motion_ms.fade:
            self._fading.stop()
        self.update()

    def _seen(self) -> tuple[str, float]:
        """Return the words that are seen now, and how dense they are."""
        fade_ms = theme_of(self).motion_ms.fade
        past_ms = self._since.elapsed() if self._fading.isActive() else 2 * fade_ms
        if past_ms < fade_ms and self._before:
            return self._before, 1.0 - in_out(past_ms / fade_ms)
        if self._before:
            past_ms -= fade_ms
        return self._shown, in_out(past_ms / fade_ms)

    def _least_px(self) -> int:
        return (1 if self._is_tight else _LINES) * theme_of(self).line_px("cue")

    def _block(self, words: str, width_px: int) -> Block:
        return block(
            theme_of(self), "cue", words, max(width_px, 1), None, Qt.AlignmentFlag.AlignHCenter
        )
