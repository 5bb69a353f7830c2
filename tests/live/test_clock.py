"""The loops that are a session's clock."""

import asyncio
import time

import pytest

from biofeedback.live.clock import ScaledLoop, VirtualLoop
from devices.source import Clock


async def sleep_and_tell(seconds):
    clock = Clock()
    await asyncio.sleep(seconds)
    return clock.now_s()


def test_virtual_time_jumps():
    began_s = time.perf_counter()
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(sleep_and_tell(3600.0)) == pytest.approx(3600.0)
    assert time.perf_counter() - began_s < 5


def test_virtual_time_keeps_the_order_of_timers():
    async def main():
        woken = []

        async def wake(seconds):
            await asyncio.sleep(seconds)
            woken.append(seconds)

        await asyncio.gather(*(wake(s) for s in (5.0, 0.5, 60.0, 0.0)))
        return woken

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(main()) == [0.0, 0.5, 5.0, 60.0]


def test_scaled_time_runs_faster_than_the_systems():
    began_s = time.perf_counter()
    with asyncio.Runner(loop_factory=lambda: ScaledLoop(1000)) as runner:
        slept_s = runner.run(sleep_and_tell(20.0))
    assert slept_s >= 20.0
    assert slept_s <= 1000 * (time.perf_counter() - began_s)
