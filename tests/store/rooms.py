"""Rooms of a clinic: a server that can be let die or hang, and programs that record in a room.

A room is a folder of its own for the user's data. The server is one of its own as well, made by
`.ci/postgres.sh`, so that no other test meets one that is away.
"""

import mmap
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from biofeedback.store import carrier, crossing, database, patience, place
from biofeedback.store.database import Store
from biofeedback.store.people import the_person
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import recording_of, runs_of
from biofeedback.store.vault import open_store
from tests.store.strap import HEADER

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "postgres.sh"
WORDS = "four words of ours"
SENT, COMMITTED = 0, 1


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server in a folder."""

    folder: Path
    url: str = ""

    def do(self, action):
        done = subprocess.run(
            [SCRIPT, action, self.folder], stdout=subprocess.PIPE, text=True, timeout=60, check=True
        )
        return done.stdout.strip()

    @contextmanager
    def halted(self):
        """Let it die as in a power cut, and start it anew."""
        self.do("halt")
        try:
            yield
        finally:
            self.do("again")

    @contextmanager
    def frozen(self):
        """Let it hang with its connections open."""
        self.do("freeze")
        try:
            yield
        finally:
            self.do("thaw")

    def new_database(self):
        url = make_url(self.url).set(database=f"test_{uuid4().hex}")
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {url.database}"))
        engine.dispose()
        return url.render_as_string(hide_password=False)


def hurry(monkeypatch):
    """Let all that waits wait little."""
    monkeypatch.setattr("biofeedback.store.key._SCRYPT_N", 2**4)
    monkeypatch.setattr(patience, "ANSWER_WITHIN_S", 0.5)
    monkeypatch.setattr(database, "ANSWER_WITHIN_S", 2)
    monkeypatch.setattr(carrier, "EVERY_S", 0.02)
    monkeypatch.setattr(carrier, "FIRST_RETRY_S", 0.05)
    monkeypatch.setattr(carrier, "LONGEST_RETRY_S", 0.1)
    monkeypatch.setattr(crossing, "PART_CHUNKS", 8)


def enter(url, folder):
    """Open the records of a server in a room."""
    place.user_data_path = lambda *_, **__: folder
    return open_store(url, lambda _question, _where: WORDS)


def begun(store, person):
    """Begin a run; return its number here, and what records it."""
    run_id = store.spool.begin(person, HEADER, {})
    return run_id, Recorder(store.of_run(run_id), run_id)


def kept_of(url):
    """Return the runs of a server, the oldest first, and their records."""
    with Store(place.find_place(url)) as store:
        found = sorted(runs_of(store), key=lambda run: run.id)
        return found, [recording_of(store, run).records for run in found]


class Room:
    """A program in a process of its own, which may be killed; it counts what it sent."""

    def __init__(self, work, url, folder, *arguments):
        processes = get_context("fork")
        self._counts, (self.ours, theirs) = mmap.mmap(-1, 16), processes.Pipe()
        told = (url, folder, self._counts, theirs, *arguments)
        self.process = processes.Process(target=work, args=told)
        self.process.start()

    @property
    def sent(self):
        return memoryview(self._counts).cast("Q")[SENT]

    @property
    def committed(self):
        return memoryview(self._counts).cast("Q")[COMMITTED]

    def kill(self, after_s):
        self.process.join(after_s)
        self.process.kill()
        self.process.join()


def lead_runs(url, folder, counts, ready, records, times):
    """Lead runs of one person, as fast as it goes; say when all is ready, and wait for the word."""
    counts = memoryview(counts).cast("Q")
    with enter(url, folder) as store:
        ready.send(None)
        ready.recv()
        person = the_person(store, "Linden", HEADER.start_utc)
        done = 0
        for _run in range(times):
            run_id, recorder = begun(store, person)
            for one in records:
                counts[SENT] += 1
                recorder.write(one)
                counts[COMMITTED] = done + recorder.committed
            done += len(records)
            recorder.close("completed", records[-1].t_s)
            store.spool.carrier.end(run_id)
            ready.send(store.spool.carrier.settled(run_id, 20.0))
