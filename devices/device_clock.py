"""When the samples of a strap's frames were taken, on the computer's clock; online, no I/O.

A frame is stamped by the strap's clock and arrives late by chance. The least delay seen pins the
one clock to the other, and yields slowly, as quartzes drift; every stream of a strap shares the
pin. It is followed at a limited pace, so times of samples never leap and intervals taken from them
stay true. Sample times lie evenly between the stamps of a frame and the one before it: their rate
is the strap's real one.

Stamps that do not fit are judged by what they say about the samples before. A single odd one is
overruled by the rate; two that agree with each other mean that the strap's clock was set, to 2019
after a reset, and the pin moves so that the samples go on without a seam.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

LEAK_S_PER_S = 0.0001
"""How fast the pin yields to larger delays: a strap's clock may run 100 ppm slow."""
SLEW_S_PER_S = 0.002
"""How fast times follow the pin: an interval of a second is off by 2 ms at most."""
HASTE_S_PER_S = 0.05
"""The same while they are off by more than `_FAR_S`: the first frame was caught in a jam."""
LATEST_S = 3.0
"""A frame with a stamp that does not fit is not on its way for longer: samples are missing."""

_FITS = 0.2  # of a frame's duration: how far a stamp may stand from where it is expected
_EARLY_S = 0.25  # a frame cannot come before its samples; more than this, and its stamp is wrong
_FAR_S = 0.1
_RECENT = 16  # stamps, against which repeated frames are held


@dataclass(frozen=True, slots=True, eq=False)
class SampleTimes:
    """When the samples of one frame were taken.

    Attributes
    ----------
    t_s : ndarray of float64, shape (n,)
        Evenly spaced, on the computer's clock.
    gap : bool
        Samples may be missing between the frame before and this one.
    """

    t_s: NDArray[np.float64]
    gap: bool


@dataclass(slots=True)
class _Stream:
    rate_hz: float
    end_s: float = 0.0  # when the newest sample was taken
    end_ns: int | None = None  # its stamp, unless that was overruled
    odd_ns: int | None = None  # the stamp of the frame before, if it did not fit
    stamps_ns: deque[int] = field(default_factory=lambda: deque(maxlen=_RECENT))
    sum_samples: int = 0
    sum_s: float = 0.0


