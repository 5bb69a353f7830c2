"""Breath borders: signals with known breaths, under drift, noise and missing samples."""

import numpy as np
import pytest

from biofeedback.hrv.breath_signal import breaths_of_signal, volume_of_flow
from biofeedback.hrv.breaths import BreathSource


def chest(rate_per_min=6.0, inhale=0.4, hz=50.0, seconds=180.0, wander=0.15, seed=0):
    """Samples of a chest that breathes in half cosines, and its true borders, (3, breaths)."""
    rng = np.random.default_rng(seed)
    lengths_s = 60 / rate_per_min * (1 + wander * rng.uniform(-1, 1, int(seconds)))
    begin_s = 0.7 + np.concatenate([[0.0], np.cumsum(lengths_s)])
    begin_s = begin_s[begin_s < seconds]
    depths = 1 + wander * rng.uniform(-1, 1, begin_s.size)
    exhale_s = begin_s[:-1] + inhale * np.diff(begin_s)
    borders = np.ravel([begin_s[:-1], exhale_s], order="F")
    levels = np.ravel([np.zeros(exhale_s.size), depths[:-1]], order="F")
    t_s = np.arange(0.0, begin_s[-1], 1 / hz)
    at = np.clip(np.searchsorted(borders, t_s, side="right") - 1, 0, borders.size - 2)
    done = np.clip((t_s - borders[at]) / (borders[at + 1] - borders[at]), 0, 1)
    signal = levels[at] + (levels[at + 1] - levels[at]) * (1 - np.cos(np.pi * done)) / 2
    return t_s, signal, np.stack([begin_s[:-1], exhale_s, begin_s[1:]])


def errors_s(found, truth):
    """How far each border lies off; no breath may be missing between the first and the last."""
    inside = (truth[0] > found.inhale_s[0] - 1) & (truth[2] < found.end_s[-1] + 1)
    assert found.end_s.size == inside.sum() >= 5
    return np.abs(np.stack([found.inhale_s, found.exhale_s, found.end_s]) - truth[:, inside])


@pytest.mark.parametrize("rate", [3.5, 6.0, 12.0, 20.0])
@pytest.mark.parametrize("inhale", [0.35, 0.5])
def test_borders_of_a_clean_signal(rate, inhale):
    t_s, signal, truth = chest(rate, inhale)
    found = breaths_of_signal(t_s, signal)
    off = errors_s(found, truth)
    print(f"{rate}/min: {off.max():.3f} s")
    assert off.max() < 0.1
    assert found.source is BreathSource.RESPIRATION


@pytest.mark.parametrize("hz", [10.0, 25.0, 250.0])
def test_drift_and_noise_move_no_border_far(hz):
    t_s, signal, truth = chest(6.0, hz=hz)
    rng = np.random.default_rng(1)
    drift = 0.01 * t_s + 0.5 * np.sin(2 * np.pi * t_s / 90)  # as large as a breath is deep
    found = breaths_of_signal(t_s, 40 * (signal + drift + 0.05 * rng.standard_normal(t_s.size)))
    off = errors_s(found, truth)
    print(f"{hz} Hz: median {np.median(off):.2f}, most {off.max():.2f} s")
    assert np.median(off) < 0.25  # 9 degrees of a breath
    assert off.max() < 1.0


def test_a_breath_is_known_after_it_has_ended():
    t_s, signal, _ = chest(6.0)
    found = breaths_of_signal(t_s, signal)
    assert (found.known_s > found.end_s).all()
    # What comes later changes nothing of what was known.
    now_s = 90.0
    early = breaths_of_signal(t_s[t_s <= now_s], signal[t_s <= now_s])
    then = found[found.known_s <= now_s - 0.5]
    assert then.end_s.size >= 5
    np.testing.assert_allclose(early.inhale_s[: then.end_s.size], then.inhale_s, atol=0.02)
    np.testing.assert_allclose(early.end_s[: then.end_s.size], then.end_s, atol=0.02)


def test_missing_samples_are_not_bridged():
    t_s, signal, _ = chest(6.0, wander=0.0)
    lost = (t_s > 63.0) & (t_s < 66.0)
    whole = breaths_of_signal(t_s, signal)
    holed = breaths_of_signal(t_s, np.where(lost, np.nan, signal))
    cut = breaths_of_signal(t_s[~lost], signal[~lost])
    np.testing.assert_array_equal(holed.inhale_s, cut.inhale_s)
    assert 1 <= whole.end_s.size - holed.end_s.size <= 2
    assert not ((holed.inhale_s < 66) & (holed.known_s > 63)).any()


def test_flow_adds_up_to_volume():
    t_s, signal, truth = chest(6.0, wander=0.0)
    flow = np.gradient(signal, t_s) + 0.3  # the sensor is off by a constant
    off = errors_s(breaths_of_signal(t_s, volume_of_flow(t_s, flow)), truth)
    assert off.max() < 0.1


@pytest.mark.parametrize("signal", [[], [1.0], [1.0] * 3000, np.arange(3000.0), [np.nan] * 3000])
def test_no_breath_no_borders(signal):
    assert breaths_of_signal(np.arange(len(signal)) / 10, signal).end_s.size == 0


def test_times_must_increase():
    with pytest.raises(ValueError, match="later than the one before"):
        breaths_of_signal([0.0, 1.0, 1.0], [0.0, 1.0, 2.0])
    with pytest.raises(ValueError, match="one time for each sample"):
        breaths_of_signal([0.0, 1.0], [0.0, 1.0, 2.0])
