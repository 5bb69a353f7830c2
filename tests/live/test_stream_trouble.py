"""Raw streams in trouble: the run goes on, says what is wrong, and is right again afterwards."""

import asyncio
from datetime import UTC, datetime
from itertools import groupby

import numpy as np
import pytest

from biofeedback.hrv.index import RUN_INDICES
from biofeedback.hrv.window import Windows
from biofeedback.live.analysis import judged_beats
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.frame import OK
from biofeedback.live.runner import Finish
from devices import gatt
from devices.errors import StreamsNotPaired, StreamsRefused, sentence_for
from devices.polar_control import Status, Stream
from devices.recording import Header, RecordingWriter, read_recording
from devices.records import PMD, DeviceInfo, Notification
from devices.virtual_models import H10, VERITY_SENSE
from sessions.blocks import Block, Pacing
from sessions.timeline import Session
from tests.conftest import run_and_check
from tests.live.runs import live, looped, replayed

LATE_S, ON_THE_WAY_S = 2.6, 0.3
LONG = Session(
    "long",
    "Long",
    "A test.",
    ("nervous",),
    (Block("Rest", 60, "Rest."), Block("Paced", 210, "Breathe.", Pacing(6, 6))),
)
SHORT = Session("short", "Short", "A test.", ("nervous",), (Block("Rest", 45, "Rest."),))

UNREADABLE = [b"", b"\x00", b"\x00" * 9, b"\x05" + b"\xff" * 40, b"\x02" * 11, b"\x00" * 12]
"""No frame at all, too short, of an unknown stream, of a type that does not exist."""


async def everything(strap):
    """One trouble after the other; each is over before the next begins."""
    faults = strap.faults
    faults.streams.ecg_late_s = 28.0
    await asyncio.sleep(60)
    faults.no_contact = True
    await asyncio.sleep(20)
    faults.no_contact, faults.streams.ecg_late_s = False, 0.0
    await asyncio.sleep(30)  # 110 s
    strap.walk_away()
    await asyncio.sleep(15)
    strap.come_back()
    await asyncio.sleep(25)  # 150 s
    strap.pmd.reset_clock()
    await asyncio.sleep(10)
    faults.duplicate = 0.3
    await asyncio.sleep(15)
    faults.duplicate = 0.0
    for payload in UNREADABLE:
        strap._notify(gatt.PMD_DATA, payload)
    await asyncio.sleep(10)  # 185 s
    faults.streams.stamps_go_back = 0.1
    await asyncio.sleep(15)
    faults.streams.stamps_go_back = 0.0


def h10(session, meddle):
    run = live(session, 5, meddle, model=H10, strap_latency_s=LATE_S, latency_s=LATE_S)
    return run_and_check(run, VirtualLoop)


@pytest.fixture(scope="module")
def troubled():
    return h10(LONG, everything)


def story(run):
    """Return what the frames said, one after the other, with the time it began."""
    frames = groupby(run.frames, lambda frame: (frame.status, frame.note))
    return [(*said, next(some).t_s) for said, some in frames]


def late_ms(run, from_s, to_s):
    """How much later than the true ones the beats of a span are, and whether any is missing."""
    beats, true_s = run.engine.beats(), run.person.truth.beat_t_s
    told_s = beats.t_s[(beats.t_s > from_s) & (beats.t_s <= to_s)]
    which = np.abs(true_s[:, np.newaxis] + ON_THE_WAY_S - told_s).argmin(axis=0)
    assert (np.diff(which) == 1).all()
    assert told_s.size > 0.9 * (to_s - from_s)
    return 1000 * (told_s - true_s[which])


# All at once


def test_a_run_survives_everything(troubled):
    assert troubled.finish is Finish.COMPLETED
    assert troubled.frames[-1].session_t_s == LONG.duration_s
    assert troubled.engine.stream.unreadable == len(UNREADABLE)
    assert (np.diff(troubled.engine.beats().t_s) > 0).all()


def test_the_frames_say_what_is_wrong_and_when_it_is_over(troubled):
    said = story(troubled)
    print(said)
    assert [(status, note) for status, note, _ in said] == [
        (OK, ""),
        ("contact_lost", ""),
        (OK, ""),
        ("connection_lost", ""),
        (OK, ""),
    ]
    off_s, on_s, lost_s, back_s = (t_s for *_, t_s in said[1:])
    assert 65 < off_s < 68  # five seconds without an interval
    assert 80 < on_s < 83
    assert 110 <= lost_s < 112
    assert 125 <= back_s < 127


def test_beats_are_right_after_each_trouble(troubled):
    for what, from_s, to_s in (
        ("the ECG came 28 s late", 48, 58),
        ("electrodes off the skin", 88, 108),
        ("link lost", 132, 149),
        ("clock set to 2019", 150, 160),
        ("frames repeated", 160, 175),
        ("frames unreadable", 175, 185),
    ):
        off_ms = late_ms(troubled, from_s, to_s) - 1000 * ON_THE_WAY_S
        print(f"{what}: off by {np.abs(off_ms).max():.2f} ms at most")
        assert np.abs(off_ms).max() < 5
    stamps_ms = late_ms(troubled, 205, 265)
    print(f"stamps went back: {stamps_ms.mean():.1f} ms late, +- {stamps_ms.std():.2f} ms")
    assert np.abs(np.diff(stamps_ms)).max() < 5


