"""The source over long times, with its own times unshortened: on the loopback, in virtual time."""

import asyncio
from itertools import pairwise

import pytest

from devices import ble
from devices.records import DeviceStatus, LinkState
from tests.devices.virtual_air import (
    Metronome,
    beat_numbers,
    collect,
    make_straps,
    open_source,
    packets,
    play_on_loopback,
    statuses,
)


@pytest.fixture
def play(run_virtual):
    """Play a scenario with one strap that sends once a second."""

    def play(scenario):
        (strap,) = make_straps(1, packet_period_s=1.0)
        strap._person = Metronome(0.9)
        return play_on_loopback(run_virtual, scenario, [strap])

    return play


async def listen(source, seconds):
    records = []
    try:
        async with asyncio.timeout(seconds):
            async for record in source:
                records.append(record)  # noqa: PERF401, what came in must survive the timeout
    except TimeoutError:
        return records
    raise AssertionError("the source ended")


def test_twenty_minutes(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await listen(source, 1200.5)
        assert len(packets(records)) == 1200
        numbers = beat_numbers(packets(records))
        assert numbers == list(range(1, 1 + len(numbers)))
        assert statuses(records) == [("connected", "")]

    play(scenario)


@pytest.mark.parametrize("away_s", [0.5, 3, 14.9, 15.1, 24.9, 25.1, 40, 100, 1000, 3600])
def test_back_within_a_second_however_long_it_took(play, away_s):
    async def scenario(air):
        async with open_source(air) as source:
            await listen(source, 5)
            air.strap.walk_away()
            outage = await listen(source, away_s)
            air.strap.come_back()
            records = await listen(source, 1.0)
            assert statuses(outage + records) == [("lost", "connection_lost"), ("connected", "")]
            assert len(packets(await listen(source, 10))) >= 9

    play(scenario)


def noted_attempts(strap):
    """Return a list that gets the time of each attempt at a link from now on."""
    began_s, accept = [], strap.accept_link

    async def note_and_accept():
        began_s.append(asyncio.get_running_loop().time())
        await accept()

    strap.accept_link = note_and_accept
    return began_s


def test_attempts_that_fail_at_once_come_ever_more_seldom(play):
    async def scenario(air):
        async with open_source(air) as source:
            await listen(source, 5)
            began_s = noted_attempts(air.strap)
            air.strap.faults.connect_errors = ["le-connection-unknown"] * 8
            air.strap.drop_link()
            records = await listen(source, 60)
        assert statuses(records) == [("lost", "connection_lost"), ("connected", "")]
        steps_s = [after - before for before, after in pairwise(began_s)]
        assert steps_s == pytest.approx([0.5, 1, 2, 4, 8, 10, 10, 10], abs=0.1)

    play(scenario)


def test_who_is_in_a_hurry_waits_for_no_turn(play):
    async def scenario(air):
        loop = asyncio.get_running_loop()
        async with open_source(air) as source:
            await listen(source, 5)
            began_s = noted_attempts(air.strap)
            air.strap.faults.connect_errors = ["le-connection-unknown"] * 7
            air.strap.drop_link()
            await listen(source, 29)  # the seventh attempt was at 25.5 s, the next is due at 35.5 s
            hurried_s, before = loop.time(), len(began_s)
            source.hurry()
            records = await listen(source, 1)
        assert began_s[before:] == pytest.approx([hurried_s], abs=0.1)
        assert statuses(records) == [("connected", "")]

    play(scenario)


def test_bluetooth_off_for_long_is_told_once(play):
    async def scenario(air):
        async with open_source(air) as source:
            await listen(source, 5)
            air.power(False)
            records = await listen(source, 600)
            assert statuses(records) == [
                ("lost", "connection_lost"),
                ("searching", "bluetooth_off"),
            ]
            air.power(True)
            assert statuses(await listen(source, 11)) == [("connected", "")]

    play(scenario)


def test_silence_counts_from_the_last_packet(play):
    async def scenario(air):
        async with open_source(air) as source:
            heard = await listen(source, 5.5)
            air.strap.faults.freeze = True
            records = await collect_until_lost(source)
            assert records[-1].t_s - heard[-1].t_s == pytest.approx(ble.SILENCE_S)

    async def collect_until_lost(source):
        records = []
        async for record in source:
            records.append(record)
            if isinstance(record, DeviceStatus) and record.state is LinkState.LOST:
                break
        return records

    play(scenario)


def test_a_slow_connection_is_no_silence(play):
    async def scenario(air):
        air.strap.faults.connect_delay_s = ble.SILENCE_S + 2
        async with open_source(air) as source:
            records = await listen(source, 30)
        assert statuses(records) == [("connected", "")]

    play(scenario)


def test_a_bug_in_the_keeper_is_not_an_end(play, monkeypatch):
    async def broken(link):
        raise ZeroDivisionError

    monkeypatch.setattr(ble.Link, "lost", broken)

    async def scenario(air):
        async with open_source(air) as source:
            with pytest.raises(ZeroDivisionError):
                await collect(source, lambda _: False)

    play(scenario)


@pytest.mark.parametrize("knob", ["loss of link", "cancellation", "power cut"])
def test_opening_survives_trouble_at_every_moment(play, knob):
    async def scenario(air):
        faults = air.strap.faults
        faults.connect_delay_s = faults.discovery_delay_s = 0.01
        for step in range(60):
            opening = asyncio.create_task(open_source(air).__aenter__())
            await asyncio.sleep(0.001 * step)
            match knob:
                case "loss of link":
                    air.strap.drop_link()
                case "cancellation":
                    opening.cancel()
                case "power cut":
                    air.power(False)
                    air.power(True)
            await asyncio.wait({opening})
            if not opening.cancelled() and opening.exception() is None:
                await opening.result().__aexit__(None, None, None)
            assert not air.strap.connected
        async with open_source(air) as source:
            await collect(source, lambda records: len(packets(records)) == 2)

    play(scenario)
