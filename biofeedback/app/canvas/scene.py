"""All that is to be seen on the canvas as one frozen record, and what it looks like at a time.

`Scene.at` is a pure function: the same scene at the same time is the same `Moment`, in any order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import GAP_S, Stretch
from biofeedback.app.canvas.motion import Fade, in_out, playing
from biofeedback.app.canvas.paper import Page, Paper, Scroll
from biofeedback.app.canvas.rings import Rings
from biofeedback.app.canvas.stage import Stage
from biofeedback.app.canvas.tension import Tension
from biofeedback.report.usual import FIRST_SWING_BPM


class Pacer(StrEnum):
    """What shows the breath; the key P goes on to the next."""

    SHAPE = "shape"
    WAVE = "wave"
    BAR = "bar"
    WORDS = "words"
    NONE = "none"

    @property
    def next(self) -> "Pacer":
        """The one that P brings."""
        every = list(Pacer)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Moment:
    """What is painted at one time.

    Attributes
    ----------
    session_t_s : float
        The session time that is shown.
    rest : float
        How far the canvas rests in a pause or after the end.
    volume : float
        How full the shape is.
    before : tuple of float
        The volumes of its halos; empty without halos.
    alpha : float
        How dense the shape is.
    tight : float
        How far it draws together.
    timer : float or None
        How much of a timer is over.
    growth : float
        How much of the newest ring has grown.
    covered_px : float
        How much of the canvas a panel covers.
    taken_px : tuple of float
        How much of it words and tools take, above and below.
    light : float
        1 open eyes, 0 closed.
    is_lost : bool
        Whether the beats have stopped coming.
    paper : Paper
        What hills and heart are drawn on.
    paper_alpha : float
        How far the page has faded in.
    """

    session_t_s: float
    rest: float
    volume: float
    before: tuple[float, ...]
    alpha: float
    tight: float
    timer: float | None
    growth: float
    covered_px: float
    taken_px: tuple[float, float]
    light: float
    is_lost: bool
    paper: Paper
    paper_alpha: float

    @property
    def frame(self) -> tuple[float, float, tuple[float, float]]:
        """What changes all of the canvas, not only the part in which something moves."""
        return self.light, self.covered_px, self.taken_px


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is to be seen.

    Attributes
    ----------
    guide : Guide
        The plan on the clock.
    tension : Tension
        When muscles are tensed.
    pacer, gentle, shows_heart
        What the person has chosen.
    rings, waiting : Rings, bool
        The rings so far; whether they wait for a better signal.
    curves, swing_bpm : sequence of Stretch, float
        The heart around its slow mean; and which swing is as high as the hills.
    newest_s : float or None
        When the newest beat was, on the clock.
    covered_px : Fade
        How much of the canvas a panel covers.
    taken_px : tuple of Fade
        How much of it words and tools take, above and below.
    light : tuple of Fade
        How light it is, each from its start on: 1 open eyes, 0 closed.
    """

    guide: Guide
    tension: Tension
    pacer: Pacer = Pacer.SHAPE
    gentle: bool = False
    shows_heart: bool = True
    rings: Rings = field(default_factory=Rings)
    waiting: bool = False
    curves: Sequence[Stretch] = ()
    swing_bpm: float = FIRST_SWING_BPM
    newest_s: float | None = None
    covered_px: Fade = field(default_factory=lambda: Fade.still(0.0))
    taken_px: tuple[Fade, Fade] = (Fade.still(0.0), Fade.still(0.0))
    light: tuple[Fade, ...] = (Fade.still(1.0),)

    def at(self, now_s: float, stage: Stage) -> Moment:
        """Return what is seen at a time of the clock, on a stage with the room it has then."""
        guide, motion = self.guide, self.guide.motion
        session_t_s = guide.session_t_s(now_s)
        paper: Paper = Scroll.around(stage, session_t_s)
        before: tuple[float, ...] = ()
        paper_alpha = 1.0
        if self.gentle:
            paper = Page.at(stage, guide.plan.breathing, session_t_s)
            since_s = session_t_s - paper.spans[0][0]
            paper_alpha = in_out(since_s * 1000 / motion.gentle_fade) if since_s > 0 else 1.0
        elif self.pacer is Pacer.SHAPE:
            before = tuple([guide.volume(now_s - halo.behind_s) for halo in guide.form.halos])
        late_s = 0.0 if self.newest_s is None else now_s - self.newest_s
        return Moment(
            session_t_s=session_t_s,
            rest=guide.rest(now_s),
            volume=guide.volume(now_s),
            before=before,
            alpha=guide.alpha(now_s),
            tight=self.tension.at(session_t_s),
            timer=guide.block_share(now_s),
            growth=self.rings.growth(now_s, motion.ring_grow / 1000),
            covered_px=stage.covered_px,
            taken_px=(stage.above_px, stage.below_px),
            light=playing(self.light, now_s).at(now_s),
            is_lost=late_s > GAP_S,
            paper=paper,
            paper_alpha=paper_alpha,
        )
