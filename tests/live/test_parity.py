"""Live, replay and a plain loop over the recording give bit-identical frames."""

import asyncio
import json
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biofeedback.hrv.index import LIVE_INDICES
from biofeedback.hrv.window import Windows
from biofeedback.live.analysis import judged_beats
from biofeedback.live.clock import ScaledLoop
from biofeedback.live.engine import Engine
from biofeedback.live.runner import Finish
from devices.recording import Header, Recording, RecordingParser, RecordingWriter, read_recording
from devices.records import DeviceInfo
from sessions.load import find_session
from tests.conftest import SLOW, run_and_check
from tests.live.runs import SHORT, live, looped, replayed

HEADER = Header(DeviceInfo("Virtual 00000001"), datetime(2026, 1, 1, tzinfo=UTC), "test", "short")


async def drop_and_return(strap):
    await asyncio.sleep(70.3)
    strap.walk_away()
    await asyncio.sleep(12.4)
    strap.come_back()


@pytest.fixture(scope="module")
def troubled_run():
    from biofeedback.live.clock import VirtualLoop

    return run_and_check(live(SHORT, seed=3, meddle=drop_and_return), VirtualLoop)


@pytest.fixture(scope="module")
def recorded(troubled_run, tmp_path_factory):
    path = tmp_path_factory.mktemp("recording") / "run.jsonl.gz"
    with RecordingWriter(path, HEADER) as writer:
        for record in troubled_run.log:
            writer.write(record)
    return path


def test_live_replay_and_loop_agree_to_the_bit(troubled_run, recorded, run_virtual):
    recording = read_recording(recorded)
    again = run_virtual(replayed(recording, SHORT))
    assert len(troubled_run.frames) > 300
    assert troubled_run.finish is again.finish is Finish.COMPLETED
    assert troubled_run.frames == again.frames
    assert looped(recording.records, SHORT) == troubled_run.frames


def test_a_replay_that_waits_on_the_real_clock_agrees_too(troubled_run):
    recording = Recording(HEADER, tuple(troubled_run.log))
    again = run_and_check(replayed(recording, SHORT), lambda: ScaledLoop(500))
    assert again.frames == troubled_run.frames


@given(cuts=st.lists(st.integers(0, 40_000), max_size=40))
@settings(max_examples=10, suppress_health_check=[*SLOW, HealthCheck.function_scoped_fixture])
def test_any_chunking_of_the_recorded_bytes_gives_the_same_frames(troubled_run, cuts, tmp_path):
    path = tmp_path / "run.jsonl"
    with RecordingWriter(path, HEADER) as writer:
        for record in troubled_run.log:
            writer.write(record)
    data, parser, engine, frames = path.read_bytes(), RecordingParser(path), Engine(SHORT), []
    borders = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
    for start, stop in pairwise(borders):
        for record in parser.feed(data[start:stop]):
            frames += engine.feed(record)
    assert frames == troubled_run.frames


@given(asked=st.lists(st.floats(0, 0.999), max_size=60), each=st.integers(1, 40))
@settings(max_examples=10, suppress_health_check=[*SLOW, HealthCheck.function_scoped_fixture])
def test_asking_more_often_changes_nothing(troubled_run, asked, each):
    engine, frames = Engine(SHORT), []
    for i, record in enumerate(troubled_run.log):
        if asked and i % each == 0:
            share = asked[i % len(asked)]
            frames += engine.advance(engine.now_s + share * (record.t_s - engine.now_s))
        frames += engine.feed(record)
    assert frames == troubled_run.frames


def test_the_whole_recording_at_once_gives_the_live_figures(troubled_run):
    beats, _ = judged_beats(troubled_run.log, SHORT)
    for index in LIVE_INDICES:
        every_beat = index.evaluate(beats, Windows.trailing(beats, index.window_s))
        live_values = {frame.values[index.name] for frame in troubled_run.frames} - {None}
        assert len(live_values) >= 10
        assert live_values <= set(every_beat.tolist()), index.name


def test_twenty_minutes_pass_in_two_seconds(run_virtual):
    session = find_session("paced-6-20min")
    began = time.perf_counter()
    run = run_virtual(live(session))
    took_s = time.perf_counter() - began
    print(f"{session.duration_s / 60:.1f} minutes, {len(run.frames)} frames in {took_s:.2f} s")
    assert run.finish is Finish.COMPLETED
    assert run.frames[-1].session_t_s == session.duration_s


def test_frames_are_lines_of_plain_json(troubled_run):
    plain = json.loads(json.dumps(troubled_run.frames[-1].as_json(), allow_nan=False))
    assert list(plain) == [
        "t_s",
        "session_t_s",
        "block",
        "phase",
        "values",
        "quality",
        "breaths_by",
        "score",
        "held",
        "hint",
        "paused",
        "status",
        "note",
    ]
