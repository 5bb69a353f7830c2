"""Which intervals are heartbeats, and which are a sensor's or an extra beat's doing.

The live rule: an interval is an artifact when it lies outside 300-2000 ms, or when the
Lipponen-Tarvainen rule sees one *and* the interval changes by more than 20 % beside it. The second
half keeps the strong waves of slow breathing, of which the field's usual rules throw away up to
65 %. A beat is judged when the two beats after it are known.

Source: Lipponen & Tarvainen 2019, doi:10.1080/03091902.2019.1640306, on trailing instead of
surrounding beats, so that the same rule serves live and offline.
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable
from enum import StrEnum

SHORTEST_MS, LONGEST_MS = 300.0, 2000.0
SMALLEST_CHANGE = 0.20
_TRAILING = 91  # intervals that the thresholds rest on
_ALPHA = 5.2
_C1, _C2 = 0.13, 0.17
_MEDIAN_OF = 11
_BEHIND = 2  # beats that must follow before a beat is judged


class Verdict(StrEnum):
    """What an interval was judged to be."""

    GOOD = "good"
    ECTOPIC = "ectopic"
    MISSED = "missed"
    EXTRA = "extra"
    LONG = "long"
    SHORT = "short"
    OUT_OF_RANGE = "out_of_range"


class OnlineArtifacts:
    """Judge intervals one by one, two beats behind.

    Verdicts come in the order of the intervals, one for each interval ever pushed once `flush` was
    called. A gap ends a stretch: its last beats are judged with what is known.
    """

    def __init__(self) -> None:
        self._stretch: list[float] = []
        self._judged = 0
        self._partner = Verdict.GOOD  # what the last verdict says about the interval after it
        self._changes = _Spread()
        self._distances = _Spread()

    def push(self, rr_ms: float, gap: bool = False) -> list[Verdict]:
        """Take the next interval; return the verdicts that are now final."""
        done = self.flush() if gap else []
        stretch = self._stretch
        stretch.append(rr_ms)
        if len(stretch) > 1:
            self._changes.push(abs(rr_ms - stretch[-2]))
        self._distances.push(abs(_distance(rr_ms, _median(stretch[-_MEDIAN_OF:]))))
        if len(stretch) > _BEHIND:
            done.append(self._next())
        return done

    def flush(self) -> list[Verdict]:
        """Judge the intervals still held back, and start a new stretch."""
        done = [self._next() for _ in range(len(self._stretch) - self._judged)]
        self._stretch, self._judged, self._partner = [], 0, Verdict.GOOD
        return done

    def _next(self) -> Verdict:
        i, self._judged = self._judged, self._judged + 1
        verdict, self._partner = self._partner, Verdict.GOOD
        if not SHORTEST_MS <= self._stretch[i] <= LONGEST_MS:
            verdict = Verdict.OUT_OF_RANGE
        elif verdict is Verdict.GOOD and self._changes_beside(i):
            verdict = self._lipponen_tarvainen(i)
            if verdict is Verdict.EXTRA:
                self._partner = Verdict.EXTRA  # one beat was cut in two
        return verdict

    def _changes_beside(self, i: int) -> bool:
        rr = self._stretch
        return any(
            abs(rr[b] - rr[a]) > SMALLEST_CHANGE * rr[a]
            for a, b in ((i - 1, i), (i, i + 1))
            if a >= 0 and b < len(rr)
        )

    def _lipponen_tarvainen(self, i: int) -> Verdict:
        rr, far = self._stretch, _ALPHA * self._changes.quartile_deviation()
        away = _ALPHA * self._distances.quartile_deviation()
        if not (far > 0 and away > 0 and 1 <= i < len(rr) - _BEHIND):
            return Verdict.GOOD
        here = (rr[i] - rr[i - 1]) / far
        sign = 1 if here > 0 else -1  # a fall is judged as a mirrored rise
        before = sign * (rr[i - 1] - rr[i - 2]) / far if i > 1 else 0.0
        after, later = (sign * (rr[k] - rr[k - 1]) / far for k in (i + 1, i + 2))
        if abs(here) <= 1:
            return Verdict.GOOD
        if max(before, after) < -_C1 * abs(here) - _C2:
            return Verdict.ECTOPIC
        turns_back = min(after, later) < -1
        median = _median(rr[max(i - 8, 0) : i + 3])
        if not turns_back and abs(_distance(rr[i], median)) <= 3 * away:
            return Verdict.GOOD
        if turns_back and here < 0 and abs(rr[i] + rr[i + 1] - median) < away:
            return Verdict.EXTRA
        if turns_back and here > 0 and abs(rr[i] / 2 - median) < away:
            return Verdict.MISSED
        return Verdict.LONG if rr[i] > median else Verdict.SHORT


def judge(rr_ms: Iterable[float], gap: Iterable[bool]) -> list[Verdict]:
    """Judge a whole recording exactly as live use would; shape (n,)."""
    online = OnlineArtifacts()
    verdicts = [
        v for rr, g in zip(rr_ms, gap, strict=True) for v in online.push(float(rr), bool(g))
    ]
    return verdicts + online.flush()


def _distance(rr: float, median: float) -> float:
    """Distance from the median; downwards it counts double, as in the paper's equation 8."""
    distance = rr - median
    return 2 * distance if distance < 0 else distance


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


class _Spread:
    """Quartile deviation of the last `_TRAILING` values, kept sorted as they come."""

    def __init__(self) -> None:
        self._sorted: list[float] = []
        self._order: deque[float] = deque()

    def push(self, value: float) -> None:
        insort(self._sorted, value)
        self._order.append(value)
        if len(self._order) > _TRAILING:
            del self._sorted[bisect_left(self._sorted, self._order.popleft())]

    def quartile_deviation(self) -> float:
        """Return (q75 - q25) / 2, or 0 while there are too few values to speak of a spread."""
        return (self._quantile(0.75) - self._quantile(0.25)) / 2 if len(self._order) > 10 else 0.0

    def _quantile(self, share: float) -> float:
        at = share * (len(self._sorted) - 1)
        low = int(at)
        high = min(low + 1, len(self._sorted) - 1)
        return self._sorted[low] + (at - low) * (self._sorted[high] - self._sorted[low])
