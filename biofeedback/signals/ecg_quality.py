"""How far the ECG can be trusted, second by second, and why not.

The quality is the likeness of heartbeats: the correlation of 0.5 s around an R peak with the second
most alike of the ten beats before it, as the median of the last five beats. Clean ECG reaches 0.95
and more, noise taken for beats 0.3; below 0.66 beats are to be doubted. The second most alike, and
not an average, so that a heart with two kinds of beats is not called noise.

Source: template correlation and its border, Orphanidou et al. 2015, doi:10.1109/JBHI.2014.2338351;
NeuroKit2's `ecg_quality` compares beats with their average, too.
Hum by Hjorth's mobility, doi:10.1016/0013-4694(70)90143-4.
"""

import math
from collections import deque
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from biofeedback.signals.seconds import FloatArray, Second, Seconds

TRUSTED = 0.66
"""Below this, beats are to be doubted."""

_AROUND_S = np.arange(-0.2, 0.3, 0.008)
_LINE = (_AROUND_S - _AROUND_S.mean()) / np.sqrt(_AROUND_S.size * _AROUND_S.var())
_COMPARED_WITH = 10  # beats
_JUDGED_BY = 5
_SILENT_S = 3.0  # without a beat: no ECG

_FLAT_UV = 20.0  # from lowest to highest; a P or T wave is more
_HUMS_S = 1.5  # without a beat
_HUM_HZ = 25.0  # mean frequency; an ECG has 10 to 15
_RAIL_UV = 2000.0  # no amplifier for the chest ends below
_RAIL_S = 0.04


@dataclass(frozen=True, slots=True)
class EcgSecond:
    """The ECG of the second that ended at `t_s`.

    Attributes
    ----------
    quality : float
        0 to 1; 0 without beats, and until three of them can be compared.
    lead_off : bool
        The signal is flat, or mains hum and noise without a beat: no skin at the electrodes.
    saturated : bool
        The amplifier was at its rail.
    """

    t_s: float
    quality: float
    lead_off: bool
    saturated: bool


class EcgQuality:
    """Judge ECG that comes in packets of any size, beside `EcgPeaks`; the same answer for any.

    Parameters
    ----------
    rate_hz : float
        Samples a second, to about 1 %.
    """

    def __init__(self, rate_hz: float = 130.0) -> None:
        self._rate_hz = rate_hz
        self._rail = max(round(_RAIL_S * rate_hz), 3)
        self._seconds = Seconds()
        self._last: deque[Second] = deque(maxlen=3)
        self._peaks_s: deque[float] = deque()
        self._shapes = np.zeros((_COMPARED_WITH, _AROUND_S.size))
        self._compared = 0  # shapes so far
        self._likeness: deque[float] = deque(maxlen=_JUDGED_BY)
        self._last_peak_s: float | None = None

    def push(self, t_s: ArrayLike, ecg_uv: ArrayLike, peaks_s: ArrayLike) -> list[EcgSecond]:
        """Take samples, shape (n,), and the R peaks that `EcgPeaks` found in them, shape (p,).

        Returns
        -------
        list of EcgSecond
            Those now decided: a second is, when the one after it is complete.
        """
        self._peaks_s.extend(np.asarray(peaks_s, np.float64).tolist())
        judged = []
        for second in self._seconds.push(t_s, np.asarray(ecg_uv, np.float64)[:, np.newaxis]):
            self._last.append(second)
            if len(self._last) > 1:
                judged.append(self._judge(self._last[-2]))
        return judged

    def _judge(self, second: Second) -> EcgSecond:
        """Judge the second before the newest one."""
        end_s = second.index + 1.0
        while self._peaks_s and self._peaks_s[0] < end_s:
            self._compare(self._peaks_s.popleft())
        if self._last_peak_s is None:
            self._last_peak_s = float(second.index)
        silent_s = end_s - self._last_peak_s
        if silent_s > _SILENT_S:
            self._likeness.clear()
        ecg_uv = second.values[:, 0]
        low_uv, high_uv = float(np.minimum.reduce(ecg_uv)), float(np.maximum.reduce(ecg_uv))
        saturated = not -_RAIL_UV <= low_uv <= high_uv <= _RAIL_UV and self._saturated(ecg_uv)
        flat = high_uv - low_uv < _FLAT_UV
        lead_off = not saturated and (flat or (silent_s > _HUMS_S and self._hums(ecg_uv)))
        quality = 0.0
        if self._likeness and not (lead_off or saturated):
            quality = min(max(median(self._likeness), 0.0), 1.0)
        return EcgSecond(end_s, quality, lead_off, saturated)

    def _compare(self, peak_s: float) -> None:
        """Add the likeness of a beat to the ones before it."""
        t_s = np.concatenate([second.t_s for second in self._last])
        ecg_uv = np.concatenate([second.values[:, 0] for second in self._last])
        shape = np.interp(peak_s + _AROUND_S, t_s, ecg_uv)
        shape -= np.add.reduce(shape) / shape.size
        shape -= _LINE * np.add.reduce(_LINE * shape)
        shape /= max(math.sqrt(np.add.reduce(shape * shape)), 1.0)
        others = self._shapes[: self._compared]
        if len(others) > 1:
            self._likeness.append(sorted(np.add.reduce(others * shape, axis=1).tolist())[-2])
        self._shapes[self._compared % _COMPARED_WITH] = shape
        self._compared += 1
        self._last_peak_s = peak_s

    def _hums(self, ecg_uv: FloatArray) -> bool:
        """Say whether the mean frequency is that of hum or noise (Hjorth's mobility)."""
        moves = float(np.sqrt(np.mean(np.diff(ecg_uv) ** 2))) * self._rate_hz
        return moves > 2 * math.pi * _HUM_HZ * float(ecg_uv.std())

    def _saturated(self, ecg_uv: FloatArray) -> bool:
        """Say whether the signal stays at one value, far out."""
        stays = (np.diff(ecg_uv) == 0) & (np.abs(ecg_uv[1:]) > _RAIL_UV)
        if stays.size < self._rail:
            return False
        return bool(sliding_window_view(stays, self._rail - 1).all(axis=1).any())
