"""What a recorder takes is on the disk within a second, and trouble loses nothing."""

import random
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from biofeedback.store import recorder as module
from biofeedback.store.errors import DiskFull, NotInStore, ReadOnly, StoreUnreachable
from biofeedback.store.models import RUNNING, Chunk
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import begin, close_interrupted, erase_run, find_run, recording_of
from devices.records import DeviceStatus, LinkState, Marker, Notification
from tests.store.strap import HEADER, strap_records

on_files = pytest.mark.parametrize("kind", ["plain", "encrypted"])


def beat(t_s):
    return Notification(t_s, "heart_rate", b"\x10\x40\xc0\x03")


@pytest.fixture
def recorder(store, person):
    return Recorder(store, begin(store, person.id, HEADER))


@pytest.fixture
def kept(store):
    """Return what the store holds of the newest run."""
    return lambda: recording_of(store, find_run(store, "last")).records


def record(recorder, records, tick_from_s=0.0):
    """Write as a runner does: the ticks of the seconds before each record."""
    second = tick_from_s
    for one in records:
        while second <= one.t_s:
            recorder.tick(second)
            second += 1
        recorder.write(one)


def with_silence(records, seed):
    """Take away stretches of up to ten seconds, as a strap out of reach does."""
    chance, silent_until_s = random.Random(seed), 0.0
    for one in records:
        if chance.random() < 0.02:
            silent_until_s = one.t_s + 10 * chance.random()
        if one.t_s >= silent_until_s:
            yield one


@pytest.mark.parametrize("seed", range(3))
def test_what_came_a_second_ago_is_on_the_disk(recorder, seed):
    records = list(with_silence(strap_records(60.0), seed))
    oldest_s = []

    def look(t_s):
        waiting = records[recorder.committed : recorder.committed + recorder.unsaved]
        oldest_s.append(t_s - waiting[0].t_s if waiting else 0.0)

    second = 0
    for one in records:
        while second <= one.t_s:
            look(second)  # the longest wait ends just before the tick
            recorder.tick(second)
            look(second)
            second += 1
        look(one.t_s)
        recorder.write(one)
        look(one.t_s)
    print(f"seed {seed}: {len(records)} records, the oldest waited {max(oldest_s):.3f} s")
    assert max(oldest_s) <= 1.0


def test_committed_is_what_the_store_holds(recorder, kept):
    records = strap_records(10.0)
    for one in records:
        recorder.write(one)
        assert kept() == records[: recorder.committed]


@pytest.mark.parametrize("precious", [Marker(0.1, "x"), DeviceStatus(0.1, LinkState.LOST, "")])
def test_markers_and_the_link_do_not_wait(recorder, kept, precious):
    recorder.write(beat(0.1))
    assert kept() == ()
    recorder.write(precious)
    assert kept() == (beat(0.1), precious)


def test_the_end_packs_the_records(store, recorder, kept):
    records = strap_records(60.0)
    record(recorder, records)
    recorder.close("completed", 60.0)
    run = find_run(store, "last")
    assert (run.finish, run.duration_s, len(run.digest)) == ("completed", 60.0, 64)
    assert kept() == records
    with store.session() as session:
        [chunk] = session.scalars(select(Chunk))
    assert (chunk.from_s, chunk.to_s, chunk.records) == (records[0].t_s, 60.0, len(records))
    assert close_interrupted(store) == []


def test_a_long_run_is_packed_into_several_chunks(store, person):
    noise = random.Random(1)
    records = tuple(Notification(float(i), "pmd", noise.randbytes(2**16)) for i in range(20))
    recorder = Recorder(store, begin(store, person.id, HEADER))
    record(recorder, records)
    recorder.close("completed", 20.0)
    with store.session() as session:
        chunks = session.scalars(select(Chunk).order_by(Chunk.seq)).all()
    assert [chunk.records for chunk in chunks] == [7, 7, 6]  # 131 kB of hex a line
    assert recording_of(store, find_run(store, "last")).records == records


@pytest.mark.parametrize("t_s", [float("nan"), float("inf"), 0.5])
def test_times_that_nobody_could_read_are_refused(recorder, t_s):
    recorder.write(Marker(1.0, ""))
    with pytest.raises(ValueError, match=r"follow in time|not JSON compliant"):
        recorder.write(Marker(t_s, ""))
    recorder.write(Marker(1.0, "equal times are fine"))
    assert recorder.committed == 2


# Trouble


def execute(store, statement):
    """Execute without the transaction that a session begins."""
    with closing(store.engine.raw_connection()) as connection:
        return connection.cursor().execute(statement).fetchall()


@contextmanager
def pragma(store, name, bad, good):
    execute(store, f"PRAGMA {name} = {bad}")
    yield
    execute(store, f"PRAGMA {name} = {good}")


