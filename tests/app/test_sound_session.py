"""What the window calls, with a loudspeaker that only records, and without any."""

import io
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtMultimedia import QAudioFormat

from biofeedback.app.sound import output
from biofeedback.app.sound.score import BreathSound
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.sound.synthesis import SAMPLE_HZ
from biofeedback.app.theme.tokens import Theme
from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.pacer import LivePlan
from sessions.script import Line
from sessions.timeline import Session
from tests.sessions.plans import plan

FORM = Theme.of().sound
SIX = LivePlan(plan((60.0, Pacing(6.0, 6.0, BreathPattern()))))


class Recorder:
    """In place of a loudspeaker."""

    def __init__(self, read):
        self.read, self.is_open, self.has_failed = read, True, False

    def close(self):
        self.is_open = False


class Speaker:
    """In place of a voice."""

    def __init__(self):
        self.deeds = []

    def __getattr__(self, name):
        return lambda *arguments: self.deeds.append((name, *arguments))


class Room:
    """A session's sound, its loudspeakers, and a clock that only moves when heard."""

    def __init__(self, monkeypatch, has_output=True):
        self.outputs, self.now_s = [], 100.0
        monkeypatch.setattr("biofeedback.app.sound.session.open_output", self._open)
        monkeypatch.setattr("biofeedback.app.sound.session.can_sound", lambda: has_output)
        self._has_output = has_output
        self.sound = SessionSound(FORM, "en")
        self.voice = self.sound._voice = Speaker()

    def _open(self, read, parent, device_id=""):
        if not self._has_output:
            return None
        self.outputs.append(Recorder(read))
        return self.outputs[-1]

    def begin(self, live=SIX, start_s=100.0):
        self.sound.begin(live, lambda: self.now_s, start_s)

    def hear(self, seconds):
        pieces = []
        for _ in range(round(seconds / 0.05)):
            if self.outputs and self.outputs[-1].is_open:
                pieces.append(self.outputs[-1].read(round(0.05 * SAMPLE_HZ), 0.0))
            self.now_s += 0.05
            self.sound._look_round()
        return np.concatenate(pieces) if pieces else np.zeros(0)


@pytest.fixture
def room(qt, monkeypatch):
    return Room(monkeypatch)


def test_a_session_is_heard_paused_stopped_and_ends_by_itself(room):
    room.begin()
    assert np.abs(room.hear(12.0)).max() > 0.1
    room.sound.pause()
    assert not room.hear(2.0)[round(0.1 * SAMPLE_HZ) :].any()
    room.sound.resume()
    assert np.abs(room.hear(2.0)).max() > 0.05
    room.sound.stop()
    assert not room.hear(1.0)[round(0.1 * SAMPLE_HZ) :].any()
    room.begin(start_s=room.now_s - 58.0)
    assert np.abs(room.hear(2.5)[round(2.1 * SAMPLE_HZ) :]).max() > 0.1  # the chime at the end
    room.hear(5.0)
    assert not any(each.is_open for each in room.outputs)
    assert not room.sound._look.isActive()


def test_stopped_closes_the_loudspeaker_after_the_fade(room):
    room.begin()
    room.sound.stop()
    assert room.outputs[-1].is_open
    assert 100 < room.sound._closing.interval() <= 500
    room.sound._closing.timeout.emit()
    assert not room.outputs[-1].is_open


def test_volume_and_tones_are_kept_for_the_next_session(room):
    room.sound.set_volume(1)
    room.begin()
    quiet = np.abs(room.hear(6.0)).max()
    room.sound.set_volume(7)
    room.begin(start_s=room.now_s)
    assert np.abs(room.hear(6.0)).max() == pytest.approx(quiet * 10 ** (18 / 20), rel=0.01)
    room.sound.set_tones(BreathSound.OFF)
    room.begin(start_s=room.now_s)
    chime, after = np.split(room.hear(6.0), [round(2.3 * SAMPLE_HZ)])
    assert np.abs(chime).max() > 0.1
    assert not after.any()


def test_a_notice_sounds_with_and_without_a_session(room):
    room.sound.notice()
    assert np.abs(room.hear(0.5)).max() == pytest.approx(10 ** (-16 / 20), rel=0.01)
    room.begin(start_s=None)
    room.sound.notice()
    assert len(room.outputs) == 2
    assert np.abs(room.hear(0.5)).max() == pytest.approx(10 ** (-16 / 20), rel=0.01)


def test_a_breath_to_try_is_one_breath(room):
    room.sound.play_a_breath()
    room.sound._now = lambda: room.now_s - 100.0
    room.outputs[-1].read.__self__._now = room.sound._now
    room.sound.play_a_breath()
    heard = np.abs(room.hear(12.0)) > 1e-4
    assert len(room.outputs) == 1
    assert heard.sum() / SAMPLE_HZ == pytest.approx(10.0, abs=0.2)
    assert not room.outputs[0].is_open


