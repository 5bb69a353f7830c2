"""Sessions beside the plan, over ISO weeks and time zones; networks of a week."""

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.report.practice import Agreed, adherence, coverage
from biofeedback.store.answers import days_of

MONDAY = date(2026, 3, 2)
NEW_YEARS = st.datetimes(datetime(2019, 12, 1), datetime(2027, 1, 31))
OFFSETS_S = st.integers(-12 * 4, 14 * 4).map(lambda quarters: 900 * quarters)


def on(*after):
    return np.array([MONDAY + timedelta(days=n) for n in after], "datetime64[D]")


def after(days):
    return MONDAY + timedelta(days=days)


@given(st.lists(st.tuples(NEW_YEARS, OFFSETS_S), min_size=1, max_size=30))
def test_a_session_counts_in_the_iso_week_of_the_persons_own_clock(starts):
    """The other program is Python's calendar."""
    lived = [
        at.replace(tzinfo=UTC).astimezone(timezone(timedelta(seconds=offset_s)))
        for at, offset_s in starts
    ]
    seconds = [
        int(at.replace(tzinfo=UTC, microsecond=0).timestamp()) + offset_s for at, offset_s in starts
    ]
    days = days_of(seconds)
    assert days.tolist() == [at.date() for at in lived]
    first, last = min(days).item(), max(days).item()
    found = adherence(days, [], first, last)
    for monday, done in zip(found.monday.tolist(), found.done, strict=True):
        assert done == sum(at.isocalendar()[:2] == monday.isocalendar()[:2] for at in lived)
    assert found.done.sum() == len(starts)
    assert found.monday[-1].item().isocalendar()[:2] == last.isocalendar()[:2]


@given(st.integers(1, 28), st.integers(0, 40), st.integers(0, 60))
def test_whole_weeks_of_a_plan_ask_for_what_was_agreed(a_week, start, length):
    plan = Agreed(after(start), after(start + length), a_week)
    planned = adherence(on(), [plan], MONDAY, after(110)).planned
    for week, count in enumerate(planned):
        covered = sum(start <= 7 * week + n <= start + length for n in range(7))
        assert count == a_week * covered // 7


def test_sunday_night_and_monday_morning_are_two_weeks():
    found = adherence(on(-1, 0, 6, 7), [Agreed(after(-7), after(70), 1)], after(-7), after(7))
    assert found.monday.tolist() == [after(-7), MONDAY, after(7)]
    assert found.done.tolist() == [1, 2, 1]
    assert found.planned.tolist() == [1, 1, 1]


def test_more_in_one_week_makes_up_for_nothing_and_this_week_is_not_over():
    plan = [Agreed(MONDAY, after(27), 4)]
    found = adherence(on(0, 1, 2, 3, 4, 5, 7, 8, 21), plan, MONDAY, after(22))
    assert found.done.tolist() == [6, 2, 0, 1]
    assert found.share == pytest.approx((4 + 2 + 0) / 12)
    assert adherence(on(0), plan, MONDAY, after(3)).share is None
    assert adherence(on(0), [], MONDAY, after(30)).share is None


def test_plans_follow_each_other_and_boosters_count_one_each():
    plans = [
        Agreed(MONDAY, after(9), 7),
        Agreed(after(10), after(20), 3, boosters=(after(28), after(30), after(99))),
    ]
    found = adherence(on(), plans, MONDAY, after(34))
    # Three days at 7 a week and four at 3: 3 + 12/7, rounded down.
    assert found.planned.tolist() == [7, 4, 3, 0, 2]


def test_coverage_counts_sessions_and_therapies_alike():
    week = [("nervous", "circulation"), ("nervous",), ("circulation", "immune"), ()]
    found = coverage(week, ("nervous", "muscle", "psyche"))
    assert found.times == {"nervous": 2, "muscle": 0, "circulation": 2, "immune": 1, "psyche": 0}
    assert list(found.times) == ["nervous", "muscle", "circulation", "immune", "psyche"]
    assert found.missing == ("muscle", "psyche")
    assert coverage([]).missing == ()
