"""The measurement service of the virtual straps: a real strap's answers, and the person's truth."""

import asyncio
import json

import numpy as np
import pytest

from devices import gatt, heart_rate, polar, polar_control
from devices.polar import AccBlock, EcgBlock, PpgBlock, PpiBlock
from devices.polar_control import Command, Operation, Setting, Status, Stream
from devices.virtual import Person
from devices.virtual_faults import AttError
from devices.virtual_models import H10, VERITY_SENSE
from devices.virtual_pmd import CLOCK_PPM, RESET_NS, UPTIME_S
from devices.virtual_strap import VirtualStrap
from devices.virtual_streams import PULSE_PEAK_S

START_ECG = "02 00 00 01 82 00 01 01 0E 00"
START_ACC = "02 02 00 01 32 00 01 01 10 00 02 01 08 00"
START_PPG = "02 01 00 01 37 00 01 01 16 00 04 01 04"
START_ARM_ACC = "02 02 00 01 34 00 01 01 10 00 02 01 08 00 04 01 03"
START_PPI = "02 03"


class Bench:
    """A strap with a link, all of it subscribed; what it sends is noted with the time."""

    def __init__(self, model=H10, person=None):
        self.person = person or Person(seed=4)
        self.strap = VirtualStrap(self.person, "A0:9E:1A:00:00:01", "Strap", model=model)
        self.entries = {e.uuid: e for s in self.strap.services for e in s.characteristics}
        self.answers, self.frames, self.packets = [], [], []
        self.strap.power_on(self)

    def carry(self, strap, characteristic, payload):
        t_s = asyncio.get_running_loop().time() - self.strap._start_s
        heard = {
            gatt.PMD_CONTROL_POINT: self.answers,
            gatt.PMD_DATA: self.frames,
            gatt.HEART_RATE_MEASUREMENT: self.packets,
        }
        heard[characteristic.uuid].append((t_s, payload))

    def drop(self, strap):
        strap.lose_link()

    async def link(self):
        await self.strap.accept_link()
        await self.strap.show_services()
        for uuid in (gatt.HEART_RATE_MEASUREMENT, gatt.PMD_CONTROL_POINT, gatt.PMD_DATA):
            self.strap.subscribe(self.entries[uuid])

    async def ask(self, command):
        payload = bytes.fromhex(command) if isinstance(command, str) else command
        self.strap.write(self.entries[gatt.PMD_CONTROL_POINT], payload)
        await asyncio.sleep(0.01)
        return self.answers[-1][1]

    def blocks(self, kind):
        blocks = [polar.decode(payload) for _, payload in self.frames]
        return [block for block in blocks if isinstance(block, kind)]

    def wearer_s(self, stamp_ns):
        """Return the wearer's time at a stamp of the strap's clock."""
        return (stamp_ns - RESET_NS) / 1e9 / (1 + CLOCK_PPM * 1e-6) - UPTIME_S


@pytest.fixture
def bench(run_virtual):
    """Play a scenario with a linked strap."""

    def play(scenario, **settings):
        async def run():
            bench = Bench(**settings)
            await bench.link()
            await scenario(bench)
            bench.strap.drop_link()
            return bench

        return run_virtual(run())

    return play


def streaming(*commands, seconds):
    async def scenario(bench):
        for command in commands:
            assert (await bench.ask(command))[3] == Status.SUCCESS
        await asyncio.sleep(seconds)

    return scenario


def test_it_answers_as_a_real_strap_does(bench, shared):
    vectors = json.loads((shared / "ble_vectors.json").read_text())
    exchanges = [e for e in vectors["pmd_control_point"] if e["source"] == "fstanis"]
    assert len(exchanges) >= 12

    async def scenario(bench):
        for exchange in exchanges:
            expected = bytes.fromhex(exchange["response"])
            assert await bench.ask(exchange["write"]) == expected, exchange
        features = bench.strap.read(bench.entries[gatt.PMD_CONTROL_POINT])
        assert polar_control.decode_features(features) == {Stream.ECG, Stream.ACC}
        bench.strap.drop_link()

    bench(scenario)


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("02 00 00 01 83 00 01 01 0E 00", Status.INVALID_SAMPLE_RATE),
        ("02 00 00 01 82 00 01 01 10 00", Status.INVALID_RESOLUTION),
        ("02 02 00 01 32 00 01 01 10 00 02 01 03 00", Status.INVALID_RANGE),
        ("02 00", Status.INVALID_SAMPLE_RATE),
        ("02 01", Status.INVALID_STREAM),
        ("03 00", Status.ALREADY_IN_STATE),
        ("02 00 00 09 82", Status.INVALID_LENGTH),
    ],
)
def test_wrong_commands(bench, command, status):
    async def scenario(bench):
        assert (await bench.ask(command))[3] == status
        assert not bench.strap.pmd.on

    bench(scenario)


