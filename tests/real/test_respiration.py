"""Breath from the ECG of real people, against the breath that was recorded beside it."""

import gzip

import neurokit2
import numpy as np
import pytest

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.rsa import swing_bpm
from biofeedback.hrv.window import Beats
from biofeedback.signals.respiration_acc import tenths
from biofeedback.signals.respiration_breaths import MeasuredBreaths
from biofeedback.signals.respiration_ecg import EcgRespiration, QrsStrength
from biofeedback.signals.respiration_wave import RespirationWave
from biofeedback.signals.seconds import Seconds

#: Of the toolbox that found the peaks and the cycles: median of highest minus lowest heart rate.
RSA_BPM = 40.6


def ecg_breath(ecg, rate_hz, peaks_s):
    """Follow the breath in the strength of the beats."""
    t_s = np.arange(ecg.size) / rate_hz
    respiration = EcgRespiration()
    respiration.push(*QrsStrength(rate_hz).push(t_s, ecg, peaks_s))
    return respiration.wave


def share_right(wave, inhale_s):
    """Share of the 60 s windows whose rate is within 0.5/min of that of the recorded breaths."""
    errors, sure = [], []
    for figures in wave.figures:
        inside = inhale_s[(inhale_s > figures.t_s - 60) & (inhale_s <= figures.t_s)]
        if inhale_s[0] + 60 <= figures.t_s <= inhale_s[-1] + 5:
            rate = 60 * (inside.size - 1) / (inside[-1] - inside[0])
            errors.append(abs(figures.rate_per_min - rate))
            sure.append(figures.confidence > 0.5)
    right = np.array(errors) <= 0.5
    print(
        f"{right.size} windows: rate within 0.5/min in {right.mean():.1%}, with confidence above "
        f"0.5 in {right[sure].mean():.1%}; median error {np.median(errors):.2f}/min"
    )
    return right.mean()


@pytest.fixture(scope="module")
def slow(shared):
    """Five minutes of slow breath: ECG and airflow at 1000 Hz, R peaks, breath cycles."""
    folder = shared / "data/ecg_airflow_6_per_min"
    return {
        "ecg": np.load(folder / "ecg1.npy"),
        "airflow": np.load(folder / "resp1_airflow.npy"),
        "peaks_s": np.loadtxt(folder / "ref_physio_ecg1_rpeaks.csv", skiprows=1),
        "cycles": np.loadtxt(
            folder / "ref_physio_resp1_cycles.csv", skiprows=1, delimiter=",", unpack=True
        ),
    }


def swings(slow, breaths):
    beats = Beats.of(np.diff(slow["peaks_s"]) * 1000, slow["peaks_s"][1:])
    known = Breaths(
        breaths.inhale_s, breaths.exhale_s, breaths.end_s, breaths.known_s, BreathSource.RESPIRATION
    )
    found = swing_bpm(beats, known)
    return found[~np.isnan(found)]


def test_rate_of_slow_breath_from_the_ecg(slow):
    assert share_right(ecg_breath(slow["ecg"], 1000, slow["peaks_s"]), slow["cycles"][0]) >= 0.9


def test_rate_of_resting_breath_from_the_ecg(shared):
    path = shared / "data/ecg_respiration_8min/bio_resting_8min_100hz.csv.gz"
    with gzip.open(path) as file:
        ecg, recorded = np.loadtxt(file, skiprows=1, delimiter=",", usecols=(0, 1), unpack=True)
    clean = neurokit2.ecg_clean(ecg, sampling_rate=100)
    peaks = neurokit2.ecg_peaks(clean, sampling_rate=100)[1]["ECG_R_Peaks"]
    belt = neurokit2.rsp_clean(recorded, sampling_rate=100)
    troughs = neurokit2.rsp_peaks(belt, sampling_rate=100)[1]["RSP_Troughs"]
    assert share_right(ecg_breath(ecg, 100, peaks / 100), troughs / 100) >= 0.9


def test_rsa_with_breaths_from_the_airflow(slow):
    flow = -slow["airflow"]  # outwards is positive in the recording
    volume = np.cumsum(flow - np.median(flow)) / 1000
    wave = RespirationWave(1, smallest=1e-9)
    for second in Seconds().push(np.arange(flow.size) / 1000, volume[:, np.newaxis]):
        wave.push(second.index, tenths(second), np.ones(1, bool))
    found = swings(slow, MeasuredBreaths.of(wave.breaths))
    print(f"RSA over {found.size} breaths of the airflow: median {np.median(found):.1f} bpm")
    assert found.size >= 24
    assert np.median(found) == pytest.approx(RSA_BPM, rel=0.05)


def test_rsa_with_breaths_from_the_ecg(slow):
    wave = ecg_breath(slow["ecg"], 1000, slow["peaks_s"])
    found = swings(slow, MeasuredBreaths.of(wave.breaths))
    print(f"RSA over {found.size} breaths of the ECG: median {np.median(found):.1f} bpm")
    assert found.size >= 24
    assert np.median(found) == pytest.approx(RSA_BPM, rel=0.05)
