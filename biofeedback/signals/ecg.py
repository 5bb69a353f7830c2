"""R peaks from ECG as it streams in: when each beat happened, and how high it stood.

A QRS complex is where the gradient, averaged over 0.1 s, exceeds 1.5 times its average over 0.75 s:
the rule of NeuroKit2's default detector, after a causal band-pass and looking ahead by 0.2 s only.
It must also be about as strong as the last ones, the more so the earlier it comes, and stand out on
both sides, which steps of a loose electrode and rails do not. Its place comes from the raw samples,
see `biofeedback.signals.ecg_wave`: neither a filter nor the sampling grid shifts it.
Gradients are whole numbers, their sums exact, and every decision falls at a fixed sample: the same
samples give the same peaks, to the last bit, in packets of any size.

Source: NeuroKit2, Makowski et al. 2021, doi:10.3758/s13428-020-01516-y. Differs: compares with the
last beats, knows inverted leads, answers between samples.
"""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from biofeedback.signals.ecg_wave import RWave
from biofeedback.signals.filters import Running, band_pass
from biofeedback.signals.seconds import FloatArray

BoolArray = NDArray[np.bool_]

DECIDED_S = 0.5
"""A peak is told when so much of what follows it is known, at the latest."""

_QRS_HZ = (5.0, 25.0)
_SMOOTH_S, _AVERAGE_S, _AHEAD_S = 0.1, 0.75, 0.2
_STEEPER = 1.5  # than the average
_LAG_S = 0.08  # from R to the middle of its gradient, filtered and smoothed
_UNIT_UV = 0.001  # gradients are whole multiples of it
_APART_S = 0.25
_LIKE_LAST = 5  # beats
_SHARE = 0.9  # of their strength is asked for at once, half of that after each usual interval
_UNKNOWN_S = 1.0  # usual interval before any is known
_SMALLEST_UV = 80.0
_STEEP_PER_OUT = (0.7, 7.0)  # 1.1 for the widest beats to 5.3 in noise, in the recordings tried
_CLEARLY = 1.2  # times as far down as up, or up as down
_HOLE = 1.5  # sampling intervals


@dataclass(frozen=True, slots=True)
class RPeaks:
    """R peaks in the order of time, each array of shape (n,).

    Attributes
    ----------
    t_s : float64
        When each was, on the clock of the samples.
    height_uv : float64
        How far it rises above the mean of Q and S; negative where the lead is inverted.
    gap : bool
        True where samples were missing since the peak before: beats may be, too.
    """

    t_s: FloatArray
    height_uv: FloatArray
    gap: BoolArray


class EcgPeaks:
    """Find R peaks in ECG that comes in packets of any size.

    Parameters
    ----------
    rate_hz : float
        Samples a second, 100 or more, to about 1 %: it scales filters only. Times are those of the
        samples.
    """

    def __init__(self, rate_hz: float = 130.0) -> None:
        self._rate_hz = rate_hz
        self._stretch = _Stretch(rate_hz)
        self._last_s = -np.inf

    def push(self, t_s: ArrayLike, ecg_uv: ArrayLike) -> RPeaks:
        """Take samples, shape (n,); return the peaks that are now decided.

        Samples that are no number, or not later than one before, are left out. A hole in the
        samples starts the search anew.
        """
        times, values = np.asarray(t_s, np.float64), np.asarray(ecg_uv, np.float64)
        if self._goes_on(times, values):
            self._last_s = times.item(-1)
            return _columns(self._stretch.feed(times, values))
        good = np.isfinite(times) & np.isfinite(values)
        times, values = times[good], values[good]
        before_s = np.maximum.accumulate(np.append(self._last_s, times))
        later = times > before_s[:-1]
        times, values = times[later], values[later]
        holes = np.diff(times, prepend=self._last_s) > _HOLE / self._rate_hz
        self._last_s = float(before_s[-1])
        peaks: list[_Peak] = []
        for first, stop in pairwise([0, *np.flatnonzero(holes).tolist(), times.size]):
            if first < stop:
                if holes[first]:
                    self._stretch = _Stretch(self._rate_hz)
                peaks += self._stretch.feed(times[first:stop], values[first:stop])
        return _columns(peaks)

    def _goes_on(self, times: FloatArray, values: FloatArray) -> bool:
        """Say whether these samples all count and follow on without a hole, as they nearly do."""
        if not (times.size and 0 < times[0] - self._last_s <= _HOLE / self._rate_hz):
            return False
        steps_s = times[1:] - times[:-1]
        shortest_s = np.minimum.reduce(steps_s, initial=np.inf)
        longest_s = np.maximum.reduce(steps_s, initial=0.0)
        if not (shortest_s > 0 and longest_s <= _HOLE / self._rate_hz):
            return False
        return bool(np.logical_and.reduce(np.isfinite(values)))


_NO_PEAKS = RPeaks(np.zeros(0), np.zeros(0), np.zeros(0, np.bool_))


class _Peak(NamedTuple):
    t_s: float
    height_uv: float
    gap: bool


def _columns(peaks: list[_Peak]) -> RPeaks:
    if not peaks:
        return _NO_PEAKS
    columns = np.array(peaks, np.float64).T
    return RPeaks(columns[0], columns[1], columns[2] > 0)


class _Beat(NamedTuple):
    """The strength of a beat, taken as an upright and as an inverted one."""

    up_uv: float
    down_uv: float


