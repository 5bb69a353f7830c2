"""What only the private D-Bus can show: faults of bluetoothd, of D-Bus, and of other programs."""

import asyncio
import os
import subprocess
import sys
import threading

import pytest
from bleak import BleakClient

from devices import ble, gatt
from devices.ble import UNKNOWN_RSSI_DBM, Radio, scan
from devices.ble_source import BleSource
from devices.errors import BluetoothOff, BluetoothUnavailable, DeviceError, NoPermission
from devices.private_bus import PrivateBus, dbus_daemon_missing
from devices.records import LinkState
from devices.serve_straps import obey, serve
from devices.source import Clock
from devices.virtual_bluez import VirtualBluez
from devices.virtual_models import PLAIN
from tests.devices.virtual_air import (
    CONNECTED,
    LOST,
    close_bleak,
    collect,
    enough_packets,
    make_straps,
    open_source,
    packets,
    play_on_dbus,
    statuses,
    told,
)

pytestmark = pytest.mark.skipif(bool(dbus_daemon_missing()), reason=dbus_daemon_missing())

OFF = (LinkState.SEARCHING, BluetoothOff.code)


@pytest.fixture
def play(hurry, run_real):
    """Play a scenario with one strap on the private D-Bus."""

    def play(scenario, count=1):
        return play_on_dbus(run_real, scenario, make_straps(count))

    return play


# No Bluetooth, in all its faces


async def open_and_close(address="A0:9E:1A:00:00:00"):
    try:
        async with BleSource(address, Clock(), Radio()):
            pass
    finally:
        await close_bleak()


