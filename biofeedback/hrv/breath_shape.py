"""What the last breaths tell of a doubtful interval: how the wave went on there.

In slow breathing four intervals may not tell an artifact from the wave: the long beat with which
the exhalation begins, cut in two, looks like two more beats of the inhalation. So the intervals
before are sought in the last breaths; what followed them there is what belongs here, and each
artifact that might be here is measured against it. The wave itself shows the breath's phase: no
pacer or sensor is needed.

Source: forecasting by analogues, Lorenz 1969, doi:10.1175/1520-0469(1969)26<636:APARBN>2.0.CO;2.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

TRAILING = 91  # intervals: the last breaths
_BEFORE = 3  # intervals that must be alike
_AFTER = 4  # intervals that three may stand for, when one of them is two
_ALIKE = 0.12  # shares of an interval: the most that alike ones differ,
_AS_USUAL = 0.15  # the most that good ones differ from what followed there,
_FITS = 0.10  # the most that artifacts do,
_OUT_OF_PLACE = 0.20  # the least that an interval of an ectopic beat does,
_LONE = 0.35  # and the least of one that is an artifact alone
_SHIFTS = (0.0, -0.3, 0.3, -0.6, 0.6, -1.0, 1.0)  # beats that a breath may be ahead or behind


class Reading(Enum):
    """What an interval and the two after it are."""

    AS_USUAL = auto()
    MISSED = auto()
    EXTRA = auto()
    ECTOPIC = auto()
    SHORT = auto()
    LONG = auto()
    NEXT_MISSED = auto()
    NEXT_EXTRA = auto()
    NEXT_ECTOPIC = auto()


def read(rr_ms: Sequence[float], good: Sequence[bool], three: Sequence[float]) -> Reading | None:
    """Say what three intervals are by the last breaths; None where these do not tell.

    Parameters
    ----------
    rr_ms, good
        The `TRAILING` intervals before the three, and whether each was judged good.
    three
        The interval in question and the two after it, ms.
    """
    best, least = None, _FITS
    for wave in _alike(rr_ms, good):
        if _as_usual(three, wave):
            return Reading.AS_USUAL
        for reading, misfit in _misfits(three, wave):
            if misfit < least:
                best, least = reading, misfit
    return best


def _alike(rr_ms: Sequence[float], good: Sequence[bool]) -> Iterator[Sequence[float]]:
    """Yield what followed wherever it was like just now, led by the interval before it."""
    if len(rr_ms) < _BEFORE or not all(good[-_BEFORE:]):
        return
    one, two, three = rr_ms[-_BEFORE:]
    good_in_a_row = 0
    for stop, is_good in enumerate(good, 1):
        good_in_a_row = good_in_a_row + 1 if is_good else 0
        at = stop - _BEFORE - _AFTER
        if (
            good_in_a_row >= _BEFORE + _AFTER
            and abs(rr_ms[at] - one) < _ALIKE * one
            and abs(rr_ms[at + 1] - two) < _ALIKE * two
            and abs(rr_ms[at + 2] - three) < _ALIKE * three
        ):
            yield rr_ms[at + _BEFORE - 1 : stop]


def _as_usual(three: Sequence[float], wave: Sequence[float]) -> bool:
    """Whether the three go on as the wave did, perhaps up to a beat earlier or later."""
    for shift in _SHIFTS:
        side = 1 if shift > 0 else -1
        for i, rr in enumerate(three, 1):
            expected = wave[i] + abs(shift) * (wave[i + side] - wave[i])
            if abs(rr - expected) > _AS_USUAL * expected:
                break
        else:
            return True
    return False


def _misfits(three: Sequence[float], wave: Sequence[float]) -> Iterator[tuple[Reading, float]]:
    """Yield the largest difference that each reading leaves, as a share of an interval."""
    here, after, last = three
    _, first, second, third, fourth = wave
    aside = abs(here / first - 1)
    yield (
        Reading.MISSED,
        max(abs(here - first - second) / first, abs(after / third - 1), abs(last / fourth - 1)),
    )
    yield Reading.EXTRA, max(abs(here + after - first) / first, abs(last / second - 1))
    if aside > _OUT_OF_PLACE:
        both = abs(here + after - first - second) / first
        yield Reading.ECTOPIC, max(both, abs(last / third - 1))
    if aside > _LONE:
        alone = Reading.SHORT if here < first else Reading.LONG
        yield alone, max(abs(after / second - 1), abs(last / third - 1))
    yield (
        Reading.NEXT_MISSED,
        max(aside, abs(after - second - third) / second, abs(last / fourth - 1)),
    )
    yield Reading.NEXT_EXTRA, max(aside, abs(after + last - second) / second)
    yield Reading.NEXT_ECTOPIC, max(aside, abs(after + last - second - third) / second)
