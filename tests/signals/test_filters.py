"""Filters against scipy.signal, an independent program, and in packets of any size."""

import numpy as np
import pytest
from scipy import signal

from biofeedback.signals.filters import Running, analytic, band_pass, breath_band

BANDS = [(8.0, 25.0, 130.0), (5.0, 25.0, 125.0), (0.5, 4.0, 54.75)]
BREATH = np.vstack(
    [
        signal.butter(1, 0.05, "highpass", fs=10, output="sos"),
        signal.bessel(2, 0.5, "lowpass", fs=10, norm="mag", output="sos"),
    ]
)


def _pairs():
    for low_hz, high_hz, rate_hz in BANDS:
        theirs = signal.butter(2, (low_hz, high_hz), "bandpass", fs=rate_hz, output="sos")
        yield pytest.param(band_pass(low_hz, high_hz, rate_hz), theirs, id=f"{low_hz}-{high_hz} Hz")
    yield pytest.param(breath_band(0.05, 0.5, 10), BREATH, id="breath")


@pytest.fixture
def stream():
    return 500 + 100 * np.random.default_rng(7).normal(size=2000)


@pytest.mark.parametrize(("ours", "theirs"), tuple(_pairs()))
def test_a_stream_comes_out_as_from_scipy(ours, theirs, stream):
    settled = signal.sosfilt_zi(theirs) * stream[0]
    expected, _state = signal.sosfilt(theirs, stream, zi=settled)
    assert Running(ours, stream[0]).push(stream) == pytest.approx(expected, abs=1e-9)
    at_rest = signal.sosfilt(theirs, stream)
    assert Running(ours).push(stream) == pytest.approx(at_rest, abs=1e-9)


@pytest.mark.parametrize(("ours", "theirs"), tuple(_pairs()))
def test_a_wave_is_changed_as_scipy_says(ours, theirs):
    hz = np.linspace(0.01, 0.49, 50) * ours.rate_hz
    expected = signal.sosfreqz(theirs, worN=hz, fs=ours.rate_hz)[1]
    assert ours.response(hz) == pytest.approx(expected, abs=1e-12)


def test_coefficients_are_plain_numbers():
    """NumPy's own would be as right, and make the filters three times as slow."""
    for design in (band_pass(5, 25, 130), breath_band(0.05, 0.5, 10)):
        assert {type(number) for section in design.sections for number in section} == {float}


def test_packets_of_any_size_give_the_same_to_the_last_bit(stream):
    design = band_pass(5, 25, 130)
    whole, split = Running(design).push(stream), Running(design)
    parts = [split.push(part) for part in np.split(stream, [1, 1, 74, 147, 1000])]
    assert np.array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("n", [7, 8, 200])
def test_the_analytic_signal_is_that_of_scipy(n, stream):
    waves = stream[: 2 * n].reshape(2, n)
    assert analytic(waves) == pytest.approx(signal.hilbert(waves), abs=1e-9)
