"""Several straps on one adapter: a link at a time, as many as it holds, on both virtual radios."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from devices.adapters import adapter_names
from devices.ble_source import BleSource
from devices.errors import AdapterFull
from devices.records import LinkState
from devices.source import Clock
from devices.virtual_radio import LoopbackRadio
from tests.devices.virtual_air import (
    CONNECTED,
    LOST,
    collect,
    enough_packets,
    make_straps,
    open_source,
    play_on_dbus,
    play_on_loopback,
    statuses,
    told,
)


@pytest.fixture
def full(request, hurry, run_virtual, run_real):
    """Play a scenario where the adapter holds no more than two links."""
    from devices.private_bus import dbus_daemon_missing

    def play(radio, scenario, straps):
        if radio == "loopback":

            async def limited(air):
                air.radio._scanner_class.air.most_links = 2
                return await scenario(air)

            return play_on_loopback(run_virtual, limited, straps)
        if reason := dbus_daemon_missing():
            pytest.skip(reason)

        async def limited_bluez(air, bluez):
            bluez.service.most_links = 2
            return await scenario(air)

        return play_on_dbus(run_real, limited_bluez, straps)

    return play


@pytest.mark.parametrize("radio", ["loopback", "d-bus"])
def test_a_full_adapter_says_how_many_straps_it_holds(full, radio):
    async def scenario(air):
        async with AsyncExitStack() as open_now:
            for number in (0, 1):
                source = await open_now.enter_async_context(open_source(air, number))
                await collect(source, enough_packets(1))
            with pytest.raises(AdapterFull) as refused:
                async with open_source(air, 2):
                    pass
        return str(refused.value)

    sentence = full(radio, scenario, make_straps(3))
    assert sentence == (
        "This Bluetooth adapter is full with 2 straps. A second adapter takes the rest."
    )


def test_links_are_made_one_at_a_time(run_virtual):
    async def main():
        straps = make_straps(8)
        for strap in straps:
            strap.faults.connect_delay_s = 1.0
        air = LoopbackRadio(straps)
        async with AsyncExitStack() as open_now:
            sources = [BleSource(strap.address, Clock(), air.radio) for strap in straps]
            await asyncio.gather(*map(open_now.enter_async_context, sources))
            assert len(air.radio.turns.links) == 8
        assert air.most_calls == 1
        assert not air.radio.turns.links

    run_virtual(main())


def test_a_strap_out_of_reach_does_not_keep_the_others_from_coming_back(run_virtual):
    async def main():
        loop = asyncio.get_running_loop()
        straps = make_straps(6)
        air = LoopbackRadio(straps)
        async with AsyncExitStack() as open_now:
            sources = [BleSource(strap.address, Clock(), air.radio) for strap in straps]
            for source in sources:
                await open_now.enter_async_context(source)
                await collect(source, enough_packets(1))
            for strap in straps[:4]:
                strap.walk_away()  # for good
            straps[4].drop_link()
            dropped_s = loop.time()
            records = await collect(sources[4], told(LinkState.LOST))
            records += await collect(sources[4], told(LinkState.CONNECTED))
            assert statuses(records) == [LOST, CONNECTED]
            assert loop.time() - dropped_s < 1.0
            assert air.most_calls == 1

    run_virtual(main())


def test_the_adapters_of_linux(tmp_path):
    for name in ("hci10", "hci2", "hci0:64", "hci0"):
        (tmp_path / name).mkdir()
    assert adapter_names(tmp_path) == ["hci0", "hci2", "hci10"]
    assert adapter_names(tmp_path / "nowhere") == [""]
