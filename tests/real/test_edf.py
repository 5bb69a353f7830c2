"""Ten minutes of a real H10 with many extra beats, through EDF+ and another library."""

import csv
import gzip
from dataclasses import replace

import numpy as np
import pyedflib
import pytest

from biofeedback.live.analysis import judged_beats
from biofeedback.store.exchange import export
from biofeedback.store.exchange.material import Material
from biofeedback.store.models import Person, Run
from devices import polar
from devices.importers import open_any
from devices.polar_control import Answer, Operation, Status, Stream, encode_answer
from devices.recording import Header, Recording
from devices.records import PMD, PMD_ANSWER, DeviceInfo, Notification
from devices.rr_list import decode_rr_ms

FRAME_SAMPLES = 73
REAL_HZ = 130.16
"""As the description of the file says."""


@pytest.fixture(scope="module")
def ecg(shared):
    """Return the stamps of the samples in ns, and the samples in whole microvolts."""
    with gzip.open(shared / "data/h10_ecg_rr_pvc/polar_h10.csv.gz", "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["ecg_mv"]]
    stamps_ns = np.array([int(row["time_ns"]) for row in rows])
    uv = np.array([round(1000 * float(row["ecg_mv"])) for row in rows], np.int32)
    whole = uv.size // FRAME_SAMPLES * FRAME_SAMPLES
    return stamps_ns[:whole] - stamps_ns[0] + 10**9, uv[:whole]


def recorded(stamps_ns, uv):
    """Return the samples as an H10 sends them, 0.3 s after the last of a frame."""
    started = encode_answer(Answer(Operation.START, Stream.ECG, Status.SUCCESS))
    records = [Notification(0.0, PMD_ANSWER, started)]
    for end in range(FRAME_SAMPLES, uv.size + 1, FRAME_SAMPLES):
        stamp_ns = int(stamps_ns[end - 1])
        block = polar.EcgBlock(stamp_ns, uv[end - FRAME_SAMPLES : end])
        records.append(Notification(stamp_ns / 1e9 + 0.3, PMD, polar.encode(block)))
    return Recording(Header(DeviceInfo("Polar H10"), None, "test"), tuple(records))


def test_ten_minutes_of_ecg(ecg, tmp_path):
    stamps_ns, uv = ecg
    recording = recorded(stamps_ns, uv)
    beats, _verdicts = judged_beats(recording.records)
    run = Run(uid="1", person_id=1, session="", program="test", start_utc=None)
    somebody = Person(uid="1", alias="Linden", created_utc=None)
    material = Material(run, somebody, b"", recording, replace(beats, kept={}))
    export("edf", material, tmp_path / "run.edf")
    with pyedflib.EdfReader(str(tmp_path / "run.edf")) as reader:
        read_uv, rate_hz = reader.readSignal(0), reader.getSampleFrequency(0)
        onsets_s, lasts_s, texts = reader.readAnnotations()
    first = int(np.flatnonzero(read_uv)[0])
    assert read_uv[first : first + uv.size].tolist() == uv.tolist()
    assert not read_uv[first + uv.size :].any()
    missing = [row for row in zip(onsets_s, lasts_s, texts, strict=True) if row[2] == "no ECG"]
    assert len(missing) == 2  # before and after, none between
    at_beats = onsets_s[[text.startswith("RR") for text in texts]]
    peaks_uv = [read_uv[round(s * rate_hz) - 4 : round(s * rate_hz) + 5].max() for s in at_beats]
    size = (tmp_path / "run.edf").stat().st_size
    print(f"{uv.size} samples, {rate_hz:.4f} Hz, {at_beats.size} beats, {size / 1024:.0f} KiB")
    assert rate_hz == pytest.approx(REAL_HZ, abs=0.01)
    assert at_beats.size > 600
    assert np.median(peaks_uv) > 500
    again = open_any(tmp_path / "run.edf")
    assert [decode_rr_ms(r.payload)[0] for r in again.records] == beats.rr_ms.tolist()