def _strength_uv(steep_uv: float, out_uv: float) -> float:
    """Return the geometric mean; 0 where one is too much for the other, as in steps and in hum."""
    like_a_beat = _STEEP_PER_OUT[0] * out_uv < steep_uv < _STEEP_PER_OUT[1] * out_uv
    return sqrt(steep_uv * out_uv) if like_a_beat else 0.0


class _Stretch:
    """The search in samples without a hole."""

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._wave = RWave(rate_hz)
        self._filter = Running(band_pass(*_QRS_HZ, rate_hz))
        self._smooth, self._average, self._ahead, self._lag = (
            round(length_s * rate_hz) for length_s in (_SMOOTH_S, _AVERAGE_S, _AHEAD_S, _LAG_S)
        )
        self._behind = self._smooth + self._average - self._ahead
        self._level_uv = self._banded_uv = 0.0
        self._held = np.zeros((3, 0))  # time, ECG, gradient; `_behind` samples are judged already
        self._last_s = 0.0
        self._beats: deque[_Beat] = deque(maxlen=_LIKE_LAST)
        self._intervals_s: deque[float] = deque(maxlen=_LIKE_LAST)
        self._inverted = False

    def feed(self, t_s: FloatArray, ecg_uv: FloatArray) -> list[_Peak]:
        """Take one sample or more; return the peaks that are now decided."""
        if not self._held.size:
            self._begin(t_s.item(0), ecg_uv.item(0))
        banded_uv = self._filter.push(ecg_uv - self._level_uv)
        known = self._held.shape[1]
        held = np.empty((3, known + t_s.size))
        held[:, :known] = self._held
        held[0, known:], held[1, known:] = t_s, ecg_uv
        moves = held[2, known:]
        moves[0] = banded_uv[0] - self._banded_uv
        np.subtract(banded_uv[1:], banded_uv[:-1], out=moves[1:])
        np.abs(moves, out=moves)
        moves /= _UNIT_UV
        np.rint(moves, out=moves)
        self._banded_uv, self._held = banded_uv.item(-1), held
        return self._search()

    def _begin(self, first_s: float, level_uv: float) -> None:
        """Pretend that the signal was at its first level before."""
        before = np.arange(-self._behind, 0) / self._rate_hz
        self._held = np.stack([first_s + before, np.full_like(before, level_uv), 0 * before])
        self._level_uv, self._last_s = level_uv, first_s

    def _search(self) -> list[_Peak]:
        """Judge the samples that enough is known about."""
        fresh = self._held.shape[1] - self._behind - self._ahead
        if fresh <= 0:
            return []
        total = self._held[2].cumsum()
        steep = total[self._smooth :] - total[: -self._smooth]
        total = steep.cumsum()
        average = (total[self._average :] - total[: -self._average]) / self._average
        steep = steep[self._average - self._ahead :][:fresh]
        above = steep > _STEEPER * average
        turns = (above[1:] != above[:-1]).nonzero()[0] + 1
        borders = [0, *turns.tolist()] if above[0] else turns.tolist()
        begins, ends = borders[::2], borders[1::2]
        peaks = []
        for begin, end in zip(begins, ends, strict=False):
            at = begin + int(steep[begin:end].argmax())
            peaks += self._judge(self._behind + at - self._lag, float(steep[at]) * _UNIT_UV)
        self._held = self._held[:, begins[-1] if len(begins) > len(ends) else fresh :]
        return peaks

    def _judge(self, at: int, steep_uv: float) -> list[_Peak]:
        """Say whether there is a beat around a place, and where its peak is."""
        t_s, ecg_uv, _ = self._held[:, at - self._wave.reach : at + self._wave.reach + 1]
        summits = self._wave.summits(ecg_uv)
        beat = _Beat(*(_strength_uv(steep_uv, summit.out_uv) for summit in summits))
        inverted = lead_inverted = self._is_inverted(beat)
        usual_s = median(self._intervals_s) if self._intervals_s else _UNKNOWN_S
        share = _SHARE * 0.5 ** ((t_s[self._wave.reach] - self._last_s) / usual_s)
        usual_uv = median(b[inverted] for b in self._beats) if self._beats else 0.0
        least_uv = max(_SMALLEST_UV, share * usual_uv)
        if beat[inverted] < least_uv:
            inverted = not inverted  # a beat from another place of the heart may point elsewhere
        place = summits[inverted].place
        if beat[inverted] < least_uv or self._wave.is_plateau(ecg_uv, place):
            return []
        sign = -1.0 if inverted else 1.0
        between, height_uv = self._wave.draw(sign * ecg_uv, place)
        before_s, after_s = t_s[int(between) : int(between) + 2].tolist()
        peak_s = before_s + (between - int(between)) * (after_s - before_s)
        if peak_s - self._last_s < _APART_S:
            return []
        if self._beats:
            self._intervals_s.append(peak_s - self._last_s)
        peak = _Peak(peak_s, sign * height_uv, not self._beats)
        self._beats.append(beat)
        self._last_s, self._inverted = peak_s, lead_inverted
        return [peak]

    def _is_inverted(self, beat: _Beat) -> bool:
        """Say whether the lead is, as this and the last beats tell; to change, it must be clear."""
        clearly = 1 / _CLEARLY if self._inverted else _CLEARLY
        return median(b.down_uv - clearly * b.up_uv for b in (*self._beats, beat)) > 0
