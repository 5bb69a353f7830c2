"""How still the body is, from its accelerometer, second by second.

The unrest of a second is the acceleration that a straight line through it does not explain: gravity
and breathing, which changes a second's slope but hardly bends it, do not count. What remains in the
calmest of the last 60 s is the noise of this sensor and the beat of this heart; only what exceeds
it is movement.

Source: the idea of a variance beyond the sensor's own noise is the Activity Index of Bai et al.
2016, doi:10.1371/journal.pone.0160644. Differs: the line is taken out, and the noise is followed
instead of measured once on a table.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from biofeedback.signals.seconds import Second, Seconds

STILL = 0.5
"""Below this, figures that need a still body are not measured."""
RAIL_MG = 1990.0
"""An axis at the end of the smallest range of the straps: no body at rest reaches it."""

_HALF_MG = 20.0  # of unrest beyond the noise: where stillness is 0.5; fidgeting starts about here
_FASTEST_MG_PER_S = 100.0  # breathing deeply and fast stays below 60
_NOISE_MG = (1.0, 10.0)  # of a still strap, with the beat of the heart; more is not "noise"
_CALMEST_OF_S = 60
_FEWEST_SAMPLES = 10


@dataclass(frozen=True, slots=True)
class StillSecond:
    """The stillness of the second that ended at `t_s`: 1 is still, towards 0 is restless."""

    t_s: float
    stillness: float


def unrest_mg(second: Second) -> float:
    """Return the root mean square over the axes of what is neither gravity nor breathing.

    That is, the deviations from a straight line, and a line too steep for any breath. Axes that
    stay at the rail are left out; NaN when no axis is left, or with fewer than 10 samples.
    """
    use = np.abs(second.values).min(axis=0) < RAIL_MG
    if second.t_s.size < _FEWEST_SAMPLES or not use.any():
        return float("nan")
    at = second.t_s - second.t_s.mean()
    apart = second.values[:, use] - second.values[:, use].mean(axis=0)
    slope = (at[:, np.newaxis] * apart).sum(axis=0) / (at * at).sum()
    bent = apart - at[:, np.newaxis] * slope
    steep = np.maximum(np.abs(slope) - _FASTEST_MG_PER_S, 0.0)
    return float(np.sqrt(((bent * bent).mean(axis=0) + steep * steep / 12).mean()))


class Stillness:
    """Follow the stillness of a body: ``1 / (1 + (excess / 20 mg)^2)``.

    The excess is the unrest of the second beyond the calmest of the last 60 s, which counts as
    noise only from 1 to 10 mg: someone who never rests is not still.
    """

    def __init__(self) -> None:
        self._seconds = Seconds()
        self._unrest_mg: deque[float] = deque(maxlen=_CALMEST_OF_S)

    def push(self, t_s: ArrayLike, acc_mg: ArrayLike) -> list[StillSecond]:
        """Take samples, shape (n,) and (n, 3); return the seconds that are now complete.

        A second that cannot be judged, with fewer than 10 samples, is left out.
        """
        judged = [(s.index + 1.0, self.of(s)) for s in self._seconds.push(t_s, acc_mg)]
        return [StillSecond(end_s, still) for end_s, still in judged if not np.isnan(still)]

    def of(self, second: Second) -> float:
        """Return the stillness of the next second, NaN when it cannot be judged."""
        unrest = unrest_mg(second)
        if np.isnan(unrest):
            return unrest
        self._unrest_mg.append(unrest)
        noise = min(max(min(self._unrest_mg), _NOISE_MG[0]), _NOISE_MG[1])
        return 1.0 / (1.0 + (max(unrest - noise, 0.0) / _HALF_MG) ** 2)
