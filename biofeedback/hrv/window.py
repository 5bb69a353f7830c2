"""Beats, and many windows over them at once.

A kernel of this room takes `Beats` and `Windows` and answers every window in one call, shape
``(windows,)``. Live use is the same call with the last window only. No answer depends on what comes
after its window, nor on what lies more than `LOOK_BACK_S` before it, so live and offline figures
agree to the last bit.
An answer that cannot be given is NaN; masks, never comparisons with NaN, decide what counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from biofeedback.hrv.artifacts import LONGEST_MS
from biofeedback.hrv.breaths import Breaths

T = TypeVar("T")
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IndexArray = NDArray[np.intp]

LOOK_BACK_S = 10.0
"""How far before its window a kernel may look."""
BLOCK = 2**17
"""Numbers worked on at once; more would leave the processor's cache."""
_DROWNED = 1e-6
_LARGE_MS = np.array([[50.0], [20.0]])


@dataclass(frozen=True)  # not slotted: what many kernels need is worked out once and kept
class Beats:
    """Beats in the order of time, each array of shape (n,).

    Attributes
    ----------
    t_s : float64
        When each beat happened, strictly increasing.
    rr_ms : float64
        The interval that the beat closed. Where `valid` is False it may be anything, even NaN: it
        never counts. Where `valid` is True it must be a positive number; `Index.evaluate` checks.
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
    kept: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, rr_ms: ArrayLike, t_s: ArrayLike | None = None) -> "Beats":
        """Make beats from clean intervals; without times, the sum of the intervals is the time.

        Raises
        ------
        ValueError
            When an interval is no positive number.
        """
        rr = np.asarray(rr_ms, dtype=np.float64)
        times = np.cumsum(rr) / 1000 if t_s is None else np.asarray(t_s, dtype=np.float64)
        beats = cls(times, rr, np.ones(rr.size, np.bool_), np.zeros(rr.size, np.bool_))
        beats.check()
        return beats

    def check(self) -> None:
        """Make sure that every valid interval is a positive number.

        Raises
        ------
        ValueError
            When one is not: whoever marked it valid erred.
        """
        if self.kept.get("checked"):
            return
        rr = self.rr_ms[self.valid]
        if np.count_nonzero((rr > 0) & (rr < np.inf)) < rr.size:
            raise ValueError("an interval that is no positive number is marked valid")
        self.kept["checked"] = True

    @cached_property
    def begin_s(self) -> FloatArray:
        """When each interval began; one longer than any beat's counts as `LONGEST_MS`."""
        begin_s: FloatArray = self.t_s - np.fmin(np.fmax(self.rr_ms, 0.0), LONGEST_MS) / 1000
        return begin_s

    @cached_property
    def pair(self) -> BoolArray:
        """Whether beat i and the one before are valid neighbours: their difference counts."""
        pair = self.valid & ~self.gap
        pair[1:] &= self.valid[:-1]
        pair[:1] = False
        return pair

    @cached_property
    def change_ms(self) -> FloatArray:
        """Return rr[i] - rr[i - 1], shape (n,); `pair` says which of them count."""
        change_ms = np.where(self.valid, self.rr_ms, 0.0)
        change_ms[1:] -= change_ms[:-1].copy()
        change_ms[:1] = 0.0
        return change_ms

    @cached_property
    def valid_columns(self) -> FloatArray:
        """What is added up over intervals: 1, x, x^2 of the valid ones; shape (3, n + 1)."""
        return _columns(self.valid, self.rr_ms)

    @cached_property
    def pair_columns(self) -> FloatArray:
        """The same of the differences and of the sums of neighbours, above 50 and above 20 ms.

        1, d, d^2, 1, s, s^2, |d| > 50, |d| > 20; shape (8, n + 1).
        """
        large = self.pair & (np.abs(self.change_ms) > _LARGE_MS)
        out = np.zeros((8, self.t_s.size + 1))
        _columns(self.pair, self.change_ms, out[:3])
        _columns(self.pair, 2 * self.rr_ms - self.change_ms, out[3:6])
        out[6:, :-1] = large
        return out

    def since(self, t_s: float) -> "Beats":
        """Return the beats that windows starting at `t_s` or later depend on; live use keeps these.

        They reach back by `LOOK_BACK_S` and one beat, which tells that the recording is older.
        """
        first = int(np.searchsorted(self.t_s, t_s - LOOK_BACK_S))
        part = slice(max(first - 1, 0), None)
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
    kept: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def over(cls, beats: Beats, start_s: ArrayLike, end_s: ArrayLike) -> "Windows":
        """Lay windows from `start_s` (exclusive) to `end_s` (inclusive) over the beats."""
        start, end = np.array(start_s, np.float64, ndmin=1), np.array(end_s, np.float64, ndmin=1)
        first = beats.t_s.searchsorted(start, "right")
        return cls(start, end, first, np.maximum(beats.t_s.searchsorted(end, "right"), first))

    @classmethod
    def trailing(cls, beats: Beats, length_s: float) -> "Windows":
        """Lay one window of `length_s` behind every beat."""
        return cls.over(beats, beats.t_s - length_s, beats.t_s)

    @classmethod
    def whole(cls, beats: Beats) -> "Windows":
        """Lay one window over all beats, from the start of the first interval."""
        return cls.over(beats, beats.begin_s[:1], beats.t_s[-1:])

    def spans(self) -> Iterator[tuple[float, float]]:
        """Yield the borders of each window, for kernels that take windows one by one."""
        return zip(self.start_s.tolist(), self.end_s.tolist(), strict=True)

    def __getitem__(self, which: IndexArray | BoolArray | slice) -> "Windows":
        """Pick windows, as an array is indexed."""
        return Windows(self.start_s[which], self.end_s[which], self.first[which], self.stop[which])

    def sums(self, columns: FloatArray, skip: int = 0) -> FloatArray:
        """Add up every column over every window, shape (columns, windows).

        Without the first `skip` beats of each window. Each sum runs over its own slice: running
        totals would be quicker over archives but depend on everything before the window.
        """
        if not self.first.size:
            return np.zeros((len(columns), 0))
        edges = np.empty((self.first.size, 2), np.intp)
        edges[:, 0] = np.minimum(self.first + skip, self.stop) if skip else self.first
        edges[:, 1] = self.stop
        sums = np.add.reduceat(columns, edges.ravel(), axis=1)[:, ::2].copy()
        empty = edges[:, 0] == edges[:, 1]
        if np.count_nonzero(empty):
            sums[:, empty] = 0.0
        return sums


