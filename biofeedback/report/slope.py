"""The straight line through a person's days, and how sure its slope is.

Answers of neighbouring days resemble each other, and a line that takes them for independent finds
changes where there are none: in a quarter of flat series, when a day keeps 0.6 of the one before.
So `biofeedback.report.likeness` lays it, whose way is the least biased of its kind for a short
trend.

Compared by simulation with Theil-Sen and with a line through weekly means; see
`tests/report/test_slope.py`.
"""

from dataclasses import dataclass

import numpy as np

from biofeedback.report.likeness import LIKENESS, fit
from biofeedback.report.weeks import Days, Floats

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line through the days, from the first to the last one with a value.

    Attributes
    ----------
    days : int
        From the first to the last.
    start : float
        Its height on the first.
    change : float
        How much higher it is on the last.
    low, high : float
        95 % interval of the change.
    """

    days: int
    start: float
    change: float
    low: float
    high: float

    @property
    def end(self) -> float:
        """Its height on the last day."""
        return self.start + self.change

    @property
    def per_week(self) -> float:
        """Its slope."""
        return 7.0 * self.change / self.days

    @property
    def excludes_none(self) -> bool:
        """Whether the interval leaves no room for no change at all."""
        return self.low > 0.0 or self.high < 0.0


def line_through(
    days: Days, values: Floats, *, step: float = 0.0, likeness: Floats = LIKENESS
) -> Line | None:
    """Return the line; None with values on fewer than three days.

    Parameters
    ----------
    days : ndarray of datetime64[D], shape (n,)
        In any order; several values of a day are averaged first.
    values : ndarray of float64, shape (n,)
    step : float
        Values are told in steps of so much; see `biofeedback.report.weeks.by_week`.
    likeness : ndarray of float64, shape (m,)
        How much of a day's error the next day may keep, each below 1.
    """
    day, place, count = np.unique(days, return_inverse=True, return_counts=True)
    if day.size < FEWEST:
        return None
    y = np.bincount(place, values) / count
    length = int((day[-1] - day[0]).astype(np.int64))
    x = (day - day[0]).astype(np.float64) / length  # so that the slope is the change
    design = np.stack([np.ones_like(x), x], axis=1)
    start, change = fit(design, y, np.diff(x) * length, step=step, likeness=likeness)
    low, high = change.interval()
    return Line(days=length, start=start.value, change=change.value, low=low, high=high)
