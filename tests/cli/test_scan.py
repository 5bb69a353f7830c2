"""`biofeedback scan` on straps that only the system's Bluetooth knows."""

import pytest

from biofeedback.cli import main
from devices.private_bus import dbus_daemon_missing
from devices.virtual import Person
from devices.virtual_bluez import VirtualBluez
from devices.virtual_strap import VirtualStrap

pytestmark = pytest.mark.skipif(bool(dbus_daemon_missing()), reason="needs Linux and dbus-daemon")


def straps():
    return [
        VirtualStrap(Person(), "A0:9E:1A:00:00:01", "Far strap", rssi_dbm=-80, battery_pct=40),
        VirtualStrap(Person(), "A0:9E:1A:00:00:02", "Near strap", rssi_dbm=-50, battery_pct=90),
    ]


def test_it_lists_the_strongest_first(capsys):
    with VirtualBluez(straps()):
        assert main(["scan", "--seconds", "0.6"]) == 0
    out = capsys.readouterr().out
    assert out.index("Near strap") < out.index("Far strap")
    assert "A0:9E:1A:00:00:01" in out
    assert "90 %" in out


def test_no_strap_in_reach(capsys):
    with VirtualBluez([]):
        assert main(["scan", "--seconds", "0.3"]) == 3
    assert "not in sight" in capsys.readouterr().err


def test_bluetooth_off(capsys):
    with VirtualBluez(straps(), powered=False):
        assert main(["scan", "--seconds", "0.3"]) == 3
    assert capsys.readouterr().err == "Bluetooth is switched off. Switch it on, and try again.\n"
