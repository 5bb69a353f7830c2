"""A scene painted at one size: on the screen at every frame, or once for a still picture.

What changes seldom is kept: sky and rings as pictures, hills and heart as lines on a paper. Each is
made anew when what it was made of is no longer the same.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from biofeedback.app.canvas import landscape, shapes, water
from biofeedback.app.canvas.landscape import Land, Wave
from biofeedback.app.canvas.paper import Paper
from biofeedback.app.canvas.scene import Moment, Pacer, Scene
from biofeedback.app.canvas.stage import Stage
from biofeedback.app.canvas.telling import counted
from biofeedback.app.theme.tokens import Theme

_DARK_CANVAS, _DARK_SHAPE = 0.06, 0.12
_EDGE_U = 3.0
_HALO_U = 34.0
_SKY_W_PX = 256  # the sky is the same all along


class Picture:
    """Paints scenes at one size in one theme.

    Parameters
    ----------
    theme : Theme
        The colours and measures.
    width_px, height_px : int
        The size in logical pixels.
    ratio : float
        Pixels of the screen in a logical one.
    """

    def __init__(self, theme: Theme, width_px: int, height_px: int, ratio: float = 1.0) -> None:
        self._theme, self._size, self._ratio = theme, QSizeF(width_px, height_px), ratio
        self._sky: QPixmap | None = None
        self._rings: tuple[tuple[object, ...], QPixmap] | None = None
        self._land: tuple[object, Land] | None = None
        self._wave: tuple[tuple[object, ...], Wave] | None = None

    def at(self, scene: Scene, now_s: float) -> Moment:
        """Return what would be seen."""
        return scene.at(now_s, self._size.width(), self._size.height())

    def moving(self, scene: Scene, now_s: float) -> QRect:
        """Return the part of the canvas in which something moves, as it was painted last."""
        stage = scene.stage(now_s, self._size.width(), self._size.height())
        form = stage.form
        top_u, bottom_u = self._wave[1].reach_u if self._wave else (0.0, 0.0)
        crown_u = form.shape.h0_u + form.shape.h1_u + _HALO_U
        radii_u = scene.rings.radii_u(form.rings)
        foot_u = max([form.rings.full_u, *radii_u]) * form.rings.flat
        top_px = stage.ground_y_px - stage.u_px * max(crown_u, -top_u + 2 * _EDGE_U)
        bottom_px = stage.ground_y_px + stage.u_px * (max(foot_u, bottom_u) + 2 * _EDGE_U)
        band = QRectF(0, top_px, self._size.width(), bottom_px - top_px)
        return band.toAlignedRect()

    def empty(self, painter: QPainter, part: QRect) -> None:
        """Paint the sky alone."""
        painter.drawTiledPixmap(QRectF(part), self._kept_sky(), QPointF(0, part.y()))

    def paint(
        self,
        painter: QPainter,
        part: QRect,
        scene: Scene,
        now_s: float,
        seen: Moment | None = None,
    ) -> Moment:
        """Paint a scene; return what was seen, which need not be worked out where it is known."""
        theme, seen = self._theme, seen or self.at(scene, now_s)
        stage = scene.stage(now_s, self._size.width(), self._size.height())
        land = self._kept_land(scene, seen.paper)
        shift_u = land.paper.shift_u(seen.session_t_s)
        self.empty(painter, part)
        if scene.pacer is not Pacer.NONE:
            with _around_now(painter, stage, shift_u, seen.paper_alpha):
                landscape.hills(painter, theme, land)
                landscape.coming(painter, stage, theme, land, seen.session_t_s)
        self._paint_rings(painter, stage, scene, seen)
        if scene.shows_heart:
            wave, until_u = self._kept_wave(scene, land.paper), _lost_u(land.paper, seen)
            with _around_now(painter, stage, shift_u, seen.paper_alpha):
                landscape.heart(painter, stage, theme, wave, lost_until_u=until_u)
        alpha = 1.0
        if seen.light < 1.0:
            painter.fillRect(part, _darkness(_DARK_CANVAS, seen.light))
            alpha = _DARK_SHAPE + (1 - _DARK_SHAPE) * seen.light
        with _around_now(painter, stage, alpha=alpha):
            _pacer(painter, stage, theme, scene, seen)
        return seen

    def _paint_rings(self, painter: QPainter, stage: Stage, scene: Scene, seen: Moment) -> None:
        form, gentle = stage.form.rings, scene.gentle
        radii_u = scene.rings.radii_u(form, seen.growth)
        if seen.growth < 1.0:  # in gentle movement the edge does not move: a new one fades in
            edge_u = scene.rings.radii_u(form)[-1] if gentle else radii_u[-1]
            with _around_now(painter, stage, alpha=seen.growth if gentle else 1.0):
                water.ring(painter, stage, self._theme, len(radii_u), edge_u)
            radii_u = scene.rings.radii_u(form, 0.0) if gentle else radii_u[:-1]
        rings = self._kept_rings(stage, radii_u, waiting=scene.waiting)
        size = rings.deviceIndependentSize()
        painter.drawPixmap(
            round(stage.now_x_px - size.width() / 2),
            round(stage.ground_y_px - size.height() / 2),
            rings,
        )

    def _kept_sky(self) -> QPixmap:
        if self._sky is None:
            height_px = self._size.height()
            self._sky = self._blank(QSizeF(_SKY_W_PX, height_px))
            with QPainter(self._sky) as painter:
                stage = Stage(self._theme.session, _SKY_W_PX, height_px)
                landscape.sky(painter, stage, self._theme)
        return self._sky

    def _kept_rings(self, stage: Stage, radii_u: list[float], *, waiting: bool) -> QPixmap:
        key = (stage, tuple(radii_u), waiting)
        if self._rings is None or self._rings[0] != key:
            half_u = max([stage.form.rings.full_u, *radii_u]) + _EDGE_U
            width_px = 2 * math.ceil(half_u * stage.u_px)
            height_px = 2 * math.ceil((half_u * stage.form.rings.flat + _EDGE_U) * stage.u_px)
            pixmap = self._blank(QSizeF(width_px, height_px))
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.translate(width_px / 2, height_px / 2)
                painter.scale(stage.u_px, stage.u_px)
                water.rings(painter, stage, self._theme, radii_u, waiting=waiting)
            self._rings = key, pixmap
        return self._rings[1]

    def _kept_land(self, scene: Scene, paper: Paper) -> Land:
        breathing = scene.guide.plan.breathing
        kept = self._land
        if kept is None or kept[0] is not breathing or not kept[1].paper.covers(paper):
            self._land = breathing, Land.of(scene.guide.form, breathing, paper)
        assert self._land is not None
        return self._land[1]

    def _kept_wave(self, scene: Scene, paper: Paper) -> Wave:
        key = scene.curves, scene.guide, paper
        kept = self._wave
        if kept is None or any(old is not new for old, new in zip(kept[0], key, strict=True)):
            self._wave = key, Wave.of(scene.curves, scene.swing_bpm, scene.guide, paper)
        assert self._wave is not None
        return self._wave[1]

    def _blank(self, size: QSizeF) -> QPixmap:
        pixmap = QPixmap((size * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def _pacer(painter: QPainter, stage: Stage, theme: Theme, scene: Scene, seen: Moment) -> None:
    match scene.pacer:
        case Pacer.SHAPE if seen.timer is not None:
            shapes.vessel(painter, stage, theme, seen.timer)
        case Pacer.SHAPE if scene.gentle:
            shapes.vessel(painter, stage, theme, seen.volume, seen.alpha)
        case Pacer.SHAPE:
            halo = 1.0 - seen.rest
            shapes.shape(painter, theme, seen.volume, seen.before, seen.alpha, seen.tight, halo)
        case Pacer.WAVE:
            shapes.bead(painter, stage, theme, seen.volume, seen.alpha)
        case Pacer.BAR:
            shapes.bar(painter, stage, theme, seen.volume, seen.alpha)
        case Pacer.WORDS if seen.rest == 0:
            breath = scene.guide.plan.breathing.breath_at(seen.session_t_s)
            shapes.words(painter, stage, theme, counted(breath, seen.session_t_s))


@contextmanager
def _around_now(
    painter: QPainter, stage: Stage, shift_u: float = 0.0, alpha: float = 1.0
) -> Iterator[None]:
    """Let the painter stand around (now, ground) in u, moved along the paper."""
    painter.save()
    painter.translate(stage.now_x_px, stage.ground_y_px)
    painter.scale(stage.u_px, stage.u_px)
    painter.translate(shift_u, 0)
    painter.setOpacity(alpha)
    yield
    painter.restore()


def _lost_u(paper: Paper, seen: Moment) -> float | None:
    """Return where the dots end that stand for missing beats; None while beats come."""
    return float(paper.x_u(np.array(seen.session_t_s))) if seen.is_lost else None


def _darkness(darkest: float, light: float) -> QColor:
    """Return the black that leaves `darkest` of the canvas with closed eyes."""
    return QColor.fromRgbF(0, 0, 0, (1 - darkest) * (1 - light))
