"""How strongly the pulse fills the skin, against the person's own beginning.

Vessels in the skin open as a body calms down, and the pulse in them grows. The size of a pulse says
nothing between people nor between places on the skin, so only its ratio to the same person's first
quiet minute is told. Moving, a loose sensor or an arm held at another height change it too: pulses
are left out when the body moved, the contact was lost or the size leaps.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from biofeedback.signals.motion import STILL, Stillness
from biofeedback.signals.ppg import Pulse, PulseFinder

_WINDOW_S, _FEWEST = 15.0, 5
_FIRST = 60  # pulses that the person's beginning is taken from
_LEAP = 2.5  # times the median of the pulses, to either side
_LONGEST_S = 2.0  # from pulse to pulse


@dataclass(frozen=True, slots=True)
class Circulation:
    """What is known of the pulse at `t_s`; NaN where it is not known.

    Attributes
    ----------
    t_s : float
    pulse_rate_per_min : float
        Mean over the usable pulses of the last 15 s.
    amplitude_rel : float
        Median size of these pulses as a multiple of the median of the first 60 usable ones: 1 is as
        in the beginning, more is a fuller pulse.
    usable : float
        Share of the pulses of the last 15 s that were usable, from 0 to 1; 0 when there were none.
    """

    t_s: float
    pulse_rate_per_min: float
    amplitude_rel: float
    usable: float


class CirculationTracker:
    """Follow the pulse in the skin; without acceleration the body is taken to be still.

    Parameters
    ----------
    rate_hz : float
        Light samples a second, to about 1 %.
    """

    def __init__(self, rate_hz: float = 54.75) -> None:
        self.pulses: list[Pulse] = []
        self._finder, self._stillness = PulseFinder(rate_hz), Stillness()
        self._restless: set[int] = set()  # seconds
        self._first: float | None = None

    def push_acc(self, t_s: ArrayLike, acc_mg: ArrayLike) -> None:
        """Take acceleration of the same device, shape (n,) and (n, 3)."""
        for second in self._stillness.push(t_s, acc_mg):
            if second.stillness < STILL:
                self._restless.add(round(second.t_s) - 1)

    def push_ppg(self, t_s: ArrayLike, ppg: ArrayLike) -> list[Pulse]:
        """Take light, shape (n,) and (n, channels + 1), the last ambient; return new pulses."""
        new = self._finder.push(t_s, ppg)
        self.pulses += new
        return new

    def at(self, t_s: float) -> Circulation:
        """Return what is known of the pulse at `t_s`, from the data up to then."""
        stop = bisect_right(self.pulses, t_s, key=lambda pulse: pulse.known_s)
        start = bisect_right(self.pulses, t_s - _WINDOW_S, hi=stop, key=lambda pulse: pulse.t_s)
        used = self._usable(start, stop)
        rate = amplitude = math.nan
        if len(used) >= _FEWEST:
            rate = self._rate_per_min(used)
            amplitude = self._size(used) / self._beginning(stop)
        share = len(used) / (stop - start) if stop > start else 0.0
        return Circulation(t_s, rate, amplitude, share)

    def _usable(self, start: int, stop: int) -> list[int]:
        """Return the pulses of a still body, in contact, that are about as large as the others."""
        calm = [
            i
            for i in range(start, stop)
            if self.pulses[i].contact and math.floor(self.pulses[i].t_s) not in self._restless
        ]
        usual = self._size(calm) if calm else math.nan
        return [i for i in calm if 1 / _LEAP <= self.pulses[i].amplitude / usual <= _LEAP]

    def _size(self, which: list[int]) -> float:
        return float(np.median([self.pulses[i].amplitude for i in which]))

    def _rate_per_min(self, used: list[int]) -> float:
        apart_s = [self.pulses[j].t_s - self.pulses[i].t_s for i, j in pairwise(used) if j == i + 1]
        near_s = [apart for apart in apart_s if apart <= _LONGEST_S]
        return 60.0 * len(near_s) / sum(near_s) if near_s else math.nan

    def _beginning(self, stop: int) -> float:
        """Return the median size of the first usable pulses; NaN until there are enough."""
        if self._first is None:
            first = self._usable(0, stop)[:_FIRST]
            if len(first) < _FIRST:
                return math.nan
            self._first = self._size(first)
        return self._first
