"""Figures of rows in which neighbours are alike: against SciPy, and by simulation."""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import brentq

from biofeedback.report.likeness import LIKENESS, fit, student


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 10, 17, 58, 729])
def test_student_is_that_of_scipy(freedom):
    t = np.linspace(-40, 40, 401)
    np.testing.assert_allclose(student(t, freedom), stats.t.cdf(t, freedom), atol=2e-15)


@pytest.mark.parametrize("freedom", [1, 2, 5, 40, 3000])
def test_one_part_has_the_interval_of_student(freedom):
    values = np.random.default_rng(freedom).normal(12, 3, freedom + 1)
    [mean] = fit(np.ones((values.size, 1)), values, np.ones(freedom), likeness=np.zeros(1))
    wanted = stats.t.interval(0.95, freedom, values.mean(), stats.sem(values))
    assert mean.value == pytest.approx(values.mean(), rel=1e-12)
    assert mean.interval() == pytest.approx(wanted, rel=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_a_mixture_has_a_fortieth_beyond_each_end(seed):
    values = np.random.default_rng(seed).normal(size=9).cumsum()
    [mean] = fit(np.ones((9, 1)), values, np.ones(8))

    def beyond(x, share):
        parts = stats.t.cdf((x - mean.at) / mean.error, mean.freedom)
        return mean.weight @ parts - share

    wanted = [brentq(beyond, -99, 99, args=share, xtol=1e-12) for share in (0.025, 0.975)]
    assert mean.interval() == pytest.approx(wanted, abs=1e-7)


def test_values_that_are_all_alike_are_as_sure_as_their_steps():
    alike, gap = np.full(8, 5.0), np.ones(7)
    [mean] = fit(np.ones((8, 1)), alike, gap)
    assert mean.interval() == pytest.approx((5, 5))
    [told] = fit(np.ones((8, 1)), alike, gap, step=1.0, likeness=np.zeros(1))
    half = stats.t.ppf(0.975, 7) * np.sqrt(1 / 12 / 8)
    assert told.interval() == pytest.approx((5 - half, 5 + half), rel=1e-8)


def test_a_missing_value_is_a_longer_step():
    """A row with holes is what is left when the holes are taken out of the whole covariance."""
    rng, at = np.random.default_rng(3), np.array([0, 1, 2, 5, 6, 10, 11])
    values, likeness = rng.normal(size=at.size), 0.6
    inverse = np.linalg.inv(likeness ** np.abs(at[:, None] - at))
    ones = np.ones(at.size)
    mean = (ones @ inverse @ values) / (ones @ inverse @ ones)
    left = values - mean
    error = np.sqrt(left @ inverse @ left / 6 / (ones @ inverse @ ones))
    [told] = fit(ones[:, None], values, np.diff(at), likeness=np.array([likeness]))
    assert told.value == pytest.approx(mean, rel=1e-10)
    assert told.interval() == pytest.approx(stats.t.interval(0.95, 6, mean, error), rel=1e-8)


def test_a_likeness_that_is_there_is_found():
    rng = np.random.default_rng(0)
    row = rng.normal(size=400)
    for i in range(1, row.size):
        row[i] += 0.7 * row[i - 1]
    [mean] = fit(np.ones((400, 1)), row, np.ones(399))
    assert float(mean.weight @ LIKENESS) == pytest.approx(0.7, abs=0.08)
