"""The heart-rate wave as an evenly sampled curve: one for the whole recording.

A sample lies on a whole multiple of the sample time and rests on the beats around it and the one
before: never on the window. So neighbouring windows see the same curve and do not jitter, and a
sample never changes again. Holes longer than `LONGEST_HOLE_S` are not bridged: the answer is NaN.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from biofeedback.hrv.window import BLOCK, Beats, FloatArray, IndexArray, Windows

LONGEST_HOLE_S = 3.0
GRID_HZ = 4.0
_ONLY = np.zeros(1, np.intp)


@dataclass(frozen=True, slots=True)
class Curve:
    """All samples of a recording; sample k lies at ``(first + k) / GRID_HZ``.

    `unknown` counts the unknown samples before each, shape (n + 1,).
    """

    t_s: FloatArray  # of the valid beats
    rr_ms: FloatArray
    first: int
    samples_ms: FloatArray
    unknown: IndexArray


def _curve(beats: Beats) -> Curve:
    """Sample the valid intervals of all beats."""
    if _curve in beats.kept:
        kept: Curve = beats.kept[_curve]
        return kept
    t_s, rr_ms, begin_s = beats.t_s, beats.rr_ms, beats.begin_s
    if np.count_nonzero(beats.valid) < beats.valid.size:
        t_s, rr_ms, begin_s = t_s[beats.valid], rr_ms[beats.valid], begin_s[beats.valid]
    if t_s.size:
        first = math.floor(begin_s[0] * GRID_HZ)
        grid_s = np.arange(first, math.floor(t_s[-1] * GRID_HZ) + 1) / GRID_HZ
        samples_ms = _interpolate(t_s, rr_ms, begin_s, grid_s)
    else:
        first, samples_ms = 0, np.zeros(0)
    unknown = np.zeros(samples_ms.size + 1, np.intp)
    np.cumsum(np.isnan(samples_ms), out=unknown[1:])
    curve = beats.kept[_curve] = Curve(t_s, rr_ms, first, samples_ms, unknown)
    return curve


def tachograms_ms(
    beats: Beats, windows: Windows, rate_hz: float
) -> Iterator[tuple[IndexArray, FloatArray]]:
    """Sample the intervals evenly over windows, as many of them at once as have the same length.

    After the last valid beat of a window its interval is held: what follows the window is unknown.

    Parameters
    ----------
    rate_hz : float
        Samples a second, at whole multiples of ``1 / rate_hz``, a divisor of `GRID_HZ`; those after
        the start of a window and up to its end belong to it.

    Yields
    ------
    which : intp, shape (m,)
        The windows that this is about. A window with a hole in it is in none.
    curves_ms : float64, shape (m, samples)
        Their curves; the last sample is at ``floor(end_s * rate_hz) / rate_hz``.
    """
    curve, step = _curve(beats), round(GRID_HZ / rate_hz)
    if not curve.t_s.size:
        return
    if windows.first.size == 1:
        yield from _one_tachogram_ms(curve, windows, rate_hz, step)
        return
    newest = curve.t_s.searchsorted(windows.end_s, side="right") - 1
    newest_s = curve.t_s[newest]
    last = np.floor(windows.end_s * rate_hz).astype(np.intp)
    counts = last - np.floor(windows.start_s * rate_hz).astype(np.intp)
    held = np.minimum(last - np.floor(newest_s * rate_hz).astype(np.intp), counts)
    first = (last - counts + 1) * step - curve.first
    known = (newest >= 0) & (counts > 0) & (first >= 0)
    known &= (held == 0) | (last / rate_hz - newest_s <= LONGEST_HOLE_S)
    stop = np.where(known, (last - held) * step - curve.first + 1, 0)
    known &= curve.unknown[stop] <= curve.unknown[np.where(known, first, 0)]
    which_known = np.flatnonzero(known)
    # The last windows reach over the end of the curve: their tails are held anyway.
    tail = np.full(round(LONGEST_HOLE_S * GRID_HZ) + 1, np.nan)
    samples = np.concatenate([curve.samples_ms, tail])
    for count in set(counts[which_known].tolist()):
        same = which_known[counts[which_known] == count]
        rows = sliding_window_view(samples, (count - 1) * step + 1)[:, ::step]
        most = max(BLOCK // count, 1)
        for block in range(0, same.size, most):
            which = same[block : block + most]
            yield which, _held(rows[first[which]], held[which], curve.rr_ms[newest[which]])


def _one_tachogram_ms(
    curve: Curve, windows: Windows, rate_hz: float, step: int
) -> Iterator[tuple[IndexArray, FloatArray]]:
    """Do the same for one window, without arrays of one: live use is in a hurry."""
    start_s, end_s = windows.start_s.item(), windows.end_s.item()
    newest = int(curve.t_s.searchsorted(end_s, side="right")) - 1
    last, before = math.floor(end_s * rate_hz), math.floor(start_s * rate_hz)
    newest_s = curve.t_s.item(max(newest, 0))
    held = min(last - math.floor(newest_s * rate_hz), last - before)
    first, stop = (before + 1) * step - curve.first, (last - held) * step - curve.first + 1
    if newest < 0 or last <= before or first < 0:
        return
    if held and last / rate_hz - newest_s > LONGEST_HOLE_S:
        return
    if curve.unknown.item(stop) > curve.unknown.item(first):
        return
    samples = np.empty((1, last - before))
    samples[0, : last - before - held] = curve.samples_ms[first:stop:step]
    samples[0, last - before - held :] = curve.rr_ms[newest]
    yield _ONLY, samples


def _held(curves_ms: FloatArray, held: IndexArray, rr_ms: FloatArray) -> FloatArray:
    """Put the newest interval into the last `held` samples of each curve."""
    most = held.max(initial=0)
    if most:
        tail = curves_ms[:, -most:]
        after = np.arange(most, 0, -1) <= held[:, np.newaxis]
        tail[...] = np.where(after, rr_ms[:, np.newaxis], tail)
    return curves_ms


def _interpolate(
    t_s: FloatArray, rr_ms: FloatArray, begin_s: FloatArray, at_s: FloatArray
) -> FloatArray:
    """Lay a parabola through the beats around each time and the one before; NaN in holes.

    The first interval, and the first one after a hole, hold from their beginning.
    """
    after = t_s.searchsorted(at_s)  # the first beat not before each time
    out = np.where(at_s >= begin_s[after], rr_ms[after], np.nan)
    if t_s.size < 2:
        return out
    step_s = t_s[1:] - t_s[:-1]
    slope = (rr_ms[1:] - rr_ms[:-1]) / step_s
    bridged = begin_s[1:] - t_s[:-1] <= LONGEST_HOLE_S
    bend = np.zeros(slope.size)
    bend[1:] = np.where(bridged[:-1], (slope[1:] - slope[:-1]) / (step_s[1:] + step_s[:-1]), 0.0)
    left = np.maximum(after - 1, 0)
    from_s, to_s = at_s - t_s[left], at_s - t_s[left + 1]
    parabola = rr_ms[left] + from_s * (slope[left] + bend[left] * to_s)
    return np.where((after > 0) & bridged[left], parabola, out)
