"""What goes into a recording comes out of it, bit by bit, even when the writer was killed."""

import errno
import gzip
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import FileError
from devices.recording import Header, RecordingParser, RecordingWriter, read_recording
from devices.records import DeviceInfo, DeviceStatus, LinkState, Marker, Notification

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])

HEADER = Header(
    DeviceInfo("Strap", "C0:FF:EE", "H10", "5.0"),
    datetime(2024, 5, 1, 10, 0, tzinfo=UTC),
    "biofeedback 0.1.0",
    "paced-6",
)
RECORDS = (
    DeviceStatus(0.0, LinkState.CONNECTED),
    Notification(1.25, "heart_rate", bytes.fromhex("104b3403")),
    DeviceStatus(2.0, LinkState.LOST, "connection_lost"),
    Marker(9.5, "sat down; “größer”\n\u2028"),
)
LINES = (
    '{"format": "biofeedback-recording", "version": 1, "device": {"name": "Strap", '
    '"address": "C0:FF:EE", "model": "H10", "firmware": "5.0"}, '
    '"start_utc": "2024-05-01T10:00:00+00:00", "program": "biofeedback 0.1.0", '
    '"session": "paced-6"}\n'
    '{"t_s": 0.0, "status": "connected", "trouble": ""}\n'
    '{"t_s": 1.25, "channel": "heart_rate", "hex": "104b3403"}\n'
    '{"t_s": 2.0, "status": "lost", "trouble": "connection_lost"}\n'
    '{"t_s": 9.5, "marker": "sat down; \\u201cgr\\u00f6\\u00dfer\\u201d\\n\\u2028"}\n'
)
FIRST_LINE = LINES.partition("\n")[0]

