"""Time-domain and Poincare kernels against their slow twins and against closed forms."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biofeedback.hrv.nonlinear import sd1_ms, sd2_ms
from biofeedback.hrv.time_domain import heart_rate_bpm, ln_rmssd, pnn50_pct, rmssd_ms, sdnn_ms
from biofeedback.hrv.window import Beats, Windows
from tests import naive
from tests.hrv.series import as_naive, marked, series

KERNELS = (heart_rate_bpm, rmssd_ms, ln_rmssd, sdnn_ms, pnn50_pct, sd1_ms, sd2_ms)


def agree(answers, expected, what=""):
    """Compare after every beat: equal to 1e-9, and NaN exactly where the twin says None."""
    wanted = np.array([np.nan if value is None else value for value in expected])
    np.testing.assert_allclose(answers, wanted, rtol=1e-9, atol=1e-9, err_msg=what)


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
@given(beats=series(), length_s=st.sampled_from([5.0, 30.0, 60.0]))
@settings(max_examples=40, deadline=None)
def test_equals_its_twin_after_every_beat(kernel, beats, length_s):
    twin, slow = getattr(naive, kernel.__name__), as_naive(beats)
    spans = [(beat.t_s - length_s, beat.t_s) for beat in slow]
    answers = kernel(beats, Windows.trailing(beats, length_s))
    agree(answers, [twin(naive.window(slow, *span)) for span in spans])


@given(beats=series(), cuts=st.lists(st.floats(-5, 120), min_size=2, max_size=6))
@settings(max_examples=40, deadline=None)
def test_windows_of_any_length_in_any_order(beats, cuts):
    starts, ends = cuts[1:], [cut + 40 for cut in cuts[:-1]]
    windows, slow = Windows.over(beats, starts, ends), as_naive(beats)
    for kernel in KERNELS:
        twin = getattr(naive, kernel.__name__)
        spans = zip(starts, ends, strict=True)
        agree(kernel(beats, windows), [twin(naive.window(slow, *s)) for s in spans], str(kernel))


def value(kernel, *rr_ms):
    beats = Beats.of(rr_ms)
    return float(kernel(beats, Windows.whole(beats))[0])


def test_closed_forms():
    assert value(heart_rate_bpm, 500, 1500) == 60  # not 80, the mean of 120 and 40
    assert value(sdnn_ms, 900, 1000, 1100) == 100
    assert value(rmssd_ms, 1000, 1030, 990) == pytest.approx(math.sqrt((900 + 1600) / 2), rel=1e-15)
    assert value(pnn50_pct, 1000, 1050, 999, 1050) == pytest.approx(200 / 3, rel=1e-15)
    assert value(ln_rmssd, 1000, 1010) == pytest.approx(math.log(10), rel=1e-15)
    # Along a straight line all of the cloud lies on the identity; across it, nothing.
    assert value(sd1_ms, 800, 900, 1000, 1100) == 0
    assert value(sd2_ms, 800, 900, 1000, 1100) == pytest.approx(200 / math.sqrt(2), rel=1e-15)


@pytest.mark.parametrize("rr_ms", [1000.0, 733.3, 60_000 / 61])
def test_a_constant_rhythm_has_no_variability(rr_ms):
    beats = Beats.of([rr_ms] * 100)
    window = Windows.whole(beats)
    for kernel in (sdnn_ms, rmssd_ms, sd1_ms, sd2_ms):
        assert 0 <= kernel(beats, window)[0] < 1e-10
    assert math.isnan(ln_rmssd(beats, window)[0])


def test_a_small_spread_is_not_lost_in_a_large_mean():
    rng = np.random.default_rng(1)
    beats = Beats.of(1500 + 1e-5 * rng.standard_normal(200))
    slow = naive.sdnn_ms(as_naive(beats))
    assert sdnn_ms(beats, Windows.whole(beats))[0] == pytest.approx(slow, rel=1e-6)


@pytest.mark.parametrize(("n", "defined"), [(0, ""), (1, "h"), (2, "hsrp"), (3, "hsrp12")])
def test_how_many_beats_each_needs(n, defined):
    beats = Beats.of([800.0, 900.0, 870.0][:n])
    window = Windows.over(beats, 0.0, 100.0)
    kernels = dict(
        zip("hsrp12", (heart_rate_bpm, sdnn_ms, rmssd_ms, pnn50_pct, sd1_ms, sd2_ms), strict=True)
    )
    known = {name for name, kernel in kernels.items() if not np.isnan(kernel(beats, window)[0])}
    assert known == set(defined)


def test_no_difference_spans_a_gap_or_an_artifact():
    beats = marked(Beats.of([800, 810, 400, 820, 1000, 1010]), artifacts=[2], gaps=[4])
    # 800-810 and 1000-1010 remain: 810-400-820 holds an artifact, 820-1000 spans the gap.
    assert rmssd_ms(beats, Windows.whole(beats))[0] == 10
    assert pnn50_pct(beats, Windows.whole(beats))[0] == 0
    assert sd1_ms(beats, Windows.whole(beats))[0] == 0


def test_no_windows_give_no_answers():
    beats = Beats.of([800.0] * 5)
    none = Windows.over(beats, np.zeros(0), np.zeros(0))
    assert all(kernel(beats, none).shape == (0,) for kernel in KERNELS)
