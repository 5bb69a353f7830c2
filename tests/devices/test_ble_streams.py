"""The measurement streams through bleak's API: the same scenarios over both virtual radios."""

import asyncio
from contextlib import suppress

import pytest

from devices import ble, gatt, polar
from devices.ble_source import BleSource
from devices.ble_streams import StreamWish
from devices.errors import PairingRefused, StreamsNotPaired, StreamsRefused
from devices.polar import AccBlock, EcgBlock, PpgBlock
from devices.polar_control import Setting, Status, Stream, decode_answer
from devices.recording import Header, RecordingWriter, read_recording
from devices.records import HEART_RATE, PMD, PMD_ANSWER, Notification
from devices.replay import ReplaySource
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import H10, PLAIN, VERITY_SENSE
from devices.virtual_strap import VirtualStrap
from tests.devices.virtual_air import (
    CONNECTED,
    LOST,
    PACKET_S,
    collect,
    enough_packets,
    packets,
    play_on_loopback,
    sent_by,
    statuses,
)

NOT_PAIRED = ("connected", StreamsNotPaired.code)
REFUSED = ("connected", StreamsRefused.code)


def wear(model=H10, packet_period_s=PACKET_S):
    return VirtualStrap(
        Person(seed=1),
        "A0:9E:1A:00:00:00",
        "Strap 0",
        packet_period_s=packet_period_s,
        model=model,
    )


def open_source(air, wish=StreamWish()):  # noqa: B008, a frozen record
    return BleSource(air.strap.address, Clock(), air.radio, wish)


def kinds(records):
    return {payload[0] for payload in packets(records, PMD)}


def enough_frames(*streams, each=1):
    def enough(records):
        heard = [payload[0] for payload in packets(records, PMD)]
        return all(heard.count(stream) >= each for stream in streams)

    return enough


def starts(records):
    """Return what the strap said to starts, as (stream, status)."""
    answers = [decode_answer(payload) for payload in packets(records, PMD_ANSWER)]
    return [(each.stream, each.status) for each in answers if each.operation == 2]


# What comes


def test_a_chest_strap_sends_ecg_and_acceleration(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_frames(Stream.ECG, Stream.ACC, each=2))
            assert air.strap.pmd.on == {Stream.ECG, Stream.ACC}
        assert statuses(records) == [CONNECTED]
        assert starts(records) == [(Stream.ECG, 0), (Stream.ACC, 0)]
        frames = packets(records, PMD)
        assert frames == sent_by(air.strap, gatt.PMD_DATA)[: len(frames)]
        assert {type(polar.decode(frame)) for frame in frames} == {EcgBlock, AccBlock}
        assert packets(records, HEART_RATE)
        assert not air.strap.pmd.on
        assert not air.strap.connected

    play(scenario, [wear()])


def test_a_strap_without_streams_is_left_alone(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_packets(5))
        assert statuses(records) == [CONNECTED]
        assert packets(records, PMD_ANSWER) == []

    play(scenario, [wear(PLAIN)])


def test_an_armband_sends_light_and_acceleration_and_prepares_intervals(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_frames(Stream.ACC))
            assert air.strap.pmd.on == {Stream.ACC, Stream.PPG, Stream.PPI}
        answers = [decode_answer(payload) for payload in packets(records, PMD_ANSWER)]
        (start,) = (each for each in answers if (each.operation, each.stream) == (2, Stream.ACC))
        assert start.parameters[:2] == bytes([Setting.FACTOR, 1])  # in the recording, too
        assert not air.strap.pmd.on

    play(scenario, [wear(VERITY_SENSE)])


def test_only_what_is_wished(play):
    async def scenario(air):
        async with open_source(air, StreamWish(frozenset({Stream.PPG}))) as source:
            records = await collect(source, enough_frames(Stream.PPG))
        assert {type(polar.decode(frame)) for frame in packets(records, PMD)} == {PpgBlock}
        assert starts(records) == [(Stream.PPG, 0), (Stream.PPI, 0)]

    play(scenario, [wear(VERITY_SENSE)])


@pytest.mark.parametrize(("rate_hz", "expected_hz"), [(25, 25), (50, 50), (60, 50), (999, 200)])
def test_the_rate_of_acceleration(rate_hz, expected_hz):
    offered = H10.streams[Stream.ACC].settings
    assert StreamWish(acc_rate_hz=rate_hz).settings(Stream.ACC, offered) == {
        Setting.SAMPLE_RATE_HZ: (expected_hz,),
        Setting.RESOLUTION_BITS: (16,),
        Setting.RANGE_G: (8,),
    }


# Trouble


def test_a_refused_stream_is_told_once_and_the_other_comes(play):
    async def scenario(air):
        air.strap.faults.streams.refused = {Stream.ECG: Status.IN_CHARGER}
        async with open_source(air) as source:
            records = await collect(source, enough_frames(Stream.ACC, each=2))
        assert statuses(records) == [CONNECTED, REFUSED]
        assert kinds(records) == {Stream.ACC}
        assert packets(records)
        assert not air.strap.pmd.on

    play(scenario, [wear()])


