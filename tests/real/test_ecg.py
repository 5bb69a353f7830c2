"""R peaks of real recordings against their annotations, the strap's own RR, and NeuroKit2."""

import csv
import gzip
import warnings

import numpy as np
import pytest

from biofeedback.signals.beats import PeakIntervals
from biofeedback.signals.ecg import EcgPeaks
from biofeedback.signals.ecg_quality import TRUSTED, EcgQuality
from tests.signals.electrodes import score

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import neurokit2 as nk

MITDB_HZ = 360.0
#: Annotation codes of the MIT format that are beats of these recordings: normal, ectopic.
NORMAL, VENTRICULAR, ATRIAL = 1, 5, 8
SKIP, NUMBER, SUBTYPE, CHANNEL, TEXT = 59, 60, 61, 62, 63


def leads_uv(path):
    """Read format 212: a sample of each lead, of 12 bits, in three bytes; 200 units a mV."""
    low, both, high = np.fromfile(path, np.uint8).reshape(-1, 3).astype(np.int64).T
    units = np.stack([low + ((both & 0x0F) << 8), high + ((both >> 4) << 8)])
    return (np.where(units > 2047, units - 4096, units) - 1024) / 200 * 1000


def annotated_beats(path):
    """Read the MIT annotation format: a code in 6 bits, samples since the one before in 10."""
    words = np.fromfile(path, "<u2").tolist()
    sample, i, beats = 0, 0, []
    while words[i]:
        code, apart = words[i] >> 10, words[i] & 0x3FF
        i += 1
        if code == SKIP:
            sample += (words[i] << 16) + words[i + 1]
            i += 2
        elif code == TEXT:
            i += (apart + 1) // 2
        elif code not in (NUMBER, SUBTYPE, CHANNEL):
            sample += apart
            if code in (NORMAL, VENTRICULAR, ATRIAL):
                beats.append((sample, code))
    return np.array(beats)


def compared(name, t_s, ecg_uv, true_s, rate_hz):
    peaks = EcgPeaks(rate_hz).push(t_s, ecg_uv)
    sensitivity, ppv, errors_s = score(peaks.t_s, true_s)
    print(
        f"{name}: {peaks.t_s.size} of {true_s.size}, sensitivity {sensitivity:.4f}, PPV {ppv:.4f}, "
        f"off by {1000 * np.median(np.abs(errors_s)):.2f} ms"
    )
    return sensitivity, ppv, peaks


@pytest.fixture(scope="module")
def mitdb(shared):
    ecg_uv = leads_uv(shared / "data/mitdb_100/100.dat")
    beats = annotated_beats(shared / "data/mitdb_100/100.atr")
    kinds = [int((beats[:, 1] == code).sum()) for code in (NORMAL, ATRIAL, VENTRICULAR)]
    assert kinds == [2239, 33, 1]  # as published
    return np.arange(ecg_uv.shape[1]) / MITDB_HZ, ecg_uv, beats[:, 0] / MITDB_HZ


@pytest.mark.parametrize("lead", ["MLII", "V5"])
def test_mitdb_100(mitdb, lead):
    t_s, leads, true_s = mitdb
    ecg_uv = leads[["MLII", "V5"].index(lead)]  # nothing was chosen by how V5 came out
    sensitivity, ppv, _ = compared(f"mitdb 100 {lead}", t_s, ecg_uv, true_s, MITDB_HZ)
    assert sensitivity >= 0.998
    assert ppv >= 0.998


@pytest.mark.parametrize(("decibel", "least"), [(24, 0.99), (12, 0.93)])
def test_nstdb_118_in_noise(shared, decibel, least):
    folder = shared / "data/nstdb_118"
    ecg_uv = 1000 * np.loadtxt(folder / f"118e{decibel}.csv")
    true_s = np.loadtxt(folder / f"118e{decibel}_ann.csv") / MITDB_HZ
    t_s = np.arange(ecg_uv.size) / MITDB_HZ
    sensitivity, ppv, _ = compared(f"nstdb 118, {decibel} dB", t_s, ecg_uv, true_s, MITDB_HZ)
    cleaned = nk.ecg_clean(ecg_uv, sampling_rate=360)
    theirs_s = nk.ecg_peaks(cleaned, sampling_rate=360)[1]["ECG_R_Peaks"] / MITDB_HZ
    theirs = score(theirs_s, true_s)
    print(f"NeuroKit2, which sees it all at once: {theirs[0]:.4f}, {theirs[1]:.4f}")
    assert sensitivity >= least
    assert ppv >= least


