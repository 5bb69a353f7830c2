"""The heart-rate curve cut into windows: a row of samples each.

After the newest valid beat of a window its interval is held: what follows the window is unknown.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from biofeedback.hrv.curve import GRID_HZ, LONGEST_HOLE_S, Curve
from biofeedback.hrv.window import BLOCK, Beats, FloatArray, IndexArray, Windows

_ONLY = np.zeros(1, np.intp)


def tachograms_ms(
    beats: Beats, windows: Windows, rate_hz: float
) -> Iterator[tuple[IndexArray, FloatArray]]:
    """Sample the intervals evenly over windows, as many of them at once as have the same length.

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
    curve, step = beats.grown(Curve), round(GRID_HZ / rate_hz)
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