times_s = st.floats(allow_nan=False, allow_infinity=False)
infos = st.builds(DeviceInfo, st.text(), st.text(), st.text(), st.text())
headers = st.builds(
    Header, infos, st.none() | st.datetimes(timezones=st.none() | st.just(UTC)), st.text(),
    st.none() | st.text(),
)  # fmt: skip
record_lists = st.lists(
    st.builds(Notification, times_s, st.text(), st.binary(max_size=40))
    | st.builds(DeviceStatus, times_s, st.sampled_from(LinkState), st.text())
    | st.builds(Marker, times_s, st.text())
).map(lambda records: tuple(sorted(records, key=lambda record: record.t_s)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("recordings")


def write(path, header=HEADER, records=RECORDS):
    with RecordingWriter(path, header) as writer:
        for record in records:
            writer.write(record)
    return path


def parse(pieces):
    parser = RecordingParser("some.jsonl")
    records = [record for piece in pieces for record in parser.feed(piece)]
    return parser.header, tuple(records + parser.finish()), parser.warnings


def test_the_lines_are_the_published_ones(tmp_path):
    assert write(tmp_path / "a.jsonl").read_text() == LINES


@SUFFIXES
@given(header=headers, records=record_lists)
def test_round_trip(folder, suffix, header, records):
    back = read_recording(write(folder / f"round{suffix}", header, records))
    assert (back.header, back.records, back.warnings) == (header, records, ())
    assert [repr(record) for record in back.records] == [repr(record) for record in records]


@given(cuts=st.lists(st.integers(0, len(LINES)), max_size=30), end=st.integers(400, len(LINES)))
def test_any_pieces_of_the_same_bytes_are_the_same_records(cuts, end):
    data = LINES.encode()[:end]
    edges = [0, *sorted(min(cut, end) for cut in cuts), end]
    pieces = [data[start:stop] for start, stop in pairwise(edges)]
    assert parse(pieces) == parse([data]) == parse([data[i : i + 1] for i in range(end)])


@SUFFIXES
def test_readable_while_it_is_written(tmp_path, suffix):
    with RecordingWriter(tmp_path / f"a{suffix}", HEADER) as writer:
        assert read_recording(writer.part).header == HEADER
        for count, record in enumerate(RECORDS, 1):
            writer.write(record)
            assert read_recording(writer.part).records == RECORDS[:count]
        assert not (tmp_path / f"a{suffix}").exists()
    assert not writer.part.exists()
    assert read_recording(tmp_path / f"a{suffix}").warnings == ()


@SUFFIXES
def test_a_file_cut_anywhere_keeps_every_whole_line(tmp_path, suffix):
    whole = write(tmp_path / f"whole{suffix}").read_bytes()
    cut = tmp_path / f"cut{suffix}"
    kept = []
    for end in range(len(whole)):
        cut.write_bytes(whole[:end])
        try:
            recording = read_recording(cut)
        except FileError:
            kept.append(-1)
            continue
        assert recording.header == HEADER
        assert recording.records == RECORDS[: len(recording.records)]
        kept.append(len(recording.records))
    assert kept == sorted(kept)
    assert kept[-1] == len(RECORDS)
    if suffix == ".jsonl":  # a line is whole from its last brace on
        ends = [end for end, byte in enumerate(whole) if whole[end : end + 1] == b"\n"]
        assert [kept.index(count) for count in range(len(RECORDS) + 1)] == ends


def test_a_torn_last_line_is_left_out_with_a_warning(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(LINES[:-20])
    recording = read_recording(path)
    assert recording.records == RECORDS[:-1]
    assert recording.warnings == ("The last line breaks off; it was left out.",)


WRITE_FOREVER = """
import sys
from itertools import count
from devices.records import DeviceInfo, Notification
from devices.recording import Header, RecordingWriter
with RecordingWriter(sys.argv[1], Header(DeviceInfo(""), None, "")) as writer:
    for number in count():
        writer.write(Notification(float(number), "heart_rate", number.to_bytes(4, "big")))
        print(number, flush=True)
"""


@SUFFIXES
def test_a_killed_process_loses_nothing_it_has_written(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_FOREVER, path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        written = [next(process.stdout) for _ in range(200)]
        process.kill()
        written += process.stdout
    count = len([line for line in written if line.endswith("\n")])
    records = read_recording(f"{path}.part").records
    print(f"{suffix}: {count} records written before the kill, {len(records)} read back")
    assert count <= len(records) <= count + 1
    assert records == tuple(
        Notification(float(number), "heart_rate", number.to_bytes(4, "big"))
        for number in range(len(records))
    )
    assert not path.exists()


def test_an_error_keeps_the_part_and_the_older_recording(tmp_path):
    path = write(tmp_path / "a.jsonl.gz")
    writer = RecordingWriter(path, HEADER)

    def break_off():
        with writer:
            writer.write(RECORDS[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    part = read_recording(writer.part)
    assert (part.records, part.warnings) == (RECORDS[:1], ())
    assert read_recording(path).records == RECORDS
    write(path, records=RECORDS[:2])  # a new recording takes neither's place before it is whole
    assert read_recording(writer.part).records == RECORDS[:1]
    assert read_recording(path).records == RECORDS[:2]


@pytest.mark.parametrize("t_s", [float("nan"), float("inf"), 0.5])
def test_the_writer_refuses_times_that_nobody_could_read(tmp_path, t_s):
    with RecordingWriter(tmp_path / "a.jsonl", HEADER) as writer:
        writer.write(Marker(1.0, ""))
        with pytest.raises(ValueError, match="follow in time"):
            writer.write(Marker(t_s, ""))
        writer.write(Marker(1.0, "equal times are fine"))
    assert len(read_recording(tmp_path / "a.jsonl").records) == 2


def test_a_place_that_cannot_be_written(tmp_path):
    with (
        pytest.raises(FileError, match="cannot be written"),
        RecordingWriter(tmp_path / "no" / "a.jsonl", HEADER),
    ):
        pass


def failing(*_anything):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_recording_that_cannot_take_its_name_says_where_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(FileError, match=r"No space left.*What was recorded is in .*a\.jsonl\.part"):
        write(tmp_path / "a.jsonl")
    monkeypatch.undo()
    assert read_recording(tmp_path / "a.jsonl.part").records == RECORDS


def test_a_disk_that_is_full_from_the_start_is_left_clean(tmp_path, monkeypatch):
    monkeypatch.setattr(RecordingWriter, "_put", failing)
    with pytest.raises(OSError, match="No space left"), RecordingWriter(tmp_path / "a", HEADER):
        pass
    assert list(tmp_path.iterdir()) == []


def test_later_keys_and_windows_line_ends_are_tolerated(tmp_path):
    path = tmp_path / "a.jsonl"
    added = LINES.replace('"t_s"', '"added": [1], "t_s"').replace(
        '"session"', '"more": 1, "session"'
    )
    path.write_bytes(b"\xef\xbb\xbf" + added.replace("\n", "\r\n").encode())
    recording = read_recording(path)
    assert (recording.header, recording.records, recording.warnings) == (HEADER, RECORDS, ())


NEWER = json.dumps(json.loads(FIRST_LINE) | {"version": 2})
GOOD = '{"t_s": 1, "marker": ""}'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", None, "is empty"),
        ("\n \n", None, "is empty"),
        ("800\n", 1, "is not a recording of this program"),
        ('{"format": "something-else"}\n', 1, "is not a recording of this program"),
        ("[" * 100_000, 1, "is not a recording of this program"),
        (FIRST_LINE[:-30], 1, "is not a recording of this program"),
        (NEWER, 1, "was made by a newer version of this program. Update this program"),
        ('{"format": "biofeedback-recording", "version": 1}\n', 1, "the header is broken"),
        (FIRST_LINE.replace('"version": 1', '"version": "one"'), 1, "the header is broken"),
        (FIRST_LINE.replace("2024-05-01T", "May"), 1, "the header is broken"),
        (f"{FIRST_LINE}\nnonsense\n{GOOD}\n", 2, "is not a record"),
        (f'{FIRST_LINE}\n{GOOD}\n{{"t_s": 1, "channel": "x", "hex": "1"}}\n', 3, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": 1, "channel": "x", "hex": "zz"}}\n', 2, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": 1, "channel": 7, "hex": "10"}}\n', 2, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": NaN, "marker": ""}}\n', 2, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": true, "marker": ""}}\n', 2, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": 1, "status": "flying", "trouble": ""}}\n', 2, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": 1}}\n', 2, "is not a record"),
        (f'{FIRST_LINE}\n{{"t_s": 2, "marker": ""}}\n{GOOD}\n', 3, "the time 1.0 s goes back"),
    ],
)
def test_a_file_that_is_no_recording(tmp_path, text, line, message):
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    with pytest.raises(FileError, match=message) as caught:
        read_recording(path)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_trouble_with_gzip(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_text(LINES)
    with pytest.raises(FileError, match="is not a gzip file"):
        read_recording(path)
    damaged = bytearray(gzip.compress(LINES.encode() * 9))
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(FileError, match="is damaged"):
        read_recording(path)
    with pytest.raises(FileError, match=re.escape(os.strerror(errno.ENOENT))):
        read_recording(tmp_path / "gone.jsonl")


def test_gzip_files_joined_end_to_end(tmp_path):
    head, tail = LINES[:500].encode(), LINES[500:].encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(head) + gzip.compress(tail))
    assert read_recording(tmp_path / "a.jsonl.gz").records == RECORDS
