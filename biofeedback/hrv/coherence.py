"""Coherence: how much of the heart-rate wave is one single slow wave.

Frozen definition, since the value depends on every choice: 64 s, tachogram at 2 Hz, mean and line
taken off, Hann window, zero-padded eightfold; the highest peak in 0.04-0.26 Hz, 0.030 Hz of power
centred on it, against the rest of 0.0033-0.4 Hz. Longer windows average half-overlapping pieces.
Source: McCraty & Childre 2010 for the peak band and width; the remaining choices are ours.
"""

import numpy as np
from scipy.signal import detrend

from biofeedback.hrv.frequency_domain import peak_hz, tachogram_ms, welch
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio

PIECE_S = 64.0
RATE_HZ = 2.0
PEAK_BAND_HZ = (0.04, 0.26)
PEAK_WIDTH_HZ = 0.030
TOTAL_BAND_HZ = (0.0033, 0.4)
_NFFT = 1024


def coherence_ratio(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over the remaining power, 0 and up; shape (windows,)."""
    return np.array([_ratio(beats, *span) for span in windows.spans()])


def coherence(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over total power, 0..1: r / (1 + r) of `coherence_ratio`."""
    raw = coherence_ratio(beats, windows)
    return ratio(raw, 1 + raw)


def _ratio(beats: Beats, start_s: float, end_s: float) -> float:
    curve = tachogram_ms(beats, start_s, end_s, RATE_HZ)
    segment = round(PIECE_S * RATE_HZ)
    if curve is None or curve.size < segment:
        return float("nan")
    frequency_hz, power = welch(detrend(curve), RATE_HZ, segment, _NFFT)
    centre_hz = peak_hz(frequency_hz, power, PEAK_BAND_HZ)
    half_hz = PEAK_WIDTH_HZ / 2
    peak = _power_between(frequency_hz, power, centre_hz - half_hz, centre_hz + half_hz)
    rest = _power_between(frequency_hz, power, *TOTAL_BAND_HZ) - peak
    return peak / rest if rest > 0 else float("nan")


def _power_between(frequency_hz: FloatArray, power: FloatArray, low: float, high: float) -> float:
    """Integrate the spectrum between two frequencies, which need not be grid points."""
    total = np.append(0.0, np.cumsum((power[1:] + power[:-1]) / 2 * np.diff(frequency_hz)))
    below, above = np.interp([low, high], frequency_hz, total)
    return float(above - below)
