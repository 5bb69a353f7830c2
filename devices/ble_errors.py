"""What bleak's exceptions mean for the person: tables, and the functions that read them.

bleak says the same trouble in many ways, by system and by moment: an exception of its own, a D-Bus
error, a number of the Attribute Protocol, or a bare OSError when there is no D-Bus. They are told
apart by their attributes, so that bleak itself stays imported in two files only.

Source: bleak 3.1, bleak/exc.py and backends/bluezdbus/utils.py; BlueZ, src/error.h.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import TypeVar

from devices.errors import (
    AdapterFull,
    BluetoothOff,
    BluetoothUnavailable,
    Busy,
    DeviceError,
    NoAdapter,
    NoPermission,
    PairingRefused,
)

T = TypeVar("T")

_REASONS: dict[str, type[DeviceError]] = {
    "NO_BLUETOOTH": NoAdapter,
    "NO_BLE_CENTRAL_ROLE": NoAdapter,
    "POWERED_OFF": BluetoothOff,
    "DENIED_BY_USER": NoPermission,
    "DENIED_BY_SYSTEM": NoPermission,
    "DENIED_BY_UNKNOWN": NoPermission,
    "UNKNOWN": BluetoothUnavailable,
}
"""By the name of BleakBluetoothNotAvailableError.reason."""

_DBUS: dict[str, type[DeviceError]] = {
    "org.freedesktop.DBus.Error.ServiceUnknown": BluetoothOff,
    "org.freedesktop.DBus.Error.NameHasNoOwner": BluetoothOff,
    "org.freedesktop.DBus.Error.Disconnected": BluetoothOff,
    "org.freedesktop.DBus.Error.AccessDenied": NoPermission,
    "org.bluez.Error.NotReady": BluetoothOff,
    "org.bluez.Error.AuthenticationCanceled": PairingRefused,
    "org.bluez.Error.AuthenticationFailed": PairingRefused,
    "org.bluez.Error.AuthenticationRejected": PairingRefused,
    "org.bluez.Error.AuthenticationTimeout": PairingRefused,
}
"""By the name of a D-Bus error."""

_LINK: dict[str, type[DeviceError]] = {
    "le-connection-adapter-not-powered": BluetoothOff,
    "le-connection-busy": Busy,
    "le-connection-refused": Busy,
    "le-connection-timeout": Busy,
    "le-connection-concurrent-connection-limit": AdapterFull,
    "le-connection-abort-by-remote": Busy,
    "le-connection-abort-by-local": Busy,
    "le-connection-key-missing": PairingRefused,
}
"""By the text of `org.bluez.Error.Failed`, when a link is not made."""

_NOT_PAIRED = {0x05, 0x0C, 0x0F}
"""ATT: insufficient authentication, encryption key size, encryption."""

_UNLIKELY = 0x0E
"""ATT: what some devices answer instead when a pairing is missing."""


def _att_code(error: BaseException) -> int | None:
    code = getattr(error, "code", None)
    if code is None and "Not paired" in error.args:  # how BlueZ words it, whichever it was
        return 0x05
    return code


def wants_pairing(error: BaseException) -> bool:
    """Return whether a request may succeed once the strap is paired."""
    return _att_code(error) in {*_NOT_PAIRED, _UNLIKELY}


def explain_radio(error: BaseException) -> DeviceError:
    """Return what it means when the computer's Bluetooth fails."""
    trouble = _kind(error)
    if trouble is None and isinstance(error, PermissionError):
        trouble = NoPermission
    if trouble is None and isinstance(error, OSError | EOFError):
        # There is no D-Bus, or it died; an answer that takes too long is an OSError, too.
        trouble = BluetoothUnavailable if isinstance(error, TimeoutError) else BluetoothOff
    return (trouble or BluetoothUnavailable)(_detail(error))


def explain_link(error: BaseException) -> DeviceError:
    """Return what it means when the way to a strap fails: `DeviceError` when it just broke.

    A missing pairing is a refused one here: try to pair first where `wants_pairing`.
    """
    return (_kind(error) or DeviceError)(_detail(error))


@asynccontextmanager
async def radio_call(limit_s: float) -> AsyncIterator[None]:
    """Ask the computer's Bluetooth for something that does not depend on a strap."""
    try:
        async with asyncio.timeout(limit_s):
            yield
    except Exception as error:
        raise explain_radio(error) from error


async def answered(call: Awaitable[T], limit_s: float) -> T:
    """Await what a strap answers; raise a `DeviceError` when it does not."""
    try:
        async with asyncio.timeout(limit_s):
            return await call
    except Exception as error:
        kind = PairingRefused(str(error)) if wants_pairing(error) else explain_link(error)
        raise kind from error


def _kind(error: BaseException) -> type[DeviceError] | None:
    if reason := getattr(error, "reason", None):
        return _REASONS.get(getattr(reason, "name", ""))
    if _att_code(error) in _NOT_PAIRED:
        return PairingRefused
    text = str(error.args[-1]) if error.args else ""
    return _DBUS.get(getattr(error, "dbus_error", "")) or _LINK.get(text)


def _detail(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
