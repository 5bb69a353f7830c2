"""Records in, judged beats out: the one way from packets to what the indices are computed on.

Live runs, replays and whole-file analysis all pass through here, so they see the same beats.
"""

import math
from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from biofeedback.hrv.artifacts import OnlineArtifacts, Verdict
from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.columns import Rows
from biofeedback.hrv.window import Beats
from biofeedback.live.beat_choice import BeatChoice
from biofeedback.live.body import Body
from biofeedback.signals.adherence import Pacer
from devices.beat_times import BeatTimes
from devices.contact import ContactWatch
from devices.device_type import BatteryLevel, Decoder, Intervals, Measured
from devices.errors import ConnectionLost, DecodeError, HeartRateOnly
from devices.heart_rate import HeartRateMeasurement
from devices.records import Beat, DeviceStatus, LinkState, Notification, Record
from devices.standard_decoder import StandardDecoder


class BeatStream:
    """Decode records, time the beats, judge them, and keep them.

    Parameters
    ----------
    latency_s : float
        How late the strap reports a beat; see `devices.beat_times`.
    keep_artifacts : bool
        Take every interval as it was recorded.
    pacer : Pacer
        What leads the breath: the volume wanted at a time of the records.
    decode : Decoder, optional
        A fresh one, that reads the packets of this run; knows the standard channels by default.

    Attributes
    ----------
    trouble : str
        The `code` of the `DeviceError` that the stream shows now, or empty.
    note : str
        The `code` of what is no trouble, and yet worth a line: streams that the strap refused.
    battery_pct : int or None
        The last battery level that came in.
    told_bpm : int or None
        The heart rate that the newest packet tells by itself, for straps that tell no intervals.
    unreadable : int
        Packets that broke their specification and were left out.
    """

    def __init__(
        self,
        latency_s: float = 0.0,
        *,
        keep_artifacts: bool = False,
        pacer: Pacer = lambda t_s: None,
        decode: Decoder | None = None,
    ) -> None:
        self.trouble = self.note = ""
        self.battery_pct: int | None = None
        self.told_bpm: int | None = None
        self.unreadable = 0
        self.last_arrival_s: float | None = None
        self._decode = decode or StandardDecoder()
        self._times = BeatTimes(latency_s)
        self._contact = ContactWatch()
        self._artifacts = OnlineArtifacts()
        self._keep_artifacts = keep_artifacts
        self._body, self._choice = Body(pacer), BeatChoice()
        self._latency_s = latency_s
        self._waiting: deque[Beat] = deque()
        self._link_lost = self._awaits_beat = False
        self._floats, self._flags = Rows(2, np.float64), Rows(2, np.bool_)
        self._kept: dict[object, Any] = {}
        self._verdicts: list[Verdict] = []

    @property
    def count(self) -> int:
        """Beats judged so far."""
        return self._floats.count

    def feed(self, record: Record) -> bool:
        """Take the next record; return whether beats were added."""
        match record:
            case Notification():
                try:
                    return self._feed_packet(record)
                except DecodeError:
                    self.unreadable += 1
            case DeviceStatus(t_s=t_s, state=LinkState.CONNECTED, trouble=trouble):
                self.note = trouble
                if self._link_lost:  # the trouble is over with the first beat, not before
                    self._link_lost, self._awaits_beat = False, True
                    self._times.link_restored(t_s)
            case DeviceStatus(state=LinkState.LOST | LinkState.SEARCHING, trouble=trouble):
                self._link_lost, self.trouble = True, trouble or ConnectionLost.code
        return False

    def finish(self) -> None:
        """Judge the last beats with what is known; nothing follows."""
        self._keep(self._artifacts.flush())

    def beats(self, paced: Breaths | None = None) -> Beats:
        """Return all beats judged so far, without copying."""
        (t_s, rr_ms), (valid, gap) = self._floats.values, self._flags.values
        body = self._body
        return Beats(t_s, rr_ms, valid, gap, paced, body.respiration, body.sensed, self._kept)

    @property
    def measured_latency_s(self) -> float | None:
        """How late the strap tells its intervals, by its own raw signal; None where unknown."""
        return None if self._choice.late_s is None else self._latency_s + self._choice.late_s

    def verdicts(self) -> Sequence[Verdict]:
        """Return what each of these beats' intervals was judged to be."""
        return self._verdicts

    def _feed_packet(self, packet: Notification) -> bool:
        before = self.count
        for beat in self._beats_in(packet):
            self.last_arrival_s = packet.t_s
            self._waiting.append(beat)
            self._keep(self._artifacts.push(beat.rr_ms, beat.gap))
        return self.count > before

    def _beats_in(self, packet: Notification) -> Sequence[Beat]:
        """Decode a packet; return the beats in it that count."""
        told = self._decode(packet.channel, packet.payload)
        if len(told) == 1:
            return self._beats_of(packet.t_s, told[0])
        return [beat for each in told for beat in self._beats_of(packet.t_s, each)]

    def _beats_of(self, t_s: float, told: Measured) -> Sequence[Beat]:
        match told:
            case HeartRateMeasurement():
                self._awaits_beat &= not told.rr_ms
                self.told_bpm = told.hr_bpm or None
                shown = self._contact.feed(t_s, told)
                if shown or not self._awaits_beat:
                    self.trouble = shown
                if self._has_beats_beside(t_s, told):
                    self.trouble = ""
                return self._choice.of_intervals(t_s, self._times.push(t_s, told.rr_ms))
            case Intervals():
                return self._back(self._times.push(t_s, told.rr_ms))
            case BatteryLevel():
                self.battery_pct = told.percent
                return ()
            case _:
                told_s = float(self._floats.row(0)[-1]) if self.count else -math.inf
                return self._back(self._choice.of_signal(t_s, self._body.feed(t_s, told, told_s)))

    def _back(self, beats: Sequence[Beat]) -> Sequence[Beat]:
        """Hand on beats that tell nothing else; with the first one, a restored link is of use."""
        if beats and self._awaits_beat:
            self._awaits_beat, self.trouble = False, ""
        return beats

    def _has_beats_beside(self, t_s: float, measurement: HeartRateMeasurement) -> bool:
        """Whether packets without intervals are no trouble: a raw stream tells the beats."""
        if self.trouble == HeartRateOnly.code and self._body.tells_beats:
            return True
        return measurement.contact is not False and self._choice.signal_flows(t_s)

    def _keep(self, verdicts: list[Verdict]) -> None:
        for verdict in verdicts:
            beat = self._waiting.popleft()
            self._verdicts.append(verdict)
            valid = self._keep_artifacts or verdict is Verdict.GOOD
            self._floats.grow(1)[:, 0] = beat.t_s, beat.rr_ms
            self._flags.grow(1)[:, 0] = valid, beat.gap
