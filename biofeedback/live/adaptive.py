"""A pace that feels its way towards the rate at which the heart swings most; off by default.

Emerging evidence, so bounded: at most 0.1 a minute every two minutes, never more than 0.5 from
where it began. It climbs by trial: it goes on the way it went while the heart swings as far or
further, and turns when the swing shrinks. One such step changes the swing by less than chance does,
so it wanders about the best rate rather than finds it; the assessments do that.

A rate that is told takes effect with the next breath: the pacer's phase never jumps.
"""

from statistics import fmean

STEP_PER_MIN = 0.1
EVERY_S = 120.0
WITHIN_PER_MIN = 0.5
_SETTLE_S = 60.0
"""After a step: the swing is a mean over a minute, and still knows the rate before."""
_FEWEST_FIGURES = 10


class AdaptivePace:
    """Choose the pace of the next breaths.

    Parameters
    ----------
    base_per_min : float
        Where the person chose to begin.
    enabled : bool
        When False, the pace stays there.

    Attributes
    ----------
    rate_per_min : float
        The pace to breathe at.
    """

    def __init__(self, base_per_min: float, *, enabled: bool = False) -> None:
        self.rate_per_min = base_per_min
        self._base_per_min, self._enabled = base_per_min, enabled
        self._steps = 0
        self._way = -1  # slower first: most people's own rate lies below six a minute
        self._begun_s: float | None = None
        self._swings: list[float] = []
        self._before_bpm: float | None = None

    def feed(self, session_t_s: float, swing_bpm: float | None) -> float:
        """Take the swing at a time of paced breathing; return the pace.

        Parameters
        ----------
        session_t_s : float
            Never falls, and stands still in pauses.
        swing_bpm : float or None
            `rsa_bpm`; None while it is unknown or not to be trusted. Without figures, no step.
        """
        if not self._enabled:
            return self.rate_per_min
        self._begun_s = session_t_s if self._begun_s is None else self._begun_s
        if swing_bpm is not None and session_t_s - self._begun_s >= _SETTLE_S:
            self._swings.append(swing_bpm)
        if session_t_s - self._begun_s >= EVERY_S and len(self._swings) >= _FEWEST_FIGURES:
            self._step(fmean(self._swings))
            self._begun_s = session_t_s
            self._swings.clear()
        return self.rate_per_min

    def _step(self, swing_bpm: float) -> None:
        most = round(WITHIN_PER_MIN / STEP_PER_MIN)
        shrank = self._before_bpm is not None and swing_bpm < self._before_bpm
        if shrank or abs(self._steps + self._way) > most:
            self._way = -self._way
        self._before_bpm = swing_bpm
        self._steps += self._way
        self.rate_per_min = round(self._base_per_min + self._steps * STEP_PER_MIN, 6)
