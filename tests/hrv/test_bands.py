"""Band powers against NeuroKit2, a closed form, and the trap of slow breathing."""

import warnings

import numpy as np
import pytest
from scipy.stats import spearmanr

from biofeedback.hrv import bands
from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.coherence import lf_peak_per_min
from biofeedback.hrv.curve import GRID_HZ
from biofeedback.hrv.rsa import rsa_bpm, rsa_ms
from biofeedback.hrv.tachogram import tachograms_ms
from biofeedback.hrv.time_domain import rmssd_ms
from biofeedback.hrv.window import Beats, Windows
from devices.virtual import Person

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import neurokit2 as nk


def noisy(seed, seconds=400):
    rng = np.random.default_rng(seed)
    rr_ms = 900 + 60 * np.sin(np.arange(seconds) * 2 * np.pi / 9) + rng.normal(0, 25, seconds)
    return Beats.of(rr_ms)


@pytest.mark.parametrize("length_s", [120.0, 240.0, 300.25])
@pytest.mark.parametrize("seed", range(3))
def test_powers_are_those_of_neurokit_on_the_same_samples(length_s, seed):
    beats = noisy(seed)
    end_s = float(beats.t_s[-30])
    window = Windows.over(beats, end_s - length_s, end_s)
    [(_, [curve_ms])] = tachograms_ms(beats, window, GRID_HZ)
    wanted_hz = [bands.VLF_BAND_HZ, bands.LF_BAND_HZ, bands.HF_BAND_HZ, bands.TOTAL_BAND_HZ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = nk.signal_power(
            curve_ms,
            wanted_hz,
            sampling_rate=GRID_HZ,
            method="welch",
            normalize=False,
            window=(curve_ms.size // 2) / GRID_HZ,
            min_frequency=0,
        )
    kernels = (
        bands.vlf_power_ms2,
        bands.lf_power_ms2,
        bands.hf_power_ms2,
        bands.total_power_ms2,
    )
    ours = [kernel(beats, window)[0] for kernel in kernels]
    assert ours == pytest.approx(theirs.to_numpy()[0].tolist(), rel=1e-9)
    low, high = ours[1:3]
    assert bands.lf_hf(beats, window)[0] == pytest.approx(low / high)
    assert bands.lf_nu_pct(beats, window)[0] == pytest.approx(100 * low / (low + high))
    assert bands.hf_nu_pct(beats, window)[0] == pytest.approx(100 * high / (low + high))


def test_a_sine_wave_has_half_its_squared_amplitude_as_power():
    """Parseval: a wave of 40 ms at 0.25 Hz carries 800 ms^2, all of it in HF."""
    t_s = np.arange(1, 700) * 0.5
    beats = Beats.of(900 + 40 * np.sin(2 * np.pi * 0.25 * t_s), t_s)
    window = Windows.over(beats, 40.0, 340.0)
    assert bands.hf_power_ms2(beats, window)[0] == pytest.approx(800, rel=0.06)
    assert bands.lf_power_ms2(beats, window)[0] < 1
    assert bands.hf_peak_per_min(beats, window)[0] == pytest.approx(15.0, abs=0.05)


def breathing(rate_per_min, rsa, seed=3):
    """A simulated person led at one rate for three minutes; `rsa` is the vagal amplitude."""
    period_s = 60 / rate_per_min

    def breath(t_s):
        return (1 - np.cos(2 * np.pi * t_s / period_s)) / 2

    person = Person(
        rsa_bpm=rsa, resonance_per_min=rate_per_min, seed=seed, breath=breath, beat_noise_ms=10
    )
    t_s, rr_ms = np.array(person.beats_until(200.0)).T
    starts_s = np.arange(0, 190, period_s)
    paced = Breaths.led(starts_s, starts_s + period_s / 2, starts_s + period_s)
    plain = Beats.of(rr_ms, t_s)
    return Beats(t_s, rr_ms, plain.valid, plain.gap, paced)


AMPLITUDES_BPM = (1, 2, 4, 6, 8, 11, 14)
RATES_PER_MIN = (4.5, 5.0, 5.5, 6.0, 6.5)


@pytest.fixture(scope="module")
def responses():
    """Each index at each rate, over the known vagal amplitudes."""
    kernels = {
        "rsa_bpm": rsa_bpm,
        "rsa_ms": rsa_ms,
        "rmssd_ms": rmssd_ms,
        "pace_power_ms2": bands.pace_power_ms2,
        "hf_power_ms2": bands.hf_power_ms2,
        "hf_nu_pct": bands.hf_nu_pct,
        "lf_hf": bands.lf_hf,
    }
    out = {}
    for rate in RATES_PER_MIN:
        for amplitude in AMPLITUDES_BPM:
            beats = breathing(rate, amplitude)
            window = Windows.over(beats, 15.0, 195.0)
            for name, kernel in kernels.items():
                out.setdefault((name, rate), []).append(float(kernel(beats, window)[0]))
    return out


@pytest.mark.parametrize("rate", RATES_PER_MIN)
@pytest.mark.parametrize("name", ["rsa_bpm", "rsa_ms", "pace_power_ms2"])
def test_feedback_indices_rise_with_the_vagal_amplitude(responses, name, rate):
    values = responses[name, rate]
    assert values == sorted(values)
    assert values[-1] > 3 * values[0]


@pytest.mark.parametrize("rate", RATES_PER_MIN)
def test_rmssd_follows_the_vagal_amplitude(responses, rate):
    assert spearmanr(AMPLITUDES_BPM, responses["rmssd_ms", rate]).statistic > 0.9


@pytest.mark.parametrize("rate", RATES_PER_MIN)
def test_the_trap_hf_and_its_ratios_point_the_wrong_way(responses, rate):
    """LF/HF rises and HF n.u. falls while vagal modulation rises."""
    print(rate, [round(v) for v in responses["hf_power_ms2", rate]])
    assert responses["lf_hf", rate][-1] > 2 * responses["lf_hf", rate][0]
    assert responses["hf_nu_pct", rate][-1] < 0.5 * responses["hf_nu_pct", rate][0]
    growth = responses["hf_power_ms2", rate][-1] / responses["hf_power_ms2", rate][0]
    pace_growth = responses["pace_power_ms2", rate][-1] / responses["pace_power_ms2", rate][0]
    assert growth < 0.2 * pace_growth


@pytest.mark.parametrize("rate", RATES_PER_MIN)
def test_the_slow_wave_is_at_the_pace(rate):
    beats = breathing(rate, 8)
    ends_s = np.arange(70.0, 190.0, 5.0)
    off = lf_peak_per_min(beats, Windows.over(beats, ends_s - 60, ends_s)) - rate
    print(f"{rate}/min: off by at most {np.abs(off).max():.3f}/min")
    assert np.abs(off).max() <= 0.15
