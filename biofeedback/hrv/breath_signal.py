"""Breath borders from a recorded respiration signal, such as a belt's or that of an airflow sensor.

Breaths are the tops that stand out by a share of the usual swing, drift left out. Borders are not
sought where the signal is flat and noise decides, but told by the steep parts: a half cosine that
passes a quarter and three quarters of a rise began as long before the one as the other came after.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.ndimage import uniform_filter1d
from scipy.signal import find_peaks

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.window import FloatArray

_GRID_HZ = 10.0
_SMOOTHED_S = 0.5
_DRIFT_S = 20.0  # slower changes are no breath
_SMALLEST_SWING = 0.3  # of the usual one; smaller wiggles are no breath
_LONGEST_GAP_S = 1.0
_ROUNDING = 1e-9  # of the signal; smaller is no swing


def volume_of_flow(t_s: ArrayLike, flow: ArrayLike) -> FloatArray:
    """Add up airflow, positive while breathing in, to what `breaths_of_signal` takes.

    Both of shape (n,), two samples or more and none of them missing. A sensor that sees one
    direction stronger than the other leaves no drift: in the end, as much came out as went in.
    """
    times, rate = np.asarray(t_s, np.float64), np.asarray(flow, np.float64)
    volume = _integral(times, rate)
    taken_s = times - times[0]
    drifted: FloatArray = volume - volume[-1] * taken_s / taken_s[-1]
    return drifted


def breaths_of_signal(t_s: ArrayLike, signal: ArrayLike) -> Breaths:
    """Find the breaths in a signal that rises while breathing in, at any rate of samples.

    Parameters
    ----------
    t_s : float64, shape (n,)
        Strictly increasing; on the same clock as the beats.
    signal : float64, shape (n,)
        In any unit, drifting or not; NaN where it is missing. No breath spans more than a second of
        missing samples.

    Returns
    -------
    Breaths
        Whole ones between the first top and the last. Each is known once the next inhalation is
        seen to be over: the signal has come back from its top.

    Raises
    ------
    ValueError
        When times do not increase, or there are not as many as samples.
    """
    times, values = np.asarray(t_s, np.float64), np.asarray(signal, np.float64)
    if times.shape != values.shape or not np.all(np.diff(times) > 0):
        raise ValueError("a signal needs one time for each sample, each later than the one before")
    there = ~np.isnan(values)
    times, values = times[there], values[there]
    if not times.size or times[-1] - times[0] < 2 * _SMOOTHED_S:
        return _breaths(np.zeros((4, 0)))
    grid_s = np.arange(times[0] + _SMOOTHED_S / 2, times[-1] - _SMOOTHED_S / 2, 1 / _GRID_HZ)
    integral = _integral(times, values)
    ends = [np.interp(grid_s + side * _SMOOTHED_S / 2, times, integral) for side in (-1, 1)]
    found = _borders(grid_s, (ends[1] - ends[0]) / _SMOOTHED_S)
    gap_s = times[:-1][np.diff(times) > _LONGEST_GAP_S]
    return _breaths(found[:, gap_s.searchsorted(found[0]) == gap_s.searchsorted(found[3])])


def _breaths(borders: FloatArray) -> Breaths:
    inhale_s, exhale_s, end_s, known_s = borders
    return Breaths(inhale_s, exhale_s, end_s, known_s, BreathSource.RESPIRATION)


def _integral(t_s: FloatArray, values: FloatArray) -> FloatArray:
    integral = np.zeros(t_s.size)
    np.cumsum((values[1:] + values[:-1]) / 2 * np.diff(t_s), out=integral[1:])
    return integral


def _borders(t_s: FloatArray, volume: FloatArray) -> FloatArray:
    """Begin of inhalation and of exhalation, end, and when known; shape (4, breaths)."""
    wave = volume - uniform_filter1d(volume, round(_DRIFT_S * _GRID_HZ), mode="nearest")
    usual = np.subtract(*np.percentile(wave, [90, 10]))
    least = max(_SMALLEST_SWING * usual, _ROUNDING * np.abs(volume).max())
    tops = find_peaks(volume, prominence=least)[0]  # a sigh would draw the wave's tops along
    bottoms = [a + volume[a:b].argmin() for a, b in pairwise(tops)]
    rises = [_quarters(t_s, volume, a, b) for a, b in zip(bottoms, tops[1:], strict=True)]
    falls = [_quarters(t_s, -volume, a, b) for a, b in zip(tops[1:], bottoms[1:], strict=False)]
    if not falls:
        return np.zeros((4, 0))
    rise, fall = np.array(rises).T, np.array(falls).T
    inhale_s = 2 * rise[0] - rise[1]
    inhale_s[1:] = np.maximum(inhale_s[1:], fall[1])
    exhale_s = np.maximum(2 * fall[0] - fall[1], rise[1, :-1])
    back = [top + (volume[top:] <= volume[top] - least).argmax() for top in tops[2:]]
    return np.stack([inhale_s[:-1], exhale_s, inhale_s[1:], t_s[back] + _SMOOTHED_S / 2])


def _quarters(t_s: FloatArray, volume: FloatArray, low: int, high: int) -> tuple[float, float]:
    """When a rise from sample `low` to sample `high` passed its first and its third quarter."""
    part = volume[low : high + 1]
    level = part[0] + (part[-1] - part[0]) * np.array([0.25, 0.75])
    begin = int(np.flatnonzero(part <= level[0])[-1])
    end = begin + int(np.flatnonzero(part[begin:] >= level[1])[0])
    crossed = [
        t_s[low + k - 1] + (x - part[k - 1]) / (part[k] - part[k - 1]) / _GRID_HZ
        for k, x in ((begin + 1, level[0]), (end, level[1]))
    ]
    return float(crossed[0]), float(crossed[1])
