"""Weeks are those of the calendar; means carry the interval of Student's t."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from biofeedback.report.weeks import by_week, monday_of, mondays, sums

DAYS = st.dates(date(1969, 1, 1), date(2100, 1, 1))


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_a_monday_is_that_of_the_iso_week(days):
    found = monday_of(np.array(days, "datetime64[D]")).tolist()
    assert found == [date.fromisocalendar(*day.isocalendar()[:2], 1) for day in days]


@given(DAYS, st.integers(0, 200))
def test_no_week_is_left_out(first, length):
    last = first + timedelta(days=length)
    expected = {(first + timedelta(days=n)).isocalendar()[:2] for n in range(length + 1)}
    assert {day.isocalendar()[:2] for day in mondays(first, last).tolist()} == expected


@pytest.mark.parametrize("seed", range(5))
def test_means_and_intervals_are_those_of_scipy(seed):
    rng = np.random.default_rng(seed)
    days = np.datetime64("2025-12-22") + rng.integers(0, 40, 25)
    values = rng.normal(50, 9, 25)
    weeks = by_week(days, values)
    told = 0
    for i, monday in enumerate(weeks.monday):
        week = values[(days >= monday) & (days < monday + 7)]
        assert weeks.count[i] == week.size
        if week.size == 0:
            assert np.isnan(weeks.mean[i])
            continue
        assert weeks.mean[i] == pytest.approx(week.mean())
        if week.size == 1:
            assert np.isnan(weeks.low[i])
            assert np.isnan(weeks.high[i])
            continue
        low, high = stats.t.interval(0.95, week.size - 1, week.mean(), stats.sem(week))
        assert (weeks.low[i], weeks.high[i]) == pytest.approx((low, high))
        told += 1
    assert told >= 3


def test_equal_answers_are_not_certainty_and_no_interval_leaves_the_scale():
    days = np.datetime64("2026-03-02") + np.array([0, 1, 2, 7, 8, 21])
    weeks = by_week(days, np.array([5.0, 5, 5, 0, 4, 9]), step=1.0, limits=(0.0, 10.0))
    assert weeks.count.tolist() == [3, 2, 0, 1]
    # Rounding to whole numbers leaves a variance of 1/12; t for 2 degrees of freedom is 4.3027.
    assert weeks.high[0] - 5 == pytest.approx(4.302653 * np.sqrt(1 / 12 / 3), rel=1e-6)
    assert (weeks.low[1], weeks.high[1]) == (0.0, 10.0)
    assert by_week(days[:0], np.empty(0)).monday.size == 0


def test_sums_leave_out_what_lies_outside():
    monday = mondays(date(2026, 3, 2), date(2026, 3, 15))
    days = np.array(["2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09", "2026-03-16"], "M8[D]")
    assert sums(days, np.array([1.0, 10, 20, 40, 80]), monday).tolist() == [30.0, 40.0]
    assert sums(days[:0], np.empty(0), monday).tolist() == [0.0, 0.0]
