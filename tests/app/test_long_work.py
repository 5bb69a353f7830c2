"""What takes its time goes on beside the loop, is told of, and leaves nothing half-made.

Work is held in its thread at the second run until the loop lets it go: were it done by the loop
itself, nobody could.
"""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from biofeedback.app.desk import past
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.long_work import TOLD_AFTER_S, AtWork, LongWork, Stopped
from biofeedback.app.desk.messages import RunBegan, Saved
from biofeedback.app.desk.occasion import Wanted
from biofeedback.app.desk.past_messages import Written
from biofeedback.app.desk.people_messages import Merged, PlanSaid
from biofeedback.app.desk.safe_messages import SafeDone, Working
from biofeedback.store import person_file
from biofeedback.store.errors import DiskFull
from biofeedback.store.exchange import homework
from biofeedback.store.exchange.home_keys import RETURN_TO, address_in, with_secret
from biofeedback.store.runs import import_recording, runs_of
from devices.recording import Header, Recording
from devices.records import HEART_RATE, DeviceInfo, Marker, Notification

START = datetime(2026, 5, 31, 18, 30, tzinfo=UTC)
RUNS = 3
PATIENCE_S = 60  # of a thread that nobody lets go: the test has failed by then


class Held:
    """Stands for a function that is called for each run: holds the thread at the second."""

    def __init__(self, function, error=None):
        self.reached, self._loop = asyncio.Event(), asyncio.get_running_loop()
        self._function, self._error = function, error
        self._calls, self._may_go = 0, threading.Event()

    def __call__(self, *given):
        self._calls += 1
        if self._calls == 2:
            self._loop.call_soon_threadsafe(self.reached.set)
            assert self._may_go.wait(PATIENCE_S)
            if self._error is not None:
                raise self._error
        return self._function(*given)

    def let_go(self):
        self._may_go.set()


def recording(day):
    records = [Notification(float(t), HEART_RATE, bytes.fromhex("104b3403")) for t in range(60)]
    header = Header(DeviceInfo("Polar H10"), START + timedelta(days=day), "biofeedback 0.6", "rest")
    return Recording(header, (*records, Marker(60.0, "stood up")))


@pytest.fixture
def at_desk(run_virtual, tmp_path):
    """Do `work(desk, told)` at a desk with three runs, in virtual time; return what was told."""
    (tmp_path / "out").mkdir()

    def do(work):
        told = []

        async def main():
            desk = Desk(told.append, place=str(tmp_path / "records.db"), plain=True)
            await desk.records.open()
            store, person = desk.records.store, desk.records.person
            for day in range(RUNS):
                import_recording(store, person.id, recording(day), program="test")
            secret = with_secret(person.preferences)
            await desk.records.change(preferences={**secret, RETURN_TO: address_in(secret)})
            told.clear()
            try:
                await work(desk, told)
            finally:
                await desk.close()

        run_virtual(main())
        return told

    return do


