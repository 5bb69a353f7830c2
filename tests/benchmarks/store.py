"""What an encrypted store costs: lists and trends of years of runs, and the recording of one."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from biofeedback.report.opened import opened
from biofeedback.report.person_page import opened_person
from biofeedback.store.database import Store
from biofeedback.store.key import FileKey
from biofeedback.store.models import Person
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import begin, find_run, recording_of, runs_of
from tests.benchmarks.measure import seconds
from tests.benchmarks.report import Row, Target
from tests.store.many import PEOPLE, fill, start
from tests.store.strap import HEADER, strap_records

ANSWER_MS = Target(100, gated=False)
OPENED_MS = Target(1000, gated=False)
COMMIT_MS = Target(20, gated=False)  # a picture on the screen lasts as long
GROWTH_MIB = {True: Target(2.0), False: Target(0.2)}
SESSION = "paced-6-20min"
REPEATS = 5
MIB = 2**20


def rows(runs=10_000, minutes=20.0):
    """Yield what people wait for, and what a disk has to hold."""
    with TemporaryDirectory() as folder:
        with Store(Path(folder) / "many.db", FileKey.random()) as store:
            yield from _many_rows(store, runs)
        for ecg in (True, False):
            with Store(Path(folder) / f"{ecg}.db", FileKey.random()) as store:
                yield from _recording_rows(store, ecg, minutes)


def _many_rows(store, runs):
    person = fill(store, runs)[0]
    today, each = start(runs - 1).date(), runs // PEOPLE
    list_ms = _least_ms(runs_of, store, person.id)
    weeks = (today - start(0).date()) // timedelta(weeks=1) + 1
    trend_ms = _least_ms(opened_person, store, person, today, weeks)
    yield Row(
        f"store of {runs:,} runs: list of a person's {each:,}", "ms", list_ms, None, (ANSWER_MS,)
    )
    yield Row(f"  their trend, {weeks} weeks", "ms", trend_ms, None, (ANSWER_MS,))


def _recording_rows(store, ecg, minutes):
    with store.session() as session:
        person = Person(uid="1", alias="Linden", created_utc=HEADER.start_utc)
        session.add(person)
    records = list(_arrived(strap_records(60 * minutes, ecg=ecg)))
    header = replace(HEADER, session=SESSION)
    empty = _used_bytes(store)
    recorder = Recorder(store, begin(store, person.id, header))
    commits_ms = _recorded(recorder, records)
    growing = _used_bytes(store) - empty
    end_ms = 1e3 * seconds(recorder.close, "completed", 60 * minutes)
    packed = _used_bytes(store) - empty
    run = find_run(store, "last")
    p50_ms, p99_ms = np.percentile(commits_ms, (50, 99))
    per_hour = 60 / minutes / MIB
    streams = "ECG, acceleration and RR" if ecg else "RR"
    yield Row(f"recording {streams}: a commit, median", "ms", p50_ms)
    yield Row("  a commit, p99", "ms", p99_ms, None, (COMMIT_MS,))
    yield Row(f"  the end of {minutes:g} minutes", "ms", end_ms, None, (OPENED_MS,))
    yield Row("  growth an hour, while recording", "MiB", growing * per_hour)
    yield Row("  growth an hour, afterwards", "MiB", packed * per_hour)
    yield Row("  reading the records", "ms", _least_ms(recording_of, store, run))
    again_ms = 1e3 * seconds(opened, store, run)  # and keeps what was made of them
    whole = (_used_bytes(store) - empty) * per_hour
    yield Row("  growth an hour, with what was made of it", "MiB", whole, None, (GROWTH_MIB[ecg],))
    yield Row("  making everything of them again", "ms", again_ms)
    yield Row("  opening for a report", "ms", _least_ms(opened, store, run), None, (OPENED_MS,))


def _arrived(records):
    """Let records come as through the air: up to 30 ms late, at times with all their digits."""
    chance, now_s = random.Random(1), 0.0
    for record in records:
        now_s = max(now_s, record.t_s + chance.uniform(0, 0.03))
        yield replace(record, t_s=now_s)


def _recorded(recorder, records):
    """Write records; return how long those took that were committed at once, in ms."""
    durations = []
    for record in records:
        before = recorder.committed
        taken = seconds(recorder.write, record)
        if recorder.committed > before:
            durations.append(1e3 * taken)
    return durations


def _used_bytes(store):
    with store.engine.connect() as connection:
        pages, free, size = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar())
            for name in ("page_count", "freelist_count", "page_size")
        )
    return (pages - free) * size


def _least_ms(function, *arguments):
    return 1e3 * min(seconds(function, *arguments) for _ in range(REPEATS))
