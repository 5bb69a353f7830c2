"""A simulated body on a fixed time grid: how it breathes, and the heart rate that follows.

Breath drives heart rate through a second-order band-pass, the resonance of the baroreflex: full
size and no lag at the resonance, smaller and shifted off it. Slow rhythms are plain functions of
time, so the answer never depends on how the simulation is cut into calls.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

STEP_S = 0.05
"""Width of the time grid."""
RESONANCE_Q = 1.5
"""Sharpness of the resonance: at 13 breaths/min the RSA is a third of its size at 5.5/min."""
OWN_RATE_PER_MIN = 13.0
"""Mean rate of a body left to itself."""

_JOIN_S = 2.0  # how long a person takes to fall in with a pacer
_OWN_DEPTH = 0.6
_LOWEST_RATE_BPM = 25.0

Breath = Callable[[float], float | None]
"""Time in s -> breath volume 0..1 to follow, or None: breathe on one's own."""


def alone(t_s: float) -> None:
    """Follow nobody: the breath of a person left to oneself."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """Exercise: heart rate rises by `rise_bpm` from `start_s` to `end_s`, and stays there."""

    start_s: float
    end_s: float
    rise_bpm: float

    def rise_at(self, t_s: float) -> float:
        """Return the rise reached at `t_s`, in bpm."""
        share = (t_s - self.start_s) / (self.end_s - self.start_s)
        return self.rise_bpm * min(max(share, 0.0), 1.0)


class Breathing:
    """Lungs that follow a pacer when there is one, and breathe by themselves when not.

    Attributes
    ----------
    volume : float
        0 (emptied) to 1 (a full paced breath).
    phase : float
        0 to 1; inhalation before 0.5, exhalation after.
    """

    def __init__(self, follow: Breath, seed: int) -> None:
        self._follow = follow
        self._random = Random(f"breathing {seed}")
        self._joined = 0.0
        self._deviation = 0.0
        self.volume = 0.0
        self.phase = 0.0
        self._begin_own_breath()

    def step(self, t_s: float) -> float:
        """Breathe on to `t_s`, one step of the grid; return the volume."""
        guide = self._follow(t_s)
        before = self.volume
        if guide is None:
            self._joined = 0.0
            self.volume = self._breathe_alone()
        elif self._joined < 1.0:
            self._joined = min(1.0, self._joined + STEP_S / _JOIN_S)
            own = self._breathe_alone()
            self.volume = own + (guide - own) * self._joined
        else:
            self.volume = guide
            self._keep_phase_of_guide(before)
        return self.volume

    def _breathe_alone(self) -> float:
        self.phase += STEP_S / self._period_s
        if self.phase >= 1.0:
            self.phase -= 1.0
            self._begin_own_breath()
        return self._depth * (0.5 - 0.5 * math.cos(math.tau * self.phase))

    def _begin_own_breath(self) -> None:
        # Neighbouring breaths are alike: the deviation keeps most of its last value.
        self._deviation = 0.6 * self._deviation + 0.08 * self._random.gauss()
        self._period_s = 60.0 / OWN_RATE_PER_MIN * max(0.5, 1.0 + self._deviation)
        self._depth = min(max(_OWN_DEPTH + 0.08 * self._random.gauss(), 0.3), 1.0)

    def _keep_phase_of_guide(self, before: float) -> None:
        # A pacer that ends in mid-breath leaves the body there: same volume, same direction.
        half = math.acos(min(max(1.0 - 2.0 * self.volume, -1.0), 1.0)) / math.tau
        self.phase = half if self.volume > before else (1.0 - half) % 1.0
        self._depth = 1.0


class Resonator:
    """A second-order band-pass with unit gain and no phase shift at its centre.

    Its gain at the rate f is 1 / sqrt(1 + Q^2 (f/f0 - f0/f)^2).
    """

    def __init__(self, centre_hz: float, q: float = RESONANCE_Q) -> None:
        angle = math.tau * centre_hz * STEP_S
        width = math.sin(angle) / (2.0 * q)
        self._gain = width / (1.0 + width)
        self._near = 2.0 * math.cos(angle) / (1.0 + width)
        self._far = (1.0 - width) / (1.0 + width)
        self._x1 = self._x2 = self._y1 = self._y2 = 0.0

    def step(self, x: float) -> float:
        """Filter one sample."""
        y = self._gain * (x - self._x2) + self._near * self._y1 - self._far * self._y2
        self._x2, self._x1, self._y2, self._y1 = self._x1, x, self._y1, y
        return y


class HeartRate:
    """Base, RSA, exercise, the 0.1 Hz (Mayer) rhythm with a wandering phase, and slower waves."""

    def __init__(
        self,
        *,
        base_bpm: float,
        rsa_bpm: float,
        resonance_per_min: float,
        resonance_q: float,
        mayer_bpm: float,
        slow_bpm: float,
        exercise: Ramp | None,
        seed: int,
    ) -> None:
        random = Random(f"rhythms {seed}")
        self._base_bpm, self._rsa_bpm = base_bpm, rsa_bpm
        self._mayer_bpm, self._slow_bpm = mayer_bpm, slow_bpm
        self._phases = [random.uniform(0.0, math.tau) for _ in range(5)]
        self._resonator = Resonator(resonance_per_min / 60.0, resonance_q)
        self._exercise = exercise

    def step(self, t_s: float, volume: float) -> float:
        """Return the heart rate at `t_s`, one step of the grid after the last, in bpm."""
        rate_bpm = (
            self._base_bpm
            + self._rsa_bpm * self._resonator.step(2.0 * volume)
            + self._rhythms_at(t_s)
        )
        if self._exercise:
            rate_bpm += self._exercise.rise_at(t_s)
        return max(rate_bpm, _LOWEST_RATE_BPM)

    def _rhythms_at(self, t_s: float) -> float:
        w, m, a, b, c = self._phases
        turn = math.tau * t_s
        mayer = math.sin(0.1 * turn + m + 1.5 * math.sin(turn / 97.0 + w))
        slow = math.sin(0.011 * turn + a) + math.sin(0.019 * turn + b) + math.sin(0.031 * turn + c)
        return self._mayer_bpm * mayer + self._slow_bpm * slow / 3.0
