"""Which of a strap's two ways of telling beats is believed, and what the one says of the other.

Beats read from its raw signal know when they happened, and the strap's own intervals come late by
seconds. So the signal's are taken as long as it flows, the intervals before and after. Beside each
other, the two tell how late the intervals really are: measured, not assumed.

1. The same heart gives the same intervals on both ways: that tells which beat is which. So none is
   lost nor told twice when the one follows the other; both remember what was not told of them.
2. The signal follows once it is known where it joins on, or clearly will not be.
"""

import math
from collections import deque
from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np

from devices.records import Beat

SILENT_S = 5.0
"""So long without a beat from the one way, and the other is taken."""
_ALIKE_MS = 12.0  # so little do three of four intervals differ that are the same, told twice
_CLEARLY = 1.5  # times as much do any others
_FEWEST, _COMPARED, _MOST_SHIFT = 8, 24, 8  # beats
_SHIFTS = np.arange(_MOST_SHIFT + 1)[:, np.newaxis] + np.arange(_COMPARED)
_SHORTEST_S = 0.3  # between the last beat of the one way and the first of the other


class BeatChoice:
    """Take beats of both ways as they come in; give those that count, in the order of time.

    Attributes
    ----------
    late_s : float or None
        How much later the times of the intervals are than those of the signal; None until known.
    """

    def __init__(self) -> None:
        self.late_s: float | None = None
        self._by_signal: bool | None = None
        self._counted_s = -math.inf  # the newest beat, as it was given
        self._same_s = -math.inf  # the same, on the clock of the way it came
        self._signal_s = self._intervals_s = -math.inf  # when the newest beats arrived
        self._signal: deque[Beat] = deque(maxlen=_COMPARED + _MOST_SHIFT)
        self._intervals: deque[Beat] = deque(maxlen=_COMPARED)

    def of_signal(self, arrival_s: float, beats: Sequence[Beat]) -> list[Beat]:
        """Take beats from a raw signal; return those that count."""
        if not beats:
            return []
        self._signal_s = arrival_s
        _remember(self._signal, beats)
        if self._by_signal is False:
            return self._join_signal(arrival_s)
        return self._count(beats, by_signal=True)

    def of_intervals(self, arrival_s: float, beats: Sequence[Beat]) -> list[Beat]:
        """Take beats from the strap's own intervals; return those that count."""
        if not beats:
            return []
        self._intervals_s = arrival_s
        _remember(self._intervals, beats)
        if not self.signal_flows(arrival_s):
            return self._count(self._intervals if self._by_signal else beats, by_signal=False)
        counting = [] if self._by_signal else self._count(beats, by_signal=False)
        self._compare()
        return counting if self._by_signal else counting + self._join_signal(arrival_s)

    def signal_flows(self, t_s: float) -> bool:
        """Return whether beats come from the signal these seconds."""
        return t_s - self._signal_s < SILENT_S

    def _join_signal(self, arrival_s: float) -> list[Beat]:
        """Go over to the signal, if its beats follow on those of the intervals by now."""
        first = self._signal[0]
        near_s = first.t_s - 1.5 * first.rr_ms / 1000
        follows = self.late_s is not None and self._same_s - self.late_s > near_s
        hopeless = len(self._signal) == self._signal.maxlen
        if follows or hopeless or arrival_s - self._intervals_s >= SILENT_S:
            return self._count(self._signal, by_signal=True)
        return []

    def _count(self, beats: Iterable[Beat], *, by_signal: bool) -> list[Beat]:
        """Give beats the signal's time, and leave out those that were given before."""
        late_s = self.late_s or 0.0
        counting: list[Beat] = []
        for beat in beats:
            t_s = beat.t_s if by_signal else beat.t_s - late_s
            changed = self._by_signal is (not by_signal)
            if changed and t_s < self._next_s(beat.rr_ms / 1000, late_s):
                continue
            if t_s <= self._counted_s:
                continue
            counting.append(Beat(t_s, beat.rr_ms, beat.gap or changed))
            self._by_signal, self._counted_s, self._same_s = by_signal, t_s, beat.t_s
        return counting

    def _next_s(self, rr_s: float, late_s: float) -> float:
        """Return from when on a beat of the other way is a new one."""
        same_s = self._same_s if self._by_signal else self._same_s - late_s
        return max(same_s + rr_s / 2, self._counted_s + _SHORTEST_S)

    def _compare(self) -> None:
        """Find the same intervals in both, and how much later the strap tells them."""
        count = min(len(self._intervals), len(self._signal) - _MOST_SHIFT)
        if count < _FEWEST:
            return
        told, seen = list(self._intervals)[-count:], list(self._signal)[-count - _MOST_SHIFT :]
        told_ms = np.array([beat.rr_ms for beat in told])
        shifted_ms = np.array([beat.rr_ms for beat in seen])[_SHIFTS[:, :count]]
        apart_ms = np.abs(shifted_ms - told_ms)
        apart_ms.sort(axis=1)
        most_ms = apart_ms[:, count * 3 // 4].tolist()
        best_ms, other_ms = sorted(most_ms)[:2]
        if best_ms < _ALIKE_MS and best_ms * _CLEARLY < other_ms:
            pairs = zip(told, seen[most_ms.index(best_ms) :], strict=False)
            self.late_s = median(one.t_s - two.t_s for one, two in pairs)


def _remember(beats: deque[Beat], new: Sequence[Beat]) -> None:
    """Keep beats, none from before a gap."""
    for beat in new:
        if beat.gap:
            beats.clear()
        beats.append(beat)
