"""The pacers: the shape that breathes, a vessel that fills, a bar, a bead on the hill, and words.

All stand around (now, ground) in u and are drawn from one number, the volume. Nothing is kept.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QTransform,
)

from biofeedback.app.canvas.landscape import pen
from biofeedback.app.canvas.stage import Outline, Stage, hill_y_u, shape_outline
from biofeedback.app.theme.tokens import Theme

_EASED_STOPS, _EASE = 8, 1.6
_AROUND_U = 7.0  # what keeps the flat shape apart from flat hills
_BAR_U = (56.0, 260.0)
_BEAD_U, _BEAD_EDGE_PX = 14.0, 4.0
_WORDS_Y_U = -150.0
_WORDS_TIMES = 2.0
_LEVEL_EDGE_U = 0.75


def shape(
    painter: QPainter,
    theme: Theme,
    volume: float,
    before: Sequence[float],
    alpha: float = 1.0,
    tight: float = 0.0,
    halo: float = 1.0,
) -> None:
    """Draw the shape that breathes, with its halos behind.

    Parameters
    ----------
    painter, theme
        Where and how.
    volume : float
        How full the lungs are.
    before : sequence of float
        The volumes of the halos, as long ago as each halo is behind.
    alpha : float
        How dense it is: less while it rests.
    tight : float
        How far it draws together; the halos close with it.
    halo : float
        How dense the halos are; 0 where nothing moves.
    """
    form = theme.session
    painter.setPen(Qt.PenStyle.NoPen)
    halos = list(zip(form.halos, before, strict=False))
    if theme.is_contrast:
        painter.setBrush(theme.colour("breath_halo"))
        painter.drawPath(_path(shape_outline(form.shape, volume, _AROUND_U, volume, tight)))
        halos = []
    for each, earlier in reversed(halos):
        wider_u = each.wider_u * (1 - max(tight, 0.0))
        painter.setBrush(_halo(theme, each.alpha * alpha * halo))
        painter.drawPath(_path(shape_outline(form.shape, earlier, wider_u, volume, tight)))
    outline = shape_outline(form.shape, volume, tight=tight)
    painter.setBrush(_crown_to_foot(theme, outline, alpha))
    painter.drawPath(_path(outline))


def vessel(painter: QPainter, stage: Stage, theme: Theme, level: float, alpha: float = 1.0) -> None:
    """Draw one full outline in which a level, 0 to 1, rises and falls."""
    outline = shape_outline(theme.session.shape, 1.0)
    path = _path(outline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("canvas_top"))
    painter.drawPath(path)
    painter.setBrush(_up_to(theme, -outline.crown_u, outline.foot_u, level, alpha))
    painter.drawPath(path)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(theme.colour("breath", alpha), stage.stroke_u(theme.stroke_px.guide)))
    painter.drawPath(path)


def bar(painter: QPainter, stage: Stage, theme: Theme, volume: float, alpha: float = 1.0) -> None:
    """Draw an upright bar whose level is the volume."""
    width_u, height_u = _BAR_U
    pill = QRectF(-width_u / 2, -height_u, width_u, height_u)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("canvas_bottom"))
    painter.drawRoundedRect(pill, width_u / 2, width_u / 2)
    painter.setBrush(_up_to(theme, -height_u, 0.0, volume, alpha))
    painter.setPen(pen(theme.colour("breath", alpha), stage.stroke_u(theme.stroke_px.guide)))
    painter.drawRoundedRect(pill, width_u / 2, width_u / 2)


def bead(
    painter: QPainter, stage: Stage, theme: Theme, x_u: float, volume: float, alpha: float = 1.0
) -> None:
    """Draw a bead that rides the hill."""
    painter.setPen(pen(theme.colour("canvas_bottom"), stage.stroke_u(_BEAD_EDGE_PX)))
    painter.setBrush(_on_ground(theme, theme.colour("breath"), alpha))
    painter.drawEllipse(QPointF(x_u, hill_y_u(stage.form, volume)), _BEAD_U, _BEAD_U)


def words(painter: QPainter, stage: Stage, theme: Theme, text: str) -> None:
    """Draw words in place of the shape, large, and no higher than it may be."""
    font = theme.font("cue")
    height_px = 2 * -_WORDS_Y_U * stage.u_px
    times = min(_WORDS_TIMES, height_px / QFontMetricsF(font).height())
    font.setPointSizeF(font.pointSizeF() * times)
    painter.save()
    painter.setPen(theme.colour("text"))
    painter.setFont(font)
    painter.scale(1 / stage.u_px, 1 / stage.u_px)  # text keeps its own size
    free_px = stage.width_px - stage.covered_px
    painter.drawText(
        QRectF(-free_px / 2, -height_px, free_px, height_px), Qt.AlignmentFlag.AlignCenter, text
    )
    painter.restore()


def _path(outline: Outline) -> QPainterPath:
    path = QPainterPath(QPointF(*outline.start))
    for one, other, end in outline.cubics:
        path.cubicTo(*one, *other, *end)
    path.closeSubpath()
    return path


@lru_cache(maxsize=8)
def _halo(theme: Theme, alpha: float) -> QColor:
    return theme.colour("breath_halo", alpha)


def _crown_to_foot(theme: Theme, outline: Outline, alpha: float) -> QBrush:
    if theme.is_contrast:
        return QBrush(_on_ground(theme, theme.colour("breath"), alpha))
    fill, height_u = QBrush(_eased(theme, alpha)), outline.crown_u + outline.foot_u
    fill.setTransform(QTransform(1, 0, 0, height_u, 0, -outline.crown_u))
    return fill


@lru_cache(maxsize=8)  # at each frame it is only moved: working it out takes a tenth of the frame
def _eased(theme: Theme, alpha: float) -> QBrush:
    """Return the colours from 0, the crown, to 1, the foot."""
    crown, foot = theme.colour("breath"), theme.colour("breath_foot")
    fill = QLinearGradient(0, 0, 0, 1)
    for number in range(_EASED_STOPS + 1):
        share = number / _EASED_STOPS
        colour = _mixed(crown, foot, share**_EASE)
        colour.setAlphaF(alpha)
        fill.setColorAt(share, colour)
    return QBrush(fill)


def _up_to(theme: Theme, top_u: float, bottom_u: float, level: float, alpha: float) -> QBrush:
    """Return a brush that fills from the bottom up to a level, its edge as fine as a pixel."""
    height_u = bottom_u - top_u
    edge = _LEVEL_EDGE_U / height_u
    fill = QLinearGradient(0, bottom_u, 0, top_u)
    colour = _on_ground(theme, theme.colour("breath"), alpha)
    fill.setColorAt(0, _on_ground(theme, theme.colour("breath_foot"), alpha))
    clear = theme.colour("breath", 0.0)
    fill.setColorAt(min(max(level - edge, 0.001), 1.0), colour)
    fill.setColorAt(min(max(level + edge, 0.002), 1.0), colour if level >= 1 else clear)
    return QBrush(fill)


def _on_ground(theme: Theme, colour: QColor, alpha: float) -> QColor:
    """Return a colour at some density; in high contrast mixed with the ground, and opaque."""
    if theme.is_contrast:
        return _mixed(theme.colour("canvas_bottom"), colour, alpha)
    colour.setAlphaF(alpha)
    return colour


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    def part(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        part(one.redF(), other.redF()),
        part(one.greenF(), other.greenF()),
        part(one.blueF(), other.blueF()),
    )
