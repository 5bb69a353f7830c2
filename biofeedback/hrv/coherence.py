"""Coherence: how much of the heart-rate wave is one single slow wave.

Frozen definition, since the value depends on every choice: 64 s, tachogram at 2 Hz, mean and line
taken off, Hann window, zero-padded eightfold; the highest peak in 0.04-0.26 Hz, 0.030 Hz of power
centred on it, against the rest of 0.0033-0.4 Hz. Longer windows average half-overlapping pieces.
Source: McCraty & Childre 2010 for the peak band and width; the remaining choices are ours.
"""

import numpy as np

from biofeedback.hrv.frequency_domain import peak_hz, tachograms_ms, welch
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio

PIECE_S = 64.0
RATE_HZ = 2.0
PEAK_BAND_HZ = (0.04, 0.26)
PEAK_WIDTH_HZ = 0.030
TOTAL_BAND_HZ = (0.0033, 0.4)
_NFFT = 1024


def coherence_ratio(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over the remaining power, 0 and up; shape (windows,).

    NaN in windows shorter than `PIECE_S`, and where there is no wave at all.
    """
    out = np.full(windows.first.shape, np.nan)
    segment = round(PIECE_S * RATE_HZ)
    for which, curves_ms in tachograms_ms(beats, windows, RATE_HZ):
        if curves_ms.shape[1] >= segment:
            out[which] = _peak_over_rest(*welch(curves_ms, RATE_HZ, segment, _NFFT))
    return out


def coherence(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over total power, 0..1: r / (1 + r) of `coherence_ratio`."""
    raw = coherence_ratio(beats, windows)
    return ratio(raw, 1 + raw)


def _peak_over_rest(frequency_hz: FloatArray, power: FloatArray) -> FloatArray:
    centre_hz = peak_hz(frequency_hz, power, PEAK_BAND_HZ)[:, np.newaxis]
    half_hz = PEAK_WIDTH_HZ / 2
    total_hz = np.broadcast_to(TOTAL_BAND_HZ, (power.shape[0], 2))
    borders_hz = np.concatenate([centre_hz - half_hz, centre_hz + half_hz, total_hz], axis=1)
    from_peak, to_peak, from_total, to_total = _power_up_to(borders_hz, power).T
    peak = to_peak - from_peak
    return ratio(peak, to_total - from_total - peak)


def _power_up_to(limits_hz: FloatArray, power: FloatArray) -> FloatArray:
    """Integrate each spectrum up to frequencies of its own, which need not be grid points."""
    step_hz = RATE_HZ / _NFFT
    total = np.zeros(power.shape)
    np.cumsum((power[:, 1:] + power[:, :-1]) / 2 * step_hz, axis=1, out=total[:, 1:])
    bins = limits_hz / step_hz
    low = np.nan_to_num(bins).astype(np.intp)
    below = np.take_along_axis(total, low, axis=1)
    return below + (bins - low) * (np.take_along_axis(total, low + 1, axis=1) - below)
