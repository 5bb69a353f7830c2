"""What the borders of breaths and the wave itself say at one moment: pure functions.

Each answers NaN while it cannot be known.
"""

import cmath
import math
from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from biofeedback.signals.respiration_band import GRID_HZ
from biofeedback.signals.respiration_breaths import Border, MeasuredBreath
from biofeedback.signals.seconds import FloatArray

_FEWEST_PERIODS = 3
_USUAL_INHALE = 0.4  # share of a breath, before it is known
_LOST = 1.5  # breaths without a border
_NEAR = 0.9  # of a period
_NOISE, _REGULAR = 0.2, 0.7  # likeness of a wave to itself: of noise, of regular breath


def rate_per_min(borders: Sequence[Border], from_s: float) -> float:
    """Mean breathing rate: of all periods from top to top and from bottom to bottom since then."""
    periods = [b.period_s for b in borders if b.t_s - b.period_s >= from_s]
    return 60.0 * len(periods) / sum(periods) if len(periods) >= _FEWEST_PERIODS else math.nan


def phase(borders: Sequence[Border], rate: float, t_s: float) -> float:
    """Share of the present breath that is done, in [0, 1), carried on from the last borders."""
    if not borders or not (t_s - borders[-1].t_s) * rate / 60.0 <= _LOST:
        return math.nan
    share = _USUAL_INHALE
    if len(borders) == 3:
        first, middle, last = borders
        half = (middle.t_s - first.t_s) / (last.t_s - first.t_s)
        share = 1.0 - half if last.is_top else half
    done = [(t_s - b.t_s) * rate / 60.0 + (share if b.is_top else 0.0) for b in borders]
    mean = sum(cmath.rect(1.0, 2 * math.pi * share) for share in done)
    return cmath.phase(mean) / (2 * math.pi) % 1.0


def depth(latest: Sequence[MeasuredBreath], first: Sequence[MeasuredBreath]) -> float:
    """Mean depth of the latest breaths as a multiple of the median of the first ones."""
    if not (latest and first):
        return math.nan
    now = sum(breath.depth for breath in latest) / len(latest)
    return now / median(breath.depth for breath in first)


def confidence(wave: FloatArray, measured: NDArray[np.bool_], rate: float) -> float:
    """How far the rate may be trusted, 0 to 1: by how like the wave is to itself a breath ago.

    The highest correlation of the wave with itself, shifted by about one breath, taken from 0.2
    (noise in the band) to 0.7 (regular breath) and multiplied by the share of measured time.

    Source: the idea is the autocorrelation index of Birrenkott et al., A robust fusion model for
    estimating respiratory rate, IEEE Trans. Biomed. Eng. 2017.
    """
    if not rate > 0:
        return 0.0
    period = 60.0 / rate * GRID_HZ
    shifts = range(round(_NEAR * period), min(round(period / _NEAR), wave.size // 2) + 1)
    likeness = 0.0
    for shift in sorted(shifts, key=lambda shift: abs(shift - period)):
        likeness = max(likeness, _likeness(wave, shift))
        if likeness >= _REGULAR:  # more would say no more
            break
    regular = (likeness - _NOISE) / (_REGULAR - _NOISE)
    return min(max(regular, 0.0), 1.0) * int(np.count_nonzero(measured)) / measured.size


def _likeness(wave: FloatArray, shift: int) -> float:
    late, early = wave[shift:], wave[:-shift]
    size = math.sqrt(late.dot(late) * early.dot(early))
    return float(late.dot(early)) / size if size > 0 else 0.0
