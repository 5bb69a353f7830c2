"""The one landscape of the app as a still picture: hills, the heart's wave, the shape in its rings.

Drawn in units around (now, ground): a height of 350 units holds it all. Where an alpha stands, the
contrast theme draws flat and outlined instead.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from biofeedback.app.canvas.stage import shape_outline
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme

_BREATH, _PEAK, _LOW, _HIGH = 166.0, 20.0, 18.0, 116.0
_IN_SHARE = 0.4
_SHAPE_SCALE = 0.573
_RING_STEP, _FIRST_RING, _WHOLE_RING, _FLAT = 8.0, 94.0, 214.0, 0.172
_STEP = 4.0
_LAG = 10.0
_CROWN_STOPS = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the landscape lies, px; so many rings, and a shape as full as `volume`.

    `fade_px` is how far it comes out of the surface on its left; on its right when negative.
    """

    area: QRectF
    now_px: float
    ground_px: float
    unit_px: float
    fade_px: float = 0.0
    volume: float = 0.8
    rings: int = 6


def paint_scene(painter: QPainter, theme: Theme, scene: Scene) -> None:
    """Paint the landscape."""
    painter.save()
    painter.setClipRect(scene.area, Qt.ClipOperation.IntersectClip)
    _sky(painter, theme, scene)
    painter.translate(scene.now_px, scene.ground_px)
    painter.scale(scene.unit_px, scene.unit_px)
    left = (scene.area.left() - scene.now_px) / scene.unit_px
    right = (scene.area.right() - scene.now_px) / scene.unit_px
    _hills(painter, theme, left, right)
    _rings(painter, theme, scene.rings)
    _heart(painter, theme, left)
    painter.resetTransform()
    _veil(painter, theme, scene)
    painter.translate(scene.now_px, scene.ground_px)
    painter.scale(scene.unit_px, scene.unit_px)
    _shape(painter, theme, scene.volume)
    painter.restore()


