"""What the frames say when things go wrong, and that nothing is computed across a hole."""

import asyncio

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.live.engine import Engine
from biofeedback.live.frame import IRREGULAR, OK
from biofeedback.live.runner import Finish
from devices import heart_rate
from devices.heart_rate import HeartRateMeasurement
from devices.records import HEART_RATE, DeviceStatus, LinkState, Marker, Notification
from devices.virtual import ArtifactKind
from sessions.blocks import Block
from sessions.timeline import Session
from tests.live.runs import SHORT, live

REST = Session("rest", "Rest", "A test.", ("nervous",), (Block("Rest", 150, "Rest."),))


def packet(t_s, *rr_ms, hr_bpm=60, contact=None):
    return Notification(
        t_s, HEART_RATE, heart_rate.encode(HeartRateMeasurement(hr_bpm, rr_ms, contact))
    )


def test_a_dropped_link_leaves_a_gap_and_no_difference_spans_it(run_virtual):
    async def out_of_reach(strap):
        await asyncio.sleep(70.3)
        strap.walk_away()
        await asyncio.sleep(15)
        strap.come_back()

    run = run_virtual(live(SHORT, seed=2, meddle=out_of_reach))
    assert run.finish is Finish.COMPLETED
    lost = [frame for frame in run.frames if frame.status == "connection_lost"]
    assert 14 <= lost[-1].t_s - lost[0].t_s <= 17
    assert {frame.values["rmssd_ms"] for frame in lost} == {lost[0].values["rmssd_ms"]}  # frozen
    assert lost[-1].quality.gap_s > 12
    assert run.frames[-1].status == OK

    beats = run.engine.beats()
    [hole] = np.flatnonzero(np.diff(beats.t_s) > 5)
    assert beats.gap[hole + 1]
    assert not beats.columns.pair[hole + 1]
    # The truth: differences of true neighbours only. Both sides of the hole are true intervals.
    true = run.person.truth.rr_ms
    differences = np.diff(beats.rr_ms)[beats.columns.pair[1:]]
    assert np.abs(differences).max() <= np.abs(np.diff(true)).max() + 2  # two ticks of 1/1024 s


def test_nothing_received_is_lost(run_virtual):
    run = run_virtual(live(SHORT, seed=4))
    arrived = [
        r.payload for r in run.log if isinstance(r, Notification) and r.channel == HEART_RATE
    ]
    sent = [sent.payload for sent in run.strap.sent if sent.uuid.startswith("00002a37")]
    assert arrived == sent[: len(arrived)]
    assert len(arrived) >= SHORT.duration_s - 1


def test_contact_lost_is_said_and_passes(run_virtual):
    run = run_virtual(live(REST, contact_loss=((40.0, 70.0),)))
    said = [frame.t_s for frame in run.frames if frame.status == "contact_lost"]
    assert 39 <= said[0] <= 43
    assert 69 <= said[-1] <= 73
    assert run.frames[-1].status == OK


def test_a_strap_without_intervals_is_told_after_ten_seconds():
    engine, frames = Engine(REST), []
    for second in range(20):
        frames += engine.feed(packet(float(second), hr_bpm=62))
    first = next(frame for frame in frames if frame.status == "heart_rate_only")
    assert first.t_s == 10
    assert all(value is None for value in frames[-1].values.values())


def test_a_strap_that_cannot_tell_contact_is_judged_by_the_flow_of_intervals():
    engine, frames = Engine(REST), []
    for second in range(40):
        frames += engine.feed(packet(float(second), *([1000.0] if second < 20 else [])))
    first = next(frame for frame in frames if frame.status == "contact_lost")
    assert 24 <= first.t_s <= 26


def test_a_link_that_is_back_without_a_heart_is_no_cure():
    engine = Engine(REST)
    for second in range(20):
        engine.feed(packet(float(second), 1000.0))
    engine.feed(DeviceStatus(20.0, LinkState.LOST))
    engine.feed(DeviceStatus(22.0, LinkState.CONNECTED))
    assert engine.stream.trouble == "connection_lost"
    engine.feed(packet(23.0))
    assert engine.stream.trouble == "connection_lost"
    engine.feed(packet(24.0, 1000.0))
    assert engine.stream.trouble == ""


def test_an_irregular_rhythm_hides_variability(run_virtual):
    run = run_virtual(live(REST, artifact_share={ArtifactKind.ECTOPIC: 0.3}, seed=8))
    irregular = [frame for frame in run.frames if frame.status == IRREGULAR]
    assert irregular
    for frame in irregular:
        assert {n for n, v in frame.values.items() if v is not None} <= {"heart_rate_bpm"}


def test_values_collect_until_their_minimum(run_virtual):
    run = run_virtual(live(SHORT))
    first = {
        name: next(f.session_t_s for f in run.frames if f.values[name] is not None)
        for name in ("heart_rate_bpm", "rmssd_ms", "coherence")
    }
    assert 10 <= first["heart_rate_bpm"] <= 15
    assert 60 <= first["rmssd_ms"] <= 65
    assert 64 <= first["coherence"] <= 69


def test_unreadable_packets_are_counted_and_survived():
    engine = Engine(REST)
    engine.feed(packet(0.0, 1000.0))
    engine.feed(Notification(1.0, HEART_RATE, b""))
    engine.feed(Notification(2.0, "battery", b"\xff"))
    frames = engine.feed(packet(3.0, 1000.0))
    assert engine.stream.unreadable == 2
    assert frames[-1].t_s == 3


def test_the_session_starts_with_the_first_heartbeat():
    engine = Engine(REST)
    assert engine.feed(DeviceStatus(0.2, LinkState.CONNECTED)) == []
    assert engine.feed(Notification(0.3, "battery", b"\x50")) == []
    assert engine.start_s is None
    engine.feed(packet(2.5, 1000.0))
    assert engine.start_s == 2.5
    assert [frame.session_t_s for frame in engine.advance(4.6)] == [0, 1, 2]


@given(start_s=st.floats(0, 1e6), duration_s=st.floats(1, 30))
def test_a_session_ends_once_whatever_the_times_round_to(start_s, duration_s):
    short = Session("s", "S", "A test.", ("nervous",), (Block("Rest", duration_s, "Rest."),))
    engine = Engine(short)
    frames = engine.feed(packet(start_s)) + engine.advance(start_s + 60)
    assert engine.finished
    assert [f.session_t_s for f in frames].count(duration_s) == 1
    assert frames[-1].session_t_s == duration_s
    assert len(frames) == int(np.ceil(duration_s)) + 1


def test_a_record_from_the_past_is_refused():
    engine = Engine(REST)
    engine.feed(Marker(2.0, "sat down"))
    with pytest.raises(ValueError, match="older"):
        engine.feed(Marker(1.0, "late"))