def test_lines_are_said_when_they_are_due_and_never_twice(room):
    lines = tuple(Line(4.0 * n, f"Line {n}.", 1.0) for n in range(1, 4))
    block = Block("Talk", 30.0, "Text.", lines=lines)
    live = LivePlan(Session("talk", "Talk", "A talk.", ("nervous",), (block,)))
    room.begin(live)
    room.hear(4.5)
    assert room.voice.deeds[-1] == ("say", "Line 1.")
    room.sound.follow(live.paused(4.5), 100.0)
    assert room.voice.deeds[-1] == ("pause",)
    room.hear(9.0)
    assert room.voice.deeds[-1] == ("pause",)
    room.sound.follow(live.paused(4.5).resumed(13.5), 100.0)
    room.hear(3.8)
    assert room.voice.deeds[-2:] == [("resume",), ("say", "Line 2.")]
    room.sound.set_voice(False)
    room.hear(6.0)
    assert room.voice.deeds[-1] == ("stop",)
    assert [deed for deed in room.voice.deeds if deed[0] == "say"] == [
        ("say", "Line 1."),
        ("say", "Line 2."),
    ]


def test_a_loudspeaker_that_goes_away_is_replaced(room):
    room.begin()
    room.hear(1.0)
    room.outputs[0].has_failed = True
    room.hear(0.1)
    assert not room.outputs[0].is_open
    assert np.abs(room.hear(3.0)).max() > 0.05


def test_without_a_loudspeaker_everything_can_be_called(qt, monkeypatch):
    room = Room(monkeypatch, has_output=False)
    assert not room.sound.available
    room.begin()
    for deed in (room.sound.pause, room.sound.resume, room.sound.notice, room.sound.stop):
        deed()
        room.hear(0.5)
    room.begin(start_s=room.now_s - 65.0)
    room.hear(0.2)
    assert not room.sound._look.isActive()


def test_a_computer_without_sound_says_nothing_on_the_console():
    """In a process of its own, with no sound server in reach, as Qt looks only once."""
    program = """
import os, sys
from PySide6.QtWidgets import QApplication
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.theme.tokens import Theme
late = {"PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "scipy"}
application = QApplication([])
sound = SessionSound(Theme.of().sound)
assert not late & set(sys.modules), late & set(sys.modules)
sound.set_volume(5)
assert not sound.available
sound.notice()
application.processEvents()
sound.stop()
"""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "PATH": "",
        "PULSE_SERVER": "unix:/nonexistent",
        "XDG_RUNTIME_DIR": "/nonexistent",
    }
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


class FakeSink:
    """Says how much it has played."""

    played_us = 0

    def processedUSecs(self):  # noqa: N802 - Qt's name
        return self.played_us


@pytest.mark.parametrize("kind", ["Float", "Int16"])
@pytest.mark.parametrize("channels", [1, 2])
def test_qt_reads_samples_and_the_player_learns_its_delay(qt, kind, channels):
    form = QAudioFormat()
    form.setSampleRate(SAMPLE_HZ)
    form.setChannelCount(channels)
    form.setSampleFormat(QAudioFormat.SampleFormat[kind])
    asked = []

    def read(count, delay_s):
        asked.append((count, delay_s))
        return np.linspace(-0.5, 0.5, count)

    sink = FakeSink()
    feed = output.Feed(sink, form, read, qt.application)
    assert feed.bytesAvailable() > 0
    data = feed.read(form.bytesForFrames(4801)).data()
    feed.read(form.bytesForFrames(480))
    sink.played_us = 100_000
    feed.read(form.bytesForFrames(480))
    assert [count for count, _ in asked] == [4801, 480, 480]
    # 5281 samples are written and 4800 played: 481 lie before the next one, and the device's 20 ms.
    assert [delay for _, delay in asked[:2]] == [None, None]
    assert asked[2][1] == pytest.approx(481 / SAMPLE_HZ + 0.02)
    dtype, full = (np.float32, 1.0) if kind == "Float" else (np.int16, 32767.0)
    frames = np.load(_npy(data, dtype)).reshape(-1, channels) / full
    assert frames == pytest.approx(
        np.repeat(np.linspace(-0.5, 0.5, 4801), channels).reshape(-1, channels), abs=2e-5
    )
    feed.close()
    feed.deleteLater()


def _npy(data, dtype):
    file = io.BytesIO()
    np.save(file, np.frombuffer(data, dtype))
    file.seek(0)
    return file
