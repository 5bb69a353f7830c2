import gzip
import json
import stat
import sys
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from biofeedback.store.people import erase_person, everything_of
from biofeedback.store.person_file import write_person_file
from biofeedback.store.runs import import_recording, keep_derived, recording_lines
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Header, Recording
from devices.records import HEART_RATE, DeviceInfo, Marker, Notification

START = datetime(2026, 5, 31, 18, 30, tzinfo=UTC)
STRAP = DeviceInfo("Polar H10", "A0:9E:1A:00:00:01", "H10", "5.0.0")


def recording(start, label):
    records = [Notification(float(t), HEART_RATE, bytes.fromhex("104b3403")) for t in range(60)]
    header = Header(STRAP, start, "biofeedback 0.6", "rest")
    return Recording(header, (*records, Marker(60.0, label)))


@pytest.fixture
def runs(store, person):
    """Two runs of a person, one without a clock, with what was made of the first."""
    made = []
    for start, label in ((START, "sat down"), (None, "stood up")):
        run, is_new = import_recording(
            store, person.id, recording(start, label), program="biofeedback 0.6"
        )
        assert is_new
        made.append(run)
    keep_derived(
        store,
        made[0].id,
        "biofeedback 0.6",
        derived={"beats": b"\x01\x02"},
        figures={("whole", "rmssd_ms"): 42.5},
    )
    return made


def test_everything_can_be_taken_home(store, person, runs, tmp_path):
    path = tmp_path / "all.zip"
    write_person_file(store, person, path)
    dated, undated = runs
    names = [f"runs/{dated.id}-2026-05-31.jsonl.gz", f"runs/{undated.id}.jsonl.gz"]
    beats = names[0].replace("jsonl.gz", "beats")
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(["README.txt", "person.json", *names, beats])
        rows = json.loads(archive.read("person.json"))
        assert rows == everything_of(store, person)
        assert [row["value"] for row in rows["figure"]] == [42.5]
        for run, name in zip(runs, names, strict=True):
            assert gzip.decompress(archive.read(name)) == recording_lines(store, run)
        assert archive.read(beats) == b"\x01\x02"
        assert person.alias in archive.read("README.txt").decode()
        archive.extract(names[0], tmp_path)
    again = open_any(tmp_path / names[0])
    assert again.records == recording(START, "sat down").records


def test_nobody_else_may_read_it_and_the_same_records_give_the_same_file(
    store, person, runs, tmp_path
):
    paths = [tmp_path / name for name in ("one.zip", "two.zip")]
    for path in paths:
        write_person_file(store, person, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(paths[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["plain"])
def test_what_cannot_be_written_leaves_nothing(store, person, runs, tmp_path):
    with pytest.raises(FileError):
        write_person_file(store, person, tmp_path / "nowhere" / "all.zip")
    before = sorted(tmp_path.iterdir())
    erase_person(store, person)
    write_person_file(store, person, tmp_path / "none.zip")
    with ZipFile(tmp_path / "none.zip") as archive:
        assert json.loads(archive.read("person.json"))["person"] == []
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "none.zip"])
