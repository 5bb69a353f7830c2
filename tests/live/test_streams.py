"""Straps with raw streams, live through bleak's API: what the beats and breaths say is true."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.index import RUN_INDICES
from biofeedback.hrv.synchrony import breath_heart_phase_deg
from biofeedback.hrv.time_domain import rmssd_ms, sdnn_ms
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.analysis import judged_beats
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.engine import Engine
from biofeedback.live.frame import OK
from biofeedback.live.runner import Finish
from devices.virtual_body import STEP_S
from devices.virtual_models import H10, PLAIN, VERITY_SENSE
from sessions.blocks import Block, Pacing
from sessions.timeline import Session
from tests.conftest import run_and_check
from tests.live.runs import live

SIX = Session(
    "six",
    "Six",
    "A test.",
    ("nervous",),
    (Block("Rest", 60, "Rest."), Block("Paced", 180, "Breathe.", Pacing(6, 6))),
)
LATE_S = 2.6
"""How late the H10 tells its intervals, by its model."""
ON_THE_WAY_S = 0.3
"""The virtual strap's least delay from a sample to its arrival; nobody can know it."""
PULSE_S = 0.3
"""From a beat to the pulse in the skin, of the simulated person."""


async def saturate(strap):
    """Drive the ECG to its rail for twenty seconds."""
    await asyncio.sleep(100)
    strap.faults.streams.ecg_saturated = True
    await asyncio.sleep(20)
    strap.faults.streams.ecg_saturated = False


@pytest.fixture(scope="module")
def chest():
    """A run with an H10 whose ECG pauses."""
    run = live(SIX, meddle=saturate, model=H10, strap_latency_s=LATE_S, latency_s=LATE_S)
    return run_and_check(run, VirtualLoop)


@pytest.fixture(scope="module")
def plain():
    """A run with a strap of the same delay that knows intervals only."""
    run = live(SIX, model=PLAIN, strap_latency_s=LATE_S, latency_s=LATE_S)
    return run_and_check(run, VirtualLoop)


@pytest.fixture(scope="module")
def armband():
    """A run with a Verity Sense, moved for ten seconds, while the skin's vessels open."""
    run = live(
        SIX,
        model=VERITY_SENSE,
        movement=((190.0, 200.0),),
        pulse_amplitude=lambda t_s: 1.0 if t_s < 130 else 1.6,
    )
    return run_and_check(run, VirtualLoop)


def matched(run, delay_s):
    """Return the beats of a run, and which of the true ones each of them is."""
    beats, true_s = run.engine.beats(), run.person.truth.beat_t_s
    return beats, np.abs(true_s[:, np.newaxis] + delay_s - beats.t_s).argmin(axis=0)


def true_beats(truth):
    """The person's own beats, with the breaths that moved them."""
    borders_s = truth.breath_t_s[1:] - STEP_S / 2
    bottoms_s = borders_s[np.diff(truth.breath_phase) < -0.5]
    tops_s = borders_s[(truth.breath_phase[:-1] < 0.5) & (truth.breath_phase[1:] >= 0.5)]
    # Falling in with the pacer may turn a breath round before its top.
    whole = [
        (start_s, between[0], end_s)
        for start_s, end_s in pairwise(bottoms_s)
        if (between := tops_s[(tops_s > start_s) & (tops_s < end_s)]).size == 1
    ]
    inhale_s, exhale_s, end_s = np.array(whole).T
    breaths = Breaths(inhale_s, exhale_s, end_s, end_s, BreathSource.RESPIRATION)
    return replace(Beats.of(truth.rr_ms, truth.beat_t_s[1:]), respiration=breaths)


def phase_deg(beats, run):
    """The phase over the last two minutes of the pacing."""
    start_s = run.engine.start_s + 60
    return breath_heart_phase_deg(beats, Windows.over(beats, start_s + 60, start_s + 178))[0]


# Beats of the ECG


def test_beats_of_the_ecg_are_right_to_the_millisecond(chest):
    beats, which = matched(chest, ON_THE_WAY_S)
    joined = int(np.flatnonzero(beats.gap)[0])
    by_ecg = np.arange(beats.t_s.size) >= joined
    by_ecg &= (beats.t_s < 100) | (beats.t_s > 125)
    late_ms = 1000 * (beats.t_s - chest.person.truth.beat_t_s[which])[by_ecg]
    spread_ms = late_ms.std()
    print(f"{by_ecg.sum()} beats of the ECG: {late_ms.mean():.2f} ms late, +- {spread_ms:.3f} ms")
    assert np.abs(late_ms - 1000 * ON_THE_WAY_S).max() < 5
    assert spread_ms < 1


