"""The rings on the water, and the dotted outline of a whole session, around (0, 0) in u.

A ring is drawn at every frame only while it grows; all that stand are kept as a picture by whoever
paints. The contrast theme draws lines only.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from biofeedback.app.canvas.landscape import pen
from biofeedback.app.canvas.stage import Stage
from biofeedback.app.theme.tokens import Theme

_FILL = 0.16
_FAINTEST, _STRONGER = 0.35, 0.45
_WAITING_DASH = (1.0, 4.0)


def ring(
    painter: QPainter,
    stage: Stage,
    theme: Theme,
    number: int,
    radius_u: float,
    *,
    waiting: bool = False,
) -> None:
    """Draw one ring, counted from 1; its edge is dotted while it waits for a better signal."""
    form = stage.form.rings
    strength = 1.0 if theme.is_contrast else _FAINTEST + _STRONGER * number / form.count
    edge = pen(theme.colour("ring", strength), stage.stroke_u(theme.stroke_px.ring))
    if waiting:
        edge.setDashPattern(_WAITING_DASH)
    painter.setPen(edge)
    fill = Qt.BrushStyle.NoBrush if theme.is_contrast else theme.colour("ring", _FILL)
    painter.setBrush(fill)
    painter.drawEllipse(QPointF(), radius_u, radius_u * form.flat)


def rings(
    painter: QPainter, stage: Stage, theme: Theme, radii_u: Sequence[float], *, waiting: bool
) -> None:
    """Draw rings, the largest first, and the outline of a whole session."""
    form = stage.form.rings
    for number in range(len(radii_u), 0, -1):
        waits = waiting and number == len(radii_u)
        ring(painter, stage, theme, number, radii_u[number - 1], waiting=waits)
    width_px, dash_px, space_px = theme.stroke_px.outline_dots
    dots = pen(theme.colour("ring"), stage.stroke_u(width_px))
    dots.setDashPattern([dash_px / width_px, space_px / width_px])
    painter.setPen(dots)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(), form.full_u, form.full_u * form.flat)