def full(store):
    return pragma(store, "max_page_count", 1, 2**30)


def read_only(store):
    return pragma(store, "query_only", "ON", "OFF")


def is_sound(store):
    return execute(store, "PRAGMA integrity_check") == [("ok",)]


@on_files
@pytest.mark.parametrize(("broken", "error"), [(full, DiskFull), (read_only, ReadOnly)])
def test_trouble_ends_no_run_and_loses_nothing(store, recorder, kept, broken, error):
    records = strap_records(60.0)
    first, during, after = records[:100], records[100:180], records[180:]
    record(recorder, first)
    before = recorder.committed
    assert recorder.trouble is None
    with broken(store):
        record(recorder, during, tick_from_s=during[0].t_s)
        assert isinstance(recorder.trouble, error)
        assert before <= recorder.committed < 180
    assert kept() == records[: recorder.committed]
    record(recorder, after, tick_from_s=after[0].t_s)
    assert recorder.trouble is None
    recorder.close("completed", 60.0)
    assert kept() == records
    assert is_sound(store)


@on_files
def test_a_store_that_stays_full_keeps_what_it_had(store, recorder, kept):
    records = strap_records(60.0)
    record(recorder, records[:100])
    with full(store):
        record(recorder, records[100:], tick_from_s=records[100].t_s)
        recorder.close("completed", 60.0)
        assert isinstance(recorder.trouble, DiskFull)
        assert recorder.unsaved == len(records) - recorder.committed > 0
        assert kept() == records[: recorder.committed]
        assert find_run(store, "last").finish == RUNNING
    recorder.close("completed", 60.0)  # once more, when there is room
    assert (recorder.trouble, recorder.unsaved) == (None, 0)
    assert (find_run(store, "last").finish, kept()) == ("completed", records)


@on_files
def test_the_next_attempt_waits(store, recorder, monkeypatch):
    attempts = []
    commit = recorder._commit
    monkeypatch.setattr(recorder, "_commit", lambda: attempts.append(recorder._t_s) or commit())
    with full(store):
        while not recorder.trouble:
            recorder.write(Marker(0.0, "x" * 1000))
        del attempts[:]
        for t_s in range(1, 120):
            recorder.write(beat(float(t_s)))
    assert attempts == [3, 9, 21, 45, 75, 105]


class LosesTheAnswer:
    """A store whose server keeps what it is told, and breaks the line before it says so."""

    def __init__(self, store, chance):
        self.place, self.engine = store.place, store.engine
        self._store, self._chance = store, chance

    @contextmanager
    def session(self):
        with self._store.session() as session:
            yield session
        if self._chance.random() < 0.5:
            raise StoreUnreachable


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_written_twice(store, person, kept, seed, monkeypatch):
    monkeypatch.setattr(module, "RETRY_S", 0.5)
    monkeypatch.setattr(module, "LONGEST_RETRY_S", 0.5)
    monkeypatch.setattr(module, "COMMIT_BYTES", 1500)
    records = strap_records(60.0)
    run_id = begin(store, person.id, HEADER)
    recorder = Recorder(LosesTheAnswer(store, random.Random(seed)), run_id)
    record(recorder, records)
    while recorder.unsaved:
        recorder.close("completed", 60.0)
    assert kept() == records


@on_files
def test_memory_is_bounded_and_what_finds_no_room_is_counted(store, recorder, kept, monkeypatch):
    monkeypatch.setattr(module, "WAITING_BYTES", 20_000)
    records = strap_records(60.0)
    with full(store):
        record(recorder, [*records, Marker(61.0, "stopped")])
        assert recorder._waiting_bytes < 21_000
    recorder.close("stopped", 61.0)
    lost, found = recorder.left_out, kept()
    assert lost > 50
    assert recorder.unsaved == lost
    assert found == (*records[: len(records) - lost - 1], *records[-1:], Marker(61.0, "stopped"))


def test_a_run_erased_meanwhile_is_told(store, recorder):
    recorder.write(Marker(0.0, "begin"))
    erase_run(store, find_run(store, "last").id)
    recorder.write(Marker(1.0, "still here"))
    assert isinstance(recorder.trouble, NotInStore)
    recorder.close("completed", 1.0)
    assert isinstance(recorder.trouble, NotInStore)
    with store.session() as session:
        assert session.scalar(select(func.count()).select_from(Chunk)) == 0


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_broken_line_to_the_server_is_mended(store, recorder, kept):
    records = strap_records(10.0)
    for one in records:
        recorder.write(replace(one))
        if one.t_s > 5:
            with store.engine.connect() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
    recorder.close("completed", 10.0)
    assert (recorder.trouble, kept()) == (None, records)