class DeviceClock:
    """The clock of one strap, and the streams that it stamps.

    Parameters
    ----------
    latency_s : float
        The least delay from a sample to its frame's arrival, if it is known; it is subtracted.
    """

    def __init__(self, latency_s: float = 0.0) -> None:
        self._latency_s = latency_s
        self._streams: dict[int, _Stream] = {}
        self._pin_s: float | None = None  # the computer's clock when the strap's was 0: least delay
        self._followed_s = 0.0  # the same, as times are made with it
        self._last_s = 0.0  # the strap's clock at the newest frame

    def rate_hz(self, stream: int) -> float | None:
        """Return the real sample rate of a stream, None before its first frame."""
        held = self._streams.get(stream)
        return held.rate_hz if held else None

    def place(
        self, stream: int, t_s: float, timestamp_ns: int, samples: int, nominal_hz: float
    ) -> SampleTimes | None:
        """Take in one frame; return when its samples were taken, None when it is repeated.

        Parameters
        ----------
        stream : int
            Which of the strap's streams, such as a `polar_control.Stream`.
        t_s : float
            Arrival.
        timestamp_ns : int
            The strap's clock at the last sample.
        samples : int
            How many the frame holds.
        nominal_hz : float
            Their rate, as it was asked for.
        """
        if (held := self._streams.get(stream)) is None:
            held = self._streams[stream] = _Stream(nominal_hz)
            return self._begin(held, t_s, timestamp_ns, samples)
        if timestamp_ns in held.stamps_ns:
            return None
        stamped_s = self._follow(timestamp_ns)
        length_s = samples / held.rate_hz
        expected_s = held.end_s + length_s
        if abs(stamped_s - expected_s) < _FITS * length_s:
            self._learn(held, timestamp_ns, samples)
            self._pull(t_s, timestamp_ns)
            return _between(held, stamped_s, timestamp_ns, samples)
        if expected_s < stamped_s < t_s - self._latency_s + _EARLY_S:  # frames were lost
            return self._begin(held, t_s, timestamp_ns, samples)
        if expected_s < t_s - self._latency_s - LATEST_S:  # and the clock was set meanwhile
            self._pin_s = None
            return self._begin(held, t_s, timestamp_ns, samples)
        return self._overrule(held, expected_s, timestamp_ns, samples)

    def _begin(self, held: _Stream, t_s: float, timestamp_ns: int, samples: int) -> SampleTimes:
        """Place a frame that continues nothing: by its stamp, or by its arrival without a pin."""
        if self._pin_s is None:
            self._pin_s = self._followed_s = t_s - timestamp_ns / 1e9
            self._last_s = timestamp_ns / 1e9
        self._pull(t_s, timestamp_ns)
        held.end_s = self._follow(timestamp_ns)
        held.end_ns, held.odd_ns = timestamp_ns, None
        held.stamps_ns.append(timestamp_ns)
        return SampleTimes(_evenly(held.end_s, samples, 1.0 / held.rate_hz), True)

    def _overrule(
        self, held: _Stream, expected_s: float, timestamp_ns: int, samples: int
    ) -> SampleTimes:
        """Place a frame by the rate, as its stamp does not fit; two odd ones set the clock."""
        length_s = samples / held.rate_hz
        if held.odd_ns is not None:
            step_s = (timestamp_ns - held.odd_ns) / 1e9
            if abs(step_s - length_s) < _FITS * length_s:
                moved_s = expected_s + self._latency_s - timestamp_ns / 1e9 - self._followed_s
                self._followed_s += moved_s
                self._pin_s = (self._pin_s or 0.0) + moved_s
                self._last_s = timestamp_ns / 1e9
        fits = abs(self._follow(timestamp_ns) - expected_s) < _FITS * length_s
        held.end_ns, held.odd_ns = (timestamp_ns, None) if fits else (None, timestamp_ns)
        held.end_s = expected_s
        held.stamps_ns.append(timestamp_ns)
        return SampleTimes(_evenly(expected_s, samples, 1.0 / held.rate_hz), False)

    def _learn(self, held: _Stream, timestamp_ns: int, samples: int) -> None:
        """Learn the rate: so many samples lie between two stamps, unless the clock was set."""
        if held.end_ns is None:
            return
        step_s, length_s = (timestamp_ns - held.end_ns) / 1e9, samples / held.rate_hz
        if abs(step_s - length_s) < _FITS * length_s:
            held.sum_samples += samples
            held.sum_s += step_s
            held.rate_hz = held.sum_samples / held.sum_s

    def _pull(self, t_s: float, timestamp_ns: int) -> None:
        """Set the pin by a frame's delay, and follow it."""
        passed_s = max(timestamp_ns / 1e9 - self._last_s, 0.0)
        self._last_s += passed_s
        delay_s = t_s - timestamp_ns / 1e9
        self._pin_s = min((self._pin_s or 0.0) + LEAK_S_PER_S * passed_s, delay_s)
        off_s = self._pin_s - self._followed_s
        most_s = passed_s * (HASTE_S_PER_S if abs(off_s) > _FAR_S else SLEW_S_PER_S)
        self._followed_s += min(max(off_s, -most_s), most_s)

    def _follow(self, timestamp_ns: int) -> float:
        """Return the computer's time at a stamp."""
        return timestamp_ns / 1e9 + self._followed_s - self._latency_s


def _between(held: _Stream, stamped_s: float, timestamp_ns: int, samples: int) -> SampleTimes:
    """Spread samples evenly from the end of the frame before to the end of this one."""
    step_s = (stamped_s - held.end_s) / samples
    held.end_s, held.end_ns, held.odd_ns = stamped_s, timestamp_ns, None
    held.stamps_ns.append(timestamp_ns)
    return SampleTimes(_evenly(stamped_s, samples, step_s), False)


def _evenly(end_s: float, samples: int, step_s: float) -> NDArray[np.float64]:
    return end_s - step_s * np.arange(samples - 1, -1, -1, dtype=np.float64)
