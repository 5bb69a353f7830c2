"""Sixteen people at once, in virtual time: none loses a packet, none feels what befalls another.

The two hours of it take minutes; they run on demand, with BIOFEEDBACK_LONG=1 in the environment.
"""

import asyncio
import os
from functools import partial

import pytest

from biofeedback.live.clock import VirtualLoop
from biofeedback.live.engine import Engine
from biofeedback.live.runner import Finish
from devices.beat_times import latency_s_for
from devices.records import DeviceStatus, LinkState
from tests.conftest import run_and_check
from tests.live.groups import BEGIN_S, Room, markers, session_of, until

COUNT, ECG = 16, 4
MINUTES = 10.0
FAULTS_S = 120.0
TROUBLED = {2, 6, 7, 8, 9}


def perform(*arguments, meddle=None, **settings):
    async def main():
        return await Room(*arguments, **settings).perform(meddle)

    return run_and_check(main(), VirtualLoop)


@pytest.fixture(scope="module")
def everybody():
    """Sixteen people, four of them with ECG, for ten minutes; no faults."""
    return perform(COUNT, ECG, session=session_of(MINUTES))


def frames_alone(session, log, name):
    """Return the frames of one recording through an engine of its own."""
    engine = Engine(session, latency_s_for(name))
    return [frame for record in log for frame in engine.feed(record)]


def test_no_packet_is_lost_and_all_share_one_clock(everybody):
    packets = {n: everybody.received(n) for n in everybody.kept}
    for number, kept in everybody.kept.items():
        assert everybody.seats[number].finish is Finish.COMPLETED
        assert kept.log[-1].t_s == everybody.session.duration_s
        sent = everybody.sent(number, BEGIN_S + 1e-6)
        assert packets[number] == sent[: len(packets[number])]
        after_the_end = [p for p in sent[len(packets[number]) :] if p]
        assert len(after_the_end) <= 4  # what came between the end and letting go
    plans = {seat.engine.plan for seat in everybody.seats.values()}
    assert len(plans) == 1
    assert {seat.engine.start_s for seat in everybody.seats.values()} == {0.0}
    print(f"{sum(map(len, packets.values()))} packets, none lost")


@pytest.mark.parametrize("number", [ECG, COUNT])
def test_a_strap_in_the_group_is_as_it_is_alone(everybody, number):
    alone = perform(COUNT, ECG, only=[number], session=session_of(MINUTES))
    assert alone.kept[number].log == everybody.kept[number].log
    assert alone.kept[number].frames == everybody.kept[number].frames
    assert alone.seats[number].zone.share == everybody.seats[number].zone.share


async def trouble(room):
    """Five troubles at once: drop, contact lost, malformed, late, battery empty."""
    begun_s = asyncio.get_running_loop().time()
    drop, contact, malformed, late, battery = (room.straps[n] for n in sorted(TROUBLED))
    await until(begun_s + 30.0)
    drop.drop_link()
    contact.faults.no_contact = True
    malformed.faults.mangle = lambda packet: packet[:1]
    late.faults.delay_s, late.faults.jitter_s = 2.0, 1.5
    battery.set_battery(3)
    await until(begun_s + 60.0)
    drop.walk_away()
    battery.walk_away()
    contact.faults.no_contact = False
    malformed.faults.mangle = None
    await until(begun_s + 90.0)
    drop.come_back()
    late.faults.delay_s = late.faults.jitter_s = 0.0
    await until(begun_s + FAULTS_S)
    await room.group.stop()


def test_faults_on_five_leave_the_other_eleven_bit_identical(everybody):
    room = perform(COUNT, ECG, session=session_of(MINUTES), meddle=trouble)
    for number, kept in room.kept.items():
        log = [r for r in everybody.kept[number].log if r.t_s <= FAULTS_S]
        frames = [f for f in everybody.kept[number].frames if f.t_s <= FAULTS_S]
        same = kept.log[: len(log) - 2] == log[:-2] and kept.frames[:-2] == frames[:-2]
        assert same is (number not in TROUBLED), number
        assert len(kept.frames) >= FAULTS_S
    back = room.kept[min(TROUBLED)].log
    states = [r.state for r in back if isinstance(r, DeviceStatus)]
    assert states.count(LinkState.LOST) == 2
    assert states[-1] is LinkState.CONNECTED


