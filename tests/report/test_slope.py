"""The line through a person's days: equal to other programs, right in size, honest in power."""

import numpy as np
import pytest
from scipy import stats

from biofeedback.report.outcomes import Verdict, find
from biofeedback.report.slope import line_through

SERIES = 500
MONDAY = np.datetime64("2026-01-05")
NOISE_SD = 1.5


def lived(rng, *, fall=0.0, weeks=8, a_week=7, likeness=0.0):
    """Return days and answers: AR(1) about a line, whole numbers from 0 to 10, days left out."""
    n = 7 * weeks
    error = rng.normal(size=n)
    for i in range(1, n):
        error[i] = likeness * error[i - 1] + np.sqrt(1 - likeness**2) * error[i]
    answers = np.clip(np.round(6 - fall * np.arange(n) / (n - 1) + NOISE_SD * error), 0, 10)
    kept = np.sort(rng.permutation(n)[: a_week * weeks])
    return MONDAY + kept, answers[kept]


def shares(*, seed, scale="pain", **about):
    """Return how often of 500 a fall and a rise is named."""
    rng = np.random.default_rng(seed)
    verdicts = [find(scale, *lived(rng, **about)).verdict for _ in range(SERIES)]
    return verdicts.count(Verdict.DOWN) / SERIES, verdicts.count(Verdict.UP) / SERIES


@pytest.mark.parametrize("seed", range(5))
def test_without_likeness_it_is_the_line_of_scipy(seed):
    rng = np.random.default_rng(seed)
    days, values = lived(rng, fall=2, a_week=4)
    x = (days - days[0]).astype(float)
    theirs = stats.linregress(x, values)
    ours = line_through(days, values, likeness=np.zeros(1))
    assert ours.per_week == pytest.approx(7 * theirs.slope, rel=1e-9)
    assert ours.start == pytest.approx(theirs.intercept, rel=1e-9)
    half = stats.t.ppf(0.975, days.size - 2) * theirs.stderr * x[-1]
    assert (ours.high, ours.low) == pytest.approx(
        (ours.change + half, ours.change - half), rel=1e-6
    )


@pytest.mark.parametrize("likeness", [0.3, 0.6, 0.9])
def test_with_a_known_likeness_it_is_generalised_least_squares(likeness):
    days, values = lived(np.random.default_rng(1), fall=2, a_week=3, likeness=likeness)
    x = (days - days[0]).astype(float)
    weight = np.linalg.inv(likeness ** np.abs(x[:, None] - x))
    design = np.stack([np.ones_like(x), x], axis=1)
    covariance = np.linalg.inv(design.T @ weight @ design)
    start, slope = covariance @ design.T @ weight @ values
    left = values - design @ [start, slope]
    error = np.sqrt(left @ weight @ left / (x.size - 2) * covariance[1, 1])
    ours = line_through(days, values, likeness=np.array([likeness]))
    assert (ours.start, ours.per_week) == pytest.approx((start, 7 * slope), rel=1e-8)
    half = stats.t.ppf(0.975, x.size - 2) * error * x[-1]
    assert ours.high - ours.low == pytest.approx(2 * half, rel=1e-6)


def test_the_mixture_weighs_by_the_restricted_likelihood():
    days, values = lived(np.random.default_rng(2), fall=2, a_week=3, likeness=0.5)
    x = (days - days[0]).astype(float)
    design = np.stack([np.ones_like(x), x], axis=1)
    grid = np.linspace(0.0, 0.95, 20)
    logs, slopes = [], []
    for likeness in grid:
        v = np.where(x[:, None] == x, 1.0, likeness ** np.abs(x[:, None] - x))
        inverse = np.linalg.inv(v)
        information = design.T @ inverse @ design
        beta = np.linalg.solve(information, design.T @ inverse @ values)
        left = values - design @ beta
        rss = left @ inverse @ left
        logs.append(
            -0.5
            * (
                np.linalg.slogdet(v)[1]
                + np.linalg.slogdet(information)[1]
                + (x.size - 2) * np.log(rss)
            )
        )
        slopes.append(beta[1])
    weights = np.exp(np.array(logs) - max(logs))
    expected = weights @ slopes / weights.sum()
    assert line_through(days, values).per_week == pytest.approx(7 * expected, rel=1e-8)


