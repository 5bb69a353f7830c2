"""One stage for both virtual radios: the same scenario plays on either.

On the loopback it plays in virtual time; on the private D-Bus, through bleak's own Linux backend,
in real time.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from devices.ble import Radio
from devices.ble_source import BleSource
from devices.errors import ConnectionLost
from devices.heart_rate import MS_PER_TICK, decode
from devices.records import BATTERY, HEART_RATE, DeviceStatus, LinkState, Notification, Record
from devices.source import Clock
from devices.virtual_bluez import VirtualBluez
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap

PACKET_S = 0.05
BEAT_S = 0.02
LONG_ENOUGH_S = 5.0

CONNECTED = (LinkState.CONNECTED, "")
LOST = (LinkState.LOST, ConnectionLost.code)


class Metronome:
    """A steady heart whose n-th interval is 500 + n ticks of 1/1024 s: each beat can be told."""

    def __init__(self, period_s: float = BEAT_S) -> None:
        self.period_s, self.count = period_s, 0

    def beats_until(self, t_s: float) -> list[tuple[float, float]]:
        beats = []
        while (self.count + 1) * self.period_s <= t_s:
            self.count += 1
            beats.append((self.count * self.period_s, (500 + self.count) * MS_PER_TICK))
        return beats

    def contact_at(self, t_s: float) -> bool:
        return True


def make_straps(count: int, **settings: Any) -> list[VirtualStrap]:
    settings = {"packet_period_s": PACKET_S} | settings
    return [
        VirtualStrap(
            Metronome(), f"A0:9E:1A:00:00:0{n}", f"Strap {n}", rssi_dbm=-50 - 5 * n, **settings
        )
        for n in range(count)
    ]


@dataclass
class Air:
    """What a scenario acts on; `do` calls a function where the straps live."""

    radio: Radio
    straps: list[VirtualStrap]
    do: Callable[..., Any]
    power: Callable[[bool], None]

    @property
    def strap(self) -> VirtualStrap:
        return self.straps[0]


Scenario = Callable[[Air], Awaitable[Any]]


def play_on_loopback(
    run: Callable[[Any], Any],
    scenario: Scenario,
    straps: list[VirtualStrap],
    adapter: bool = True,
    powered: bool = True,
) -> Any:
    async def play() -> Any:
        loopback = LoopbackRadio(straps)
        loopback.present, loopback.powered = adapter, powered
        return await scenario(
            Air(loopback.radio, straps, lambda f, *args: f(*args), loopback.set_powered)
        )

    return run(play())


def play_on_dbus(
    run: Callable[[Any], Any],
    scenario: Callable[[Air, VirtualBluez], Awaitable[Any]],
    straps: list[VirtualStrap],
    **settings: bool,
) -> Any:
    async def play(bluez: VirtualBluez) -> Any:
        air = Air(Radio(), straps, bluez.call, lambda on: bluez.call(bluez.service.set_powered, on))
        try:
            return await scenario(air, bluez)
        finally:
            await close_bleak()

    threads = threading.active_count()
    with VirtualBluez(straps, **settings) as bluez:
        result = run(play(bluez))
    assert threading.active_count() == threads
    assert bluez.bus.ended
    return result


async def close_bleak() -> None:
    """Close the D-Bus connection that bleak keeps for as long as the loop lives."""
    from bleak.backends.bluezdbus import manager

    instance = manager._global_instances.pop(asyncio.get_running_loop(), None)
    if instance is not None and instance._bus_watcher_task is not None:
        instance._bus.disconnect()
        await asyncio.wait({instance._bus_watcher_task})


def open_source(air: Air, number: int = 0) -> BleSource:
    return BleSource(air.straps[number].address, Clock(), air.radio)


async def collect(source: BleSource, enough: Callable[[list[Record]], bool]) -> list[Record]:
    """Take records until there are enough."""
    records: list[Record] = []
    async with asyncio.timeout(LONG_ENOUGH_S):
        async for record in source:
            records.append(record)
            if enough(records):
                break
    return records


def enough_packets(count: int) -> Callable[[list[Record]], bool]:
    return lambda records: len(packets(records)) >= count


def told(state: LinkState) -> Callable[[list[Record]], bool]:
    return lambda records: any(each == state for each, _ in statuses(records))


def packets(records: list[Record], channel: str = HEART_RATE) -> list[bytes]:
    return [r.payload for r in records if isinstance(r, Notification) and r.channel == channel]


def statuses(records: list[Record]) -> list[tuple[str, str]]:
    return [(r.state, r.trouble) for r in records if isinstance(r, DeviceStatus)]


def batteries(records: list[Record]) -> list[bytes]:
    return packets(records, BATTERY)


def beat_numbers(payloads: list[bytes]) -> list[int]:
    """Return which beats of a Metronome the packets hold."""
    return [round(rr / MS_PER_TICK) - 500 for each in payloads for rr in decode(each).rr_ms]


def sent_by(strap: VirtualStrap, uuid: str) -> list[bytes]:
    return [each.payload for each in strap.sent if each.uuid == uuid]
