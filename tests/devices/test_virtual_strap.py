"""The strap against what its wearer's heart did, known by construction."""

import asyncio

import pytest

from devices import gatt
from devices.heart_rate import MS_PER_TICK, HeartRateMeasurement, decode
from devices.virtual_faults import AttError, BondRefused, LinkRefused
from devices.virtual_models import PLAIN
from devices.virtual_strap import VirtualStrap
from tests.devices.virtual_air import Metronome, beat_numbers, sent_by

ENTRIES = {entry.uuid: entry for service in PLAIN.services for entry in service.characteristics}
HEART_RATE = ENTRIES[gatt.HEART_RATE_MEASUREMENT]
BATTERY = ENTRIES[gatt.BATTERY_LEVEL]


class Ears:
    """A carrier that notes what it gets, and when."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, bytes]] = []

    def carry(self, strap, characteristic, payload) -> None:
        self.heard.append((asyncio.get_running_loop().time(), payload))

    def drop(self, strap) -> None:
        strap.lose_link()

    @property
    def payloads(self) -> list[bytes]:
        return [payload for _, payload in self.heard]

    @property
    def measurements(self) -> list[HeartRateMeasurement]:
        return [decode(payload) for payload in self.payloads]


def strap_on(person=None, **settings):
    strap = VirtualStrap(person or Metronome(1.0), "A0:9E:1A:00:00:01", "Strap", **settings)
    ears = Ears()
    strap.power_on(ears)
    return strap, ears


async def link(strap) -> None:
    await strap.accept_link()
    await strap.show_services()


@pytest.fixture
def wear(run_virtual):
    """Wear a strap for `seconds` and return what was heard; `change` is called before."""

    def wear(seconds, change=lambda strap: None, person=None, **settings):
        async def scenario():
            strap, ears = strap_on(person, **settings)
            change(strap)
            await link(strap)
            strap.subscribe(HEART_RATE)
            await asyncio.sleep(seconds)
            strap.drop_link()
            return strap, ears

        return run_virtual(scenario())

    return wear


def test_handles_leave_room_for_declarations_and_switches():
    handles = [s.handle for s in PLAIN.services] + [e.handle for e in ENTRIES.values()]
    assert len(set(handles)) == len(handles)
    assert BATTERY.handle + 3 <= ENTRIES[gatt.MANUFACTURER_NAME].handle


def test_one_packet_a_second_without_drift(wear):
    strap, ears = wear(1200.5)
    assert len(ears.heard) == 1200
    begun_s = ears.heard[0][0] - 1
    assert max(abs(t_s - begun_s - n) for n, (t_s, _) in enumerate(ears.heard, 1)) < 1e-6
    assert ears.payloads == sent_by(strap, gatt.HEART_RATE_MEASUREMENT)


def test_every_beat_once_and_in_order(wear):
    _, ears = wear(60.5, person=Metronome(0.83))
    told = beat_numbers(ears.payloads)
    assert told == list(range(told[0], told[0] + len(told)))
    assert len(told) == pytest.approx(60 / 0.83, abs=1)


def test_heart_rate_is_the_mean_of_the_last_intervals(wear):
    _, ears = wear(3.5)
    told = [rr for m in ears.measurements for rr in m.rr_ms]
    assert ears.measurements[-1].hr_bpm == round(60_000 * len(told) / sum(told))
    assert ears.measurements[0].contact is True


def test_more_intervals_than_a_packet_holds_wait_for_the_next(wear):
    class Rush(Metronome):
        def beats_until(self, t_s):
            return super().beats_until(min(t_s, 1.25))  # a dozen and then silence

    _, ears = wear(4.5, person=Rush(0.1))
    sizes = [len(m.rr_ms) for m in ears.measurements]
    assert sizes[:3] == [9, 3, 0]
    assert beat_numbers(ears.payloads) == list(range(1, 13))


def test_latency_delays_what_is_reported(wear):
    _, ears = wear(6.5, latency_s=2.5)
    # Beat n is at n s and the link is made 0.04 s after the start: packets at 1.04, 2.04 s ...
    assert [beat_numbers([payload]) for payload in ears.payloads] == [[], [], [], [1], [2], [3]]


def wear_through_an_outage(run_virtual, burst):
    async def scenario():
        strap, ears = strap_on()
        strap.faults.burst = burst
        await link(strap)
        strap.subscribe(HEART_RATE)
        await asyncio.sleep(5.5)
        strap.drop_link()
        await asyncio.sleep(20)
        await link(strap)
        strap.subscribe(HEART_RATE)
        await asyncio.sleep(5.5)
        strap.drop_link()
        return ears

    return run_virtual(scenario())


def test_beats_of_an_outage_are_lost(run_virtual):
    ears = wear_through_an_outage(run_virtual, burst=False)
    assert beat_numbers(ears.payloads) == [1, 2, 3, 4, 5, 26, 27, 28, 29, 30]


def test_or_come_in_a_burst_after_it(run_virtual):
    ears = wear_through_an_outage(run_virtual, burst=True)
    assert beat_numbers(ears.payloads) == list(range(1, 31))
    times_s = [t_s for t_s, _ in ears.heard]
    assert len(times_s) - len(set(times_s)) == 2  # 21 beats after the outage: three packets at once


def test_battery_is_read_and_told(run_virtual):
    async def scenario():
        strap, ears = strap_on(battery_pct=50)
        await link(strap)
        assert strap.read(BATTERY) == b"\x32"
        strap.set_battery(49)
        assert ears.payloads == []
        strap.subscribe(BATTERY)
        strap.set_battery(48)
        assert (ears.payloads, strap.read(BATTERY), strap.battery_pct) == ([b"\x30"], b"\x30", 48)

    run_virtual(scenario())


def test_who_it_is(run_virtual):
    async def scenario():
        strap, _ = strap_on()
        await link(strap)
        for uuid in (gatt.MANUFACTURER_NAME, gatt.MODEL_NUMBER, gatt.SERIAL_NUMBER):
            assert strap.read(ENTRIES[uuid]).decode().isprintable()
        assert strap.read(ENTRIES[gatt.BODY_SENSOR_LOCATION]) == b"\x01"  # chest
        with pytest.raises(AttError, match="0x02"):
            strap.read(HEART_RATE)

    run_virtual(scenario())


# Faults


def set_faults(**values):
    def change(strap):
        for name, value in values.items():
            assert hasattr(strap.faults, name)
            setattr(strap.faults, name, value)

    return change


def test_loss_takes_some_packets(wear):
    _, ears = wear(1000.5, set_faults(loss=0.3))
    assert len(ears.heard) == pytest.approx(700, abs=60)  # four standard deviations


def test_duplicates(wear):
    _, ears = wear(5.5, set_faults(duplicate=1.0))
    assert ears.payloads[::2] == ears.payloads[1::2]
    assert len(ears.payloads) == 10


def test_delay(wear):
    _, ears = wear(5.5, set_faults(delay_s=0.25))
    assert [t_s % 1 for t_s, _ in ears.heard] == pytest.approx([0.29] * 5)


def test_jitter_lets_packets_overtake(wear):
    _, ears = wear(60.5, set_faults(jitter_s=3.0))
    told = beat_numbers(ears.payloads)
    assert told != sorted(told)
    assert len(set(told)) == len(told)


def test_delayed_packets_do_not_outlive_their_link(run_virtual):
    async def scenario():
        strap, ears = strap_on()
        strap.faults.delay_s = 3.0
        await link(strap)
        strap.subscribe(HEART_RATE)
        await asyncio.sleep(2.5)
        strap.drop_link()
        await link(strap)
        strap.subscribe(HEART_RATE)
        await asyncio.sleep(3.5)
        strap.drop_link()
        assert ears.heard == []

    run_virtual(scenario())


def test_freeze_is_silent(wear):
    _, ears = wear(5.5, set_faults(freeze=True))
    assert ears.heard == []


def test_no_rr(wear):
    _, ears = wear(5.5, set_faults(no_rr=True))
    assert {m.rr_ms for m in ears.measurements} == {()}
    assert ears.measurements[-1].hr_bpm > 0


def test_no_contact(wear):
    _, ears = wear(3.5, set_faults(no_contact=True))
    assert ears.payloads == [b"\x04\x00"] * 3  # contact supported, not detected; no heart rate


def test_contact_follows_the_person(wear):
    class Loose(Metronome):
        def contact_at(self, t_s):
            return not 2 < t_s < 4

    _, ears = wear(5.5, person=Loose(1.0))
    assert [m.contact for m in ears.measurements] == [True, False, False, True, True]


@pytest.mark.parametrize("payload", [b"", b"\x10", b"\x10\x3c\x01", b"\xff" * 40])
def test_mangled(wear, payload):
    _, ears = wear(2.5, set_faults(mangle=lambda packet: payload))
    assert ears.payloads == [payload] * 2


def test_link_waits_until_in_reach_and_free(run_virtual):
    async def scenario():
        strap, _ = strap_on()
        strap.walk_away()
        strap.faults.busy = True
        linking = asyncio.create_task(strap.accept_link())
        await asyncio.sleep(30)
        strap.come_back()
        await asyncio.sleep(30)
        assert not linking.done()
        assert strap.advertises
        strap.faults.busy = False
        await asyncio.sleep(0.1)
        assert linking.done()
        assert strap.connected
        assert not strap.advertises

    run_virtual(scenario())


def test_link_refused_as_often_as_told(run_virtual):
    async def scenario():
        strap, _ = strap_on()
        strap.faults.connect_errors = ["le-connection-refused"]
        with pytest.raises(LinkRefused, match="refused"):
            await strap.accept_link()
        await strap.accept_link()

    run_virtual(scenario())


def test_link_breaks_in_discovery_as_often_as_told(run_virtual):
    async def scenario():
        strap, _ = strap_on()
        strap.faults.drops_in_discovery = 1
        await link(strap)
        assert not strap.connected
        await link(strap)
        assert strap.connected

    run_virtual(scenario())


def test_pairing(run_virtual):
    async def scenario():
        strap, _ = strap_on()
        strap.faults.needs_pairing = strap.faults.refuses_pairing = True
        await link(strap)
        for request in (strap.read, strap.subscribe):
            with pytest.raises(AttError, match="0x05"):
                request(BATTERY)
        with pytest.raises(BondRefused):
            strap.pair()
        strap.faults.refuses_pairing = False
        strap.pair()
        assert strap.read(BATTERY)

    run_virtual(scenario())


def test_ticks_survive_the_packet():
    # The Metronome's trick rests on it: 1/1024 s is exact in milliseconds.
    assert [n * MS_PER_TICK / MS_PER_TICK for n in range(500, 3000)] == list(range(500, 3000))
