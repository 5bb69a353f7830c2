"""A disk that is really full: the run goes on, and all of it is kept once there is room."""

import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

from biofeedback.store.database import Store
from biofeedback.store.errors import DiskFull
from biofeedback.store.key import FileKey
from biofeedback.store.models import Person
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import begin, find_run, recording_of
from tests.store.strap import HEADER, strap_records

RECORDS = strap_records(120.0)


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 1 MiB."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a small disk is mounted on Linux only")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", tmp_path]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


@contextmanager
def no_room_on(disk):
    """Fill what is free with one file."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    yield
    ballast.unlink()


@contextmanager
def no_longer_files_than(size):
    """Let the system refuse to write beyond so many bytes of any file."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def record_through(folder, no_room):
    """Record two minutes, the middle part without room; then look."""
    place, key = folder / "records.db", FileKey.random()
    with Store(place, key) as store:
        with store.session() as session:
            person = Person(uid="1", alias="Linden", created_utc=HEADER.start_utc)
            session.add(person)
        recorder = Recorder(store, begin(store, person.id, HEADER))
        for one in RECORDS[:100]:
            recorder.write(one)
        assert recorder.trouble is None
        with no_room(place):
            for one in RECORDS[100:300]:
                recorder.write(one)
            assert isinstance(recorder.trouble, DiskFull)
            assert "no room left" in str(recorder.trouble)
            kept = recorder.committed
            assert recording_of(store, find_run(store, "last")).records == RECORDS[:kept]
        for one in RECORDS[300:]:
            recorder.write(one)
        assert recorder.trouble is None
        recorder.close("completed", 120.0)
        assert (recorder.trouble, recorder.unsaved) == (None, 0)
    print(f"{len(RECORDS)} records, no room from 100 to 300; {kept} were kept then, all at the end")
    with Store(place, key) as store:
        assert recording_of(store, find_run(store, "last")).records == RECORDS
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_full_disk(small_disk):
    record_through(small_disk, lambda place: no_room_on(small_disk))


def test_a_quota(tmp_path):
    def no_room(place):
        return no_longer_files_than(place.with_name(f"{place.name}-wal").stat().st_size + 20_000)

    record_through(tmp_path, no_room)
