"""Which of a strap's two ways of telling beats is believed, and what the one says of the other.

Beats read from its raw signal know when they happened, and the strap's own intervals come late by
seconds. So the signal's are taken as long as it flows, the intervals before and after. Beside each
other, the two tell how late the intervals really are: measured, not assumed.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median

from devices.records import Beat

SILENT_S = 5.0
"""So long without a beat from the signal, and the intervals are taken."""
_ALIKE_MS = 12.0  # mean difference of the same intervals, told twice
_COMPARED, _MOST_SHIFT = 24, 8  # beats
_SHORTEST_S = 0.3  # between the beats of the one and of the other


class BeatChoice:
    """Take beats of both ways as they come in; give those that count, in the order of time.

    Attributes
    ----------
    late_s : float or None
        How much later the times of the intervals are than those of the signal; None until known.
    """

    def __init__(self) -> None:
        self.late_s: float | None = None
        self._signal_s = -math.inf  # when its newest beats arrived
        self._last_s = -math.inf
        self._by_signal: bool | None = None
        self._signal: deque[Beat] = deque(maxlen=_COMPARED + _MOST_SHIFT)
        self._intervals: deque[Beat] = deque(maxlen=_COMPARED)

    def of_signal(self, arrival_s: float, beats: Sequence[Beat]) -> list[Beat]:
        """Take beats from a raw signal; return those that count."""
        if not beats:
            return []
        self._signal_s = arrival_s
        self._signal.extend(beats)
        return self._counting(beats, by_signal=True)

    def of_intervals(self, arrival_s: float, beats: Sequence[Beat]) -> list[Beat]:
        """Take beats from the strap's own intervals; return those that count."""
        self._intervals.extend(beats)
        if arrival_s - self._signal_s < SILENT_S:
            self._compare()
            return []
        late_s = self.late_s or 0.0
        shifted = [replace(beat, t_s=beat.t_s - late_s) for beat in beats]
        return self._counting(shifted, by_signal=False)

    def _counting(self, beats: Sequence[Beat], *, by_signal: bool) -> list[Beat]:
        counting: list[Beat] = []
        for beat in beats:
            changed = self._by_signal is not None and self._by_signal is not by_signal
            if changed and beat.t_s < self._last_s + _SHORTEST_S:
                continue  # the other way has told it already
            counting.append(replace(beat, gap=True) if changed else beat)
            self._by_signal, self._last_s = by_signal, beat.t_s
        return counting

    def _compare(self) -> None:
        """Find the same intervals in both, and how much later the strap tells them."""
        told, seen = list(self._intervals), list(self._signal)
        if len(told) < _COMPARED or len(seen) < _COMPARED + _MOST_SHIFT:
            return
        best_ms, late_s = math.inf, 0.0
        for shift in range(_MOST_SHIFT + 1):
            pairs = list(zip(told, seen[_MOST_SHIFT - shift :], strict=False))
            apart_ms = fmean(abs(one.rr_ms - two.rr_ms) for one, two in pairs)
            if apart_ms < best_ms:
                best_ms, late_s = apart_ms, median(one.t_s - two.t_s for one, two in pairs)
        if best_ms < _ALIKE_MS:
            self.late_s = late_s