def test_a_control_point_that_never_answers(play):
    async def scenario(air):
        air.strap.faults.streams.mute = True
        async with open_source(air) as source:
            records = await collect(source, lambda records: REFUSED in statuses(records))
            records += await collect(source, enough_packets(5))
        assert statuses(records) == [CONNECTED, REFUSED]
        assert not air.strap.connected

    play(scenario, [wear()])


def test_streams_that_want_pairing_get_it(play):
    async def scenario(air):
        air.strap.faults.streams.need_pairing = True
        async with open_source(air) as source:
            records = await collect(source, enough_frames(Stream.ECG))
        assert air.strap.paired
        assert statuses(records) == [CONNECTED]

    play(scenario, [wear()])


def test_without_pairing_heart_rate_goes_on_and_nobody_is_asked_twice(play):
    async def scenario(air):
        faults, asked = air.strap.faults, []
        faults.streams.need_pairing = faults.refuses_pairing = True
        pair = air.strap.pair

        def note_and_pair():
            asked.append(True)
            pair()

        air.strap.pair = note_and_pair
        async with open_source(air) as source:
            records = await collect(source, lambda records: NOT_PAIRED in statuses(records))
            records += await collect(source, enough_packets(5))
            air.do(air.strap.drop_link)
            records += await collect(source, lambda records: NOT_PAIRED in statuses(records))
        assert statuses(records) == [CONNECTED, NOT_PAIRED, LOST, CONNECTED, NOT_PAIRED]
        assert len(asked) == 1
        assert kinds(records) == set()

    play(scenario, [wear()])


def test_a_strap_that_wants_pairing_for_everything_is_not_opened(play):
    async def scenario(air):
        air.strap.faults.needs_pairing = air.strap.faults.refuses_pairing = True
        with pytest.raises(PairingRefused):
            async with open_source(air):
                pass

    play(scenario, [wear()])


def test_streams_come_back_with_the_link(play):
    async def scenario(air):
        async with open_source(air) as source:
            records = await collect(source, enough_frames(Stream.ECG))
            air.do(air.strap.drop_link)
            records += await collect(source, enough_frames(Stream.ECG, Stream.ACC))
        assert statuses(records) == [CONNECTED, LOST, CONNECTED]
        # The link broke before they could be stopped.
        assert starts(records).count((Stream.ECG, Status.ALREADY_IN_STATE)) == 1
        assert not air.strap.pmd.on

    play(scenario, [wear()])


def test_streams_left_on_by_a_crash_are_started_anew(play):
    async def scenario(air):
        air.strap.pmd.on |= {Stream.ECG, Stream.ACC}
        async with open_source(air) as source:
            records = await collect(source, enough_frames(Stream.ECG, Stream.ACC))
        assert statuses(records) == [CONNECTED]
        assert not air.strap.pmd.on

    play(scenario, [wear()])


# However it ends, every stream is stopped first


class Crash(Exception):
    pass


@pytest.mark.parametrize("end", ["crash", "cancel"])
def test_streams_are_stopped_when_a_program_ends_badly(play, end):
    async def scenario(air):
        async def consume():
            async with open_source(air) as source:
                await collect(source, enough_frames(Stream.ECG, Stream.ACC))
                consuming.set()
                if end == "crash":
                    raise Crash
                await asyncio.sleep(100)

        consuming = asyncio.Event()
        task = asyncio.create_task(consume())
        await consuming.wait()
        if end == "cancel":  # as Ctrl-C does
            task.cancel()
        with suppress(Crash, asyncio.CancelledError):
            await task
        assert not air.strap.pmd.on
        assert not air.strap.connected

    play(scenario, [wear()])


def test_streams_are_stopped_whenever_it_is_cancelled(run_virtual):
    async def scenario(air):
        for step in range(80):
            source = open_source(air)
            opening = asyncio.create_task(source.__aenter__())
            await asyncio.wait({opening}, timeout=0.002 * step)
            opening.cancel()
            await asyncio.wait({opening})
            if not opening.cancelled():
                await asyncio.sleep(0.002 * (step % 40))
                await source.__aexit__(None, None, None)
            assert not air.strap.pmd.on
            assert not air.strap.connected

    play_on_loopback(run_virtual, scenario, [wear()])


def test_links_that_break_at_every_moment(run_virtual):
    async def scenario(air):
        for step in range(60):
            async with open_source(air) as source:
                await asyncio.sleep(0.001 * step)
                air.strap.drop_link()
                records = await collect(source, told_and_streaming)
            assert statuses(records)[-1] == CONNECTED
            assert REFUSED not in statuses(records)
            assert not air.strap.pmd.on

    def told_and_streaming(records):
        return LOST in statuses(records) and enough_frames(Stream.ECG, Stream.ACC)(records)

    play_on_loopback(run_virtual, scenario, [wear()])


def test_a_strap_that_freezes_is_left_in_time(play):
    async def scenario(air):
        async with open_source(air) as source:
            await collect(source, enough_frames(Stream.ECG))
            air.strap.faults.freeze = True
            left_s = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - left_s < 3 * ble.CALL_S

    play(scenario, [wear()])


