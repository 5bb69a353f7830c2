"""Old runs seen with today's program: what changed is told, and nothing else is."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from biofeedback.live.clock import VirtualLoop
from biofeedback.report.keeping import keep
from biofeedback.report.opened import opened
from biofeedback.report.recompute import Change, recompute
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.models import Derived, Figure, RestingBaseline
from biofeedback.store.people import add_person
from biofeedback.store.recorder import Recorder
from devices.recording import Header
from devices.records import DeviceInfo
from sessions.load import find_session
from tests.conftest import run_and_check
from tests.live.runs import live

NOW = datetime(2026, 3, 14, 7, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived():
    return run_and_check(live(find_session("baseline")), VirtualLoop)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "records.db") as store:
        yield store


def kept(store, lived, session="baseline"):
    person = add_person(store, "anna", NOW)
    run_id = runs.begin(store, person.id, Header(DeviceInfo("x"), NOW, "test", session))
    recorder = Recorder(store, run_id)
    for record in lived.log:
        recorder.write(record)
    recorder.close("completed", lived.log[-1].t_s)
    keep(store, run_id, lived.engine, lived.frames)
    return runs.find_run(store, str(run_id))


def test_nothing_changes_while_the_program_does_not(store, lived):
    run = kept(store, lived)
    before = runs.derived_of(store, run.id), runs.figures_of(store, [run.id])
    found = recompute(store, run)
    assert (found.changes, found.anew, found.left_alone) == ((), (), False)
    assert (runs.derived_of(store, run.id), runs.figures_of(store, [run.id])) == before


def test_what_an_older_program_thought_is_told_and_put_right(store, lived):
    run = kept(store, lived)
    right = runs.figures_of(store, [run.id])[run.id]
    of_run = update(Figure).where(Figure.run_id == run.id, Figure.part == "before")
    with store.session() as work:
        work.execute(of_run.where(Figure.name == "rmssd_ms").values(value=1.0))
        work.execute(of_run.where(Figure.name == "sdnn_ms").values(name="odd_ms"))
        work.get_one(RestingBaseline, run.id).ln_rmssd = 9.0
    odd = right["before", "sdnn_ms"]
    assert recompute(store, run).changes == (
        Change("before", "odd_ms", odd, None),
        Change("before", "rmssd_ms", 1.0, right["before", "rmssd_ms"]),
        Change("before", "sdnn_ms", None, odd),
    )
    assert runs.figures_of(store, [run.id])[run.id] == right
    with store.session() as work:
        told = work.get_one(RestingBaseline, run.id).ln_rmssd
    assert told == right["before", "ln_rmssd"]
    assert recompute(store, run).changes == ()


def test_the_last_digit_is_no_change(store, lived):
    run = kept(store, lived)
    nearly = Figure.value * (1 + 1e-12)
    with store.session() as work:
        work.execute(update(Figure).where(Figure.name == "rmssd_ms").values(value=nearly))
    assert recompute(store, run).changes == ()


def test_other_beats_are_told_too(store, lived):
    run = kept(store, lived)
    with store.session() as work:
        work.execute(update(Derived).where(Derived.kind == "beats").values(data=b"older"))
    found = recompute(store, run)
    assert (found.changes, found.anew) == ((), ("beats",))
    assert opened(store, run).beats.t_s.size == lived.engine.beats().t_s.size


def test_a_run_whose_session_is_gone_stays_as_it_was(store, lived):
    run = kept(store, lived, "/nowhere/mine.toml")
    before = runs.derived_of(store, run.id)
    assert recompute(store, run).left_alone
    assert runs.derived_of(store, run.id) == before
    assert opened(store, run).plan == lived.engine.plan
