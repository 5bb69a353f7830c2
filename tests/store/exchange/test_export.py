"""Recordings, tables, RR lists and zip files: what was there is there again, and is explained."""

import csv
import gzip
import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from biofeedback.hrv.index import BY_NAME
from biofeedback.hrv.window import Beats
from biofeedback.report.frame_table import COLUMNS
from biofeedback.store.exchange import FORMATS, export, kubios, table
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import RecordingWriter, read_recording
from devices.records import Marker
from devices.rr_list import decode_rr_ms
from tests.store.exchange.runs import NOTE, lines_of


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def rr_ms(recording):
    return [decode_rr_ms(record.payload)[0] for record in recording.records]


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.gz"])
def test_a_recording_is_what_came_in(material, tmp_path, name):
    """The very bytes that a writer keeps while it runs, and again when they are read."""
    path, kept = tmp_path / name, tmp_path / "kept.jsonl"
    with RecordingWriter(kept, material.recording.header) as writer:
        for record in material.recording.records:
            writer.write(record)
    export("recording", material, path)
    data = path.read_bytes()
    lines = gzip.decompress(data) if name.endswith(".gz") else data
    assert lines == kept.read_bytes()
    assert lines_of(read_recording(path)) == lines
    export("recording", material, path)
    assert path.read_bytes() == data
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, "kept.jsonl"])
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_kubios_text_reads_back_to_the_same_intervals(material, tmp_path):
    export("kubios", material, tmp_path / "rr.txt")
    text = (tmp_path / "rr.txt").read_text()
    assert rr_ms(open_any(tmp_path / "rr.txt")) == material.beats.rr_ms.tolist()
    assert all(float(line) > 100 for line in text.splitlines())
    assert len(text.splitlines()) == material.beats.t_s.size


def test_kubios_text_of_a_real_heart(shared, material, tmp_path):
    listed = shared / "data/rr_rest_and_noisy/rest_rri.txt"
    beats = Beats.of(np.loadtxt(listed))
    export("kubios", replace(material, beats=beats), tmp_path / "rr.txt")
    again = rr_ms(open_any(tmp_path / "rr.txt"))
    print(f"{len(again)} intervals, mean {np.mean(again):.1f} ms, SDNN {np.std(again, ddof=1):.1f}")
    assert again == rr_ms(open_any(listed))
    assert np.mean(again) == pytest.approx(1058.7, abs=0.05)
    assert np.std(again, ddof=1) == pytest.approx(57.8, abs=0.05)


def test_what_no_list_may_hold_is_left_out(material):
    rr = np.array([np.nan, 3.0, 812.5, 250.0, 30_000.0])
    flags = np.ones(rr.size, np.bool_)
    beats = Beats(np.arange(5.0), rr, ~flags, flags)
    assert kubios.encode(replace(material, beats=beats)) == b"812.5\n250.0\n"
    with pytest.raises(FileError, match="holds no heartbeats"):
        kubios.encode(replace(material, beats=Beats.of([])))


def test_tables_hold_every_number(material):
    tables = table.encode(material)
    beats = rows_of(tables["beats.csv"])
    assert [float(row["rr_ms"]) for row in beats] == material.beats.rr_ms.tolist()
    assert [float(row["t_s"]) for row in beats] == material.beats.t_s.tolist()
    assert [row["gap"] == "1" for row in beats] == material.beats.gap.tolist()
    assert [row["valid"] == "1" for row in beats] == material.beats.valid.tolist()
    frames = rows_of(tables["frames.csv"])
    assert len(frames) == material.frames["t_s"].size > 30
    for name, values in material.frames.items():
        read = [float(row[name]) if row[name] else np.nan for row in frames]
        assert np.array_equal(read, values, equal_nan=True), name
    figures = {row["part"]: row for row in rows_of(tables["figures.csv"])}
    assert set(figures) == {"before", "during", "whole"}
    for (part, name), value in material.figures.items():
        assert float(figures[part][name]) == value
    markers = rows_of(tables["markers.csv"])
    assert {"t_s": str(NOTE.t_s), "label": NOTE.label} in markers


def test_every_column_is_described(material):
    tables = table.encode(material)
    described = {(row["file"], row["column"]): row for row in rows_of(tables["columns.csv"])}
    there = {
        (name, column)
        for name, data in tables.items()
        if name != "columns.csv"
        for column in rows_of(data)[0]
    }
    assert set(described) == there
    assert all(row["meaning"] for row in described.values())
    assert described["frames.csv", "rmssd_ms"] == {
        "file": "frames.csv",
        "column": "rmssd_ms",
        "meaning": "RMSSD, over 60 s",
        "unit": "ms",
        "source": "Task Force 1996, doi:10.1161/01.CIR.93.5.1043",
    }
    for column in ("rr_ms", "t_s"):
        assert column.endswith("_" + described["beats.csv", column]["unit"])


@pytest.mark.parametrize("name", [*COLUMNS, *BY_NAME])
def test_every_column_there_may_be_is_described(name):
    for file in (table.FRAMES, table.FIGURES):
        meaning, _unit, _source = table.describe(file, name)
        assert "{" not in meaning


def test_tables_of_a_run_without_anything(material, tmp_path):
    nothing = replace(material.recording, records=())
    empty = replace(material, recording=nothing, beats=Beats.of([]), frames={}, figures={})
    export("csv", empty, tmp_path / "run")
    assert (tmp_path / "run/beats.csv").read_text() == "t_s,rr_ms,valid,gap\n"
    assert (tmp_path / "run/markers.csv").read_text() == "t_s,label\n"
    assert len(list((tmp_path / "run").iterdir())) == 5


def test_the_zip_holds_what_the_others_write(material, tmp_path):
    export("zip", material, tmp_path / "run.zip")
    with zipfile.ZipFile(tmp_path / "run.zip") as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 6, 1, 0, 59, 58)}
    readme = files.pop("README.txt").decode()
    assert "Six, 2026-06-01 00:59, 3.0 minutes" in readme
    assert "not encrypted" in readme
    for name in {name.split("/")[0] for name in files}:
        assert f"\n{name}" in readme
    assert gzip.decompress(files.pop("recording.jsonl.gz")) == material.lines
    tables = {name: files.pop(f"tables/{name}") for name in table.encode(material)}
    assert tables == table.encode(material)
    wanted = {"rr.txt": "kubios", "run.edf": "edf", "fhir.json": "fhir"}
    assert {name: FORMATS[wanted[name]].encode(material) for name in files} == files
    assert json.loads(files["fhir.json"])["resourceType"] == "Bundle"
    data = (tmp_path / "run.zip").read_bytes()
    export("zip", material, tmp_path / "run.zip")
    assert (tmp_path / "run.zip").read_bytes() == data


def test_a_zip_of_a_run_without_beats_or_start(material):
    run = type(material.run)(uid="1", person_id=1, session="", program="", start_utc=None)
    recording = replace(material.recording, records=(Marker(1.0, "end"),))
    lone = replace(material, run=run, recording=recording, beats=Beats.of([]), lines=b"{}\n")
    data = FORMATS["zip"].encode(lone)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "at an unknown time" in archive.read("README.txt").decode()
        assert {"run.edf", "rr.txt"}.isdisjoint(archive.namelist())
        assert datetime(*archive.infolist()[0].date_time) == datetime(1980, 1, 1)


@pytest.mark.parametrize("what", list(FORMATS))
def test_a_full_disk_leaves_the_older_file(material, tmp_path, what, monkeypatch):
    path = tmp_path / f"run{FORMATS[what].suffix}"
    export(what, material, path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match="No space left"):
        export(what, material, path)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
