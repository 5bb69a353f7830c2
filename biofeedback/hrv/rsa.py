"""Respiratory sinus arrhythmia: how far the heart rate swings within each breath.

Peak-to-trough, Grossman et al. 1990 (doi:10.1111/j.1469-8986.1990.tb03171.x): the longest interval
of the exhalation minus the shortest of the inhalation, each widened by 0.75 s; a negative swing is
0, and a breath with no interval in one of its halves is missing. The borders of the breaths come
from the pacer where there was one, otherwise from the heart-rate wave itself.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.signal import find_peaks

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.tachogram import GRID_HZ, tachograms_ms
from biofeedback.hrv.window import (
    Beats,
    FloatArray,
    IndexArray,
    Windows,
    shared,
)

WIDENED_S = 0.75
FEWEST_BREATHS = 3
_SMOOTHING_S = 1.5
_DRIFT_S = 20.0  # slower changes are no breath
_SMALLEST_SWING = 0.25  # of the wave's range without its outer 5 %; smaller wiggles are no breath
_NO_SWING_MS = 1e-6  # smaller is rounding
_BEYOND = np.array([np.inf])
_ON_BORDER_S = 1e-9  # an interval that begins with the breath belongs to it, however it was rounded


def rsa_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the interval over the breaths of each window, in ms."""
    in_ms: FloatArray = _mean_swings(beats, windows)[0]
    return in_ms


