"""Every way in which bleak says what is wrong, against the class it must become."""

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from devices.ble_errors import explain_link, explain_radio, wants_pairing
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

NOT_PAIRED = BleakDBusError("org.bluez.Error.NotPermitted", ["Not paired"])


def unavailable(reason):
    return BleakBluetoothNotAvailableError("", BleakBluetoothNotAvailableReason[reason])


def refused(text):
    return BleakDBusError("org.bluez.Error.Failed", [text])


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (unavailable("NO_BLUETOOTH"), NoAdapter),
        (unavailable("NO_BLE_CENTRAL_ROLE"), NoAdapter),
        (unavailable("POWERED_OFF"), BluetoothOff),
        (unavailable("DENIED_BY_USER"), NoPermission),
        (unavailable("DENIED_BY_SYSTEM"), NoPermission),
        (unavailable("DENIED_BY_UNKNOWN"), NoPermission),
        (unavailable("UNKNOWN"), BluetoothUnavailable),
        (BleakDBusError("org.freedesktop.DBus.Error.ServiceUnknown", ["..."]), BluetoothOff),
        (BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", ["..."]), NoPermission),
        (BleakDBusError("org.freedesktop.DBus.Error.UnknownObject", ["..."]), DeviceError),
        (BleakDBusError("org.bluez.Error.NotReady", ["Resource Not Ready"]), BluetoothOff),
        (BleakDBusError("org.bluez.Error.InProgress", []), DeviceError),
        (BleakDBusError("org.bluez.Error.AuthenticationFailed", [""]), PairingRefused),
        (refused("le-connection-refused"), Busy),
        (refused("le-connection-abort-by-local"), Busy),
        (refused("le-connection-concurrent-connection-limit"), AdapterFull),
        (refused("le-connection-adapter-not-powered"), BluetoothOff),
        (refused("Software caused connection abort"), DeviceError),
        (BleakGATTProtocolError(0x05), PairingRefused),
        (BleakGATTProtocolError(0x0C), PairingRefused),
        (BleakGATTProtocolError(0x0F), PairingRefused),
        (BleakGATTProtocolError(0x0E), DeviceError),
        (BleakGATTProtocolError(0x06), DeviceError),
        (NOT_PAIRED, PairingRefused),
        (BleakDeviceNotFoundError("A0:9E:1A:00:00:01", "not found"), DeviceError),
        (BleakCharacteristicNotFoundError("2a37"), DeviceError),
        (BleakError("failed to discover services, device disconnected"), DeviceError),
        (OSError("the object has been closed"), DeviceError),
        (TimeoutError(), DeviceError),
        (AssertionError(), DeviceError),
    ],
    ids=repr,
)
def test_every_error_on_the_way_to_a_strap_has_its_sentence(error, trouble):
    explained = explain_link(error)
    assert type(explained) is trouble
    assert type(error).__name__ in explained.detail
    assert str(explained) == trouble.text


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (unavailable("POWERED_OFF"), BluetoothOff),
        (BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", ["..."]), NoPermission),
        (BleakDBusError("org.bluez.Error.InProgress", []), BluetoothUnavailable),
        (BleakDBusError("org.freedesktop.DBus.Error.UnknownObject", ["."]), BluetoothUnavailable),
        (BleakError("adapter 'hci0' not found"), BluetoothUnavailable),
        (FileNotFoundError("no D-Bus"), BluetoothOff),
        (ConnectionRefusedError("nobody listens"), BluetoothOff),
        (EOFError(), BluetoothOff),
        (PermissionError("the socket is not yours"), NoPermission),
        (TimeoutError(), BluetoothUnavailable),
    ],
    ids=repr,
)
def test_every_error_of_the_computers_bluetooth_has_its_sentence(error, trouble):
    explained = explain_radio(error)
    assert type(explained) is trouble
    assert type(error).__name__ in explained.detail


@pytest.mark.parametrize("code", range(1, 0x14))
def test_who_wants_pairing(code):
    # Bluetooth Core 5.4, vol 3, part F, table 3.4; 0x0E stands in where a device knows no better.
    assert wants_pairing(BleakGATTProtocolError(code)) == (code in {0x05, 0x0C, 0x0E, 0x0F})


def test_bluez_words_a_missing_pairing_in_its_own_way():
    assert wants_pairing(NOT_PAIRED)
    assert not wants_pairing(BleakDBusError("org.bluez.Error.NotPermitted", ["Read not permitted"]))
    assert not wants_pairing(BleakError("Not connected"))
