"""Respiratory sinus arrhythmia: how far the heart rate swings within each breath.

Peak-to-trough, Grossman et al. 1990 (doi:10.1111/j.1469-8986.1990.tb03171.x): the longest interval
of the exhalation minus the shortest of the inhalation, each widened by 0.75 s; a negative swing is
0, and a breath with no interval in one of its halves is missing. The borders of the breaths come
from the pacer where there was one, otherwise from the heart-rate wave itself.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import find_peaks

from biofeedback.hrv.frequency_domain import GRID_HZ, tachograms_ms
from biofeedback.hrv.window import (
    Beats,
    Breaths,
    FloatArray,
    IndexArray,
    Windows,
    ratio,
    reduce_slices,
    shared,
)

WIDENED_S = 0.75
FEWEST_BREATHS = 3
_SMOOTHING_S = 1.5
_DRIFT_S = 20.0  # slower changes are no breath
_SMALLEST_SWING = 0.25  # of the wave's range without its outer 5 %; smaller wiggles are no breath
_NO_SWING_MS = 1e-6  # smaller is rounding
_ON_BORDER_S = 1e-9  # an interval that begins with the breath belongs to it, however it was rounded


def rsa_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the interval over the breaths of each window, in ms."""
    return _mean_swings(beats, windows).ms


