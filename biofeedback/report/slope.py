"""The straight line through a person's days, and how sure its slope is.

Answers of neighbouring days resemble each other, and a line that takes them for independent finds
changes where there are none: in a quarter of flat series, when a day keeps 0.6 of the one before.
So the errors of the line are an AR(1) process in time, exact also over days without an answer
(Jones & Boadi-Boateng 1991, doi:10.2307/2532507). A few weeks hardly tell how strong the likeness
is, so the slope is averaged over all strengths from 0 to 0.95, each weighted by its restricted
likelihood, which is the least biased of its kind for a short trend (Cheang & Reinsel 2000,
doi:10.1080/01621459.2000.10474318). What comes out is a mixture of Student's t distributions.

Compared by simulation with Theil-Sen and with a line through weekly means; see
`tests/report/test_slope.py`.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import stdtr, stdtrit

from biofeedback.report.weeks import Days, Floats

FEWEST = 3
_LIKENESS = np.linspace(0.0, 0.95, 20)
"""Of one day and the next."""


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
    days: Days, values: Floats, *, step: float = 0.0, likeness: Floats = _LIKENESS
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
    start, change, error, weight = _fits(x, y, np.diff(x) * length, likeness, step)
    freedom = day.size - 2

    def end_of_interval(share: float) -> float:
        ends = change + stdtrit(freedom, share) * error
        if ends.max() - ends.min() <= 1e-12 * error.max():
            return float(ends[0])
        return float(
            brentq(
                lambda at: weight @ stdtr(freedom, (at - change) / error) - share,
                ends.min() - error.max(),
                ends.max() + error.max(),
            )
        )

    return Line(
        days=length,
        start=float(weight @ start),
        change=float(weight @ change),
        low=end_of_interval(0.025),
        high=end_of_interval(0.975),
    )


def _fits(
    x: Floats, y: Floats, gap: Floats, likeness: Floats, step: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return start, change, its standard error and the weight for each likeness, shape (m,)."""
    keeps = likeness[:, None] ** gap
    new = np.sqrt(1.0 - keeps**2)

    def whitened(v: Floats) -> Floats:
        first = np.full((likeness.size, 1), v[0])
        return np.concatenate([first, (v[1:] - keeps * v[:-1]) / new], axis=1)

    one, u, w = whitened(np.ones_like(x)), whitened(x), whitened(y)
    ones, ones_u, us = (one * one).sum(1), (one * u).sum(1), (u * u).sum(1)
    ones_w, us_w = (one * w).sum(1), (u * w).sum(1)
    determinant = ones * us - ones_u**2
    change = (ones * us_w - ones_u * ones_w) / determinant
    start = (ones_w - change * ones_u) / ones
    left = ((w - start[:, None] * one - change[:, None] * u) ** 2).sum(1)
    freedom = x.size - 2
    left = np.maximum(left, max(step**2 / 12.0, np.finfo(float).tiny) * freedom)
    logs = -np.log(new).sum(1) - 0.5 * (np.log(determinant) + freedom * np.log(left))
    weight = np.exp(logs - logs.max())
    error = np.sqrt(left / freedom * ones / determinant)
    return start, change, error, weight / weight.sum()
