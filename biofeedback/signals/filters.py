"""Recursive filters that run along with a stream, and know what they do to a wave.

Sections of second order, worked sample by sample: the same samples give the same values, to the
last bit, in packets of any size. A strap's few hundred samples a second cost nothing so, while
scipy.signal alone would take a third of the app's memory.

Source: Oppenheim & Schafer, Discrete-Time Signal Processing (bilinear transform, transposed direct
form II); the Bessel poles are those of s^2 + 3 s + 3, scaled to half power at 1.
"""

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from biofeedback.signals.seconds import FloatArray

_BESSEL = complex(-1.5, math.sqrt(0.75)) / 1.3616541287161305
_BUTTERWORTH = complex(-1.0, 1.0) / math.sqrt(2.0)

ComplexArray = NDArray[np.complex128]
Section = tuple[float, float, float, float, float]
"""b0, b1, b2, a1, a2; a0 is 1."""


@dataclass(frozen=True, slots=True)
class Design:
    """A filter as sections in a row, for so many samples a second."""

    sections: tuple[Section, ...]
    rate_hz: float

    def response(self, hz: ArrayLike) -> ComplexArray:
        """Return gain and phase at frequencies as complex numbers, same shape."""
        late = np.exp(-2j * np.pi * np.asarray(hz, np.float64) / self.rate_hz)
        result: ComplexArray = np.ones_like(late)
        for b0, b1, b2, a1, a2 in self.sections:
            result = result * (b0 + late * (b1 + late * b2)) / (1 + late * (a1 + late * a2))
        return result


def band_pass(low_hz: float, high_hz: float, rate_hz: float) -> Design:
    """Return a Butterworth band-pass of second order, 3 dB down at both ends."""
    low, high = _warped(low_hz, rate_hz), _warped(high_hz, rate_hz)
    half = _BUTTERWORTH * (high - low) / 2
    root = cmath.sqrt(half**2 - low * high)  # NumPy's numbers are slow to work with one by one
    poles = (half + root, half - root)
    return Design(tuple(_resonance(pole, high - low) for pole in poles), rate_hz)


def breath_band(low_hz: float, high_hz: float, rate_hz: float) -> Design:
    """Return a Butterworth high-pass of first order and a Bessel low-pass of second."""
    low = _warped(low_hz, rate_hz)
    above = (1 / (1 + low), -1 / (1 + low), 0.0, (low - 1) / (low + 1), 0.0)
    pole = _BESSEL * _warped(high_hz, rate_hz)
    a1, a2, whole = _denominator(pole)
    share = abs(pole) ** 2 / whole
    return Design((above, (share, 2 * share, share, a1, a2)), rate_hz)


class Running:
    """A filter at work on one stream.

    Parameters
    ----------
    design : Design
    level : float
        What the stream has been for ever.
    """

    def __init__(self, design: Design, level: float = 0.0) -> None:
        self._sections = design.sections
        self._states: list[tuple[float, float]] = []
        for b0, b1, b2, a1, a2 in design.sections:
            out = level * (b0 + b1 + b2) / (1 + a1 + a2)
            second = b2 * level - a2 * out
            self._states.append((b1 * level - a1 * out + second, second))
            level = out

    def push(self, values: ArrayLike) -> FloatArray:
        """Take the next values, shape (n,); return them filtered."""
        series: Sequence[float] = np.asarray(values, np.float64).tolist()
        for number, section in enumerate(self._sections):
            _, b1, b2, _, _ = section
            through = _resonating if b1 == 0.0 and b2 == -section[0] else _through
            series, self._states[number] = through(section, series, *self._states[number])
        return np.array(series, np.float64)


def analytic(waves: FloatArray) -> ComplexArray:
    """Return waves, shape (..., n), as complex numbers: their real part, turned by a quarter."""
    n = waves.shape[-1]
    return np.asarray(np.fft.ifft(np.fft.rfft(waves) * _one_way(n), n))


@cache
def _one_way(n: int) -> FloatArray:
    """Return the weights of what turns in one way, which stands for the other way, too."""
    weights = np.full(n // 2 + 1, 2.0)
    weights[0] = 1.0
    if n % 2 == 0:
        weights[-1] = 1.0
    return weights


def _through(
    section: Section, series: Sequence[float], first: float, second: float
) -> tuple[list[float], tuple[float, float]]:
    b0, b1, b2, a1, a2 = section
    filtered = []
    for value in series:
        out = b0 * value + first
        first = b1 * value - a1 * out + second
        second = b2 * value - a2 * out
        filtered.append(out)
    return filtered, (first, second)


def _resonating(
    section: Section, series: Sequence[float], first: float, second: float
) -> tuple[list[float], tuple[float, float]]:
    """Do what `_through` does, for a band-pass: what is 0 or known already is left out."""
    b0, _, _, a1, a2 = section
    filtered: list[float] = []
    add = filtered.append
    for value in series:
        value *= b0
        out = value + first
        first = second - a1 * out
        second = -value - a2 * out
        add(out)
    return filtered, (first, second)


def _warped(hz: float, rate_hz: float) -> float:
    """Return the analogue frequency that the bilinear transform (s = (z-1)/(z+1)) brings there."""
    return math.tan(math.pi * hz / rate_hz)


def _denominator(pole: complex) -> tuple[float, float, float]:
    """Return a1 and a2 of a pole and its conjugate, and what a0 was before it was made 1."""
    whole = 1 - 2 * pole.real + abs(pole) ** 2
    return 2 * (abs(pole) ** 2 - 1) / whole, (1 + 2 * pole.real + abs(pole) ** 2) / whole, whole


def _resonance(pole: complex, width: float) -> Section:
    a1, a2, whole = _denominator(pole)
    return width / whole, 0.0, -width / whole, a1, a2
