"""EDF+ from anywhere: RR annotations become beats, an ECG alone is refused, nothing crashes."""

import io
from datetime import date, datetime, time

import numpy as np
import pyedflib
import pytest
from edfio import Edf, EdfAnnotation, EdfSignal, Recording

from devices.errors import FileError
from devices.importers import open_any
from devices.rr_list import decode_rr_ms

BEATS = [EdfAnnotation(10.8, None, "RR 800.0 ms"), EdfAnnotation(11.6125, None, "RR 812.5 ms")]


def write(path, annotations, **head):
    ecg = EdfSignal(np.sin(np.arange(130.0 * 20)), 130, label="ECG", physical_dimension="mV")
    Edf([ecg], annotations=annotations, **head).write(path)
    return path


def beats(recording):
    return [(record.t_s, *decode_rr_ms(record.payload)) for record in recording.records]


def test_beats_stand_where_they_were_noted(tmp_path):
    """A table's way: time zero is the start of the first interval."""
    equipment = Recording(
        startdate=date(2026, 5, 31), equipment_code="Some_strap", additional=["A_program", "1.0"]
    )
    others = [EdfAnnotation(1, None, "sat down"), EdfAnnotation(12, None, "RR interval unknown")]
    path = write(
        tmp_path / "a", [*BEATS, *others], recording=equipment, starttime=time(23, 59, 55, 250_000)
    )
    recording = open_any(path)
    assert beats(recording) == [(0.8, 800.0), (pytest.approx(1.6125, abs=1e-9), 812.5)]
    assert recording.header.start_utc == datetime(2026, 6, 1, 0, 0, 5, 250_000)
    assert recording.header.device.name == "Some strap"
    assert recording.header.program == "A program 1.0"
    assert recording.warnings == ()


def test_written_by_another_library(tmp_path):
    path = tmp_path / "run.edf"
    with pyedflib.EdfWriter(str(path), 1, pyedflib.FILETYPE_EDFPLUS) as writer:
        writer.setSignalHeader(0, pyedflib.highlevel.make_signal_header("ECG", sample_frequency=4))
        writer.setStartdatetime(datetime(2026, 5, 31, 8, 30))
        writer.writeSamples([np.arange(80.0)])
        for onset_s, _lasts_s, text in BEATS:
            writer.writeAnnotation(onset_s, -1, text)
    recording = open_any(path)
    assert beats(recording) == [(0.8, 800.0), (pytest.approx(1.6125, abs=1e-9), 812.5)]
    assert recording.header.start_utc == datetime(2026, 5, 31, 8, 30, 10)


def test_without_a_date_the_start_is_unknown(tmp_path):
    recording = open_any(write(tmp_path / "a", BEATS))
    assert recording.header.start_utc is None
    assert recording.header.device.name == recording.header.program == ""


def test_an_ecg_alone_is_refused(tmp_path):
    with pytest.raises(FileError) as told:
        open_any(write(tmp_path / "a.edf", [EdfAnnotation(1, None, "sat down")]))
    assert str(told.value) == (
        f"{tmp_path / 'a.edf'}: holds no RR intervals among its annotations. Let another program "
        "find the beats of its ECG, then choose the file it writes."
    )


def test_plain_edf_is_refused(tmp_path):
    Edf([EdfSignal(np.zeros(256), 256)]).write(tmp_path / "a.edf")
    with pytest.raises(FileError, match="holds no RR intervals among"):
        open_any(tmp_path / "a.edf")


def test_impossible_intervals_are_refused_without_a_line(tmp_path):
    path = write(tmp_path / "a", [EdfAnnotation(1, None, "RR 0.0 ms")])
    with pytest.raises(FileError, match="no RR intervals, 0") as told:
        open_any(path)
    assert told.value.line is None


def test_what_breaks_off_is_read_up_to_there(tmp_path):
    target = io.BytesIO()
    write(target, BEATS, data_record_duration=1)
    data = target.getvalue()
    record_bytes = (len(data) - 768) // 20
    (tmp_path / "a").write_bytes(data[: 768 + 11 * record_bytes + 100])
    recording = open_any(tmp_path / "a")
    assert [rr_ms for _t_s, rr_ms in beats(recording)] == [800.0]
    assert recording.warnings == ("The file breaks off; everything before the break was kept.",)


@pytest.mark.parametrize("place", [184, 236, 244, 252, 256 + 2 * 216])
def test_a_damaged_head_is_told(tmp_path, place):
    """Its length, its records, how long they are, the signals, and their samples."""
    target = io.BytesIO()
    write(target, BEATS)
    data = bytearray(target.getvalue())
    data[place : place + 3] = b"\xff\xfex"
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(FileError, match="is damaged"):
        open_any(tmp_path / "a")
