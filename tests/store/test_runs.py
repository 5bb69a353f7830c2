"""Runs are found again as they were begun, their recordings to the last bit."""

import math
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from biofeedback.store.chunks import piece_of
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore, StoreDamaged
from biofeedback.store.models import (
    IMPORTED,
    INTERRUPTED,
    RUNNING,
    Base,
    Chunk,
    Person,
    Rating,
    Run,
)
from biofeedback.store.recorder import Recorder
from biofeedback.store.run_header import header_of, new_run
from biofeedback.store.runs import (
    begin,
    close_interrupted,
    derived_of,
    erase_run,
    figures_of,
    find_run,
    import_recording,
    keep_derived,
    recording_lines,
    recording_of,
    runs_of,
)
from devices.recording import Header, Recording, RecordingWriter, header_line
from devices.records import DeviceInfo, Marker, Notification
from tests.store.strap import HEADER, strap_records

RECORDS = strap_records(20.0)
START = HEADER.start_utc


def written(path, header, records):
    """Return the bytes of a recording's file."""
    with RecordingWriter(path, header) as writer:
        for record in records:
            writer.write(record)
    return path.read_bytes()


def count(store, table):
    with store.session() as session:
        return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def somebody_else(store):
    with store.session() as session:
        other = Person(uid="2", alias="Ahorn", created_utc=START)
        session.add(other)
    return other


def begin_at(store, person, hours):
    return begin(store, person.id, replace(HEADER, start_utc=START + timedelta(hours=hours)))


# The recording


def test_the_lines_are_those_of_a_file(store, person, tmp_path):
    run_id = begin(store, person.id, HEADER)
    recorder = Recorder(store, run_id)
    for record in RECORDS[:30]:
        recorder.write(record)
    recorder.tick(RECORDS[30].t_s)
    run = find_run(store, str(run_id))
    assert recording_lines(store, run) == written(tmp_path / "a.jsonl", HEADER, RECORDS[:30])
    for record in RECORDS[30:]:
        recorder.write(record)
    recorder.close("completed", 20.0)
    run = find_run(store, str(run_id))
    assert recording_lines(store, run) == written(tmp_path / "b.jsonl", HEADER, RECORDS)
    assert recording_of(store, run) == Recording(HEADER, RECORDS)


texts = st.text(st.characters(), max_size=5)  # halves of letters and zeros, too
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
headers = st.builds(
    Header,
    st.builds(DeviceInfo, texts, texts, texts, texts),
    st.none() | st.datetimes(timezones=st.none() | st.just(UTC) | offsets),
    texts,
    st.none() | texts,
)


@given(header=headers, utc_offset_s=st.integers(-50_000, 50_000))
def test_any_header_comes_back(header, utc_offset_s):
    run = new_run(1, header, utc_offset_s=utc_offset_s)
    assert header_line(header_of(run)) == header_line(header)
    start = header.start_utc
    if start and run.start_utc:
        ahead = timedelta(seconds=utc_offset_s) if start.tzinfo is None else start.utcoffset()
        assert (run.start_utc + ahead).replace(tzinfo=None) == start.replace(tzinfo=None)
    elif start:
        assert start.year in (1, 9999)


ODD = Header(
    DeviceInfo("Strap \ud800\0", "größer"),
    datetime(2024, 5, 1, 10, 0, 0, 7, tzinfo=timezone(timedelta(hours=2))),
    "Another program",
)


@pytest.mark.parametrize("header", [ODD, replace(ODD, start_utc=None), replace(HEADER, session="")])
def test_export_import_export_is_identical(store, person, tmp_path, header):
    recording = Recording(header, RECORDS)
    run, is_new = import_recording(store, person.id, recording, program="biofeedback 1")
    assert is_new
    found = find_run(store, str(run.id))
    assert recording_lines(store, found) == written(tmp_path / "a.jsonl", header, RECORDS)
    assert recording_of(store, found) == recording
    assert (found.finish, found.duration_s) == (IMPORTED, 20.0)
    assert found.options["imported_by"] == "biofeedback 1"
    if header is ODD:
        assert found.utc_offset_s == 7200
        assert found.start_utc == datetime(2024, 5, 1, 8, 0, 0, 7, tzinfo=UTC)


# Importing


