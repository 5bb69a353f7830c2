"""Cut a stream of samples into whole seconds of its own time.

Packets come in any size; what works on whole seconds gives the same answer for any of them. A
second is complete when a sample of a later one arrives. Samples that repeat or go back in time are
left out.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Second:
    """The samples of [index, index + 1) seconds: times, shape (n,), and values, shape (n, m)."""

    index: int
    t_s: FloatArray
    values: FloatArray


class Seconds:
    """Collect samples of any packet size; give out every second that is complete."""

    def __init__(self) -> None:
        self._last_s = -np.inf
        self._times: list[FloatArray] = []
        self._rows: list[FloatArray] = []
        self._index = 0  # the second that they begin in

    def push(self, t_s: ArrayLike, values: ArrayLike) -> list[Second]:
        """Take samples in the order of time.

        Parameters
        ----------
        t_s : array_like, shape (n,)
        values : array_like, shape (n, m)

        Returns
        -------
        list of Second
            Those now complete; seconds without a sample are left out.
        """
        times, rows = np.asarray(t_s, np.float64), np.asarray(values, np.float64)
        if not times.size:
            return []
        if not (times[0] > self._last_s and np.logical_and.reduce(times[1:] > times[:-1])):
            newest_s = np.maximum.accumulate(np.append(self._last_s, times))
            later = times > newest_s[:-1]
            times, rows = times[later], rows[later]
            if not times.size:
                return []
        self._last_s = times.item(-1)
        if not self._times:
            self._index = math.floor(times[0])
        self._times.append(times)
        self._rows.append(rows)
        return self._complete() if math.floor(self._last_s) > self._index else []

    def _complete(self) -> list[Second]:
        times, rows = np.concatenate(self._times), np.concatenate(self._rows)
        index = np.floor(times)
        edges = [0, *((index[1:] != index[:-1]).nonzero()[0] + 1).tolist()]
        done = [
            Second(int(index[first]), times[first:stop], rows[first:stop])
            for first, stop in pairwise(edges)
        ]
        self._times, self._rows = [times[edges[-1] :]], [rows[edges[-1] :]]
        self._index = int(index[-1])
        return done
