"""Bluetooth LE through bleak: search for straps, and hold one connection to one of them.

1. A strap is found by what its `DeviceType` says: those that ship, by their service alone.
2. One scan serves all who search: BlueZ refuses a second one from the same program.
3. No call to bleak is left without a limit of time, and every failure becomes a `DeviceError`.
4. Steps of bleak that must not be cut in two by a cancellation are let finish by `uncut`.

What happens over many connections is told in `devices.ble_source`.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner

from devices import gatt
from devices.ble_errors import answered, explain_link, radio_call, wants_pairing
from devices.ble_streams import StreamWish
from devices.device_type import Control, DeviceType, Listen, Take
from devices.device_types import ANY_STRAP, BUILT_IN, Recogniser
from devices.errors import Busy, DeviceError, NotFound, PairingRefused
from devices.records import BATTERY
from devices.turns import Turns
from devices.uncut import uncut

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


@dataclass(frozen=True, slots=True)
class Found:
    """A strap that a scan heard; `device` is bleak's handle to connect with."""

    name: str
    address: str
    rssi_dbm: int
    battery_pct: int | None
    device: BLEDevice
    kind: str = ""


class Radio:
    """The computer's Bluetooth, as the system offers it or as a virtual one.

    Parameters
    ----------
    scanner, client : class, optional
        Backends for bleak; the system's own when left out.
    adapter : str
        Which of several, by BlueZ's name, such as ``hci1``; the system's default when left out.
    types : sequence of DeviceType
        What to look for; those that ship, by default.

    Attributes
    ----------
    kinds : Recogniser
        Tells what kind of strap one is.
    turns : Turns
        Its links: those that are open, and the one that is being made.
    """

    def __init__(
        self,
        scanner: type[BaseBleakScanner] | None = None,
        client: type[BaseBleakClient] | None = None,
        adapter: str = "",
        types: Sequence[DeviceType] = BUILT_IN,
    ) -> None:
        self._scanner_class, self.client_class = scanner, client
        self.kinds = Recogniser(types)
        self._bluez: Any = {"adapter": adapter} if adapter else {}
        self.turns = Turns()
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
        async with radio_call(CALL_S):
            with suppress(NotImplementedError):  # not on every system
                adapter = await BleakAdapter.get(bluez=self._bluez)
                return await adapter.get_connected_devices(self.kinds.services)
        return []

    def _hear(self, device: BLEDevice, advertisement: AdvertisementData) -> None:
        name = advertisement.local_name or device.name or ""
        self.kinds.note(device.address, name, advertisement.service_uuids)
        for ear in self._ears:
            ear(device, advertisement)

    async def _tune(self, anew: bool = False) -> None:
        """Scan exactly while somebody listens."""
        async with self._door:
            if self._scanner and (anew or not self._ears):
                scanner, self._scanner = self._scanner, None
                with suppress(DeviceError):  # a scan that cannot be stopped has ended
                    async with radio_call(CALL_S):
                        await scanner.stop()
            if self._ears and not self._scanner:
                scanner = BleakScanner(
                    self._hear, self.kinds.wanted, bluez=self._bluez, backend=self._scanner_class
                )
                async with radio_call(CALL_S):
                    await scanner.start()
                self._scanner = scanner


def straps_heard(radio: Radio, take: Callable[[Found], None]) -> Ear:
    """Return an ear for `Radio.listening`: `take` gets what each advertisement tells of a strap."""

    def ear(device: BLEDevice, advertisement: AdvertisementData) -> None:
        if (kind := radio.kinds.of(device)) is None:  # where all that advertises is heard
            return
        name, address = advertisement.local_name or device.name or device.address, device.address
        level = advertisement.service_data.get(gatt.BATTERY_SERVICE)
        battery_pct = level[0] if level else None
        take(Found(name, address, advertisement.rssi, battery_pct, device, kind.title))

    return ear


async def scan(timeout_s: float, radio: Radio) -> list[Found]:
    """Return the straps in reach, the strongest signal first.

    Raises
    ------
    BluetoothUnavailable
        One of its kinds.
    """
    found: dict[str, Found] = {}

    def take(strap: Found) -> None:
        found[strap.address] = strap

    async with radio.listening(straps_heard(radio, take)):
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
        self._device, self._radio, self._take, self._closed = device, radio, take, False
        self.kind = ANY_STRAP  # once it is open, what it turned out to be
        self._streams: Control | None = None
        self._streaming: asyncio.Task[None] | None = None
        self._loop, self._gone = asyncio.get_running_loop(), asyncio.Event()
        self._heard_s = 0.0
        self._on_system = radio.client_class is None
        self._client = BleakClient(
            device, lambda _: self._gone.set(), timeout=CONNECT_S, backend=radio.client_class
        )

    async def open(self) -> None:
        """Connect, pair where the strap asks for it, subscribe to what its type says, and battery.

        Raises
        ------
        DeviceError
            `Busy` when nothing answers, `PairingRefused`, or what else `explain_link` finds.
        """
        try:
            await self._connect()
            offered = [service.uuid for service in self._client.services]
            self.kind = self._radio.kinds.of(self._device, offered) or ANY_STRAP
            for each in self.kind.listen:
                await self._subscribe_paired(each)
            self._heard_s = self._loop.time()  # silence counts from here
            await self._follow_battery()
            self._radio.turns.links.add(self)
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
        """Begin to start what the strap measures beside heart rate, as its type knows how to."""
        if not self._client.is_connected or self.kind.control is None:
            return

        def tell_while_linked(trouble: str) -> None:
            if not self._gone.is_set():
                tell(trouble)

        control = self.kind.control
        self._streams = control(self, wish, self._take_open, tell_while_linked, may_pair)
        self._streaming = asyncio.create_task(self._streams.run())
        self._streaming.add_done_callback(
            lambda task: self._gone.set() if not task.cancelled() and task.exception() else None
        )

    def offers(self, uuid: str) -> bool:
        """Whether the strap has this characteristic."""
        linked = self._client.is_connected
        return linked and self._client.services.get_characteristic(uuid) is not None

    async def fetch(self, uuid: str) -> bytes:
        """Return a value; raise a `DeviceError` when the strap does not give it."""
        return bytes(await answered(self._client.read_gatt_char(uuid), CALL_S))

    async def write(self, uuid: str, payload: bytes) -> None:
        """Write a value, and wait until it is taken; raise a `DeviceError` when it is not."""
        await answered(self._client.write_gatt_char(uuid, payload, response=True), CALL_S)

    async def listen(self, uuid: str, hear: Callable[[bytes], None]) -> None:
        """Subscribe to a value; raise a `DeviceError` when the strap does not let us."""
        call = self._client.start_notify(uuid, lambda _, payload: hear(bytes(payload)))
        await answered(call, CALL_S)

    async def close(self) -> None:
        """Stop the streams and hang up; a link that cannot be closed is broken already."""
        self._closed = True
        self._radio.turns.links.discard(self)
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

    async def _subscribe_paired(self, wanted: Listen) -> None:
        try:
            await self._subscribe(wanted.uuid, wanted.channel)
        except Exception as error:
            if not wants_pairing(error):
                raise
            await self.pair()
            await self._subscribe(wanted.uuid, wanted.channel)

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


async def _check_version() -> None:
    """Let bleak ask BlueZ for its version, undisturbed.

    It does so on the first connection; cut short there, it would block all later ones for ever.
    """
    if sys.platform == "linux":
        from bleak.backends.bluezdbus.version import BlueZFeatures

        if not BlueZFeatures.checked_bluez_version:
            await uncut(BlueZFeatures.check_bluez_version())
