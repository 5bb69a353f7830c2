"""A recording process is killed at random moments, again and again, on one encrypted store.

Each child records run after run, as fast as it can, until SIGKILL ends it: in the middle of a
commit, of a packing, of a beginning. It counts in shared memory what it took and what it committed.
"""

import mmap
import random
import zlib
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_all_start_methods, get_context

import pytest

from biofeedback.store.database import Store
from biofeedback.store.key import FileKey
from biofeedback.store.models import INTERRUPTED, Person
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import begin, close_interrupted
from devices.recording import record_line
from tests.store.strap import HEADER, strap_records

KILLS = 200
RECORD_S = 8.0
LONGEST_LIFE_S = 0.05
SENT, COMMITTED = 0, 1


def record_until_killed(place, key, person_id, records, counts, ready):
    counts = memoryview(counts).cast("Q")  # a count is written in one step
    with Store(place, key) as store:
        done = 0
        while True:
            recorder = Recorder(store, begin(store, person_id, HEADER))
            ready.send(None)
            for one in records:
                counts[SENT] += 1
                recorder.write(one)
                counts[COMMITTED] = done + recorder.committed
            recorder.close("completed", RECORD_S)
            done += len(records)


@dataclass
class Tally:
    """Sums over all kills."""

    runs: int = 0
    interrupted: int = 0
    sent: int = 0
    found: int = 0
    most_lost_s: float = 0.0
    lost_s: float = 0.0


def kill_once(place, key, person_id, records, life_s):
    """Return what a child sent and committed before it was killed."""
    processes = get_context("fork")
    counts, (ours, theirs) = mmap.mmap(-1, 16), processes.Pipe()
    arguments = (place, key, person_id, records, counts, theirs)
    child = processes.Process(target=record_until_killed, args=arguments)
    child.start()
    assert ours.poll(60)
    child.join(life_s)
    child.kill()
    child.join()
    return memoryview(counts).cast("Q").tolist()


def look(store, since_id, records, sent, committed, tally):
    """Compare what the store holds with what a child sent; return the id of the last run."""
    interrupted = [run.id for run in close_interrupted(store)]
    with store.engine.connect() as connection:
        read = partial(connection.exec_driver_sql, parameters=(since_id,))
        runs = read("SELECT id, finish, duration_s, digest FROM run WHERE id > ? ORDER BY id").all()
        chunks = read("SELECT run_id, data FROM chunk WHERE run_id > ? ORDER BY run_id, seq").all()
    assert interrupted in ([], [run.id for run in runs[-1:]])
    lines = [record_line(record) for record in records]
    total = 0
    for run in runs:
        kept = b"".join(zlib.decompress(data) for run_id, data in chunks if run_id == run.id)
        count = kept.count(b"\n")
        assert kept == b"".join(lines[:count])
        assert run.duration_s == (records[count - 1].t_s if count else 0.0)
        assert run.digest
        if run.id in interrupted:
            assert run.finish == INTERRUPTED
        else:
            assert (run.finish, count) == ("completed", len(records))
        total += count
    assert committed <= total <= sent
    lost_s = 0.0
    if total < sent:  # all of one run: the next begins when one is saved
        first, last = records[total % len(records)], records[(sent - 1) % len(records)]
        lost_s = last.t_s - first.t_s
        assert 0.0 <= lost_s <= 1.0
    tally.runs += len(runs)
    tally.interrupted += len(interrupted)
    tally.sent += sent
    tally.found += total
    tally.lost_s += lost_s
    tally.most_lost_s = max(tally.most_lost_s, lost_s)
    return runs[-1].id if runs else since_id


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="needs fork, to be quick")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the children start no threads
def test_a_killed_process_loses_a_second_at_most(tmp_path):
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    print(f"seed {seed}")
    place, key, records = tmp_path / "records.db", FileKey.random(), strap_records(RECORD_S)
    with Store(place, key) as store, store.session() as session:
        person = Person(uid="1", alias="Linden", created_utc=HEADER.start_utc)
        session.add(person)
    tally, last_id = Tally(), 0
    for _ in range(KILLS):
        life_s = chance.uniform(0, LONGEST_LIFE_S)
        sent, committed = kill_once(place, key, person.id, records, life_s)
        with Store(place, key) as store:
            last_id = look(store, last_id, records, sent, committed, tally)
    with Store(place, key) as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    print(
        f"{KILLS} kills, {tally.runs} runs, {tally.interrupted} of them interrupted; "
        f"{tally.sent} records sent, {tally.found} found, {tally.sent - tally.found} lost: "
        f"{tally.most_lost_s:.2f} s of a run at most, {tally.lost_s:.1f} s in all"
    )
    assert tally.interrupted > KILLS / 2