def test_until_the_ecg_comes_the_intervals_tell_the_beats(troubled):
    off_ms = late_ms(troubled, 10, 40)
    assert np.abs(off_ms).max() < 350  # by the model's delay; the ECG's own way not known yet
    assert troubled.engine.beats().t_s[0] < 10


def test_the_delay_is_measured_again_after_all_that(troubled):
    measured_s = troubled.engine.stream.measured_latency_s
    assert measured_s == pytest.approx(LATE_S - ON_THE_WAY_S, abs=0.1)


def test_live_replay_and_loop_agree_to_the_bit(troubled, tmp_path, run_virtual):
    path = tmp_path / "run.jsonl.gz"
    header = Header(DeviceInfo("Virtual 00000001"), datetime(2026, 1, 1, tzinfo=UTC), "test", "x")
    with RecordingWriter(path, header) as writer:
        for record in troubled.log:
            writer.write(record)
    recording = read_recording(path)
    frames = [r.payload for r in recording.records if getattr(r, "channel", "") == PMD]
    sent = [each.payload for each in troubled.strap.sent if each.uuid == gatt.PMD_DATA]
    assert frames == sent[: len(frames)]  # raw, as they came in
    assert len(frames) > 600
    again = run_virtual(replayed(recording, LONG, LATE_S))
    assert again.frames == troubled.frames
    assert looped(recording.records, LONG, LATE_S) == troubled.frames


def test_the_whole_recording_at_once_gives_every_live_figure(troubled):
    beats, _ = judged_beats(troubled.log, LONG, LATE_S)
    live_beats = troubled.engine.beats()
    assert beats.t_s.tolist() == live_beats.t_s.tolist()
    assert beats.rr_ms.tolist() == live_beats.rr_ms.tolist()
    assert beats.valid.tolist() == live_beats.valid.tolist()
    for index in RUN_INDICES:
        every_beat = index.evaluate(beats, Windows.trailing(beats, index.window_s))
        live_values = {frame.values[index.name] for frame in troubled.frames} - {None}
        assert live_values <= set(every_beat.tolist()), index.name


# Streams that do not come


def refuse(*streams):
    async def meddle(strap):
        strap.faults.streams.refused = dict.fromkeys(streams, Status.IN_CHARGER)

    return meddle


def test_without_pairing_there_is_heart_rate_and_one_clear_message():
    async def meddle(strap):
        strap.faults.streams.need_pairing = strap.faults.refuses_pairing = True

    run = h10(SHORT, meddle)
    assert [said[:2] for said in story(run)][-1] == (OK, StreamsNotPaired.code)
    assert {frame.status for frame in run.frames} == {OK}
    assert len({frame.note for frame in run.frames} - {""}) == 1
    assert sentence_for(run.frames[-1].note) == str(StreamsNotPaired())
    assert run.frames[-1].values["heart_rate_bpm"] == pytest.approx(64, abs=4)
    assert run.frames[-1].values["stillness"] is None
    assert not [r for r in run.log if isinstance(r, Notification) and r.channel == PMD]


def test_a_refused_ecg_leaves_the_intervals_and_the_acceleration():
    run = h10(SHORT, refuse(Stream.ECG))
    assert [said[:2] for said in story(run)][-1] == (OK, StreamsRefused.code)
    last = run.frames[-1].values
    assert last["heart_rate_bpm"] is not None
    assert last["stillness"] > 0.9
    assert last["ecg_quality"] is None
    assert run.engine.stream.measured_latency_s is None


def test_an_armband_that_refuses_its_intervals_sends_heart_rate_only():
    run = run_and_check(live(SHORT, 5, refuse(Stream.PPI), model=VERITY_SENSE), VirtualLoop)
    assert run.frames[-1].status == "heart_rate_only"
    assert run.frames[-1].note == StreamsRefused.code


def test_a_note_goes_when_its_trouble_does():
    """Refused in the charger, and granted when the link is made anew."""

    async def meddle(strap):
        strap.faults.streams.refused = {Stream.ECG: Status.IN_CHARGER}
        await asyncio.sleep(15)
        strap.faults.streams.refused = {}
        strap.drop_link()

    run = h10(SHORT, meddle)
    notes = [note for _, note, _ in story(run)]
    assert StreamsRefused.code in notes
    assert notes[-1] == ""
    assert run.frames[-1].values["ecg_quality"] > 0.9


def test_intervals_that_stop_are_no_trouble_while_the_ecg_tells_the_beats():
    async def meddle(strap):
        await asyncio.sleep(25)
        strap.faults.no_rr = True

    run = h10(SHORT, meddle)
    assert {frame.status for frame in run.frames} == {OK}
    off_ms = late_ms(run, 25, 44) - 1000 * ON_THE_WAY_S
    assert np.abs(off_ms).max() < 5