def _columns(counted: BoolArray, values: FloatArray, out: FloatArray | None = None) -> FloatArray:
    if out is None:
        out = np.zeros((3, values.size + 1))
    out[0, :-1] = counted
    np.copyto(out[1, :-1], values, where=counted)
    np.multiply(out[1], out[1], out=out[2])
    return out


def shared(work: Callable[[Beats, Windows], T]) -> Callable[[Beats, Windows], T]:
    """Let kernels that need the same intermediate result over the same windows compute it once.

    It is kept with the windows, and so assumes that they are used with the beats they lie over.
    """

    @wraps(work)
    def once(beats: Beats, windows: Windows) -> T:
        if work not in windows.kept:
            windows.kept[work] = work(beats, windows)
        result: T = windows.kept[work]
        return result

    return once


@shared
def valid_sums(beats: Beats, windows: Windows) -> FloatArray:
    """Add up `Beats.valid_columns` over each window, shape (3, windows)."""
    return windows.sums(beats.valid_columns)


@shared
def pair_sums(beats: Beats, windows: Windows) -> FloatArray:
    """Add up `Beats.pair_columns` over each window, both of a pair inside; shape (8, windows)."""
    return windows.sums(beats.pair_columns, skip=1)


def valid_count(beats: Beats, windows: Windows) -> FloatArray:
    """Count the valid intervals in each window."""
    count: FloatArray = valid_sums(beats, windows)[0]
    return count


def valid_sum_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Add up the valid intervals in each window."""
    total_ms: FloatArray = valid_sums(beats, windows)[1]
    return total_ms


def window_sum(values: FloatArray | BoolArray, windows: Windows) -> FloatArray:
    """Sum `values[first:stop]` for every window; 0 where a window is empty."""
    return reduce_slices(np.add, values, windows.first, windows.stop, 0.0)


def reduce_slices(
    combine: np.ufunc,
    values: FloatArray | BoolArray,
    first: IndexArray,
    stop: IndexArray,
    empty: float,
) -> FloatArray:
    """Reduce every slice `values[first:stop]`; `empty` where there is nothing in it."""
    if first.size == 1:  # live use; the same reduction without the copies
        part = values[first[0] : stop[0]]
        return combine.reduceat(part, [0], dtype=np.float64) if part.size else np.array([empty])
    if not first.size:
        return np.zeros(0)
    padded = np.append(values, empty)
    edges = np.stack([first, stop], axis=1).ravel()
    return np.where(stop > first, combine.reduceat(padded, edges)[::2], empty)


def ratio(numerator: FloatArray, denominator: FloatArray | IndexArray) -> FloatArray:
    """Divide where the denominator is positive, NaN elsewhere."""
    return numerator / np.where(denominator > 0, denominator, np.nan)


def window_std(
    sums: FloatArray, columns: FloatArray, windows: Windows, skip: int = 0
) -> FloatArray:
    """Standard deviation with ddof=1 in each window; NaN below two.

    `sums` are those of the three `columns`: 1, x and x^2 of what counts.
    """
    n, total, power = sums
    squares = power - total * total / np.maximum(n, 1.0)
    drowned = squares < _DROWNED * power
    if np.count_nonzero(drowned):  # the spread is so small that sums of large squares drown it
        for i in np.flatnonzero(drowned):
            part = slice(windows.first[i] + skip, windows.stop[i])
            apart = np.where(columns[0, part] > 0, columns[1, part] - total[i] / n[i], 0.0)
            squares[i] = np.add.reduceat(apart * apart, [0])[0]
    return np.sqrt(ratio(squares, n - 1))