def rsa_bpm(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the heart rate over the breaths of each window, in beats a minute."""
    return _mean_swings(beats, windows).bpm


def swing_ms(beats: Beats, breaths: Breaths) -> FloatArray:
    """Peak-to-trough interval of each breath in ms, shape (b,), NaN where missing.

    The same figures as `neurokit2.hrv_rsa`, given every beat.
    """
    exhaled = _inside(beats, breaths.exhale_s, breaths.end_s + WIDENED_S)
    inhaled = _inside(beats, breaths.inhale_s, breaths.exhale_s + WIDENED_S)
    longest, shortest = (
        _highest(beats, beats.rr_ms, exhaled),
        -_highest(beats, -beats.rr_ms, inhaled),
    )
    return np.maximum(longest - shortest, 0.0)


def swing_bpm(beats: Beats, breaths: Breaths) -> FloatArray:
    """Highest minus lowest momentary heart rate of each breath, shape (b,), NaN where missing."""
    return _swings(beats, breaths).bpm


class _Swings(NamedTuple):
    """Swings of breaths, or their means over windows; each of shape (n,)."""

    ms: FloatArray
    bpm: FloatArray


def _swings(beats: Beats, breaths: Breaths) -> _Swings:
    in_ms = swing_ms(beats, breaths)
    rate_bpm = ratio(np.full(beats.rr_ms.shape, 60_000.0), beats.rr_ms)
    inside = _inside(beats, breaths.inhale_s, breaths.end_s)
    in_bpm = _highest(beats, rate_bpm, inside) + _highest(beats, -rate_bpm, inside)
    return _Swings(in_ms, np.where(np.isnan(in_ms), np.nan, in_bpm))


@shared
def _mean_swings(beats: Beats, windows: Windows) -> _Swings:
    out = _Swings(*np.full((2, windows.first.size), np.nan))
    if not (beats.t_s.size and windows.first.size):
        return out
    if beats.paced is not None:
        out = _over_paced_breaths(beats, beats.paced, windows)
    rest = np.flatnonzero(np.isnan(out.ms))
    if not rest.size:
        return out
    # Early on, the window is longer than the recording: the wave is sought in what there is.
    start_s = np.maximum(windows.start_s[rest], beats.begin_s[0])
    recorded = Windows(start_s, windows.end_s[rest], windows.first[rest], windows.stop[rest])
    for which, curves_ms in tachograms_ms(beats, recorded, GRID_HZ):
        last = np.floor(recorded.end_s[which] * GRID_HZ)
        breaths, counts = _breaths_of_waves(curves_ms, last, recorded.end_s[which])
        stop = np.cumsum(counts)
        for means, swings in zip(out, _swings(beats, breaths), strict=True):
            means[rest[which]] = _mean(swings, stop - counts, stop)
    return out


def _over_paced_breaths(beats: Beats, paced: Breaths, windows: Windows) -> _Swings:
    """Mean over the paced breaths that lie wholly inside, widened too; NaN if they are too few."""
    near = (paced.inhale_s > windows.start_s.min()) & (paced.end_s <= windows.end_s.max())
    breaths = paced[near]
    first = np.searchsorted(breaths.inhale_s, windows.start_s, side="right")
    stop = np.searchsorted(breaths.end_s + WIDENED_S, windows.end_s, side="right")
    stop = np.maximum(first, stop)
    return _Swings(*(_mean(swings, first, stop) for swings in _swings(beats, breaths)))


def _mean(swings: FloatArray, first: IndexArray, stop: IndexArray) -> FloatArray:
    """Mean of the known among `swings[first:stop]`, NaN below `FEWEST_BREATHS`."""
    known = ~np.isnan(swings)
    count = reduce_slices(np.add, known * 1.0, first, stop, 0.0)
    total = reduce_slices(np.add, np.where(known, swings, 0.0), first, stop, 0.0)
    return ratio(np.where(count >= FEWEST_BREATHS, total, np.nan), count)


def _breaths_of_waves(
    curves_ms: FloatArray, last: FloatArray, end_s: FloatArray
) -> tuple[Breaths, IndexArray]:
    """Find breaths in the heart-rate wave: the interval is longest as inhalation begins.

    Good enough for the size of the swing. Never for its timing against the breath: that would be
    circular.

    Returns
    -------
    breaths : Breaths
        Those of all curves, one curve after the other.
    counts : intp, shape (m,)
        How many of them each curve has.
    """
    size = (round(_SMOOTHING_S * GRID_HZ), round(_DRIFT_S * GRID_HZ))
    smooth = uniform_filter1d(curves_ms, size[0], axis=1, mode="nearest")
    waves = smooth - uniform_filter1d(smooth, size[1], axis=1, mode="nearest")
    ordered, tail = np.sort(waves, axis=1), waves.shape[1] // 20
    swing = ordered[:, -1 - tail] - ordered[:, tail]
    prominence = np.maximum(_SMALLEST_SWING * swing, _NO_SWING_MS)
    borders, counts = [np.zeros((0, 3))], []
    for row, wave in enumerate(waves):
        tops = find_peaks(wave, prominence=prominence[row])[0]
        bottoms = [a + int(np.argmin(wave[a:b])) for a, b in pairwise(tops)]
        samples = np.stack([tops[:-1], bottoms, tops[1:]], axis=1)
        found_s = (samples + (last[row] - (wave.size - 1))) / GRID_HZ
        found_s = found_s[found_s[:, 2] + WIDENED_S <= end_s[row]]
        borders.append(found_s)
        counts.append(len(found_s))
    columns = np.concatenate(borders).T
    return Breaths(*columns), np.array(counts, dtype=np.intp)


def _inside(beats: Beats, from_s: FloatArray, to_s: FloatArray) -> tuple[IndexArray, IndexArray]:
    """Return the slices of the intervals that lie wholly in [from_s, to_s)."""
    first = np.searchsorted(beats.t_s, from_s)
    begin_s = np.append(beats.begin_s, np.inf)
    first += begin_s[first] < from_s - _ON_BORDER_S  # the one that reaches over the border
    return first, np.maximum(np.searchsorted(beats.t_s, to_s), first)


def _highest(beats: Beats, values: FloatArray, slices: tuple[IndexArray, IndexArray]) -> FloatArray:
    """Return the highest value of the valid intervals of each slice; NaN where there is none."""
    highest = reduce_slices(np.maximum, np.where(beats.valid, values, -np.inf), *slices, -np.inf)
    return np.where(np.isinf(highest), np.nan, highest)
