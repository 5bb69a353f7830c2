"""The Poincare plot: the cloud of (interval, next interval), its width and its length; Baevsky.

Definitions: Brennan et al. 2001 (doi:10.1109/10.959330) as `neurokit2.hrv_nonlinear` computes them:
standard deviations (ddof=1) across and along the line of identity, over valid neighbours.
"""

from math import sqrt

import numpy as np

from biofeedback.hrv.time_domain import sdsd_ms
from biofeedback.hrv.window import (
    Beats,
    FloatArray,
    Windows,
    ratio,
    reduce_slices,
    spreads_ms,
    valid_count,
)

_BIN_MS = 50.0
_NO_LENGTH_MS = 1e-6
_MOST_BINS = 41


def sd1_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Width of the cloud: short-term, vagal variability."""
    return sdsd_ms(beats, windows) / sqrt(2)


def sd2_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Length of the cloud: all slower variability."""
    sd2: FloatArray = spreads_ms(beats, windows)[2] / sqrt(2)
    return sd2


def sd1_sd2(beats: Beats, windows: Windows) -> FloatArray:
    """Width over length of the cloud; NaN where it has no length, as in strict alternation."""
    length_ms = sd2_ms(beats, windows)
    return ratio(sd1_ms(beats, windows), np.where(length_ms > _NO_LENGTH_MS, length_ms, 0.0))


def stress_index(beats: Beats, windows: Windows) -> FloatArray:
    """Baevsky's stress index in 1/s^2: how much the intervals crowd around one value.

    AMo / (2 Mo range), with the mode from a histogram of 50 ms steps; for whole recordings, not for
    live use. Source: Baevsky & Chernikova 2017, Cardiometry 10, 66-76 (unverified).
    Differs from NeuroKit2's `SI`, which is another index of that letter.
    """
    rr_ms = np.where(beats.valid, beats.rr_ms, 0.0)
    steps = np.minimum(rr_ms / _BIN_MS, _MOST_BINS - 1).astype(np.intp)
    crowd = np.zeros((rr_ms.size + 1, _MOST_BINS), np.uint16)
    crowd[np.arange(1, rr_ms.size + 1), steps] = beats.valid
    np.cumsum(
        crowd, axis=0, out=crowd
    )  # whole numbers, modulo 2**16: differences of totals are exact
    counts = crowd[windows.stop]
    counts -= crowd[windows.first]
    mode = counts.argmax(axis=1)
    share_pct = 100 * ratio(counts.max(axis=1), valid_count(beats, windows))
    longest = reduce_slices(np.maximum, rr_ms, windows.first, windows.stop, 0.0)
    shortest = reduce_slices(
        np.minimum, np.where(beats.valid, rr_ms, np.inf), windows.first, windows.stop, np.inf
    )
    mode_s, range_s = (mode + 0.5) * _BIN_MS / 1000, (longest - shortest) / 1000
    return ratio(share_pct, 2 * mode_s * range_s)