def test_no_beat_is_lost_nor_told_twice_where_intervals_and_ecg_take_turns(chest):
    beats, which = matched(chest, ON_THE_WAY_S)
    assert np.diff(which).tolist() == [1] * (which.size - 1)
    assert (np.diff(beats.t_s) > 0).all()
    joined_s, left_s, back_s = beats.t_s[beats.gap]
    print(f"ECG from {joined_s:.1f} s, intervals from {left_s:.1f} s, ECG from {back_s:.1f} s")
    assert joined_s < 25
    assert 98 < left_s < 102
    assert 119 < back_s < 126
    true_ms = chest.person.truth.rr_ms[which - 1]
    assert np.abs(beats.rr_ms - true_ms).max() < 1.0  # a tick of 1/1024 s
    assert beats.valid.all()


def test_variability_is_that_of_the_true_beats(chest):
    beats, which = matched(chest, ON_THE_WAY_S)
    true = Beats.of(chest.person.truth.rr_ms[which - 1], beats.t_s)
    true = replace(true, gap=beats.gap)
    for kernel in (rmssd_ms, sdnn_ms):
        told, wanted = (kernel(each, Windows.whole(each))[0] for each in (beats, true))
        print(f"{kernel.__name__}: {told:.3f}, truly {wanted:.3f}")
        assert told == pytest.approx(wanted, rel=0.01)


def test_the_delay_of_the_intervals_is_measured(chest, plain):
    """By the clock of the ECG, which is itself late by the way to the computer."""
    measured_s = chest.engine.stream.measured_latency_s
    print(f"intervals {LATE_S} s late, ECG {ON_THE_WAY_S} s: measured {measured_s:.3f} s")
    assert measured_s == pytest.approx(LATE_S - ON_THE_WAY_S, abs=0.1)
    assert plain.engine.stream.measured_latency_s is None


# Breath and heart


def test_phase_of_breath_and_heart(chest, plain):
    true_deg = phase_deg(true_beats(chest.person.truth), chest)
    by_ecg_deg = phase_deg(chest.engine.beats(), chest)
    by_model_deg = phase_deg(plain.engine.beats(), plain)
    uncorrected, _ = judged_beats(plain.log, SIX)
    uncorrected_deg = phase_deg(uncorrected, plain)
    print(
        f"truly {true_deg:.1f} degrees; ECG and acceleration {by_ecg_deg:.1f}, delay of the model "
        f"{by_model_deg:.1f}, uncorrected {uncorrected_deg:.1f}"
    )
    assert plain.person.truth.rr_ms[:200].tolist() == chest.person.truth.rr_ms[:200].tolist()
    assert abs(by_ecg_deg - true_deg) < 10
    assert abs(by_model_deg - true_deg) < 25
    assert 80 < uncorrected_deg - true_deg < 110


def test_against_the_pacer_the_way_to_the_computer_shows(chest):
    """Seen breath and ECG are late by the same; the pacer is not: 0.3 s at 6/min, 11 degrees."""
    beats = replace(chest.engine.beats(), respiration=None)
    off_deg = phase_deg(beats, chest) - phase_deg(true_beats(chest.person.truth), chest)
    print(f"ECG against the pacer: off by {off_deg:.1f} degrees")
    assert off_deg == pytest.approx(360 * ON_THE_WAY_S / 10, abs=3)


def test_no_breath_is_told_before_it_is_known_which_way_is_in(chest):
    """The paced half minute and more that the direction is learned from; upside down is worse."""
    breaths = chest.engine.beats().respiration
    true_s = true_beats(chest.person.truth).respiration.inhale_s
    late_s = [(each - true_s)[np.abs(each - true_s).argmin()] for each in breaths.inhale_s]
    assert breaths.inhale_s[0] > chest.engine.start_s + 60 + 30
    assert breaths.inhale_s.size >= 11
    assert np.median(late_s) == pytest.approx(ON_THE_WAY_S, abs=0.3)
    assert np.abs(late_s).max() < 1.5  # of ten


def test_what_the_streams_say_in_the_frames(chest):
    last = chest.frames[-1].values
    print({name: last[name] for name in ("breathing_rate_per_min", "pacer_adherence")})
    assert last["breathing_rate_per_min"] == pytest.approx(6, abs=0.2)
    assert last["pacer_adherence"] > 0.95
    assert last["stillness"] > 0.9
    assert last["ecg_quality"] > 0.9
    assert last["pulse_amplitude_rel"] is None
    assert {frame.status for frame in chest.frames} == {OK}
    saturated = [f.values["ecg_quality"] for f in chest.frames if 115 < f.t_s < 119]
    assert max(saturated) < 0.1


