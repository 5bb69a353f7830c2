"""Real exports of real programs give the figures that are known of them."""

from datetime import UTC, datetime

import numpy as np
import pytest

from devices.errors import FileError
from devices.importers import open_any
from devices.rr_list import decode_rr_ms

SITTING = (datetime(2023, 6, 30, 14, 9, 20), datetime(2023, 6, 30, 14, 14, 20))
BREATHING = (datetime(2023, 6, 30, 14, 29, 25), datetime(2023, 6, 30, 14, 32, 25))


def beats(recording):
    """Return beat times in s and intervals in ms."""
    rr_ms = [decode_rr_ms(record.payload)[0] for record in recording.records]
    return np.array([record.t_s for record in recording.records]), np.array(rr_ms)


def figures(rr_ms):
    """Return beats, mean, SDNN (ddof 1) and RMSSD, nothing corrected."""
    return len(rr_ms), rr_ms.mean(), rr_ms.std(ddof=1), np.sqrt(np.mean(np.diff(rr_ms) ** 2))


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("h10_ibi_slow_breathing/sample_data_ibi.csv", (620, 970.3, 80.2, 37.36)),
        ("rr_rest_and_noisy/rest_rri.txt", (910, 1058.7, 57.8, 55.1)),
    ],
)
def test_figures_of_whole_files(shared, name, known):
    count, *values = figures(beats(open_any(shared / "data" / name))[1])
    print(f"{name}: {count} beats, mean {values[0]:.2f} SDNN {values[1]:.2f} RMSSD {values[2]:.2f}")
    assert count == known[0]
    assert values == pytest.approx(known[1:], abs=0.05)


@pytest.mark.parametrize(
    ("block", "known"),
    [(SITTING, (279, 1075.4, 89.455, 95.003)), (BREATHING, (161, 1112.5, 213.008, 185.243))],
)
def test_blocks_of_the_laboratory_ecg(shared, block, known):
    recording = open_any(shared / "data/wearable_hrv/test_vu.txt")
    assert recording.header.start_utc == datetime(2023, 6, 30, 14, 8, 59, 580_000)
    start_s, end_s = ((edge - recording.header.start_utc).total_seconds() for edge in block)
    t_s, rr_ms = beats(recording)
    count, *values = figures(rr_ms[(t_s >= start_s) & (t_s <= end_s)])
    print(f"{count} beats, mean {values[0]:.2f} SDNN {values[1]:.3f} RMSSD {values[2]:.3f}")
    assert count == known[0]
    assert values[0] == pytest.approx(known[1], abs=0.05)
    assert values[1:] == pytest.approx(known[2:], abs=0.0005)


def test_times_of_the_laboratory_ecg_add_up(shared):
    # The recorder noted both the clock and the intervals; they agree within its millisecond.
    t_s, rr_ms = beats(open_any(shared / "data/wearable_hrv/test_vu.txt"))
    assert len(rr_ms) == 3040
    np.testing.assert_allclose(t_s, np.cumsum(rr_ms) / 1000, rtol=0, atol=0.0011)


@pytest.mark.parametrize("name", ["empatica", "rhythm", "kyto", "heartmath"])
def test_receipt_times_of_four_wearables_are_kept(shared, name):
    path = shared / f"data/wearable_hrv/test_{name}.csv"
    rows = [line.split(",") for line in path.read_text().splitlines()[1:] if line.strip()]
    received_ms, expected_rr = np.array([(int(row[0]), int(row[1])) for row in rows]).T
    recording = open_any(path)
    t_s, rr_ms = beats(recording)
    np.testing.assert_array_equal(rr_ms, expected_rr)
    np.testing.assert_allclose(
        t_s, (received_ms - received_ms[0] + expected_rr[0]) / 1000, rtol=0, atol=1e-9
    )
    began_s = (received_ms[0] - expected_rr[0]) / 1000
    assert recording.header.start_utc == datetime.fromtimestamp(began_s, UTC)


def test_slow_breathing_strap_times(shared):
    t_s, rr_ms = beats(open_any(shared / "data/h10_ibi_slow_breathing/sample_data_ibi.csv"))
    assert rr_ms.sum() / 1000 == pytest.approx(601.6, abs=0.05)
    assert t_s[-1] - t_s[0] == pytest.approx(600.0, abs=0.05)


def test_polar_hrm_is_as_long_as_its_own_header_says(shared):
    recording = open_any(shared / "data/rr_rest_and_noisy/noisy_rri.hrm")
    t_s, rr_ms = beats(recording)
    assert t_s[-1] == rr_ms.sum() / 1000 == pytest.approx(40 * 60 + 3, abs=0.5)
    assert len(rr_ms) == 3580 + 1  # the summary counts differences
    assert recording.header.start_utc == datetime(2008, 1, 25, 8, 57, 29)


def test_selfloops_times_are_the_sums_of_its_intervals(shared):
    recording = open_any(shared / "data/selfloops_export/20170808002e.txt")
    t_s, rr_ms = beats(recording)
    assert len(rr_ms) == 7501
    np.testing.assert_allclose(t_s, np.cumsum(rr_ms) / 1000, rtol=0, atol=1e-6)
    assert recording.header.start_utc == datetime(2017, 8, 8, 18, 51, 0, 630_000)


def test_intervals_between_ecg_samples_in_one_table(shared):
    recording = open_any(shared / "data/h10_ecg_rr_pvc/polar_h10.csv.gz")
    t_s, rr_ms = beats(recording)
    assert rr_ms.sum() / 1000 == pytest.approx(600, abs=1)
    assert t_s[-1] == pytest.approx(600, abs=1)


@pytest.mark.parametrize(
    "name",
    [
        "rr_60min_with_report/SampleReport.txt",
        "rr_60min_with_report/SampleNNISeriesLong.npy",
        "ecg_airflow_6_per_min/ref_physio_ecg1_rpeaks.csv",
        "ecg_airflow_6_per_min/ref_physio_resp1_cycles.csv",
        "ecg_respiration_8min/bio_resting_8min_100hz.csv.gz",
        "mitdb_100/100.hea",
        "mitdb_100/100.dat",
        "nstdb_118/118e12.csv",
        "nstdb_118/118e12_ann.csv",
        "verity_sense/MARKER.txt",
        "verity_sense/Polar_Sense_ACC.txt.gz",
        "verity_sense/Polar_Sense_HR.txt",
        "verity_sense/Polar_Sense_PPG.txt.gz",
        "wearable_hrv/test_events.csv",
    ],
)
def test_what_holds_no_intervals_is_refused(shared, name):
    path = shared / "data" / name
    with pytest.raises(FileError) as caught:
        open_any(path)
    print(str(caught.value).replace(str(path), name))
    assert caught.value.path == path
