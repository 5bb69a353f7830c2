"""EDF+ as another library (EDFlib, through pyedflib) reads it, and the way back."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pyedflib
import pytest

from biofeedback.hrv.window import Beats
from biofeedback.store.exchange import edf, export
from biofeedback.store.exchange.ecg import Ecg, ecg_of
from devices import polar
from devices.errors import DecodeError, FileError
from devices.importers import open_any
from devices.records import PMD, Marker, Notification
from devices.rr_list import decode_rr_ms
from tests.store.exchange.runs import AWAY_S, BACK_S, NOTE

LOCAL_START = datetime(2026, 6, 1, 0, 59, 58, 250_000)
ON_THE_WAY_S = 0.3
"""The virtual strap's least delay from a sample to its arrival; nobody can know it."""
TICK_S = 1e-6
"""Onsets are written to the microsecond."""


@pytest.fixture(scope="module")
def opened(exchanged, tmp_path_factory):
    """Return the file as the other library opens it."""
    path = tmp_path_factory.mktemp("edf") / "run.edf"
    export("edf", exchanged.material, path)
    with pyedflib.EdfReader(str(path)) as reader:
        yield reader


@pytest.fixture(scope="module")
def notes(opened):
    """Return onset and duration of the annotations, by their text."""
    found = {}
    for onset_s, lasts_s, text in zip(*opened.readAnnotations(), strict=True):
        found.setdefault(str(text), []).append((float(onset_s), float(lasts_s)))
    return found


def frames_of(material):
    """Return the ECG's frames as they came in, those sent again left out."""
    frames = {}
    for packet in material.recording.records:
        if isinstance(packet, Notification) and packet.channel == PMD:
            try:
                block = polar.decode(packet.payload)
            except DecodeError:
                continue
            if isinstance(block, polar.EcgBlock):
                frames[block.timestamp_ns] = block.ecg_uv
    return frames


def rr_notes(notes):
    """Return onset and interval of the beats."""
    rows = [
        (onset_s, float(text.split()[1]))
        for text, places in notes.items()
        if text.startswith("RR")
        for onset_s, _lasts_s in places
    ]
    return np.array(sorted(rows)).T


def test_head(opened, material):
    assert opened.getStartdatetime().replace(microsecond=0) == LOCAL_START.replace(microsecond=0)
    assert opened.starttime_subsecond == LOCAL_START.microsecond * 10  # EDFlib counts 100 ns
    assert opened.getSignalLabels() == ["ECG", "RR"]
    assert [opened.getPhysicalDimension(i) for i in range(2)] == ["uV", "ms"]
    assert opened.getPatientCode() == ""  # EDFlib reads X so
    assert opened.getEquipment() == "H10"
    assert 0 <= opened.getFileDuration() - material.run.duration_s < 64


def test_every_sample_of_the_ecg_is_there_unchanged(opened, material):
    """Not within the quantisation: the very numbers."""
    sent_uv = np.concatenate(list(frames_of(material).values()))
    read_uv = opened.readSignal(0)
    places = ecg_of(material.recording.records)
    lost = np.flatnonzero(places.gap)
    runs = np.split(sent_uv, lost[1:])
    at = 0
    for run in runs:
        first = next(
            i
            for i in range(at, read_uv.size)
            if read_uv[i] == run[0] and np.array_equal(read_uv[i : i + run.size], run)
        )
        assert not read_uv[at:first].any()
        at = first + run.size
    assert not read_uv[at:].any()
    print(f"{sent_uv.size} samples in {len(runs)} stretches, each as it was sent")
    assert len(runs) == 2
    assert sent_uv.size > 130 * 140


def test_the_rate_is_the_real_one(opened, exchanged):
    """The virtual H10 samples at 130 * 1.001 Hz of its own clock."""
    rate_hz = opened.getSampleFrequency(0)
    true_hz = 130 * 1.001
    print(f"{rate_hz} Hz, truly {true_hz:.4f}: {1e6 * (rate_hz / true_hz - 1):.0f} ppm off")
    assert rate_hz == pytest.approx(true_hz, rel=250e-6)


def test_beats_stand_at_their_r_peaks(opened, notes, exchanged):
    beats = exchanged.material.beats
    onset_s, rr_ms = rr_notes(notes)
    assert rr_ms.tolist() == beats.rr_ms.tolist()
    assert np.abs(onset_s - beats.t_s).max() < 0.02
    ecg_uv, rate_hz = opened.readSignal(0), opened.getSampleFrequency(0)
    off_s = []
    for beat_s in onset_s[(onset_s > 40) & ((onset_s < AWAY_S - 2) | (onset_s > BACK_S + 15))]:
        first = round((beat_s - 0.15) * rate_hz)
        peak = first + ecg_uv[first : first + round(0.3 * rate_hz)].argmax()
        off_s.append(peak / rate_hz - beat_s)
    off_ms = 1000 * np.array(off_s)
    print(f"{off_ms.size} beats stand {np.abs(off_ms).max():.1f} ms at most from the top sample")
    assert off_ms.size > 100
    assert np.abs(off_ms).max() < 1000 / rate_hz


def test_beats_are_those_that_happened(notes, exchanged):
    true_s = exchanged.truth.person.truth.beat_t_s + ON_THE_WAY_S
    onset_s, _rr_ms = rr_notes(notes)
    by_ecg_s = onset_s[(onset_s > 40) & (onset_s < AWAY_S - 2)]
    off_ms = 1000 * np.abs(true_s[:, np.newaxis] - by_ecg_s).min(axis=0)
    print(f"beats are {off_ms.max():.1f} ms at most from the true ones")
    assert off_ms.max() < 20


