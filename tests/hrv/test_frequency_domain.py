"""The even curve, its spectrum and the slow peak: twins, scipy, and waves of known frequency."""

import math
import random

import numpy as np
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st

from biofeedback.hrv.coherence import lf_peak_per_min
from biofeedback.hrv.frequency_domain import LF_BAND_HZ, peak_hz, welch
from biofeedback.hrv.tachogram import tachograms_ms
from biofeedback.hrv.window import Beats, Windows
from tests import naive
from tests.hrv.series import as_naive, assemble, breathing_heart, eventful, marked, series

RATE_HZ = 4.0


def curves_of(beats, windows, rate_hz=RATE_HZ):
    """One curve for each window, None where it has a hole."""
    curves = [None] * windows.first.size
    for which, rows in tachograms_ms(beats, windows, rate_hz):
        for i, row in zip(which, rows, strict=True):
            curves[i] = row
    return curves


@given(beats=series(most=60), length_s=st.sampled_from([3.7, 10.0, 30.0]))
@settings(max_examples=60, deadline=None)
def test_curves_equal_their_twin(beats, length_s):
    windows, slow = Windows.trailing(beats, length_s), as_naive(beats)
    for found, span in zip(curves_of(beats, windows), windows.spans(), strict=True):
        expected = naive.curve(slow, *span, RATE_HZ)
        assert (found is None) == (not expected)
        if found is not None:
            np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_curve_of_a_line_and_of_a_parabola_is_exact():
    t_s = np.cumsum([0.9, 1.1, 0.8, 1.2, 1.0, 0.7, 1.3])
    for shape in (lambda x: 800 + 20 * x, lambda x: 800 + 20 * x - 3 * x * x):
        beats = Beats.of(shape(t_s), t_s)
        [curve] = curves_of(beats, Windows.over(beats, t_s[1], t_s[-1]))
        grid_s = np.arange(math.floor(t_s[1] * 4) + 1, math.floor(t_s[-1] * 4) + 1) / 4
        np.testing.assert_allclose(curve, shape(grid_s), rtol=1e-12)


@pytest.mark.parametrize(("missing_s", "bridged"), [(2.9, True), (3.1, False)])
def test_bridges_holes_of_three_seconds_and_no_longer(missing_s, bridged):
    beats = assemble([1000.0] * 60, {40: missing_s}, set(), random.Random(0))
    curves = curves_of(beats, Windows.trailing(beats, 20.0))
    assert [curve is not None for curve in curves[40:58]] == [bridged] * 18
    assert curves[39] is not None


def test_an_artifact_leaves_no_trace_of_its_value():
    heart = breathing_heart(5.0, seconds=60)
    curves = []
    for nonsense in (math.nan, 5.0):
        beats = marked(heart, [30], said_ms=nonsense)
        [curve] = curves_of(beats, Windows.over(beats, 5.0, 55.0))
        curves.append(curve)
    assert np.array_equal(*curves)


@pytest.mark.parametrize(
    ("rate_hz", "segment", "nfft", "n"), [(4.0, 120, 480, 240), (2.0, 128, 1024, 300)]
)
def test_welch_equals_scipy(rate_hz, segment, nfft, n):
    rng = np.random.default_rng(3)
    samples = 900 + np.cumsum(rng.standard_normal((5, n)), axis=1)
    frequency_hz, power = welch(samples, rate_hz, segment, nfft)
    wanted_hz, wanted = scipy.signal.welch(
        samples, rate_hz, "hann", nperseg=segment, nfft=nfft, detrend="linear"
    )
    np.testing.assert_allclose(frequency_hz, wanted_hz, rtol=1e-15)
    # scipy halves nothing of the line at 0 Hz, which no figure of ours uses.
    np.testing.assert_allclose(power[:, 1:-1], wanted[:, 1:-1], rtol=1e-9, atol=1e-12)


def test_welch_has_the_power_of_the_wave():
    t_s = np.arange(480) / 4
    frequency_hz, power = welch(30 * np.sin(2 * np.pi * 0.1 * t_s)[np.newaxis], 4.0, 240, 960)
    assert np.trapezoid(power[0], frequency_hz) == pytest.approx(30**2 / 2, rel=0.01)


def test_peak_lies_on_top_of_the_parabola():
    frequency_hz = np.arange(20) * 0.01
    power = np.stack([5 - 1e4 * (frequency_hz - top) ** 2 for top in (0.0873, 0.1, 0.3)])
    found = peak_hz(frequency_hz, np.maximum(power, 0.0), LF_BAND_HZ)
    assert found[:2] == pytest.approx([0.0873, 0.1], rel=1e-12)
    assert np.isnan(found[2])


@pytest.mark.parametrize("seed", range(3))
def test_lf_peak_equals_its_twin(seed):
    beats = eventful(seed)
    slow, ends = as_naive(beats), beats.t_s[::12]
    found = lf_peak_per_min(beats, Windows.over(beats, ends - 60, ends))
    wanted = [naive.lf_peak_per_min(slow, end - 60, end) for end in ends.tolist()]
    assert 3 <= sum(peak is not None for peak in wanted) < len(wanted)
    np.testing.assert_allclose(found, [np.nan if w is None else w for w in wanted], rtol=1e-9)


@pytest.mark.parametrize(("noise_ms", "allowed"), [(0, 0.005), (10, 0.04), (20, 0.08)])
def test_lf_peak_finds_the_pace(noise_ms, allowed):
    errors = []
    for seed in range(8):
        for rate in np.arange(4.5, 7.01, 0.25):
            beats = breathing_heart(6.0, rate, noise_ms, seconds=120, seed=seed)
            ends = beats.t_s[beats.t_s > 61][::10]
            found = lf_peak_per_min(beats, Windows.over(beats, ends - 60, ends))
            errors.extend(np.abs(found - rate))
    p95, most = np.quantile(errors, 0.95), max(errors)
    print(f"noise {noise_ms} ms: error of the pace p95 {p95:.3f}, max {most:.3f} /min")
    assert p95 < allowed
    assert most < 0.15


def test_no_wave_no_peak():
    for rr_ms in (1000.0, 60_000 / 61):
        beats = Beats.of([rr_ms] * 100)
        assert np.isnan(lf_peak_per_min(beats, Windows.over(beats, 20.0, 80.0))).all()


def test_windows_of_different_lengths_in_one_call():
    beats = breathing_heart(8.0, seconds=300)
    starts, ends = [10.0, 20.0, 5.5, 30.0], [70.0, 200.0, 65.5, 60.0]
    together = lf_peak_per_min(beats, Windows.over(beats, starts, ends))
    alone = [
        lf_peak_per_min(beats, Windows.over(beats, *span))[0]
        for span in zip(starts, ends, strict=True)
    ]
    np.testing.assert_array_equal(together, alone)
    assert np.isnan(together[3])  # 30 s cannot tell a wave of 25 s
    assert together[1] == pytest.approx(6.0, abs=0.01)
