"""Known answers of real recordings, and no good beat of theirs thrown away."""

import csv
import gzip
import struct

import numpy as np
import pytest

from biofeedback.hrv.artifacts import Verdict, judge
from biofeedback.hrv.coherence import lf_peak_per_min
from biofeedback.hrv.index import INDICES
from biofeedback.hrv.nonlinear import sd1_ms, sd2_ms
from biofeedback.hrv.rhythm import Irregularity, irregularity
from biofeedback.hrv.time_domain import heart_rate_bpm, pnn50_pct, rmssd_ms, sdnn_ms
from biofeedback.hrv.window import Beats, Windows
from tests import recordings
from tests.artifact_rules import lipponen_tarvainen
from tests.hrv.injected import rejected, table_row
from tests.hrv.series import marked, up_to
from tests.recordings import PACED

#: Condition: beats, mean RR, SDNN, RMSSD of the lab's ECG.
VU_AMS = {
    "sitting": (279, 1075.4, 89.455, 95.003),
    "arithmetic": (174, 1035.5, 104.632, 85.988),
    "recovery": (171, 1048.2, 75.974, 82.640),
    "standing": (197, 910.0, 58.245, 39.315),
    "breathing": (161, 1112.5, 213.008, 185.243),
    "neurotask": (514, 1094.7, 103.661, 111.269),
    "walking": (218, 826.4, 41.693, 27.188),
    "biking": (299, 601.3, 86.325, 12.377),
}


@pytest.fixture(scope="module")
def vu_ams(shared):
    return recordings.vu_ams(shared)


@pytest.fixture(scope="module")
def clean(shared):
    return recordings.clean(shared)


def figures(rr_ms, *kernels):
    beats = Beats.of(rr_ms)
    return [float(kernel(beats, Windows.whole(beats))[0]) for kernel in kernels]


@pytest.mark.parametrize("condition", VU_AMS)
def test_lab_ecg(vu_ams, condition):
    n, mean_ms, sdnn, rmssd = VU_AMS[condition]
    rr_ms = vu_ams[condition]
    assert rr_ms.size == n
    found = figures(rr_ms, heart_rate_bpm, sdnn_ms, rmssd_ms)
    assert 60_000 / found[0] == pytest.approx(mean_ms, abs=0.05)
    assert found[1:] == pytest.approx([sdnn, rmssd], abs=0.0005)


def test_the_breath_shows_in_the_heart_rate(vu_ams):
    [rate] = figures(vu_ams["breathing"], lf_peak_per_min)
    beats = Beats.of(vu_ams["breathing"])
    minutes = lf_peak_per_min(beats, Windows.trailing(beats, 60.0)[beats.t_s > 61])
    print(f"whole block {rate:.3f}/min; single minutes {minutes.min():.2f}-{minutes.max():.2f}/min")
    assert rate == pytest.approx(6.0, abs=0.15)
    assert np.abs(minutes - 6.0).max() < 0.3


def test_the_report_of_another_program(shared):
    rr_ms = np.load(shared / "data/rr_60min_with_report/SampleNNISeriesLong.npy")
    found = figures(rr_ms, heart_rate_bpm, sdnn_ms, rmssd_ms, pnn50_pct)
    assert 60_000 / found[0] == pytest.approx(768.438, abs=0.0005)
    assert found[1:] == pytest.approx([85.357, 60.523, 28.571], abs=0.0005)
    # It divides the squares of the cloud by n; we, as NeuroKit2 does, by n - 1.
    pairs = rr_ms.size - 1
    cloud = np.array(figures(rr_ms, sd1_ms, sd2_ms)) * np.sqrt((pairs - 1) / pairs)
    assert cloud == pytest.approx([42.797, 112.837], abs=0.0005)
    assert rejected(rr_ms).mean() < 0.004  # its makers had cleaned it


@pytest.mark.parametrize(
    ("series", "mean_ms", "sdnn", "rmssd"),
    [("H10 slow breathing", 970.3, 80.2, 37.36), ("rest", 1058.7, 57.8, 55.1)],
)
def test_straps(clean, series, mean_ms, sdnn, rmssd):
    found = figures(clean[series], heart_rate_bpm, sdnn_ms, rmssd_ms)
    assert 60_000 / found[0] == pytest.approx(mean_ms, abs=0.05)
    assert found[1] == pytest.approx(sdnn, abs=0.05)
    assert found[2] == pytest.approx(rmssd, abs=0.05)


@pytest.mark.parametrize("condition", VU_AMS)
def test_no_good_beat_of_the_lab_is_thrown_away(vu_ams, condition):
    assert not rejected(vu_ams[condition]).any()


def test_excluding_artifacts_changes_nothing_where_there_are_none(vu_ams):
    for condition in ("sitting", "breathing"):
        keep = Beats.of(vu_ams[condition])
        exclude = Beats(keep.t_s, keep.rr_ms, ~rejected(keep.rr_ms), keep.gap)
        for index in INDICES:
            both = [
                index.evaluate(beats, Windows.trailing(beats, index.window_s))
                for beats in (keep, exclude)
            ]
            assert np.array_equal(*both, equal_nan=True)


