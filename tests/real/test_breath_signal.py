"""Breath borders of real recordings against the toolboxes that came with them, and RSA on both."""

import warnings

import numpy as np
import pytest

from biofeedback.hrv.breath_signal import breaths_of_signal, volume_of_flow
from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.rsa import swing_bpm, swing_ms
from biofeedback.hrv.window import Beats

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import neurokit2 as nk


@pytest.fixture(scope="module")
def slow(shared):
    """Beats, breaths found in the airflow, and those of the reference toolbox."""
    folder = shared / "data/ecg_airflow_6_per_min"
    peaks_s = np.loadtxt(folder / "ref_physio_ecg1_rpeaks.csv", skiprows=1)
    cycles = np.loadtxt(folder / "ref_physio_resp1_cycles.csv", skiprows=1, delimiter=",")
    flow = np.load(folder / "resp1_airflow.npy")
    t_s = np.arange(flow.size) / 1000
    beats = Beats.of(1000 * np.diff(peaks_s), peaks_s[1:])
    reference = Breaths.led(cycles[:, 0], cycles[:, 1], cycles[:, 0] + cycles[:, 2])
    # The sensor sits in the stream: breathing in pulls it down.
    return beats, breaths_of_signal(t_s, volume_of_flow(t_s, -flow)), reference


def nearest(found_s, reference_s):
    return np.abs(found_s[:, np.newaxis] - reference_s).argmin(axis=1)


def test_breaths_of_an_airflow(slow):
    _, found, reference = slow
    rate = 60 / np.median(found.end_s - found.inhale_s)
    same = nearest(found.inhale_s, reference.inhale_s)
    off_s = found.inhale_s - reference.inhale_s[same]
    print(f"{found.end_s.size} of 30 breaths, {rate:.2f}/min, inhalation {np.median(off_s):+.2f} s")
    assert found.end_s.size >= 28  # all but the first and the last
    assert (np.diff(same) == 1).all()
    assert rate == pytest.approx(6.08, abs=0.1)
    assert np.abs(off_s).max() < 0.75


def test_rsa_over_breaths_of_an_airflow(slow):
    beats, found, reference = slow
    same = nearest(found.inhale_s, reference.inhale_s)
    ours, theirs = swing_bpm(beats, found), swing_bpm(beats, reference)
    print(f"RSA {np.median(ours):.1f} bpm, the toolbox {np.median(theirs):.1f}, stated 40.6")
    assert np.median(theirs) == pytest.approx(40.6, abs=0.05)
    assert np.median(ours) == pytest.approx(40.6, rel=0.05)
    assert ours == pytest.approx(theirs[same], rel=0.05)
    in_ms = [float(np.nanmean(swing_ms(beats, each))) for each in (found, reference[same])]
    print(f"peak to trough {in_ms[0]:.0f} ms, on the toolbox's borders {in_ms[1]:.0f} ms")
    assert in_ms[0] == pytest.approx(in_ms[1], rel=0.05)


def test_breaths_of_a_belt(shared):
    path = shared / "data/ecg_respiration_8min/bio_resting_8min_100hz.csv.gz"
    belt = np.loadtxt(path, delimiter=",", skiprows=1, usecols=1)
    found = breaths_of_signal(np.arange(belt.size) / 100, belt)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        clean = nk.rsp_clean(belt, sampling_rate=100)
        tops_s = nk.rsp_peaks(clean, sampling_rate=100)[1]["RSP_Peaks"] / 100
    inside = (found.inhale_s[:, np.newaxis] < tops_s) & (tops_s <= found.end_s[:, np.newaxis])
    off_s = found.exhale_s - tops_s[nearest(found.exhale_s, tops_s)]
    rate = 60 / np.mean(found.end_s - found.inhale_s)
    print(f"{found.end_s.size} breaths, {tops_s.size} tops, {rate:.2f}/min")
    print(f"exhalation {np.median(off_s):+.2f} s, 90 % within {np.quantile(abs(off_s), 0.9):.2f} s")
    assert tops_s.size == 80
    assert found.end_s.size >= 78
    assert (inside.sum(axis=1) == 1).all()
    assert np.abs(np.median(off_s)) < 0.1
    assert np.quantile(np.abs(off_s), 0.9) < 1.0
    assert rate == pytest.approx(9.5, abs=0.1)
