"""Several rooms on one server: nothing lost, nothing doubled, and nobody waits for another."""

from time import monotonic

import pytest

from biofeedback.store.database import Store
from biofeedback.store.models import RUNNING
from biofeedback.store.people import people
from biofeedback.store.place import find_place
from biofeedback.store.runs import close_interrupted, runs_of
from tests.store.rooms import Room, hurry, kept_of, lead_runs
from tests.store.strap import strap_records

ROOMS, RUNS = 2, 4


@pytest.fixture
def url(new_place):
    return new_place()[0].render_as_string(hide_password=False)


@pytest.mark.parametrize("kind", ["postgres"])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_rooms_lead_runs_of_one_person_at_once(url, tmp_path, monkeypatch):
    hurry(monkeypatch)
    records = strap_records(20.0)
    Store(find_place(url)).close()
    rooms = [Room(lead_runs, url, tmp_path / str(n), records, RUNS) for n in range(ROOMS)]
    for room in rooms:
        room.ours.recv()
    for room in rooms:
        room.ours.send(None)  # both meet somebody who is new, at once
    longest_s, goes_on = 0.0, 0
    with Store(find_place(url)) as store:
        while any(room.process.is_alive() for room in rooms):
            began_s = monotonic()
            assert close_interrupted(store) == []  # who records is known, and not waited for
            longest_s = max(longest_s, monotonic() - began_s)
            goes_on += sum(run.finish == RUNNING for run in runs_of(store))
        assert [person.alias for person in people(store)] == ["Linden"]
    found, kept = kept_of(url)
    sent = sum(room.sent for room in rooms)
    count = sum(map(len, kept))
    print(
        f"{ROOMS} rooms, {len(found)} runs; {sent} records sent, {count} found, "
        f"{sent - count} lost; a third room looked for who was interrupted meanwhile, met "
        f"{goes_on} runs that went on, and waited {longest_s:.3f} s at most"
    )
    assert [run.finish for run in found] == ["completed"] * ROOMS * RUNS
    assert kept == [records] * len(found)
    assert all(run.digest for run in found)
    assert len({run.uid for run in found}) == ROOMS * RUNS
    assert goes_on > 0
