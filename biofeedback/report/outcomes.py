"""What the answers of weeks amount to: a change, its size and meaning, or that it is too early.

1. One session says little: nothing is named before five answers on days of three different weeks.
2. A change is named only where its 95 % interval excludes none, and where it is as large as people
   notice: 1 point or 15 % is the least, 2 points or 33 % is "much better" (Salaffi et al. 2004,
   doi:10.1016/j.ejpain.2003.09.004); for PEG 30 % (Krebs et al. 2009,
   doi:10.1007/s11606-009-0981-1). These were found for pain that goes down; other scales, and
   the way up, are measured by the same yardstick for want of a better one.
3. Percentages count, and are told, only from a start of 4 on: of a small number they are noise.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from biofeedback.report.slope import Line, line_through
from biofeedback.report.weeks import Days, Floats, Weeks, by_week, monday_of

FEWEST_ANSWERS, FEWEST_WEEKS = 5, 3
PCT_FROM = 4.0
LIMITS = (0.0, 10.0)
PEG = "peg"
_ROUNDING = 1e-9


class Verdict(StrEnum):
    """What may be said."""

    TOO_EARLY = "too_early"
    SAME = "same"
    DOWN = "down"
    UP = "up"


class Size(StrEnum):
    """What a change means to people."""

    NONE = "none"
    MINIMAL = "minimal"
    MUCH = "much"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """From when on a change is minimal, and much.

    Attributes
    ----------
    points : tuple of float
    shares : tuple of float
        Of a start of 4 or more: a share that is reached will do, too.
    by_shares : bool
        From a start of 4 on, the shares alone count.
    """

    points: tuple[float, float]
    shares: tuple[float, float]
    by_shares: bool = False

    def size(self, start: float, change: float) -> Size:
        """Return what a change from `start` means."""
        minimal, much = (
            self._least(start, points, share)
            for points, share in zip(self.points, self.shares, strict=True)
        )
        reached = abs(change) + _ROUNDING
        return Size.MUCH if reached >= much else Size.MINIMAL if reached >= minimal else Size.NONE

    def _least(self, start: float, points: float, share: float) -> float:
        if start < PCT_FROM:
            return points
        return share * start if self.by_shares else min(points, share * start)


RATING_YARDSTICK = Yardstick(points=(1.0, 2.0), shares=(0.15, 0.33))
PEG_YARDSTICK = Yardstick(points=(1.2, 1.2), shares=(0.30, 0.30), by_shares=True)
"""Below a start of 4, what 30 % of 4 is."""


def change_pct(start: float, change: float) -> float | None:
    """Return a change in percent; None where the start is below 4."""
    return 100.0 * change / start if start >= PCT_FROM else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the answers on one scale amount to.

    Attributes
    ----------
    scale : str
        An id of `biofeedback.store.answers.SCALES`, or `PEG`.
    verdict : Verdict
    size : Size
        What the change means; NONE unless a change is named.
    answers, answer_weeks : int
        How many there are, and in how many weeks.
    weeks : Weeks
        The mean of every week.
    line : Line or None
        The trend; None when it is too early.
    """

    scale: str
    verdict: Verdict
    size: Size
    answers: int
    answer_weeks: int
    weeks: Weeks
    line: Line | None

    @property
    def pct(self) -> float | None:
        """The change in percent; None when it is too early, or the start is below 4."""
        return None if self.line is None else change_pct(self.line.start, self.line.change)


def find(scale: str, days: Days, values: Floats) -> Finding:
    """Judge the answers on one scale, of one moment.

    Parameters
    ----------
    days : ndarray of datetime64[D], shape (n,)
        In any order.
    values : ndarray of float64, shape (n,)
        0 to 10.
    """
    step = 1.0 / 3.0 if scale == PEG else 1.0
    weeks = by_week(days, values, step=step, limits=LIMITS)
    answer_weeks = np.unique(monday_of(days)).size
    line = None
    if days.size >= FEWEST_ANSWERS and answer_weeks >= FEWEST_WEEKS:
        line = line_through(days, values, step=step)
    verdict, size = _judged(line, PEG_YARDSTICK if scale == PEG else RATING_YARDSTICK)
    return Finding(scale, verdict, size, days.size, answer_weeks, weeks, line)


def _judged(line: Line | None, yardstick: Yardstick) -> tuple[Verdict, Size]:
    if line is None:
        return Verdict.TOO_EARLY, Size.NONE
    size = yardstick.size(line.start, line.change) if line.excludes_none else Size.NONE
    if size is Size.NONE:
        return Verdict.SAME, size
    return Verdict.UP if line.change > 0.0 else Verdict.DOWN, size
