"""A server that dies, hangs or is away: runs go on, are kept here, and are brought over once."""

import os
import random
import re
from math import isfinite
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

import pytest
from sqlalchemy import func, select

from biofeedback.cli import main
from biofeedback.live.engine import Engine
from biofeedback.live.runner import Finish
from biofeedback.report.figures import figures_of as figures_made_of
from biofeedback.report.keeper import KNOWN_WITHIN_S, Keeper
from biofeedback.report.kept_bytes import to_bytes
from biofeedback.store import answers, carrier, diary, patience, place
from biofeedback.store.carrier import Carrier
from biofeedback.store.database import Store
from biofeedback.store.errors import StoreUnreachable, WrongPassphrase
from biofeedback.store.key import has_passphrase, salt_of
from biofeedback.store.models import INTERRUPTED, DiaryEntry, Rating
from biofeedback.store.people import people, the_person
from biofeedback.store.place import find_place, waiting_folder
from biofeedback.store.runs import (
    close_interrupted,
    derived_of,
    erase_run,
    figures_of,
    find_run,
    recording_of,
)
from biofeedback.store.vault import open_store
from sessions.load import find_session
from sessions.toml_file import Wording
from tests.store.rooms import WORDS, Room, Server, begun, enter, hurry, kept_of, lead_runs
from tests.store.strap import HEADER, strap_records

LONGEST_WAIT_S, HANGS_S = 2.5, 5.0
"""Of a session for the disk of a busy computer; and how long a server that hangs is waited for."""
KILLS = 20
forks = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


@pytest.fixture(scope="module")
def server():
    if "BIOFEEDBACK_TEST_POSTGRES" not in os.environ:
        pytest.skip("needs a PostgreSQL server: BIOFEEDBACK_TEST_POSTGRES is not set")
    folder = Path(mkdtemp())  # it may be another user's, who may not look into pytest's
    own = Server(folder)
    yield Server(folder, own.do("start"))
    own.do("stop")


@pytest.fixture
def url(server, monkeypatch):
    hurry(monkeypatch)
    monkeypatch.setattr(place, "user_data_path", None)  # each room has its own; put back afterwards
    return server.new_database()


@pytest.fixture
def room(url, tmp_path):
    with enter(url, tmp_path) as store:
        yield store


@pytest.fixture
def linden(room):
    return the_person(room, "Linden", HEADER.start_utc)


def is_away(store):
    """Let the server be asked for."""
    store.spool.carrier.bring_all(20.0)
    return store.spool.carrier.is_away


def lead(store, person, records):
    """Lead a whole run; return its number here."""
    run_id, recorder = begun(store, person)
    for one in records:
        recorder.write(one)
    recorder.close("completed", records[-1].t_s)
    store.spool.carrier.end(run_id)
    return run_id


def settled(store, run_id):
    """Return the number of a run on the server, which is in reach again."""
    while (there_id := store.spool.carrier.settled(run_id, 10.0)) is None:
        store.spool.carrier.bring_all(1.0)
    return there_id


# In the middle


@pytest.mark.parametrize("trouble", ["halted", "frozen"])
def test_a_server_that_dies_or_hangs_holds_up_no_session(
    server, url, room, linden, trouble, monkeypatch
):
    monkeypatch.setattr(patience, "ANSWER_WITHIN_S", HANGS_S)
    records = strap_records(60.0)
    run_id, recorder = begun(room, linden)
    longest_s = 0.0

    def write(some):
        nonlocal longest_s
        for one in some:
            began_s = monotonic()
            recorder.write(one)
            recorder.tick(one.t_s)
            longest_s = max(longest_s, monotonic() - began_s)

    write(records[:100])
    assert not is_away(room)
    with getattr(server, trouble)():
        write(records[100:140])  # nobody knows yet
        began_s = monotonic()
        assert is_away(room)
        # Had the session waited for the server too, it would show.
        assert trouble == "halted" or monotonic() - began_s > LONGEST_WAIT_S
        write(records[140:180])
        here = room.of_run(run_id)
        assert recording_of(here, find_run(here, str(run_id))).records == records[:180]
        assert recorder.trouble is None
    write(records[180:])
    recorder.close("completed", 60.0)
    room.spool.carrier.end(run_id)
    there_id = settled(room, run_id)
    [run], [kept] = kept_of(url)
    print(
        f"{trouble}: {len(records)} records sent, {len(kept)} found, "
        f"{len(records) - len(kept)} lost; the session waited {longest_s:.3f} s at most"
    )
    assert kept == records
    assert (run.id, run.finish, run.duration_s, bool(run.digest)) == (
        there_id,
        "completed",
        60.0,
        True,
    )
    assert room.spool.waiting == 0
    assert longest_s < LONGEST_WAIT_S


