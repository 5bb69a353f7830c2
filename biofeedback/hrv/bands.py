"""Power of the heart-rate wave by frequency band, as `neurokit2.signal_power` computes it.

Welch over three half-overlapping Hann segments of half the window, more of at most five minutes in
windows above ten, the window's mean taken off, padded to twice a segment, trapezoids over
low <= f < high.

**The trap of this field.** From 4.5 to 9 breaths a minute the breath's own wave lies in LF: HF
power, HF n.u. and LF/HF then tell nothing of vagal modulation, and may fall while it rises. Compare
them between stretches of spontaneous breathing only; during slow breathing, read `pace_power_ms2`,
RSA and RMSSD.

Bands: Task Force 1996, doi:10.1161/01.CIR.93.5.1043.
"""

from typing import NamedTuple

import numpy as np

from biofeedback.hrv.curve import GRID_HZ
from biofeedback.hrv.frequency_domain import LF_BAND_HZ, peak_hz, welch
from biofeedback.hrv.tachogram import tachograms_ms
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, shared, unknown

VLF_BAND_HZ = (0.0033, 0.04)
HF_BAND_HZ = (0.15, 0.40)
TOTAL_BAND_HZ = (0.0033, 0.40)
_BANDS_HZ = (VLF_BAND_HZ, LF_BAND_HZ, HF_BAND_HZ, TOTAL_BAND_HZ)
PACE_HALF_WIDTH_HZ = 0.015
"""Half of the band around the paced rate: as wide as the peak of `biofeedback.hrv.coherence`."""
LONGEST_SEGMENT_S = 300.0
"""Windows of more than twice this average more segments: one wave of the slowest band in each."""
_NO_POWER_MS2 = 1e-9  # below is rounding: shares of it would be figures out of nothing
FEWEST_CYCLES = 10
"""Breaths in a window before the power at their rate may speak."""


class _Powers(NamedTuple):
    """Band powers in ms^2 and the HF peak in Hz, each of shape (windows,)."""

    vlf: FloatArray
    lf: FloatArray
    hf: FloatArray
    total: FloatArray
    hf_peak_hz: FloatArray


def vlf_power_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power below the breath and the blood-pressure rhythm; takes five minutes or more."""
    return _powers(beats, windows).vlf


def lf_power_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power from 0.04 to 0.15 Hz."""
    return _powers(beats, windows).lf


def hf_power_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power from 0.15 to 0.40 Hz; vagal only while breathing at 9 to 24 a minute."""
    return _powers(beats, windows).hf


def total_power_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power from 0.0033 to 0.40 Hz."""
    return _powers(beats, windows).total


def lf_nu_pct(beats: Beats, windows: Windows) -> FloatArray:
    """LF as a share of LF + HF, in percent (normalised units)."""
    low, high = lf_power_ms2(beats, windows), hf_power_ms2(beats, windows)
    return 100 * ratio(low, low + high)


def hf_nu_pct(beats: Beats, windows: Windows) -> FloatArray:
    """HF as a share of LF + HF, in percent (normalised units)."""
    low, high = lf_power_ms2(beats, windows), hf_power_ms2(beats, windows)
    return 100 * ratio(high, low + high)


def lf_hf(beats: Beats, windows: Windows) -> FloatArray:
    """LF over HF; no measure of "balance", see the trap above."""
    return ratio(lf_power_ms2(beats, windows), hf_power_ms2(beats, windows))


def hf_peak_per_min(beats: Beats, windows: Windows) -> FloatArray:
    """Rate of the strongest fast wave; while breathing spontaneously, most often the breath's."""
    return 60 * _powers(beats, windows).hf_peak_hz


def pace_power_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power within 0.015 Hz of the paced breathing rate; NaN where fewer than ten breaths were led.

    Rises with vagal modulation at every pace, which band powers do not.
    """
    out = unknown(windows.first.size)
    pace_hz = _pace_hz(beats, windows)
    for which, curves_ms in tachograms_ms(beats, windows, GRID_HZ):
        paced = ~np.isnan(pace_hz[which])
        if paced.any():
            frequency_hz, power = _spectra(curves_ms[paced])
            centre_hz = pace_hz[which][paced, np.newaxis]
            near = np.abs(frequency_hz - centre_hz) < PACE_HALF_WIDTH_HZ
            step_hz = frequency_hz[1] - frequency_hz[0]
            out[which[paced]] = np.where(near, power, 0.0).sum(axis=1) * step_hz
    return out


def _pace_hz(beats: Beats, windows: Windows) -> FloatArray:
    """Mean rate of the paced breaths that lie wholly inside each window."""
    out = unknown(windows.first.size)
    if beats.paced is None:
        return out
    first = np.searchsorted(beats.paced.inhale_s, windows.start_s)
    last = np.searchsorted(beats.paced.end_s, windows.end_s, side="right") - 1
    count = last - first + 1
    enough = count >= FEWEST_CYCLES
    took_s = beats.paced.end_s[last[enough]] - beats.paced.inhale_s[first[enough]]
    out[enough] = count[enough] / took_s
    return out


@shared
def _powers(beats: Beats, windows: Windows) -> _Powers:
    out = _Powers(*unknown(5, windows.first.size))
    for which, curves_ms in tachograms_ms(beats, windows, GRID_HZ):
        if curves_ms.shape[1] // 2 < GRID_HZ / LF_BAND_HZ[0]:  # a segment of one slowest wave
            continue
        frequency_hz, power = _spectra(curves_ms)
        for values, band_hz in zip(out, _BANDS_HZ, strict=False):
            inside = slice(*np.searchsorted(frequency_hz, band_hz))
            # One layout in memory at any number of rows: sums in another order round differently.
            rows = np.ascontiguousarray(power[:, inside])
            power_ms2 = np.trapezoid(rows, frequency_hz[inside], axis=1)
            values[which] = np.where(power_ms2 > _NO_POWER_MS2, power_ms2, 0.0)
        out.hf_peak_hz[which] = peak_hz(frequency_hz, power, HF_BAND_HZ)
    return out


def _spectra(curves_ms: FloatArray) -> tuple[FloatArray, FloatArray]:
    segment = min(curves_ms.shape[1] // 2, round(LONGEST_SEGMENT_S * GRID_HZ))
    return welch(
        curves_ms, GRID_HZ, segment, 2 * segment, (VLF_BAND_HZ[0], HF_BAND_HZ[1]), line=False
    )
