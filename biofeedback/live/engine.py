"""The pure heart of a run: records in, frames out.

1. It never asks for the time. Frames come at whole seconds of the session and whenever a record
   changes something, and their times depend on the records alone. So the live run, a replay and a
   plain loop over a recording give bit-identical frames, however often `advance` is called between.
2. The session starts with the first heartbeat packet: nobody has to press a key twice.
3. Values freeze while no beats come in; they never drop because of a gap.
"""

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.index import RUN_INDICES, SENSED_INDICES, Index
from biofeedback.hrv.quality import Quality, quality
from biofeedback.hrv.rhythm import Irregularity, irregularity
from biofeedback.hrv.rsa import rsa_source
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live import wishes
from biofeedback.live.beat_stream import BeatStream
from biofeedback.live.feedback import Feedback
from biofeedback.live.frame import IRREGULAR, OK, Frame
from biofeedback.live.reactions import Reactions
from devices.device_type import STANDARD_CHANNELS, Decoder
from devices.records import HEART_RATE, RR_MS, Marker, Notification, Record
from sessions.breathing import ROUNDING_S
from sessions.pacer import LivePlan
from sessions.timeline import Session

TICK_S = 1.0
QUALITY_WINDOW_S = 60.0
SILENCE_S = 3.0
"""Shorter silences are a strap's normal pace."""
_FEWEST_TO_JUDGE = 30
_SENSED = {index.name for index in SENSED_INDICES}  # not every strap has them
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
    feedback : Feedback, optional
        Scores the run; by default without a stored rest, at the first level.
    keep_artifacts : bool
        Take every interval as it was recorded.
    decode : Decoder, optional
        A fresh one, for a strap with channels of its own; see `BeatStream`.
    """

    def __init__(
        self,
        session: Session,
        latency_s: float = 0.0,
        indices: Iterable[Index] = RUN_INDICES,
        *,
        feedback: Feedback | None = None,
        keep_artifacts: bool = False,
        decode: Decoder | None = None,
    ) -> None:
        self.plan = LivePlan(session)
        self.start_s: float | None = None
        self.finished = False
        self.stream = BeatStream(
            latency_s, keep_artifacts=keep_artifacts, pacer=self.volume_at, decode=decode
        )
        self._feedback = feedback or Feedback()
        self._reactions = Reactions()
        self._indices = [_LiveIndex(index) for index in indices]
        self._paced: Breaths | None = None
        self._beats: Beats | None = None
        self._windows: dict[float, Windows] = {}  # over these beats, by their length
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
        return self.start_s + min(self._ticks * TICK_S, self.plan.duration_s)

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
        if self.start_s is None and begins(record):
            self.start_s = record.t_s
            self._follow(self.plan)
        if isinstance(record, Marker):
            return frames + self._obey(record)
        trouble = self.stream.trouble
        if self.stream.feed(record) or self.stream.trouble != trouble:
            frames.append(self._frame(record.t_s))
        return frames

    def advance(self, t_s: float) -> list[Frame]:
        """Return the frames that are due by themselves up to `t_s`."""
        frames = []
        while (due_s := self.next_tick_s) is not None and due_s <= t_s:
            self._now_s = due_s
            self.finished = self._ticks * TICK_S >= self.plan.duration_s
            frames.append(self._frame(due_s))
            self._ticks += 1
        return frames

    def beats(self) -> Beats:
        """Return all beats judged so far, with the breaths that were paced."""
        if self._beats is None or self._beats.t_s.size < self.stream.count:
            self._beats, self._windows = self.stream.beats(self._paced), {}
        return self._beats

    def finish(self) -> None:
        """Judge the beats that were still held back; no record follows."""
        self.finished = True
        self.stream.finish()

    def volume_at(self, t_s: float) -> float | None:
        """How full the lungs shall be; None where nothing is paced."""
        if self.start_s is None or t_s < self.start_s or self.plan.is_paused:
            return None
        return self.plan.breathing.volume_at(self.plan.session_t_s(t_s - self.start_s))

    @property
    def _started_s(self) -> float:
        return self._now_s if self.start_s is None else self.start_s

    def _obey(self, marker: Marker) -> list[Frame]:
        if marker.label == wishes.ADAPT:
            self._reactions.adaptive = True
        if marker.label in (wishes.ALONE, wishes.WAIT):
            self._reactions.waits_for_contact = marker.label == wishes.WAIT
        if marker.label == wishes.TOGETHER:
            self._reactions.together = True
        if self.start_s is None:
            self._feedback = wishes.prepared(self._feedback, marker.label)
            return []
        plan = wishes.obey(self.plan, marker.t_s - self.start_s, marker.label)
        if plan is self.plan:
            return []
        self._follow(plan)
        return [self._frame(marker.t_s)]

    def _follow(self, plan: LivePlan) -> None:
        self.plan = plan
        self._paced, self._beats = paced_breaths(plan, self._started_s), None

    def _frame(self, t_s: float) -> Frame:
        """Return the frame that is due now, and let the plan react to it."""
        plan_s = t_s - self._started_s
        if self.finished:  # differences of large times fall short of it
            plan_s = self.plan.duration_s
        frame = self._measured(t_s, plan_s)
        if self.start_s is None:
            return frame
        score = self._feedback.feed(frame)
        plan = self._reactions.feed(self.plan, frame, plan_s)
        if plan is not self.plan:
            self._follow(plan)
        return replace(
            frame,
            score=score.value,
            held=score.held,
            hint=self._reactions.hint,
            paused=self.plan.is_paused,
        )

    def _measured(self, t_s: float, plan_s: float) -> Frame:
        beats = self.beats()
        trust = self._quality(t_s, beats)
        values = {live.name: live.value for live in self._updated(t_s, beats)}
        status = self.stream.trouble or OK
        if status == OK and self._irregular:
            status = IRREGULAR
            values = {name: v if name == _RHYTHM_FREE else None for name, v in values.items()}
        return Frame(
            t_s,
            self.plan.session_t_s(plan_s),
            self.plan.cue_at(plan_s),
            values,
            trust,
            status,
            self.stream.battery_pct,
            self._breaths_by,
            note=self.stream.note,
        )

    def _updated(self, t_s: float, beats: Beats) -> list["_LiveIndex"]:
        if not beats.t_s.size:
            return self._indices
        end_s, sensed = beats.t_s.item(-1), beats.sensed
        for live in self._indices:
            if live.is_due(t_s, end_s) and (live.name not in _SENSED or live.name in sensed):
                window = self._window(beats, live.index.window_s)
                if live.name == _BREATH_WAVE:
                    self._breaths_by = rsa_source(beats, window)[0] or ""
                live.update(t_s, end_s, beats, window)
        return self._indices

    def _window(self, beats: Beats, length_s: float) -> Windows:
        """Return the window of this length behind the newest beat, the same to all who ask."""
        if length_s not in self._windows:
            self._windows[length_s] = Windows.newest(beats, length_s)
        return self._windows[length_s]

    def _quality(self, t_s: float, beats: Beats) -> Quality:
        arrived_s = self.stream.last_arrival_s
        silent_s = t_s - (self._started_s if arrived_s is None else arrived_s)
        silent_s = silent_s if silent_s > SILENCE_S else 0.0
        if self._trusted != (beats.t_s.size, silent_s):
            self._trusted = beats.t_s.size, silent_s
            if not beats.t_s.size:
                self._trust = Quality(0.0, 0.0, silent_s)
                return self._trust
            window = self._window(beats, QUALITY_WINDOW_S)
            [self._trust] = quality(beats, window, silent_s)
            if window.stop[0] - window.first[0] < _FEWEST_TO_JUDGE:
                self._trust = replace(self._trust, artifact_pct=0.0)
            self._irregular = irregularity(beats, self.stream.verdicts())
        return self._trust


class _LiveIndex:
    """An index and its newest value."""

    def __init__(self, index: Index) -> None:
        self.index, self.name = index, index.name
        self.value: float | None = None
        self._updated_s = -np.inf
        self._up_to_s = -np.inf

    def is_due(self, t_s: float, end_s: float) -> bool:
        return end_s > self._up_to_s and t_s - self._updated_s >= self.index.update_s

    def update(self, t_s: float, end_s: float, beats: Beats, window: Windows) -> None:
        self._updated_s, self._up_to_s = t_s, end_s
        value = self.index.evaluate(beats, window).item()
        self.value = None if math.isnan(value) else value


def is_heartbeat(record: Record) -> bool:
    """Whether a record carries heartbeats; the first such record starts the session.

    A strap with channels of its own tells the heart there, in whatever way.
    """
    if not isinstance(record, Notification):
        return False
    return record.channel in (HEART_RATE, RR_MS) or record.channel not in STANDARD_CHANNELS


def begins(record: Record) -> bool:
    """Whether a session that waits starts with this record: heartbeats, or the person's wish."""
    return is_heartbeat(record) or (isinstance(record, Marker) and record.label == wishes.START)


def paced_breaths(plan: LivePlan, start_s: float) -> Breaths | None:
    """Return the breaths that a plan paces when it starts at `start_s`.

    Those that a pause goes through were nobody's breaths.
    """
    breaths = plan.breathing.breaths
    borders = np.array([(b.start_s, b.exhale_start_s, b.end_s) for b in breaths]).reshape(-1, 3)
    if plan.pauses_s:
        on_clock = np.vectorize(plan.clock_s, otypes=[np.float64])(borders)
        took_s = borders[:, 2] - borders[:, 0] + ROUNDING_S
        whole = np.isfinite(on_clock[:, 2]) & (on_clock[:, 2] <= on_clock[:, 0] + took_s)
        borders = on_clock[whole]
    if not len(borders):
        return None
    inhale_s, exhale_s, end_s = (borders + start_s).T
    return Breaths.led(inhale_s, exhale_s, end_s)