def joined(blocks, field, rate_hz, bench):
    """Return the times of all samples by the strap's stamps, and the samples."""
    parts_s = [
        bench.wearer_s(block.timestamp_ns)
        - np.arange(len(getattr(block, field)) - 1, -1, -1) / rate_hz
        for block in blocks
    ]
    return np.concatenate(parts_s), np.concatenate([getattr(block, field) for block in blocks])


def test_ecg_of_a_minute(bench):
    after = bench(streaming(START_ECG, seconds=60))
    blocks = after.blocks(EcgBlock)
    assert {block.ecg_uv.size for block in blocks} == {73}
    stamps_s = np.array([block.timestamp_ns for block in blocks]) / 1e9
    assert 0 < stamps_s[0] - RESET_NS / 1e9 < 3600
    rate_hz = 73 / np.diff(stamps_s).mean()
    assert rate_hz == pytest.approx(130.13, abs=0.01)
    assert 130.02 < rate_hz < 130.24  # as real straps do
    t_s, ecg_uv = joined(blocks, "ecg_uv", rate_hz, after)
    assert np.diff(t_s) == pytest.approx(1 / rate_hz, abs=2e-5)
    beats_s = after.person.truth.beat_t_s
    beats_s = beats_s[(beats_s > t_s[0] + 0.1) & (beats_s < t_s[-1] - 0.1)]
    tops_s = [t_s[near][ecg_uv[near].argmax()] for near in np.abs(t_s - beats_s[:, None]) < 0.05]
    assert len(tops_s) > 50
    assert np.abs(tops_s - beats_s).max() < 0.6 / rate_hz


def test_acceleration_at_the_rate_that_was_asked_for(bench):
    after = bench(streaming(START_ACC, seconds=60))
    blocks = after.blocks(AccBlock)
    rate_hz = 36 / (np.diff([block.timestamp_ns for block in blocks]).mean() / 1e9)
    assert rate_hz == pytest.approx(50, rel=0.002)
    t_s, acc_mg = joined(blocks, "acc_mg", rate_hz, after)
    truth = after.person.truth
    volume = np.interp(t_s, truth.breath_t_s, truth.breath_volume)
    assert max(abs(np.corrcoef(volume, axis)[0, 1]) for axis in acc_mg.T) > 0.8


def test_an_armband(bench):
    after = bench(streaming(START_PPG, START_ARM_ACC, START_PPI, seconds=61), model=VERITY_SENSE)
    answer = polar_control.decode_answer(after.answers[1][1])
    assert polar_control.decode_settings(answer.parameters) == {Setting.FACTOR: (8 / 2**15,)}
    acc_mg = np.concatenate(
        [polar.decode(p, 8 / 2**15).acc_mg for _, p in after.frames if p[0] == 2]
    )
    assert np.linalg.norm(acc_mg, axis=1) == pytest.approx(1000, abs=25)
    blocks = after.blocks(PpgBlock)
    rate_hz = 36 / (np.diff([block.timestamp_ns for block in blocks]).mean() / 1e9)
    assert rate_hz == pytest.approx(54.75, abs=0.01)  # as a real one
    assert {payload[9] for _, payload in after.frames} == {0x80, 0x00}
    assert max(len(payload) for _, payload in after.frames) <= 244
    assert all(heart_rate.decode(p).rr_ms == () for _, p in after.packets)
    assert heart_rate.decode(after.packets[-1][1]).hr_bpm > 40


def test_pulse_intervals_come_late_in_batches(bench):
    after = bench(streaming(START_PPI, seconds=60.5), model=VERITY_SENSE)
    times_s = [t_s for t_s, _ in after.frames]
    begun_s = times_s[0] - 25
    assert times_s == pytest.approx([begun_s + due for due in range(25, 61, 5)])
    blocks = after.blocks(PpiBlock)
    beats_s = after.person.truth.beat_t_s
    expected = np.rint(1000 * np.diff(beats_s)).astype(int)
    told = np.concatenate([block.ppi_ms for block in blocks])
    ended_s = beats_s[1:] + PULSE_PEAK_S
    np.testing.assert_array_equal(told, expected[(ended_s >= begun_s) & (ended_s < begun_s + 60)])
    blocked = np.concatenate([block.blocker for block in blocks])
    assert blocked[:10].all()
    assert not blocked[10:].any()
    assert all(block.contact.all() and block.contact_supported.all() for block in blocks)


def test_moving_blocks_intervals(bench):
    person = Person(seed=4, movement=((40.0, 45.0),))
    after = bench(streaming(START_PPI, seconds=60.5), model=VERITY_SENSE, person=person)
    blocks = after.blocks(PpiBlock)
    blocked = np.concatenate([block.blocker for block in blocks])[10:]
    error_ms = np.concatenate([block.error_ms for block in blocks])[10:]
    assert 3 <= np.count_nonzero(blocked) <= 7
    assert error_ms[blocked].min() > error_ms[~blocked].max()


# Trouble


def test_a_chest_strap_tells_no_contact(bench):
    after = bench(streaming(START_ECG, seconds=5))
    assert {heart_rate.decode(p).contact for _, p in after.packets} == {None}