def test_artifacts_in_clean_recordings(clean):
    table = {name: table_row(name, rr_ms) for name, rr_ms in clean.items()}
    assert all(false_pct <= 0.3 for false_pct, _ in table.values())
    for name in ("sitting", "paced 4 s in, 6 s out"):
        assert table[name][0] == 0
    found = {
        name: {kind: any_ for kind, (any_, _, _) in row[1].items()} for name, row in table.items()
    }
    for name in ("sitting", "H10 slow breathing"):
        assert set(found[name].values()) == {1.0}
    assert min(found["paced 4 s in, 6 s out"].values()) >= 0.95


def test_a_wave_of_forty_beats_a_minute(shared):
    """Breathing out, this person's interval leaps by up to 80 % from one beat to the next."""
    path = shared / "data/ecg_airflow_6_per_min/ref_physio_ecg1_rpeaks.csv"
    rr_ms = 1000 * np.diff(np.loadtxt(path, skiprows=1))
    assert rr_ms.size == 407
    assert rejected(rr_ms).mean() < 0.005


def test_a_person_with_an_extra_beat_in_every_few(shared):
    """Irregularity itself must be seen: rules that learn a spread come to think it usual."""
    with gzip.open(shared / "data/h10_ecg_rr_pvc/polar_h10.csv.gz", "rt") as file:
        cells = [row["rr_ms"] for row in csv.DictReader(file)]
    rr_ms = [float(rr) for cell in cells if cell for rr in cell.split(";")]
    share = rejected(rr_ms).mean()
    print(f"{share:.0%} of {len(rr_ms)} intervals rejected")
    assert share > 0.5
    assert set(irregularities(rr_ms)) == {Irregularity.EARLY_BEATS}


def test_beats_that_cardiologists_marked(shared):
    """Half an hour of ECG with 33 atrial and 1 ventricular early beats."""
    marks = annotations((shared / "data/mitdb_100/100.atr").read_bytes())
    samples, codes = np.array(marks).T
    early = codes[1:] != 1
    after_early = np.append(False, early[:-1])
    flags = rejected(1000 * np.diff(samples) / 360)
    false = flags[~early & ~after_early].mean()
    print(
        f"early {flags[early].mean():.2f}, after {flags[after_early].mean():.2f}, false {false:.2%}"
    )
    assert early.sum() == 34
    assert flags[early].all()
    assert flags[after_early].all()
    assert false < 0.002


def annotations(content):
    """Sample and code (1: normal) of each beat of a file in MIT format.

    Two bytes each: six bits of what, ten bits of samples since the last.
    """
    words = struct.unpack(f"<{len(content) // 2}H", content)
    at, beats, i = 0, [], 0
    while words[i]:
        what, step = words[i] >> 10, words[i] & 0x3FF
        if what == 59:  # a longer step follows, its high word first
            at += (words[i + 1] << 16) + words[i + 2]
            i += 2
        elif what == 63:  # a text of `step` bytes follows
            i += (step + 1) // 2
        elif what < 59:
            at += step
            if what < 14:
                beats.append((at, what))
        i += 1
    return beats


def test_the_offline_rule_of_neurokit2_on_good_beats(clean):
    """Shares in %, as found before by calling NeuroKit2 directly on each series."""
    known = {"sitting": 0.7, "standing": 0.5, "rest": 1.2, "H10 slow breathing": 0.3, PACED: 0.0}
    for name, share in known.items():
        assert 100 * lipponen_tarvainen(clean[name]).mean() == pytest.approx(share, abs=0.06)


def test_in_the_paced_block_every_interval_of_an_artifact_is_found(clean):
    _, shares = table_row(PACED, clean[PACED], most=150)
    assert all(all_ >= 0.95 and beside < 0.15 for _, all_, beside in shares.values())


def test_no_clean_recording_is_called_irregular(vu_ams, clean, shared):
    hour = np.load(shared / "data/rr_60min_with_report/SampleNNISeriesLong.npy").astype(float)
    path = shared / "data/ecg_airflow_6_per_min/ref_physio_ecg1_rpeaks.csv"
    wave = 1000 * np.diff(np.loadtxt(path, skiprows=1))
    for rr_ms in (*vu_ams.values(), *clean.values(), hour, wave):
        assert set(irregularities(rr_ms)) <= {None}


def test_half_an_hour_with_an_early_beat_a_minute_is_regular(shared):
    samples, _ = np.array(annotations((shared / "data/mitdb_100/100.atr").read_bytes())).T
    assert set(irregularities(1000 * np.diff(samples) / 360)) == {None}


def irregularities(rr_ms):
    """What is said of the rhythm after every fifth beat."""
    verdicts = judge(rr_ms, np.zeros(len(rr_ms)))
    beats = marked(Beats.of(rr_ms), [i for i, v in enumerate(verdicts) if v is not Verdict.GOOD])
    return [irregularity(up_to(beats, n), verdicts[:n]) for n in range(30, len(rr_ms), 5)]
