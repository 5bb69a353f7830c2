"""Where everything lies at one moment, on whole pixels, and how far what moves reaches."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from biofeedback.app.canvas.landscape import Land, Wave
from biofeedback.app.canvas.rings import Rings
from biofeedback.app.canvas.scene import Moment, Scene
from biofeedback.app.canvas.stage import Stage, hill_y_u

_EDGE_U = 12.0  # lines are wide, and the newest beat is a dot
_HALO_U = 34.0
_PACER_U = 230.0  # half the width that pacers stay within
_FOOT_U = 40.0  # and how deep they lie in the water


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A moment, laid out.

    Attributes
    ----------
    seen, scene : Moment, Scene
        What is seen.
    stage, land : Stage, Land
        Where it lies; neither is made anew while it stays the same.
    start_px, now_px : float
        Where the paper starts, and where the time now is on it.
    """

    seen: Moment
    scene: Scene
    stage: Stage
    land: Land
    start_px: float
    now_px: float

    @property
    def now_u(self) -> float:
        """Where the time now is on the paper."""
        return (self.now_px - self.start_px) / self.stage.u_px

    def moved(self, since: "Laid | None", reach: "Reach") -> QRect:
        """Return the part behind the pacer in which something has moved; empty where nothing."""
        if since is None or not self._is_like(since):
            return reach.whole
        part = QRect()
        if (self.start_px, self.now_px) != (since.start_px, since.now_px):
            part = reach.paper
        return part if self.seen.growth == since.seen.growth else part.united(reach.rings)

    def _is_like(self, other: "Laid") -> bool:
        """Whether only the time on the paper and the growth of the newest ring may differ."""
        return (
            self.scene is other.scene
            and self.stage is other.stage
            and self.land is other.land
            and self.seen.paper_alpha == other.seen.paper_alpha
            and not (self.seen.is_lost or other.seen.is_lost)
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """How far what moves reaches, in px of the canvas.

    Attributes
    ----------
    paper : QRect
        Hills and heart wave.
    rings : QRect
        The rings on the water.
    pacer : QRect
        The pacer; words may be wider.
    whole : QRect
        All of it.
    """

    paper: QRect
    rings: QRect
    pacer: QRect
    whole: QRect

    @classmethod
    def of(cls, stage: Stage, rings: Rings, wave: Wave | None) -> "Reach":
        """Return it for what is on the canvas."""
        form, all_u = stage.form, stage.width_px / stage.u_px
        top_u, bottom_u = wave.reach_u if wave else (0.0, 0.0)
        hills_u = -hill_y_u(form, 1.0)
        crown_u = form.shape.h0_u + form.shape.h1_u + _HALO_U
        wide_u = max([form.rings.full_u, *rings.radii_u(form.rings)]) + _EDGE_U
        high_u = wide_u * form.rings.flat + _EDGE_U
        above_u, below_u = max(hills_u, -top_u) + _EDGE_U, max(bottom_u, 0.0) + _EDGE_U
        paper = _around(stage, all_u, above_u, below_u)
        water = _around(stage, wide_u, high_u, high_u)
        pacer = _around(stage, _PACER_U, crown_u, _FOOT_U)
        return cls(paper, water, pacer, paper.united(water).united(pacer))


def _around(stage: Stage, half_u: float, above_u: float, below_u: float) -> QRect:
    """Return a rectangle around (now, ground), cut to the part of the canvas that is free."""
    u_px, ground_px = stage.u_px, stage.ground_y_px
    left_px = max(stage.now_x_px - half_u * u_px, 0.0)
    right_px = min(stage.now_x_px + half_u * u_px, stage.free_px)
    top_px = max(ground_px - above_u * u_px, 0.0)
    bottom_px = min(ground_px + below_u * u_px, stage.height_px)
    return QRectF(left_px, top_px, right_px - left_px, bottom_px - top_px).toAlignedRect()
