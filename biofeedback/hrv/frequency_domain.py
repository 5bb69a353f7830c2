"""The spectrum of an evenly sampled curve, and the peaks in it.

Welch's method as a matrix product over many curves at once, on the wanted frequencies only.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from biofeedback.hrv.window import FloatArray

LF_BAND_HZ = (0.04, 0.15)
"""Low-frequency band; Task Force 1996, doi:10.1161/01.CIR.93.5.1043."""
_AROUND = np.array([[-1], [0], [1]])
_ON_BIN = 1e-6  # of a step: a border this near to a frequency is that frequency
_NO_WAVE = 1e-12  # ms^2/Hz; below is rounding, and a peak of it would be a number out of nothing


def welch(
    samples: FloatArray,
    rate_hz: float,
    segment: int,
    nfft: int,
    band_hz: tuple[float, float] = (0.0, np.inf),
    *,
    line: bool = True,
) -> tuple[FloatArray, FloatArray]:
    """Power spectral density by averaging half-overlapping Hann segments, line taken off each.

    Returns
    -------
    frequency_hz : float64, shape (k,)
        Those of the band, and the next ones on both sides.
    power : float64, shape (m, k)
    """
    first, stop = _bins(rate_hz, nfft, band_hz)
    m, n = samples.shape
    half, hop = segment // 2, segment - segment // 2
    starts = range(0, n - segment + 1, hop)
    ramp, even, odd = _analysis(rate_hz, segment, nfft, first, stop)
    # Odd rows at the end of a product are rounded otherwise; with whole eights none is odd.
    folded = np.zeros((-(-m // 8) * 8, half))
    level = samples if line else samples - np.add.reduce(samples, axis=1, keepdims=True) / n
    power = np.zeros((m, stop - first))
    for start in starts:
        piece = level[:, start : start + segment]
        if line:
            piece = piece - np.add.reduce(piece, axis=1, keepdims=True) / segment
            piece -= np.add.reduce(piece * ramp, axis=1, keepdims=True) * ramp
        rising, falling = piece[:, 1 : half + 1], piece[:, : -half - 1 : -1]
        for matrix, fold in ((even, np.add), (odd, np.subtract)):
            fold(rising, falling, out=folded[:m])
            part = (folded @ matrix)[:m]
            part *= part
            power += part
    if len(starts) > 1:
        power /= len(starts)
    return _frequencies_hz(rate_hz / nfft, first, stop), power


@cache
def _frequencies_hz(step_hz: float, first: int, stop: int) -> FloatArray:
    hertz: FloatArray = np.arange(first, stop, dtype=np.float64) * step_hz
    return hertz


@cache
def _bins(rate_hz: float, nfft: int, band_hz: tuple[float, float]) -> tuple[int, int]:
    step_hz = rate_hz / nfft
    first = max(math.ceil(band_hz[0] / step_hz) - 1, 0)
    return first, min(math.floor(min(band_hz[1], rate_hz) / step_hz) + 2, nfft // 2 + 1)


@cache
def _analysis(
    rate_hz: float, segment: int, nfft: int, first: int, stop: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return a ramp of length one, and what transforms a segment folded about its middle.

    The Hann window is even about the middle, so cosines see only the sum of the two halves, and
    sines only their difference: half the work.
    """
    ramp = np.arange(segment, dtype=np.float64) - (segment - 1) / 2
    n = np.arange(1, segment // 2 + 1)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * n / segment)
    norm = math.sqrt(2 / (rate_hz * 0.375 * segment))
    once = np.where(2 * n == segment, 0.5, 1.0)  # the middle one is folded upon itself
    angle = np.outer(n - segment / 2, np.arange(first, stop)) * (2 * np.pi / nfft)
    taper = (norm * once * hann)[:, np.newaxis]
    return ramp / math.sqrt(ramp @ ramp), taper * np.cos(angle), taper * np.sin(angle)


def peak_hz(
    frequency_hz: FloatArray, power: FloatArray, band_hz: tuple[float, float]
) -> FloatArray:
    """Frequency of the highest peak inside a band, refined by a parabola; NaN without a peak.

    Parameters
    ----------
    frequency_hz : float64, shape (k,)
    power : float64, shape (m, k)

    Returns
    -------
    float64, shape (m,)
    """
    [peak] = peaks_hz(frequency_hz, power, [band_hz])
    return peak


def peaks_hz(
    frequency_hz: FloatArray, power: FloatArray, bands_hz: Sequence[tuple[float, float]]
) -> Iterator[FloatArray]:
    """Yield `peak_hz` for each of some bands."""
    lowest_hz, count = frequency_hz.item(0), frequency_hz.size
    step_hz = frequency_hz.item(1) - lowest_hz
    rise = power[:, 1:] - power[:, :-1]
    heights = power[:, 1:-1] * ((rise[:, :-1] > 0) & (rise[:, 1:] <= 0))
    row = np.arange(len(power))
    for band_hz in bands_hz:
        low, stop = (math.ceil((hz - lowest_hz) / step_hz - _ON_BIN) for hz in band_hz)
        low, stop = max(low, 1), min(stop, count - 1)
        inside = heights[:, low - 1 : stop - 1]
        top = inside.argmax(axis=1)
        found = inside[row, top] > _NO_WAVE
        top += low
        left, centre, right = power[row, top + _AROUND]
        bend = np.where(found, left - 2 * centre + right, np.nan)
        yield frequency_hz[top] + 0.5 * step_hz * (left - right) / bend
