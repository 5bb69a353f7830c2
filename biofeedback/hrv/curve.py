"""The heart-rate wave as an evenly sampled curve: one for the whole recording.

A sample lies on a whole multiple of the sample time and rests on the beats around it and the one
before: never on a window. So neighbouring windows see the same curve and do not jitter, and a
sample never changes again. Holes longer than `LONGEST_HOLE_S` are not bridged: the answer is NaN.
"""

import math

import numpy as np

from biofeedback.hrv.columns import FloatArray, Rows
from biofeedback.hrv.window import Beats, IndexArray

LONGEST_HOLE_S = 3.0
GRID_HZ = 4.0
_REST_ON = 2  # beats that a sample rests on


class Curve:
    """All samples of a recording; sample k lies at ``(first + k) / GRID_HZ``."""

    def __init__(self) -> None:
        self.first = 0
        self._seen = 0
        self._known = Rows(3, np.float64)
        self._samples = Rows(1, np.float64)
        self._unknown = Rows(1, np.intp)
        self._unknown.grow(1)

    @property
    def t_s(self) -> FloatArray:
        """When the valid beats happened."""
        return self._known.row(0)

    @property
    def rr_ms(self) -> FloatArray:
        """The valid intervals."""
        return self._known.row(1)

    @property
    def samples_ms(self) -> FloatArray:
        """The samples, shape (n,)."""
        return self._samples.row(0)

    @property
    def unknown(self) -> IndexArray:
        """How many samples before each are unknown, shape (n + 1,)."""
        return self._unknown.row(0)

    def extend(self, beats: Beats) -> None:
        """Sample the valid intervals that were not seen yet."""
        seen = self._seen
        if seen >= beats.t_s.size:
            return
        self._seen = beats.t_s.size
        new = beats.valid[seen:].nonzero()[0] + seen
        if not new.size:
            return
        begin_s = beats.begin_s
        if not self._known.count:
            self.first = math.floor(begin_s[new[0]] * GRID_HZ)
        known = self._known.grow(new.size)
        known[0], known[1], known[2] = beats.t_s[new], beats.rr_ms[new], begin_s[new]
        self._sample(new.size)

    def _sample(self, new: int) -> None:
        """Sample up to the newest of the valid beats, of which so many are new."""
        beats = self._known.values[:, -(new + _REST_ON) :]
        done, newest_s = self._samples.count, beats.item(0, -1)
        first, stop = self.first + done, math.floor(newest_s * GRID_HZ) + 1
        if stop <= first:
            return
        samples_ms = self._samples.grow(stop - first)[0]
        if new == 1 and beats.shape[1] == 1 + _REST_ON:
            samples_ms[:] = _last_stretch(beats.tolist(), range(first, stop))
        else:
            t_s, rr_ms, begin_s = beats
            samples_ms[:] = _interpolate(t_s, rr_ms, begin_s, np.arange(first, stop) / GRID_HZ)
        unknown = self._unknown.grow(stop - first)[0]
        np.cumsum(np.isnan(samples_ms), out=unknown)
        unknown += self.unknown[done]


def _last_stretch(beats: list[list[float]], ticks: range) -> list[float]:
    """Do what `_interpolate` does after the last but one beat, without arrays: live is in a hurry.

    Parameters
    ----------
    beats : list of (t_s, rr_ms, begin_s), each of the last `_REST_ON` + 1 beats
    """
    (t_0, t_1, t_2), (rr_0, rr_1, rr_2), (_, begin_1, begin_2) = beats
    grid_s = [tick / GRID_HZ for tick in ticks]
    if not begin_2 - t_1 <= LONGEST_HOLE_S:
        return [rr_2 if at_s >= begin_2 else np.nan for at_s in grid_s]
    bridged = begin_1 - t_0 <= LONGEST_HOLE_S
    slope, slope_before = (rr_2 - rr_1) / (t_2 - t_1), (rr_1 - rr_0) / (t_1 - t_0)
    bend = (slope - slope_before) / ((t_2 - t_1) + (t_1 - t_0)) * bridged
    return [rr_1 + (at_s - t_1) * (slope + bend * (at_s - t_2)) for at_s in grid_s]


def _interpolate(
    t_s: FloatArray, rr_ms: FloatArray, begin_s: FloatArray, at_s: FloatArray
) -> FloatArray:
    """Lay a parabola through the beats around each time and the one before; NaN in holes.

    The first interval, and the first one after a hole, hold from their beginning.
    """
    after = t_s.searchsorted(at_s)  # the first beat not before each time; one before the first is
    parts = np.zeros((5, t_s.size))  # the last of these, and never bridged
    step_s, slope, bend, bridged = parts[1:, :-1]
    parts[0], parts[1, -1] = t_s, 1.0
    np.subtract(t_s[1:], t_s[:-1], out=step_s)
    np.divide(rr_ms[1:] - rr_ms[:-1], step_s, out=slope)
    np.less_equal(begin_s[1:] - t_s[:-1], LONGEST_HOLE_S, out=bridged, casting="unsafe")
    np.divide(slope[1:] - slope[:-1], step_s[1:] + step_s[:-1], out=bend[1:])
    bend[1:] *= bridged[:-1]
    before_s, step_s, slope, bend, bridged = parts[:, after - 1]
    from_s = at_s - before_s
    out: FloatArray = rr_ms[after - 1] + from_s * (slope + bend * (at_s - t_s[after]))
    apart = bridged == 0
    if np.count_nonzero(apart):
        held = np.where(at_s >= begin_s[after], rr_ms[after], np.nan)
        out[apart] = held[apart]
    return out
