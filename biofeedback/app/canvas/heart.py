"""The heart wave as the canvas draws it: a smooth curve through the beats, and where it breaks off.

1. The curve is a monotone cubic (pchip): it goes through every beat and never above its neighbours,
   so it shows no swing that the heart did not make. Nothing is joined across a gap.
2. It swings around a slow mean, as that was at each time: what is drawn stays where it is.

Source: Fritsch & Butland 1984, doi:10.1137/0905021. Written here because SciPy would be half a
second of import, while somebody is breathing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.columns import FloatArray

STEP_S = 0.2
GAP_S = 4.0
"""So long without a beat is a gap; straps are late by up to 2.6 s."""
_MEAN_OVER_S = 60.0
_MEAN_MOVES_BPM_PER_S = 0.2
_FIRST_BEATS = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the wave, arrays of shape (n,): times on the clock, beats a minute."""

    t_s: FloatArray
    bpm: FloatArray


@dataclass(frozen=True, slots=True)
class Beats:
    """Beats that the canvas may still show, arrays of shape (n,); NaN rate: not in the wave."""

    t_s: FloatArray
    rate_bpm: FloatArray
    gap: FloatArray

    @classmethod
    def none(cls) -> "Beats":
        """Return no beats."""
        return cls(*(np.empty(0) for _ in range(3)))

    @property
    def newest_s(self) -> float | None:
        """When the newest beat of the wave was; None without any."""
        known = np.flatnonzero(np.isfinite(self.rate_bpm))
        return float(self.t_s[known[-1]]) if known.size else None

    def followed_by(self, newer: "Beats", keep_from_s: float) -> "Beats":
        """Return these beats up to the first newer one, then the newer ones.

        A pause may last longer than the newest minute, and what was drawn before it stays.
        """
        first_s = newer.t_s[0] if newer.t_s.size else np.inf
        old = (self.t_s < first_s) & (self.t_s >= keep_from_s)
        return Beats(
            np.concatenate([self.t_s[old], newer.t_s]),
            np.concatenate([self.rate_bpm[old], newer.rate_bpm]),
            np.concatenate([self.gap[old], newer.gap]),
        )


class SlowMean:
    """The height that the wave swings around: the mean of a minute, moving slowly.

    A mean that followed at once would take the swing out of the picture.
    """

    def __init__(self) -> None:
        self._t_s: list[float] = []
        self._bpm: list[float] = []

    def follow(self, t_s: FloatArray, rate_bpm: FloatArray) -> None:
        """Move towards the mean of the last minute."""
        known = np.isfinite(rate_bpm)
        now_s = float(t_s[-1])
        if np.count_nonzero(known) < _FIRST_BEATS or (self._t_s and now_s <= self._t_s[-1]):
            return
        bpm = float(rate_bpm[known & (t_s > now_s - _MEAN_OVER_S)].mean())
        if self._bpm:
            step_bpm = _MEAN_MOVES_BPM_PER_S * (now_s - self._t_s[-1])
            bpm = self._bpm[-1] + min(max(bpm - self._bpm[-1], -step_bpm), step_bpm)
        self._t_s.append(now_s)
        self._bpm.append(bpm)

    def level(self, curves: Sequence[Stretch]) -> tuple[Stretch, ...]:
        """Return how far curves lie above it; nothing before it is known."""
        if not self._bpm:
            return ()
        return tuple(
            Stretch(curve.t_s, curve.bpm - np.interp(curve.t_s, self._t_s, self._bpm))
            for curve in curves
        )


def stretches(beats: Beats) -> tuple[Stretch, ...]:
    """Cut beats into pieces without a gap, and lay a curve through each, `STEP_S` apart.

    A rate that is NaN belongs to no wave; the beats around it are joined.
    """
    t_s, bpm = beats.t_s, beats.rate_bpm
    curves = []
    for piece in np.split(np.arange(t_s.size), np.flatnonzero(beats.gap > 0)):
        piece = piece[np.isfinite(bpm[piece])]
        if piece.size > 1:
            curves.append(_curve(t_s[piece], bpm[piece]))
    return tuple(curves)


def monotone(at: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    """Return the monotone cubic through (x, y), two points or more, at some places within them."""
    width, rise = np.diff(x), np.diff(y)
    slope = rise / width
    tangent = np.empty_like(x)
    tangent[0], tangent[-1] = slope[0], slope[-1]
    if x.size > 2:
        one, other = 2 * width[1:] + width[:-1], width[1:] + 2 * width[:-1]
        same = slope[:-1] * slope[1:] > 0
        flat = np.where(same, slope[:-1], 1.0), np.where(same, slope[1:], 1.0)
        mean = (one + other) / (one / flat[0] + other / flat[1])
        tangent[1:-1] = np.where(same, mean, 0.0)
        tangent[0] = _at_end(width[0], width[1], slope[0], slope[1])
        tangent[-1] = _at_end(width[-1], width[-2], slope[-1], slope[-2])
    index = np.clip(np.searchsorted(x, at, side="right") - 1, 0, x.size - 2)
    step = width[index]
    part = (at - x[index]) / step
    rest = 1 - part
    ends = y[index] * (1 + 2 * part) * rest**2 + y[index + 1] * (1 + 2 * rest) * part**2
    bends = tangent[index] * part * rest**2 - tangent[index + 1] * rest * part**2
    return np.asarray(ends + step * bends)


def _at_end(width: float, following: float, slope: float, after: float) -> float:
    """Return the tangent at an end: of the parabola through three points, held to their shape."""
    tangent = ((2 * width + following) * slope - width * after) / (width + following)
    if tangent * slope <= 0:
        return 0.0
    turns = slope * after < 0
    return 3 * slope if turns and abs(tangent) > 3 * abs(slope) else float(tangent)


def _curve(t_s: FloatArray, rate_bpm: FloatArray) -> Stretch:
    first, last = int(np.ceil(t_s[0] / STEP_S)), int(np.floor(t_s[-1] / STEP_S))
    grid_s = np.arange(first, last + 1) * STEP_S
    at_s = np.concatenate([t_s[:1], grid_s[(grid_s > t_s[0]) & (grid_s < t_s[-1])], t_s[-1:]])
    return Stretch(at_s, monotone(at_s, t_s, rate_bpm))
