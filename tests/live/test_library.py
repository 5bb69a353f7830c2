"""Every session of the library is led to its end: with a simulated person, and with no strap."""

import time

import pytest

from biofeedback.live import runner
from biofeedback.live.engine import Engine
from biofeedback.live.follow import lungs_at
from biofeedback.live.guided import GuidedSource
from biofeedback.live.runner import Finish
from devices.heart_rate import HeartRateMeasurement, encode
from devices.records import HEART_RATE, Notification
from devices.source import Clock
from devices.virtual import Person
from sessions.load import find_session, library


def packets(engine):
    """The packets of a person who breathes along, a beat each, told without any delay."""
    person = Person(seed=5, breath=lambda t_s: lungs_at(engine, t_s))
    now_s = 0.0
    while True:
        now_s += 1.0
        for t_s, rr_ms in person.beats_until(now_s):
            yield Notification(max(t_s, engine.now_s), HEART_RATE, packet(rr_ms))


def packet(rr_ms):
    return encode(HeartRateMeasurement(round(60_000 / rr_ms), (rr_ms,)))


@pytest.mark.parametrize("name", library())
def test_with_a_simulated_person(name):
    session = find_session(name)
    begun_s = time.perf_counter()
    engine = Engine(session, indices=())  # what is said is tested elsewhere
    for record in packets(engine):
        engine.feed(record)
        if engine.finished:
            break
    took_s = time.perf_counter() - begun_s
    print(f"{name}: {session.duration_s / 60:.1f} min, {engine.stream.count} beats, {took_s:.2f} s")
    assert engine.plan.session.duration_s <= session.duration_s
    assert engine.stream.count > 0.8 * engine.plan.session.duration_s


@pytest.mark.parametrize("name", library())
def test_with_no_strap_at_all(name, run_virtual):
    session = find_session(name)
    frames = []

    async def run():
        clock = Clock()
        async with GuidedSource(clock) as source:
            return await runner.run(source, Engine(session), clock, [frames.append])

    assert run_virtual(run()) is Finish.COMPLETED
    assert frames[-1].session_t_s == session.duration_s
    assert {frame.cue.block_index for frame in frames} == set(range(len(session.blocks)))
