import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from biofeedback.app.canvas.heart import Beats, SlowMean, monotone, stretches

rates = st.lists(st.floats(40.0, 160.0), min_size=2, max_size=20)


def beats(t_s, bpm=None, gap=None):
    t_s = np.asarray(t_s, float)
    bpm = np.full_like(t_s, 70.0) if bpm is None else np.asarray(bpm, float)
    return Beats(t_s, bpm, np.zeros_like(t_s) if gap is None else np.asarray(gap, float))


@given(rates, st.randoms(use_true_random=False))
def test_the_curve_is_scipys(bpm, random):
    t_s = np.cumsum([random.uniform(0.3, 1.5) for _ in bpm])
    at_s = np.linspace(t_s[0], t_s[-1], 50)
    expected = PchipInterpolator(t_s, bpm)(at_s)
    assert monotone(at_s, t_s, np.array(bpm)) == pytest.approx(expected, abs=1e-9)


@given(rates)
def test_the_curve_never_overshoots(bpm):
    t_s = np.arange(len(bpm), dtype=float)
    curve = monotone(np.linspace(0, t_s[-1], 200), t_s, np.array(bpm))
    assert min(bpm) - 1e-9 <= curve.min()
    assert curve.max() <= max(bpm) + 1e-9


def test_nothing_is_joined_across_a_gap():
    first, second = stretches(beats([1, 2, 3, 9, 10], gap=[0, 0, 0, 1, 0]))
    assert (first.t_s[0], first.t_s[-1]) == (1, 3)
    assert (second.t_s[0], second.t_s[-1]) == (9, 10)


def test_a_false_beat_is_left_out_and_its_neighbours_are_joined():
    (only,) = stretches(beats([1, 2, 3], [60, np.nan, 60]))
    assert only.bpm == pytest.approx(60)
    assert beats([1, 2, 3], [60, 60, np.nan]).newest_s == 2


def test_newer_beats_replace_those_they_tell_again():
    kept = beats([1, 2, 3], [60, 61, 62]).followed_by(beats([2, 3, 4], [71, 72, 73]), 0.5)
    assert kept.t_s.tolist() == [1, 2, 3, 4]
    assert kept.rate_bpm.tolist() == [60, 71, 72, 73]
    assert kept.followed_by(beats([5]), keep_from_s=2.5).t_s.tolist() == [3, 4, 5]


def test_the_mean_moves_by_at_most_a_fifth_of_a_beat_a_second():
    mean = SlowMean()
    curves = stretches(beats(np.arange(10.0)))
    assert mean.level(curves) == ()
    mean.follow(np.arange(10.0), np.full(10, 70.0))
    mean.follow(np.arange(10.0, 80.0), np.full(70, 100.0))
    level = mean.level(stretches(beats([9, 79], [70, 70])))[0]
    assert level.bpm[0] == pytest.approx(0.0)  # the past stays where it was drawn
    assert level.bpm[-1] == pytest.approx(-0.2 * 70)
