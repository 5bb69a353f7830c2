"""Bluetooth LE through bleak: search for straps, and hold one connection to one of them.

1. A strap is found by the service that it advertises, never by its name.
2. One scan serves all who search: BlueZ refuses a second one from the same program.
3. No call to bleak is left without a limit of time, and every failure becomes a `DeviceError`.
4. Steps of bleak that must not be cut in two by a cancellation are let finish by `uncut`.

What happens over many connections is told in `devices.ble_source`.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner

from devices import gatt
from devices.ble_errors import explain_link, explain_radio, wants_pairing
from devices.ble_streams import Streams, StreamWish, Take
from devices.errors import Busy, DeviceError, NotFound, PairingRefused
from devices.records import BATTERY, HEART_RATE

SEARCH_S = 10.0
"""How long to listen for one strap."""
CONNECT_S = 15.0
"""How long to try one connection."""
CALL_S = 5.0
"""How long any other call may take."""
PAIR_S = 30.0
"""How long a person has to answer the system's question."""
SILENCE_S = 10.0
"""So long without a packet and the link counts as lost: a strap sends one each second."""
UNKNOWN_RSSI_DBM = -127
"""Signal of a strap that was not heard, only known to be there."""

Device = BLEDevice
"""bleak's handle of a strap; holds more than the address."""
Ear = Callable[[Device, AdvertisementData], None]
T = TypeVar("T")


async def uncut(step: Coroutine[Any, Any, T]) -> T:
    """Await a step that must not be cut in two; a cancellation is passed on after it."""
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # seen; the cancellation matters more
        raise


@dataclass(frozen=True, slots=True)
class Found:
    """A strap that a scan heard; `device` is bleak's handle to connect with."""

    name: str
    address: str
    rssi_dbm: int
    battery_pct: int | None
    device: BLEDevice


class Radio:
    """The computer's Bluetooth, as the system offers it or as a virtual one.

    Parameters
    ----------
    scanner, client : class, optional
        Backends for bleak; the system's own when left out.
    """

    def __init__(
        self,
        scanner: type[BaseBleakScanner] | None = None,
        client: type[BaseBleakClient] | None = None,
    ) -> None:
        self._scanner_class, self.client_class = scanner, client
        self._door = asyncio.Lock()
        self._ears: list[Ear] = []
        self._scanner: BleakScanner | None = None

    @asynccontextmanager
    async def listening(self, ear: Ear) -> AsyncIterator[None]:
        """Let `ear` hear the straps that advertise.

        Raises
        ------
        BluetoothUnavailable
            One of its kinds.
        """
        self._ears.append(ear)
        try:
            await uncut(self._tune())
            if self._scanner:  # what was heard before may not be told again
                for heard in self._scanner.discovered_devices_and_advertisement_data.values():
                    ear(*heard)
            yield
        finally:
            self._ears.remove(ear)
            await uncut(self._tune())

    async def check(self) -> None:
        """Raise if Bluetooth was switched off: a running scan does not say so, a new one does."""
        await uncut(self._tune(anew=True))

    async def find(self, address: str) -> BLEDevice:
        """Return the strap with this address as soon as it is heard.

        Raises
        ------
        NotFound
            After `SEARCH_S`.
        BluetoothUnavailable
            One of its kinds.
        """
        heard: asyncio.Future[BLEDevice] = asyncio.get_running_loop().create_future()

        def ear(device: BLEDevice, _: AdvertisementData) -> None:
            if device.address.lower() == address.lower() and not heard.done():
                heard.set_result(device)

        async with self.listening(ear):
            for wait_s in (0.2 * SEARCH_S, 0.8 * SEARCH_S):
                await asyncio.wait({heard}, timeout=wait_s)
                if heard.done():
                    return heard.result()
                for device in await self.held():
                    if device.address.lower() == address.lower():
                        return device
            await self.check()
        raise NotFound(address)

    async def held(self) -> list[BLEDevice]:
        """Return the straps that this computer is connected to: those do not advertise.

        A program that crashed leaves them so.
        """
        if self._scanner_class is not None:
            return []
        async with _short_call():
            with suppress(NotImplementedError):  # not on every system
                adapter = await BleakAdapter.get()
                return await adapter.get_connected_devices([gatt.HEART_RATE_SERVICE])
        return []

    def _hear(self, device: BLEDevice, advertisement: AdvertisementData) -> None:
        for ear in self._ears:
            ear(device, advertisement)

    async def _tune(self, anew: bool = False) -> None:
        """Scan exactly while somebody listens."""
        async with self._door:
            if self._scanner and (anew or not self._ears):
                scanner, self._scanner = self._scanner, None
                with suppress(DeviceError):  # a scan that cannot be stopped has ended
                    async with _short_call():
                        await scanner.stop()
            if self._ears and not self._scanner:
                services = [gatt.HEART_RATE_SERVICE]
                scanner = BleakScanner(self._hear, services, backend=self._scanner_class)
                async with _short_call():
                    await scanner.start()
                self._scanner = scanner


