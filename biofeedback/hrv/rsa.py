"""Respiratory sinus arrhythmia: how far the heart rate swings within each breath.

Peak-to-trough, Grossman et al. 1990 (doi:10.1111/j.1469-8986.1990.tb03171.x): the longest interval
of the exhalation minus the shortest of the inhalation, each widened by 0.75 s; a negative swing is
0, and a breath with no interval in one of its halves is missing. The borders of the breaths come
from a respiration signal where there was one, else from the pacer, else from the heart-rate wave
itself; `rsa_source` says which.
"""

import numpy as np

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.columns import Rows
from biofeedback.hrv.heart_wave import HeartWave
from biofeedback.hrv.window import (
    Beats,
    FloatArray,
    IndexArray,
    Windows,
    shared,
    unknown,
)

WIDENED_S = 0.75
FEWEST_BREATHS = 3
_BEYOND = np.array([np.inf])
_ON_BORDER_S = 1e-9  # an interval that begins with the breath belongs to it, however it was rounded


def rsa_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the interval over the breaths of each window, in ms."""
    in_ms: FloatArray = _mean_swings(beats, windows)[0][0]
    return in_ms


def rsa_bpm(beats: Beats, windows: Windows) -> FloatArray:
    """Mean swing of the heart rate over the breaths of each window, in beats a minute."""
    in_bpm: FloatArray = _mean_swings(beats, windows)[0][1]
    return in_bpm


def rsa_source(beats: Beats, windows: Windows) -> list[BreathSource | None]:
    """Who said where the breaths of each window are; None where there is no RSA."""
    sources = [*BreathSource, None]
    return [sources[number] for number in _mean_swings(beats, windows)[1]]


def breath_swings_bpm(beats: Beats, start_s: float, end_s: float) -> FloatArray:
    """Swing of the heart rate in each breath of one window, shape (b,), NaN where missing.

    Those whose mean `rsa_bpm` is; none where there is no RSA.
    """
    window = Windows.over(beats, start_s, end_s)
    [by] = _mean_swings(beats, window)[1]
    if by < 0:
        return np.empty(0)
    rows = beats.grown(_Known).by_source[list(BreathSource)[by]]
    [[first, stop]] = _edges(rows, window)
    known, _in_ms, in_bpm = rows.values[2:, first:stop]
    return np.where(known > 0, in_bpm, np.nan)


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
    lowest = int(beats.t_s.searchsorted(breaths.inhale_s[0]))
    beat_s, rr_ms, valid = beats.t_s[lowest:], beats.rr_ms[lowest:], beats.valid[lowest:]
    begin_s = np.concatenate([beats.begin_s[lowest:], _BEYOND])
    from_s = np.concatenate([breaths.exhale_s, breaths.inhale_s])
    to_s = np.concatenate([breaths.end_s, breaths.exhale_s, breaths.end_s])
    to_s[: 2 * n] += WIDENED_S
    first = beat_s.searchsorted(from_s)
    first += begin_s[first] < from_s - _ON_BORDER_S  # the one that reaches over the border
    spans = np.empty((3 * n, 2), np.intp)  # exhaled, inhaled, and the whole breath
    spans[: 2 * n, 0], spans[2 * n :, 0] = first, first[n:]
    spans[:, 1] = beat_s.searchsorted(to_s)
    empty, edges = spans[:, 1] <= spans[:, 0], spans.ravel()
    high = np.concatenate([np.where(valid, rr_ms, -np.inf), -_BEYOND])
    low = np.concatenate([np.where(valid, rr_ms, np.inf), _BEYOND])
    longest, shortest = np.maximum.reduceat(high, edges)[::2], np.minimum.reduceat(low, edges)[::2]
    longest[empty], shortest[empty] = -np.inf, np.inf
    swings = np.empty((2, n))
    swings[0] = np.maximum(longest[:n] - shortest[n : 2 * n], 0.0)
    swings[1] = 60_000 / shortest[2 * n :] - 60_000 / longest[2 * n :]
    swings[:, np.isinf(longest[:n]) | np.isinf(shortest[n : 2 * n])] = np.nan
    return swings


class _Known:
    """The swings of all breaths that ended, by who said where the breaths are."""

    def __init__(self) -> None:
        # By breath: its begin, when it counts, 1 where a swing is known, the swing in ms, in bpm.
        self.by_source = {source: Rows(5, np.float64) for source in BreathSource}

    def extend(self, beats: Beats) -> None:
        """Take in the breaths that were seen or led, and that ended since."""
        for breaths in (beats.respiration, beats.paced):
            if breaths is not None:
                self.take(beats, breaths)

    def take(self, beats: Beats, breaths: Breaths) -> None:
        """Take in those of one source."""
        rows = self.by_source[breaths.source]
        over = int(breaths.end_s.searchsorted(beats.t_s[-1], side="right"))
        if over <= rows.count:
            return
        new = breaths[rows.count : over]
        counts_s = np.maximum(new.known_s, new.end_s + WIDENED_S)
        ended = int(counts_s.searchsorted(beats.t_s[-1], side="right"))
        if ended:
            new = new[:ended]
            swings = _swings(beats, new)
            known = ~np.isnan(swings[0])
            row = rows.grow(ended)
            row[0], row[1], row[2] = new.inhale_s, counts_s[:ended], known
            np.copyto(row[3:], swings, where=known)


@shared
def _mean_swings(beats: Beats, windows: Windows) -> tuple[FloatArray, IndexArray]:
    """Mean of both swings over the breaths of each window, (2, windows), and by which source.

    The first source that knows `FEWEST_BREATHS` of them; -1 where none does.
    """
    means, by = unknown(2, windows.first.size), np.zeros(windows.first.size, np.intp) - 1
    if not (beats.t_s.size and windows.first.size):
        return means, by
    known = beats.grown(_Known)
    for number, (source, rows) in enumerate(known.by_source.items()):
        open_ = by < 0
        if not np.count_nonzero(open_):
            break
        if source is BreathSource.HEART_WAVE:  # it is followed where nothing better is known
            known.take(beats, beats.grown(HeartWave).breaths)
        if rows.count:
            count, *sums = _sums(rows, windows)
            told = (count >= FEWEST_BREATHS) & open_
            np.divide(sums, count, out=means, where=told)
            by[told] = number
    return means, by


def _sums(rows: Rows[np.float64], windows: Windows) -> FloatArray:
    """Add up the last three rows over the breaths of each window, shape (3, windows)."""
    edges = _edges(rows, windows)
    sums = np.add.reduceat(rows.padded[2:], edges.ravel(), axis=1)[:, ::2]
    return np.where(edges[:, 1] > edges[:, 0], sums, 0.0)


def _edges(rows: Rows[np.float64], windows: Windows) -> IndexArray:
    """Return the first breath of each window, and the first beyond it, shape (windows, 2)."""
    begin_s, counts_s = rows.values[:2]
    edges = np.empty((windows.first.size, 2), np.intp)
    edges[:, 0] = begin_s.searchsorted(windows.start_s, side="right")
    edges[:, 1] = counts_s.searchsorted(windows.end_s, side="right")
    return edges
