"""How long a person was in their own green zone, and the one figure of a group.

The zone is measured against each person's own rest, so the share of time in it says nothing about
who has the larger heart rhythm. Only time counts in which a pace was led and the score was known
and not held: a strap that slipped takes nothing away. The group's figure is the mean over people,
so one person weighs as much as any other, and nobody is ranked.
"""

from collections.abc import Iterable
from statistics import fmean

from biofeedback.live.feedback import Zone, zone_of
from biofeedback.live.frame import Frame

LEAST_S = 30.0
"""After so much time that counts, the share is told."""
_LONGEST_STEP_S = 2.0  # frames come once a second at least


class ZoneTime:
    """Follow the frames of one run.

    Parameters
    ----------
    longest_step_s : float
        So long a frame may stand for, where the next one is late.

    Attributes
    ----------
    counted_s, along_s : float
        The time that counts, and of it the time in the green zone.
    is_out : bool
        Whether the person rests while the others go on: then no time counts.
    """

    def __init__(self, longest_step_s: float = _LONGEST_STEP_S) -> None:
        self.counted_s = self.along_s = 0.0
        self.is_out = False
        self._longest_step_s = longest_step_s
        self._before: tuple[float, float | None] | None = None

    @property
    def share(self) -> float | None:
        """Share of the time in the green zone, 0 to 1; None while too little is known."""
        return self.along_s / self.counted_s if self.counted_s >= LEAST_S else None

    def take(self, frame: Frame) -> None:
        """Take the next frame: the time up to it belongs to the one before."""
        self.take_score(frame.t_s, frame.score if _counts(frame) else None)

    def take_score(self, t_s: float, score: float | None) -> None:
        """Take what counts of the next frame: its score, None where its time does not count."""
        before, self._before = self._before, (t_s, score)
        if before is None or self.is_out:
            return
        before_s, score = before
        if score is not None:
            step_s = min(t_s - before_s, self._longest_step_s)
            self.counted_s += step_s
            if zone_of(score) is Zone.ALONG:
                self.along_s += step_s


def group_share(shares: Iterable[float | None]) -> float | None:
    """Return the mean over the people whose share is known; None where nobody's is."""
    known = [share for share in shares if share is not None]
    return fmean(known) if known else None


def _counts(frame: Frame) -> bool:
    return not frame.held and not frame.paused and frame.cue.phase is not None
