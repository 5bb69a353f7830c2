"""The Poincare plot: the cloud of (interval, next interval), its width and its length; Baevsky.

Definitions: Brennan et al. 2001 (doi:10.1109/10.959330) as `neurokit2.hrv_nonlinear` computes them:
standard deviations (ddof=1) across and along the line of identity, over valid neighbours.
"""

from math import sqrt

import numpy as np

from biofeedback.hrv.time_domain import sdsd_ms
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, shared, window_std

_BIN_MS = 50.0


def sd1_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Width of the cloud: short-term, vagal variability."""
    return sdsd_ms(beats, windows) / sqrt(2)


@shared
def sd2_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Length of the cloud: all slower variability."""
    sums_ms = 2 * beats.rr_ms - beats.change_ms  # rr[i] + rr[i - 1] where they are a pair
    return window_std(sums_ms, beats.pair, windows.pairs()) / sqrt(2)


def sd1_sd2(beats: Beats, windows: Windows) -> FloatArray:
    """Width over length of the cloud."""
    return ratio(sd1_ms(beats, windows), sd2_ms(beats, windows))


def stress_index(beats: Beats, windows: Windows) -> FloatArray:
    """Baevsky's stress index in 1/s^2: how much the intervals crowd around one value.

    AMo / (2 Mo range), with the mode from a histogram of 50 ms steps; for whole recordings, not for
    live use. Source: Baevsky & Chernikova 2017, Cardiometry 10, 66-76 (unverified).
    Differs from NeuroKit2's `SI`, which is another index of that letter.
    """
    out = np.full(windows.first.shape, np.nan)
    for i, (first, stop) in enumerate(zip(windows.first, windows.stop, strict=True)):
        rr_ms = beats.rr_ms[first:stop][beats.valid[first:stop]]
        bins, counts = np.unique(np.floor(rr_ms / _BIN_MS), return_counts=True)
        if rr_ms.size > 1 and np.ptp(rr_ms) > 0:
            mode_s = (bins[np.argmax(counts)] + 0.5) * _BIN_MS / 1000
            share_pct = 100 * counts.max() / rr_ms.size
            out[i] = share_pct / (2 * mode_s * np.ptp(rr_ms) / 1000)
    return out