def test_nothing_is_imported_twice(store, person, somebody_else):
    recorder = Recorder(store, begin(store, person.id, HEADER))
    for record in RECORDS:
        recorder.write(record)
    recorder.close("completed", 20.0)
    recorded = find_run(store, "last")
    recording = recording_of(store, recorded)
    run, is_new = import_recording(store, person.id, recording, program="")
    assert (run.id, is_new) == (recorded.id, False)
    later = replace(recording, header=replace(HEADER, start_utc=START + timedelta(days=1)))
    longer = replace(recording, records=(*RECORDS, Marker(21.0, "more")))
    for owner, other in ((person, later), (person, longer), (somebody_else, recording)):
        run, is_new = import_recording(store, owner.id, other, program="")
        assert is_new
        assert (run, False) == import_recording(store, owner.id, other, program="")
    assert count(store, Run) == 4


def test_an_import_is_whole_or_not_at_all(store, person, monkeypatch):
    with pytest.raises(IntegrityError):
        import_recording(store, person.id + 1, Recording(HEADER, RECORDS), program="")

    def break_off(*_anything):
        raise ZeroDivisionError

    monkeypatch.setattr("biofeedback.store.runs.add_packed", break_off)
    with pytest.raises(ZeroDivisionError):
        import_recording(store, person.id, Recording(HEADER, RECORDS), program="")
    assert (count(store, Run), count(store, Chunk)) == (0, 0)


def test_a_recording_without_records(store, person):
    run, _ = import_recording(store, person.id, Recording(HEADER, ()), program="")
    assert recording_of(store, run) == Recording(HEADER, ())
    assert (run.duration_s, close_interrupted(store)) == (0.0, [])


# Interrupted


def test_what_was_cut_off_is_closed(new_store):
    store = new_store()
    with store.session() as session:
        person = Person(uid="1", alias="Linden", created_utc=START)
        session.add(person)
    empty, recorded = begin_at(store, person, 0), begin_at(store, person, 1)
    recorder = Recorder(store, recorded)
    for record in RECORDS:
        recorder.write(record)
    store.engine.dispose()  # all connections end, as with their process
    recorder._presence.pop_all()
    with Store(store.place, store.key) as again:
        closed = close_interrupted(again)
        assert [(run.id, run.finish) for run in closed] == [
            (empty, INTERRUPTED),
            (recorded, INTERRUPTED),
        ]
        assert [run.duration_s for run in closed] == [0.0, 20.0]
        assert recording_of(again, closed[1]).records == RECORDS
        assert count(again, Chunk) == 1
        assert close_interrupted(again) == []


def test_a_run_that_lacks_its_packing_gets_it(store, person, monkeypatch):
    run_id = begin(store, person.id, HEADER)
    recorder = Recorder(store, run_id)
    for record in RECORDS:
        recorder.write(record)

    def no_room(*_anything):
        raise StoreDamaged

    with monkeypatch.context() as patch:
        patch.setattr("biofeedback.store.runs.pack", no_room)
        recorder.close("completed", 20.0)
        assert recorder.trouble is None
    assert count(store, Chunk) > 1
    assert close_interrupted(store) == []
    assert count(store, Chunk) == 1
    run = find_run(store, str(run_id))
    assert (run.finish, recording_of(store, run).records) == ("completed", RECORDS)


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_run_that_another_program_records_is_left_alone(store, person):
    recorder = Recorder(store, begin_at(store, person, 0))
    gone = begin_at(store, person, 1)
    for record in RECORDS[:50]:
        recorder.write(record)
    with Store(store.place) as another_room:
        assert [run.id for run in close_interrupted(another_room)] == [gone]
        for record in RECORDS[50:]:
            recorder.write(record)
        recorder.close("completed", 20.0)
        assert close_interrupted(another_room) == []
        [first] = [run for run in runs_of(another_room) if run.id != gone]
        assert (first.finish, recording_of(another_room, first).records) == ("completed", RECORDS)


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_recorder_that_lost_its_claim_loses_nothing(store, person):
    recorder = Recorder(store, begin(store, person.id, HEADER))
    for record in RECORDS[:50]:
        recorder.write(record)
    recorder._presence.close()
    with Store(store.place) as another_room:
        assert len(close_interrupted(another_room)) == 1
    for record in RECORDS[50:]:
        recorder.write(record)
    recorder.close("completed", 20.0)
    run = find_run(store, "last")
    assert (run.finish, recording_of(store, run).records) == ("completed", RECORDS)
    assert run.digest