def test_a_room_that_took_a_run_for_interrupted_changes_nothing(server, url, room, linden):
    records = strap_records(30.0)
    run_id, recorder = begun(room, linden)
    for one in records[:60]:
        recorder.write(one)
    recorder.tick(records[60].t_s)
    assert not is_away(room)
    bringing = room.spool.carrier
    with bringing._news:  # it stands still, and its line to the server breaks
        bringing._hang_up()
        with Store(find_place(url)) as other:
            [cut_off] = close_interrupted(other)
            assert (cut_off.finish, len(recording_of(other, cut_off).records)) == (INTERRUPTED, 60)
    for one in records[60:]:
        recorder.write(one)
    recorder.close("completed", 30.0)
    bringing.end(run_id)
    settled(room, run_id)
    [run], [kept] = kept_of(url)
    assert (run.finish, run.duration_s, kept) == ("completed", 30.0, records)


def test_who_is_erased_meanwhile_does_not_come_back(server, url, room, linden):
    run_id, recorder = begun(room, linden)
    recorder.write(strap_records(1.0)[-1])
    assert not is_away(room)
    erase_run(room, room.spool.carrier._crossings[0, run_id].there_id)
    recorder.close("completed", 1.0)
    room.spool.carrier.end(run_id)
    room.spool.carrier.bring_all(10.0)
    assert room.spool.waiting == 0
    assert kept_of(url) == ([], [])


def test_a_run_that_begins_while_the_server_hangs_is_whole_there_later(server, url, room, linden):
    engine = Engine(find_session("booster-3min"), 0.0)
    with server.frozen():
        began_s = monotonic()
        keeper = Keeper(room, linden)
        with keeper.keeping(HEADER, engine, (), Wording()):
            for one in strap_records(20.0):
                keeper.write(one)
                for frame in engine.feed(one):
                    keeper.take(frame)
            keeper.finish = Finish.STOPPED
        waited_s = monotonic() - began_s
        assert is_away(room)
        assert keeper.away
        keeper.settle(20.0)
        assert keeper.run_id == -1
    while keeper.run_id < 0:
        room.spool.carrier.bring_all(1.0)
        keeper.settle(10.0)
    assert not keeper.away
    assert waited_s < KNOWN_WITHIN_S + 2.0
    assert keeper.lived is not None
    assert derived_of(room, keeper.run_id) == to_bytes(keeper.lived)
    kept = figures_of(room, [keeper.run_id])[keeper.run_id]
    made = figures_made_of(keeper.lived)
    assert kept == {name: value for name, value in made.items() if isfinite(value)} != {}
    assert kept_of(url)[1] == [strap_records(20.0)]


# From the start


def stress(store, person):
    """Note it, on one and the same day."""
    now = HEADER.start_utc
    diary.tap(store, person.id, now.date(), now, "trigger", "stress")


def test_a_day_without_the_server(server, url, tmp_path):
    records = strap_records(5.0)
    with enter(url, tmp_path) as store:
        the_person(store, "Linden", HEADER.start_utc)
        the_person(store, "Birke", HEADER.start_utc)
        stress(store, people(store)[1])
    enter(url, tmp_path).close()  # now the room knows them
    with server.halted(), enter(url, tmp_path) as store:
        assert [person.alias for person in people(store)] == ["Birke", "Linden"]
        linden = people(store)[1]
        first = lead(store, linden, records)
        unwanted = lead(store, linden, records)
        lead(store, the_person(store, "Eiche", HEADER.start_utc), records)
        answers.rate(store, 0, HEADER.start_utc, "after", "tension", 3, first)
        answers.rate(store, linden.id, HEADER.start_utc, "day", "pain", 4)
        stress(store, linden)
        erase_run(store, unwanted)
        assert (first, store.spool.waiting, store.spool.carrier.is_away) == (-1, 2, True)
    with enter(url, tmp_path) as store:
        store.spool.carrier.bring_all(20.0)
        assert store.spool.waiting == 0
        assert [person.alias for person in people(store)] == ["Birke", "Eiche", "Linden"]
        with store.session() as session:
            said = session.scalars(select(Rating).order_by(Rating.moment)).all()
            assert [(one.moment, one.value, one.person_id) for one in said] == [
                ("after", 3, people(store)[2].id),
                ("day", 4, people(store)[2].id),
            ]
            assert session.scalar(select(func.count()).select_from(DiaryEntry)) == 1
    found, kept = kept_of(url)
    assert kept == [records] * 2
    assert {run.finish for run in found} == {"completed"}


def test_a_server_that_this_computer_never_met_is_an_error(server, url, tmp_path):
    with server.halted(), pytest.raises(StoreUnreachable):
        enter(url, tmp_path)


def test_what_waits_is_encrypted(server, url, tmp_path):
    with enter(url, tmp_path) as store:
        the_person(store, "Linden", HEADER.start_utc)
    with server.halted(), enter(url, tmp_path) as store:
        lead(store, the_person(store, "Linden", HEADER.start_utc), strap_records(5.0))
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        bytes_ = b"".join(path.read_bytes() for path in files)
        assert files
        assert not any(word in bytes_ for word in (b"Linden", b"heart_rate", b"SQLite format"))
        assert {path.stat().st_mode & 0o77 for path in files} == {0}
    [path] = waiting_folder(find_place(url)).glob("*.db")
    assert has_passphrase(salt_of(path))
    with server.halted(), pytest.raises(WrongPassphrase):
        open_store(url, lambda _question, _where: "quite another one")


