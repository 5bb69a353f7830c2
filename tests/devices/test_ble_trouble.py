"""Links that break, straps that refuse: the same scenarios over both virtual radios."""

import asyncio

import pytest

from devices import gatt
from devices.ble import scan
from devices.ble_source import BleSource
from devices.errors import BluetoothOff, Busy, DeviceError, NotFound, PairingRefused
from devices.records import LinkState
from devices.source import Clock
from tests.devices.virtual_air import (
    CONNECTED,
    LOST,
    batteries,
    beat_numbers,
    collect,
    enough_packets,
    make_straps,
    open_source,
    packets,
    sent_by,
    statuses,
    told,
)

# Coming back


def test_a_dropped_link_comes_back_and_nothing_received_is_lost(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_packets(6))
            dropped_s = asyncio.get_running_loop().time()
            air.do(air.strap.drop_link)
            records += await collect(source, enough_packets(6))
            outage_s = asyncio.get_running_loop().time() - dropped_s
        assert statuses(records) == [CONNECTED, LOST, CONNECTED]
        received = packets(records)
        assert received == sent_by(air.strap, gatt.HEART_RATE_MEASUREMENT)[: len(received)]
        assert outage_s < 1.0
        return outage_s

    print(f"drop to sixth packet after it: {play(scenario, make_straps(1)) * 1000:.0f} ms")


@pytest.mark.parametrize("away_s", [0.2, 0.6, 1.2])
def test_out_of_reach_and_back_within_a_second(play, away_s):
    async def scenario(air):
        loop = asyncio.get_running_loop()
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.do(air.strap.walk_away)
            await asyncio.sleep(away_s)
            air.do(air.strap.come_back)
            back_s = loop.time()
            records = await collect(source, told(LinkState.CONNECTED))
            assert loop.time() - back_s < 1.0
            await collect(source, enough_packets(1))
        assert statuses(records) == [LOST, CONNECTED]

    play(scenario, make_straps(1))


def test_switched_off_and_on_again(play):
    async def scenario(air):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.power(False)
            records = await collect(source, told(LinkState.SEARCHING))
            air.power(True)
            records += await collect(source, enough_packets(1))
        assert statuses(records) == [LOST, ("searching", "bluetooth_off"), CONNECTED]

    play(scenario, make_straps(1))


def test_a_strap_that_freezes_is_noticed(play):
    async def scenario(air):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.strap.faults.freeze = True
            records = await collect(source, told(LinkState.LOST))
            air.strap.faults.freeze = False
            records += await collect(source, enough_packets(2))
        assert statuses(records) == [LOST, CONNECTED]

    play(scenario, make_straps(1))


def test_links_that_break_while_they_are_made(play):
    async def scenario(air):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.strap.faults.drops_in_discovery = 2
            air.strap.faults.connect_errors = ["le-connection-abort-by-remote"]
            air.do(air.strap.drop_link)
            records = await collect(source, enough_packets(2))
        assert statuses(records) == [LOST, CONNECTED]

    play(scenario, make_straps(1))


def test_a_burst_after_an_outage(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_packets(2))
            air.strap.faults.burst = True
            air.do(air.strap.walk_away)
            await asyncio.sleep(0.6)
            air.do(air.strap.come_back)
            records += await collect(source, enough_packets(5))
        numbers = beat_numbers(packets(records))
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert len(numbers) > 30

    play(scenario, make_straps(1))


# Opening against resistance


def test_not_there(play):
    async def scenario(air):
        with pytest.raises(NotFound):
            async with BleSource("A0:9E:1A:00:00:99", Clock(), air.radio):
                pass

    play(scenario, make_straps(1))


def test_switched_off_while_searching(play):
    async def scenario(air):
        opening = asyncio.create_task(
            BleSource("A0:9E:1A:00:00:99", Clock(), air.radio).__aenter__()
        )
        await asyncio.sleep(0.1)
        air.power(False)
        with pytest.raises(BluetoothOff):
            await opening

    play(scenario, make_straps(1))


def test_there_but_busy(play):
    async def scenario(air):
        air.strap.faults.busy = True
        with pytest.raises(Busy) as busy:
            async with open_source(air):
                pass
        assert isinstance(busy.value.__cause__, TimeoutError)

    play(scenario, make_straps(1))


def test_gone_since_the_scan(play):
    async def scenario(air):
        (found,) = await scan(0.2, air.radio)
        air.do(air.strap.walk_away)
        with pytest.raises(NotFound):
            async with BleSource(found, Clock(), air.radio):
                pass

    play(scenario, make_straps(1))


def test_in_use_elsewhere(play):
    async def scenario(air):
        air.strap.faults.connect_errors = ["le-connection-refused"]
        with pytest.raises(Busy):
            async with open_source(air):
                pass

    play(scenario, make_straps(1))


def test_the_first_link_may_break(play):
    async def scenario(air):
        air.strap.faults.drops_in_discovery = 1
        air.strap.faults.connect_errors = ["le-connection-unknown"]
        async with open_source(air) as source:
            records = await collect(source, enough_packets(1))
        assert statuses(records) == [CONNECTED]

    play(scenario, make_straps(1))


def test_but_not_every_one(play):
    async def scenario(air):
        air.strap.faults.drops_in_discovery = 99
        with pytest.raises(DeviceError) as error:
            async with open_source(air):
                pass
        assert type(error.value) is DeviceError
        assert "device disconnected" in str(error.value.__cause__)
        assert air.strap.faults.drops_in_discovery == 96

    play(scenario, make_straps(1))


def test_pairing(play):
    async def scenario(air):
        air.strap.faults.needs_pairing = True
        async with open_source(air) as source:
            records = await collect(source, enough_packets(1))
            assert source.info.model == "V1"
        assert air.strap.paired
        assert batteries(records) == [bytes([87])]

    play(scenario, make_straps(1))


def test_pairing_refused(play):
    async def scenario(air):
        air.strap.faults.needs_pairing = air.strap.faults.refuses_pairing = True
        with pytest.raises(PairingRefused) as refused:
            async with open_source(air):
                pass
        assert refused.value.__cause__ is not None
        assert not air.strap.connected

    play(scenario, make_straps(1))


def test_a_bond_that_the_strap_forgot(play):
    async def scenario(air):
        air.strap.faults.needs_pairing = True
        air.strap.pair = lambda: None  # pairing goes through and changes nothing
        with pytest.raises(PairingRefused):
            async with open_source(air):
                pass

    play(scenario, make_straps(1))


def test_att_errors_on_what_is_only_nice_to_know(play):
    async def scenario(air):
        air.strap.faults.read_error = 0x0E
        async with open_source(air) as source:
            records = await collect(source, enough_packets(2))
            assert (source.info.model, source.info.firmware) == ("", "")
        assert batteries(records) == []

    play(scenario, make_straps(1))
