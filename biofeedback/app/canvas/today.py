"""The picture on the card of today's session: one moment of it, painted as on the canvas."""

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPixmap

from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import STEP_S, Stretch
from biofeedback.app.canvas.picture import Picture
from biofeedback.app.canvas.rings import USUAL_SHARE, Rings
from biofeedback.app.canvas.scene import Scene
from biofeedback.app.canvas.tension import Tension
from biofeedback.app.theme.records import SessionForm
from biofeedback.app.theme.tokens import Theme
from biofeedback.report.usual import FIRST_SWING_BPM
from sessions.pacer import LivePlan
from sessions.timeline import Session

_WIDTH_U, _HEIGHT_U = 777.0, 617.0
_GROUND_SHARE = 0.725
_RINGS_SHARE = 0.89  # so that the outline fits into the card
_RINGS = 5
_SHOWN_BREATH, _SHOWN_PHASE = 2, 0.44
_HEART_LATE_S = 1.0
_FADE_SHARE = 0.27


def today(
    theme: Theme,
    session: Session,
    width_px: int,
    height_px: int,
    *,
    ratio: float = 1.0,
    corner_px: float = 0.0,
) -> QPixmap:
    """Draw a session's picture; its left side fades to nothing, into the card.

    Parameters
    ----------
    theme, session
        The colours, and what is paced.
    width_px, height_px : int
        The size in logical pixels.
    ratio : float
        Pixels of the screen in a logical one.
    corner_px : float
        The radius of the two corners on the right.
    """
    u_px = min(width_px / _WIDTH_U, height_px / _HEIGHT_U)
    wide_px, high_px = max(math.ceil(1280 * u_px), width_px), math.ceil(800 * u_px)
    still = replace(theme, session=_smaller_rings(theme))
    scene, now_s = _scene(still, session)
    left_px = (width_px - wide_px) / 2
    top_px = _GROUND_SHARE * height_px - theme.session.base_y_share * high_px
    pixmap = QPixmap(round(width_px * ratio), round(height_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(_card(width_px, height_px, corner_px))
        painter.fillRect(QRect(0, 0, width_px, height_px), theme.colour("canvas_bottom"))
        painter.translate(left_px, top_px)
        whole = QRect(0, 0, wide_px, high_px)
        Picture(still, wide_px, high_px, ratio).paint(painter, whole, scene, now_s)
        painter.resetTransform()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.fillRect(QRect(0, 0, width_px, height_px), _fading(width_px))
    return pixmap


def _scene(theme: Theme, session: Session) -> tuple[Scene, float]:
    guide = Guide(LivePlan(session), 0.0, theme.session, theme.motion_ms)
    breathing = guide.plan.breathing
    scene = Scene(guide, Tension(()), rings=Rings((USUAL_SHARE,) * _RINGS))
    shown = breathing.breaths[_SHOWN_BREATH : _SHOWN_BREATH + 1]
    if not shown:
        return scene, session.duration_s / 2
    now_s = shown[0].start_s + _SHOWN_PHASE * (shown[0].end_s - shown[0].start_s)
    t_s = np.arange(breathing.breaths[0].start_s, now_s, STEP_S)
    volume = [guide.volume(each) for each in (t_s - _HEART_LATE_S).tolist()]
    above_bpm = (np.array(volume) - 0.46) * FIRST_SWING_BPM
    return replace(scene, curves=(Stretch(t_s, above_bpm),), newest_s=now_s), now_s


def _smaller_rings(theme: Theme) -> SessionForm:
    rings = theme.session.rings
    full_u, inner_u = rings.full_u * _RINGS_SHARE, rings.inner_u * _RINGS_SHARE
    return theme.session._replace(rings=replace(rings, full_u=full_u, inner_u=inner_u))


def _card(width_px: float, height_px: float, corner_px: float) -> QPainterPath:
    """Return the outline: square on the left, round on the right."""
    path = QPainterPath()
    wide = QRectF(-2 * corner_px, 0, width_px + 2 * corner_px, height_px)
    path.addRoundedRect(wide, corner_px, corner_px)
    return path


def _fading(width_px: float) -> QBrush:
    fill = QLinearGradient(QPointF(0, 0), QPointF(_FADE_SHARE * width_px, 0))
    fill.setColorAt(0, Qt.GlobalColor.transparent)
    fill.setColorAt(1, Qt.GlobalColor.black)
    return QBrush(fill)
