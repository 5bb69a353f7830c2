"""Find breaths in a respiration wave as it comes.

The wave turns at a top or a bottom when it has come back from it by a share of its usual swing:
smaller wiggles are no breath. The turn itself lies at the top of the parabola that fits the samples
around it best, less the time that the filter took, and less what smoothing does: it evens out a
breath whose inhalation is the shorter half, by about the same share whatever its rate. So a border
is known about a quarter of a breath after it happened, and a breath says when.

Where a person rests with empty lungs, the bottom lies within the rest, not at its end.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from biofeedback.signals.respiration_band import GRID_HZ, delay_s
from biofeedback.signals.seconds import FloatArray

_USUAL_S, _LONGEST_S = 10.0, 20.0  # period that is assumed before one is known, and at most
_AROUND = 0.15  # of the period: what the parabola of a turn is laid through, to each side
_EVENED, _EVENED_OVER = 0.6, 8  # of the distance from half and half; halves of breaths
_KEPT_SAMPLES = 30 * GRID_HZ
_KEPT_BORDERS = 128  # a window of a minute holds at most 60


@dataclass(frozen=True, slots=True)
class Border:
    """Where the wave turned: at a bottom an inhalation begins, at a top an exhalation.

    `period_s` is the time since the last turn of the same kind, NaN when that is not known;
    `turned_s` is when the filtered wave turned.
    """

    t_s: float
    is_top: bool
    level: float
    period_s: float
    turned_s: float


@dataclass(frozen=True, slots=True)
class MeasuredBreath:
    """One breath: when it began, turned and ended, and when all that could be known.

    `depth` goes from bottom to top, in the unit of the wave: only ratios mean something.
    """

    inhale_s: float
    exhale_s: float
    end_s: float
    known_s: float
    depth: float


@dataclass(frozen=True, slots=True)
class MeasuredBreaths:
    """The same of many breaths as arrays of shape (b,)."""

    inhale_s: FloatArray
    exhale_s: FloatArray
    end_s: FloatArray
    known_s: FloatArray
    depth: FloatArray

    @classmethod
    def of(cls, breaths: Sequence[MeasuredBreath]) -> "MeasuredBreaths":
        """Collect single breaths."""
        rows = [astuple(breath) for breath in breaths]
        return cls(*np.array(rows, np.float64).reshape(-1, 5).T)


@dataclass(frozen=True, slots=True)
class _Turn:
    at_s: float
    level: float


class BreathFinder:
    """Follow a wave on the grid; `borders` are the latest turns of it."""

    def __init__(self) -> None:
        self.borders: deque[Border] = deque(maxlen=_KEPT_BORDERS)
        self.interrupt()

    def interrupt(self) -> None:
        """Forget the breath that is going on: nothing is measured across an interruption."""
        self.latest: list[Border] = []  # of this stretch, at most three
        self._samples: deque[float] = deque(maxlen=_KEPT_SAMPLES)
        self._latest_s = 0.0
        self._sought: tuple[bool, ...] = (True, False)  # is it a top?
        self._furthest: dict[bool, _Turn] = {}  # of the kinds that are sought
        self._halves: deque[float] = deque(maxlen=_EVENED_OVER)  # inhalation's share of breaths

    def push(
        self, wave: FloatArray, start_s: float, known_s: float, swing: float
    ) -> list[MeasuredBreath]:
        """Take the next samples of the wave; return the breaths that are now complete.

        Parameters
        ----------
        wave : float64, shape (n,)
            On the grid; the first is at `start_s`.
        start_s, known_s : float
            When they were, and when they could be known.
        swing : float
            How far the wave must come back from a turn.
        """
        found = []
        for i, level in enumerate(wave.tolist()):
            self._samples.append(level)
            self._latest_s = start_s + i / GRID_HZ
            for is_top in self._sought:
                sign, far = 1 if is_top else -1, self._furthest.get(is_top)
                if far is None or sign * (level - far.level) > 0:
                    self._furthest[is_top] = _Turn(self._latest_s, level)
                elif sign * (far.level - level) > swing:
                    self._add(is_top, far)
                    found += _breaths(self.latest, known_s)
                    break
        return found

    def _add(self, is_top: bool, far: _Turn) -> None:
        last_s = self.latest[-2].turned_s if len(self.latest) > 1 else math.nan
        usual_s = _USUAL_S if math.isnan(last_s) else min(far.at_s - last_s, _LONGEST_S)
        turn = self._smooth(far, round(_AROUND * usual_s * GRID_HZ))
        if not math.isnan(last_s):
            half = (turn.at_s - self.latest[-1].turned_s) / (turn.at_s - last_s)
            self._halves.append(half if is_top else 1.0 - half)
        uneven = 0.5 - sum(self._halves) / len(self._halves) if self._halves else 0.0
        evened_s = (-1 if is_top else 1) * _EVENED * uneven * usual_s
        t_s = turn.at_s - delay_s(usual_s) + evened_s
        border = Border(t_s, is_top, turn.level, turn.at_s - last_s, turn.at_s)
        self.borders.append(border)
        self.latest = [*self.latest[-2:], border]
        self._sought, self._furthest = (not is_top,), {}

    def _smooth(self, far: _Turn, reach: int) -> _Turn:
        """Return the vertex of the parabola through the samples around a turn."""
        after = round((self._latest_s - far.at_s) * GRID_HZ)
        reach = min(reach, after, len(self._samples) - 1 - after)
        if reach < 1:
            return far
        near = np.array(self._samples)[-1 - after - reach : len(self._samples) - after + reach]
        x = np.arange(-reach, reach + 1.0)
        square = x * x - (x * x).mean()
        slope, bend = (x @ near) / (x @ x), (square @ near) / (square @ square)
        if not abs(slope) < 2 * reach * abs(bend):
            return far
        vertex = -slope / (2 * bend)
        level = near.mean() - bend * (x * x).mean() + slope * vertex / 2
        return _Turn(far.at_s + float(vertex) / GRID_HZ, float(level))


def _breaths(borders: Sequence[Border], known_s: float) -> list[MeasuredBreath]:
    """Return the breath that ends with the last of three borders, if one does."""
    if len(borders) < 3 or borders[-1].is_top:
        return []
    inhale, exhale, end = borders
    if not inhale.t_s < exhale.t_s < end.t_s:  # the filter's delay was estimated too differently
        return []
    depth = exhale.level - (inhale.level + end.level) / 2
    return [MeasuredBreath(inhale.t_s, exhale.t_s, end.t_s, max(known_s, end.t_s), depth)]
