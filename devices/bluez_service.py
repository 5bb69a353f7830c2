"""The `org.bluez` service: answers bleak's method calls on behalf of virtual straps.

It imitates what bleak and `devices.ble` rely on, down to the wording of errors, and knows the
faults of an adapter and of bluetoothd itself; a strap's own faults live in the strap. Everything
runs in one event loop, which is not bleak's.

Source: BlueZ, src/adapter.c, src/device.c, src/gatt-client.c, src/error.c.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from devices.bluez_objects import OBJECT_MANAGER, PROPERTIES, ObjectTree
from devices.gatt import BATTERY_SERVICE, Characteristic
from devices.private_bus import SlowLane, disconnect
from devices.virtual_faults import CONNECTION_LIMIT, AttError, BondRefused, LinkRefused
from devices.virtual_strap import VirtualStrap

ADAPTER = "org.bluez.Adapter1"
DEVICE = "org.bluez.Device1"
SERVICE = "org.bluez.GattService1"
CHARACTERISTIC = "org.bluez.GattCharacteristic1"

_ADAPTER_PATH = "/org/bluez/hci0"
_ADVERTISING_PERIOD_S = 0.02
_CLIENT_LEFT = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg2=''"


class BluezError(Exception):
    """An error that the service answers with."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name if "." in name else f"org.bluez.Error.{name}"


@dataclass(frozen=True, slots=True)
class _Call:
    path: str
    sender: str
    body: list[Any]


_Answer = tuple[str, list[Any]] | tuple[()]