def test_streams_outlive_the_link_until_they_are_stopped(bench):
    async def scenario(bench):
        await bench.ask(START_ECG)
        await asyncio.sleep(2)
        bench.strap.drop_link()
        assert bench.strap.pmd.on == {Stream.ECG}
        heard = len(bench.frames)
        await bench.link()
        await asyncio.sleep(2)
        assert len(bench.frames) == heard
        assert (await bench.ask(START_ECG))[3] == Status.ALREADY_IN_STATE
        assert (await bench.ask("03 00"))[3] == Status.SUCCESS
        assert (await bench.ask(START_ECG))[3] == Status.SUCCESS
        await asyncio.sleep(2)
        assert len(bench.frames) > heard
        await bench.ask("03 00")
        assert not bench.strap.pmd.on
        heard = len(bench.frames)
        await asyncio.sleep(2)
        assert len(bench.frames) == heard

    bench(scenario)


def test_ecg_that_begins_late(bench):
    async def scenario(bench):
        bench.strap.faults.streams.ecg_late_s = 27.0
        await bench.ask(START_ECG)
        await bench.ask(START_ACC)
        await asyncio.sleep(26)
        assert {payload[0] for _, payload in bench.frames} == {Stream.ACC}
        await asyncio.sleep(3)
        assert {payload[0] for _, payload in bench.frames} == {Stream.ACC, Stream.ECG}

    bench(scenario)


def test_refusals(bench):
    async def scenario(bench):
        faults = bench.strap.faults.streams
        faults.refused = {Stream.ECG: Status.IN_CHARGER}
        assert await bench.ask(START_ECG) == bytes([0xF0, 2, 0, 13])
        faults.mute = True
        heard = len(bench.answers)
        await bench.ask(START_ACC)
        await asyncio.sleep(10)
        assert len(bench.answers) == heard

    bench(scenario)


def test_pairing_for_streams_only(run_virtual):
    async def scenario():
        bench = Bench()
        bench.strap.faults.streams.need_pairing = True
        await bench.strap.accept_link()
        bench.strap.subscribe(bench.entries[gatt.HEART_RATE_MEASUREMENT])
        with pytest.raises(AttError, match="0x05"):
            bench.strap.subscribe(bench.entries[gatt.PMD_CONTROL_POINT])
        with pytest.raises(AttError, match="0x05"):
            bench.strap.write(bench.entries[gatt.PMD_CONTROL_POINT], b"\x01\x00")
        bench.strap.pair()
        bench.strap.write(bench.entries[gatt.PMD_CONTROL_POINT], b"\x01\x00")
        bench.strap.drop_link()

    run_virtual(scenario())


def test_only_the_control_point_is_written(bench):
    async def scenario(bench):
        with pytest.raises(AttError, match="0x03"):
            bench.strap.write(bench.entries[gatt.BATTERY_LEVEL], b"\x00")

    bench(scenario)


def test_a_clock_that_begins_anew(bench):
    async def scenario(bench):
        await bench.ask(START_ECG)
        await asyncio.sleep(10)
        bench.strap.pmd.reset_clock()
        await asyncio.sleep(10)

    stamps_ns = [block.timestamp_ns for block in bench(scenario).blocks(EcgBlock)]
    steps_s = np.diff(stamps_ns) / 1e9
    assert np.count_nonzero(steps_s < 0) == 1
    assert steps_s.min() < -UPTIME_S
    assert 0 <= stamps_ns[-1] - RESET_NS < 11e9


def test_stamps_that_go_back(bench):
    async def scenario(bench):
        bench.strap.faults.streams.stamps_go_back = 0.2
        await streaming(START_ECG, seconds=60)(bench)

    stamps_ns = [block.timestamp_ns for block in bench(scenario).blocks(EcgBlock)]
    assert 5 < np.count_nonzero(np.diff(stamps_ns) < 0) < 40


def test_open_electrodes_a_full_amplifier_and_a_stuck_axis(bench):
    async def scenario(bench):
        await bench.ask(START_ECG)
        await bench.ask(START_ACC)
        await asyncio.sleep(5)
        bench.strap.faults.no_contact = True
        await asyncio.sleep(5)
        bench.strap.faults.no_contact = False
        bench.strap.faults.streams.ecg_saturated = True
        bench.strap.faults.streams.acc_stuck = True
        await asyncio.sleep(5)

    after = bench(scenario)
    spans_uv = [np.ptp(block.ecg_uv) for block in after.blocks(EcgBlock)]
    assert spans_uv[1] < 2000 < spans_uv[12]
    assert spans_uv[-1] == 0
    assert (after.blocks(AccBlock)[-1].acc_mg[:, 0] == -2000).all()


def test_commands_are_those_of_the_codec():
    settings = {Setting.SAMPLE_RATE_HZ: (130,), Setting.RESOLUTION_BITS: (14,)}
    command = Command(Operation.START, Stream.ECG, settings)
    assert polar_control.encode_command(command) == bytes.fromhex(START_ECG)