@pytest.mark.parametrize("strap", ["chest", "plain", "armband"])
def test_the_whole_recording_at_once_gives_every_live_figure(strap, request):
    run = request.getfixturevalue(strap)
    latency_s = 0.0 if strap == "armband" else LATE_S
    beats, _ = judged_beats(run.log, SIX, latency_s)
    assert beats.t_s.tolist() == run.engine.beats().t_s.tolist()
    silent = set()
    for index in RUN_INDICES:
        every_beat = index.evaluate(beats, Windows.trailing(beats, index.window_s))
        live_values = {frame.values[index.name] for frame in run.frames} - {None}
        assert live_values <= set(every_beat.tolist()), index.name
        if not live_values:
            silent.add(index.name)
    sensed = {"breathing_rate_per_min", "pacer_adherence", "stillness"}
    pulse, ecg = {"pulse_amplitude_rel"}, {"ecg_quality"}
    assert silent == {"chest": pulse, "plain": sensed | pulse | ecg, "armband": ecg}[strap]


def test_straps_without_streams_get_the_same_engine(plain):
    """What was recorded by a strap without streams reads as before: the intervals are all."""
    beats, which = matched(plain, 0.0)
    assert not beats.gap.any()
    assert beats.respiration is None
    assert dict(beats.sensed) == {}
    assert which.size > 240


# The armband


def test_an_armband_tells_beats_by_its_pulse_intervals(armband):
    beats, which = matched(armband, ON_THE_WAY_S + PULSE_S)
    true_ms = armband.person.truth.rr_ms[which - 1]
    bpm, true_bpm = 60_000 / beats.rr_ms.mean(), 60_000 / true_ms.mean()
    print(f"{beats.t_s.size} pulses, {bpm:.2f} bpm, truly {true_bpm:.2f}")
    assert {frame.status for frame in armband.frames} == {OK}
    assert beats.valid.all()
    assert np.abs(beats.rr_ms - true_ms).max() <= 0.5  # whole milliseconds
    assert bpm == pytest.approx(true_bpm, rel=0.01)
    assert armband.finish is Finish.COMPLETED


def test_no_gap_but_where_the_armband_distrusts_itself(armband):
    """Its first ten intervals, and ten seconds of movement."""
    beats, which = matched(armband, ON_THE_WAY_S + PULSE_S)
    first, after_movement = np.flatnonzero(beats.gap)
    assert first == 0
    assert which[0] >= 10
    assert (np.diff(which) != 1).nonzero()[0].tolist() == [after_movement - 1]
    lost_s = beats.t_s[after_movement] - beats.t_s[after_movement - 1]
    assert 9 < lost_s < 13
    assert beats.t_s[after_movement - 1] == pytest.approx(190 + PULSE_S, abs=1.5)


def test_times_of_pulses_settle_with_the_second_packet(armband):
    """The first packet holds 25 s at once: by how much it waited, no one can tell."""
    beats, which = matched(armband, ON_THE_WAY_S + PULSE_S)
    late_s = beats.t_s - armband.person.truth.beat_t_s[which]
    settled = late_s[beats.t_s > 60]
    print(f"pulses {settled.mean():.2f} s after the beats, +- {1000 * settled.std():.0f} ms")
    assert settled.std() < 0.03
    assert np.abs(late_s - settled.mean()).max() < 1.0


def test_the_pulse_in_the_skin_follows_its_vessels(armband):
    def at(t_s):
        return next(f.values["pulse_amplitude_rel"] for f in armband.frames if f.t_s >= t_s)

    print(f"pulse amplitude {at(125):.2f}, then {at(170):.2f}")
    assert at(60) is None  # the beginning is still being learned
    assert at(125) == pytest.approx(1.0, abs=0.1)
    assert at(170) == pytest.approx(1.6, abs=0.15)


def test_an_engine_that_sees_only_heart_rate_says_so(armband):
    """The same packets without the streams: then it is a strap that sends heart rate only."""
    engine, frames = Engine(SIX), []
    for record in armband.log:
        if getattr(record, "channel", "heart_rate") == "heart_rate":
            frames += engine.feed(record)
    assert frames[-1].status == "heart_rate_only"