class Scenery(QLabel):
    """The landscape as a panel of a page; to a screen reader it is a picture with a name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the panel and the landscape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = theme_of(self), QRectF(self.rect())
        painter.setClipPath(panel(theme, area))
        unit_px = min(area.width() / 460, area.height() / 420)
        scene = Scene(area, area.center().x(), area.height() * 0.6, unit_px)
        paint_scene(painter, theme, scene)
        outline_panel(painter, theme, area)


def panel(theme: Theme, area: QRectF) -> QPainterPath:
    """Return the outline of a picture on a page."""
    path = QPainterPath()
    path.addRoundedRect(area, theme.radius_px.picture, theme.radius_px.picture)
    return path


def outline_panel(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """Draw the edge that a picture has in high contrast only."""
    if theme.is_contrast:
        painter.setPen(QPen(theme.colour("line"), 2 * theme.stroke_px.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(panel(theme, area))


def _sky(painter: QPainter, theme: Theme, scene: Scene) -> None:
    area = scene.area
    sky = QLinearGradient(0, area.top(), 0, area.bottom())
    sky.setColorAt(0, theme.colour("canvas_top"))
    sky.setColorAt(1, theme.colour("canvas_bottom"))
    painter.fillRect(area, QBrush(sky))


def _veil(painter: QPainter, theme: Theme, scene: Scene) -> None:
    """Let the picture come out of the surface beside it."""
    if not scene.fade_px:
        return
    edge_px = scene.area.left() if scene.fade_px > 0 else scene.area.right()
    veil = QLinearGradient(edge_px, 0, edge_px + scene.fade_px, 0)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        veil.setColorAt(share, theme.colour("surface", 1 - _eased(share)))
    painter.fillRect(scene.area, QBrush(veil))


def _eased(share: float) -> float:
    return (1 - math.cos(math.pi * share)) / 2


def _height(x: float) -> float:
    """Return the height of the hills: one breath after the other, one of them full just now."""
    share = ((x - _PEAK) / _BREATH + _IN_SHARE) % 1.0
    if share < _IN_SHARE:
        volume = _eased(share / _IN_SHARE)
    else:
        volume = 1 - _eased((share - _IN_SHARE) / (1 - _IN_SHARE))
    return -(_LOW + (_HIGH - _LOW) * volume)


def _line(left: float, right: float, height: Callable[[float], float]) -> QPainterPath:
    path = QPainterPath(QPointF(left, height(left)))
    for step in range(1, math.ceil((right - left) / _STEP) + 1):
        x = min(left + step * _STEP, right)
        path.lineTo(x, height(x))
    return path


def _hills(painter: QPainter, theme: Theme, left: float, right: float) -> None:
    fill = QLinearGradient(0, -_HIGH, 0, 0)
    fill.setColorAt(0, theme.colour("guide"))
    fill.setColorAt(1, theme.colour("guide", 1.0 if theme.is_contrast else 0.0))
    hills = _line(left, right, _height)
    hills.lineTo(right, 0)
    hills.lineTo(left, 0)
    painter.fillPath(hills, QBrush(fill))
    ahead = QLinearGradient(0, 0, 70, 0)
    ahead.setColorAt(0, theme.colour("guide_line", 0.0))
    ahead.setColorAt(1, theme.colour("guide_line"))
    painter.strokePath(_line(0, right, _height), _pen(QBrush(ahead), theme.stroke_px.guide))


def _rings(painter: QPainter, theme: Theme, count: int) -> None:
    for number in reversed(range(count)):
        radius = _FIRST_RING + number * _RING_STEP
        strength = 1.0 if theme.is_contrast else 0.35 + 0.45 * (number + 1) / max(count, 1)
        painter.setPen(_pen(QBrush(theme.colour("ring", strength)), theme.stroke_px.ring))
        flat = Qt.BrushStyle.NoBrush if theme.is_contrast else theme.colour("ring", 0.16)
        painter.setBrush(flat)
        painter.drawEllipse(QPointF(0, 2), radius, radius * _FLAT)
    width, dash, gap = theme.stroke_px.outline_dots
    dots = _pen(QBrush(theme.colour("ring")), width)
    dots.setDashPattern([dash * 0.1 / width, gap / width])
    painter.setPen(dots)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 2), _WHOLE_RING, _WHOLE_RING * _FLAT)


def _heart(painter: QPainter, theme: Theme, left: float) -> None:
    wave = _line(left, -40, lambda x: _height(x - _LAG) - 1)
    ink = QLinearGradient(left, 0, left + 110, 0)
    ink.setColorAt(0, theme.colour("heart", 0.0))
    ink.setColorAt(1, theme.colour("heart"))
    painter.strokePath(wave, _pen(QBrush(ink), theme.stroke_px.heart))


def _shape(painter: QPainter, theme: Theme, volume: float) -> None:
    painter.save()
    painter.scale(_SHAPE_SCALE, _SHAPE_SCALE)
    painter.setPen(Qt.PenStyle.NoPen)
    if not theme.is_contrast:
        for halo in reversed(theme.session.halos):
            painter.setBrush(theme.colour("breath_halo", halo.alpha))
            painter.drawPath(_outline(theme, volume, halo.wider_u))
    crown, foot = theme.colour("breath"), theme.colour("breath_foot")
    form = theme.session.shape
    fill = QLinearGradient(0, -(form.h0_u + form.h1_u * volume), 0, form.ground * form.half_w0_u)
    for stop in range(_CROWN_STOPS + 1):
        share = stop / _CROWN_STOPS
        fill.setColorAt(share, mixed(crown, foot, share**1.6))
    painter.fillPath(_outline(theme, volume), QBrush(fill))
    painter.restore()


def _outline(theme: Theme, volume: float, wider_u: float = 0.0) -> QPainterPath:
    outline = shape_outline(theme.session.shape, volume, wider_u)
    path = QPainterPath(QPointF(*outline.start))
    for one, other, end in outline.cubics:
        path.cubicTo(QPointF(*one), QPointF(*other), QPointF(*end))
    path.closeSubpath()
    return path


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour that has a share of another one."""
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def _pen(ink: QBrush, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(ink, width, Qt.PenStyle.SolidLine, cap, join)
