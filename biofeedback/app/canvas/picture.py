"""A scene painted at one size: on the screen at every frame, or once for a still picture.

What changes seldom is kept: sky and rings as pictures, hills and heart as lines on a paper, and,
from the second frame on, as strips of it. All that lies behind the pacer is kept as one picture,
its ground, between two steps of the paper. Each is made anew when what it was made of is no longer
the same.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from biofeedback.app.canvas import landscape, shapes, water
from biofeedback.app.canvas.laid import Laid, Reach
from biofeedback.app.canvas.landscape import Land, Wave
from biofeedback.app.canvas.paper import Paper
from biofeedback.app.canvas.rings import Rings
from biofeedback.app.canvas.scene import Moment, Pacer, Scene
from biofeedback.app.canvas.stage import Stage
from biofeedback.app.canvas.strips import Strip, Strips, whole_px
from biofeedback.app.canvas.telling import counted
from biofeedback.app.theme.tokens import Theme

_DARK_CANVAS, _DARK_SHAPE = 0.06, 0.12
_EDGE_U = 3.0
_SKY_W_PX = 64  # the sky is the same all along


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
        self._wave: tuple[object, object, Paper, Wave] | None = None
        self._strips = Strips(theme, self._kept_sky, ratio)
        self._stage = Stage(theme.session, width_px, height_px)
        self._reach: tuple[Stage, Rings, Wave | None, Reach] | None = None
        self._ground: tuple[Laid, Reach, Strip] | None = None
        self._laid: Laid | None = None
        self._painted: Laid | None = None

    def at(self, scene: Scene, now_s: float) -> Moment:
        """Return what would be seen."""
        above, below = scene.taken_px
        return scene.at(
            now_s,
            self._kept_stage(scene.covered_px.at(now_s), (above.at(now_s), below.at(now_s))),
        )

    def moving(self, scene: Scene, seen: Moment) -> QRect:
        """Return the part of the canvas in which something has moved since it was painted."""
        laid, ground = self._lay(scene, seen), self._ground
        reach = self._kept_reach(laid)
        moved = laid.moved(self._painted, reach)
        if ground is not None and moved == reach.whole:  # which may be smaller than it was
            moved = moved.united(ground[1].whole)
        return reach.whole if _is_wide(scene) else moved.united(reach.pacer)

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
        theme, laid = self._theme, self._lay(scene, seen or self.at(scene, now_s))
        stage, seen = laid.stage, laid.seen
        moves = self._painted is not None and self._painted.stage is stage
        self._painted = laid
        if moves and seen.paper_alpha == 1.0:
            self._paint_kept(painter, part, laid)
        else:
            self._paint_ground(painter, part, laid, by_strips=False)
        alpha = 1.0
        if seen.light < 1.0:
            painter.fillRect(part, _darkness(_DARK_CANVAS, seen.light))
            alpha = _DARK_SHAPE + (1 - _DARK_SHAPE) * seen.light
        if _is_wide(scene) or part.intersects(self._kept_reach(laid).pacer):
            with _on_paper(painter, stage, stage.now_x_px, alpha):
                _pacer(painter, theme, laid)
        return seen

    def _lay(self, scene: Scene, seen: Moment) -> Laid:
        kept = self._laid
        if kept is None or kept.seen is not seen or kept.scene is not scene:
            stage, t_s = self._kept_stage(seen.covered_px, seen.taken_px), seen.session_t_s
            land = self._kept_land(scene, seen.paper)
            start_px = stage.now_x_px + stage.u_px * land.paper.shift_u(t_s)
            now_px = start_px + stage.u_px * land.paper.now_u(t_s)
            on_screen = whole_px(start_px, self._ratio), whole_px(now_px, self._ratio)
            kept = self._laid = Laid(seen, scene, stage, land, *on_screen)
        return kept

    def _paint_kept(self, painter: QPainter, part: QRect, laid: Laid) -> None:
        """Paint what lies behind the pacer, laid out anew only where that has moved."""
        reach, kept = self._kept_reach(laid), self._ground
        if kept is not None and kept[1].whole == reach.whole:
            moved, ground = laid.moved(kept[0], reach), kept[2]
        else:
            moved = reach.whole
            ground = Strip.of(self._ratio, QRectF(reach.whole), self._kept_sky())
        if not moved.isEmpty():
            with ground.painter() as behind:
                behind.setClipRect(moved)
                self._paint_ground(behind, moved, laid, by_strips=True)
        self._ground = laid, reach, ground
        if not reach.whole.contains(part):
            for rest in QRegion(part) - QRegion(reach.whole):  # type: ignore[attr-defined]
                self.empty(painter, rest)
        ground.paint(painter)

    def _paint_ground(self, painter: QPainter, part: QRect, laid: Laid, *, by_strips: bool) -> None:
        self._paint_land(painter, part, laid, by_strips=by_strips)
        self._paint_rings(painter, laid.stage, laid.scene, laid.seen)
        if laid.scene.shows_heart:
            self._paint_heart(painter, laid, by_strips=by_strips)

    def _paint_land(self, painter: QPainter, part: QRect, laid: Laid, *, by_strips: bool) -> None:
        theme, stage, land, start_px = self._theme, laid.stage, laid.land, laid.start_px
        if laid.scene.pacer is Pacer.NONE:
            self.empty(painter, part)
        elif by_strips:
            faded_px = laid.now_px + stage.u_px * landscape.fades_over_u(theme, land)
            coming_px = whole_px(faded_px, self._ratio)
            done = self._strips.hills(painter, stage, land, start_px, coming_px)
            for rest in QRegion(part) - QRegion(done):  # type: ignore[attr-defined]
                self.empty(painter, rest)
            with _on_paper(painter, stage, start_px):
                landscape.fading(painter, stage, theme, land, laid.now_u)
        else:
            self.empty(painter, part)
            with _on_paper(painter, stage, start_px, laid.seen.paper_alpha):
                landscape.hills(painter, theme, land)
                landscape.coming(painter, stage, theme, land, laid.now_u)

    def _paint_heart(self, painter: QPainter, laid: Laid, *, by_strips: bool) -> None:
        stage, seen = laid.stage, laid.seen
        wave = self._kept_wave(laid.scene, laid.land.paper)
        if by_strips and not seen.is_lost:
            self._strips.heart(painter, stage, wave, laid.start_px)
            return
        until_u = laid.now_u if seen.is_lost else None
        with _on_paper(painter, stage, laid.start_px, seen.paper_alpha):
            landscape.heart(painter, stage, self._theme, wave, lost_until_u=until_u)

    def _paint_rings(self, painter: QPainter, stage: Stage, scene: Scene, seen: Moment) -> None:
        form, gentle = stage.form.rings, scene.gentle
        radii_u = scene.rings.radii_u(form, seen.growth)
        if seen.growth < 1.0:  # in gentle movement the edge does not move: a new one fades in
            edge_u = scene.rings.radii_u(form)[-1] if gentle else radii_u[-1]
            with _on_paper(painter, stage, stage.now_x_px, seen.growth if gentle else 1.0):
                water.ring(painter, stage, self._theme, len(radii_u), edge_u)
            radii_u = scene.rings.radii_u(form, 0.0) if gentle else radii_u[:-1]
        rings = self._kept_rings(stage, radii_u, waiting=scene.waiting)
        size = rings.deviceIndependentSize()
        painter.drawPixmap(
            round(stage.now_x_px - size.width() / 2),
            round(stage.ground_y_px - size.height() / 2),
            rings,
        )

    def _kept_stage(self, covered_px: float, taken_px: tuple[float, float]) -> Stage:
        kept, (above_px, below_px) = self._stage, taken_px
        if (kept.covered_px, kept.above_px, kept.below_px) != (covered_px, above_px, below_px):
            self._stage = replace(kept, covered_px=covered_px, above_px=above_px, below_px=below_px)
        return self._stage

    def _kept_reach(self, laid: Laid) -> Reach:
        stage, scene, kept = laid.stage, laid.scene, self._reach
        rings = scene.rings
        wave = self._kept_wave(scene, laid.land.paper) if scene.shows_heart else None
        if kept is None or kept[0] is not stage or kept[1] is not rings or kept[2] is not wave:
            kept = self._reach = stage, rings, wave, Reach.of(stage, rings, wave)
        return kept[3]

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
        curves, guide, kept = scene.curves, scene.guide, self._wave
        if kept is None or kept[0] is not curves or kept[1] is not guide or kept[2] is not paper:
            kept = self._wave = curves, guide, paper, Wave.of(curves, scene.swing_bpm, guide, paper)
        return kept[3]

    def _blank(self, size: QSizeF) -> QPixmap:
        pixmap = QPixmap((size * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def _is_wide(scene: Scene) -> bool:
    """Whether the pacer may stand anywhere: words are long, and a bead goes along a page."""
    return scene.pacer is Pacer.WORDS or (scene.pacer is Pacer.WAVE and scene.gentle)


def _pacer(painter: QPainter, theme: Theme, laid: Laid) -> None:
    stage, scene, seen = laid.stage, laid.scene, laid.seen
    match scene.pacer:
        case Pacer.SHAPE if seen.timer is not None:
            shapes.vessel(painter, stage, theme, seen.timer)
        case Pacer.SHAPE if scene.gentle:
            shapes.vessel(painter, stage, theme, seen.volume, seen.alpha)
        case Pacer.SHAPE:
            halo = 1.0 - seen.rest
            shapes.shape(painter, theme, seen.volume, seen.before, seen.alpha, seen.tight, halo)
        case Pacer.WAVE:
            at_u = laid.now_u if scene.gentle else 0.0
            alpha = seen.alpha * seen.paper_alpha
            shapes.bead(painter, stage, theme, at_u, seen.volume, alpha)
        case Pacer.BAR:
            shapes.bar(painter, stage, theme, seen.volume, seen.alpha)
        case Pacer.WORDS if seen.rest == 0:
            breath = scene.guide.plan.breathing.breath_at(seen.session_t_s)
            shapes.words(painter, stage, theme, counted(breath, seen.session_t_s))


@contextmanager
def _on_paper(
    painter: QPainter, stage: Stage, start_px: float, alpha: float = 1.0
) -> Iterator[None]:
    """Let the painter stand at the paper's start on the ground, in u."""
    painter.save()
    painter.translate(start_px, stage.ground_y_px)
    painter.scale(stage.u_px, stage.u_px)
    painter.setOpacity(alpha)
    yield
    painter.restore()


def _darkness(darkest: float, light: float) -> QColor:
    """Return the black that leaves `darkest` of the canvas with closed eyes."""
    return QColor.fromRgbF(0, 0, 0, (1 - darkest) * (1 - light))
