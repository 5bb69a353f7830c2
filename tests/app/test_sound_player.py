"""The stream of samples: the same in any pieces, on the clock, without a click."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.app.sound.player import Player
from biofeedback.app.sound.score import BreathSound, Score
from biofeedback.app.sound.synthesis import SAMPLE_HZ
from biofeedback.app.theme.tokens import Theme
from sessions.blocks import Pacing
from sessions.breathing import BreathPattern
from sessions.pacer import LivePlan
from tests.sessions.plans import plan, sessions

FORM = Theme.of().sound
SIX = LivePlan(plan((120.0, Pacing(6.0, 6.0, BreathPattern()))))
STEEPEST = 2 * math.pi * 392 * (1 + 2 * 0.35 + 3 * 0.12) / SAMPLE_HZ
"""How far two samples of a tone of peak 1 lie apart at most."""


class Listener:
    """Reads what a player gives by a clock that runs exactly with the samples."""

    def __init__(self, live=SIX, start_s=0.0, volume=7, sound=BreathSound.TONE):
        self.now_s = 0.0
        self.player = Player(FORM, lambda: self.now_s, Score.of(live, start_s))
        self.player.set_volume(volume)
        self.player.set_breath(sound)

    def hear(self, seconds, piece_s=0.01):
        pieces = [self.piece(round(piece_s * SAMPLE_HZ)) for _ in range(round(seconds / piece_s))]
        return np.concatenate(pieces)

    def piece(self, count):
        sound = self.player.read(count, 0.0)
        self.now_s += count / SAMPLE_HZ
        return sound


def db(value):
    return 20.0 * math.log10(value)


@given(sessions, st.sampled_from([BreathSound.TONE, BreathSound.NOISE]), st.data())
def test_pieces_of_any_size_give_the_same_samples(session, sound, data):
    live = LivePlan(session)
    start = data.draw(st.integers(0, round(session.duration_s * SAMPLE_HZ)), label="start")
    sizes = data.draw(st.lists(st.integers(1, 9000), min_size=1, max_size=8), label="sizes")
    heard = []
    for pieces in ([sum(sizes)], sizes):
        listener = Listener(live, -start / SAMPLE_HZ, sound=sound)
        listener.player.duck(True)
        listener.player.strike_notice()
        heard.append(np.concatenate([listener.piece(size) for size in pieces]))
    assert heard[0] == pytest.approx(heard[1], abs=1e-9)


def test_the_levels_of_a_breath_at_the_usual_volume():
    listener = Listener()
    listener.hear(10.0)  # the chime rings in the first breath
    breath = listener.hear(10.0)
    inhale, exhale = breath[: 4 * SAMPLE_HZ], breath[4 * SAMPLE_HZ :]
    rms_db = [db(np.sqrt(np.mean(part**2))) for part in (inhale, exhale)]
    whole_db = db(np.sqrt(np.mean(breath**2)))
    print(f"RMS {whole_db:.1f} dBFS: {rms_db[0]:.1f} in, {rms_db[1]:.1f} out")
    assert db(np.abs(inhale).max()) == pytest.approx(-14.0, abs=0.05)
    assert db(np.abs(exhale).max()) == pytest.approx(-17.0, abs=0.05)
    assert whole_db == pytest.approx(-22.0, abs=1.0)  # the design's figure


@pytest.mark.parametrize("volume", range(11))
def test_never_above_the_loudest_level(volume):
    listener = Listener(volume=volume)
    listener.player.strike_notice()
    peak = np.abs(listener.hear(10.0)).max()
    assert peak == 0.0 if volume == 0 else db(peak) <= -6.0


def test_silent_at_each_turn():
    listener = Listener()
    listener.hear(10.0)
    breath = listener.hear(30.0)
    for turn_s in (4.0, 10.0, 14.0, 20.0, 24.0):
        turn = round(turn_s * SAMPLE_HZ)
        assert db(np.abs(breath[turn - 1 : turn + 2]).max() + 1e-12) < -60.0


def test_nothing_clicks_whatever_happens():
    listener = Listener(volume=7)
    heard = [listener.hear(5.3)]
    for deed in (
        lambda: listener.player.set_volume(9),
        lambda: listener.player.set_volume(7),
        lambda: listener.player.duck(True),
        lambda: listener.player.duck(False),
        lambda: listener.player.hold(True),
        lambda: listener.player.hold(False),
        lambda: listener.player.follow(Score.of(SIX.shifted(listener.now_s, 2.0), 0.0)),
        lambda: setattr(listener, "now_s", listener.now_s + 0.03),
        lambda: setattr(listener, "now_s", listener.now_s - 0.04),
        lambda: setattr(listener, "now_s", listener.now_s + 7.77),
        lambda: listener.player.set_breath(BreathSound.OFF),
        lambda: listener.player.set_breath(BreathSound.TONE),
        listener.player.stop,
    ):
        deed()
        heard.append(listener.hear(5.3))
    step = np.abs(np.diff(np.concatenate(heard))).max()
    loudest = 10 ** (-8 / 20)  # at volume 9
    fade = 1.0 / (0.005 * SAMPLE_HZ)
    assert step < loudest * (STEEPEST / 1.3 + fade)
    assert not heard[-1][round(0.06 * SAMPLE_HZ) :].any()


def test_a_pause_is_silent_after_60_ms_and_ends_where_the_plan_says():
    paused = SIX.paused(21.0)
    listener = Listener(paused)
    listener.hear(21.0)
    pause = listener.hear(2.0)
    assert not pause[round(0.08 * SAMPLE_HZ) :].any()
    listener.player.follow(Score.of(paused.resumed(26.0), 0.0))  # the lead-in lasts until then
    assert not listener.hear(3.0).any()
    assert listener.hear(0.2).any()
    assert listener.player.position_s == pytest.approx(21.2, abs=0.002)


def test_before_the_start_is_known_nothing_is_heard_but_a_notice():
    listener = Listener(start_s=math.inf)
    assert not listener.hear(1.0).any()
    listener.player.strike_notice()
    assert db(np.abs(listener.hear(1.0)).max()) == pytest.approx(-16.0, abs=0.1)
    listener.player.follow(Score.of(SIX, 2.5))
    assert not listener.hear(0.5).any()
    assert listener.hear(0.2).any()


def test_a_voice_lowers_the_tones_by_9_db_in_250_ms_and_gives_back_in_600():
    plain, under = Listener(), Listener()
    heard = []
    for listener in (plain, under):
        listener.hear(10.5)
        listener.player.duck(listener is under)
        before = listener.hear(2.0)
        listener.player.duck(False)
        heard.append(np.concatenate((before, listener.hear(1.0))))
    loud = np.abs(heard[0]) > 1e-3
    gain_db = 20.0 * np.log10(heard[1][loud] / heard[0][loud])
    t_s = (np.arange(loud.size) / SAMPLE_HZ)[loud]
    expected_db = -9.0 * np.where(
        t_s < 2.0, np.minimum(t_s / 0.25, 1.0), np.maximum(1.0 - (t_s - 2.0) / 0.6, 0.0)
    )
    assert gain_db == pytest.approx(expected_db, abs=0.01)


def test_a_chime_is_not_struck_twice_by_a_pause_nor_missed_by_a_late_start():
    listener = Listener(start_s=-0.3)  # the loudspeaker was 0.3 s late
    assert db(np.abs(listener.hear(0.1)).max()) > -20.0
    listener.player.hold(True)
    listener.hear(0.1)
    listener.player.hold(False)
    after = listener.hear(0.02)
    assert np.abs(after).max() < 10 ** (-14 / 20)


class Loudspeaker:
    """A device with its own quartz, a buffer that is kept full, and a time of its own to start.

    `play` gives each sample with the true time at which it is heard. What the player is told of
    its delay is what Qt can know: samples written, and whole periods played.
    """

    PERIOD, IN_HAND, LATENCY_S, START_S = 960, 4800, 0.02, 0.07

    def __init__(self, live, quartz_ppm, random):
        self.now_s, self.random = 0.0, random
        self.rate_hz = SAMPLE_HZ * (1.0 + quartz_ppm * 1e-6)
        self.player = Player(FORM, lambda: self.now_s, Score.of(live, 0.0))
        self.player.set_volume(7)
        self.player.set_breath(BreathSound.TONE)
        self.written = self.played = 0
        self.begun_s = self.START_S
        self.heard, self.at_s = [], []
        self._read(self.IN_HAND)

    def play(self, until_s):
        while self.now_s < until_s:
            self.now_s = self.begun_s + (self.played + self.PERIOD) / self.rate_hz
            self.played += self.PERIOD
            self.now_s += self.random.exponential(0.001)  # the window is busy painting
            self._read(self.PERIOD)

    def hang(self, length_s):
        """The window does not read for so long; the device runs dry and plays silence."""
        in_hand_s = (self.written - self.played) / self.rate_hz
        self.played = self.written
        self.begun_s += max(length_s - in_hand_s, 0.0)
        self.now_s = self.begun_s + self.played / self.rate_hz
        self._read(self.IN_HAND)

    def _read(self, count):
        ahead_s = (self.written - self.played) / SAMPLE_HZ + self.LATENCY_S
        at_s = self.begun_s + (self.written + np.arange(count)) / self.rate_hz + self.LATENCY_S
        self.heard.append(self.player.read(count, ahead_s if self.played else None))
        self.at_s.append(at_s)
        self.written += count

    def recorded(self):
        return np.concatenate(self.heard), np.concatenate(self.at_s)


def quietest_s(sound, at_s, around_s):
    """When it is most silent within a third of a second around a time: the middle of 5 ms."""
    first = np.searchsorted(at_s, around_s - 0.33)
    near = sound[first : first + 132 * 240].reshape(-1, 240)
    return float(at_s[first + np.square(near).mean(axis=1).argmin() * 240 + 120])


def turns_s(live, from_s, until_s):
    breathing = live.breathing
    edges_s = sorted(breathing.inhale_start_s + breathing.exhale_start_s)
    return [t for t in map(live.clock_s, edges_s) if from_s < t < until_s]


@pytest.mark.parametrize("quartz_ppm", [-500.0, 500.0])
def test_turns_are_heard_within_20_ms_through_wishes_and_pauses(quartz_ppm):
    live = LivePlan(plan((300.0, Pacing(7.0, 5.0, BreathPattern()))))
    device = Loudspeaker(live, quartz_ppm, np.random.default_rng(7))
    device.play(100.0)
    for wish in (
        lambda live, t_s: live.shifted(t_s, 1.0),
        lambda live, t_s: live.paused(t_s),
        lambda live, t_s: live.resumed(t_s + 3.0),
        lambda live, t_s: live.shifted(t_s, -1.0),
    ):
        live = wish(live, device.now_s)
        device.player.follow(Score.of(live, 0.0))
        device.play(device.now_s + 20.0)
    device.play(300.0)
    sound, at_s = device.recorded()
    pause_s, on_s = live.pauses_s[0]
    errors_ms = [
        (quietest_s(sound, at_s, turn_s) - turn_s) * 1000.0
        for turn_s in turns_s(live, 5.0, 295.0)
        if not pause_s - 1.0 < turn_s < on_s + 1.0
    ]
    print(f"{quartz_ppm:+.0f} ppm: {len(errors_ms)} turns, worst {max(map(abs, errors_ms)):.1f} ms")
    assert len(errors_ms) > 45
    assert max(map(abs, errors_ms)) < 20.0


def test_after_a_hang_the_next_turn_is_right_again():
    device = Loudspeaker(SIX, 50.0, np.random.default_rng(3))
    device.play(31.0)
    device.hang(0.8)
    device.play(60.0)
    device.hang(0.13)  # so short that the sound is only a little late
    device.play(110.0)
    sound, at_s = device.recorded()
    for turn_s in turns_s(SIX, 32.0, 105.0):
        late_s = quietest_s(sound, at_s, turn_s) - turn_s
        assert abs(late_s) < (0.04 if 60.0 < turn_s < 64.5 else 0.02), turn_s
