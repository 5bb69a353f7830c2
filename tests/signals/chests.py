"""A breathing chest with a strap around it: acceleration with known breaths."""

from dataclasses import dataclass

import numpy as np

from biofeedback.live.follow import lungs
from sessions.breathing import BreathPattern

#: Gravity in the axes of the strap, mg.
POSTURES = {
    "lying": (60.0, -130.0, 985.0),
    "sitting": (-120.0, -960.0, 220.0),
}
PATTERN = BreathPattern()
_VOLUMES = np.array([lungs(PATTERN, phase) for phase in np.arange(1001) / 1001])


def volume(phase):
    """How full the lungs are; `phase` counts breaths."""
    return _VOLUMES[(np.asarray(phase) % 1.0 * 1001).astype(int)]


@dataclass(frozen=True)
class Chest:
    """What a strap on it measures; truth is the rate, constant, and the phase at 0 s."""

    rate_per_min: float
    posture: str = "lying"
    depth_mg: float = 15.0
    sign: int = 1
    rail: int | None = None  # axis that is stuck at the end of its range
    noise_mg: float = 2.5  # as a strap has that lies still
    heart_mg: float = 8.0
    rate_hz: float = 50.0
    seed: int = 1
    phase: float = 0.0

    def phase_at(self, t_s):
        return np.asarray(t_s) * self.rate_per_min / 60 + self.phase

    def acc_mg(self, length_s):
        """Return sample times and acceleration, whole mg, shape (n,) and (n, 3)."""
        random = np.random.default_rng(self.seed)
        t_s = np.arange(int(length_s * self.rate_hz)) / self.rate_hz
        gravity = np.array(POSTURES[self.posture])
        tilt = np.cross(gravity, random.normal(size=3))  # gravity turns, it does not grow
        while self.rail is not None and abs(tilt[self.rail]) > 0.7 * np.linalg.norm(tilt):
            tilt = np.cross(gravity, random.normal(size=3))
        tilt /= np.linalg.norm(tilt)
        since_beat = np.mod(t_s * 1.1 + 0.05 * np.sin(t_s), 1.0)
        thump = np.exp(-since_beat * 12) * np.sin(2 * np.pi * 9 * since_beat)
        sag = np.cumsum(random.normal(size=t_s.size)) / np.sqrt(self.rate_hz) * 0.5
        acc = gravity + np.outer(self.sign * self.depth_mg * volume(self.phase_at(t_s)), tilt)
        acc += np.outer(self.heart_mg * thump, random.normal(size=3)) + sag[:, np.newaxis]
        acc += random.normal(scale=self.noise_mg, size=acc.shape)
        if self.rail is not None:
            acc[:, self.rail] = -2000.0
        return t_s, np.round(acc)
