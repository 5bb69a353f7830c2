"""From the readings of one sensor to breaths: what the accelerometer and the ECG have in common.

Every second brings ten readings of each of the sensor's axes. Only their *changes* count, and those
of a second that is not usable count as none: movement, a new posture or a gap leaves no step. The
axes then pass the band of breathing, as the pacer's volume does, and are projected on the direction
in which they vary most. Its sign is unknown until a pacer is followed for a while: then the wave
goes up where the pacer does. Who is half a breath late all that while is taken to be in step.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from biofeedback.signals.adherence import Pacer, adherence
from biofeedback.signals.respiration_band import GRID_HZ, Band, delay_s
from biofeedback.signals.respiration_breaths import BreathFinder, MeasuredBreath
from biofeedback.signals.respiration_figures import confidence, depth, phase, rate_per_min
from biofeedback.signals.seconds import FloatArray

WINDOW_S = 60
"""Length of the trailing window that rate, confidence and adherence rest on."""
_READ_AT_S = ((np.arange(GRID_HZ) + 0.5) / GRID_HZ).tolist()  # within a second
_FIRST_S = 15  # no breath is sought before the wave is this old
_MEMORY_S = 30.0  # of the direction that the axes vary in
_INTERRUPTED_S = 2  # unusable seconds in a row that end a breath
_LONGEST_GAP_S = 30
_SMALLEST_SWING = 1.0  # standard deviations of the wave
_CALIBRATED_S = 45  # paced seconds that the direction rests on at least
_CALIBRATED = 0.6  # correlation of the wave with the pacer
_FEWEST_PACED_S = 30
_FIRST_BREATHS, _LATEST_BREATHS = 10, 3


@dataclass(frozen=True, slots=True)
class Breathing:
    """What is known of a person's breathing at `t_s`; NaN where it is not known yet.

    Attributes
    ----------
    t_s : float
        End of the second it speaks of.
    rate_per_min : float
        Mean over the breaths of the trailing 60 s.
    phase : float
        Share of the present breath that is done, in [0, 1); 0 is where the inhalation begins.
    depth : float
        Of the last three breaths, as a multiple of the person's first ten in this posture.
    adherence : float
        How well the pacer was followed over the trailing 60 s, from 0 to 1.
    confidence : float
        From 0 to 1.
    direction_known : bool
        Whether it is known where the wave goes up: otherwise in and out may be mistaken, and
        `phase` be half a breath off.
    """

    t_s: float
    rate_per_min: float
    phase: float
    depth: float
    adherence: float
    confidence: float
    direction_known: bool


class RespirationWave:
    """Follow the readings of one sensor, second by second, and keep what they say of the breath.

    Parameters
    ----------
    axes : int
        How many the sensor has.
    smallest : float
        A smaller swing is no breath; in the sensor's unit.
    pacer : Pacer or None
        What leads the breath, in the same time as the readings.
    """

    def __init__(self, axes: int, smallest: float, pacer: Pacer | None = None) -> None:
        self.figures: list[Breathing] = []
        self.breaths: list[MeasuredBreath] = []
        self._finder = BreathFinder()
        self._smallest, self._pacer, self._axes = smallest, pacer, axes
        self._next = 0  # index of the second that is due
        self._begin()
        self.reposition()

    def curve(self) -> tuple[FloatArray, FloatArray]:
        """Return the latest 60 s of the breath, on a grid of 10 Hz.

        Returns
        -------
        t_s : float64, shape (600,)
            When it was, less the delay of the filter at the present rate.
        wave : float64, shape (600,)
            In the sensor's unit, around 0; it rises with the inhalation where the direction is
            known. It is 0 before the first reading.
        """
        rate = self.figures[-1].rate_per_min if self.figures else math.nan
        end_s = self._next - (0.0 if math.isnan(rate) else delay_s(60.0 / rate))
        back_s = (np.arange(self._wave.size, 0, -1) - 0.5) / GRID_HZ
        return end_s - back_s, self._sign * self._wave

    def reposition(self) -> None:
        """Forget what depends on how the sensor lies on the body."""
        self._covariance = np.zeros((self._axes, self._axes))
        self._sign, self._direction_known = 1, False
        self._paced[:] = False
        self._in_posture = len(self.breaths)  # the first breath in this posture
        self._finder.interrupt()

    def push(self, index: int, readings: FloatArray, usable: NDArray[np.bool_]) -> None:
        """Take the readings of the second ``[index, index + 1)``, later than all before.

        Parameters
        ----------
        index : int
        readings : float64, shape (10, axes)
        usable : bool, shape (axes,)
            Which axes measured the breath in this second.
        """
        if not self.figures or index - self._next > _LONGEST_GAP_S:
            self._next = index
            self._begin()
        while self._next < index:
            self._second(np.tile(self._reading, (GRID_HZ, 1)), np.zeros(self._axes, np.bool_))
        self._second(readings, usable)

    def _begin(self) -> None:
        """Begin a wave, at the first second and after a long gap."""
        n = WINDOW_S * GRID_HZ
        self._wave, self._volume = np.zeros(n), np.zeros(n)
        self._measured, self._paced = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
        self._band = Band(self._axes + 1)  # the pacer's volume goes the same way
        self._level, self._reading = np.zeros(self._axes), np.zeros(self._axes)
        self._usable = np.zeros(self._axes, np.bool_)
        self._axis = np.zeros(self._axes)
        self._last_volume = 0.0
        self._unusable_s = 0
        self._finder.interrupt()

    def _second(self, readings: FloatArray, usable: NDArray[np.bool_]) -> None:
        start_s = float(self._next)
        self._next += 1
        measured = bool(usable.any())
        volume = self._paced_volume(start_s)
        levels = np.empty((GRID_HZ, self._axes + 1))
        levels[:, :-1], levels[:, -1] = self._levels(readings, usable), volume
        banded = self._band.filter(levels)
        _append(self._wave, self._project(banded[:, :-1], measured))
        _append(self._volume, banded[:, -1])
        _append(self._measured, measured)
        self._find_direction()
        self._find_breaths(start_s, measured)
        self.figures.append(self._sum_up(start_s + 1.0))

    def _levels(self, readings: FloatArray, usable: NDArray[np.bool_]) -> FloatArray:
        """Add up the changes that count."""
        changes = np.empty(readings.shape)
        np.subtract(readings[0], self._reading, out=changes[0])
        np.subtract(readings[1:], readings[:-1], out=changes[1:])
        changes[:, ~usable] = 0.0
        changes[0, ~self._usable] = 0.0  # from an unusable second to a usable one
        levels: FloatArray = self._level + changes.cumsum(axis=0)
        self._level, self._reading, self._usable = levels[-1], readings[-1], usable
        return levels

    def _project(self, banded: FloatArray, measured: bool) -> FloatArray:
        """Project the axes on the direction they vary most in; a turning sign is turned back."""
        if self._axes == 1:  # only one way to go
            return banded[:, 0]
        if measured:
            self._covariance *= math.exp(-1.0 / _MEMORY_S)
            self._covariance += banded.T @ banded
            axis = np.linalg.eigh(self._covariance)[1][:, -1]
            self._axis = -axis if axis @ self._axis < 0 else axis
        return banded @ self._axis

    def _paced_volume(self, start_s: float) -> FloatArray:
        """Return the volume that the pacer asks for; where nothing is paced, it stays."""
        volumes = [self._pacer(start_s + at_s) if self._pacer else None for at_s in _READ_AT_S]
        _append(self._paced, [volume is not None for volume in volumes])
        held = []
        for volume in volumes:
            self._last_volume = self._last_volume if volume is None else volume
            held.append(self._last_volume)
        return np.array(held)

    def _find_direction(self) -> None:
        """Turn the wave up where the pacer goes up, once it has been followed for a while."""
        both = self._paced & self._measured
        if self._direction_known or np.count_nonzero(both) < _CALIBRATED_S * GRID_HZ:
            return
        wave, volume = self._wave[both], self._volume[both]
        size = math.sqrt((wave @ wave) * (volume @ volume))
        if size == 0 or abs(wave @ volume) < _CALIBRATED * size:
            return
        sign = 1 if wave @ volume > 0 else -1
        if sign != self._sign:
            self._finder.interrupt()
        self._sign, self._direction_known = sign, True

    def _find_breaths(self, start_s: float, measured: bool) -> None:
        self._unusable_s = 0 if measured else self._unusable_s + 1
        if self._unusable_s == _INTERRUPTED_S:
            self._finder.interrupt()
        known = np.count_nonzero(self._measured)
        if self._unusable_s >= _INTERRUPTED_S or known < _FIRST_S * GRID_HZ:
            return
        wave = self._wave[self._measured]
        wave -= np.add.reduce(wave) / wave.size
        spread = math.sqrt(np.add.reduce(wave * wave) / wave.size)
        new = self._sign * self._wave[-GRID_HZ:]
        swing = max(_SMALLEST_SWING * spread, self._smallest)
        found = self._finder.push(new, start_s + 0.5 / GRID_HZ, start_s + 1.0, swing)
        self.breaths += found

    def _sum_up(self, t_s: float) -> Breathing:
        from_s = t_s - WINDOW_S
        rate = rate_per_min(self._finder.borders, from_s)
        both = self._paced & self._measured
        followed = math.nan
        if np.count_nonzero(both) >= _FEWEST_PACED_S * GRID_HZ:
            followed = adherence(self._wave * self._sign, self._volume, both, self._direction_known)
        first = self.breaths[self._in_posture : self._in_posture + _FIRST_BREATHS]
        latest = self.breaths[max(self._in_posture, len(self.breaths) - _LATEST_BREATHS) :]
        return Breathing(
            t_s=t_s,
            rate_per_min=rate,
            phase=phase(self._finder.latest, rate, t_s),
            depth=depth([b for b in latest if b.inhale_s >= from_s], first),
            adherence=followed,
            confidence=confidence(self._wave, self._measured, rate),
            direction_known=self._direction_known,
        )


def _append(ring: NDArray[Any], second: ArrayLike) -> None:
    """Move the newest second in at the end of a window."""
    ring[:-GRID_HZ] = ring[GRID_HZ:]
    ring[-GRID_HZ:] = second
