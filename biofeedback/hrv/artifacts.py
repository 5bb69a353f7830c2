"""Which intervals are heartbeats, and which are a sensor's or an extra beat's doing.

An interval is an artifact when it lies outside 300-2000 ms; when it and its neighbours make a
pattern that no heart makes (`biofeedback.hrv.patterns`); or when the Lipponen-Tarvainen rule sees
one *and* it changes by more than 20 % beside it. The patterns find artifacts in the strong waves of
slow breathing, of which the field's usual rules throw away up to 65 %; the rule finds the small
ones in a steady rhythm. Where the last breaths tell what belongs here, they have the last word
(`biofeedback.hrv.breath_shape`). A beat is judged when the next two are known.

Source: Lipponen & Tarvainen 2019, doi:10.1080/03091902.2019.1640306. Differs: trailing instead of
surrounding beats, so that the same rule serves live and offline; compared with the last good
interval; a long one must turn back at once, not within two beats, since exhalation begins steeply.
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from biofeedback.hrv import patterns
from biofeedback.hrv.breath_shape import TRAILING, Reading, read
from biofeedback.hrv.patterns import Four

SHORTEST_MS, LONGEST_MS = 300.0, 2000.0
SMALLEST_CHANGE = 0.20  # of the longer of two neighbours
_BEHIND = 2  # beats that must follow before a beat is judged

# Lipponen & Tarvainen 2019
_TRAILING = 91  # intervals that the thresholds rest on
_ALPHA = 5.2
_C1, _C2 = 0.13, 0.17
_MEDIAN_OF = 11


class Verdict(StrEnum):
    """What an interval was judged to be."""

    GOOD = "good"
    ECTOPIC = "ectopic"
    MISSED = "missed"
    EXTRA = "extra"
    LONG = "long"
    SHORT = "short"
    OUT_OF_RANGE = "out_of_range"


_TOLD: Mapping[Reading, Sequence[Verdict]] = {
    Reading.AS_USUAL: [],  # which leaves small artifacts to the other rules
    Reading.MISSED: [Verdict.MISSED],
    Reading.EXTRA: [Verdict.EXTRA] * 2,
    Reading.ECTOPIC: [Verdict.ECTOPIC] * 2,
    Reading.SHORT: [Verdict.SHORT],
    Reading.LONG: [Verdict.LONG],
    Reading.NEXT_MISSED: [Verdict.GOOD, Verdict.MISSED],
    Reading.NEXT_EXTRA: [Verdict.GOOD],  # more will be known of those then
    Reading.NEXT_ECTOPIC: [Verdict.GOOD],
}


class OnlineArtifacts:
    """Judge intervals one by one, two beats behind.

    Verdicts come in the order of the intervals, one for each interval ever pushed once `flush` was
    called. A gap ends a stretch: its last beats are judged with what is known, and the next ones
    have no neighbours before it. So does an interval that is no number or longer than any beat.
    """

    def __init__(self) -> None:
        self._stretch: list[float] = []
        self._verdicts: list[Verdict] = []  # of the stretch, as far as it was judged
        self._good_ms: float | None = None  # the last good interval of the stretch
        self._told: list[Verdict] = []  # what the last verdict says of the intervals after it
        self._changes = _Spread()
        self._distances = _Spread()

    def push(self, rr_ms: float, gap: bool = False) -> list[Verdict]:
        """Take the next interval; return the verdicts that are now final."""
        done = self.flush() if gap else []
        if not 0 < rr_ms <= LONGEST_MS:
            return [*done, *self.flush(), Verdict.OUT_OF_RANGE]
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
        done = [self._next() for _ in range(len(self._stretch) - len(self._verdicts))]
        self._stretch, self._verdicts = [], []
        self._good_ms, self._told = None, []
        return done

    def _next(self) -> Verdict:
        i = len(self._verdicts)
        verdict, *self._told = self._told or self._judge(i)
        if verdict is Verdict.GOOD and self._stretch[i] < SHORTEST_MS:
            verdict = Verdict.OUT_OF_RANGE
        if verdict is Verdict.GOOD:
            self._good_ms = self._stretch[i]
        self._verdicts.append(verdict)
        return verdict

    def _judge(self, i: int) -> Sequence[Verdict]:
        """Judge an interval, and those after it that are already explained with it."""
        before, here, following = self._good_ms, self._stretch[i], self._stretch[i + 1 : i + 3]
        if before is None and i:
            before = self._stretch[i - 1]
        if before is None or len(following) < _BEHIND:
            return _whole(_pattern(before, here, following, suspected=False))
        uneven = _differ(before, here) or _differ(here, following[0])
        suspicion = self._lipponen_tarvainen(i, before) if uneven else Verdict.GOOD
        pattern = _pattern(before, here, following, suspicion is not Verdict.GOOD)
        if uneven or pattern is not Verdict.GOOD:
            told = self._by_last_breaths(i)
            lone = told in ([Verdict.SHORT], [Verdict.LONG])
            if told and not (lone and pattern is not Verdict.GOOD):  # a pattern explains more
                return told
        return [suspicion] if pattern is Verdict.GOOD else _whole(pattern)

    def _by_last_breaths(self, i: int) -> Sequence[Verdict]:
        past = slice(max(i - TRAILING, 0), i)
        good = [verdict is Verdict.GOOD for verdict in self._verdicts[past]]
        reading = read(self._stretch[past], good, self._stretch[i : i + 3])
        return _TOLD[reading] if reading else []

    def _lipponen_tarvainen(self, i: int, before: float) -> Verdict:
        rr = self._stretch
        far = _ALPHA * self._changes.quartile_deviation()
        away = _ALPHA * self._distances.quartile_deviation()
        change = rr[i] - before
        if not (far > 0 and away > 0 and abs(change) > far):
            return Verdict.GOOD
        sign = 1 if change > 0 else -1  # a fall is judged as a mirrored rise
        earlier = 0.0
        if i > 1 and self._verdicts[i - 1] is Verdict.GOOD:
            earlier = sign * (rr[i - 1] - rr[i - 2])
        after, later = (sign * (rr[k] - rr[k - 1]) for k in (i + 1, i + 2))
        if max(earlier, after) < -_C1 * abs(change) - _C2 * far:
            return Verdict.ECTOPIC
        turns_back = after < -far or (sign < 0 and later < -far)
        median = _median(rr[max(i - 8, 0) : i + 3])
        if not turns_back and abs(_distance(rr[i], median)) <= 3 * away:
            return Verdict.GOOD
        return Verdict.LONG if sign > 0 else Verdict.SHORT


def judge(rr_ms: Iterable[float], gap: Iterable[bool]) -> list[Verdict]:
    """Judge a whole recording exactly as live use would; shape (n,)."""
    online = OnlineArtifacts()
    verdicts = [
        v for rr, g in zip(rr_ms, gap, strict=True) for v in online.push(float(rr), bool(g))
    ]
    return verdicts + online.flush()


def _whole(pattern: Verdict) -> Sequence[Verdict]:
    """Return the verdicts of all intervals of a pattern."""
    return [pattern] * (2 if pattern in (Verdict.EXTRA, Verdict.ECTOPIC) else 1)


def _pattern(
    before: float | None, here: float, following: Sequence[float], suspected: bool
) -> Verdict:
    """Say whether an interval, alone or with the next one, makes a pattern that no heart makes.

    At the border of a stretch the neighbours of one side stand in for those of the other.
    """
    shares = patterns.CLEAR
    if before is None or len(following) < _BEHIND:
        shares = patterns.AT_BORDER
    if before is None:
        if not following or not _differ(here, following[0]):
            return Verdict.GOOD
        before = following[-1]
    after, last = (*following, before, before)[:2]
    seen = Four(before, here, after, last)
    if patterns.is_missed(seen, shares):
        return Verdict.MISSED
    if following and patterns.is_extra(seen, shares):
        return Verdict.EXTRA
    if following and patterns.is_out_of_place(seen, shares):
        return Verdict.ECTOPIC
    if suspected and patterns.is_out_of_place(seen, patterns.SUSPECTED):
        return Verdict.ECTOPIC
    if shares is patterns.CLEAR and patterns.is_lone(seen):
        return Verdict.SHORT
    return Verdict.GOOD


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > SMALLEST_CHANGE * max(one, other)


def _distance(rr: float, median: float) -> float:
    """Distance from the median; downwards it counts double, as in the paper's equation 8."""
    distance = rr - median
    return 2 * distance if distance < 0 else distance


def _median(values: Sequence[float]) -> float:
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
