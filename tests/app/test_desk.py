"""The desk alone, in virtual time: records, strap, a run with wishes, and what is kept of it."""

import asyncio
from itertools import groupby

import pytest

from biofeedback.app.desk.demo import demo_air
from biofeedback.app.desk.messages import (
    HomeIs,
    RecordsOpen,
    RunBegan,
    RunMoved,
    RunOver,
    StrapIs,
    StrapsHeard,
    StrapState,
)
from biofeedback.app.desk.occasion import Wanted
from biofeedback.live import wishes
from biofeedback.report.closing import closing_of, sentences
from biofeedback.report.opened import opened
from biofeedback.store.runs import find_run
from tests.app.desks import open_desk
from tests.store.test_recorder import full, read_only


class Heard(list):
    """What the desk told, in order."""

    def of(self, kind):
        return [message for message in self if isinstance(message, kind)]


def one_strap(desk):
    return demo_air(lambda: desk)


@pytest.fixture
def at_desk(run_virtual, tmp_path):
    """Return a function that lets `work(desk, told, air)` be done at a desk with one strap."""

    def do(work):
        async def main():
            told = Heard()
            async with open_desk(tmp_path, told.append, one_strap) as (desk, airs):
                await work(desk, told, lambda: airs[0])
            return told

        return run_virtual(main())

    return do


def test_new_records_greet_and_offer_the_first_session(at_desk):
    async def nothing(desk, told, air):
        pass

    told = at_desk(nothing)
    assert not told.of(RecordsOpen)[0].encrypted
    [home] = told.of(HomeIs)
    assert (home.session, home.sessions, home.planned) == ("first-session", 0, 0)
    assert sum(day.is_today for day in home.week) == 1


def test_a_strap_is_found_connected_and_told_as_it_changes(at_desk):
    async def connect(desk, told, air):
        search = asyncio.create_task(desk.straps.search())
        await asyncio.sleep(4)
        [found] = told.of(StrapsHeard)[-1].straps
        await desk.straps.connect(found)
        await search
        await asyncio.sleep(5)
        air().straps[0].walk_away()
        await asyncio.sleep(15)
        air().straps[0].come_back()
        await asyncio.sleep(15)

    told = [strap.state for strap in at_desk(connect).of(StrapIs)]
    states = [state for state, _same in groupby(told)]
    assert states == [
        StrapState.SEARCHING,
        StrapState.CONNECTING,
        StrapState.CONNECTED,
        StrapState.LOST,
        StrapState.CONNECTED,
        StrapState.NONE,
    ]


def test_a_run_is_led_shown_and_kept(at_desk):
    kept = []

    async def run(desk, told, air):
        await desk.straps.connect_nearest()
        await asyncio.sleep(100)
        running = asyncio.create_task(desk.begin(Wanted("paced-6-3min")))
        await asyncio.sleep(60)
        desk.wish(wishes.PAUSE)
        await asyncio.sleep(20)
        desk.wish(wishes.RESUME)
        await running
        kept.append(opened(desk.records.store, find_run(desk.records.store, "last")))

    told = at_desk(run)
    [began], [over] = told.of(RunBegan), told.of(RunOver)
    moved = told.of(RunMoved)
    assert began.measured
    assert over.finish == "completed"
    assert over.minutes == pytest.approx(over.plan.session.duration_s / 60)
    assert any(m.frame.paused for m in moved)
    assert not any(m.saving for m in moved)
    assert over.sentence
    [run] = kept
    assert over.fuller == sentences(closing_of(run))  # just over, or opened again
    assert "Power at the pace" in over.fuller
    assert run.run.id == over.run_id == began.run_id
    assert run.figures["during", "rsa_bpm"] > 2 * run.figures["before", "rsa_bpm"] > 0
    assert run.beats.t_s.size == over.heart.t_s.size
    assert told.of(HomeIs)


def test_a_strap_that_was_lost_is_looked_for_at_once_when_asked(at_desk):
    async def run(desk, told, air):
        desk.straps.hurry()  # nothing is held, nothing happens
        await desk.straps.connect_nearest()
        [strap] = air().straps
        strap.faults.connect_errors = ["le-connection-unknown"] * 7
        strap.drop_link()
        await asyncio.sleep(29)  # the next attempt is due at 35.5 s
        assert told.of(StrapIs)[-1].state is StrapState.LOST
        desk.straps.hurry()
        await asyncio.sleep(1)
        assert told.of(StrapIs)[-1].state is StrapState.CONNECTED

    at_desk(run)


@pytest.mark.parametrize(("broken", "is_disk_full"), [(full, True), (read_only, False)])
def test_saving_that_stops_is_told_and_whether_the_disk_is_full(at_desk, broken, is_disk_full):
    async def run(desk, told, air):
        await desk.straps.connect_nearest()
        running = asyncio.create_task(desk.begin(Wanted("paced-6-3min")))
        await asyncio.sleep(30)
        with broken(desk.records.store):
            await asyncio.sleep(60)
        await running

    moved = at_desk(run).of(RunMoved)
    troubled = [m for m in moved if m.saving]
    assert len(troubled) > 40
    assert {m.is_disk_full for m in troubled} == {is_disk_full}
    assert not any(m.saving or m.is_disk_full for m in (moved[0], moved[-1]))


def test_a_run_without_a_strap_can_be_stopped_and_discarded(at_desk):
    async def run(desk, told, air):
        running = asyncio.create_task(desk.begin(Wanted("paced-6-3min")))
        await asyncio.sleep(90)
        desk.stop()
        await running
        await desk.records.discard(told.of(RunOver)[0].run_id)

    told = at_desk(run)
    [over] = told.of(RunOver)
    assert (over.finish, over.sentence, over.fuller) == ("stopped", "", "")
    assert 1.4 < over.minutes < 1.6
    assert told.of(HomeIs)[-1].sessions == 0
