"""One R wave: its place between the samples, and its height above Q and S.

Around a QRS complex the R peak is the sample that stands out most on both sides, upwards or
downwards; a step stands out on one side only. Its time is where the low-passed signal, drawn
between the samples by a windowed sinc of linear phase, is highest: on a grid of 1 ms, and with a
parabola between.

Source: what peaks on the grid of samples add to the variability, Merri et al. 1990,
doi:10.1109/10.43621: at 130 Hz an RMSSD of 10 ms becomes 11.4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from biofeedback.signals.seconds import FloatArray

_SEARCH_S = 0.09  # the R peak is that near to the steepest place
_BESIDE_S = 0.06  # it stands out from what lies so far before and after it
_PLATEAU_S = 0.04  # no heart stays at its peak so long
_PASS_HZ = 35.0  # below the mains; the R peak moves by less than 0.1 ms
_PASS_S = 0.06  # half the length of the low-pass
_FINE_S, _STEP_S = 0.015, 0.001


@dataclass(frozen=True, slots=True)
class Summit:
    """Where a stretch of ECG stands out most, as an index into it, and how far."""

    place: int
    out_uv: float


class RWave:
    """Find an R wave in a stretch of ECG: `reach` samples before the likely place, and after it."""

    def __init__(self, rate_hz: float) -> None:
        self._beside = round(_BESIDE_S * rate_hz)
        self._plateau = max(round(_PLATEAU_S * rate_hz), 3)
        self._fine = np.arange(-_FINE_S, _FINE_S + _STEP_S / 2, _STEP_S) * rate_hz
        self._fine_step = _STEP_S * rate_hz
        self._taps = round((_PASS_S + _FINE_S) * rate_hz)
        self._search = round(_SEARCH_S * rate_hz)
        self.reach = self._search + max(self._beside, self._taps)
        self._kernel = self._low_pass(rate_hz)
        self._first = self.reach - self._search
        sides = np.arange(2 * self._search + 1 + self._beside) + self._first - self._beside
        self._sides = sides + np.arange(self._beside + 1)[:, np.newaxis]

    def summits(self, ecg_uv: FloatArray) -> tuple[Summit, Summit]:
        """Return what rises most above both of its sides, and what falls most below them.

        ECG of shape (2 * reach + 1,).
        """
        here, sides = ecg_uv[self._first : -self._first], ecg_uv[self._sides]
        low, high = np.minimum.reduce(sides), np.maximum.reduce(sides)
        n = here.size
        up_uv = here - np.maximum(low[:n], low[-n:])
        down_uv = np.minimum(high[:n], high[-n:]) - here
        up, down = int(up_uv.argmax()), int(down_uv.argmax())
        return (
            Summit(self._first + up, up_uv.item(up)),
            Summit(self._first + down, down_uv.item(down)),
        )

    def is_plateau(self, ecg_uv: FloatArray, place: int) -> bool:
        """Say whether the signal stays where it is: an amplifier at its rail."""
        beside = self._plateau - 1
        same = ecg_uv[place - beside : place + beside + 1] == ecg_uv[place]
        if np.count_nonzero(same) < self._plateau:
            return False
        return bool(sliding_window_view(same, self._plateau).all(axis=1).any())

    def draw(self, ecg_uv: FloatArray, place: int) -> tuple[float, float]:
        """Return the peak's place between the samples, and its height above Q and S."""
        part = ecg_uv[place - self._taps : place + self._taps + 1]
        line = np.add.reduce(self._kernel * part, axis=1)
        i = min(max(int(line.argmax()), 1), line.size - 2)
        before, top, after = line[i - 1 : i + 2].tolist()
        bend = before - 2 * top + after
        shift = min(max((before - after) / (2 * bend), -1.0), 1.0) if bend < 0 else 0.0
        q_uv = float(np.minimum.reduce(part[: self._taps]))
        s_uv = float(np.minimum.reduce(part[self._taps + 1 :]))
        height_uv = top - (before - after) * shift / 4 - (q_uv + s_uv) / 2
        return place + float(self._fine[i]) + shift * self._fine_step, height_uv

    def _low_pass(self, rate_hz: float) -> FloatArray:
        """Return what draws fine places from samples, shape (fine, 2 * taps + 1)."""
        apart = self._fine[:, np.newaxis] - np.arange(-self._taps, self._taps + 1)
        hann = 0.5 + 0.5 * np.cos(np.pi * np.clip(apart / (_PASS_S * rate_hz), -1.0, 1.0))
        kernel = hann * np.sinc(2 * _PASS_HZ / rate_hz * apart)
        weights: FloatArray = kernel / kernel.sum(axis=1, keepdims=True)
        return weights
