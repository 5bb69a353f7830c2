"""Rings seen from above, around a small core: those of one person's session, or of the group."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from biofeedback.app.theme.tokens import Theme

_CORE = 0.14
_FILL, _MOST_FILLED, _FAINTEST, _STRONGER = 0.2, 1.2, 0.4, 0.5
_DOTS = (1.6, (0.1, 2.6))
_THINNEST_PX = 0.5
_WAITING_DASH = (2.0, 3.0)


def radii_of(widths: Sequence[float], usual: float, count: int) -> list[float]:
    """Return the outer radius of each ring; 1 is a whole of `count` rings of the usual width."""
    radius, radii = _CORE, []
    for width in widths:
        radius += (1.0 - _CORE) * width / (usual * count)
        radii.append(radius)
    return radii


def paint_rings(
    painter: QPainter,
    theme: Theme,
    square: QRectF,
    radii: Sequence[float],
    *,
    waiting: bool = False,
) -> None:
    """Paint rings in a square, the largest first, and the dotted outline of a whole.

    The edge of the newest is dotted while it waits for a better signal.
    """
    scale = (square.width() / 2 - 1) / max([1.0, *radii])
    centre = square.center()
    apart_px = scale * (radii[-1] - _CORE) / len(radii) if radii else 0.0
    stroke_px = min(theme.stroke_px.hairline, max(apart_px / 2, _THINNEST_PX))
    alpha = min(_FILL, _MOST_FILLED / max(len(radii), 1))
    for number in range(len(radii), 0, -1):
        strength = 1.0 if theme.is_contrast else _FAINTEST + _STRONGER * (1 - number / len(radii))
        edge = QPen(theme.colour("ring", strength), stroke_px)
        if waiting and number == len(radii):
            edge.setDashPattern(_WAITING_DASH)
        painter.setPen(edge)
        flat = Qt.BrushStyle.NoBrush if theme.is_contrast else theme.colour("ring", alpha)
        painter.setBrush(flat)
        radius = radii[number - 1] * scale
        painter.drawEllipse(centre, radius, radius)
    width_px, dashes = _DOTS
    dots = QPen(theme.colour("text_soft"), width_px)
    dots.setCapStyle(Qt.PenCapStyle.RoundCap)
    dots.setDashPattern(dashes)
    painter.setPen(dots)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, scale, scale)