# Over long times, on the loopback only


@pytest.fixture
def play_long(run_virtual):
    """Play a scenario with a strap that sends once a second, in virtual time."""

    def play(scenario, model=H10):
        return play_on_loopback(run_virtual, scenario, [wear(model, packet_period_s=1.0)])

    return play


async def listen(source, seconds):
    records = []
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for record in source:
                records.append(record)  # noqa: PERF401, what came in must survive the timeout
    return records


def test_ecg_that_begins_late_is_waited_for(play_long):
    async def scenario(air):
        air.strap.faults.streams.ecg_late_s = 30.0
        async with open_source(air) as source:
            early = await listen(source, 29.0)
            late = await listen(source, 31.0)
        assert kinds(early) == {Stream.ACC}
        assert kinds(late) == {Stream.ACC, Stream.ECG}
        assert len(starts(early + late)) == 2
        assert statuses(early + late) == [CONNECTED]

    play_long(scenario)


def test_a_stream_that_falls_silent_is_started_anew(play_long):
    async def scenario(air):
        async with open_source(air) as source:
            before = await listen(source, 20.0)
            air.do(air.strap.pmd.hush)  # as if its sensor had died
            during = await listen(source, 40.0)
            after = await listen(source, 40.0)
        assert kinds(before) == kinds(after) == {Stream.ECG, Stream.ACC}
        assert kinds(during) == set()
        assert sorted(starts(after)) == [(Stream.ECG, 0), (Stream.ACC, 0)]
        assert not air.strap.pmd.on

    play_long(scenario)


def test_a_refused_stream_is_not_asked_for_again(play_long):
    async def scenario(air):
        air.strap.faults.streams.refused = {Stream.ECG: Status.IN_CHARGER}
        async with open_source(air) as source:
            records = await listen(source, 200.0)
        assert starts(records) == [(Stream.ECG, Status.IN_CHARGER), (Stream.ACC, 0)]
        assert statuses(records) == [CONNECTED, REFUSED]

    play_long(scenario)


def test_a_stream_that_stays_silent_is_told(play_long):
    async def scenario(air):
        async with open_source(air) as source:
            before = await listen(source, 20.0)
            air.strap.faults.streams.refused = {Stream.ECG: Status.IN_CHARGER}
            air.do(air.strap.pmd.hush)
            after = await listen(source, 200.0)
        assert statuses(before + after) == [CONNECTED, REFUSED]
        assert kinds(after) == {Stream.ACC}

    play_long(scenario)


def test_a_link_that_breaks_between_heart_rate_and_streams(play_long):
    async def scenario(air):
        read, dropped = air.strap.read, []

        def read_and_drop(characteristic):
            if characteristic.uuid == gatt.FIRMWARE_REVISION and not dropped:
                dropped.append(True)
                air.strap.drop_link()
            return read(characteristic)

        air.strap.read = read_and_drop
        async with open_source(air) as source:
            records = await listen(source, 10.0)
        assert statuses(records) == [CONNECTED, LOST, CONNECTED]
        assert kinds(records) == {Stream.ECG, Stream.ACC}

    play_long(scenario)


def test_an_armband_brings_its_intervals(play_long):
    async def scenario(air):
        async with open_source(air) as source:
            records = await listen(source, 60.0)
        blocks = [polar.decode(p) for p in packets(records, PMD) if p[0] == Stream.PPI]
        assert sum(block.ppi_ms.sum() for block in blocks) == pytest.approx(55_000, rel=0.1)
        assert statuses(records) == [CONNECTED]

    play_long(scenario, VERITY_SENSE)


def test_a_bug_beside_the_heart_rate_is_not_hidden(play_long, monkeypatch):
    def broken(wish, offered):
        raise ZeroDivisionError

    monkeypatch.setattr(StreamWish, "of", broken)

    async def scenario(air):
        source = open_source(air)
        async with source:
            with pytest.raises(ZeroDivisionError):
                await collect(source, lambda _: False)

    play_long(scenario)


def test_a_recording_holds_the_raw_frames_and_replays_them(play_long, run_virtual, tmp_path):
    async def record(air):
        path = tmp_path / "run.jsonl.gz"
        async with open_source(air) as source:
            with RecordingWriter(path, Header(source.info, None, "test")) as writer:
                for record in await listen(source, 60.0):
                    writer.write(record)
        sent = [s.payload for s in air.strap.sent if s.uuid == gatt.PMD_DATA]
        return path, sent

    async def replay(recording):
        async with ReplaySource(recording, Clock()) as source:
            return [record async for record in source]

    path, sent = play_long(record)
    recording = read_recording(path)
    again = run_virtual(replay(recording))
    assert tuple(again) == recording.records
    frames = [r.payload for r in again if isinstance(r, Notification) and r.channel == PMD]
    assert frames == sent[: len(frames)]
    assert len(frames) > 150
    print(f"{path.stat().st_size / 1024:.0f} KiB a minute with ECG and acceleration")
