"""What is worked out on beats once and then only grows: nothing in it changes when beats follow.

Live use adds one beat at a time, whole recordings come at once; both go through `extend`, which
works on the beats it has not seen. So every answer on them is the same, and a new beat costs the
same after an hour as after a minute.
"""

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from biofeedback.hrv.artifacts import LONGEST_MS

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Number = TypeVar("Number", bound=np.generic)

_LARGE_MS = np.array([[50.0], [20.0]])
_FEWEST = 256


class Rows(Generic[Number]):
    """Rows of numbers that grow at their end, all by the same; a row has one more cell, of 0."""

    def __init__(self, rows: int, dtype: type[Number]) -> None:
        self.count = 0
        self._store: NDArray[Number] = np.zeros((rows, _FEWEST), dtype)

    def grow(self, more: int) -> NDArray[Number]:
        """Make room at the end; return it, of shape (rows, more), to be filled."""
        before, self.count = self.count, self.count + more
        if self.count >= self._store.shape[1]:
            store = np.zeros((len(self._store), max(2 * before, self.count + 1)), self._store.dtype)
            store[:, :before] = self._store[:, :before]
            self._store = store
        return self._store[:, before : self.count]

    @property
    def values(self) -> NDArray[Number]:
        """Everything so far, shape (rows, count)."""
        return self._store[:, : self.count]

    def row(self, number: int) -> NDArray[Number]:
        """One of them, shape (count,)."""
        row: NDArray[Number] = self._store[number, : self.count]
        return row

    @property
    def padded(self) -> NDArray[Number]:
        """The same and a cell of 0 at the end, shape (rows, count + 1), as `reduceat` needs it."""
        return self._store[:, : self.count + 1]


class Columns:
    """What follows from each beat and the one before it.

    Attributes
    ----------
    sound : bool
        Whether every interval marked valid is a positive number.
    """

    def __init__(self) -> None:
        self.sound = True
        self._floats = Rows(12, np.float64)
        self._pair = Rows(1, np.bool_)

    @property
    def begin_s(self) -> FloatArray:
        """When each interval began; one longer than any beat's counts as `LONGEST_MS`."""
        return self._floats.row(0)

    @property
    def pair(self) -> BoolArray:
        """Whether a beat and the one before are valid neighbours: their difference counts."""
        return self._pair.row(0)

    @property
    def valid_columns(self) -> FloatArray:
        """What is added up over intervals: 1, x, x^2 of the valid ones; shape (3, n + 1)."""
        return self._floats.padded[1:4]

    @property
    def pair_columns(self) -> FloatArray:
        """The same of the differences and of the sums of neighbours, above 50 and above 20 ms.

        1, d, d^2, 1, s, s^2, |d| > 50, |d| > 20; shape (8, n + 1).
        """
        return self._floats.padded[4:]

    def extend(self, t_s: FloatArray, rr_ms: FloatArray, valid: BoolArray, gap: BoolArray) -> None:
        """Work out what follows from the beats that were not seen yet; arrays hold all, (n,)."""
        done = self._floats.count
        if done >= t_s.size:
            return
        if done == t_s.size - 1 and done:
            self._append_one(t_s.item(done), rr_ms.item(done), valid.item(done), gap.item(done))
            return
        first = max(done - 1, 0)  # with the one before the new ones, where there is one
        self._append(t_s[first:], rr_ms[first:], valid[first:], gap[first:], done - first)

    def _append_one(self, t_s: float, rr_ms: float, valid: bool, gap: bool) -> None:
        """Do what `_append` does, without arrays of one: live use is in a hurry."""
        sound = valid and 0 < rr_ms < np.inf
        self.sound = self.sound and sound == valid
        was_valid, before_ms = self._floats.values[1:3, -1].tolist()
        known_ms = rr_ms if sound else 0.0
        pair = bool(valid and was_valid and not gap)
        change_ms = (known_ms - before_ms) * pair
        sum_ms = (2 * known_ms - (known_ms - before_ms)) * pair
        begin_s = t_s - (min(rr_ms, LONGEST_MS) if rr_ms > 0 else 0.0) / 1000
        intervals = (valid, known_ms, known_ms * known_ms)
        differences = (pair, change_ms, change_ms * change_ms)
        sums = (pair, sum_ms, sum_ms * sum_ms)
        large = [abs(change_ms) > least for least in _LARGE_MS[:, 0].tolist()]
        self._floats.grow(1)[:, 0] = (begin_s, *intervals, *differences, *sums, *large)
        self._pair.grow(1)[0] = pair

    def _append(
        self, t_s: FloatArray, rr_ms: FloatArray, valid: BoolArray, gap: BoolArray, seen: int
    ) -> None:
        sound = valid & (rr_ms > 0) & (rr_ms < np.inf)
        if np.count_nonzero(sound) < np.count_nonzero(valid):
            self.sound = False
        known_ms = np.where(sound, rr_ms, 0.0)
        change_ms, pair = np.zeros(t_s.size), np.zeros(t_s.size, np.bool_)
        np.subtract(known_ms[1:], known_ms[:-1], out=change_ms[1:])
        np.logical_and(valid[1:], valid[:-1], out=pair[1:])
        pair &= ~gap
        counted = np.array((valid, pair, pair))[:, seen:]
        values = np.array((known_ms, change_ms, 2 * known_ms - change_ms))[:, seen:]
        out = self._floats.grow(t_s.size - seen)
        out[0] = (t_s - np.fmin(np.fmax(rr_ms, 0.0), LONGEST_MS) / 1000)[seen:]
        moments = out[1:10].reshape(3, 3, -1)  # of the intervals, their differences, their sums
        moments[:, 0] = counted
        np.multiply(values, counted, out=moments[:, 1])
        np.multiply(moments[:, 1], moments[:, 1], out=moments[:, 2])
        np.greater(np.abs(moments[1, 1]), _LARGE_MS, out=out[10:12], casting="unsafe")
        self._pair.grow(t_s.size - seen)[0] = counted[1]