# Finding, erasing


def test_the_newest_run_comes_first(store, person, somebody_else):
    hours = [3, 1, 2]
    ids = {hour: begin_at(store, person, hour) for hour in hours}
    ids[4] = begin_at(store, somebody_else, 4)
    unknown = begin(store, person.id, replace(HEADER, start_utc=None))
    assert [run.id for run in runs_of(store)] == [ids[4], ids[3], ids[2], ids[1], unknown]
    assert [run.id for run in runs_of(store, person.id, limit=2)] == [ids[3], ids[2]]
    assert runs_of(store, person.id + 100) == []


def test_a_run_is_found_by_what_people_type(store, person):
    first, last = (find_run(store, str(begin_at(store, person, hour))) for hour in (1, 2))
    assert find_run(store, "last") == last
    assert find_run(store, first.uid[:10].upper()) == first
    assert find_run(store, first.uid) == first
    assert (first.title, first.finish, first.start_utc) == ("", RUNNING, START + timedelta(hours=1))


@pytest.mark.parametrize("key", ["", "7777777", "9" * 30, "no such", "%", "_", "²", "last "])
def test_a_run_that_is_not_there(store, person, key):
    with pytest.raises(NotInStore, match="There is no run"):
        find_run(store, "last")
    begin_at(store, person, 1)
    begin_at(store, person, 2)
    with pytest.raises(NotInStore, match="There is no run"):
        find_run(store, key)


def test_what_begins_like_two_runs_is_neither(store, person):
    with store.session() as session:
        for uid in ("abcdef1", "abcdef2", "7771234"):
            run = new_run(person.id, HEADER)
            run.uid = uid
            session.add(run)
    for uid in ("abcdef1", "7771234"):
        assert find_run(store, uid).uid == uid
    for key in ("abcdef", "777", "77712"):  # two; a number that no run has
        with pytest.raises(NotInStore):
            find_run(store, key)


def test_erasing_takes_everything_along(store, person):
    kept, _ = import_recording(store, person.id, Recording(HEADER, RECORDS[:9]), program="")
    run, _ = import_recording(store, person.id, Recording(HEADER, RECORDS), program="")
    for one in (kept, run):
        keep_derived(store, one.id, "1", derived={"beats": b"x"}, figures={("whole", "hr"): 60.0})
        with store.session() as session:
            session.add(
                Rating(
                    person_id=person.id,
                    run_id=one.id,
                    at_utc=START,
                    moment="before",
                    scale="pain",
                    value=3,
                )
            )
    erase_run(store, run.id)
    tables = ("run", "chunk", "derived", "figure", "rating")
    assert [count(store, Base.metadata.tables[name]) for name in tables] == [1, 1, 1, 1, 1]
    with pytest.raises(NotInStore):
        erase_run(store, run.id)


def test_a_damaged_chunk_is_told(store, person):
    run, _ = import_recording(store, person.id, Recording(HEADER, RECORDS), program="")
    broken = [b"no zlib", zlib.compress(b"no record\n"), piece_of(Notification(0.0, "x", b"")).data]
    for data in broken:
        with store.session() as session:
            session.execute(update(Chunk).values(data=data))
        with pytest.raises(StoreDamaged):
            recording_of(store, run)


# What was made of runs


def test_what_was_made_anew_takes_the_place_of_the_old(store, person):
    runs = [begin_at(store, person, hour) for hour in (1, 2, 3)]
    old = {("before", "rmssd"): 30.0, ("during", "rmssd"): 40.0, ("whole", "gone"): 1.0}
    for run_id in runs[:2]:
        keep_derived(store, run_id, "1", derived={"beats": b"old", "gone": b""}, figures=old)
    new = {("before", "rmssd"): 31.5, ("after", "rmssd"): math.nan, ("whole", "hr"): -math.inf}
    keep_derived(store, runs[1], "2", derived={"beats": b"new\0"}, figures=new)
    assert derived_of(store, runs[0]) == {"beats": b"old", "gone": b""}
    assert derived_of(store, runs[1]) == {"beats": b"new\0"}
    assert derived_of(store, runs[2]) == {}
    assert figures_of(store, runs) == {
        runs[0]: old,
        runs[1]: {("before", "rmssd"): 31.5},
        runs[2]: {},
    }
    assert figures_of(store, []) == {}
