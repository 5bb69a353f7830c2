"""One person of the group as the window knows them: what was told, and what is drawn of it.

Five messages a second come from each of sixteen seats, so taking one is cheap; rings and wave are
worked out when they are painted, and only when they have changed.
"""

from collections.abc import Sequence

import numpy as np

from biofeedback.app.canvas.heart import Beats, SlowMean, Stretch, stretches
from biofeedback.app.canvas.rings import Rings, places, share_of
from biofeedback.app.desk.group_messages import SeatShown
from biofeedback.app.theme.records import RingsForm
from biofeedback.hrv.columns import FloatArray
from sessions.breathing import BreathSchedule

KEPT_S = 125.0
"""So much is kept for the large view, which shows two minutes."""
_TILE_S = 34.0
_FREE, _HOLDS = 0.5, 5.0
"""Up to this share of the hills a wave is drawn as it is; beyond, more and more gently."""


class Seat:
    """What is known of one seat.

    Attributes
    ----------
    shown : SeatShown
        The newest message.
    seen : str
        The trouble that the professional has seen; empty for none.
    beats : Beats
        Two minutes of beats.
    newest_s : float or None
        When the newest beat of the wave was.
    markers_s : list of float
        Session times of markers and notes.
    revision : int
        Counts the times that beats came.
    """

    def __init__(self, shown: SeatShown) -> None:
        self.shown = shown
        self.seen = ""
        self.beats = Beats.none()
        self.markers_s: list[float] = []
        self.newest_s: float | None = None
        self.revision = 0
        self._mean = SlowMean()
        self._curves: tuple[int, tuple[Stretch, ...]] = (0, ())
        self._rings: tuple[object, Rings] | None = None
        self._places: tuple[BreathSchedule, list[tuple[int, float]]] | None = None
        self.take(shown)

    @property
    def is_troubled(self) -> bool:
        """Whether this person needs help that nobody has seen to yet."""
        return bool(self.shown.trouble) and self.seen != self.shown.trouble

    def take(self, shown: SeatShown) -> None:
        """Take what is known now."""
        self.shown = shown
        if shown.trouble != self.seen:
            self.seen = ""
        heart = shown.heart
        if heart is None or not heart.t_s.size:
            return
        newest_s = float(heart.t_s[-1])
        if self.beats.t_s.size and newest_s == self.beats.t_s[-1]:
            return
        newer = Beats(heart.t_s, heart.rate_bpm, heart.gap)
        self.beats = self.beats.followed_by(newer, newest_s - KEPT_S)
        self._mean.follow(self.beats.t_s, self.beats.rate_bpm)
        self.newest_s = self.beats.newest_s
        self.revision += 1

    def curves(self) -> tuple[Stretch, ...]:
        """Return the wave of the tile around its slow mean; the same ones until a beat comes."""
        if self._curves[0] != self.revision:
            first_s = self.beats.t_s[-1] - _TILE_S
            late = self.beats.t_s >= first_s
            lately = Beats(self.beats.t_s[late], self.beats.rate_bpm[late], self.beats.gap[late])
            levelled = self._mean.level(stretches(lately))
            swing_bpm = self.shown.usual.swing_bpm
            held = tuple(Stretch(each.t_s, within(each.bpm, swing_bpm)) for each in levelled)
            self._curves = self.revision, held
        return self._curves[1]

    def rings(self, form: RingsForm, now_s: float) -> Rings:
        """Return the rings so far; the same ones until a breath has ended.

        The newest score is that of the breath that goes on; breaths before the first score were
        calm time all the same.
        """
        shown, plan = self.shown, self.shown.plan
        if plan is None or shown.start_s is None:
            return Rings()
        session_t_s = plan.session_t_s(max(now_s - shown.start_s, 0.0))
        begun = plan.breathing.begun_at(session_t_s)
        key = plan.breathing, begun, len(shown.rings)
        if self._rings is None or self._rings[0] != key:
            missing = max(begun - len(shown.rings), 0)
            scores = [*[None] * missing, *shown.rings]
            done = scores if shown.is_finished else scores[: max(begun - 1, 0)]
            usual = share_of(shown.usual.score, form)
            self._rings = key, Rings(self._widths(plan.breathing, done, form, usual), usual)
        return self._rings[1]

    def _widths(
        self,
        breathing: BreathSchedule,
        scores: Sequence[float | None],
        form: RingsForm,
        usual: float,
    ) -> tuple[float, ...]:
        if self._places is None or self._places[0] is not breathing:
            self._places = breathing, places(breathing, form.count)
        widths: list[float] = []
        for (ring, length), score in zip(self._places[1], scores, strict=False):
            widths += [0.0] * (ring + 1 - len(widths))
            widths[-1] += share_of(score, form, usual) * length
        return tuple(widths)


def within(bpm: FloatArray, swing_bpm: float) -> FloatArray:
    """Return how far a wave lies above its mean, never much beyond the hills of a small tile.

    The scale stays as it is, and what swings within the hills is drawn as it is.
    """
    share = bpm / swing_bpm
    over = np.abs(share) - _FREE
    held = np.sign(share) * (_FREE + over / (1.0 + _HOLDS * np.maximum(over, 0.0)))
    return np.asarray(swing_bpm * np.where(over > 0.0, held, share))
