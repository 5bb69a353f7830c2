"""A replay yields the very records, each when its time has come."""

import asyncio

import pytest

from devices.recording import Header, Recording
from devices.records import DeviceInfo, DeviceStatus, LinkState, Marker, Notification
from devices.replay import ReplaySource
from devices.source import Clock

INFO = DeviceInfo("Strap", "C0:FF:EE", "H10", "5.0")
RECORDS = (
    Marker(-0.5, "before the start"),
    DeviceStatus(0.0, LinkState.CONNECTED),
    Notification(0.1 + 0.2, "heart_rate", b"\x10\x40"),
    Notification(0.1 + 0.2, "heart_rate", b"\x10\x41"),
    Notification(86_400.123456789, "heart_rate", b"\x10\x42"),
)


def recording(*records):
    return Recording(Header(INFO, None, "biofeedback 0.1.0"), records)


async def replayed(records, origin_s=0.0):
    await asyncio.sleep(origin_s)
    clock = Clock()
    source = ReplaySource(recording(*records), clock)
    async with source:
        assert source.info == INFO
        return [(clock.now_s(), record) async for record in source]


@pytest.mark.parametrize("origin_s", [0.0, 0.1, 1e6 / 3])
def test_every_record_comes_as_it_is_and_never_early(run_virtual, origin_s):
    got = run_virtual(replayed(RECORDS, origin_s))
    assert [record for _now, record in got] == list(RECORDS)
    for now_s, record in got:
        assert 0 <= now_s - max(record.t_s, 0.0) < 1e-5


def test_an_empty_recording_ends_at_once(run_virtual):
    assert run_virtual(replayed(())) == []


def test_a_burst_leaves_other_tasks_their_turn(run_virtual):
    async def turns_taken():
        turns = 0

        async def count_turns():
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        other = asyncio.create_task(count_turns())
        await replayed([Marker(0.0, "burst")] * 100)
        other.cancel()
        return turns

    assert run_virtual(turns_taken()) >= 100


def test_closing_ends_the_iteration(run_virtual):
    async def close_after_the_first():
        source = ReplaySource(recording(*RECORDS), Clock())
        async with source:
            records = aiter(source)
            first = await anext(records)
        return first, [record async for record in records]

    assert run_virtual(close_after_the_first()) == (RECORDS[0], [])
