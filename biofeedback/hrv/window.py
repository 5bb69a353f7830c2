"""Beats, and many windows over them at once.

A kernel of this room takes `Beats` and `Windows` and answers every window in one call, shape
``(windows,)``. Live use is the same call with the last window only. Each window's answer depends on
the beats inside it and on nothing else, so live and offline figures agree to the last bit.
An answer that cannot be given is NaN; masks, never comparisons with NaN, decide what counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IndexArray = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Breaths:
    """Breath borders in seconds, each of shape (b,): inhalation, exhalation, end of the breath."""

    inhale_s: FloatArray
    exhale_s: FloatArray
    end_s: FloatArray


@dataclass(frozen=True, slots=True)
class Beats:
    """Beats in the order of time, each array of shape (n,).

    Attributes
    ----------
    t_s : float64
        When each beat happened.
    rr_ms : float64
        The interval that the beat closed.
    valid : bool
        False where the interval is an artifact.
    gap : bool
        True where beats may be missing before this one.
    paced : Breaths or None
        The breaths that were led by a pacer, where there was one.
    """

    t_s: FloatArray
    rr_ms: FloatArray
    valid: BoolArray
    gap: BoolArray
    paced: Breaths | None = None

    @classmethod
    def of(cls, rr_ms: ArrayLike, t_s: ArrayLike | None = None) -> "Beats":
        """Make beats from clean intervals; without times, the sum of the intervals is the time."""
        rr = np.asarray(rr_ms, dtype=np.float64)
        times = np.cumsum(rr) / 1000 if t_s is None else np.asarray(t_s, dtype=np.float64)
        return cls(times, rr, np.ones(rr.size, np.bool_), np.zeros(rr.size, np.bool_))

    @property
    def pair(self) -> BoolArray:
        """Whether beat i and the one before are valid neighbours: their difference counts."""
        pair = self.valid & ~self.gap
        pair[1:] &= self.valid[:-1]
        pair[:1] = False
        return pair

    def since(self, t_s: float) -> "Beats":
        """Return the beats after `t_s`; what live use hands to the kernels."""
        first = int(np.searchsorted(self.t_s, t_s, side="right"))
        part = slice(first, None)
        return Beats(self.t_s[part], self.rr_ms[part], self.valid[part], self.gap[part], self.paced)


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows (start_s, end_s] over beats, each array of shape (windows,).

    `first` and `stop` are the slices of beats inside: ``beats.t_s[first:stop]``.
    """

    start_s: FloatArray
    end_s: FloatArray
    first: IndexArray
    stop: IndexArray

    @classmethod
    def over(cls, beats: Beats, start_s: ArrayLike, end_s: ArrayLike) -> "Windows":
        """Lay windows from `start_s` (exclusive) to `end_s` (inclusive) over the beats."""
        start = np.atleast_1d(np.asarray(start_s, dtype=np.float64))
        end = np.atleast_1d(np.asarray(end_s, dtype=np.float64))
        first = np.searchsorted(beats.t_s, start, side="right")
        stop = np.maximum(np.searchsorted(beats.t_s, end, side="right"), first)
        return cls(start, end, first, stop)

    @classmethod
    def trailing(cls, beats: Beats, length_s: float) -> "Windows":
        """Lay one window of `length_s` behind every beat."""
        return cls.over(beats, beats.t_s - length_s, beats.t_s)

    @classmethod
    def whole(cls, beats: Beats) -> "Windows":
        """Lay one window over all beats, from the start of the first interval."""
        return cls.over(beats, beats.t_s[:1] - beats.rr_ms[:1] / 1000, beats.t_s[-1:])

    def spans(self) -> Iterator[tuple[float, float]]:
        """Yield the borders of each window, for kernels that take windows one by one."""
        return zip(self.start_s.tolist(), self.end_s.tolist(), strict=True)

    def pairs(self) -> "Windows":
        """Return the windows of differences: beat i with i - 1, both inside."""
        first = np.minimum(self.first + 1, self.stop)
        return Windows(self.start_s, self.end_s, first, self.stop)


def window_sum(values: FloatArray | BoolArray, windows: Windows) -> FloatArray:
    """Sum `values[first:stop]` for every window; 0 where a window is empty.

    Each sum runs over its own slice. Differences of running totals would be quicker over archives
    but depend on everything before the window.
    """
    if not windows.first.size:
        return np.zeros(0)
    padded = np.append(values, 0.0)
    edges = np.stack([windows.first, windows.stop], axis=1).ravel()
    sums = np.add.reduceat(padded, edges)[::2]
    return np.where(windows.stop > windows.first, sums, 0.0)


def ratio(numerator: FloatArray, denominator: FloatArray | IndexArray) -> FloatArray:
    """Divide where the denominator is positive, NaN elsewhere."""
    out = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=out, where=denominator > 0)
    return out


def window_std(values: FloatArray, counted: BoolArray, windows: Windows) -> FloatArray:
    """Standard deviation with ddof=1 of the counted values in each window; NaN below two."""
    kept = np.where(counted, values, 0.0)
    n, total = window_sum(counted, windows), window_sum(kept, windows)
    squares = window_sum(kept * kept, windows) - ratio(total * total, n)
    return np.sqrt(ratio(np.maximum(squares, 0.0), n - 1))
