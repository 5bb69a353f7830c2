"""Respiratory sinus arrhythmia: how far the heart rate swings within each breath.

Peak-to-trough, Grossman et al. 1990 (doi:10.1111/j.1469-8986.1990.tb03171.x): the longest interval
of the exhalation minus the shortest of the inhalation, each widened by 0.75 s; a negative swing is
0, and a breath with no interval in one of its halves is missing. The borders of the breaths come
from the pacer where there was one, otherwise from the heart-rate wave itself.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import find_peaks

from biofeedback.hrv.frequency_domain import GRID_HZ, tachogram_ms
from biofeedback.hrv.window import Beats, Breaths, FloatArray, Windows

WIDENED_S = 0.75
FEWEST_BREATHS = 3
_SMOOTHING_S = 1.5
_DRIFT_S = 20.0  # slower changes are no breath
_SMALLEST_SWING = 0.25  # of the 5-95 % range of the wave; smaller wiggles are no breath


def rsa_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the interval over the breaths of each window, in ms."""
    return _mean_over_breaths(beats, windows, swing_ms)


def rsa_bpm(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the heart rate over the breaths of each window, in beats a minute."""
    return _mean_over_breaths(beats, windows, swing_bpm)


def swing_ms(beats: Beats, breaths: Breaths) -> FloatArray:
    """Peak-to-trough interval of each breath in ms, shape (b,), NaN where missing."""
    exhale_end_s, inhale_end_s = breaths.end_s + WIDENED_S, breaths.exhale_s + WIDENED_S
    longest = _extreme(np.maximum, beats, beats.rr_ms, breaths.exhale_s, exhale_end_s)
    shortest = _extreme(np.minimum, beats, beats.rr_ms, breaths.inhale_s, inhale_end_s)
    return np.maximum(longest - shortest, 0.0)


def swing_bpm(beats: Beats, breaths: Breaths) -> FloatArray:
    """Highest minus lowest momentary heart rate of each breath, shape (b,), NaN where missing."""
    rate_bpm = 60_000 / beats.rr_ms
    highest = _extreme(np.maximum, beats, rate_bpm, breaths.inhale_s, breaths.end_s)
    lowest = _extreme(np.minimum, beats, rate_bpm, breaths.inhale_s, breaths.end_s)
    return highest - lowest


def breaths_of_wave(beats: Beats, start_s: float, end_s: float) -> Breaths | None:
    """Find breaths in the heart-rate wave: the interval is longest as inhalation begins.

    Good enough for the size of the swing. Never for its timing against the breath: that would be
    circular.
    """
    curve = tachogram_ms(beats, start_s, end_s, GRID_HZ)
    if curve is None:
        return None
    smooth = uniform_filter1d(curve, round(_SMOOTHING_S * GRID_HZ), mode="nearest")
    wave = smooth - uniform_filter1d(smooth, round(_DRIFT_S * GRID_HZ), mode="nearest")
    low, high = np.quantile(wave, [0.05, 0.95])
    tops = find_peaks(wave, prominence=max(_SMALLEST_SWING * (high - low), 1e-9))[0]
    if tops.size < 2:
        return None
    bottoms = np.array([a + np.argmin(wave[a:b]) for a, b in pairwise(tops)])
    first_s = (np.floor(end_s * GRID_HZ) - (curve.size - 1)) / GRID_HZ
    tops_s, bottoms_s = first_s + tops / GRID_HZ, first_s + bottoms / GRID_HZ
    return Breaths(tops_s[:-1], bottoms_s, tops_s[1:])


def _mean_over_breaths(
    beats: Beats, windows: Windows, swing: Callable[[Beats, Breaths], FloatArray]
) -> FloatArray:
    out = np.full(windows.first.shape, np.nan)
    for i, (start_s, end_s) in enumerate(windows.spans()):
        breaths = _paced_inside(beats.paced, start_s, end_s)
        breaths = breaths or breaths_of_wave(beats, start_s, end_s)
        if breaths is None:
            continue
        swings = swing(beats, breaths)
        known = ~np.isnan(swings)
        if known.sum() >= FEWEST_BREATHS:
            out[i] = swings[known].mean()
    return out


def _paced_inside(paced: Breaths | None, start_s: float, end_s: float) -> Breaths | None:
    """Return the paced breaths that lie wholly inside, if they are enough for a mean."""
    if paced is None:
        return None
    inside = (paced.inhale_s > start_s) & (paced.end_s <= end_s)
    if inside.sum() < FEWEST_BREATHS:
        return None
    return Breaths(paced.inhale_s[inside], paced.exhale_s[inside], paced.end_s[inside])


def _extreme(
    choose: np.ufunc, beats: Beats, values: FloatArray, from_s: FloatArray, to_s: FloatArray
) -> FloatArray:
    """Reduce, for each stretch of time, the values of the valid intervals wholly inside."""
    begins_s = beats.t_s - beats.rr_ms / 1000
    out = np.full(from_s.shape, np.nan)
    for i, (a_s, b_s) in enumerate(zip(from_s, to_s, strict=True)):
        first, stop = np.searchsorted(beats.t_s, [a_s, b_s])
        inside = beats.valid[first:stop] & (begins_s[first:stop] >= a_s)
        if inside.any():
            out[i] = choose.reduce(values[first:stop][inside])
    return out
