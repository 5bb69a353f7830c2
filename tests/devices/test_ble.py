"""Search, connect and stream: the same scenarios over both virtual radios.

On the private D-Bus they run through bleak's own Linux backend; times are shortened there.
"""

import asyncio

import pytest

from devices import gatt
from devices.ble import scan
from devices.ble_source import BleSource
from devices.errors import BluetoothOff, NoAdapter
from devices.records import HEART_RATE, DeviceStatus, Notification
from devices.source import Clock
from tests.devices.virtual_air import (
    CONNECTED,
    PACKET_S,
    batteries,
    beat_numbers,
    collect,
    enough_packets,
    make_straps,
    open_source,
    packets,
    sent_by,
    statuses,
)

# Scanning


def test_scan_finds_straps_by_service_strongest_first(play):
    straps = make_straps(3)
    straps[0].rssi_dbm = -80
    straps[2].set_battery(33)
    straps[1].advertised_services = (gatt.BATTERY_SERVICE,)  # a toy that calls itself a strap

    async def scenario(air):
        found = await scan(0.3, air.radio)
        assert [(f.name, f.address, f.rssi_dbm, f.battery_pct) for f in found] == [
            ("Strap 2", "A0:9E:1A:00:00:02", -60, 33),
            ("Strap 0", "A0:9E:1A:00:00:00", -80, 87),
        ]

    play(scenario, straps)


def test_scan_with_nobody_there(play):
    async def scenario(air):
        assert await scan(0.1, air.radio) == []

    play(scenario, [])


def test_scans_at_the_same_time(play):
    async def scenario(air):
        first, second, device = await asyncio.gather(
            scan(0.2, air.radio), scan(0.4, air.radio), air.radio.find(air.straps[1].address)
        )
        assert len(first) == len(second) == 2
        assert device.address == air.straps[1].address
        assert len(await scan(0.2, air.radio)) == 2  # and the air is free again

    play(scenario, make_straps(2))


@pytest.mark.parametrize(
    ("settings", "error"), [({"powered": False}, BluetoothOff), ({"adapter": False}, NoAdapter)]
)
def test_bluetooth_not_available(play, settings, error):
    async def scenario(air):
        with pytest.raises(error) as scanning:
            await scan(0.1, air.radio)
        with pytest.raises(error):
            async with open_source(air):
                pass
        assert type(scanning.value.__cause__).__name__ == "BleakBluetoothNotAvailableError"

    play(scenario, make_straps(1), **settings)


def test_switching_off_during_a_scan_is_noticed(play):
    async def scenario(air):
        scanning = asyncio.create_task(scan(0.3, air.radio))
        await asyncio.sleep(0.1)
        air.power(False)
        with pytest.raises(BluetoothOff):
            await scanning

    play(scenario, [])


# Streaming


def test_three_straps_at_once(play):
    async def scenario(air):
        found = await scan(0.3, air.radio)
        assert len(found) == 3
        sources = [BleSource(each, Clock(), air.radio) for each in found]
        await asyncio.gather(*(source.__aenter__() for source in sources))
        try:
            streams = await asyncio.gather(*(collect(s, enough_packets(8)) for s in sources))
        finally:
            await asyncio.gather(*(source.__aexit__(None, None, None) for source in sources))
        for strap, source, records in zip(air.straps, sources, streams, strict=True):
            assert source.info.address == strap.address
            assert (source.info.name, source.info.model) == (strap.name, "V1")
            assert source.info.firmware == "1.0.0"
            assert packets(records) == sent_by(strap, gatt.HEART_RATE_MEASUREMENT)[:8]
            numbers = beat_numbers(packets(records))
            assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
            assert len(numbers) >= 15
            assert not strap.connected

    play(scenario, make_straps(3))


def test_records_come_in_order_and_begin_with_the_connection(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_packets(5))
        assert isinstance(records[0], DeviceStatus)
        assert statuses(records) == [CONNECTED]
        times_s = [record.t_s for record in records]
        assert times_s == sorted(times_s)

    play(scenario, make_straps(1))