def rsa_bpm(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the heart rate over the breaths of each window, in beats a minute."""
    in_bpm: FloatArray = _mean_swings(beats, windows)[1]
    return in_bpm


def swing_ms(beats: Beats, breaths: Breaths) -> FloatArray:
    """Peak-to-trough interval of each breath in ms, shape (b,), NaN where missing.

    The same figures as `neurokit2.hrv_rsa`, given every beat.
    """
    in_ms: FloatArray = _swings(beats, breaths)[0]
    return in_ms


def swing_bpm(beats: Beats, breaths: Breaths) -> FloatArray:
    """Highest minus lowest momentary heart rate of each breath, shape (b,), NaN where missing."""
    in_bpm: FloatArray = _swings(beats, breaths)[1]
    return in_bpm


def _swings(beats: Beats, breaths: Breaths) -> FloatArray:
    """Both swings of each breath, shape (2, b)."""
    n = breaths.end_s.size
    if not n:
        return np.zeros((2, 0))
    begin_s = np.concatenate([beats.begin_s, _BEYOND])
    from_s = np.concatenate([breaths.exhale_s, breaths.inhale_s])
    to_s = np.concatenate([breaths.end_s, breaths.exhale_s, breaths.end_s])
    to_s[: 2 * n] += WIDENED_S
    first = beats.t_s.searchsorted(from_s)
    first += begin_s[first] < from_s - _ON_BORDER_S  # the one that reaches over the border
    spans = np.empty((3 * n, 2), np.intp)  # exhaled, inhaled, and the whole breath
    spans[: 2 * n, 0], spans[2 * n :, 0] = first, first[n:]
    spans[:, 1] = beats.t_s.searchsorted(to_s)
    empty, edges = spans[:, 1] <= spans[:, 0], spans.ravel()
    high = np.concatenate([np.where(beats.valid, beats.rr_ms, -np.inf), -_BEYOND])
    low = np.concatenate([np.where(beats.valid, beats.rr_ms, np.inf), _BEYOND])
    longest, shortest = np.maximum.reduceat(high, edges)[::2], np.minimum.reduceat(low, edges)[::2]
    longest[empty], shortest[empty] = -np.inf, np.inf
    swings = np.empty((2, n))
    swings[0] = np.maximum(longest[:n] - shortest[n : 2 * n], 0.0)
    swings[1] = 60_000 / shortest[2 * n :] - 60_000 / longest[2 * n :]
    swings[:, np.isinf(longest[:n]) | np.isinf(shortest[n : 2 * n])] = np.nan
    return swings


@shared
def _mean_swings(beats: Beats, windows: Windows) -> FloatArray:
    """Mean of both swings over the breaths of each window, shape (2, windows)."""
    if not (beats.t_s.size and windows.first.size):
        return np.full((2, windows.first.size), np.nan)
    if beats.paced is None:
        return _mean_over_waves(beats, windows)
    out = _mean_over_paced(beats, beats.paced, windows)
    rest = np.flatnonzero(np.isnan(out[0]))
    if rest.size:
        out[:, rest] = _mean_over_waves(beats, windows[rest])
    return out


def _mean_over_paced(beats: Beats, paced: Breaths, windows: Windows) -> FloatArray:
    """Mean over the paced breaths that lie wholly inside, widened too; NaN if they are too few."""
    near = (paced.inhale_s > windows.start_s.min()) & (paced.end_s <= windows.end_s.max())
    breaths = paced[near]
    first = np.searchsorted(breaths.inhale_s, windows.start_s, side="right")
    stop = np.searchsorted(breaths.end_s + WIDENED_S, windows.end_s, side="right")
    return _mean(_swings(beats, breaths), first, np.maximum(first, stop))


def _mean_over_waves(beats: Beats, windows: Windows) -> FloatArray:
    """Mean over the breaths that are found in the curve."""
    # Early on, the window is longer than the recording: the wave is sought in what there is.
    start_s = np.maximum(windows.start_s, beats.begin_s[0])
    recorded = Windows(start_s, windows.end_s, windows.first, windows.stop)
    out = np.full((2, windows.first.size), np.nan)
    found, members, total = [], [], 0
    for which, curves_ms in tachograms_ms(beats, recorded, GRID_HZ):
        borders, row = _breaths_of_waves(curves_ms, recorded.end_s[which])
        unique, inverse = _unique(borders)
        found.append(unique)
        members.append((which, row.astype(np.int32), (inverse + total).astype(np.int32)))
        total += len(unique)
    if total:
        breaths = Breaths.led(*np.concatenate(found).T / GRID_HZ)
        swings = _swings(beats, breaths)
        for which, owner, breath in members:
            out[:, which] = _mean_of_own(swings[:, breath], owner, which.size)
    return out


def _mean_of_own(swings: FloatArray, owner: NDArray[np.int32], windows: int) -> FloatArray:
    """Mean of the known among the swings that each window owns, NaN below `FEWEST_BREATHS`."""
    known = ~np.isnan(swings[0])
    owner, swings = owner[known], swings[:, known]
    count = np.bincount(owner, minlength=windows)
    sums = np.array([np.bincount(owner, swing, windows) for swing in swings])
    return np.where(count >= FEWEST_BREATHS, sums / np.maximum(count, 1), np.nan)


def _unique(borders: IndexArray) -> tuple[IndexArray, IndexArray]:
    """Name each breath once: neighbouring windows see the same ones."""
    if len(borders) < 100:
        return borders, np.arange(len(borders))
    low = borders[:, 0].min()
    key = (borders[:, 0] - low) << 40 | (borders[:, 1] - low) << 20 | (borders[:, 2] - low)
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return borders[first], inverse


def _mean(swings: FloatArray, first: IndexArray, stop: IndexArray) -> FloatArray:
    """Mean of the known among `swings[:, first:stop]`, NaN below `FEWEST_BREATHS`."""
    known = ~np.isnan(swings)
    padded = np.zeros((3, swings.shape[1] + 1))
    padded[0, :-1] = known[0]
    padded[1:, :-1] = np.where(known, swings, 0.0)
    edges = np.stack([first, stop], axis=1).ravel()
    sums = np.where(stop > first, np.add.reduceat(padded, edges, axis=1)[:, ::2], 0.0)
    return np.where(sums[0] >= FEWEST_BREATHS, sums[1:] / np.maximum(sums[0], 1), np.nan)


def _breaths_of_waves(curves_ms: FloatArray, end_s: FloatArray) -> tuple[IndexArray, IndexArray]:
    """Find breaths in the heart-rate wave: the interval is longest as inhalation begins.

    Good enough for the size of the swing. Never for its timing against the breath: that would be
    circular.

    Returns
    -------
    borders : intp, shape (b, 3)
        Those of all curves, one curve after the other, as samples of the grid.
    row : intp, shape (b,)
        Which curve they belong to.
    """
    size = (round(_SMOOTHING_S * GRID_HZ), round(_DRIFT_S * GRID_HZ))
    m, n = curves_ms.shape
    smooth = uniform_filter1d(curves_ms, size[0], axis=1, mode="nearest")
    waves = np.full((m, n + 1), np.nan)  # no peak reaches beyond a sample that is no number
    np.subtract(smooth, uniform_filter1d(smooth, size[1], axis=1, mode="nearest"), out=waves[:, :n])
    ordered, tail = np.sort(waves[:, :n], axis=1), n // 20
    prominence = _SMALLEST_SWING * (ordered[:, -1 - tail] - ordered[:, tail])
    wave = waves.ravel()
    turns = _turns(wave)
    turn = wave[turns]
    tops, peaks = find_peaks(turn, prominence=_NO_SWING_MS)
    row = turns[tops] // (n + 1)
    large = peaks["prominences"] >= prominence[row]
    tops, row = tops[large], row[large]
    paired = (row[1:] == row[:-1]).nonzero()[0]
    if not paired.size:
        return np.zeros((0, 3), np.intp), paired
    lowest = np.minimum.reduceat(turn, tops)[:-1]
    lows = lowest.repeat(tops[1:] - tops[:-1])
    at_lowest = (turn[tops[0] : tops[-1]] == lows).nonzero()[0]
    bottoms = turns[tops[0] + at_lowest[at_lowest.searchsorted(tops[paired] - tops[0])]]
    row, tops = row[paired], turns[tops]
    last = np.floor(end_s * GRID_HZ).astype(np.intp) - (n - 1) - np.arange(m) * (n + 1)
    samples = np.array([tops[paired], bottoms, tops[paired + 1]]).T + last[row, np.newaxis]
    within = samples[:, 2] / GRID_HZ + WIDENED_S <= end_s[row]
    return samples[within], row[within]


def _turns(wave: FloatArray) -> IndexArray:
    """Return where a wave turns, or is not known; only there are its peaks and its bottoms."""
    rises, falls = wave[1:] > wave[:-1], wave[1:] < wave[:-1]
    turns = np.ones(wave.size, np.bool_)
    turns[1:-1] = ~((rises[1:] & rises[:-1]) | (falls[1:] & falls[:-1]))
    return turns.nonzero()[0]
