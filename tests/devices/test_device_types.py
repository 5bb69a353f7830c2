"""Types of straps at work: recognised in the air, started by a few bytes, stopped at the end."""

import asyncio
from dataclasses import replace

import pytest

from devices.ble import scan
from devices.ble_source import BleSource
from devices.device_type import DeviceType, Listen, Write
from devices.device_types import ANY_STRAP, BUILT_IN
from devices.errors import DeviceError, PairingRefused, StreamsNotPaired, StreamsRefused
from devices.source import Clock
from devices.switched import switched
from devices.virtual import Person
from devices.virtual_radio import LoopbackRadio
from tests.devices.virtual_air import collect, make_straps, packets
from tests.own_strap_model import COMMAND, DATA, SERVICE, own_strap

BY_NAME = DeviceType(
    "by_name",
    "By name",
    (Listen(DATA, "own"),),
    name_part="own strap",
    decoder=lambda: lambda channel, payload: (),
    control=switched([Write(COMMAND, b"\x01")], [Write(COMMAND, b"\x00")]),
)
BY_BOTH = replace(BY_NAME, name="by_both", services=(SERVICE,))


def air_with(*types):
    quiet, toy, heart = own_strap(Person()), *make_straps(2)
    quiet.advertised_services = ()  # it says its name only
    toy.advertised_services = ()
    return LoopbackRadio([quiet, toy, heart], (*types, *BUILT_IN))


def test_a_strap_that_says_only_its_name_is_found_where_its_type_asks_for_no_more(run_virtual):
    async def heard(*types):
        return sorted(found.kind for found in await scan(1.0, air_with(*types).radio))

    assert run_virtual(heard()) == ["Heart rate strap"]
    assert run_virtual(heard(BY_BOTH)) == ["Heart rate strap"]
    assert run_virtual(heard(BY_NAME)) == ["By name", "Heart rate strap"]


def test_what_it_offers_tells_its_kind_where_nothing_was_advertised(run_virtual):
    async def scenario():
        air = air_with(BY_NAME)
        await scan(0.3, air.radio)
        async with BleSource(air.straps[0].address, Clock(), air.radio) as source:
            records = await collect(source, lambda records: len(packets(records, "own")) > 2)
        return source.info.type, len(packets(records, "own")), air.straps[0].own.written

    kind, count, written = run_virtual(scenario())
    assert (kind, count) == ("by_name", 3)
    assert written == [(COMMAND, b"\x01"), (COMMAND, b"\x00")]


def test_a_strap_that_ships_is_named_by_no_type(run_virtual):
    async def scenario():
        air = LoopbackRadio(make_straps(1))
        async with BleSource(air.straps[0].address, Clock(), air.radio) as source:
            return source.info

    assert run_virtual(scenario()).type == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Upper Case"},
        {"name_part": "Upper"},
        {"name_part": "", "services": ()},
        {"listen": ()},
        {"listen": (Listen("2a37", "heart_rate"),)},
        {"services": (SERVICE.upper(),)},
        {"decoder": None},
    ],
)
def test_what_could_not_work_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        replace(BY_NAME, **wrong)


def test_standard_channels_need_no_decoder():
    assert replace(ANY_STRAP, name="another").decoder is None


class Strap:
    """Takes what is written, as long as it does not fail."""

    def __init__(self, *troubles):
        self.troubles, self.written, self.pairings = list(troubles), [], 0

    async def write(self, uuid, payload):
        if self.troubles:
            raise self.troubles.pop(0)
        self.written.append(payload)

    async def pair(self):
        self.pairings += 1


@pytest.mark.parametrize(
    ("troubles", "may_pair", "told", "written", "pairings"),
    [
        ([], True, [], [b"1", b"2"], 0),
        ([PairingRefused()], True, [], [b"1", b"2"], 1),
        ([PairingRefused()], False, [StreamsNotPaired.code], [], 0),
        ([PairingRefused(), PairingRefused()], True, [StreamsNotPaired.code], [], 1),
        ([DeviceError()], True, [StreamsRefused.code], [], 0),
    ],
)
def test_trouble_at_the_start_is_told_once(troubles, may_pair, told, written, pairings):
    strap, heard = Strap(*troubles), []
    make = switched([Write("u", b"1"), Write("u", b"2")], [Write("u", b"0")])
    control = make(strap, None, lambda channel, payload: None, heard.append, may_pair)
    asyncio.run(control.run())
    assert (heard, strap.written, strap.pairings) == (told, written, pairings)


def test_stopping_never_raises():
    strap = Strap(DeviceError())
    make = switched([], [Write("u", b"0"), Write("u", b"9")])
    control = make(strap, None, lambda channel, payload: None, lambda code: None, True)
    asyncio.run(control.stop())
    asyncio.run(control.stop())
    assert strap.written == [b"0", b"9"]