def test_no_dbus(hurry, run_real, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")
    with pytest.raises(BluetoothOff) as off:
        run_real(open_and_close())
    assert isinstance(off.value.__cause__, FileNotFoundError)


def test_no_bluetoothd(hurry, run_real, monkeypatch):
    bus = PrivateBus()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    try:
        with pytest.raises(BluetoothOff) as off:
            run_real(open_and_close())
        assert "ServiceUnknown" in str(off.value.__cause__)
    finally:
        bus.close()


def test_not_allowed(play):
    async def scenario(air, bluez):
        bluez.service.denies = True
        with pytest.raises(NoPermission):
            await scan(0.1, air.radio)

    play(scenario)


def test_a_bluetoothd_that_hangs_from_the_start(play):
    async def scenario(air, bluez):
        bluez.service.deaf = True
        async with asyncio.timeout(1):
            with pytest.raises(BluetoothUnavailable):
                await scan(0.1, air.radio)

    play(scenario)


def test_a_bluetoothd_that_hangs_when_called(play):
    async def scenario(air, bluez):
        await scan(0.1, air.radio)
        found = await scan(0.1, air.radio)
        bluez.service.deaf = True
        async with asyncio.timeout(3):
            with pytest.raises(DeviceError):
                async with BleSource(found[0], Clock(), air.radio):
                    pass

    play(scenario)


# Trouble in the middle


def test_the_adapter_is_pulled_and_plugged(play):
    async def scenario(air, bluez):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.do(bluez.service.unplug)
            records = await collect(source, told(LinkState.SEARCHING))
            air.do(bluez.service.plug)
            records += await collect(source, enough_packets(1))
        assert statuses(records) == [LOST, ("searching", "no_adapter"), CONNECTED]

    play(scenario)


def test_bluetoothd_dies_and_is_started_again(play):
    async def scenario(air, bluez):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.do(bluez.service.die)
            records = await collect(source, told(LinkState.SEARCHING))
            bluez.revive()
            records += await collect(source, enough_packets(1))
        assert statuses(records) == [LOST, OFF, CONNECTED]

    play(scenario)


def test_bluetoothd_hangs_and_recovers(play):
    async def scenario(air, bluez):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            bluez.service.deaf, air.strap.faults.freeze = True, True
            records = await collect(source, told(LinkState.SEARCHING))
            bluez.service.deaf, air.strap.faults.freeze = False, False
            records += await collect(source, enough_packets(1))
        assert statuses(records) == [LOST, ("searching", "bluetooth_unavailable"), CONNECTED]

    play(scenario)


def test_leaving_a_bluetoothd_that_hangs(play):
    async def scenario(air, bluez):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            bluez.service.deaf = True
            left_s = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - left_s < 2 * ble.CALL_S

    play(scenario)


def test_dbus_dies(play):
    async def scenario(air, bluez):
        async with open_source(air) as source:
            records = await collect(source, enough_packets(1))
            bluez.bus.kill()
            records += await collect(source, told(LinkState.SEARCHING))
        assert statuses(records) == [CONNECTED, LOST, OFF]

    play(scenario)


def test_dbus_dies_during_a_scan(play):
    async def scenario(air, bluez):
        scanning = asyncio.create_task(scan(0.2, air.radio))
        await asyncio.sleep(0.1)
        bluez.bus.kill()
        with pytest.raises(BluetoothOff):
            await scanning

    play(scenario)


# What BlueZ remembers and forgets


def test_forgotten_since_the_scan(play):
    async def scenario(air, bluez):
        (found,) = await scan(0.1, air.radio)
        air.do(bluez.service.forget, air.strap)
        await asyncio.sleep(0.05)
        async with BleSource(found, Clock(), air.radio) as source:
            await collect(source, enough_packets(1))

    play(scenario)


def test_forgotten_in_an_outage(play):
    async def scenario(air, bluez):
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
            air.do(air.strap.walk_away)
            air.do(bluez.service.forget, air.strap)
            records = await collect(source, told(LinkState.LOST))
            await asyncio.sleep(0.5)
            air.do(air.strap.come_back)
            records += await collect(source, enough_packets(1))
        assert statuses(records) == [LOST, CONNECTED]

    play(scenario)


def test_left_over_from_a_program_that_crashed(play):
    async def scenario(air, bluez):
        (found,) = await scan(0.1, air.radio)
        crashed = BleakClient(found.device)
        await crashed.connect()
        await crashed.start_notify(gatt.HEART_RATE_MEASUREMENT, lambda *_: None)
        crashed._backend._bus.disconnect()
        await asyncio.sleep(0.1)
        assert air.strap.connected
        (found,) = await scan(0.1, air.radio)
        assert (found.address, found.rssi_dbm) == (air.strap.address, UNKNOWN_RSSI_DBM)
        async with open_source(air) as source:
            await collect(source, enough_packets(2))
        assert bluez.service.calls.count("Connect") == 1
        crashed._backend._on_disconnected()

    play(scenario)


def test_abort_by_local_is_tried_again_by_bleak(play):
    async def scenario(air, bluez):
        air.strap.faults.connect_errors = ["le-connection-abort-by-local"] * 2
        async with open_source(air) as source:
            await collect(source, enough_packets(1))
        assert bluez.service.calls.count("Connect") == 3

    play(scenario)


def test_the_first_connection_ever_may_be_cancelled(play, tmp_path, monkeypatch):
    from bleak.backends.bluezdbus.version import BlueZFeatures

    slow = tmp_path / "bluetoothctl"
    slow.write_text("#!/bin/sh\nsleep 0.3\necho bluetoothctl: 5.66\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(BlueZFeatures, "checked_bluez_version", False)
    monkeypatch.setattr(BlueZFeatures, "_check_bluez_event", None)

    async def scenario(air, bluez):
        (found,) = await scan(0.1, air.radio)
        opening = asyncio.create_task(BleSource(found, Clock(), air.radio).__aenter__())
        await asyncio.sleep(0.1)
        opening.cancel()
        await asyncio.wait({opening})
        assert opening.cancelled()
        async with BleSource(found, Clock(), air.radio) as source:
            await collect(source, enough_packets(1))

    play(scenario)


# The service itself


def test_a_flood_does_not_break_the_bus(play):
    def flood(service, strap):
        (entry,) = (
            e
            for s in PLAIN.services
            for e in s.characteristics
            if e.uuid == gatt.HEART_RATE_MEASUREMENT
        )
        for number in range(2000):
            service.carry(strap, entry, number.to_bytes(2, "little") * 200)

    async def scenario(air, bluez):
        air.strap.faults.freeze = True
        async with open_source(air) as source:
            air.do(flood, bluez.service, air.strap)
            records = await collect(source, enough_packets(2000))
        assert [int.from_bytes(p[:2], "little") for p in packets(records)] == list(range(2000))

    play(scenario)


def test_the_context_leaves_everything_as_it_was(monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/mine")
    threads = threading.active_count()
    with VirtualBluez(make_straps(1)) as bluez:
        assert os.environ["DBUS_SYSTEM_BUS_ADDRESS"] == bluez.bus.address
    assert os.environ["DBUS_SYSTEM_BUS_ADDRESS"] == "unix:path=/mine"
    assert threading.active_count() == threads
    assert bluez.bus.ended


# Straps for manual trials


def test_commands():
    with VirtualBluez(make_straps(2)) as bluez:
        first = bluez.straps[0]
        assert obey("away 1", bluez) == "done"
        assert not first.in_range
        obey("back 1", bluez)
        assert first.in_range
        obey("battery 1 12", bluez)
        assert first.battery_pct == 12
        first.connected = True
        obey("drop 1", bluez)
        assert not first.connected
        first.connected = True
        obey("power off", bluez)
        assert not first.connected
        assert "battery I LEVEL" in obey("help", bluez)
        assert obey("", bluez) == ""
        for line in ("away 3", "away 0", "away", "battery 1 101", "power dim", "fly"):
            with pytest.raises((ValueError, IndexError)):
                obey(line, bluez)


def test_serving_says_what_it_did_not_understand():
    said = []
    serve(2, ["fly", "drop 7", "quit", "never reached"], said.append)
    assert said[0].startswith("DBUS_SYSTEM_BUS_ADDRESS=unix:path=")
    assert [line for line in said if "Not understood" in line] == [
        "Not understood: fly. Type help.",
        "Not understood: drop 7. Type help.",
    ]


def test_python_m():
    command = [sys.executable, "-m", "devices.virtual_radio"]
    done = subprocess.run([*command, "2"], input="quit\n", text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("DBUS_SYSTEM_BUS_ADDRESS=unix:path=")
    assert done.stderr == ""
    done = subprocess.run([*command, "many"], text=True, capture_output=True)
    assert done.returncode == 1
    assert done.stderr == "How many straps? Give one number from 1 to 99.\n"