def test_answers_of_a_day_are_averaged_and_order_does_not_matter():
    days, values = lived(np.random.default_rng(3), fall=1)
    twice = np.concatenate([days, days])
    above_and_below = np.concatenate([values + 1, values - 1])
    shuffled = np.random.default_rng(4).permutation(twice.size)
    assert line_through(twice[shuffled], above_and_below[shuffled]) == line_through(days, values)


def test_a_perfect_line_and_a_perfect_level():
    days = MONDAY + np.arange(0, 56, 7)
    falls = line_through(days, np.linspace(8, 4, 8), step=1.0)
    assert (falls.start, falls.end) == pytest.approx((8, 4))
    assert falls.excludes_none
    assert falls.low < -4 < falls.high  # rounded answers are never quite sure
    level = line_through(days, np.full(8, 5.0), step=1.0)
    assert level.change == pytest.approx(0, abs=1e-9)
    assert not level.excludes_none
    assert line_through(days, np.full(8, 5.0)).change == pytest.approx(0, abs=1e-9)
    assert line_through(days[:2], np.array([8.0, 1.0])) is None


@pytest.mark.parametrize(
    ("likeness", "a_week", "most"), [(0.0, 4, 0.05), (0.0, 7, 0.05), (0.3, 4, 0.06), (0.6, 4, 0.08)]
)
def test_a_flat_noisy_series_seldom_names_a_change(likeness, a_week, most):
    down, up = shares(seed=7, likeness=likeness, a_week=a_week)
    print(
        f"flat, sd {NOISE_SD}, 8 weeks of {a_week}, likeness of days {likeness}: "
        f"{100 * down:.1f} % down, {100 * up:.1f} % up"
    )
    assert down + up <= most


@pytest.mark.parametrize(
    ("weeks", "a_week", "likeness", "least"),
    [(8, 7, 0.0, 0.6), (8, 4, 0.0, 0.3), (8, 7, 0.3, 0.4), (12, 7, 0.0, 0.75)],
)
def test_a_fall_of_two_points_is_found(weeks, a_week, likeness, least):
    down, up = shares(seed=8, fall=2.0, weeks=weeks, a_week=a_week, likeness=likeness)
    print(
        f"a fall of 2 points, sd {NOISE_SD}, {weeks} weeks of {a_week}, "
        f"likeness {likeness}: found in {100 * down:.0f} %"
    )
    assert down >= least
    assert up == 0.0


def test_compared_with_other_methods():
    """Independent days and days alike: how often each finds what is not there, and what is."""
    print("method: flat, flat with likeness 0.6, fall of 2 (8 weeks of 4 to 7)")
    for name, finds in (
        ("this line", lambda d, v: line_through(d, v, step=1.0).excludes_none),
        ("line through days", _least_squares_of_days),
        ("line through weekly means", _least_squares_of_weeks),
        ("Theil-Sen of weekly means", _theil_sen_of_weeks),
    ):
        told = []
        for about in ({}, {"likeness": 0.6}, {"fall": 2.0}):
            rng = np.random.default_rng(9)
            told.append(np.mean([finds(*lived(rng, **about)) for _ in range(200)]))
        print(f"{name}: " + ", ".join(f"{100 * share:.0f} %" for share in told))
        if name == "this line":
            assert told[0] <= 0.06
            assert told[1] <= 0.08


def _least_squares_of_days(days, values):
    return stats.linregress((days - MONDAY).astype(float), values).pvalue < 0.05


def _weekly(days, values):
    week = (days - MONDAY).astype(int) // 7
    return np.bincount(week, values) / np.bincount(week)


def _least_squares_of_weeks(days, values):
    means = _weekly(days, values)
    return stats.linregress(np.arange(means.size), means).pvalue < 0.05


def _theil_sen_of_weeks(days, values):
    _slope, _level, low, high = stats.theilslopes(_weekly(days, values), alpha=0.95)
    return low > 0 or high < 0
