"""Days put into weeks: counts, sums, and means with their 95 % interval.

A week is one of ISO 8601, Monday to Sunday, on the person's own calendar. Weeks in which nothing
happened are part of the row.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Days: TypeAlias = npt.NDArray[np.datetime64]
Floats: TypeAlias = npt.NDArray[np.float64]
Counts: TypeAlias = npt.NDArray[np.int64]

_MONDAY = 3
"""1970-01-01 was a Thursday."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """One row a week, none left out; all arrays have the shape (weeks,).

    Attributes
    ----------
    monday : ndarray of datetime64[D]
    count : ndarray of int64
        Values of the week.
    mean : ndarray of float64
        NaN in a week without values.
    low, high : ndarray of float64
        95 % interval of the mean by Student's t; NaN in a week with fewer than two values.
    """

    monday: Days
    count: Counts
    mean: Floats
    low: Floats
    high: Floats


def monday_of(days: Days) -> Days:
    """Return the Monday of the week of each day."""
    number = days.astype(np.int64) + _MONDAY
    return (number - number % 7 - _MONDAY).astype("datetime64[D]")


def mondays(first: date, last: date) -> Days:
    """Return all Mondays of the weeks from the day `first` to the day `last`."""
    monday = first - timedelta(days=first.weekday())
    return np.arange(np.datetime64(monday), np.datetime64(last) + np.timedelta64(1, "D"), 7)


def week_index(days: Days, monday: Days) -> Counts:
    """Return which of the weeks, in a row without gaps, each day lies in."""
    return np.asarray((monday_of(days) - monday[0]).astype(np.int64) // 7, np.int64)


def sums(days: Days, values: Floats, monday: Days) -> Floats:
    """Return the sum of the values of each week; what lies outside of the weeks is left out."""
    week = week_index(days, monday)
    inside = (week >= 0) & (week < monday.size)
    return np.bincount(week[inside], values[inside], monday.size).astype(np.float64)


def by_week(
    days: Days,
    values: Floats,
    *,
    step: float = 0.0,
    limits: tuple[float, float] = (-np.inf, np.inf),
) -> Weeks:
    """Return the mean of every week, from the first value's to the last one's.

    Parameters
    ----------
    days : ndarray of datetime64[D], shape (n,)
        In any order.
    values : ndarray of float64, shape (n,)
    step : float
        Values are told in steps of so much: rounding leaves a variance of at least step^2 / 12, so
        that three equal answers do not look like certainty.
    limits : tuple of float
        The ends of the scale, which no interval passes.
    """
    if days.size == 0:
        none = np.empty(0)
        return Weeks(days, np.empty(0, np.int64), none, none, none)
    monday = mondays(days.min().item(), days.max().item())
    week = week_index(days, monday)
    count = np.bincount(week, minlength=monday.size)
    with np.errstate(invalid="ignore", divide="ignore"):  # weeks with few values read NaN
        mean = np.bincount(week, values, monday.size) / count
        spread = np.bincount(week, (values - mean[week]) ** 2, monday.size) / (count - 1)
        half = stdtrit(count - 1, 0.975) * np.sqrt(np.maximum(spread, step**2 / 12.0) / count)
    half[count < 2] = np.nan
    low, high = limits
    return Weeks(monday, count, mean, np.maximum(mean - half, low), np.minimum(mean + half, high))
