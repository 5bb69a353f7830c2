"""How a widget comes in softly: as a picture of itself that grows denser, then it is there.

Its parts can be pressed by keyboard and are told to screen readers at once; only nothing of them is
painted until the picture is there. A pixmap a step costs less than painting them.
"""

from time import monotonic

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from biofeedback.app.canvas.motion import in_out
from biofeedback.app.theme.apply import theme_of

_STEP_MS = 16
_NOWHERE = QRegion(-1, -1, 1, 1)


class FadeIn(QObject):
    """Lets a widget come in; the widget asks `paint` before it paints itself.

    Parameters
    ----------
    whole : QWidget
        What comes.
    parts : QWidget
        Its children.
    """

    def __init__(self, whole: QWidget, *parts: QWidget) -> None:
        super().__init__(whole)
        self._whole, self._parts = whole, parts
        self._picture: QPixmap | None = None
        self._began_s = 0.0
        self._is_taking = False
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self.step)

    def start(self) -> None:
        """Begin with nothing; the clock runs when there is a picture."""
        self._picture = None
        self._show_parts(shown=False)
        self._timer.start()

    def step(self) -> None:
        """Go on: the whole has its size by now, and may get another on the way."""
        over_s = theme_of(self._whole).motion_ms.fade / 1000
        if self._picture is None:
            self._picture, self._began_s = self._taken(), monotonic()
        elif monotonic() - self._began_s >= over_s:
            self.finish()
        elif self._picture.deviceIndependentSize().toSize() != self._whole.size():
            self._picture = self._taken()
        self._whole.update()

    def finish(self) -> None:
        """Be there."""
        self._timer.stop()
        self._show_parts(shown=True)

    def paint(self, painter: QPainter) -> bool:
        """Paint what is seen of it on its way; return whether it is."""
        if self._is_taking or not self._timer.isActive():
            return False
        if self._picture is not None:
            over_s = theme_of(self._whole).motion_ms.fade / 1000
            painter.setOpacity(in_out((monotonic() - self._began_s) / over_s))
            painter.drawPixmap(0, 0, self._picture)
        return True

    def _taken(self) -> QPixmap:
        ratio = self._whole.devicePixelRatioF()
        picture = QPixmap(self._whole.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)  # what it comes before is seen at its corners
        self._is_taking = True
        self._show_parts(shown=True)
        self._whole.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        self._show_parts(shown=False)
        self._is_taking = False
        return picture

    def _show_parts(self, *, shown: bool) -> None:
        for part in self._parts:
            if shown:
                part.clearMask()
            else:
                part.setMask(_NOWHERE)
