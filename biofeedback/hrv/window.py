"""Beats, and many windows over them at once.

A kernel of this room takes `Beats` and `Windows` and answers every window in one call, shape
``(windows,)``. Live use is the same call with the last window only. No answer depends on what comes
after its window, so live and offline figures agree to the last bit.
An answer that cannot be given is NaN; masks, never comparisons with NaN, decide what counts.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.columns import BoolArray as BoolArray
from biofeedback.hrv.columns import Columns
from biofeedback.hrv.columns import FloatArray as FloatArray

T = TypeVar("T")
IndexArray = NDArray[np.intp]

BLOCK = 2**17
"""Numbers worked on at once; more would leave the processor's cache."""
_DROWNED = 1e-6
_ALL = np.zeros(1, np.intp)
_UNSOUND = "an interval that is no positive number is marked valid"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure, each second that it is known, in the order of time; arrays of shape (n,).

    Attributes
    ----------
    t_s : float64
        End of the second, on the clock of the beats.
    value : float64
        Never NaN: a second that is not known is left out.
    """

    t_s: FloatArray
    value: FloatArray


class Growing(Protocol):
    """Something worked out on beats that only grows while beats come."""

    def extend(self, beats: "Beats") -> None:
        """Take in the beats that were not seen yet."""


G = TypeVar("G", bound=Growing)


@dataclass(frozen=True, slots=True)
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
    paced, respiration : Breaths or None
        The breaths that were led by a pacer, and those that a sensor saw, where there was one.
    sensed : mapping of str to Series
        What other sensors said second by second, by name; see `Series`.
    kept : dict
        What was worked out on these beats. Live use hands the same one to the beats that follow,
        so that each new beat costs no more than itself.
    """

    t_s: FloatArray
    rr_ms: FloatArray
    valid: BoolArray
    gap: BoolArray
    paced: Breaths | None = None
    respiration: Breaths | None = None
    sensed: Mapping[str, Series] = field(default_factory=dict)
    kept: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

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
        if not np.all((rr > 0) & (rr < np.inf)):
            raise ValueError(_UNSOUND)
        return cls(times, rr, np.ones(rr.size, np.bool_), np.zeros(rr.size, np.bool_))

    def check(self) -> None:
        """Make sure that every valid interval is a positive number.

        Raises
        ------
        ValueError
            When one is not: whoever marked it valid erred.
        """
        if not self.columns.sound:
            raise ValueError(_UNSOUND)

    @property
    def columns(self) -> Columns:
        """What follows from each beat and the one before it."""
        columns: Columns | None = self.kept.get(Columns)
        if columns is None:
            columns = self.kept[Columns] = Columns()
        columns.extend(self.t_s, self.rr_ms, self.valid, self.gap)
        return columns

    @property
    def begin_s(self) -> FloatArray:
        """When each interval began."""
        return self.columns.begin_s[: self.t_s.size]

    def grown(self, make: Callable[[], G]) -> G:
        """Return what `make` makes, grown over these beats, and keep it."""
        growing: G | None = self.kept.get(make)
        if growing is None:
            growing = self.kept[make] = make()
        growing.extend(self)
        return growing


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
    def newest(cls, beats: Beats, length_s: float) -> "Windows":
        """Lay one window of `length_s` behind the newest beat; there must be one."""
        end_s = beats.t_s[-1:]
        start_s = end_s - length_s
        first = beats.t_s.searchsorted(start_s, "right")
        return cls(start_s, end_s, first, np.array([beats.t_s.size]))

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
        if self.first.size == 1:  # live use; the same reduction without the copies
            part = columns[:, self.first[0] + skip : self.stop[0]]
            return np.add.reduceat(part, _ALL, axis=1) if part.size else np.zeros((len(part), 1))
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
    """Add up `Columns.valid_columns` over each window, shape (3, windows)."""
    return windows.sums(beats.columns.valid_columns)


@shared
def pair_sums(beats: Beats, windows: Windows) -> FloatArray:
    """Add up `Columns.pair_columns` over each window, both of a pair inside; shape (8, windows)."""
    return windows.sums(beats.columns.pair_columns, skip=1)


@shared
def recorded_s(beats: Beats, windows: Windows) -> FloatArray:
    """How much of each window lies after the beginning of the recording; of at least one beat."""
    recorded: FloatArray = windows.end_s - np.maximum(windows.start_s, beats.begin_s[0])
    return recorded


def valid_count(beats: Beats, windows: Windows) -> FloatArray:
    """Count the valid intervals in each window."""
    count: FloatArray = valid_sums(beats, windows)[0]
    return count


def valid_sum_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Add up the valid intervals in each window."""
    total_ms: FloatArray = valid_sums(beats, windows)[1]
    return total_ms


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
        return combine.reduceat(part, _ALL, dtype=np.float64) if part.size else np.array([empty])
    if not first.size:
        return np.zeros(0)
    padded = np.append(values, empty)
    edges = np.stack([first, stop], axis=1).ravel()
    return np.where(stop > first, combine.reduceat(padded, edges)[::2], empty)


def unknown(*shape: int) -> FloatArray:
    """Return as many numbers as wanted, all of them NaN."""
    out: FloatArray = np.empty(shape)
    out.fill(np.nan)
    return out


def ratio(numerator: FloatArray, denominator: FloatArray | IndexArray) -> FloatArray:
    """Divide where the denominator is positive, NaN elsewhere."""
    if numerator.size == denominator.size == 1:  # live use is in a hurry
        below = denominator.item()
        out = np.empty(numerator.shape)
        out.fill(numerator.item() / below if below > 0 else math.nan)
        return out
    out = unknown(*numerator.shape)
    return np.divide(numerator, denominator, out=out, where=denominator > 0)


@shared
def spreads_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Standard deviation with ddof=1 of NN, of differences and of sums of neighbours; (3, windows).

    NaN below two.
    """
    parts = valid_sums(beats, windows), pair_sums(beats, windows)[:6]
    if windows.first.size == 1:  # live use is in a hurry: the same, without arrays of one
        sums = [part[:, 0].tolist() for part in parts]
        kinds = sums[0], sums[1][:3], sums[1][3:]
        spreads = [_spread(*kind) for kind in kinds]
        if None not in spreads:
            return np.array(spreads, np.float64)[:, np.newaxis]
    n, total, power = np.concatenate(parts).reshape(3, 3, -1).swapaxes(0, 1)
    squares = power - total * total / np.maximum(n, 1.0)
    drowned = squares < _DROWNED * power
    if np.count_nonzero(drowned):  # the spread is so small that sums of large squares drown it
        columns = (beats.columns.valid_columns, *np.split(beats.columns.pair_columns[:6], 2))
        for kind, i in zip(*drowned.nonzero(), strict=True):
            part = slice(windows.first[i] + (kind > 0), windows.stop[i])
            counted, values, _ = columns[kind][:, part]
            apart = np.where(counted > 0, values - total[kind, i] / n[kind, i], 0.0)
            squares[kind, i] = np.add.reduceat(apart * apart, _ALL)[0]
    return np.sqrt(ratio(squares, n - 1))


def _spread(n: float, total: float, power: float) -> float | None:
    """One standard deviation from its sums; None where these drown it."""
    squares = power - total * total / max(n, 1.0)
    if squares < _DROWNED * power:
        return None
    return math.sqrt(squares / (n - 1)) if n > 1 else math.nan
