"""Pulse waves against simulated ones, and NeuroKit2's detector as the definition."""

import neurokit2
import numpy as np
import pytest
from hypothesis import given, settings

from biofeedback.signals.ppg import PulseFinder, trusted_ppi
from tests.signals.packets import SIZES, packets
from tests.signals.skin import RATE_HZ, ppg, pulse_times


def found(t_s, samples):
    return PulseFinder(RATE_HZ).push(t_s, samples)


@pytest.mark.parametrize(("beat_s", "sd_ms"), [(0.5, 10), (0.75, 5), (1.1, 5), (1.5, 5)])
def test_every_pulse_is_found_where_it_is_half_way_up(beat_s, sd_ms):
    starts_s = pulse_times(60, beat_s)
    pulses = found(*ppg(starts_s, 0.007, 65))
    at_s = np.array([pulse.t_s for pulse in pulses])
    true_s = starts_s[(starts_s > 4) & (starts_s < 62)] + 0.1
    nearest = np.abs(at_s[:, np.newaxis] - true_s).argmin(axis=0)
    apart_s = at_s[nearest] - true_s
    assert np.unique(nearest).size == true_s.size
    assert np.count_nonzero((at_s > 4.05) & (at_s < true_s[-1] + 0.05)) == true_s.size
    jitter_ms = 1000 * (apart_s - np.median(apart_s))
    print(f"{beat_s} s: {np.median(apart_s) * 1000:.0f} ms late, sd {jitter_ms.std():.1f} ms")
    assert jitter_ms.std() < sd_ms  # a sample lasts 18 ms; fast pulses run into each other
    intervals_ms = 1000 * np.diff(at_s[nearest])
    assert intervals_ms.mean() == pytest.approx(1000 * np.diff(true_s).mean(), abs=1)
    assert all(pulse.contact and pulse.known_s > pulse.t_s for pulse in pulses)
    assert max(pulse.known_s - pulse.t_s for pulse in pulses) < 2.5


def test_the_same_pulses_as_neurokit2():
    t_s, samples = ppg(pulse_times(120), 0.007, 120)
    pulses = found(t_s, samples)
    cleaned = neurokit2.ppg_clean(-samples[:, :3].mean(axis=1), sampling_rate=RATE_HZ)
    peaks = neurokit2.ppg_findpeaks(cleaned, sampling_rate=RATE_HZ)["PPG_Peaks"]
    peaks_s = t_s[peaks]
    peaks_s = peaks_s[(peaks_s > 5) & (peaks_s < 118)]
    at_s = np.array([pulse.t_s for pulse in pulses if 4.5 < pulse.t_s < 118])
    assert at_s.size == peaks_s.size
    assert np.all((peaks_s - at_s > 0) & (peaks_s - at_s < 0.25))


def test_amplitude_is_a_share_of_the_light():
    t_s, samples = ppg(pulse_times(60), 0.01, 60)
    bright, dim = found(t_s, samples), found(t_s, samples * 0.25)
    size = np.median([pulse.amplitude for pulse in bright])
    assert np.median([pulse.amplitude for pulse in dim]) == pytest.approx(size, rel=1e-3)
    assert size == pytest.approx(0.01, rel=0.2)  # the band takes some
    twice = found(*ppg(pulse_times(60), 0.02, 60))
    assert np.median([p.amplitude for p in twice]) == pytest.approx(2 * size, rel=0.03)


def test_contact():
    t_s, samples = ppg(pulse_times(60), 0.01, 60)
    loose = samples.copy()
    loose[(t_s > 20) & (t_s < 30), 3] = 2e5
    blind = samples.copy()
    blind[(t_s > 40) & (t_s < 50), 1] = 2**21 - 1
    for disturbed, from_s, to_s in ((loose, 20, 30), (blind, 40, 50)):
        for pulse in found(t_s, disturbed):
            if from_s + 1 < pulse.t_s < to_s - 1:
                assert not pulse.contact
            elif not from_s - 1 < pulse.t_s < to_s + 1:
                assert pulse.contact


def test_after_a_gap_it_begins_anew():
    t_s, samples = ppg(pulse_times(60), 0.01, 60)
    kept = (t_s < 20) | (t_s > 30)
    at_s = np.array([pulse.t_s for pulse in found(t_s[kept], samples[kept])])
    assert not np.any((at_s > 20) & (at_s < 32.5))
    assert np.count_nonzero(at_s > 34) > 20


@pytest.mark.parametrize("level", [0, 1, 270_000, 2**21 - 1])
def test_without_a_pulse_there_is_none(level):
    t_s = np.arange(0, 30, 1 / RATE_HZ)
    assert found(t_s, np.tile([level, level, level, 0], (t_s.size, 1))) == []


@settings(max_examples=5)
@given(SIZES)
def test_any_packets_give_the_same_answer(sizes):
    t_s, samples = ppg(pulse_times(30), 0.007, 30)
    parted = PulseFinder(RATE_HZ)
    pulses = [pulse for packet in packets(sizes, t_s, samples) for pulse in parted.push(*packet)]
    assert pulses == found(t_s, samples)
    assert len(pulses) > 20


def test_flagged_intervals_are_not_trusted():
    ppi_ms = [1000, 1001, 1002, 1003, 0]
    error_ms = [10, 31, 30, 10, 10]
    blocker, contact = [0, 0, 0, 1, 0], [1, 1, 1, 1, 1]
    assert trusted_ppi(ppi_ms, error_ms, blocker, contact).tolist() == [1, 0, 1, 0, 0]
    assert not trusted_ppi(ppi_ms, error_ms, blocker, [0] * 5).any()
