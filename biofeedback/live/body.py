"""What a strap's raw streams say of the body: beats to the millisecond, breath, stillness, pulse.

Samples are placed in time by the strap's own clock, and given to what reads them in
`biofeedback.signals`. Every whole second that has passed on that clock adds one value to
each series that is known then, so packets may come in any size.

What becomes known after a beat was told is dated after it: a whole recording at once then says what
was said live. Breaths count once it is known which way is in; a body that nothing paces does not
tell.
"""

import math
from dataclasses import replace

import numpy as np

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.columns import Rows
from biofeedback.hrv.window import FloatArray, Series
from biofeedback.signals.adherence import Pacer
from biofeedback.signals.beats import PeakIntervals
from biofeedback.signals.ecg import EcgPeaks
from biofeedback.signals.ecg_quality import TRUSTED, EcgQuality
from biofeedback.signals.motion import Stillness
from biofeedback.signals.ppg import trusted_ppi
from biofeedback.signals.ppg_circulation import CirculationTracker
from biofeedback.signals.respiration import Respiration
from biofeedback.signals.respiration_ecg import QrsStrength
from devices.beat_times import BeatTimes
from devices.device_clock import DeviceClock
from devices.device_type import Samples, Started
from devices.polar import PpiBlock
from devices.polar_control import Stream
from devices.records import Beat

FIGURES = (
    "breathing_rate_per_min",
    "pacer_adherence",
    "stillness",
    "pulse_amplitude_rel",
    "ecg_quality",
)
"""The series, by the name of their index."""
_OVERLAP_S = 0.25  # one sensor ends a breath a little earlier than the other