def test_gaps_and_notes(notes):
    [(marked_s, _lasts_s)] = notes["sat down  \u00fcber, \u201cquoted\u201d"]
    assert marked_s == pytest.approx(NOTE.t_s, abs=0.02)
    before, away, after = sorted(notes["no ECG"])
    assert before[0] == 0
    assert AWAY_S - 1.5 < away[0] < AWAY_S + 0.5
    assert BACK_S < away[0] + away[1] < BACK_S + 5
    assert after[0] > 180
    missing = [place for place in notes["beats may be missing"] if 90 < place[0] < 110]
    [(lost_s, lasts_s)] = missing
    assert AWAY_S - 3 < lost_s < AWAY_S + 1
    assert BACK_S - 2 < lost_s + lasts_s < BACK_S + 5


def test_the_rr_signal(opened, material):
    rr_ms, beats = opened.readSignal(1), material.beats
    assert opened.getSampleFrequency(1) == edf.RR_HZ
    at_s = np.arange(rr_ms.size) / edf.RR_HZ
    assert not rr_ms[(at_s > AWAY_S + 1) & (at_s < BACK_S - 1)].any()
    quiet = (beats.t_s > 50) & (beats.t_s < 90) & beats.valid
    for beat_s, beat_ms in zip(beats.t_s[quiet], beats.rr_ms[quiet], strict=True):
        inside = (at_s > beat_s - beat_ms / 1000 + 0.02) & (at_s < beat_s - 0.02)
        assert inside.any()
        assert rr_ms[inside] == pytest.approx(beat_ms, abs=1 / 16 + 1e-9)


def test_the_alias_is_there_when_it_is_wished(material, tmp_path):
    export("edf", replace(material, named=True), tmp_path / "run.edf")
    with pyedflib.EdfReader(str(tmp_path / "run.edf")) as reader:
        assert reader.getPatientCode() == "Jurgen B"
        assert "Baum" not in reader.getPatientName()


def test_else_it_tells_nobody(material):
    head = edf.encode(material)[: 256 * 4]
    assert b"X X X X " in head[:88]
    for name in (b"rgen", b"Baum", b"8C4CAD26", b"A0:9E"):
        assert name not in head


def test_it_reads_back_to_the_same_intervals(material, tmp_path):
    path = tmp_path / "run.edf"
    export("edf", material, path)
    recording = open_any(path)
    rr_ms = [decode_rr_ms(record.payload)[0] for record in recording.records]
    assert rr_ms == material.beats.rr_ms.tolist()
    began_s = float(material.beats.begin_s[0])
    start = recording.header.start_utc - timedelta(seconds=began_s)
    assert abs(start - LOCAL_START) < timedelta(seconds=0.02)
    times_s = np.array([record.t_s for record in recording.records]) + began_s
    assert np.abs(times_s - material.beats.t_s).max() < 0.02
    assert recording.header.device.name == "H10"
    assert recording.header.program == "biofeedback 1.0"
    assert recording.warnings == ()


def test_without_ecg_nor_start(material, tmp_path):
    """Beats from before the recording began included: straps tell them late."""
    beats = Beats.of([800.0, 812.5, 1024 / 1.024], [-0.5, 0.3125, 1.3125])
    run = type(material.run)(uid="1", person_id=1, session="", program="", start_utc=None)
    recording = replace(material.recording, records=(Marker(2.25, "end"),))
    export("edf", replace(material, run=run, beats=beats, recording=recording), tmp_path / "a.edf")
    with pyedflib.EdfReader(str(tmp_path / "a.edf")) as reader:
        onsets_s, _lasts_s, texts = reader.readAnnotations()
        assert list(zip(onsets_s, texts, strict=True)) == [
            (-0.5, "RR 800.0 ms"),
            (0.3125, "RR 812.5 ms"),
            (1.3125, "RR 1000.0 ms"),
            (2.25, "end"),
        ]
        assert reader.readSignal(0).tolist()[:7] == [812.5, 812.5, 1000, 1000, 1000, 1000, 0]
        assert reader.getFileDuration() == 3
    again = open_any(tmp_path / "a.edf")
    assert again.header.start_utc is None
    assert [decode_rr_ms(record.payload) for record in again.records] == [
        (800.0,),
        (812.5,),
        (1000.0,),
    ]


@pytest.mark.parametrize("hours", [0.05, 1, 12])
def test_long_runs_keep_their_clock(hours):
    """Half a sample in 64 s is the most that the rate in the file may be off: 60 ppm."""
    for rate_hz in (129.7, 130.0, 130.02, 130.16, 130.24):
        count = round(rate_hz * hours * 3600)
        gap = np.arange(count) == 0
        ecg = Ecg(np.arange(count) / rate_hz, np.zeros(count, np.int32), gap)
        record_s, samples = edf._records(ecg)
        off_s = abs(count * record_s / samples - count / rate_hz)
        print(f"{rate_hz} Hz, {hours} h: {samples} in {record_s} s, {1000 * off_s:.1f} ms off")
        assert off_s / (hours * 3600) < 61e-6 or off_s < 0.011


def test_what_cannot_be_written_is_told(material, tmp_path):
    nothing = replace(material.recording, records=())
    for broken, told in (
        (replace(material, recording=nothing, beats=Beats.of([])), "holds no heartbeats"),
        (replace(material, beats=Beats.of([800.0], [1e300])), "lasts longer"),
    ):
        with pytest.raises(FileError, match=told):
            export("edf", broken, tmp_path / "run.edf")
    assert list(tmp_path.iterdir()) == []
