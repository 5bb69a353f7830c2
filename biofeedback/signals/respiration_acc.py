"""The breath from the accelerometer of a strap: the chest tilts it a little with every breath.

Each second, the readings are the means of tenths of a second. A second in which the body moved is
not usable, nor is an axis at its rail. After a turn of the body the axes mean something else: the
wave then learns anew which way is up.

Source: Hughes et al. 2020, doi:10.3389/fphys.2020.00823: breathing shows in any direction and
posture, best lying.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from biofeedback.signals.adherence import Pacer
from biofeedback.signals.motion import RAIL_MG, STILL, Stillness
from biofeedback.signals.respiration_band import GRID_HZ
from biofeedback.signals.respiration_wave import Breathing, RespirationWave
from biofeedback.signals.seconds import FloatArray, Second, Seconds

_SMALLEST_MG = 0.5
_TURNED = math.cos(math.radians(15.0))  # of the body; breathing tilts a strap by 2 or 3 degrees


class AccRespiration:
    """Follow the breath in acceleration at 25 Hz or more; the same answer for any packet size."""

    def __init__(self, pacer: Pacer | None = None) -> None:
        self.wave = RespirationWave(3, _SMALLEST_MG, pacer)
        self._seconds, self._stillness = Seconds(), Stillness()
        self._gravity_mg: FloatArray | None = None  # in the present posture

    def push(self, t_s: ArrayLike, acc_mg: ArrayLike) -> list[Breathing]:
        """Take samples, shape (n,) and (n, 3); return the figures of the seconds now complete."""
        known = len(self.wave.figures)
        for second in self._seconds.push(t_s, acc_mg):
            self._second(second)
        return self.wave.figures[known:]

    def _second(self, second: Second) -> None:
        usable = np.abs(second.values).max(axis=0) < RAIL_MG
        if not self._stillness.of(second) >= STILL:  # nor when it cannot be judged
            usable[:] = False
        elif usable.all():
            self._notice_turn(second.values.mean(axis=0))
        self.wave.push(second.index, tenths(second), usable)

    def _notice_turn(self, gravity_mg: FloatArray) -> None:
        if self._gravity_mg is None:
            self._gravity_mg = gravity_mg
        sizes = float(np.linalg.norm(self._gravity_mg) * np.linalg.norm(gravity_mg))
        if float(self._gravity_mg @ gravity_mg) < _TURNED * sizes:
            self._gravity_mg = gravity_mg
            self.wave.reposition()


def tenths(second: Second) -> FloatArray:
    """Return the mean of every tenth of a second, shape (10, m); a line across empty ones."""
    tenth = np.clip(((second.t_s - second.index) * GRID_HZ).astype(np.intp), 0, GRID_HZ - 1)
    count = np.bincount(tenth, minlength=GRID_HZ)
    filled = np.flatnonzero(count)
    means = [
        np.bincount(tenth, column, GRID_HZ)[filled] / count[filled] for column in second.values.T
    ]
    return np.array([np.interp(np.arange(GRID_HZ), filled, mean) for mean in means]).T