class Body:
    """Follow the streams of one strap.

    Parameters
    ----------
    pacer : Pacer
        What leads the breath, on the clock of the records.

    Attributes
    ----------
    tells_beats : bool
        Whether beats may come from here: ECG or pulse intervals were started.
    """

    def __init__(self, pacer: Pacer) -> None:
        self.tells_beats = False
        self._clock = DeviceClock()
        self._heart: _Heart | None = None
        self._light: CirculationTracker | None = None
        self._pulse = _Pulse()
        self._stillness = Stillness()
        self._respiration = Respiration(pacer)
        self._series = {name: Rows(2, np.float64) for name in FIGURES}
        self._borders = Rows(4, np.float64)
        self._second: int | None = None
        self._unsure_s = -math.inf  # until when in and out could be mistaken
        self._news_s = -math.inf  # what comes to be known now is known from then on

    @property
    def sensed(self) -> dict[str, Series]:
        """The series so far, by the name of their index."""
        return {name: Series(*rows.values) for name, rows in self._series.items() if rows.count}

    @property
    def respiration(self) -> Breaths | None:
        """The breaths that a sensor saw, if any."""
        if not self._borders.count:
            return None
        inhale_s, exhale_s, end_s, known_s = self._borders.values
        return Breaths(inhale_s, exhale_s, end_s, known_s, BreathSource.RESPIRATION)

    def feed(
        self, arrival_s: float, told: Samples | PpiBlock | Started, told_s: float = -math.inf
    ) -> list[Beat]:
        """Take what the next packet says; return the beats that it settles.

        Parameters
        ----------
        arrival_s : float
            When the packet came in.
        told : Samples or PpiBlock or Started
            What it says.
        told_s : float
            The newest beat that figures were computed at: what this packet adds comes after it.
        """
        self._news_s = math.nextafter(told_s, math.inf)
        match told:
            case Samples():
                return self._take(arrival_s, told)
            case PpiBlock():
                return self._pulse.push(arrival_s, told)
            case Started(stream, well) if stream in (Stream.ECG, Stream.PPI):
                self.tells_beats = well
        return []

    def _take(self, arrival_s: float, told: Samples) -> list[Beat]:
        stream, samples, rate_hz = told.stream, told.values, told.rate_hz
        placed = self._clock.place(stream, arrival_s, told.timestamp_ns, len(samples), rate_hz)
        if placed is None:
            return []
        beats: list[Beat] = []
        match stream:
            case Stream.ECG:
                self._heart = self._heart or _Heart(rate_hz)
                beats = self._take_ecg(self._heart, placed.t_s, samples)
            case Stream.ACC:
                self._take_acc(placed.t_s, samples)
            case Stream.PPG:
                self._light = self._light or CirculationTracker(rate_hz)
                self._light.push_ppg(placed.t_s, samples)
        self._pass_seconds(float(placed.t_s[-1]))
        return beats

    def _take_ecg(self, heart: "_Heart", t_s: FloatArray, ecg_uv: FloatArray) -> list[Beat]:
        peaks = heart.peaks.push(t_s, ecg_uv)
        for second in heart.quality.push(t_s, ecg_uv, peaks.t_s):
            self._tell("ecg_quality", second.t_s, second.quality)
            heart.trusted = second.quality >= TRUSTED
        self._respiration.push_beats(*heart.strength.push(t_s, ecg_uv, peaks.t_s))
        found = heart.intervals.push(peaks)
        if not heart.trusted:  # noise has beats, too; the strap's own intervals may be better
            heart.after_doubt = True
            return []
        rows = zip(found.t_s.tolist(), found.rr_ms.tolist(), found.gap.tolist(), strict=True)
        beats = [Beat(*row) for row in rows]
        if beats and heart.after_doubt:
            heart.after_doubt, beats[0] = False, replace(beats[0], gap=True)
        return beats

    def _take_acc(self, t_s: FloatArray, acc_mg: FloatArray) -> None:
        for second in self._stillness.push(t_s, acc_mg):
            self._tell("stillness", second.t_s, second.stillness)
        self._respiration.push_acc(t_s, acc_mg)
        if self._light:
            self._light.push_acc(t_s, acc_mg)

    def _tell(self, name: str, t_s: float, value: float) -> None:
        if not math.isnan(value):
            self._series[name].grow(1)[:, 0] = max(t_s, self._news_s), value

    def _pass_seconds(self, newest_s: float) -> None:
        """Ask what mixes several streams once for every second that is over."""
        newest = math.floor(newest_s)
        for second in range(newest if self._second is None else self._second + 1, newest + 1):
            breathing = self._respiration.at(second)
            self._tell("breathing_rate_per_min", second, breathing.rate_per_min)
            self._tell("pacer_adherence", second, breathing.adherence)
            if self._light:
                self._tell("pulse_amplitude_rel", second, self._light.at(second).amplitude_rel)
            if breathing.direction_known:
                self._note_breaths(second)
            else:
                self._unsure_s = second
            self._second = second

    def _note_breaths(self, second: int) -> None:
        """Keep the breaths that came to be known, once each, whichever sensor leads."""
        ended_s = self._borders.row(2)[-1] if self._borders.count else -math.inf
        begin_s = max(ended_s - _OVERLAP_S, self._unsure_s)
        for breath in self._respiration.breaths_since(begin_s, second):
            known_s = max(breath.known_s, float(second), self._news_s)
            self._borders.grow(1)[:, 0] = breath.inhale_s, breath.exhale_s, breath.end_s, known_s


class _Heart:
    """Everything that is read from the ECG."""

    def __init__(self, rate_hz: float) -> None:
        self.peaks = EcgPeaks(rate_hz)
        self.intervals = PeakIntervals()
        self.quality = EcgQuality(rate_hz)
        self.strength = QrsStrength(rate_hz)
        self.trusted = False
        self.after_doubt = True


class _Pulse:
    """Heartbeats from pulse intervals; those that the strap itself does not trust are left out."""

    def __init__(self) -> None:
        self._times = BeatTimes()
        self._left_out = False

    def push(self, arrival_s: float, block: PpiBlock) -> list[Beat]:
        """Take the next packet; return its beats."""
        contact = block.contact | ~block.contact_supported
        trusted = trusted_ppi(block.ppi_ms, block.error_ms, block.blocker, contact)
        placed = self._times.push(arrival_s, block.ppi_ms.tolist())
        known = trusted[block.ppi_ms > 0].tolist()
        beats = []
        for beat, good in zip(placed, known[len(known) - len(placed) :], strict=True):
            if good:
                beats.append(replace(beat, gap=beat.gap or self._left_out))
            self._left_out = not good
        return beats
