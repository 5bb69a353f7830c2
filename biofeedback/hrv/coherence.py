"""The slow wave of the heart rate: its pace, and how much of everything it is, the coherence.

Both are read from one spectrum, and its definition is frozen, since the values depend on every
choice: 64 s, tachogram at 2 Hz, mean and line taken off, Hann window, zero-padded eightfold.
Coherence is the highest peak in 0.04-0.26 Hz, 0.030 Hz of power centred on it, against the rest of
0.0033-0.4 Hz. Longer windows average half-overlapping pieces.
Source: McCraty & Childre 2010 for the peak band and width; the remaining choices are ours.
"""

import math

import numpy as np

from biofeedback.hrv.frequency_domain import LF_BAND_HZ, peaks_hz, welch
from biofeedback.hrv.tachogram import tachograms_ms
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, shared, unknown

PIECE_S = 64.0
RATE_HZ = 2.0
PEAK_BAND_HZ = (0.04, 0.26)
PEAK_WIDTH_HZ = 0.030
TOTAL_BAND_HZ = (0.0033, 0.4)
_NFFT = 1024
_LEAST_S = 50.0  # two of the slowest waves of LF


def coherence_ratio(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over the remaining power, 0 and up; shape (windows,).

    NaN in windows shorter than `PIECE_S`, and where there is no wave at all.
    """
    raw: FloatArray = _slow_wave(beats, windows)[0]
    return raw


def coherence(beats: Beats, windows: Windows) -> FloatArray:
    """Peak power over total power, 0..1: r / (1 + r) of `coherence_ratio`."""
    raw = coherence_ratio(beats, windows)
    return ratio(raw, 1 + raw)


def lf_peak_per_min(beats: Beats, windows: Windows) -> FloatArray:
    """Rate of the strongest wave in LF; during slow breathing, the breath's.

    NaN below 50 s, two of the slowest waves.
    """
    per_min: FloatArray = 60 * _slow_wave(beats, windows)[1]
    return per_min


@shared
def _slow_wave(beats: Beats, windows: Windows) -> FloatArray:
    """Coherence ratio and frequency of the LF peak, shape (2, windows)."""
    out = unknown(2, windows.first.size)
    whole = round(PIECE_S * RATE_HZ)
    for which, curves_ms in tachograms_ms(beats, windows, RATE_HZ):
        segment = min(curves_ms.shape[1], whole)
        if segment >= _LEAST_S * RATE_HZ:
            spectra = welch(curves_ms, RATE_HZ, segment, _NFFT, (0.0, TOTAL_BAND_HZ[1]))
            out[1, which], top_hz = peaks_hz(*spectra, (LF_BAND_HZ, PEAK_BAND_HZ))
            if segment == whole:
                out[0, which] = _peak_over_rest(spectra[1], top_hz)
    return out


def _peak_over_rest(power: FloatArray, centre_hz: FloatArray) -> FloatArray:
    centre = centre_hz[:, np.newaxis] / _STEP_HZ  # in steps, and not whole
    steps = np.fmax(np.rint(centre), 0.0).astype(np.intp) + _AROUND
    near = power[np.arange(len(power))[:, np.newaxis], steps]
    peak = np.add.reduce(near * _share(_REACH - np.abs(steps - centre)), axis=1)
    total = np.add.reduce(power * _IN_TOTAL, axis=1)
    return ratio(peak, total - peak)


def _share(inside: FloatArray) -> FloatArray:
    """How much a sample weighs in an area of trapezoids that ends near it, a cut one in its share.

    `inside` is how far it lies inside the border, in steps: none below -1, all above 1.
    """
    share: FloatArray = 0.5 + 0.5 * np.minimum(np.maximum(inside, -1.0), 1.0)
    return share


_STEP_HZ = RATE_HZ / _NFFT
_REACH = PEAK_WIDTH_HZ / 2 / _STEP_HZ
_AROUND = np.arange(-9, 10)  # steps of frequency that the peak reaches over
_FREQUENCIES = np.arange(math.floor(TOTAL_BAND_HZ[1] / _STEP_HZ) + 2, dtype=np.float64)
_IN_TOTAL = _share(_FREQUENCIES - TOTAL_BAND_HZ[0] / _STEP_HZ) * _share(
    TOTAL_BAND_HZ[1] / _STEP_HZ - _FREQUENCIES
)