@asynccontextmanager
async def _short_call() -> AsyncIterator[None]:
    """Ask the computer's Bluetooth for something that does not depend on a strap."""
    try:
        async with asyncio.timeout(CALL_S):
            yield
    except Exception as error:
        raise explain_radio(error) from error


async def scan(timeout_s: float, radio: Radio) -> list[Found]:
    """Return the straps in reach, the strongest signal first.

    Raises
    ------
    BluetoothUnavailable
        One of its kinds.
    """
    found: dict[str, Found] = {}

    def ear(device: BLEDevice, advertisement: AdvertisementData) -> None:
        name = advertisement.local_name or device.name or device.address
        level = advertisement.service_data.get(gatt.BATTERY_SERVICE)
        battery_pct = level[0] if level else None
        found[device.address] = Found(name, device.address, advertisement.rssi, battery_pct, device)

    async with radio.listening(ear):
        await asyncio.sleep(timeout_s)
        for each in await radio.held():
            name, address = each.name or each.address, each.address
            found.setdefault(address, Found(name, address, UNKNOWN_RSSI_DBM, None, each))
        if not found:
            await radio.check()
    return sorted(found.values(), key=lambda strap: -strap.rssi_dbm)


class Link:
    """One connection to a strap, from calling it to hanging up.

    Parameters
    ----------
    device : BLEDevice
        The strap.
    radio : Radio
        What it was found with.
    take : callable
        Gets channel and payload of each packet, the moment bleak has it.
    """

    def __init__(self, device: BLEDevice, radio: Radio, take: Take) -> None:
        self._take, self._closed = take, False
        self._streams: Streams | None = None
        self._streaming: asyncio.Task[None] | None = None
        self._loop, self._gone = asyncio.get_running_loop(), asyncio.Event()
        self._heard_s = 0.0
        self._on_system = radio.client_class is None
        self._client = BleakClient(
            device, lambda _: self._gone.set(), timeout=CONNECT_S, backend=radio.client_class
        )

    async def open(self) -> None:
        """Connect, pair where the strap asks for it, and subscribe to heart rate and battery.

        Raises
        ------
        DeviceError
            `Busy` when nothing answers, `PairingRefused`, or what else `explain_link` finds.
        """
        try:
            await self._connect()
            await self._subscribe_paired()
            self._heard_s = self._loop.time()  # silence counts from here
            await self._follow_battery()
        except BaseException as error:
            await uncut(self.close())
            if isinstance(error, DeviceError) or not isinstance(error, Exception):
                raise
            raise explain_link(error) from error

    async def lost(self) -> None:
        """Wait until the link breaks, or was silent too long.

        Neither bluetoothd's death nor a strap that froze is noticed by bleak. A bug in what runs
        beside is raised here.
        """
        while (left_s := self._heard_s + SILENCE_S - self._loop.time()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self._gone.wait()
                    break
        if self._streaming is not None and self._streaming.done():
            self._streaming.result()

    async def read(self, uuid: str) -> bytes | None:
        """Return a value, None when the strap does not give it: none is indispensable."""
        with suppress(DeviceError):
            return await self.fetch(uuid)
        return None

    def start_streams(self, wish: StreamWish, tell: Callable[[str], None], may_pair: bool) -> None:
        """Begin to start what the strap measures beside heart rate, if it does; see `Streams`."""
        if not self._client.is_connected:
            return
        if self._client.services.get_characteristic(gatt.PMD_CONTROL_POINT) is None:
            return

        def tell_while_linked(trouble: str) -> None:
            if not self._gone.is_set():
                tell(trouble)

        self._streams = Streams(self, wish, self._take_open, tell_while_linked, may_pair)
        self._streaming = asyncio.create_task(self._streams.run())
        self._streaming.add_done_callback(
            lambda task: self._gone.set() if not task.cancelled() and task.exception() else None
        )

    async def fetch(self, uuid: str) -> bytes:
        """Return a value; raise a `DeviceError` when the strap does not give it."""
        return bytes(await _answered(self._client.read_gatt_char(uuid)))

    async def write(self, uuid: str, payload: bytes) -> None:
        """Write a value, and wait until it is taken; raise a `DeviceError` when it is not."""
        await _answered(self._client.write_gatt_char(uuid, payload, response=True))

    async def listen(self, uuid: str, hear: Callable[[bytes], None]) -> None:
        """Subscribe to a value; raise a `DeviceError` when the strap does not let us."""
        await _answered(self._client.start_notify(uuid, lambda _, payload: hear(bytes(payload))))

    async def close(self) -> None:
        """Stop the streams and hang up; a link that cannot be closed is broken already."""
        self._closed = True
        await self._stop_streams()
        with suppress(Exception):
            async with asyncio.timeout(CALL_S):
                await self._client.disconnect()

    async def _stop_streams(self) -> None:
        while self._streaming is not None and not self._streaming.done():
            self._streaming.cancel()  # once may not do: bleak may wait while it cleans up
            await asyncio.wait({self._streaming}, timeout=CALL_S)
        if self._streams is not None and self._client.is_connected:
            await self._streams.stop()

    async def _connect(self) -> None:
        if self._on_system:
            await _check_version()
        try:
            # bleak's own limit does not cover its clean-up.
            async with asyncio.timeout(CONNECT_S + CALL_S):
                await self._client.connect()
        except TimeoutError as error:
            raise Busy("no answer to the call") from error
        if self._client.is_connected:
            self._gone.clear()  # attempts that bleak repeated by itself have rung it

    async def _subscribe_paired(self) -> None:
        try:
            await self._subscribe(gatt.HEART_RATE_MEASUREMENT, HEART_RATE)
        except Exception as error:
            if not wants_pairing(error):
                raise
            await self.pair()
            await self._subscribe(gatt.HEART_RATE_MEASUREMENT, HEART_RATE)

    async def pair(self) -> None:
        """Bond with the strap; raise `PairingRefused` when it or the system does not want to."""
        try:
            async with asyncio.timeout(PAIR_S):
                with suppress(NotImplementedError):  # macOS pairs by itself, on the next attempt
                    await self._client.pair()
        except Exception as error:
            raise PairingRefused(str(error)) from error

    async def _follow_battery(self) -> None:
        # Read before subscribing: BlueZ brings what is read to those who subscribed, too.
        level = await self.read(gatt.BATTERY_LEVEL)
        if level is not None:
            self._take(BATTERY, level)
            with suppress(Exception):  # a strap need not tell changes
                await self._subscribe(gatt.BATTERY_LEVEL, BATTERY)

    async def _subscribe(self, uuid: str, channel: str) -> None:
        async with asyncio.timeout(CALL_S):
            await self._client.start_notify(
                uuid, lambda _, payload: self._take_open(channel, bytes(payload))
            )

    def _take_open(self, channel: str, payload: bytes) -> None:
        if not self._closed:
            if channel != BATTERY:
                self._heard_s = self._loop.time()
            self._take(channel, payload)


async def _answered(call: Awaitable[T]) -> T:
    try:
        async with asyncio.timeout(CALL_S):
            return await call
    except Exception as error:
        kind = PairingRefused(str(error)) if wants_pairing(error) else explain_link(error)
        raise kind from error


async def _check_version() -> None:
    """Let bleak ask BlueZ for its version, undisturbed.

    It does so on the first connection; cut short there, it would block all later ones for ever.
    """
    if sys.platform == "linux":
        from bleak.backends.bluezdbus.version import BlueZFeatures

        if not BlueZFeatures.checked_bluez_version:
            await uncut(BlueZFeatures.check_bluez_version())
