"""Breaths as the heart-rate wave shows them: the interval is longest as inhalation begins.

Good enough for the size of the swing; never for its timing against the breath, that would be
circular. The curve is smoothed over 1.5 s; a turn counts once the wave has gone back from it by a
fifth of its range in the last 20 s. So a breath is known soon after it ended, and stays as it is.
"""

import math

import numpy as np

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.columns import FloatArray, Rows
from biofeedback.hrv.curve import GRID_HZ, Curve
from biofeedback.hrv.window import Beats

_SMOOTHING = round(1.5 * GRID_HZ)
_RANGE = round(20 * GRID_HZ)
_LOOK_BACK = _SMOOTHING + _RANGE - 2  # samples that one of the wave rests on, without itself
_SMALLEST_TURN = 0.2
_SETTLED = round(4 * GRID_HZ)  # samples since the wave began, before a turn counts
_HALF_A_BEAT = 0.5 * GRID_HZ
_FEW = round(2 * GRID_HZ)  # samples that one beat brings
_NO_SWING_MS = 1e-6  # smaller is rounding


class HeartWave:
    """The breaths of a recording, as far as they can be known."""

    def __init__(self) -> None:
        self._seen = 0  # samples of the curve
        self._turns = Turns()
        self._recent: list[float] = []  # of the wave, so many as its range is taken over
        self._borders = Rows(4, np.float64)

    @property
    def breaths(self) -> Breaths:
        """From one longest interval to the next, with the shortest between."""
        inhale_s, exhale_s, end_s, known_s = self._borders.values
        return Breaths(inhale_s, exhale_s, end_s, known_s, BreathSource.HEART_WAVE)

    def extend(self, beats: Beats) -> None:
        """Follow the curve on to its newest sample."""
        curve = beats.grown(Curve)
        seen, self._seen = self._seen, curve.samples_ms.size
        if seen >= self._seen:
            return
        if self._seen - seen <= _FEW and seen >= _LOOK_BACK:
            wave_ms, range_ms = self._next(curve.samples_ms[seen - _SMOOTHING + 1 :].tolist())
        else:
            wave, ranges = _wave(curve.samples_ms, seen)
            self._recent = wave[-_RANGE:].tolist()
            wave_ms, range_ms = wave[_RANGE - 1 :].tolist(), ranges.tolist()
        found = self._turns.follow(wave_ms, range_ms)
        if found:
            borders = self._borders.grow(len(found))
            borders[:] = np.transpose(found)
            borders += curve.first
            # A mean stands for the middle of its samples. Half a beat later, so that the longest
            # interval, which straddles the turn, belongs to the breath that ends with it.
            borders[:3] -= (_SMOOTHING - 1) / 2 - _HALF_A_BEAT
            borders /= GRID_HZ
            # A sample is known when the beat at it, or the next one, has come.
            borders[3] = curve.t_s[curve.t_s.searchsorted(borders[3])]

    def _next(self, samples_ms: list[float]) -> tuple[list[float], list[float]]:
        """Do what `_wave` does for a few samples, without arrays: live use is in a hurry."""
        wave_ms, range_ms = [], []
        for stop in range(_SMOOTHING, len(samples_ms) + 1):
            here = 0.0
            for sample in samples_ms[stop - _SMOOTHING : stop]:
                here += sample
            here /= _SMOOTHING
            self._recent = [*self._recent[1 - _RANGE :], here]
            known = self._recent
            if math.isnan(sum(known)):
                known = [level for level in known if not math.isnan(level)] or [math.nan]
            wave_ms.append(here)
            range_ms.append(max(known) - min(known))
        return wave_ms, range_ms


class Turns:
    """Find where a wave turns, sample by sample."""

    def __init__(self) -> None:
        self._at = 0  # how many samples were followed
        self._begin()

    def _begin(self) -> None:
        self._since = self._at
        self._way = 0  # 1 up, -1 down, 0 not known yet
        self._top = self._bottom = (0, np.nan)  # the highest and lowest since the last turn
        self._last_top = self._last_bottom = -1

    def follow(
        self, wave: list[float], swing_range: list[float]
    ) -> list[tuple[int, int, int, int]]:
        """Follow the next samples; NaN begins anew.

        Returns
        -------
        list of (top, bottom, next top, known)
            As numbers of samples since the beginning.
        """
        found = []
        for here, range_here in zip(wave, swing_range, strict=True):
            at = self._at
            self._at += 1
            if here != here:
                self._begin()
                continue
            if not here <= self._top[1]:
                self._top = at, here
            if not here >= self._bottom[1]:
                self._bottom = at, here
            if at - self._since < _SETTLED:
                continue
            least = max(_SMALLEST_TURN * range_here, _NO_SWING_MS)
            if self._way >= 0 and self._top[1] - here >= least:
                top = self._top[0]
                if self._last_top >= 0:
                    found.append((self._last_top, self._last_bottom, top, at))
                self._last_top, self._bottom, self._way = top, (at, here), -1
            elif self._way <= 0 and here - self._bottom[1] >= least:
                self._last_bottom, self._top, self._way = self._bottom[0], (at, here), 1
        return found


def _wave(samples_ms: FloatArray, first: int) -> tuple[FloatArray, FloatArray]:
    """Smooth the curve from sample `first` on, with 20 s before it; return it and its range."""
    begin = max(first - _LOOK_BACK, 0)
    padding = np.full(_LOOK_BACK - (first - begin), np.nan)
    known = np.concatenate((padding, samples_ms[begin:]))
    smooth = np.zeros(known.size - _SMOOTHING + 1)
    for first in range(_SMOOTHING):  # in this order, so that each sum rounds the same
        smooth += known[first : first + smooth.size]
    smooth /= _SMOOTHING
    highest, size = np.array((smooth, -smooth)), 1
    while size < _RANGE:  # of two samples in a row, of four, ... of all
        step = min(size, _RANGE - size)
        highest = np.fmax(highest[:, step:], highest[:, :-step])
        size += step
    return smooth, highest[0] + highest[1]
