"""Fixtures that play a scenario on the virtual radios."""

from functools import partial

import pytest

from devices import ble, ble_source, ble_streams
from devices.private_bus import dbus_daemon_missing
from tests.devices.virtual_air import play_on_dbus, play_on_loopback


@pytest.fixture
def hurry(monkeypatch):
    """Shorten the source's times, for real time."""
    monkeypatch.setattr(ble, "SEARCH_S", 0.4)
    monkeypatch.setattr(ble, "CONNECT_S", 0.4)
    monkeypatch.setattr(ble, "CALL_S", 0.4)
    monkeypatch.setattr(ble, "SILENCE_S", 0.4)
    monkeypatch.setattr(ble_source, "FIRST_PAUSE_S", 0.05)
    monkeypatch.setattr(ble_streams, "ANSWER_S", 0.3)
    monkeypatch.setattr(ble_streams, "STOP_S", 0.4)


@pytest.fixture(params=["loopback", "d-bus"])
def play(request, hurry, run_virtual, run_real):
    """Play a scenario with straps on each of the two radios."""
    if request.param == "loopback":
        return partial(play_on_loopback, run_virtual)
    if reason := dbus_daemon_missing():
        pytest.skip(reason)

    def play(scenario, straps, **settings):
        return play_on_dbus(run_real, lambda air, _: scenario(air), straps, **settings)

    return play
