"""The cap of a key: the name of a key in a small frame, in a button or beside a word."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import block

_PAD_PX = 7
_ARROWS = {"Left": "\u2190", "Up": "\u2191", "Right": "\u2192", "Down": "\u2193"}


def caption(key: str) -> str:
    """Return what is printed on a key, as keyboards of the app's language have it."""
    names = {"Space": tr("Space"), "Ctrl": tr("Ctrl"), **_ARROWS}
    return "+".join(names.get(part, part) for part in key.split("+"))


def spoken(key: str) -> str:
    """Return the name of a key, as a screen reader says it."""
    names = {
        "Left": tr("Left arrow"),
        "Right": tr("Right arrow"),
        "Up": tr("Up arrow"),
        "Down": tr("Down arrow"),
    }
    return names.get(key) or caption(key)


def width_px(theme: Theme, key: str) -> int:
    """Return how wide a key's cap is."""
    text_px = math.ceil(block(theme, "caption", caption(key)).width_px)
    return max(text_px + 2 * _PAD_PX, height_px(theme))


def height_px(theme: Theme) -> int:
    """Return how high a cap is."""
    return theme.line_px("caption") + 2


def paint(painter: QPainter, theme: Theme, rect: QRectF, key: str, colour: str) -> None:
    """Paint a cap in the colour of that name."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(colour), theme.stroke_px.hairline))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius_px = theme.radius_px.key
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius_px, radius_px)
    centre = Qt.AlignmentFlag.AlignHCenter
    text = block(theme, "caption", caption(key), math.ceil(rect.width()), None, centre)
    top_px = rect.y() + (rect.height() - text.height_px) / 2
    text.paint(painter, rect.x(), top_px, theme.colour(colour))


class KeyHint(QLabel):
    """A key's cap that stands alone, before the word for what the key does."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(caption(key))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the cap."""
        theme = theme_of(self)
        return QSize(width_px(theme, self._key), height_px(theme))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the cap."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the cap."""
        paint(QPainter(self), theme_of(self), QRectF(self.rect()), self._key, "text_soft")
