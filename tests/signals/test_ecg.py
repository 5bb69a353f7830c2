"""R peaks of hearts whose beats are known, through noise, loose electrodes and packets."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings

from biofeedback.signals.ecg import DECIDED_S, EcgPeaks
from tests.signals.electrodes import ECTOPIC, SINUS, beats, ecg, noise, score, times
from tests.signals.packets import SIZES, packets

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import neurokit2 as nk

BEGIN_S = 1000.0
T_S = times(120)
HEART_S = BEGIN_S + beats(120)
CLEAN_UV = ecg(T_S, HEART_S)
QUIET_UV = CLEAN_UV + noise(T_S, 10)


def found(t_s, ecg_uv, rate_hz=130.0):
    return EcgPeaks(rate_hz).push(t_s, np.rint(ecg_uv))


def rmssd(t_s):
    return float(np.sqrt(np.mean(np.diff(1000 * np.diff(t_s)) ** 2)))


def mixed(every, early_s, sign=1.0):
    """A heart in which every so many beats come early, from elsewhere in the heart."""
    heart_s = HEART_S.copy()
    odd = np.arange(heart_s.size) % every == every - 1
    heart_s[odd] -= early_s
    return ecg(T_S, heart_s[~odd]) + sign * ecg(T_S, heart_s[odd], ECTOPIC), heart_s


def wander(t_s):
    return 1500 * np.sin(2 * np.pi * 0.3 * t_s) + 500 * np.sin(2 * np.pi * 0.7 * t_s)


def hum(t_s):
    return np.sin(2 * np.pi * 50 * t_s)


TALL_T = (*SINUS[:-1], (900.0, 0.27, 0.045))
#: What is on the electrodes, the beats in it, and how far a time may be off on average, in ms.
SEEN = {
    "at rest": (QUIET_UV, HEART_S, 0.3),
    "inverted": (-QUIET_UV, HEART_S, 0.3),
    "small": (0.15 * CLEAN_UV + noise(T_S, 5), HEART_S, 1.0),
    "large": (5 * CLEAN_UV + noise(T_S, 10), HEART_S, 0.3),
    "wandering": (QUIET_UV + wander(T_S), HEART_S, 0.6),
    "mains hum": (QUIET_UV + 200 * hum(T_S), HEART_S, 0.3),
    "tall T waves": (ecg(T_S, HEART_S, TALL_T) + noise(T_S, 10), HEART_S, 0.3),
    "tense muscles": (CLEAN_UV + noise(T_S, 80), HEART_S, 1.5),
    "suddenly larger": (CLEAN_UV * np.where(T_S > 1060, 4, 1) + noise(T_S, 10), HEART_S, 0.3),
    "suddenly smaller": (CLEAN_UV * np.where(T_S > 1060, 0.5, 1) + noise(T_S, 10), HEART_S, 0.5),
    "ectopic": (mixed(7, 0.35)[0] + noise(T_S, 10), mixed(7, 0.35)[1], 0.6),
    "ectopic, pointing down": (mixed(7, 0.35, -1)[0] + noise(T_S, 10), mixed(7, 0.35)[1], 0.6),
    "bigeminy": (mixed(2, 0.3)[0] + noise(T_S, 10), mixed(2, 0.3)[1], 0.8),
}


@pytest.mark.parametrize("name", SEEN)
def test_every_beat_and_nothing_else(name):
    ecg_uv, heart_s, off_ms = SEEN[name]
    peaks = found(T_S, ecg_uv)
    # A beat in the first second may still be new to the search.
    settled, due_s = peaks.t_s[peaks.t_s > BEGIN_S + 1], heart_s[heart_s > BEGIN_S + 1]
    sensitivity, ppv, errors_s = score(settled, due_s)
    error_ms = 1000 * np.abs(errors_s).mean()
    print(f"{name}: sensitivity {sensitivity:.4f}, PPV {ppv:.4f}, error {error_ms:.2f} ms")
    assert (sensitivity, ppv) == (1.0, 1.0)
    assert error_ms <= off_ms


@pytest.mark.parametrize("rate_hz", [100.0, 250.0, 500.0, 1000.0])
@pytest.mark.parametrize("mean_ms", [330.0, 900.0, 1700.0])
def test_slow_and_fast_hearts_at_any_rate(rate_hz, mean_ms):
    t_s = times(60, rate_hz)
    heart_s = BEGIN_S + beats(60, mean_ms, 5.0)
    waves = SINUS if mean_ms > 500 else (*SINUS[1:4], (150.0, 0.17, 0.03))
    peaks = found(t_s, ecg(t_s, heart_s, waves) + noise(t_s, 10), rate_hz)
    sensitivity, ppv, errors_s = score(peaks.t_s, heart_s)
    assert (sensitivity, ppv) == (1.0, 1.0)
    assert 1000 * np.abs(errors_s).max() < 1.0


def test_a_small_rmssd_survives_the_sampling_grid():
    t_s = times(600)
    heart_s = BEGIN_S + beats(600, rmssd_ms=10.0 / np.sqrt(2))  # differences of independent ones
    heart_s = (
        BEGIN_S
        + 1
        + (heart_s - heart_s[0] - 0.9 * np.arange(heart_s.size)) * (10.0 / rmssd(heart_s))
    )
    heart_s = heart_s + 0.9 * np.arange(heart_s.size)
    ecg_uv = np.rint(ecg(t_s, heart_s) + noise(t_s, 5))
    peaks = EcgPeaks().push(t_s, ecg_uv)
    assert score(peaks.t_s, heart_s)[:2] == (1.0, 1.0)
    around = [slice(*np.searchsorted(t_s, [beat - 0.02, beat + 0.02])) for beat in heart_s]
    on_grid_s = np.array([t_s[part][ecg_uv[part].argmax()] for part in around])
    print(
        f"RMSSD true {rmssd(heart_s):.2f}, found {rmssd(peaks.t_s):.2f}, "
        f"on the grid of samples {rmssd(on_grid_s):.2f} ms"
    )
    assert rmssd(heart_s) == pytest.approx(10.0, abs=1e-6)
    assert rmssd(peaks.t_s) == pytest.approx(10.0, rel=0.03)
    assert rmssd(on_grid_s) == pytest.approx(11.4, abs=0.4)


SOME = T_S < BEGIN_S + 25
BROKEN = SOME & ~((T_S > BEGIN_S + 11) & (T_S < BEGIN_S + 11.8))
HARD_UV = mixed(3, 0.35, -1)[0] + noise(T_S, 60) + wander(T_S)


@settings(max_examples=25)
@given(SIZES)
def test_the_size_of_packets_changes_no_bit(sizes):
    t_s, ecg_uv = T_S[BROKEN], HARD_UV[BROKEN]
    whole = EcgPeaks().push(t_s, ecg_uv)
    assert whole.t_s.size > 20
    assert whole.gap.sum() == 2
    search = EcgPeaks()
    parts = [search.push(*packet) for packet in packets(sizes, t_s, ecg_uv)]
    for name in ("t_s", "height_uv", "gap"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(joined, getattr(whole, name)), name


def test_a_peak_is_told_within_half_a_second():
    search, delays_s = EcgPeaks(), []
    for t_s, ecg_uv in packets([1], T_S[SOME], SEEN["bigeminy"][0][SOME]):
        delays_s += (t_s[0] - search.push(t_s, ecg_uv).t_s).tolist()
    print(f"told {np.median(delays_s):.3f} s after R, at most {max(delays_s):.3f} s")
    assert len(delays_s) > 20
    assert max(delays_s) <= DECIDED_S


def lost(kind):
    """What open electrodes or an amplifier at its end show."""
    return {
        "flat": np.zeros(T_S.size),
        "noise": noise(T_S, 8),
        "hum": 1500 * hum(T_S) + noise(T_S, 100),
        "rail": np.full(T_S.size, 20_000.0),
        "rail to rail": np.where(np.sin(2 * np.pi * 1.3 * T_S) > 0, 20_000.0, -20_000.0),
    }[kind]


@pytest.mark.parametrize("kind", ["flat", "noise", "hum", "rail", "rail to rail"])
def test_no_peak_where_there_is_no_heart(kind):
    from_s, to_s = BEGIN_S + 40, BEGIN_S + 50
    away = (from_s <= T_S) & (to_s > T_S)
    peaks = found(T_S, np.where(away, lost(kind), QUIET_UV)).t_s
    assert not peaks[(peaks > from_s) & (peaks < to_s)].size
    back_s = to_s + 2
    for first_s, stop_s in ((BEGIN_S, from_s - 0.3), (back_s, BEGIN_S + 120)):
        due_s = HEART_S[(first_s < HEART_S) & (stop_s > HEART_S)]
        assert score(peaks[(peaks > first_s) & (peaks < stop_s)], due_s)[:2] == (1.0, 1.0)


@pytest.mark.parametrize("kind", ["flat", "noise", "rail", "rail to rail"])
def test_no_peak_without_a_heart_ever(kind):
    assert not found(T_S, lost(kind)).t_s.size


def test_a_hole_in_the_samples_starts_anew():
    peaks = found(T_S[BROKEN], QUIET_UV[BROKEN])
    first = int(np.searchsorted(peaks.t_s, BEGIN_S + 11.8))
    assert np.flatnonzero(peaks.gap).tolist() == [0, first]
    alone = BROKEN & (T_S > BEGIN_S + 11.5)
    assert np.array_equal(peaks.t_s[first:], found(T_S[alone], QUIET_UV[alone]).t_s)


def test_repeated_and_missing_samples_do_not_count():
    t_s, ecg_uv = T_S[SOME], QUIET_UV[SOME].copy()
    twice = np.concatenate([np.arange(500), np.arange(400, 500), np.arange(500, t_s.size)])
    assert np.array_equal(found(t_s[twice], ecg_uv[twice]).t_s, found(t_s, ecg_uv).t_s)
    ecg_uv[1000:1050] = np.nan
    kept = np.isfinite(ecg_uv)
    assert np.array_equal(found(t_s, ecg_uv).t_s, found(t_s[kept], ecg_uv[kept]).t_s)
    assert not EcgPeaks().push([], []).t_s.size


def test_times_are_those_of_the_samples_not_of_the_nominal_rate():
    slow_s = BEGIN_S + (T_S - BEGIN_S) * 1.01
    assert found(slow_s, QUIET_UV).t_s == pytest.approx(
        BEGIN_S + (found(T_S, QUIET_UV).t_s - BEGIN_S) * 1.01, abs=1e-6
    )


def test_the_height_of_r_breathes():
    depth = 1 + 0.1 * np.sin(2 * np.pi * 0.1 * HEART_S)
    ecg_uv = sum(ecg(T_S, [beat], scale=size) for beat, size in zip(HEART_S, depth, strict=True))
    peaks = found(T_S, ecg_uv + 0.3 * wander(T_S))
    # R of 1000 stands on Q of -110 and S of -190, which overlap it a little.
    assert np.corrcoef(peaks.height_uv, depth)[0, 1] > 0.98
    assert peaks.height_uv.mean() == pytest.approx(1150, rel=0.05)
    assert found(T_S, -QUIET_UV).height_uv.max() < 0


def test_the_same_beats_as_neurokit():
    ecg_uv = QUIET_UV + 0.1 * wander(T_S)
    cleaned = nk.ecg_clean(ecg_uv, sampling_rate=130)
    theirs_s = T_S[nk.ecg_peaks(cleaned, sampling_rate=130)[1]["ECG_R_Peaks"]]
    sensitivity, ppv, errors_s = score(found(T_S, ecg_uv).t_s, theirs_s, tolerance_s=0.02)
    assert (sensitivity, ppv) == (1.0, 1.0)
    assert np.abs(errors_s).max() < 1 / 130  # theirs stand on the grid
