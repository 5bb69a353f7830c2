"""The pictures after a session: the bloom, and ratings as two dots on a line."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.canvas import bloom
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

_LARGEST_PX, _LEAST_PX = 428, 240
_DOT_PX, _TICK_PX, _MOST = 9.5, 2.6, 10


class BloomPicture(QLabel):
    """A bloom, drawn once for a size and a theme.

    Parameters
    ----------
    bloom_ : Bloom
        What is drawn.
    sentence : str
        What a screen reader says of it.
    """

    def __init__(self, bloom_: bloom.Bloom, sentence: str) -> None:
        super().__init__()
        self._bloom = bloom_
        self._kept: tuple[object, QPixmap] | None = None
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its largest size."""
        return QSize(_LARGEST_PX, _LARGEST_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its least size."""
        return QSize(_LEAST_PX, _LEAST_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint it in the middle."""
        side_px = min(self.width(), self.height(), _LARGEST_PX)
        theme, ratio = theme_of(self), self.devicePixelRatioF()
        key = theme, side_px, ratio
        if self._kept is None or self._kept[0] != key:
            self._kept = key, bloom.picture(theme, self._bloom, side_px, ratio)
        left, top = (self.width() - side_px) // 2, (self.height() - side_px) // 2
        QPainter(self).drawPixmap(left, top, self._kept[1])


class TwoDots(QWidget):
    """A scale from 0 to 10 with the answer before as a ring, and now as a dot.

    Parameters
    ----------
    name : str
        What was rated.
    before, now : int or None
        The answers; one of them at least.
    """

    def __init__(self, name: str, before: int | None, now: int | None) -> None:
        super().__init__()
        told = _told(before, now)
        self.setAccessibleName(f"{name}: {told}")
        head = QWidget()
        row = FlowLayout(24, 0)
        label = Text(name, "label")
        policy = label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        label.setSizePolicy(policy)
        row.addWidget(label)
        row.addWidget(Text(told, "body", "text_soft"))
        head.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(_Line(before, now))
        self.setMaximumWidth(_LARGEST_PX * theme_of(self).text_percent // 100)


class _Line(QWidget):
    def __init__(self, before: int | None, now: int | None) -> None:
        super().__init__()
        self._before, self._now = before, now
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(300, round(2 * _DOT_PX) + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(160, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        theme, y = theme_of(self), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), theme.stroke_px.control))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(_MOST), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        for value in range(_MOST + 1):
            painter.drawEllipse(QPointF(self._x(value), y), _TICK_PX, _TICK_PX)
        ink = QPen(theme.colour("text"), 2 * theme.stroke_px.control)
        painter.setPen(ink)
        if self._before is not None and self._now is not None:
            painter.drawLine(QPointF(self._x(self._before), y), QPointF(self._x(self._now), y))
        radius_px = _DOT_PX - theme.stroke_px.control
        for answer, fill in ((self._before, "surface"), (self._now, "text")):
            if answer is not None:
                painter.setBrush(theme.colour(fill))
                painter.drawEllipse(QPointF(self._x(answer), y), radius_px, radius_px)

    def _x(self, value: int) -> float:
        share = value / _MOST
        if self.isRightToLeft():
            share = 1.0 - share
        return _DOT_PX + 2 + share * (self.width() - 2 * _DOT_PX - 4)


def _told(before: int | None, now: int | None) -> str:
    if before is None:
        return tr("{now} now").format(now=now)
    if now is None:
        return tr("{before} before").format(before=before)
    return tr("{before} before, {now} now").format(before=before, now=now)
