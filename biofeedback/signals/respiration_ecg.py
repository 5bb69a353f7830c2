"""The breath from the size of the heartbeat in the ECG, never from the heart rate.

With every breath the chest turns the heart under the electrodes and stretches its own resistance:
the R wave grows and shrinks. Its *strength*, the root mean square of 8-25 Hz over 0.24 s around R,
shows that better than its height: it does not depend on where samples fall, nor on the baseline.
Only relative changes count, so the logarithm is followed, on a line from beat to beat.

Source: breathing in ECG amplitude, Charlton et al. 2018, doi:10.1109/RBME.2017.2763681. On the
two recordings it was tried on, it gave the right rate in 95 and 100 % of the windows, the height
from peak to peak in 80 and 91 % at best.
"""

import math
from collections import deque
from statistics import median

import numpy as np
from numpy.typing import ArrayLike

from biofeedback.signals.adherence import Pacer
from biofeedback.signals.filters import Design, Running, band_pass
from biofeedback.signals.respiration_band import GRID_HZ
from biofeedback.signals.respiration_wave import Breathing, RespirationWave
from biofeedback.signals.seconds import FloatArray

_QRS_HZ = (8.0, 25.0)
_AROUND_S = 0.12
_SAMPLED = 0.9  # of the samples around a peak must be there
_KEPT_S = 10.0  # R peaks may be told this late

_SMALLEST = 0.004  # breathing changes the R wave by 2 % and more
_APART_S = (0.25, 3.0)  # from beat to beat; after a longer pause the line starts anew
_JUDGED_BY = 15  # beats
_NORMAL = 0.2  # of the logarithm: a change by a fifth is no outlier
_OUTLIER = 6.0  # median absolute deviations
_NEW_LEVEL = 4  # outliers in a row: the electrodes have moved


class QrsStrength:
    """Measure the strength of each heartbeat in an ECG, in the unit of the ECG.

    Parameters
    ----------
    rate_hz : float
        Samples a second, to about 1 %.
    """

    def __init__(self, rate_hz: float) -> None:
        self._design = band_pass(*_QRS_HZ, rate_hz)
        self._filter: Running | None = None
        self._usual = 2 * _AROUND_S * rate_hz  # samples around a peak
        self._delay_s = _group_delay_s(self._design)
        self._t_s, self._banded = np.zeros(0), np.zeros(0)
        self._peaks: deque[float] = deque()

    def push(
        self, t_s: ArrayLike, ecg: ArrayLike, peaks_s: ArrayLike
    ) -> tuple[FloatArray, FloatArray]:
        """Take samples, shape (n,), and the R peaks found so far that are new, shape (p,).

        Returns
        -------
        peaks_s, strength : float64, shape (b,)
            Of the peaks whose surroundings are now complete. A peak is left out when its
            surroundings were not sampled.
        """
        self._peaks.extend(np.asarray(peaks_s, np.float64).tolist())
        samples = np.asarray(ecg, np.float64)
        if not samples.size:
            return np.zeros(0), np.zeros(0)
        self._filter = self._filter or Running(self._design, samples.item(0))
        banded = self._filter.push(samples)
        times = np.asarray(t_s, np.float64) - self._delay_s
        self._t_s = np.concatenate((self._t_s, times))
        self._banded = np.concatenate((self._banded, banded))
        done, strengths = [], []
        while self._peaks and times[-1] > self._peaks[0] + _AROUND_S:
            peak_s = self._peaks.popleft()
            first = self._t_s.searchsorted(peak_s - _AROUND_S)
            stop = self._t_s.searchsorted(peak_s + _AROUND_S)
            part = self._banded[first:stop]
            if part.size > _SAMPLED * self._usual:
                done.append(peak_s)
                strengths.append(math.sqrt(float(part.dot(part)) / self._usual))
        kept = self._t_s.searchsorted(times[-1] - _KEPT_S)
        self._t_s, self._banded = self._t_s[kept:], self._banded[kept:]
        return np.array(done, np.float64), np.array(strengths, np.float64)


class EcgRespiration:
    """Follow the breath in the sizes of heartbeats; the same answer for any packet size."""

    def __init__(self, pacer: Pacer | None = None) -> None:
        self.wave = RespirationWave(1, _SMALLEST, pacer)
        self._judged: deque[float] = deque(maxlen=_JUDGED_BY)
        self._outliers = 0  # in a row
        self._last = (-math.inf, 0.0)  # beat on the line
        self._readings = np.zeros((GRID_HZ, 1))
        self._due = 0  # the next reading, counted from 0 s
        self._sure = False  # that all readings of its second lie on the line

    def push(self, t_s: ArrayLike, size: ArrayLike) -> list[Breathing]:
        """Take R peaks and the size of each, positive, shape (b,); return the new figures."""
        known = len(self.wave.figures)
        times, sizes = np.asarray(t_s, np.float64), np.asarray(size, np.float64)
        for beat_s, value in zip(times.tolist(), sizes.tolist(), strict=True):
            if value > 0 and beat_s - self._last[0] >= _APART_S[0]:
                self._beat(beat_s, math.log(value))
        return self.wave.figures[known:]

    def _beat(self, t_s: float, level: float) -> None:
        self._outliers = self._outliers + 1 if self._is_outlier(level) else 0
        anew = self._outliers == _NEW_LEVEL
        if self._outliers and not anew:
            return
        if anew:
            self._judged.clear()
        self._judged.append(level)
        if anew or t_s - self._last[0] > _APART_S[1]:
            self._due, self._sure = max(self._due, math.floor(t_s) * GRID_HZ), False
        else:
            self._draw_line(t_s, level)
        self._last = t_s, level

    def _is_outlier(self, level: float) -> bool:
        """Say whether this is another kind of beat, or noise."""
        if len(self._judged) < _JUDGED_BY // 2:
            return False
        middle = median(self._judged)
        usual = median(abs(judged - middle) for judged in self._judged)
        return abs(level - middle) > max(_NORMAL, _OUTLIER * usual)

    def _draw_line(self, t_s: float, level: float) -> None:
        """Take the readings that lie between the last beat and this one."""
        last_s, last = self._last
        while (reading_s := (self._due + 0.5) / GRID_HZ) <= t_s:
            index, tenth = divmod(self._due, GRID_HZ)
            share = (reading_s - last_s) / (t_s - last_s)
            self._readings[tenth] = last + share * (level - last)
            self._due += 1
            if tenth == GRID_HZ - 1:
                self.wave.push(index, self._readings.copy(), np.array([self._sure]))
                self._sure = True


def _group_delay_s(design: Design) -> float:
    """Return how much later the middle of the band leaves the filter."""
    middle = math.sqrt(_QRS_HZ[0] * _QRS_HZ[1])
    around_hz = np.array([0.99, 1.01]) * middle
    angle = np.unwrap(np.angle(design.response(around_hz)))
    return float((angle[0] - angle[1]) / (2 * np.pi * (around_hz[1] - around_hz[0])))