# Killed


@forks
def test_a_program_killed_while_the_server_is_away_loses_a_second_at_most(server, url, tmp_path):
    chance, records = _chance(), strap_records(8.0)
    with enter(url, tmp_path) as store:
        the_person(store, "Linden", HEADER.start_utc)
    enter(url, tmp_path).close()
    rooms = []
    with server.halted():
        for _kill in range(KILLS // 4):
            rooms.append(Room(lead_runs, url, tmp_path, records, 1000))
            rooms[-1].ours.recv()
            rooms[-1].ours.send(None)
            rooms[-1].kill(after_s=chance.uniform(0, 0.3))
    with enter(url, tmp_path) as store:
        store.spool.carrier.bring_all(60.0)
        assert store.spool.waiting == 0
    found, kept = kept_of(url)
    sent, count = sum(room.sent for room in rooms), sum(map(len, kept))
    print(
        f"{len(rooms)} kills while the server was away: {len(found)} runs; {sent} records sent, "
        f"{count} found, {sent - count} lost"
    )
    for run, records_of_run in zip(found, kept, strict=True):
        assert records_of_run == records[: len(records_of_run)]
        assert run.finish == INTERRUPTED or records_of_run == records
    assert sum(run.finish == INTERRUPTED for run in found) <= len(rooms)
    assert sum(room.committed for room in rooms) <= count <= sent
    a_second = max(sum(t_s <= one.t_s <= t_s + 1.0 for one in records) for t_s in range(8))
    assert sent - count <= len(rooms) * a_second


def bring_until_killed(url, folder, counts, ready, records):
    start, Carrier.start = Carrier.start, lambda *_: None
    store = enter(url, folder)
    lead(store, people(store)[0], records)
    Carrier.start = start
    store.spool.carrier.start()
    ready.send(None)
    store.spool.carrier.bring_all(60.0)
    memoryview(counts).cast("Q")[0] = 1
    ready.recv()


@forks
def test_a_program_killed_while_it_brings_over_loses_and_doubles_nothing(server, url, tmp_path):
    chance, records = _chance(), strap_records(10.0)
    with enter(url, tmp_path) as store:
        the_person(store, "Linden", HEADER.start_utc)
    rooms = []
    for _kill in range(KILLS):
        rooms.append(Room(bring_until_killed, url, tmp_path, records))
        rooms[-1].ours.recv()
        rooms[-1].kill(after_s=chance.uniform(0, 0.1))
        with Store(find_place(url)) as other:
            close_interrupted(other)
    in_the_middle = sum(not room.sent for room in rooms)
    with enter(url, tmp_path) as store:
        waited = store.spool.waiting
        store.spool.carrier.bring_all(60.0)
        assert store.spool.waiting == 0
    found, kept = kept_of(url)
    sent, count = KILLS * len(records), sum(map(len, kept))
    print(
        f"{KILLS} kills while bringing over, {in_the_middle} of them in the middle, {waited} runs "
        f"left for the last start: {len(found)} runs; {sent} records sent, {count} found, "
        f"{max(sent - count, 0)} lost, {max(count - sent, 0)} doubled"
    )
    assert kept == [records] * KILLS
    assert {run.finish for run in found} == {"completed"}
    assert in_the_middle  # how many depends on the machine; test_crossing cuts everywhere


def _chance():
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    return random.Random(seed)


# What a person is told


def test_the_command_line_tells_it_once_and_in_calm_words(
    server, url, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(place, "user_data_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr(carrier, "EVERY_S", 1.0)
    monkeypatch.setenv("BIOFEEDBACK_STORE", url)
    monkeypatch.setenv("BIOFEEDBACK_PASSPHRASE", WORDS)
    run = ["run", "booster-3min", "--virtual", "7", "--fast", "--person", "Linden"]
    assert main(run) == 0
    assert "Kept as run 1 of Linden." in capsys.readouterr().out
    with server.halted():
        assert main(run) == 0
        said = capsys.readouterr()
        away = "The clinic's records cannot be reached. This session is kept on this computer"
        assert said.err.count(away) == 1
        assert "Kept on this computer for Linden, until the records can be reached." in said.out
        assert main(["runs"]) == 0
        said = capsys.readouterr()
        assert "1 run waits on this computer until the records can be reached." in said.err
        assert re.search(r"^ +-1 .*Linden", said.out, re.MULTILINE)
    assert main(["runs"]) == 0
    said = capsys.readouterr()
    assert "1 run was brought over." in said.err
    assert not re.search(r"^ +-1 ", said.out, re.MULTILINE)
    _found, kept = kept_of(url)
    assert len(kept) == 2
    assert kept[0] == kept[1] != ()
