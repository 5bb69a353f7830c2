"""The Poincare plot: the cloud of (interval, next interval), its width and its length.

Definitions: Brennan et al. 2001 (doi:10.1109/10.959330) as `neurokit2.hrv_nonlinear` computes them:
standard deviations (ddof=1) across and along the line of identity, over valid neighbours.
"""

from math import sqrt

from biofeedback.hrv.window import Beats, FloatArray, Windows, window_std


def sd1_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Width of the cloud: short-term, vagal variability."""
    return window_std(beats.change_ms, beats.pair, windows.pairs()) / sqrt(2)


def sd2_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Length of the cloud: all slower variability."""
    sums_ms = 2 * beats.rr_ms - beats.change_ms  # rr[i] + rr[i - 1] where they are a pair
    return window_std(sums_ms, beats.pair, windows.pairs()) / sqrt(2)
