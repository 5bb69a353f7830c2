"""Eyes closed: the screen dims to near black; any key or movement brings it back for a while."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from biofeedback.app.canvas.canvas import Canvas

_MOVED_PX = 8
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
        self.is_on = False

    def close(self) -> None:
        """Close the eyes."""
        self.is_on = True
        self._canvas.close_eyes()
        self._hide()
        self._watch(True)

    def open(self, *, slowly: bool = False) -> None:
        """Bring the light back, slowly at the end of a session."""
        if not self.is_on:
            return
        self.is_on = False
        self._watch(False)
        self._awake.stop()
        self._canvas.open_eyes(slowly=slowly)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Wake up on any key or movement; the key does what it does all the same."""
        if event.type() in _KEYS or (event.type() == QEvent.Type.MouseMove and self._has_moved()):
            self._peek()
        return super().eventFilter(watched, event)

    def _peek(self) -> None:
        self._pointer = QCursor.pos()
        if not self.is_on:
            return
        self._canvas.peek()
        self._show()
        self._awake.start()

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