def test_h10_against_its_own_rr(shared):
    with gzip.open(shared / "data/h10_ecg_rr_pvc/polar_h10.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    stamps_ns = np.array([int(row["time_ns"]) for row in rows])
    t_s = (stamps_ns - stamps_ns[0]) / 1e9
    ecg_uv = np.array([1000 * float(row["ecg_mv"]) for row in rows])
    strap_ms = np.array([float(row["rr_ms"]) for row in rows if row["rr_ms"]])
    peaks = EcgPeaks().push(t_s, ecg_uv)
    assert np.count_nonzero(peaks.t_s < 20) == 29  # as published, ectopic ones and all
    # The strap says no times, only one interval after the other: they are laid over our peaks.
    strap_s = np.cumsum(strap_ms) / 1000
    shifts = [peaks.t_s[300] - strap_s[300 + k] for k in range(-10, 11)]
    laid = max(shifts, key=lambda shift_s: score(strap_s + shift_s, peaks.t_s, 0.03)[0]) + strap_s
    sensitivity, ppv, _ = score(peaks.t_s, laid[(laid > 0.5) & (laid < t_s[-1] - 0.5)], 0.03)
    at = np.abs(peaks.t_s[:, np.newaxis] - laid).argmin(axis=0)
    same = np.flatnonzero(np.diff(at) == 1)
    off_ms = np.abs(1000 * (peaks.t_s[at[same + 1]] - peaks.t_s[at[same]]) - strap_ms[same + 1])
    print(
        f"of the strap's beats {sensitivity:.4f} found, {ppv:.4f} of ours are its; {same.size} "
        f"intervals off by {np.median(off_ms):.2f} ms, {100 * np.mean(off_ms < 10):.1f} % below 10"
    )
    assert np.median(off_ms) <= 4.0
    assert np.mean(off_ms < 10) > 0.95
    assert sensitivity > 0.99
    assert ppv > 0.99  # the strap missed two or three in a burst of noise


@pytest.fixture(scope="module")
def slow(shared):
    """1000 Hz; its amplifier's gain is not told: the R wave is taken for 0.9 mV."""
    folder = shared / "data/ecg_airflow_6_per_min"
    ecg_uv = 1e5 * np.load(folder / "ecg1.npy").astype(np.float64)
    true_s = np.loadtxt(folder / "ref_physio_ecg1_rpeaks.csv", skiprows=1)
    return np.arange(ecg_uv.size) / 1000, ecg_uv, true_s


def test_slow_breathing(slow):
    sensitivity, ppv, peaks = compared("ECG and airflow", *slow, 1000.0)
    assert (sensitivity, ppv) == (1.0, 1.0)
    rr_ms = PeakIntervals().push(peaks).rr_ms
    assert np.sqrt(np.mean(np.diff(rr_ms) ** 2)) == pytest.approx(103.55, rel=0.01)


@pytest.fixture(scope="module")
def rest(shared):
    path = shared / "data/ecg_respiration_8min/bio_resting_8min_100hz.csv.gz"
    with gzip.open(path, "rt") as file:
        ecg_uv = 1000 * np.loadtxt(file, delimiter=",", skiprows=1, usecols=0)
    cleaned = nk.ecg_clean(ecg_uv, sampling_rate=100)
    theirs_s = nk.ecg_peaks(cleaned, sampling_rate=100)[1]["ECG_R_Peaks"] / 100
    return np.arange(ecg_uv.size) / 100, ecg_uv, theirs_s


def test_rest_against_neurokit(rest):
    sensitivity, ppv, peaks = compared("ECG and respiration", *rest, 100.0)
    assert (sensitivity, ppv) == (1.0, 1.0)
    rr_ms = PeakIntervals().push(peaks).rr_ms
    print(f"RMSSD {np.sqrt(np.mean(np.diff(rr_ms) ** 2)):.1f} ms, on the grid of 10 ms 64.6 ms")
    assert peaks.t_s.size == 478
    assert rr_ms.mean() == pytest.approx(1060, abs=0.5)
    assert np.sqrt(np.mean(np.diff(rr_ms) ** 2)) == pytest.approx(64.6, rel=0.03)


@pytest.mark.parametrize(("name", "rate_hz"), [("mitdb", MITDB_HZ), ("slow", 1000), ("rest", 100)])
def test_good_recordings_are_trusted(request, name, rate_hz):
    t_s, ecg_uv, _ = request.getfixturevalue(name)
    ecg_uv = np.atleast_2d(ecg_uv)[0]
    peaks = EcgPeaks(rate_hz).push(t_s, ecg_uv)
    seconds = EcgQuality(rate_hz).push(t_s, ecg_uv, peaks.t_s)
    trusted = np.mean([second.quality > TRUSTED for second in seconds])
    print(f"{name}: {100 * trusted:.1f} % of the seconds trusted")
    assert trusted > 0.98
    assert not any(second.lead_off or second.saturated for second in seconds)
