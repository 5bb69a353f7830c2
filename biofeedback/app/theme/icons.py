"""Icons painted as vectors in any colour and at any size, from the table of icon_paths.py.

An icon is never alone: the control that shows it also says the word. `paint` draws into a widget;
`pixmap` makes a picture for Qt's own controls, sharp on any screen.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from biofeedback.app.theme.icon_paths import DRAWINGS
from biofeedback.app.theme.tokens import Theme

_BOX = 24.0


def paint(
    painter: QPainter,
    name: str,
    rect: QRectF,
    colour: QColor,
    soft: QColor | None = None,
    stroke: float = 1.9,
) -> None:
    """Paint an icon into a square.

    Parameters
    ----------
    painter : draws; its state is kept.
    name : a key of `DRAWINGS`.
    rect : the square it fills.
    colour : of its lines and filled forms.
    soft : of its second tone; by default the first at half strength.
    stroke : width of its lines in a square of 24.
    """
    if soft is None:
        soft = QColor(colour)
        soft.setAlphaF(colour.alphaF() * 0.5)
    drawing = DRAWINGS[name]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _BOX, rect.height() / _BOX)
    if drawing.mirrored and painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        painter.translate(_BOX, 0)
        painter.scale(-1, 1)
    painter.strokePath(path(drawing.soft), _pen(soft, stroke))
    painter.strokePath(path(drawing.line), _pen(colour, stroke))
    painter.fillPath(path(drawing.fill), colour)
    painter.restore()


def pixmap(
    name: str, theme: Theme, size_px: int, colour: str = "text", ratio: float = 1
) -> QPixmap:
    """Return an icon as a picture of `size_px`, for a screen of so many device pixels a pixel."""
    picture = QPixmap(round(size_px * ratio), round(size_px * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    rect = QRectF(0, 0, size_px, size_px)
    paint(painter, name, rect, theme.colour(colour), stroke=theme.stroke_px.icon)
    painter.end()
    return picture


def _pen(colour: QColor, width: float) -> QPen:
    style, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, style, cap, join)


@cache
def path(text: str) -> QPainterPath:
    """Return the path a drawing's text stands for."""
    result = QPainterPath()
    words = iter(text.split())
    for letter in words:
        if letter == "Z":
            result.closeSubpath()
            continue
        n = _NUMBERS[letter]
        _extend(result, letter, [float(next(words)) for _ in range(n)])
    return result


_NUMBERS = {"M": 2, "L": 2, "C": 6, "O": 3, "R": 5}


def _extend(result: QPainterPath, letter: str, numbers: list[float]) -> None:
    if letter == "O":
        x, y, radius = numbers
        result.addEllipse(QPointF(x, y), radius, radius)
    elif letter == "R":
        x, y, width, height, radius = numbers
        result.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    else:
        points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if letter == "M":
            result.moveTo(*points)
        elif letter == "L":
            result.lineTo(*points)
        else:
            result.cubicTo(*points)
