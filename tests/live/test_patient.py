"""A strap that is given to somebody before it is there, and an adapter that is full."""

import asyncio

import pytest

from biofeedback.live.patient import PatientSource
from devices.records import DeviceStatus, LinkState, Notification
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap

ADDRESS = "A0:9E:1A:00:00:01"


@pytest.fixture
def strap():
    return VirtualStrap(Person(seed=3), ADDRESS, "Patient")


async def heard(source, records, for_s):
    async def listen():
        async for record in source:
            records.append(record)

    task = asyncio.create_task(listen())
    await asyncio.sleep(for_s)
    task.cancel()
    await asyncio.wait({task})


def statuses(records):
    return [(r.state, r.trouble) for r in records if isinstance(r, DeviceStatus)]


def test_a_strap_that_comes_late_is_met(run_virtual, strap):
    async def main():
        strap.walk_away()
        air, records = LoopbackRadio([strap]), []
        async with PatientSource(ADDRESS, "Patient", Clock(), [air.radio]) as source:
            assert source.info.name == "Patient"
            await heard(source, records, 30.0)
            strap.come_back()
            await heard(source, records, 20.0)
            assert source.info.model == "V1"
        assert statuses(records) == [
            (LinkState.SEARCHING, ""),
            (LinkState.SEARCHING, "not_found"),
            (LinkState.CONNECTED, ""),
        ]
        assert sum(isinstance(r, Notification) for r in records) > 10

    run_virtual(main())


def test_where_one_adapter_is_full_the_next_takes_the_strap(run_virtual, strap):
    async def main():
        full = LoopbackRadio([strap])
        full.most_links = 0
        second, records = LoopbackRadio([strap]), []
        radios = [full.radio, second.radio]
        async with PatientSource(ADDRESS, "Patient", Clock(), radios) as source:
            await heard(source, records, 5.0)
        assert statuses(records) == [
            (LinkState.SEARCHING, ""),
            (LinkState.SEARCHING, "adapter_full"),
            (LinkState.CONNECTED, ""),
        ]
        assert not full.clients

    run_virtual(main())


def test_nothing_ends_it_but_being_closed(run_virtual, strap, monkeypatch, caplog):
    from biofeedback.live import patient

    plain, broken = patient.BleSource.__aenter__, []

    async def break_once(self):
        if not broken:
            broken.append(True)
            raise RuntimeError("ours")
        return await plain(self)

    monkeypatch.setattr(patient.BleSource, "__aenter__", break_once)

    async def main():
        air, records = LoopbackRadio([strap]), []
        async with PatientSource(ADDRESS, "Patient", Clock(), [air.radio]) as source:
            await heard(source, records, 5.0)
        assert statuses(records)[-2:] == [
            (LinkState.SEARCHING, "device_error"),
            (LinkState.CONNECTED, ""),
        ]

    run_virtual(main())
    assert "ours" in caplog.text
