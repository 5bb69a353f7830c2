"""A run as streams of the Lab Streaming Layer, for laboratories that record several things at once.

1. One outlet a kind of data: RR as it came in, judged beats, frames, ECG, markers. Each sample is
   stamped on LSL's clock with the time it belongs to, not with that of sending: a beat with its
   heartbeat, an ECG sample with its place by the strap's own clock.
2. The streams are seen by every computer of the network, so nobody opens them but by a wish.

Source: https://labstreaminglayer.readthedocs.io (content types and stream metadata).
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pylsl

from biofeedback.catalogue import installed
from biofeedback.hrv.index import Index
from biofeedback.live.begin import Live
from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from devices.device_clock import DeviceClock
from devices.device_type import Decoder, Intervals, Samples
from devices.errors import DecodeError
from devices.heart_rate import HeartRateMeasurement
from devices.polar_control import Stream
from devices.records import DeviceInfo, Marker, Notification, Record
from devices.source import Clock
from devices.standard_decoder import decoder_of

Column = tuple[str, str]
"""A channel: its label and its unit."""

RR: tuple[Column, ...] = (("rr", "ms"),)
BEATS: tuple[Column, ...] = (("rr", "ms"), ("valid", ""), ("gap", ""))
ECG: tuple[Column, ...] = (("ecg", "microvolts"),)
_ABOUT: tuple[Column, ...] = (
    ("session_t", "s"),
    ("pace", "1/min"),
    ("score", ""),
    ("artifacts", "%"),
    ("coverage", ""),
)


def outlets_for(live: Live) -> "LslOutlets":
    """Open the outlets of a run that is about to begin."""
    found, info = installed(), live.source.info
    decode = decoder_of(found.type_of(info))
    return LslOutlets(live.engine, live.clock, info, found.run_indices, decode)


class LslOutlets:
    """The outlets of one run: `take` is a sink of frames, `write` a log of records.

    Parameters
    ----------
    engine : Engine
        Of the run; its judged beats are sent.
    clock : Clock
        Zero is the start of the run.
    info : DeviceInfo
        Who is sending: it names the streams' source.
    indices : iterable of Index
        What the frames hold.
    decode : Decoder
        A fresh one for this run's packets.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        info: DeviceInfo,
        indices: Iterable[Index],
        decode: Decoder,
    ) -> None:
        self._engine, self._decode, self._info = engine, decode, info
        self._origin_s = pylsl.local_clock() - clock.now_s()
        self._names = [index.name for index in indices]
        frames = [*((index.name, index.unit) for index in indices), *_ABOUT]
        self._rr = self._outlet("RR", RR)
        self._beats = self._outlet("Beats", BEATS)
        self._frames = self._outlet("HRV", frames)
        self._markers = self._outlet("Markers", (("marker", ""),), kind=pylsl.cf_string)
        self._ecg: pylsl.StreamOutlet | None = None
        self._placed = DeviceClock()
        self._sent = 0

    def take(self, frame: Frame) -> None:
        """Send a frame, and the beats that were judged since the last one."""
        self._send_beats()
        values = [frame.values.get(name) for name in self._names]
        about = (
            frame.session_t_s,
            frame.cue.rate_per_min,
            frame.score,
            frame.quality.artifact_pct,
            frame.quality.coverage,
        )
        row = [math.nan if value is None else float(value) for value in (*values, *about)]
        self._frames.push_sample(row, self._origin_s + frame.t_s)

    def write(self, record: Record) -> None:
        """Send what a record says."""
        match record:
            case Marker(t_s=t_s, label=label):
                self._markers.push_sample([label], self._origin_s + t_s)
            case Notification(t_s=t_s, channel=channel, payload=payload):
                try:
                    told = self._decode(channel, payload)
                except DecodeError:
                    return
                for each in told:
                    self._send(t_s, each)

    def _send(self, t_s: float, told: object) -> None:
        match told:
            case HeartRateMeasurement(rr_ms=rr_ms) | Intervals(rr_ms=rr_ms):
                for each in rr_ms:
                    self._rr.push_sample([each], self._origin_s + t_s)
            case Samples(stream=Stream.ECG):
                self._send_ecg(t_s, told)

    def _send_ecg(self, arrival_s: float, block: Samples) -> None:
        placed = self._placed.place(
            Stream.ECG, arrival_s, block.timestamp_ns, len(block.values), block.rate_hz
        )
        if placed is None:
            return
        if self._ecg is None:
            self._ecg = self._outlet("ECG", ECG, block.rate_hz)
        stamps = (self._origin_s + placed.t_s).tolist()
        self._ecg.push_chunk(block.values[:, np.newaxis].tolist(), stamps)

    def _send_beats(self) -> None:
        beats = self._engine.beats()
        fresh = slice(self._sent, None)
        columns = (beats.t_s, beats.rr_ms, beats.valid, beats.gap)
        for t_s, *row in zip(*(column[fresh] for column in columns), strict=True):
            self._beats.push_sample([float(value) for value in row], self._origin_s + float(t_s))
        self._sent = beats.t_s.size

    def _outlet(
        self,
        content: str,
        columns: Sequence[Column],
        rate_hz: float = pylsl.IRREGULAR_RATE,
        kind: int = pylsl.cf_double64,
    ) -> pylsl.StreamOutlet:
        who = self._info.address or self._info.name or "none"
        name = f"biofeedback {content}"
        source = f"biofeedback {who} {content}"
        stream = pylsl.StreamInfo(name, content, len(columns), rate_hz, kind, source)
        described = stream.desc()
        described.append_child_value("manufacturer", "biofeedback")
        channels = described.append_child("channels")
        for label, unit in columns:
            channel = channels.append_child("channel")
            channel.append_child_value("label", label)
            channel.append_child_value("unit", unit)
        return pylsl.StreamOutlet(stream)