class BluezService:
    """The service with one adapter, hci0, and the straps in its reach.

    Attributes
    ----------
    deaf : bool
        Fault: bluetoothd hangs and answers nothing.
    denies : bool
        Fault: the system's policy forbids every call.
    most_links : int or None
        Fault: the controller holds no more links.
    calls : list of str
        The name of every method called, in order.
    """

    def __init__(self, straps: Sequence[VirtualStrap]) -> None:
        self.straps = tuple(straps)
        self.deaf, self.denies = False, False
        self.most_links: int | None = None
        self.calls: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._linking: dict[VirtualStrap, asyncio.Future[None]] = {}
        self._scanning: set[str] = set()
        self._notifying: dict[str, set[str]] = {}
        self._answers: dict[tuple[str, str], Callable[[_Call], Awaitable[_Answer]]] = {
            (OBJECT_MANAGER, "GetManagedObjects"): self._get_managed_objects,
            (PROPERTIES, "Set"): self._set_property,
            (ADAPTER, "SetDiscoveryFilter"): self._set_discovery_filter,
            (ADAPTER, "StartDiscovery"): self._start_discovery,
            (ADAPTER, "StopDiscovery"): self._stop_discovery,
            (DEVICE, "Connect"): self._connect,
            (DEVICE, "Disconnect"): self._disconnect,
            (DEVICE, "Pair"): self._pair,
            (CHARACTERISTIC, "ReadValue"): self._read_value,
            (CHARACTERISTIC, "WriteValue"): self._write_value,
            (CHARACTERISTIC, "StartNotify"): self._start_notify,
            (CHARACTERISTIC, "StopNotify"): self._stop_notify,
        }

    async def start(self, bus_address: str) -> None:
        """Appear on the bus, without an adapter yet."""
        self._bus = await MessageBus(bus_address=bus_address).connect()
        self._send = SlowLane(self._bus).send
        self._objects = ObjectTree(self._send)
        self._bus.add_message_handler(self._take)
        bus = "org.freedesktop.DBus"
        await self._bus.call(
            Message(
                bus, "/org/freedesktop/DBus", bus, "AddMatch", signature="s", body=[_CLIENT_LEFT]
            )
        )
        await self._bus.request_name("org.bluez")
        self._spawn(self._advertise())

    async def die(self) -> None:
        """Leave the bus without a word, as a crash does; the kernel drops the links."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for strap in self.straps:
            strap.lose_link()
        self._scanning.clear()
        self._notifying.clear()
        await disconnect(self._bus)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What may happen to the adapter and to its links

    def plug(self, powered: bool = True) -> None:
        """Plug the adapter in."""
        self._objects.add(
            _ADAPTER_PATH,
            ADAPTER,
            Address="00:00:00:00:00:01",
            Alias="virtual",
            Powered=powered,
            Roles=["central"],
        )

    def unplug(self) -> None:
        """Pull the adapter out."""
        self.set_powered(False)
        self._objects.remove_below(_ADAPTER_PATH)

    def set_powered(self, on: bool) -> None:
        """Switch the adapter on or off."""
        if not on:
            self._scanning.clear()
            for strap in self.straps:
                self.drop(strap)
        self._objects.change(_ADAPTER_PATH, Powered=on)

    def forget(self, strap: VirtualStrap) -> None:
        """Forget a device, as bluetoothd does half a minute after a scan."""
        self.drop(strap)
        self._objects.remove_below(_device_path(strap))

    def drop(self, strap: VirtualStrap) -> None:
        """Break a strap's link."""
        if not strap.connected:
            return
        strap.lose_link()
        path = _device_path(strap)
        for each in [each for each in self._notifying if each.startswith(path)]:
            del self._notifying[each]
        self._objects.change(path, ServicesResolved=False, Connected=False)

    def carry(self, strap: VirtualStrap, characteristic: Characteristic, payload: bytes) -> None:
        """Signal a notification."""
        self._objects.change(_characteristic_path(strap, characteristic), Value=payload)

    # Advertising

    async def _advertise(self) -> None:
        while True:
            for strap in self.straps if self._scanning else ():
                if strap.advertises:
                    self._report(strap)
            await asyncio.sleep(_ADVERTISING_PERIOD_S)

    def _report(self, strap: VirtualStrap) -> None:
        path = _device_path(strap)
        battery = {BATTERY_SERVICE: bytes([strap.battery_pct])}
        if path in self._objects:
            self._objects.change(path, RSSI=strap.rssi_dbm, ServiceData=battery)
            return
        self._objects.add(
            path,
            DEVICE,
            Address=strap.address,
            Name=strap.name,
            Alias=strap.name,
            Adapter=_ADAPTER_PATH,
            Paired=strap.paired,
            Connected=False,
            ServicesResolved=False,
            UUIDs=list(strap.advertised_services),
            ServiceData=battery,
            RSSI=strap.rssi_dbm,
        )

    # Taking and answering calls

    def _take(self, message: Message) -> bool:
        if message.message_type is MessageType.SIGNAL and message.member == "NameOwnerChanged":
            self._forget_client(message.body[0])
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        self.calls.append(message.member or "")
        if not self.deaf:
            self._spawn(self._answer(message))
        return True

    def _forget_client(self, client: str) -> None:
        self._scanning.discard(client)
        for path in list(self._notifying):
            self._end_notify(path, client)

    async def _answer(self, message: Message) -> None:
        try:
            reply = Message.new_method_return(message, *await self._do(message))
        except BluezError as error:
            reply = Message.new_error(message, error.name, str(error))
        except AttError as error:
            reply = Message.new_error(message, *_worded(error))
        self._send(reply)

    async def _do(self, message: Message) -> _Answer:
        interface, member = message.interface or "", message.member or ""
        call = _Call(message.path or "", message.sender or "", message.body)
        if self.denies:
            raise BluezError("org.freedesktop.DBus.Error.AccessDenied", "Rejected send message")
        if (interface, member) not in self._answers:
            raise BluezError("org.freedesktop.DBus.Error.UnknownMethod", member)
        if interface != OBJECT_MANAGER and call.path not in self._objects:
            raise BluezError("org.freedesktop.DBus.Error.UnknownObject", call.path)
        return await self._answers[interface, member](call)

    async def _get_managed_objects(self, call: _Call) -> _Answer:
        return "a{oa{sa{sv}}}", [self._objects.managed()]

    async def _set_property(self, call: _Call) -> _Answer:
        _, name, value = call.body
        self._objects.change(call.path, **{name: value.value})
        return ()

    # The adapter

    def _need_power(self) -> None:
        if not self._objects.get(_ADAPTER_PATH, "Powered"):
            raise BluezError("NotReady", "Resource Not Ready")

    async def _set_discovery_filter(self, call: _Call) -> _Answer:
        self._need_power()
        return ()

    async def _start_discovery(self, call: _Call) -> _Answer:
        self._need_power()
        if call.sender in self._scanning:
            raise BluezError("InProgress", "Operation already in progress")
        self._scanning.add(call.sender)
        return ()

    async def _stop_discovery(self, call: _Call) -> _Answer:
        self._need_power()
        if call.sender not in self._scanning:
            raise BluezError("Failed", "No discovery started")
        self._scanning.discard(call.sender)
        for strap in self.straps:
            self._objects.change(_device_path(strap), without="RSSI")
        return ()

    # The devices

    def _strap_at(self, path: str) -> VirtualStrap:
        return next(each for each in self.straps if path.startswith(_device_path(each)))

    async def _connect(self, call: _Call) -> _Answer:
        self._need_power()
        strap = self._strap_at(call.path)
        if sum(each.connected for each in self.straps) == self.most_links:
            raise BluezError("Failed", CONNECTION_LIMIT)
        self._linking[strap] = asyncio.ensure_future(strap.accept_link())
        try:
            await self._linking[strap]
        except LinkRefused as error:
            if str(error) == "le-connection-abort-by-local":  # there was a link, for a moment
                self._objects.change(call.path, Connected=True)
                self._objects.change(call.path, Connected=False)
            raise BluezError("Failed", str(error)) from error
        except asyncio.CancelledError:  # by Disconnect, or because the service ends
            raise BluezError("Failed", "Operation canceled") from None
        finally:
            del self._linking[strap]
        self._objects.change(call.path, Connected=True)
        self._spawn(self._resolve(strap))
        return ()

    async def _resolve(self, strap: VirtualStrap) -> None:
        await strap.show_services()
        path = _device_path(strap)
        if not strap.connected or path not in self._objects:
            return
        for service in strap.services:
            service_path = f"{path}/service{service.handle:04x}"
            if service_path in self._objects:  # remembered over a reconnect
                continue
            self._objects.add(service_path, SERVICE, UUID=service.uuid, Device=path)
            for each in service.characteristics:
                self._objects.add(
                    _characteristic_path(strap, each),
                    CHARACTERISTIC,
                    UUID=each.uuid,
                    Service=service_path,
                    Flags=list(each.flags),
                )
        uuids = [service.uuid for service in strap.services]
        self._objects.change(path, UUIDs=uuids, ServicesResolved=True)

    async def _disconnect(self, call: _Call) -> _Answer:
        strap = self._strap_at(call.path)
        if strap in self._linking:
            self._linking[strap].cancel()
        self.drop(strap)
        return ()

    async def _pair(self, call: _Call) -> _Answer:
        try:
            self._strap_at(call.path).pair()
        except BondRefused as error:
            raise BluezError("AuthenticationFailed", "Authentication Failed") from error
        self._objects.change(call.path, Paired=True)
        return ()

    # Their characteristics

    def _entry_at(self, path: str) -> tuple[VirtualStrap, Characteristic]:
        strap = self._strap_at(path)
        entries = (each for service in strap.services for each in service.characteristics)
        return strap, next(e for e in entries if _characteristic_path(strap, e) == path)

    def _linked(self, path: str) -> tuple[VirtualStrap, Characteristic]:
        strap, entry = self._entry_at(path)
        if not strap.connected:
            raise BluezError("Failed", "Not connected")
        return strap, entry

    async def _read_value(self, call: _Call) -> _Answer:
        strap, characteristic = self._linked(call.path)
        value = strap.read(characteristic)
        # As BlueZ does: a value that is read reaches those who subscribed, too.
        self._objects.change(call.path, Value=value)
        return "ay", [value]

    async def _write_value(self, call: _Call) -> _Answer:
        strap, characteristic = self._linked(call.path)
        strap.write(characteristic, bytes(call.body[0]))
        return ()

    async def _start_notify(self, call: _Call) -> _Answer:
        strap, characteristic = self._linked(call.path)
        strap.subscribe(characteristic)
        self._notifying.setdefault(call.path, set()).add(call.sender)
        return ()

    async def _stop_notify(self, call: _Call) -> _Answer:
        self._end_notify(call.path, call.sender)
        return ()

    def _end_notify(self, path: str, client: str) -> None:
        clients = self._notifying.get(path, set())
        clients.discard(client)
        if path in self._notifying and not clients:
            del self._notifying[path]
            strap, characteristic = self._entry_at(path)
            strap.unsubscribe(characteristic)


def _device_path(strap: VirtualStrap) -> str:
    return f"{_ADAPTER_PATH}/dev_{strap.address.replace(':', '_')}"


def _characteristic_path(strap: VirtualStrap, characteristic: Characteristic) -> str:
    service = next(each for each in strap.services if characteristic in each.characteristics)
    path = f"{_device_path(strap)}/service{service.handle:04x}"
    return f"{path}/char{characteristic.handle:04x}"


def _worded(error: AttError) -> tuple[str, str]:
    """Name an ATT error as create_gatt_dbus_error() of BlueZ does."""
    match error.code:
        case 0x02:
            return "org.bluez.Error.NotPermitted", "Read not permitted"
        case 0x03:
            return "org.bluez.Error.NotPermitted", "Write not permitted"
        case 0x05 | 0x0C | 0x0F:
            return "org.bluez.Error.NotPermitted", "Not paired"
        case code:
            return "org.bluez.Error.Failed", f"Operation failed with ATT error: 0x{code:02x}"
