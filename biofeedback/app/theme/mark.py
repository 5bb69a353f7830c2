"""The app's sign, painted at any size: the breath, held in the hollow of the heart's wave.

Its colours are its own and stay the same in every theme.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from biofeedback.app.theme.icons import path

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_WAVE = (
    "M -2 40 C 3 34.5 7.5 32.8 11.5 34.6 C 14 35.7 15.2 37.5 16.7 39.4"
    " C 25 49 39 49 47.3 39.4 C 48.8 37.5 50 35.7 52.5 34.6 C 56.5 32.8 61 34.5 66 40"
)


def paint_mark(painter: QPainter, rect: QRectF) -> None:
    """Paint the sign into a square."""
    tile = QPainterPath()
    tile.addRoundedRect(QRectF(0, 0, 64, 64), 15, 15)
    water = path(_WAVE + " L 66 66 L -2 66 Z").intersected(tile)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 64, rect.height() / 64)
    painter.fillPath(tile, QColor("#1B625D"))
    disc = QPainterPath()
    disc.addEllipse(QPointF(32, 26.5), 15, 15)
    painter.fillPath(disc, QColor("#E4F0EB"))
    painter.fillPath(water, QColor("#124A45"))
    painter.setClipPath(tile)
    pen = QPen(QColor("#F2A57C"), 4)
    painter.strokePath(path(_WAVE), pen)
    painter.restore()


def window_icon() -> "QIcon":
    """Return the sign as the icon of a window, at the sizes desktops ask for."""
    from PySide6.QtGui import QIcon  # after the first paint

    icon = QIcon()
    for size_px in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(mark(size_px))
    return icon


def mark(size_px: int, ratio: float = 1.0) -> QPixmap:
    """Return the sign as a picture, for a screen of so many device pixels a pixel."""
    picture = QPixmap(round(size_px * ratio), round(size_px * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return picture
