"""Quality, lead-off and saturation of ECG whose state is known, second by second."""

import numpy as np
import pytest
from hypothesis import given, settings

from biofeedback.signals.ecg import EcgPeaks
from biofeedback.signals.ecg_quality import TRUSTED, EcgQuality
from tests.signals.electrodes import ECTOPIC, beats, ecg, noise, times
from tests.signals.packets import SIZES, packets

BEGIN_S = 1000
T_S = times(60)
HEART_S = BEGIN_S + beats(60)
CLEAN_UV = ecg(T_S, HEART_S)
HUM_UV = 1500 * np.sin(2 * np.pi * 50 * T_S) + noise(T_S, 100)


def judged(ecg_uv, t_s=T_S):
    return EcgQuality().push(t_s, ecg_uv, EcgPeaks().push(t_s, ecg_uv).t_s)


def lost_from_20_to_30(fill_uv):
    away = (T_S >= BEGIN_S + 20) & (T_S < BEGIN_S + 30)
    return {round(s.t_s) - BEGIN_S: s for s in judged(np.where(away, fill_uv, CLEAN_UV + NOISE))}


NOISE = noise(T_S, 10)


def test_quality_falls_with_noise():
    median = {
        noise_uv: np.median([s.quality for s in judged(CLEAN_UV + noise(T_S, noise_uv))[5:]])
        for noise_uv in (5, 50, 100, 200)
    }
    median["no heart"] = np.median([s.quality for s in judged(noise(T_S, 100))[5:]])
    print("quality:", {name: round(float(value), 2) for name, value in median.items()})
    assert list(median.values()) == sorted(median.values(), reverse=True)
    assert median[5] > 0.95
    assert median[100] > TRUSTED > median["no heart"] + 0.3


def test_a_clean_ecg_is_trusted_throughout():
    seconds = judged(CLEAN_UV + NOISE + 1000 * np.sin(2 * np.pi * 0.3 * T_S))
    assert [s.t_s for s in seconds] == [BEGIN_S + i + 1.0 for i in range(len(seconds))]
    assert len(seconds) == 58  # the last is not complete, nor decided the one before
    assert all(s.quality > 0.9 for s in seconds[5:])
    assert not any(s.lead_off or s.saturated for s in seconds)


def test_two_kinds_of_beats_are_no_noise():
    odd = np.arange(HEART_S.size) % 2 == 1
    seconds = judged(ecg(T_S, HEART_S[~odd]) + ecg(T_S, HEART_S[odd] - 0.3, ECTOPIC) + NOISE)
    assert all(s.quality > 0.9 for s in seconds[8:])


@pytest.mark.parametrize(
    ("fill_uv", "after_s"), [(np.zeros(T_S.size), 0), (noise(T_S, 2), 0), (HUM_UV, 2)]
)
def test_lead_off(fill_uv, after_s):
    seconds = lost_from_20_to_30(fill_uv)
    assert all(seconds[i].lead_off for i in range(21 + after_s, 31))
    assert not any(s.lead_off for i, s in seconds.items() if i < 21 or i > 31)
    assert not any(s.saturated for s in seconds.values())
    assert all(seconds[i].quality == 0 for i in range(21 + after_s, 31))
    assert all(seconds[i].quality > 0.9 for i in range(33, 55))


@pytest.mark.parametrize(
    "fill_uv", [np.full(T_S.size, 20_000.0), np.where(np.sin(8 * T_S) > 0, 8000.0, -8000.0)]
)
def test_saturated(fill_uv):
    seconds = lost_from_20_to_30(fill_uv)
    assert [i for i, s in seconds.items() if s.saturated] == list(range(21, 31))
    assert not any(s.lead_off for s in seconds.values())
    assert all(seconds[i].quality == 0 for i in range(21, 31))
    assert all(seconds[i].quality > 0.9 for i in range(33, 55))


@settings(max_examples=15)
@given(SIZES)
def test_the_size_of_packets_changes_nothing(sizes):
    some = (T_S < BEGIN_S + 20) & ~((T_S > BEGIN_S + 8) & (T_S < BEGIN_S + 10.5))
    t_s, ecg_uv = T_S[some], (CLEAN_UV + noise(T_S, 100))[some]
    peaks, quality, seconds = EcgPeaks(), EcgQuality(), []
    for packet in packets(sizes, t_s, ecg_uv):
        seconds += quality.push(*packet, peaks.push(*packet).t_s)
    assert seconds == judged(ecg_uv, t_s)
    assert len(seconds) > 12