def test_late_and_lonely_people_share_the_pace(run_virtual):
    """Who is seated late, and whose strap comes late, are where the others are, pauses and all."""

    async def main():
        room = Room(4, session=session_of(3))
        room.straps[3].walk_away()
        group = room.group
        for number in (1, 2, 3):
            group.sit(number, room.straps[number].address, room.straps[number].name)
        await asyncio.sleep(5)
        room.begin()
        await asyncio.sleep(30)
        group.pause()
        await asyncio.sleep(20)
        group.resume()
        group.pause(2)
        await asyncio.sleep(20)
        group.sit(4, room.straps[4].address, room.straps[4].name)
        room.straps[3].come_back()
        group.resume(2)
        assert [group.seats[n].is_running for n in (1, 2, 3, 4)] == [True] * 4
        await group.over()
        for number in (1, 2, 3, 4):
            seat = group.seats[number]
            assert seat.finish is Finish.COMPLETED
            assert seat.engine.plan == group.plan
            assert seat.engine.start_s == 0.0
            assert room.kept[number].log[-1].t_s == 200.0
        assert room.kept[3].frames[-1].values["heart_rate_bpm"] > 40
        assert room.kept[4].frames[-1].values["heart_rate_bpm"] > 40
        told = [label for _, label in markers(room.kept[2].log)]
        assert told[-3:] == ["pause", "resume", "completed"]  # plain markers: no wishes
        await group.close()

    run_virtual(main())


def test_each_at_their_own_pace_rests_alone(run_virtual):
    async def main():
        room = Room(2, session=session_of(2))
        group = room.group
        for number in (1, 2):
            group.sit(number, room.straps[number].address, room.straps[number].name)
        await asyncio.sleep(5)

        def lead(seat):
            return room.lead(seat, own_pace=True, rate_per_min=4.0 + seat.number)

        group.begin(room.session, lead, own_pace=True)
        await asyncio.sleep(30)
        group.pause(2)
        await asyncio.sleep(10)
        group.resume(2)
        await group.over()
        rates = [{frame.cue.rate_per_min for frame in room.kept[n].frames} - {None} for n in (1, 2)]
        assert rates == [{5.0}, {6.0}]
        assert [room.kept[n].log[-1].t_s for n in (1, 2)] == [120.0, 130.0]
        await group.close()

    run_virtual(main())


def test_stop_for_one_and_what_breaks_one_touch_nobody_else(run_virtual):
    async def main():
        room = Room(3, session=session_of(2))
        await room.gather()
        plain = room.lead

        def lead(seat):
            led = plain(seat)
            if seat.number == 2:
                led.keeper.take = partial(_break_at, 20.0)
            return led

        room.group.begin(room.session, lead)
        await asyncio.sleep(30)
        await room.group.stop(3)
        await room.group.over()
        first, broken, stopped = (room.group.seats[n] for n in (1, 2, 3))
        assert first.finish is Finish.COMPLETED
        assert first.error is None
        assert isinstance(broken.error, RuntimeError)
        assert stopped.finish is Finish.STOPPED
        assert room.kept[3].log[-1].t_s == pytest.approx(30.0)
        await room.group.close()

    run_virtual(main())


def _break_at(t_s, frame):
    if frame.t_s >= t_s:
        raise RuntimeError("ours")


@pytest.mark.skipif(not os.environ.get("BIOFEEDBACK_LONG"), reason="minutes; on demand")
def test_two_hours():
    session = session_of(120.0)
    room = perform(COUNT, ECG, session=session)
    for number, kept in room.kept.items():
        sent = room.sent(number, BEGIN_S + 1e-6)
        received = room.received(number)
        assert received == sent[: len(received)]
        assert len(sent) - len(received) <= 4
        assert frames_alone(session, kept.log, room.straps[number].name) == kept.frames