WRITERS = {
    "export": (person_file, lambda desk, path: desk.safe.export_all(path)),
    "send": (homework, lambda desk, path: desk.people.send_home(path)),
}
ENDS = {
    "stopped": (None, lambda desk: desk.stop_work()),
    "closed": (None, lambda desk: desk.close()),
    "failed": (DiskFull("records.db"), lambda desk: asyncio.sleep(0)),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("end", ENDS)
def test_what_is_stopped_or_fails_leaves_nothing(at_desk, monkeypatch, tmp_path, writer, end):
    module, write = WRITERS[writer]
    error, ended = ENDS[end]

    async def work(desk, told):
        held = Held(module.recording_lines, error)
        monkeypatch.setattr(module, "recording_lines", held)
        task = asyncio.create_task(write(desk, tmp_path / "out" / "file"))
        await held.reached.wait()
        assert len(list((tmp_path / "out").iterdir())) == (writer == "export")  # it is begun
        ending = asyncio.create_task(ended(desk))
        await asyncio.sleep(0)
        held.let_go()
        await asyncio.gather(task, ending)

    [said] = [m for m in at_desk(work) if isinstance(m, SafeDone | PlanSaid)]
    assert said.sentence == str(error or Stopped())
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("writer", WRITERS)
def test_the_loop_and_the_records_go_on_meanwhile(at_desk, monkeypatch, tmp_path, writer):
    module, write = WRITERS[writer]

    async def work(desk, told):
        held = Held(module.recording_lines)
        monkeypatch.setattr(module, "recording_lines", held)
        task = asyncio.create_task(write(desk, tmp_path / "out" / "file"))
        await held.reached.wait()
        await desk.records.rate("day", {"pain": 3}, None)
        await desk.safe.back_up(tmp_path / "out" / "copy", "four quiet words here")
        await asyncio.sleep(2 * TOLD_AFTER_S)
        held.let_go()
        await task

    told = at_desk(work)
    kinds = [type(message) for message in told if not isinstance(message, Merged)]
    assert kinds.index(Saved) < kinds.index(Working)
    [working] = [message for message in told if isinstance(message, Working)]
    assert working == Working(writer, 2, RUNS)  # the first steps were within the first second
    refused, done = [m for m in told if isinstance(m, SafeDone | PlanSaid)]
    assert (refused.what, refused.sentence) == ("backup", str(AtWork()))
    assert done.sentence == ""
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["file"]


def test_files_that_are_written_when_it_is_stopped_are_whole(at_desk, monkeypatch, tmp_path):
    async def work(desk, told):
        held = Held(past._export)
        monkeypatch.setattr(past, "_export", held)
        task = asyncio.create_task(desk.past.export(tmp_path / "out", "recording"))
        await held.reached.wait()
        await desk.stop_work()
        held.let_go()
        await task
        with pytest.raises(Stopped):
            await desk.records.work.do("files", lambda step: stop_then(desk, step))

    def stop_then(desk, step):
        desk.records.work.stop()
        step(0, 1)

    [written] = [message for message in at_desk(work) if isinstance(message, Written)]
    assert written.count == 2
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name.endswith(".jsonl.gz") for file in files] == [True, True]


def test_a_session_begins_when_what_must_be_alone_is_over(at_desk):
    async def work(desk, told):
        held = Held(lambda: None)
        held()
        alone = asyncio.create_task(desk.records.work.do("erase", lambda _step: held(), alone=True))
        await held.reached.wait()
        session = asyncio.create_task(desk.begin(Wanted("paced-6-3min")))
        await asyncio.sleep(60)
        assert not [message for message in told if isinstance(message, RunBegan)]
        held.let_go()
        await alone
        while not [message for message in told if isinstance(message, RunBegan)]:
            await asyncio.sleep(1)
        desk.stop()
        await session

    [began] = [message for message in at_desk(work) if isinstance(message, RunBegan)]
    assert began.run_id is not None


def test_what_came_back_is_taken_in_beside_the_loop(at_desk, monkeypatch, tmp_path):
    file = tmp_path / "home.age"

    async def work(desk, told):
        await desk.people.send_home(file)
        for run in runs_of(desk.records.store):
            await desk.past.erase(run.id)
        held = Held(homework.import_recording)
        monkeypatch.setattr(homework, "import_recording", lambda *a, **k: held(a, k))
        held._function = lambda given, named: import_recording(*given, **named)
        task = asyncio.create_task(desk.people.merge(file))
        await held.reached.wait()
        assert not task.done()
        held.let_go()
        await task

    [merged] = [message for message in at_desk(work) if isinstance(message, Merged)]
    assert (merged.new, merged.twice) == (RUNS, 0)


def test_one_at_a_time(run_virtual):
    async def main():
        work = LongWork(lambda _message: None)
        held = Held(lambda: 5)
        held()
        first = asyncio.create_task(work.do("export", lambda _step: held()))
        await held.reached.wait()
        with pytest.raises(AtWork):
            await work.do("send", lambda _step: None)
        held.let_go()
        assert await first == 5
        assert await work.do("send", lambda _step: 6) == 6

    run_virtual(main())
