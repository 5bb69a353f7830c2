"""Coherence: how much of the heart-rate wave is one single slow wave.

Frozen definition, since the value depends on every choice: 64 s, tachogram at 2 Hz, mean and line
taken off, Hann window, zero-padded eightfold; the highest peak in 0.04-0.26 Hz, 0.030 Hz of power
centred on it, against the rest of 0.0033-0.4 Hz. Longer windows average half-overlapping pieces.
Source: McCraty & Childre 2010 for the peak band and width; the remaining choices are ours.
"""

import numpy as np

from biofeedback.hrv.frequency_domain import peak_hz, welch
from biofeedback.hrv.tachogram import tachograms_ms
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, shared

PIECE_S = 64.0
RATE_HZ = 2.0
PEAK_BAND_HZ = (0.04, 0.26)
PEAK_WIDTH_HZ = 0.030
TOTAL_BAND_HZ = (0.0033, 0.4)
_NFFT = 1024


@shared
def coherence_ratio(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over the remaining power, 0 and up; shape (windows,).

    NaN in windows shorter than `PIECE_S`, and where there is no wave at all.
    """
    out = np.full(windows.first.shape, np.nan)
    segment = round(PIECE_S * RATE_HZ)
    for which, curves_ms in tachograms_ms(beats, windows, RATE_HZ):
        if curves_ms.shape[1] >= segment:
            out[which] = _peak_over_rest(
                *welch(curves_ms, RATE_HZ, segment, _NFFT, (0.0, TOTAL_BAND_HZ[1]))
            )
    return out


def coherence(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over total power, 0..1: r / (1 + r) of `coherence_ratio`."""
    raw = coherence_ratio(beats, windows)
    return ratio(raw, 1 + raw)


def _peak_over_rest(frequency_hz: FloatArray, power: FloatArray) -> FloatArray:
    centre_hz = peak_hz(frequency_hz, power, PEAK_BAND_HZ)
    known = ~np.isnan(centre_hz)
    step_hz = RATE_HZ / _NFFT
    half, centre = (
        PEAK_WIDTH_HZ / 2 / step_hz,
        np.where(known, centre_hz, PEAK_BAND_HZ[0]) / step_hz,
    )
    total = np.zeros(power.shape)
    np.cumsum(power[:, 1:] + power[:, :-1], axis=1, out=total[:, 1:])
    borders = np.empty((4, centre.size))  # in steps of frequency, and not whole
    borders[0], borders[1] = centre - half, centre + half
    borders[2], borders[3] = TOTAL_BAND_HZ[0] / step_hz, TOTAL_BAND_HZ[1] / step_hz
    low = borders.astype(np.intp)
    row = np.arange(centre.size)
    below = total[row, low]
    from_peak, to_peak, from_total, to_total = below + (borders - low) * (
        total[row, low + 1] - below
    )
    peak = to_peak - from_peak
    return ratio(np.where(known, peak, np.nan), to_total - from_total - peak)
