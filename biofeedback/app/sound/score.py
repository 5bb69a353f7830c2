"""What of a plan is to be heard, by the samples of session time, and where those lie on the clock.

Unlike the plan's own session time, the score's runs on after the session has ended: the last chime
rings then. While the session is paused there is no session time at all.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from biofeedback.app.sound.synthesis import (
    SAMPLE_HZ,
    breath_noise,
    breath_tone,
    span_s,
    times_s,
)
from biofeedback.app.theme.records import SoundForm
from biofeedback.hrv.columns import FloatArray
from sessions.breathing import Breath, BreathSchedule, Part
from sessions.pacer import LivePlan
from sessions.sound import CHIME_S, Sound, SoundKind

_CHIMES = (SoundKind.START, SoundKind.PART, SoundKind.END)


class BreathSound(StrEnum):
    """How the breath is heard."""

    TONE = "tone"
    NOISE = "noise"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Score:
    """What is heard; `start_s` and `pauses_s` on the clock, the rest in session time.

    Attributes
    ----------
    start_s : float
        When the session began on the clock; infinity before it is known.
    pauses_s : tuple of (float, float)
        From when to when it stood still, in seconds since it began.
    over_s : float
        From then on nothing is heard any more.
    """

    breathing: BreathSchedule
    chimes: tuple[Sound, ...]
    start_s: float
    pauses_s: tuple[tuple[float, float], ...]
    over_s: float

    @staticmethod
    def of(plan: LivePlan, start_s: float = math.inf) -> "Score":
        """Return the score of a plan that began at `start_s` on the clock."""
        chimes = tuple(sound for sound in plan.sounds if sound.kind in _CHIMES)
        over_s = plan.session.duration_s + 2.0 * CHIME_S
        return Score(plan.breathing, chimes, start_s, plan.pauses_s, over_s)

    def session_s(self, clock_s: float) -> float | None:
        """Return the session time at `clock_s`, also beyond its end; None where it stands still."""
        t_s = clock_s - self.start_s
        if t_s < 0.0 or any(start_s <= t_s < end_s for start_s, end_s in self.pauses_s):
            return None
        return t_s - sum(end_s - start_s for start_s, end_s in self.pauses_s if end_s <= t_s)

    def breath(self, form: SoundForm, kind: BreathSound, first: int, count: int) -> FloatArray:
        """Return `count` samples of the breath from number `first` on, silent between breaths."""
        heard = np.zeros(count)
        play = breath_noise if kind is BreathSound.NOISE else breath_tone
        for breath, part in self._parts(first / SAMPLE_HZ, (first + count) / SAMPLE_HZ):
            start, end = (math.ceil(t_s * SAMPLE_HZ) for t_s in span_s(breath, part))
            start, end = max(start, first), min(end, first + count)
            if start < end:
                t_s = times_s(start, end - start)
                heard[start - first : end - first] = play(form, breath, part, t_s)
        return heard

    def turn_after(self, sample: int) -> int | None:
        """Return the first sample behind `sample` where a part of a breath begins or ends."""
        t_s = sample / SAMPLE_HZ
        parts = self._parts(t_s, t_s + 60.0)
        turns = (math.ceil(edge_s * SAMPLE_HZ) for each in parts for edge_s in span_s(*each))
        return next((turn for turn in turns if turn > sample), None)

    def chimes_within(self, first: int, end: int) -> Iterator[tuple[int, Sound]]:
        """Yield the chimes that begin from sample `first` to before `end`, each with its sample."""
        for sound in self.chimes:
            sample = math.ceil(sound.start_s * SAMPLE_HZ)
            if first <= sample < end:
                yield sample, sound

    def _parts(self, start_s: float, end_s: float) -> Iterator[tuple[Breath, Part]]:
        """Yield each in-breath and out-breath that touches `start_s` to `end_s`, in order."""
        begun = self.breathing.begun_at(start_s)
        for breath in self.breathing.breaths[max(begun - 1, 0) :]:
            if breath.start_s >= end_s:
                return
            if breath.end_s > start_s:
                yield breath, Part.INHALE
                yield breath, Part.EXHALE
