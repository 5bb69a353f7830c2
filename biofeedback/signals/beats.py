"""Heartbeats from R peaks: when each was, and the interval that it closed.

Across a hole no interval is known, only where it ends: the first peak after it opens the next one,
and the beat that closes that says that beats may be missing before it.
"""

from dataclasses import dataclass

import numpy as np

from biofeedback.signals.ecg import BoolArray, RPeaks
from biofeedback.signals.seconds import FloatArray

_LONGEST_S = 2.0  # a longer pause is no interval: beats were lost


@dataclass(frozen=True, slots=True)
class Intervals:
    """Beats in the order of time, each array of shape (n,).

    Attributes
    ----------
    t_s : float64
    rr_ms : float64
        The interval that ended at `t_s`.
    gap : bool
        True where beats may be missing between the beat before and this interval.
    """

    t_s: FloatArray
    rr_ms: FloatArray
    gap: BoolArray


class PeakIntervals:
    """Turn R peaks into intervals as they come, in packets of any size."""

    def __init__(self) -> None:
        self._last_s = -np.inf
        self._gap = False

    def push(self, peaks: RPeaks) -> Intervals:
        """Take peaks, shape (p,); return the intervals that they close."""
        if not peaks.t_s.size:
            return Intervals(peaks.t_s, peaks.t_s, peaks.gap)
        rr_s, gap = np.empty(peaks.t_s.size), np.empty(peaks.t_s.size, np.bool_)
        rr_s[0], gap[0] = peaks.t_s[0] - self._last_s, self._gap
        np.subtract(peaks.t_s[1:], peaks.t_s[:-1], out=rr_s[1:])
        opens = peaks.gap | (rr_s > _LONGEST_S)
        gap[1:] = opens[:-1]
        self._last_s, self._gap = float(peaks.t_s[-1]), bool(opens[-1])
        known = ~opens
        return Intervals(peaks.t_s[known], 1000.0 * rr_s[known], gap[known])
