"""The tree of objects that `org.bluez` shows on D-Bus, and the signals that tell of its changes.

Raw messages: dbus-fast's own service classes cannot express properties that come and go, such as
the RSSI of a device that is not being scanned.

Source: BlueZ, doc/org.bluez.{Adapter,Device,GattService,GattCharacteristic}.rst.
"""

from collections.abc import Callable
from typing import Any

from dbus_fast import Message, Variant

PROPERTIES = "org.freedesktop.DBus.Properties"
OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"

_SIGNATURES = {
    "Adapter": "o",
    "Characteristic": "o",
    "Device": "o",
    "MTU": "q",
    "RSSI": "n",
    "Service": "o",
}
"""D-Bus types of the properties whose Python type does not tell."""

_PYTHON_SIGNATURES: dict[type, str] = {bool: "b", str: "s", bytes: "ay", list: "as"}


def _variant(name: str, value: Any) -> Variant:
    if name == "ServiceData":
        return Variant("a{sv}", {uuid: Variant("ay", data) for uuid, data in value.items()})
    return Variant(_SIGNATURES.get(name) or _PYTHON_SIGNATURES[type(value)], value)


def _variants(properties: dict[str, Any]) -> dict[str, Variant]:
    return {name: _variant(name, value) for name, value in properties.items()}


class ObjectTree:
    """Objects by path, each with one interface; every change is sent as BlueZ would.

    Parameters
    ----------
    send : callable
        Takes each signal.
    """

    def __init__(self, send: Callable[[Message], None]) -> None:
        self._send = send
        self._objects: dict[str, tuple[str, dict[str, Any]]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._objects

    def get(self, path: str, name: str) -> Any:
        """Return a property, None when the object is not there."""
        return self._objects[path][1].get(name) if path in self._objects else None

    def managed(self) -> dict[str, dict[str, dict[str, Variant]]]:
        """Return everything, as GetManagedObjects answers."""
        return {path: {face: _variants(props)} for path, (face, props) in self._objects.items()}

    def add(self, path: str, interface: str, **properties: Any) -> None:
        """Add an object."""
        self._objects[path] = (interface, properties)
        body = [path, {interface: _variants(properties)}]
        self._signal("/", OBJECT_MANAGER, "InterfacesAdded", "oa{sa{sv}}", body)

    def remove_below(self, path: str) -> None:
        """Remove an object and all below it, the deepest first."""
        for each in sorted((p for p in self._objects if p.startswith(path)), reverse=True):
            interface, _ = self._objects.pop(each)
            self._signal("/", OBJECT_MANAGER, "InterfacesRemoved", "oas", [each, [interface]])

    def change(self, path: str, *, without: str = "", **properties: Any) -> None:
        """Set properties and invalidate one; an object that is gone is left alone."""
        if path not in self._objects:
            return
        interface, held = self._objects[path]
        held.update(properties)
        invalid = [without] if held.pop(without, None) is not None else []
        body = [interface, _variants(properties), invalid]
        self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)

    def _signal(
        self, path: str, interface: str, member: str, signature: str, body: list[Any]
    ) -> None:
        self._send(Message.new_signal(path, interface, member, signature, body))
