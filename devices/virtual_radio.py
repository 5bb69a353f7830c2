"""Virtual straps behind the bleak API, without any Bluetooth of the computer.

`LoopbackRadio` hands bleak two backend classes that talk to the straps in the same event loop: any
system, also in virtual time. ``python -m devices.virtual_radio [N]`` serves straps to other
programs instead, on a private D-Bus (Linux), and obeys commands.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

from bleak.args import SizedBuffer
from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import (
    AdvertisementData,
    AdvertisementDataCallback,
    BaseBleakScanner,
)
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from devices.ble import Radio
from devices.device_type import DeviceType
from devices.device_types import BUILT_IN
from devices.gatt import BATTERY_SERVICE, Characteristic
from devices.virtual_faults import CONNECTION_LIMIT, AttError, BondRefused, LinkRefused
from devices.virtual_strap import VirtualStrap

_ADVERTISING_PERIOD_S = 0.1
_MTU = 247


class LoopbackRadio:
    """An adapter in the running event loop, with the straps in its reach.

    Parameters
    ----------
    straps : sequence of VirtualStrap
        What a scan may find.
    types : sequence of DeviceType
        What it is taken for; see `Radio`.

    Attributes
    ----------
    radio : Radio
        What `devices.ble.scan` and `BleSource` search and connect with.
    present, powered : bool
        Whether there is an adapter, and whether it is on; see `set_powered`.
    most_links : int or None
        Fault: the controller holds no more links.
    most_calls : int
        How many links were being made at once, at most.
    """

    def __init__(
        self, straps: Sequence[VirtualStrap], types: Sequence[DeviceType] = BUILT_IN
    ) -> None:
        self.straps = tuple(straps)
        self.present, self.powered = True, True
        self.most_links: int | None = None
        self.calls = self.most_calls = 0
        self.clients: dict[VirtualStrap, LoopbackClient] = {}
        for strap in self.straps:
            strap.power_on(self)
        # bleak wants classes, and makes the instances itself.
        self.radio = Radio(
            type("LoopbackScanner", (LoopbackScanner,), {"air": self}),
            type("LoopbackClient", (LoopbackClient,), {"air": self}),
            types=types,
        )

    def set_powered(self, on: bool) -> None:
        """Switch the adapter on or off."""
        self.powered = on
        for strap in [] if on else list(self.clients):
            self.drop(strap)

    def carry(self, strap: VirtualStrap, characteristic: Characteristic, payload: bytes) -> None:
        """Bring a notification to the client."""
        callback = self.clients[strap].callbacks.get(characteristic.handle)
        if callback is not None:
            callback(bytearray(payload))

    def drop(self, strap: VirtualStrap) -> None:
        """Break a strap's link."""
        if strap in self.clients:
            strap.lose_link()
            self.clients.pop(strap).lose_link()

    def check(self) -> None:
        """Raise what bleak raises when Bluetooth is not available."""
        reason = BleakBluetoothNotAvailableReason
        if not self.present:
            raise BleakBluetoothNotAvailableError("no adapter", reason.NO_BLUETOOTH)
        if not self.powered:
            raise BleakBluetoothNotAvailableError("adapter is off", reason.POWERED_OFF)


