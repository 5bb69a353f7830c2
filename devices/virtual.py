"""A simulated person wearing a strap: seeded, exact, and its truth can be read afterwards.

Heart rate / 60 is integrated; each whole number reached is a beat (integral pulse frequency
modulation). A noisy, an early or a false beat is only another level of the same integral, so
nobody looks ahead: what happens up to t depends on the breath up to t, within one grid step.
Source: Mateo & Laguna, IEEE Trans Biomed Eng 47(8), 2000 (the beat model).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

import numpy as np
from numpy.typing import NDArray

from devices.virtual_body import RESONANCE_Q, STEP_S, Breath, Breathing, HeartRate, Ramp, alone

_ECTOPIC_EARLY = 0.35  # of an interval; the next beat keeps its time: a full compensatory pause
_EXTRA_AT = (0.35, 0.65)  # where in an interval the strap takes something else for a beat
_NOISE_LIMIT = 3.0  # standard deviations


class ArtifactKind(StrEnum):
    """What sets an interval off from the rhythm."""

    ECTOPIC = "ectopic"
    MISSED = "missed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Artifact:
    """The time of an early beat, of a beat the strap missed, or of one it made up.

    In a plan it befalls the first interval that begins at or after `t_s`.
    """

    t_s: float
    kind: ArtifactKind


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened in the time simulated so far.

    Attributes
    ----------
    beat_t_s : ndarray of float64, shape (n,)
        Every beat of the heart, ectopic ones too, seen by the strap or not.
    rr_ms : ndarray of float64, shape (n - 1,)
        The intervals between them.
    breath_t_s, breath_volume, breath_phase : ndarray of float64, shape (m,)
        The breath on the time grid; phase 0 to 1, inhalation before 0.5.
    artifacts : tuple of Artifact
        In the order of their times.
    """

    beat_t_s: NDArray[np.float64]
    rr_ms: NDArray[np.float64]
    breath_t_s: NDArray[np.float64]
    breath_volume: NDArray[np.float64]
    breath_phase: NDArray[np.float64]
    artifacts: tuple[Artifact, ...]


def steady_pulse(t_s: float) -> float:
    """The pulse of skin whose vessels stay as wide as they are."""
    return 1.0


