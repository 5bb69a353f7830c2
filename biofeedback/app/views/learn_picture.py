"""The picture beside a card: drawings one below the other, each with its words, and a legend.

Words are texts of the page, never part of a drawing, so they grow and are read like all others.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.learn.cards import Drawing
from biofeedback.app.learn.pictures import paint, paint_sign
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.scenery import outline_panel, panel
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

_WIDTH_PX, _PAD_PX = 520, 48
_LEAST_PX, _MOST_PX = 110, 190
_SIGN_PX = QSize(26, 22)


class PicturePanel(QWidget):
    """As wide as half a page, as high as there is room."""

    def __init__(self, drawings: Sequence[Drawing], legend: Sequence[str]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, _PAD_PX - 8, _PAD_PX, _PAD_PX - 16)
        column.setSpacing(16)
        for drawing in drawings:
            column.addStretch(1)
            column.addWidget(Text(drawing.caption, "label"))
            column.addWidget(_Sketch(drawing), 12)
        column.addStretch(2)
        if legend:
            column.addSpacing(8)
            column.addLayout(_legend(legend))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return half a page."""
        width_px = max(_WIDTH_PX, self.minimumSizeHint().width())
        return QSize(width_px, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sky of the session, its corners round."""
        painter, theme = QPainter(self), theme_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        sky = QLinearGradient(area.topLeft(), area.bottomLeft())
        sky.setColorAt(0, theme.colour("canvas_top"))
        sky.setColorAt(1, theme.colour("canvas_bottom"))
        painter.fillPath(panel(theme, area), QBrush(sky))
        outline_panel(painter, theme, area)


class _Sketch(QLabel):
    """One drawing; its name is its caption."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.setAccessibleName(drawing.caption)
        self.setMinimumHeight(_LEAST_PX)
        self.setMaximumHeight(_MOST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return that it is content with little, and takes what there is."""
        return QSize(_WIDTH_PX - 2 * _PAD_PX, _LEAST_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(2, 6, -2, -6)
        paint(painter, theme_of(self), self._drawing.form, area, self._drawing.measures)


class _Sign(QLabel):
    """The small sign before a word of the legend; the word says it all."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self.setFixedSize(_SIGN_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, theme_of(self), self._sign, QRectF(self.rect()))


def _legend(signs: Sequence[str]) -> FlowLayout:
    row = FlowLayout(32, 6)
    for sign in signs:
        entry = QWidget()
        words = FlowLayout(10)
        text = Text(_words(sign), "caption", "text_soft")
        for part in (_Sign(sign), text):
            words.addWidget(part)
        entry.setLayout(words)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        entry.setSizePolicy(policy)
        row.addWidget(entry)
    return row


def _words(sign: str) -> str:
    return {
        "breath": tr("your breath"),
        "heart": tr("your heart rate"),
        "ring": tr("the session so far"),
        "beat": tr("a heartbeat"),
        "load": tr("load"),
        "day": tr("a day"),
        "week": tr("a week"),
        "practised": tr("practised"),
        "free": tr("free"),
    }[sign]
