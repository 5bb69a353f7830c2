"""Cut a stream of samples into whole seconds of its own time.

Packets come in any size; what works on whole seconds gives the same answer for any of them. A
second is complete when a sample of a later one arrives. Samples that repeat or go back in time are
left out.
"""

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
        self._t_s = np.zeros(0)
        self._values: FloatArray | None = None
        self._last_s = -np.inf

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
        newest_s = np.maximum.accumulate(np.append(self._last_s, times))
        later = times > newest_s[:-1]
        self._last_s = float(newest_s[-1])
        if self._values is None:
            self._values = rows[:0]
        self._t_s = np.append(self._t_s, times[later])
        self._values = np.concatenate([self._values, rows[later]])
        return self._complete()

    def _complete(self) -> list[Second]:
        if not self._t_s.size or self._values is None:
            return []
        index = np.floor(self._t_s).astype(np.int64)
        edges = np.flatnonzero(np.diff(index, prepend=index[0] - 1))
        done = [
            Second(int(index[first]), self._t_s[first:stop], self._values[first:stop])
            for first, stop in pairwise(edges)
        ]
        self._t_s, self._values = self._t_s[edges[-1] :], self._values[edges[-1] :]
        return done
