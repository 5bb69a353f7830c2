"""Pulse waves in the light that the skin sends back, and which of the device's intervals to trust.

More blood takes more light, so the pulse is the *fall* of the light's logarithm: its size is then
the share of the light that pulses, whatever the brightness of the lamp. Pulses are found where a
short mean of the squared wave rises above a long one; each happens when the wave is half way up,
the point of the wave that is least disturbed.

Source: pulses, Elgendi et al. 2013, doi:10.1371/journal.pone.0076585 (also what NeuroKit2 uses;
differs: causal filter, trailing threshold); half way up, Peralta et al. 2019,
doi:10.1088/1361-6579/ab009b.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from biofeedback.signals.filters import Running, band_pass
from biofeedback.signals.seconds import FloatArray, Second, Seconds

LARGEST_ERROR_MS = 30.0
"""The device's own estimate of an interval's error; more is not used."""

_BAND_HZ = (0.5, 8.0)
_SHORT_S, _LONG_S = 0.111, 0.667  # a pulse's peak, a beat (Elgendi)
_OFFSET = 0.02  # of the mean square (Elgendi)
_APART_S = 0.3
_UPSTROKE_S = 0.4  # the foot lies at most so far before the peak
_KEPT_S = 6.0
_SETTLED_S = 3.0  # no pulse is told before the filter has settled
_LONGEST_GAP_S = 0.1
_FULL_SCALE = 2**21 - 1  # of the sensor's 22 signed bits
_LARGEST_AMBIENT = 0.5  # of the light; more falls in beside a loose sensor


@dataclass(frozen=True, slots=True)
class Pulse:
    """One pulse wave.

    Attributes
    ----------
    t_s : float
        When it was half way up; about 0.2 s after the heart's beat, more or less with the vessels.
    known_s : float
        When it could be known at the earliest.
    amplitude : float
        From foot to peak, as a share of the light.
    contact : bool
        Whether the sensor lay on the skin.
    """

    t_s: float
    known_s: float
    amplitude: float
    contact: bool


class PulseFinder:
    """Find the pulse waves of an optical sensor; the same answer for any packet size.

    Parameters
    ----------
    rate_hz : float
        Samples a second, to about 1 %; a Verity Sense sends 54.75.
    """

    def __init__(self, rate_hz: float = 54.75) -> None:
        self._rate_hz = rate_hz
        self._design = band_pass(*_BAND_HZ, rate_hz)
        self._seconds = Seconds()
        self._short, self._long = (round(s * rate_hz) // 2 * 2 + 1 for s in (_SHORT_S, _LONG_S))
        self._last_s = -np.inf  # peak of the last pulse
        self._begin(np.nan)

    def push(self, t_s: ArrayLike, ppg: ArrayLike) -> list[Pulse]:
        """Take samples: times, shape (n,), and light, shape (n, channels + 1), the last ambient.

        Returns
        -------
        list of Pulse
            The pulses now known, in their order.
        """
        return [pulse for s in self._seconds.push(t_s, ppg) for pulse in self._second(s)]

    def _begin(self, start_s: float) -> None:
        self._filter: Running | None = None
        self._start_s = start_s
        self._t_s, self._wave = np.zeros(0), np.zeros(0)
        self._contact = np.zeros(0, np.bool_)
        self._judged_s = -np.inf  # until when pulses were sought

    def _second(self, second: Second) -> list[Pulse]:
        known = self._t_s[-1:]
        steps_s = np.diff(second.t_s, prepend=known if known.size else second.t_s[0])
        if not known.size or steps_s.max() > _LONGEST_GAP_S:
            self._begin(second.t_s[0])
        light = second.values[:, :-1].mean(axis=1) - second.values[:, -1]
        level = -np.log(np.maximum(light, 1.0))
        self._filter = self._filter or Running(self._design, level.item(0))
        wave = self._filter.push(level)
        recent = self._t_s > second.t_s[0] - _KEPT_S
        self._t_s = np.append(self._t_s[recent], second.t_s)
        self._wave = np.append(self._wave[recent], wave)
        self._contact = np.append(self._contact[recent], _in_contact(second.values, light))
        return self._find(second.index + 1.0)

    def _find(self, known_s: float) -> list[Pulse]:
        """Find the pulses that ended where both means are known, and were not judged before."""
        judged = self._t_s.size - self._long // 2
        if judged <= self._long:
            return []
        square = np.maximum(self._wave, 0.0) ** 2
        short, long = (
            np.convolve(square, np.ones(n) / n, "same") for n in (self._short, self._long)
        )
        inside = (short > long + _OFFSET * square.mean())[:judged]
        edges = np.flatnonzero(np.diff(inside, prepend=False))  # the last pulse may have no end yet
        found = [
            self._measure(first + int(np.argmax(self._wave[first:stop])), known_s)
            for first, stop in zip(edges[::2], edges[1::2], strict=False)
            if self._t_s[stop] >= self._judged_s and stop - first >= self._short
        ]
        self._judged_s = self._t_s[judged]
        return [pulse for pulse in found if pulse is not None]

    def _measure(self, peak: int, known_s: float) -> Pulse | None:
        """Measure the pulse that is highest at sample `peak`; None when it is none."""
        peak_s = self._t_s[peak]
        if peak_s - max(self._last_s + _APART_S, self._start_s + _SETTLED_S) < 0:
            return None
        from_s = max(self._last_s, peak_s - _UPSTROKE_S)
        begin = int(self._t_s.searchsorted(from_s, "right"))
        upstroke = self._wave[begin : peak + 1]
        foot = int(np.argmin(upstroke))
        half = (upstroke[foot] + upstroke[-1]) / 2
        below = foot + int(np.flatnonzero(upstroke[foot:] < half)[-1])
        share = (half - upstroke[below]) / (upstroke[below + 1] - upstroke[below])
        before_s, after_s = self._t_s[begin + below : begin + below + 2]
        self._last_s = peak_s
        return Pulse(
            t_s=float(before_s + share * (after_s - before_s)),
            known_s=known_s,
            amplitude=float(upstroke[-1] - upstroke[foot]),
            contact=bool(self._contact[begin : peak + 1].all()),
        )


def _in_contact(ppg: FloatArray, light: FloatArray) -> NDArray[np.bool_]:
    """Say for each sample whether light comes back, no channel is blind, and little falls in."""
    lit = (ppg[:, :-1] > 0).all(axis=1) & (ppg[:, :-1] < _FULL_SCALE).all(axis=1)
    contact: NDArray[np.bool_] = lit & (np.abs(ppg[:, -1]) < _LARGEST_AMBIENT * light)
    return contact


def trusted_ppi(
    ppi_ms: ArrayLike, error_ms: ArrayLike, blocker: ArrayLike, contact: ArrayLike
) -> NDArray[np.bool_]:
    """Say which of the device's own pulse intervals may be used.

    Parameters
    ----------
    ppi_ms, error_ms : array_like, shape (n,)
        Intervals, and the device's estimate of their errors.
    blocker, contact : array_like of bool, shape (n,)
        The device's flags: it moved; it lay on the skin. A device that cannot feel the skin has
        contact.

    Returns
    -------
    bool, shape (n,)
        False where the flags or an error above 30 ms speak against the interval, and where no
        interval was found (0 ms).
    """
    steady = np.asarray(contact, np.bool_) & ~np.asarray(blocker, np.bool_)
    trusted: NDArray[np.bool_] = steady & (np.asarray(error_ms) <= LARGEST_ERROR_MS)
    return trusted & (np.asarray(ppi_ms) > 0)