class LoopbackScanner(BaseBleakScanner):
    """Hears the straps of `air`, the radio that its subclass is made for."""

    air: LoopbackRadio

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start to listen."""
        self.air.check()
        self.seen_devices = {}
        self._listening = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Stop to listen."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait({self._listening})

    async def _listen(self) -> None:
        while self.air.powered:
            for strap in self.air.straps:
                services = list(strap.advertised_services)
                if strap.advertises and self.is_allowed_uuid(services):
                    self._hear(strap, services)
            await asyncio.sleep(_ADVERTISING_PERIOD_S)

    def _hear(self, strap: VirtualStrap, services: list[str]) -> None:
        battery = {BATTERY_SERVICE: bytes([strap.battery_pct])}
        heard = AdvertisementData(strap.name, {}, battery, services, None, strap.rssi_dbm, ())
        device = self.create_or_update_device(
            strap.address, strap.address, strap.name, strap, heard
        )
        self.call_detection_callbacks(device, heard)


class LoopbackClient(BaseBleakClient):
    """Connects to a strap of `air`, the radio that its subclass is made for."""

    air: LoopbackRadio

    def __init__(self, address_or_ble_device: BLEDevice | str, **kwargs: Any) -> None:
        super().__init__(
            address_or_ble_device,
            disconnected_callback=kwargs["disconnected_callback"],
            timeout=kwargs["timeout"],
        )
        self.callbacks: dict[int, NotifyCallback] = {}
        straps = (strap for strap in self.air.straps if strap.address == self.address)
        self._strap = next(straps, None)

    @property
    def name(self) -> str:
        """The strap's name."""
        return self._strap.name if self._strap else self.address

    @property
    def mtu_size(self) -> int:
        """What current computers and straps agree on."""
        return _MTU

    @property
    def is_connected(self) -> bool:
        """Whether there is a link, and it is ours."""
        return self._strap is not None and self.air.clients.get(self._strap) is self

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        """Call the strap, and learn its services."""
        self.air.check()
        if self._strap is None:
            raise BleakDeviceNotFoundError(self.address, "no such strap")
        self.air.calls += 1
        self.air.most_calls = max(self.air.most_calls, self.air.calls)
        try:
            async with asyncio.timeout(self._timeout):
                if len(self.air.clients) == self.air.most_links:
                    raise LinkRefused(CONNECTION_LIMIT)
                await self._strap.accept_link()
                self.air.clients[self._strap] = self
                await self._strap.show_services()
        except LinkRefused as error:
            raise BleakError(str(error)) from error
        except BaseException:
            await self.disconnect()
            raise
        finally:
            self.air.calls -= 1
        if not self.is_connected:
            raise BleakError("failed to discover services, device disconnected")
        self.services = _services(self._strap)

    async def disconnect(self) -> None:
        """Hang up."""
        if self._strap is not None and self.is_connected:
            self.air.drop(self._strap)

    def lose_link(self) -> None:
        """Learn that the link is gone."""
        self.services = None
        self.callbacks.clear()
        if self._disconnected_callback is not None:
            self._disconnected_callback()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        """Bond with the strap."""
        try:
            self._linked().pair()
        except BondRefused as error:
            raise BleakError("Could not pair with device") from error

    async def unpair(self) -> None:
        """Break the bond."""
        self._linked().paired = False

    async def read_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        *,
        use_cached: bool = False,
        **kwargs: Any,
    ) -> bytearray:
        """Read a value."""
        try:
            return bytearray(self._linked().read(characteristic.obj))
        except AttError as error:
            raise BleakGATTProtocolError(error.code) from error

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **kwargs: Any
    ) -> None:
        """Subscribe."""
        try:
            self._linked().subscribe(characteristic.obj)
        except AttError as error:
            raise BleakGATTProtocolError(error.code) from error
        self.callbacks[characteristic.handle] = callback

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Unsubscribe."""
        self.callbacks.pop(characteristic.handle, None)
        self._linked().unsubscribe(characteristic.obj)

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        """Write a value, and wait until the strap has taken it."""
        try:
            self._linked().write(characteristic.obj, bytes(data))
        except AttError as error:
            raise BleakGATTProtocolError(error.code) from error

    async def read_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        """Refuse: the straps show no descriptors."""
        raise BleakGATTProtocolError(0x0A)

    async def write_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, data: SizedBuffer
    ) -> None:
        """Refuse: the straps show no descriptors."""
        raise BleakGATTProtocolError(0x0A)

    def _linked(self) -> VirtualStrap:
        if self._strap is None or not self.is_connected:
            raise BleakError("Not connected")
        return self._strap


def _services(strap: VirtualStrap) -> BleakGATTServiceCollection:
    collection = BleakGATTServiceCollection()
    for service in strap.services:
        shown = BleakGATTService(service, service.handle, service.uuid)
        collection.add_service(shown)
        for each in service.characteristics:
            flags = cast(list[CharacteristicPropertyName], list(each.flags))
            collection.add_characteristic(
                BleakGATTCharacteristic(each, each.handle, each.uuid, flags, lambda: _MTU, shown)
            )
    return collection


if __name__ == "__main__":
    from devices.serve_straps import main

    main()
