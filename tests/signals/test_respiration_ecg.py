"""The breath in the strength of heartbeats, against simulated truth."""

import numpy as np
import pytest
from hypothesis import given, settings

from biofeedback.signals.respiration_ecg import EcgRespiration, QrsStrength
from tests.signals.chests import volume
from tests.signals.packets import SIZES, packets

RATE_HZ = 130.2


def heart(rate_per_min, length_s=130, depth=0.08, beat_s=0.95, noise=0.01, seed=2):
    """R peaks, and their sizes, which fall as the lungs fill."""
    random = np.random.default_rng(seed)
    t_s = np.cumsum(beat_s + random.normal(scale=0.03, size=int(length_s / beat_s)))
    size = 900 * (1 - depth * volume(t_s * rate_per_min / 60))
    return t_s, size * np.exp(random.normal(scale=noise, size=t_s.size))


def ecg_uv(t_s, height_uv, length_s, rate_hz=RATE_HZ, noise_uv=8.0):
    """Draw an ECG with Gaussian Q, R and S, and a T wave."""
    at_s = np.arange(int(length_s * rate_hz)) / rate_hz
    out = np.random.default_rng(1).normal(scale=noise_uv, size=at_s.size)
    for shape in ((0, 0.010, 1.0), (-0.03, 0.010, -0.1), (0.03, 0.012, -0.25), (0.25, 0.05, 0.2)):
        shift_s, width_s, share = shape
        for peak_s, height in zip(t_s + shift_s, height_uv * share, strict=True):
            near = slice(*at_s.searchsorted([peak_s - 5 * width_s, peak_s + 5 * width_s]))
            out[near] += height * np.exp(-(((at_s[near] - peak_s) / width_s) ** 2) / 2)
    return at_s, out


def late(respiration):
    return [figures for figures in respiration.wave.figures if figures.t_s >= 60]


@pytest.mark.parametrize("rate_per_min", [4.5, 6, 12])
def test_rate_and_direction(rate_per_min):
    respiration = EcgRespiration(lambda t_s: float(volume(t_s * rate_per_min / 60)))
    respiration.push(*heart(rate_per_min))
    figures = late(respiration)
    assert np.mean([abs(one.rate_per_min - rate_per_min) <= 0.5 for one in figures]) >= 0.95
    assert all(one.direction_known for one in figures)
    phases = np.array([one.phase - one.t_s * rate_per_min / 60 for one in figures])
    off = np.abs((phases + 0.5) % 1 - 0.5) * 360
    print(f"{rate_per_min}/min: phase within 30 degrees in {np.mean(off <= 30):.1%}")
    assert np.median(off) < 25


def test_other_beats_leave_no_trace():
    t_s, size = heart(6)
    other = size.copy()
    other[30::13] *= 1.6
    clean, disturbed = EcgRespiration(), EcgRespiration()
    clean.push(t_s, size)
    disturbed.push(t_s, other)
    for one, two in zip(late(clean), late(disturbed), strict=True):
        assert two.rate_per_min == pytest.approx(one.rate_per_min, abs=0.3)


def test_moved_electrodes_are_a_new_level_not_a_breath():
    t_s, size = heart(6, length_s=210)
    size[t_s > 120] *= 0.4
    respiration = EcgRespiration()
    respiration.push(t_s, size)
    rates = [one.rate_per_min for one in late(respiration)]
    assert np.max(np.abs(np.array(rates) - 6)) < 0.5


def test_lost_beats_are_a_gap():
    t_s, size = heart(6, length_s=210)
    kept = (t_s < 100) | (t_s > 120)
    respiration = EcgRespiration()
    respiration.push(t_s[kept], size[kept])
    figures = {round(one.t_s): one for one in respiration.wave.figures}
    assert figures[125].confidence < 0.75 < figures[99].confidence
    assert not [b for b in respiration.wave.breaths if b.inhale_s < 110 < b.end_s]
    assert figures[200].rate_per_min == pytest.approx(6, abs=0.5)


def test_steady_beats_show_no_breath():
    t_s, size = heart(6, depth=0, noise=0)
    respiration = EcgRespiration()
    respiration.push(t_s, size)
    assert not respiration.wave.breaths
    assert {one.confidence for one in respiration.wave.figures} == {0.0}


def test_strength_is_in_proportion_to_the_wave():
    peaks_s, height_uv = heart(6, length_s=60, depth=0.3, noise=0)
    samples = ecg_uv(peaks_s, height_uv, 60, noise_uv=0.0)
    at_s, strength = QrsStrength(RATE_HZ).push(*samples, peaks_s)
    assert at_s.tolist() == peaks_s[peaks_s < samples[0][-1] - 0.2].tolist()
    # A peak's height on the sampling grid errs by up to 6 %, its strength does not.
    ratio = strength / height_uv[: strength.size]
    assert ratio.std() / ratio.mean() < 0.003


def test_rate_from_samples_of_a_strap():
    peaks_s, height_uv = heart(7.5, depth=0.06, noise=0)
    strength = QrsStrength(RATE_HZ).push(*ecg_uv(peaks_s, height_uv, 130), peaks_s)
    respiration = EcgRespiration()
    respiration.push(*strength)
    rates = np.array([one.rate_per_min for one in late(respiration)])
    assert np.mean(np.abs(rates - 7.5) <= 0.5) >= 0.95


def test_a_peak_without_samples_around_it_is_left_out():
    peaks_s, height_uv = heart(6, length_s=30)
    t_s, uv = ecg_uv(peaks_s, height_uv, 30)
    kept = (t_s < 10) | (t_s > 14)
    at_s, _ = QrsStrength(RATE_HZ).push(t_s[kept], uv[kept], peaks_s)
    assert not np.any((at_s > 10.2) & (at_s < 13.8))
    assert at_s.size > 20


@settings(max_examples=5)
@given(SIZES)
def test_any_packets_give_the_same_answer(sizes):
    peaks_s, height_uv = heart(9, length_s=40)
    t_s, uv = ecg_uv(peaks_s, height_uv, 40)
    strength, parted = QrsStrength(RATE_HZ), EcgRespiration()
    sent = 0
    for part_s, part_uv in packets(sizes, t_s, uv):
        now = int(peaks_s.searchsorted(part_s[-1] - 0.5))
        parted.push(*strength.push(part_s, part_uv, peaks_s[sent:now]))
        sent = now
    whole = EcgRespiration()
    at_s, sizes_uv = QrsStrength(RATE_HZ).push(t_s, uv, peaks_s[:sent])
    whole.push(at_s, sizes_uv)
    assert repr(parted.wave.figures) == repr(whole.wave.figures)
    assert len(whole.wave.figures) > 30
