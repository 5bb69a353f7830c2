"""The pure heart of a run: records in, frames out.

1. It never asks for the time. Frames come at whole seconds of the session and whenever a record
   changes something, and their times depend on the records alone. So the live run, a replay and a
   plain loop over a recording give bit-identical frames, however often `advance` is called between.
2. The session starts with the first heartbeat packet: nobody has to press a key twice.
3. Values freeze while no beats come in; they never drop because of a gap.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.index import RUN_INDICES, Index
from biofeedback.hrv.quality import Quality, quality
from biofeedback.hrv.rhythm import Irregularity, irregularity
from biofeedback.hrv.rsa import rsa_source
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.beat_stream import BeatStream
from biofeedback.live.frame import IRREGULAR, OK, Frame
from devices.records import HEART_RATE, RR_MS, Notification, Record
from sessions.timeline import Session

TICK_S = 1.0
QUALITY_WINDOW_S = 60.0
SILENCE_S = 3.0
"""Shorter silences are a strap's normal pace."""
_FEWEST_TO_JUDGE = 30
_BREATH_WAVE = "rsa_bpm"
_RHYTHM_FREE = "heart_rate_bpm"  # the one figure that irregular beats do not spoil


class Engine:
    """Turn the records of one run into frames.

    Parameters
    ----------
    session : Session
        The plan.
    latency_s : float
        How late the strap reports a beat.
    indices : iterable of Index
        What to compute; names must differ.
    """

    def __init__(
        self, session: Session, latency_s: float = 0.0, indices: Iterable[Index] = RUN_INDICES
    ) -> None:
        self.session = session
        self.start_s: float | None = None
        self.finished = False
        self.stream = BeatStream(latency_s, pacer=self._volume_at)
        self._indices = [_LiveIndex(index) for index in indices]
        self._paced: Breaths | None = None
        self._beats: Beats | None = None
        self._now_s = 0.0
        self._trust, self._trusted = Quality(0.0, 0.0, 0.0), (-1, 0.0)
        self._breaths_by = ""
        self._irregular: Irregularity | None = None
        self._ticks = 0

    @property
    def now_s(self) -> float:
        """The time of the newest record or frame; no record may be older."""
        return self._now_s

    @property
    def next_tick_s(self) -> float | None:
        """When the next frame is due by itself; None before the start and after the end."""
        if self.start_s is None or self.finished:
            return None
        return self.start_s + min(self._ticks * TICK_S, self.session.duration_s)

    def feed(self, record: Record) -> list[Frame]:
        """Take the next record; return the frames that are due up to it.

        Raises
        ------
        ValueError
            When the record is older than what was fed before.
        """
        if record.t_s < self._now_s:
            raise ValueError(f"record at {record.t_s} s is older than {self._now_s} s")
        frames = self.advance(record.t_s)
        if self.finished:
            return frames
        self._now_s = record.t_s
        if self.start_s is None and is_heartbeat(record):
            self._start(record.t_s)
        trouble = self.stream.trouble
        if self.stream.feed(record) or self.stream.trouble != trouble:
            frames.append(self._frame(record.t_s))
        return frames

    def advance(self, t_s: float) -> list[Frame]:
        """Return the frames that are due by themselves up to `t_s`."""
        frames = []
        while (due_s := self.next_tick_s) is not None and due_s <= t_s:
            self._now_s = due_s
            self.finished = self._ticks * TICK_S >= self.session.duration_s
            frames.append(self._frame(due_s))
            self._ticks += 1
        return frames

    def beats(self) -> Beats:
        """Return all beats judged so far, with the breaths that were paced."""
        if self._beats is None or self._beats.t_s.size < self.stream.count:
            self._beats = self.stream.beats(self._paced)
        return self._beats

    def finish(self) -> None:
        """Judge the beats that were still held back; no record follows."""
        self.finished = True
        self.stream.finish()

    def _volume_at(self, t_s: float) -> float | None:
        """How full the lungs shall be; None where nothing is paced."""
        if self.start_s is None or t_s < self.start_s:
            return None
        return self.session.breathing.volume_at(t_s - self.start_s)

    @property
    def _started_s(self) -> float:
        return self._now_s if self.start_s is None else self.start_s

    def _start(self, t_s: float) -> None:
        self.start_s = t_s
        self._paced, self._beats = paced_breaths(self.session, t_s), None

    def _frame(self, t_s: float) -> Frame:
        duration_s = self.session.duration_s  # differences of large times fall short of it
        session_t_s = duration_s if self.finished else min(t_s - self._started_s, duration_s)
        beats = self.beats()
        trust = self._quality(t_s, beats)
        values = {live.index.name: live.value for live in self._updated(t_s, beats)}
        status = self.stream.trouble or OK
        if status == OK and self._irregular:
            status = IRREGULAR
            values = {name: v if name == _RHYTHM_FREE else None for name, v in values.items()}
        cue, battery_pct = self.session.cue_at(session_t_s), self.stream.battery_pct
        return Frame(
            t_s,
            session_t_s,
            cue,
            values,
            trust,
            status,
            battery_pct,
            self._breaths_by,
            self.stream.note,
        )

    def _updated(self, t_s: float, beats: Beats) -> list["_LiveIndex"]:
        end_s = float(beats.t_s[-1]) if beats.t_s.size else -np.inf
        due = [live for live in self._indices if live.is_due(t_s, end_s)]
        if due:
            lengths_s = {live.index.window_s for live in due}
            windows = {w: Windows.over(beats, end_s - w, end_s) for w in lengths_s}
            for live in due:
                if live.index.name == _BREATH_WAVE:
                    self._breaths_by = rsa_source(beats, windows[live.index.window_s])[0] or ""
                live.update(t_s, end_s, beats, windows[live.index.window_s])
        return self._indices

    def _quality(self, t_s: float, beats: Beats) -> Quality:
        arrived_s = self.stream.last_arrival_s
        silent_s = t_s - (self._started_s if arrived_s is None else arrived_s)
        silent_s = silent_s if silent_s > SILENCE_S else 0.0
        if self._trusted != (beats.t_s.size, silent_s):
            self._trusted = beats.t_s.size, silent_s
            end_s = float(beats.t_s[-1]) if beats.t_s.size else t_s
            window = Windows.over(beats, end_s - QUALITY_WINDOW_S, end_s)
            [self._trust] = quality(beats, window, silent_s)
            if window.stop[0] - window.first[0] < _FEWEST_TO_JUDGE:
                self._trust = replace(self._trust, artifact_pct=0.0)
            self._irregular = irregularity(beats, self.stream.verdicts())
        return self._trust


class _LiveIndex:
    """An index and its newest value."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.value: float | None = None
        self._updated_s = -np.inf
        self._up_to_s = -np.inf

    def is_due(self, t_s: float, end_s: float) -> bool:
        return end_s > self._up_to_s and t_s - self._updated_s >= self.index.update_s

    def update(self, t_s: float, end_s: float, beats: Beats, window: Windows) -> None:
        self._updated_s, self._up_to_s = t_s, end_s
        value = float(self.index.evaluate(beats, window)[0])
        self.value = None if np.isnan(value) else value


def is_heartbeat(record: Record) -> bool:
    """Whether a record carries heartbeats; the first such record starts the session."""
    return isinstance(record, Notification) and record.channel in (HEART_RATE, RR_MS)


def paced_breaths(session: Session, start_s: float) -> Breaths | None:
    """Return the breaths that a session paces when it starts at `start_s`."""
    breaths = session.breathing.breaths
    if not breaths:
        return None
    borders = np.array([(b.start_s, b.exhale_start_s, b.end_s) for b in breaths]) + start_s
    return Breaths.led(borders[:, 0], borders[:, 1], borders[:, 2])
