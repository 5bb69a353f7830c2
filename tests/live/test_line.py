"""One connection, several runs: each can be replayed by itself, and obeys what was wished in it."""

import asyncio
from datetime import UTC, datetime

from biofeedback.live import runner, wishes
from biofeedback.live.engine import Engine
from biofeedback.live.follow import Follow
from biofeedback.live.line import Line, Wished
from devices.ble_source import BleSource
from devices.recording import Header, Recording
from devices.records import DeviceInfo, Marker
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import H10
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from tests.live.runs import SHORT, Run, replayed


async def _held(perform):
    """Hold a virtual strap on the line while `perform(line, follow)` does its runs."""
    clock, follow = Clock(), Follow()
    strap = VirtualStrap(Person(seed=5, breath=follow), "A0:9E:1A:00:00:01", "Held", model=H10)
    radio = LoopbackRadio([strap])
    async with BleSource(strap.address, clock, radio.radio) as source:
        line = Line(source)
        keeper = asyncio.create_task(line.keep())
        try:
            return await perform(line, follow)
        finally:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)


async def _run(line, follow, meddle=None) -> Run:
    clock = Clock()
    async with Wished(line, clock) as source:
        engine = Engine(SHORT)
        if follow:
            follow.engine = engine
        wished = asyncio.create_task(meddle(source)) if meddle else None
        frames, log = [], []
        finish = await runner.run(source, engine, clock, [frames.append], log.append)
        if wished:
            await wished
    return Run(engine, finish, frames, log)


def _recorded(log) -> Recording:
    return Recording(
        Header(DeviceInfo("Held"), datetime(2026, 1, 1, tzinfo=UTC), "test"), tuple(log)
    )


def test_a_second_run_on_the_line_can_be_replayed_by_itself(run_virtual):
    async def twice(line, follow):
        await asyncio.sleep(400)
        first = await _run(line, follow)
        await asyncio.sleep(100)
        return first, await _run(line, follow)

    for run in run_virtual(_held(twice)):
        assert run.finish is runner.Finish.COMPLETED
        assert run.log[0].t_s == 0.0
        assert run.engine.stream.measured_latency_s is not None  # its ECG could be read
        again = run_virtual(replayed(_recorded(run.log), SHORT))
        assert [f.as_json() for f in again.frames] == [f.as_json() for f in run.frames]


def test_a_pause_stops_the_plan_and_is_on_record(run_virtual):
    async def pause(source):
        await asyncio.sleep(30)
        source.wish(wishes.PAUSE)
        await asyncio.sleep(25)
        source.wish(wishes.RESUME)

    async def once(line, follow):
        return await _run(line, follow, pause)

    run = run_virtual(_held(once))
    assert [r.label for r in run.log if isinstance(r, Marker)][:2] == [
        wishes.PAUSE,
        wishes.RESUME,
    ]
    assert abs(run.engine.plan.duration_s - (SHORT.duration_s + 25)) < 1e-6
    again = run_virtual(replayed(_recorded(run.log), SHORT))
    assert [f.as_json() for f in again.frames] == [f.as_json() for f in run.frames]


def test_a_run_without_a_strap_obeys_too(run_virtual):
    async def lead(source):
        source.wish(wishes.START)
        await asyncio.sleep(30)
        source.wish(wishes.shift(-0.5))

    async def once():
        return await _run(None, None, lead)

    run = run_virtual(once())
    assert run.finish is runner.Finish.COMPLETED
    assert run.engine.plan.shifts[-1].by_per_min == -0.5
