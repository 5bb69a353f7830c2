"""The composite against hand-computed z-scores."""

import math

import pytest

from biofeedback.hrv.baseline import Baseline, ParasympatheticZ, parasympathetic_z

OWN = [Baseline(3.0, 900.0, 4.0), Baseline(3.5, 1000.0, 4.2), Baseline(4.0, 1100.0, 4.4)]


def test_each_figure_counts_the_same():
    # Means 3.5, 1000, 4.2; standard deviations 0.5, 100, 0.2: z = 1, 2, 0.
    answer = parasympathetic_z(Baseline(4.0, 1200.0, 4.2), OWN)
    assert answer.value == pytest.approx(1.0)
    assert answer.baselines == 3


def test_the_usual_day_is_zero():
    assert parasympathetic_z(Baseline(3.5, 1000.0, 4.2), OWN).value == pytest.approx(0.0)


def test_two_baselines_are_too_few():
    assert parasympathetic_z(OWN[0], OWN[:2]) == ParasympatheticZ(None, 2)


def test_what_is_missing_does_not_count():
    gap = Baseline(math.nan, 1000.0, 4.2)
    assert parasympathetic_z(OWN[0], [*OWN, gap]).baselines == 3
    assert parasympathetic_z(gap, OWN).value is None


def test_days_that_do_not_vary_give_no_score():
    assert parasympathetic_z(OWN[0], [OWN[1]] * 4) == ParasympatheticZ(None, 4)