def test_packets_are_stamped_when_they_come_not_when_they_are_taken(play):
    async def scenario(air):
        clock = Clock()
        begun_s = asyncio.get_running_loop().time() - clock.now_s()
        async with BleSource(air.strap.address, clock, air.radio) as source:
            await asyncio.sleep(20 * PACKET_S)
            records = await collect(source, enough_packets(19))
        stamps_s = [
            r.t_s for r in records if isinstance(r, Notification) and r.channel == HEART_RATE
        ]
        sent_s = [s.t_s - begun_s for s in air.strap.sent if s.uuid == gatt.HEART_RATE_MEASUREMENT]
        return [stamp_s - s for stamp_s, s in zip(stamps_s, sent_s, strict=False)]

    late_s = sorted(play(scenario, make_straps(1)))
    print(f"air to stamp: {late_s[9] * 1000:.2f} ms median, {late_s[-1] * 1000:.2f} ms at most")
    assert late_s[0] >= 0
    assert late_s[9] < 0.01


def test_battery_once_at_the_start_and_then_when_it_changes(play):
    async def scenario(air):
        async with open_source(air) as source:
            await asyncio.sleep(0.1)
            air.do(air.strap.set_battery, 42)
            records = await collect(source, lambda r: b"\x2a" in batteries(r))
        assert batteries(records) == [bytes([87]), bytes([42])]  # reading is not a notification

    play(scenario, make_straps(1))


def test_closing_ends_the_iteration(play):
    async def scenario(air):
        source = open_source(air)
        async with source:
            taking = asyncio.create_task(collect(source, lambda _: False))
            await asyncio.sleep(0.2)
        records = await taking
        assert statuses(records) == [CONNECTED, ("closed", "")]
        assert not air.strap.connected
        assert [record async for record in source] == []

    play(scenario, make_straps(1))


def test_leaving_is_prompt_when_cancelled(play):
    async def scenario(air):
        async def session():
            async with open_source(air) as source:
                await collect(source, lambda _: False)

        running = asyncio.create_task(session())
        await asyncio.sleep(0.3)
        assert air.strap.connected
        running.cancel()
        asyncio.get_running_loop().call_soon(running.cancel)  # an impatient second Ctrl-C
        async with asyncio.timeout(0.3):
            await asyncio.wait({running})
        await asyncio.sleep(0.05)
        assert running.cancelled()
        assert not air.strap.connected

    play(scenario, make_straps(1))


@pytest.mark.parametrize("away", [True, False])
@pytest.mark.parametrize("after_s", [0.001, 0.02, 0.06, 0.12])
def test_opening_can_be_cancelled_at_any_moment(play, away, after_s):
    async def scenario(air):
        air.strap.in_range = not away
        air.strap.faults.connect_delay_s = air.strap.faults.discovery_delay_s = 0.1
        opening = asyncio.create_task(open_source(air).__aenter__())
        await asyncio.sleep(after_s)
        opening.cancel()
        await asyncio.wait({opening}, timeout=1)
        assert opening.cancelled()
        await asyncio.sleep(0.05)
        assert not air.strap.connected
        air.strap.in_range = True
        async with open_source(air) as source:  # nothing is blocked
            await collect(source, enough_packets(1))

    play(scenario, make_straps(1))


# Bad packets: the source passes them on, untouched


@pytest.mark.parametrize(
    "payload", [b"", b"\x10", b"\x16\x3c\x01", b"\xff" * 40], ids=["empty", "cut", "odd", "long"]
)
def test_malformed_packets_arrive_untouched(play, payload):
    async def scenario(air):
        air.strap.faults.mangle = lambda packet: payload
        async with open_source(air) as source:
            records = await collect(source, enough_packets(3))
        assert packets(records) == [payload] * 3

    play(scenario, make_straps(1))


@pytest.mark.parametrize(
    "faults",
    [
        {"duplicate": 1.0},
        {"loss": 0.5},
        {"delay_s": 0.1},
        {"delay_s": 0.05, "jitter_s": 0.2},
        {"no_rr": True},
        {"no_contact": True},
    ],
    ids=lambda faults: ", ".join(faults),
)
def test_packets_arrive_as_the_air_left_them(play, faults):
    async def scenario(air):
        for name, value in faults.items():
            setattr(air.strap.faults, name, value)
        async with open_source(air) as source:
            records = await collect(source, enough_packets(8))
        assert packets(records) == sent_by(air.strap, gatt.HEART_RATE_MEASUREMENT)[:8]
        return packets(records)

    received = play(scenario, make_straps(1))
    numbers = beat_numbers(received)
    match faults:
        case {"duplicate": _}:
            assert received[::2] == received[1::2]
        case {"loss": _}:
            assert numbers != list(range(numbers[0], numbers[0] + len(numbers)))
        case {"jitter_s": _}:
            assert numbers != sorted(numbers)
        case {"no_rr": _} | {"no_contact": _}:
            assert numbers == []
        case {"delay_s": _}:
            assert numbers == sorted(numbers)
