"""Eyes closed: the screen dims to near black; any key or movement brings it back for a while.

What brings it back does nothing else: nobody sees then what a key or a click would press. Only Esc
stops at once, as ever. At the end of a session the light comes slowly, and words and tools when
they can be read in it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from biofeedback.app.canvas.canvas import Canvas

_MOVED_PX = 8
_READABLE = 0.6  # of the light
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class EyesClosed(QObject):
    """Dims the canvas and hides what stands before it.

    Parameters
    ----------
    canvas : Canvas
        What dims.
    front : QWidget
        Words and tools.
    seen_for_ms : int
        How long a key brings the picture back.
    woken : callable
        Called when the tools are there again.
    """

    def __init__(
        self, canvas: Canvas, front: QWidget, seen_for_ms: int, woken: Callable[[], object]
    ) -> None:
        super().__init__(front)
        self._canvas, self._front, self._woken = canvas, front, woken
        self._pointer = QPoint()
        self._awake = QTimer(self, singleShot=True, interval=seen_for_ms)
        self._awake.timeout.connect(self._hide)
        self.is_on, self._is_waking = False, False

    def close(self) -> None:
        """Close the eyes."""
        self.is_on = True
        self._canvas.close_eyes()
        self._hide()
        self._watch(True)

    def open(self, *, slowly: bool = False) -> None:
        """Bring the light back, slowly at the end of a session; any key then hurries it."""
        if not (self.is_on or self._is_waking):
            return
        self.is_on = False
        self._awake.stop()
        self._canvas.open_eyes(slowly=slowly)
        if slowly and self._front.isHidden():
            self._is_waking = True
            self._canvas.frame.connect(self._look)
        else:
            self._be_awake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Wake up on any key or movement, and keep to oneself what nobody could see."""
        kind = event.type()
        is_esc = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        is_blind = self._front.isHidden() and not is_esc
        if kind == QEvent.Type.ShortcutOverride and is_blind:
            event.accept()  # so that it comes as a key, and does nothing of its own
            return True
        if kind in _KEYS or (kind == QEvent.Type.MouseMove and self._has_moved()):
            self._peek()
        return is_blind and kind in _KEYS

    def _peek(self) -> None:
        self._pointer = QCursor.pos()
        if self._is_waking:
            self.open()
        elif self.is_on:
            self._canvas.peek()
            self._show()
            self._awake.start()

    def _look(self) -> None:
        if self._canvas.light >= _READABLE:
            self._be_awake()

    def _be_awake(self) -> None:
        if self._is_waking:
            self._is_waking = False
            self._canvas.frame.disconnect(self._look)
        self._watch(False)
        self._show()

    def _has_moved(self) -> bool:
        return (QCursor.pos() - self._pointer).manhattanLength() > _MOVED_PX

    def _hide(self) -> None:
        self._pointer = QCursor.pos()
        self._front.hide()
        self._canvas.setCursor(Qt.CursorShape.BlankCursor)

    def _show(self) -> None:
        self._canvas.unsetCursor()
        if self._front.isHidden():
            self._front.show()
            self._woken()

    def _watch(self, on: bool) -> None:
        self._canvas.setMouseTracking(on)
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)
