"""The way of a run to a server is cut at each of its steps, one after the other."""

from itertools import count

import pytest
from sqlalchemy import event

from biofeedback.store import crossing
from biofeedback.store.answers import rate
from biofeedback.store.crossing import Crossing
from biofeedback.store.database import Store
from biofeedback.store.models import Person, Rating
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import (
    begin,
    derived_of,
    end,
    figures_of,
    keep_derived,
    recording_of,
    runs_of,
)
from tests.store.strap import HEADER, strap_records

FIGURES = {("whole", "rmssd_ms"): 42.0}
RECORDS = strap_records(2.0)


class Cut(Exception):
    pass


class Scissors:
    """Cut what goes on before so many statements and commits, of both stores together."""

    def __init__(self, *stores):
        self.left = None
        for store in stores:
            for what in ("before_cursor_execute", "commit"):
                event.listen(store.engine, what, self._step)

    def _step(self, *_told):
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Cut


def a_run_that_waits(here, person, number):
    run_id = begin(here, person.id, HEADER, run_id=-number)
    recorder = Recorder(here, run_id)
    for one in RECORDS:
        recorder.write(one)
    end(here, run_id, "completed", 2.0)
    keep_derived(here, run_id, "test", derived={"beats": b"x"}, figures=FIGURES)
    rate(here, person.id, HEADER.start_utc, "after", "pain", 3, run_id)
    return run_id


def brought(store, here, run_id):
    """Bring a run over with what a new program knows: nothing."""
    way = Crossing(here, run_id)
    with store.engine.connect() as line:
        while not way.bring(line, goes_on=False):
            pass
        way.over(line)
    way.remove()


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_way_cut_at_any_step_loses_and_doubles_nothing(store, tmp_path, monkeypatch):
    monkeypatch.setattr(crossing, "PART_CHUNKS", 3)
    with Store(tmp_path / "1.db") as here:
        with here.session() as session:
            person = Person(uid="1", alias="Linden", created_utc=HEADER.start_utc)
            session.add(person)
        scissors = Scissors(store, here)
        for steps in count(1):
            run_id = a_run_that_waits(here, person, steps)
            scissors.left = steps - 1
            try:
                brought(store, here, run_id)
            except Cut:
                if runs_of(here):
                    brought(store, here, run_id)
            else:
                scissors.left = None
                break
        assert runs_of(here) == []
    found = runs_of(store)
    sent, kept = steps * len(RECORDS), [recording_of(store, run).records for run in found]
    print(
        f"cut at each of {steps - 1} steps: {len(found)} runs; {sent} records sent, "
        f"{sum(map(len, kept))} found"
    )
    assert steps > 20
    assert kept == [RECORDS] * steps
    assert {(run.finish, run.duration_s, bool(run.digest)) for run in found} == {
        ("completed", 2.0, True)
    }
    assert all(derived_of(store, run.id) == {"beats": b"x"} for run in found)
    assert set(map(str, figures_of(store, [run.id for run in found]).values())) == {str(FIGURES)}
    with store.session() as session:
        assert session.query(Rating).count() == steps
