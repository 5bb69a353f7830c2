"""The swing of the heart rate against the breathing rate, as a smooth curve, and where it peaks.

1. What is smoothed is each breath's response: the heart's wave in step with the breath and a
   quarter behind it, one complex number. What goes on beside the breath, the 0.1 Hz rhythm above
   all, has no steady place in it and averages out; peak-to-trough swings would keep it.
2. Local quadratic regression with tricube weights (Cleveland 1979, doi:10.2307/2286407).
3. Noise comes in waves longer than a breath, so residuals are drawn again in blocks of a dozen
   breaths (Kuensch 1989, doi:10.1214/aos/1176347265): from the curve they give the interval of its
   peak, from a curve without a peak the range that chance alone reaches.
4. A resonance turns the heart's phase as the rate passes it (Vaschillo et al. 2006,
   doi:10.1007/s10484-006-9009-3). A curve whose phase stays is flat, whatever its swing does.
   Beats told late turn it, too: by less than is asked for here, up to two seconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from biofeedback.hrv.window import FloatArray

SLOWEST_PER_MIN, FASTEST_PER_MIN = 4.5, 6.5
"""The peak is sought between; breaths beyond only steady the curve."""
STEP_PER_MIN = 0.05
FLAT_BPM = 1.0
"""Best minus worst swing; below, no rate is better."""
_BANDWIDTH_PER_MIN = 1.5
_DEGREE = 2
_REDRAWN = 400
_BLOCK = 12
_SOAKED_UP = 1.5
"""How much larger the noise is than its residuals: the slow part of it bends the curve itself."""
_BY_CHANCE = 0.05
_INTERVAL_PCT = (5.0, 95.0)
_LEAST_TURN = np.radians(25.0)
_LEAST_SYNCHRONY = 0.1
_SEED = 20

ComplexArray = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class SwingCurve:
    """Swing of the heart rate by breathing rate.

    Attributes
    ----------
    rate_per_min, swing_bpm : tuple of float
        The curve: peak to trough of the part that goes with the breath.
    peak_per_min : float
        Where it is highest.
    low_per_min, high_per_min : float
        Interval in which nine of ten redrawn curves peak.
    flat : bool
        True where no peak can be told from chance.
    """

    rate_per_min: tuple[float, ...]
    swing_bpm: tuple[float, ...]
    peak_per_min: float
    low_per_min: float
    high_per_min: float
    flat: bool

    @property
    def at_boundary(self) -> bool:
        """Whether the highest point is an end of the curve: the peak may lie beyond."""
        return self.peak_per_min in (self.rate_per_min[0], self.rate_per_min[-1])


def swing_curve(rate_per_min: FloatArray, response_bpm: ComplexArray) -> SwingCurve:
    """Fit the curve.

    Parameters
    ----------
    rate_per_min : float64, shape (b,)
        Rate of each breath; three different ones at least. The curve reaches no further.
    response_bpm : complex128, shape (b,)
        Half the swing of the heart rate, turned by how far it lags behind the breath.
    """
    slowest = max(SLOWEST_PER_MIN, float(rate_per_min.min()))
    fastest = min(FASTEST_PER_MIN, float(rate_per_min.max()))
    steps = round((fastest - slowest) / STEP_PER_MIN)
    at_per_min = np.linspace(slowest, fastest, steps + 1).round(6)
    smooth = _smoother(rate_per_min, at_per_min)
    fitted = smooth @ response_bpm
    swing_bpm = 2 * np.abs(fitted)
    noise = _Noise(rate_per_min, response_bpm)
    redrawn = noise.around(_smoother(rate_per_min, rate_per_min) @ response_bpm, _SOAKED_UP)
    peaks_per_min = at_per_min[np.abs(redrawn @ smooth.T).argmax(axis=1)]
    low, high = np.percentile(peaks_per_min, _INTERVAL_PCT)
    peak = at_per_min[swing_bpm.argmax()]
    flat = np.ptp(swing_bpm) < FLAT_BPM or not _turns(fitted) or noise.explains(smooth, swing_bpm)
    return SwingCurve(
        tuple(at_per_min.tolist()),
        tuple(swing_bpm.tolist()),
        float(peak),
        float(min(low, peak)),
        float(max(high, peak)),
        bool(flat),
    )


class _Noise:
    """What a global parabola leaves of the responses, and what it makes of other curves."""

    def __init__(self, rate_per_min: FloatArray, response: ComplexArray) -> None:
        centred = rate_per_min - rate_per_min.mean()
        design = centred[:, np.newaxis] ** np.arange(_DEGREE + 1)
        self._response = response
        self._trend: ComplexArray = design @ np.linalg.lstsq(design, response, rcond=None)[0]
        free = np.sqrt(response.size / max(response.size - _DEGREE - 1, 1))
        self._residual = (response - self._trend) * free
        self._random = np.random.default_rng(_SEED)  # the same run gives the same answer

    def around(self, curve: ComplexArray, factor: float = 1.0) -> ComplexArray:
        """Redraw the responses around a curve, shape (redrawn, b)."""
        count = curve.size
        blocks = -(-count // _BLOCK)
        starts = self._random.integers(0, count, (_REDRAWN, blocks, 1))
        which = (starts + np.arange(_BLOCK)) % count
        redrawn: ComplexArray = self._residual[which.reshape(_REDRAWN, -1)[:, :count]]
        return curve + factor * redrawn

    def explains(self, smooth: FloatArray, swing_bpm: FloatArray) -> bool:
        """Whether a heart that swings alike at all rates may show as large a range of swings."""
        power, together = np.mean(np.abs(self._response) ** 2), np.abs(self._response.mean()) ** 2
        if together < _LEAST_SYNCHRONY * power:
            return True
        turned = self._trend / np.maximum(np.abs(self._trend), np.finfo(np.float64).tiny)
        alike = (self._response * turned.conj()).real.mean() * turned
        ranges = np.ptp(2 * np.abs(self.around(alike) @ smooth.T), axis=1)
        return bool(np.mean(ranges >= np.ptp(swing_bpm)) > _BY_CHANCE)


def _turns(fitted: ComplexArray) -> bool:
    """Whether the heart falls behind the breath, the faster it goes, by as much as at a peak."""
    turn = np.angle(fitted[1:] * fitted[:-1].conj()).sum()
    return bool(abs(turn) >= _LEAST_TURN)


def _smoother(rate_per_min: FloatArray, at_per_min: FloatArray) -> FloatArray:
    """Weights that make the curve at some rates of the responses, shape (rates, b)."""
    apart = rate_per_min - at_per_min[:, np.newaxis]
    weight = np.maximum(1 - np.abs(apart / _BANDWIDTH_PER_MIN) ** 3, 0.0) ** 3
    design = apart[..., np.newaxis] ** np.arange(_DEGREE + 1)
    weighted = (weight[..., np.newaxis] * design).swapaxes(1, 2)
    # Where too few rates are near to bend a parabola, the least bent one through them.
    solved: FloatArray = np.linalg.pinv(weighted @ design, hermitian=True) @ weighted
    return solved[:, 0]