@dataclass(kw_only=True)
class Person:
    """A person with a strap on. Times are seconds since the person's start.

    Parameters
    ----------
    heart_rate_bpm : float
        Mean at rest.
    rsa_bpm : float
        Peak of the heart rate's swing for a sinusoidal breath (0..1) at the resonance.
    resonance_per_min : float
        The breathing rate that moves the heart most.
    resonance_q : float
        Sharpness of the resonance; at 0.1 a heart swings alike at every slow rate.
    mayer_bpm, slow_bpm : float
        Peak of the 0.1 Hz rhythm, and of the waves below 0.04 Hz together.
    beat_noise_ms : float
        Standard deviation of a beat's time about the rhythm, at the mean heart rate; up to 50.
    artifact_share : mapping of ArtifactKind to float
        Probability per beat.
    artifact_plan : tuple of Artifact
        Artifacts at set times, in order.
    exercise : Ramp, optional
        A rise of heart rate.
    contact_loss : tuple of (float, float)
        Spans (from, to) in s without contact with the skin: no beat is reported.
    movement : tuple of (float, float)
        Spans (from, to) in s of moving about: seen by every sensor, no beat is changed.
    pulse_amplitude : callable
        Time in s -> size of the skin's pulse, 1 at the beginning: how wide the vessels are.
    breath : callable
        Time in s -> volume 0..1 to follow, or None: breathe on one's own.
    seed : int
        The same seed and breath give the same person, beat for beat.
    """

    heart_rate_bpm: float = 64.0
    rsa_bpm: float = 8.0
    resonance_per_min: float = 5.5
    resonance_q: float = RESONANCE_Q
    mayer_bpm: float = 1.5
    slow_bpm: float = 2.0
    beat_noise_ms: float = 8.0
    artifact_share: Mapping[ArtifactKind, float] = field(default_factory=dict)
    artifact_plan: tuple[Artifact, ...] = ()
    exercise: Ramp | None = None
    contact_loss: tuple[tuple[float, float], ...] = ()
    movement: tuple[tuple[float, float], ...] = ()
    pulse_amplitude: Callable[[float], float] = steady_pulse
    breath: Breath = alone
    seed: int = 0

    def __post_init__(self) -> None:
        self._life = _Life(self)
        self._handed_over = 0

    def beats_until(self, t_s: float) -> list[tuple[float, float]]:
        """Return the beats the strap reports, completed since the last call and up to `t_s`.

        Returns
        -------
        list of (float, float)
            Time in s and interval in ms, artifacts included. A beat without one before it, at
            the start and after a loss of contact, has no interval and is not reported.
        """
        self._life.live_until(t_s)
        reported, first = self._life.reported, self._handed_over
        while self._handed_over < len(reported) and reported[self._handed_over][0] <= t_s:
            self._handed_over += 1
        return reported[first : self._handed_over]

    def contact_at(self, t_s: float) -> bool:
        """Return whether the strap feels the skin at `t_s`."""
        return not any(start_s <= t_s < end_s for start_s, end_s in self.contact_loss)

    def moves_at(self, t_s: float) -> bool:
        """Return whether the person moves about at `t_s`."""
        return any(start_s <= t_s < end_s for start_s, end_s in self.movement)

    def beats_between(
        self, start_s: float, end_s: float
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the heart's own beats in a span: their times, and which of them are ectopic."""
        life = self._life
        life.live_until(end_s)
        first, last = (bisect_left(life.beat_t_s, t_s) for t_s in (start_s, end_s))
        t_s = life.beat_t_s[first:last]
        return np.array(t_s), np.array([each in life.ectopic_t_s for each in t_s], dtype=bool)

    def volume_at(self, t_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the volume of breath at these times, between the points of the time grid."""
        life = self._life
        life.live_until(float(t_s[-1]))
        first = max(int(t_s[0] / STEP_S) - 2, 0)
        grid = np.array(life.volume[first : int(t_s[-1] / STEP_S) + 2])
        grid_s = (first + 1 + np.arange(grid.size)) * STEP_S
        volume: NDArray[np.float64] = np.interp(t_s, grid_s, grid)
        return volume

    @property
    def truth(self) -> Truth:
        """What really happened so far."""
        life = self._life
        beat_t_s = np.array(life.beat_t_s)
        return Truth(
            beat_t_s=beat_t_s,
            rr_ms=np.diff(beat_t_s) * 1000.0,
            breath_t_s=np.arange(1, len(life.volume) + 1, dtype=np.float64) * STEP_S,
            breath_volume=np.array(life.volume),
            breath_phase=np.array(life.phase),
            artifacts=tuple(life.artifacts),
        )


class _Life:
    """The person's running state: body, integral of heart rate, and what the strap made of it."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._random = Random(f"beats {person.seed}")
        self._breathing = Breathing(person.breath, person.seed)
        self._heart_rate = HeartRate(
            base_bpm=person.heart_rate_bpm,
            rsa_bpm=person.rsa_bpm,
            resonance_per_min=person.resonance_per_min,
            resonance_q=person.resonance_q,
            mayer_bpm=person.mayer_bpm,
            slow_bpm=person.slow_bpm,
            exercise=person.exercise,
            seed=person.seed,
        )
        self.beat_t_s: list[float] = []
        self.volume: list[float] = []
        self.phase: list[float] = []
        self.artifacts: list[Artifact] = []
        self.ectopic_t_s: set[float] = set()
        self.reported: list[tuple[float, float]] = []
        self._seen_t_s: float | None = None
        self._to_come = list(person.artifact_plan)
        self._rate_bpm = person.heart_rate_bpm
        # Nobody's heart waits for the start, but no artifact may be due before it.
        self._integral = self._random.uniform(0.0, 0.3)
        self._plan_beat(0.0)

    def live_until(self, t_s: float) -> None:
        """Go through whole grid steps until `t_s` is covered."""
        step, integral, last_bpm = len(self.volume), self._integral, self._rate_bpm
        breathe, heart_rate = self._breathing.step, self._heart_rate.step
        while step * STEP_S < t_s:
            step += 1
            end_s = step * STEP_S
            volume = breathe(end_s)
            rate_bpm = heart_rate(end_s, volume)
            slope = (last_bpm + rate_bpm) / 120.0
            integral += slope * STEP_S
            while integral >= self._due:
                self._reach_due(end_s - (integral - self._due) / slope)
            self.volume.append(volume)
            self.phase.append(self._breathing.phase)
            last_bpm = rate_bpm
        self._integral, self._rate_bpm = integral, last_bpm

    def _plan_beat(self, now_s: float) -> None:
        """Set the level of the integral at which the next thing happens."""
        person, count = self._person, len(self.beat_t_s)
        noise = min(max(self._random.gauss(), -_NOISE_LIMIT), _NOISE_LIMIT)
        self._beat_due = count + 1 + noise * person.beat_noise_ms * person.heart_rate_bpm / 60e3
        self._kind = self._next_kind(now_s)
        if self._kind is ArtifactKind.ECTOPIC:
            self._beat_due -= _ECTOPIC_EARLY
        self._due = self._beat_due
        if self._kind is ArtifactKind.EXTRA:
            self._due = count + self._random.uniform(*_EXTRA_AT)

    def _next_kind(self, now_s: float) -> ArtifactKind | None:
        if self._to_come and self._to_come[0].t_s <= now_s:
            return self._to_come.pop(0).kind
        chance = self._random.random()
        for kind, share in self._person.artifact_share.items():
            chance -= share
            if chance < 0.0:
                return kind
        return None

    def _reach_due(self, t_s: float) -> None:
        if self._kind is not None and self._person.contact_at(t_s):
            self.artifacts.append(Artifact(t_s, self._kind))
        if self._kind is not ArtifactKind.MISSED:
            self._report(t_s)
        if self._kind is ArtifactKind.EXTRA:
            self._kind, self._due = None, self._beat_due
            return
        self.beat_t_s.append(t_s)
        if self._kind is ArtifactKind.ECTOPIC:
            self.ectopic_t_s.add(t_s)
        self._plan_beat(t_s)

    def _report(self, t_s: float) -> None:
        if not self._person.contact_at(t_s):
            self._seen_t_s = None
            return
        if self._seen_t_s is not None:
            self.reported.append((t_s, (t_s - self._seen_t_s) * 1000.0))
        self._seen_t_s = t_s
