"""A rating before and after as two dots on a line from 0 to 10; words beside it say the same."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.label import Text
from biofeedback.report.page import Scale

_HIGH_PX, _DOT_PX, _WIDEST_PX = 26, 9.5, 400
_HIGHEST = 10


class RatingLine(QWidget):
    """Name, words, and the line; before is an open dot, after a full one."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        head.addWidget(Text(scale.label, "label"), 0, middle)
        head.addStretch(1)
        head.addWidget(Text(scale.words, colour="text_soft"), 0, middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(_Dots(scale))
        self.setAccessibleName(f"{scale.label}: {scale.words}")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the width of the line, or that of the words in large text."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), _WIDEST_PX), hint.height())


class _Dots(QLabel):
    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self.setAccessibleName(f"{scale.label}: {scale.words}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(160, _HIGH_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        theme, middle = theme_of(self), self.height() / 2
        soft, ink = theme.colour("edge"), theme.colour("text")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(soft, theme.stroke_px.control))
            painter.drawLine(self._at(0), self._at(_HIGHEST))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            for number in range(_HIGHEST + 1):
                painter.drawEllipse(self._at(number), 3, 3)
            before, after = self._scale.before, self._scale.after
            if before is not None and after is not None:
                painter.setPen(QPen(ink, 4))
                painter.drawLine(self._at(before), self._at(after))
            painter.setPen(QPen(ink, theme.stroke_px.selected))
            if before is not None:
                painter.setBrush(theme.colour("bg"))
                painter.drawEllipse(QPointF(self._at(before).x(), middle), _DOT_PX, _DOT_PX)
            if after is not None:
                painter.setBrush(ink)
                painter.drawEllipse(QPointF(self._at(after).x(), middle), _DOT_PX, _DOT_PX)

    def _at(self, number: int) -> QPointF:
        along = self.width() - 2 * (_DOT_PX + 2)
        x = _DOT_PX + 2 + along * number / _HIGHEST
        return QPointF(self.width() - x if self.isRightToLeft() else x, self.height() / 2)
