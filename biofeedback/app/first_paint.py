"""What waits until something has been painted: all that the first look does not need."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def after_paint(widget: QWidget, then: Callable[[], object]) -> None:
    """Call a function once, when a widget has been painted for the first time from now on."""
    widget.installEventFilter(_Waiting(widget, then))


class _Waiting(QObject):
    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go away at the paint, and call when its frame is complete."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self._then()
        self.deleteLater()
