"""The heart-rate wave as an evenly sampled curve, its spectrum, and the peak of the slow band.

The grid is fixed to multiples of the sample time, never to the window: otherwise neighbouring
beats give jittering answers. Holes longer than `LONGEST_HOLE_S` are not bridged: the answer is NaN.
"""

import numpy as np
from scipy.interpolate import make_interp_spline

from biofeedback.hrv.window import Beats, FloatArray, Windows

LF_BAND_HZ = (0.04, 0.15)
"""Low-frequency band; Task Force 1996, doi:10.1161/01.CIR.93.5.1043."""
LONGEST_HOLE_S = 3.0
GRID_HZ = 4.0
_ZERO_PADDING = 4


def tachogram_ms(beats: Beats, start_s: float, end_s: float, rate_hz: float) -> FloatArray | None:
    """Sample the intervals of valid beats evenly over one window by a quadratic spline.

    Parameters
    ----------
    start_s, end_s : float
        The window; its last sample is the last grid point not after `end_s`.
    rate_hz : float
        Samples a second, at whole multiples of ``1 / rate_hz``.

    Returns
    -------
    ndarray of shape (m,) or None
        None where fewer than four beats are known or a hole is too long. Before the first and
        after the last beat the curve is held.
    """
    # One beat more on each side, so that the curve reaches the window's borders.
    first = max(int(np.searchsorted(beats.t_s, start_s, side="right")) - 1, 0)
    stop = int(np.searchsorted(beats.t_s, end_s, side="right"))
    known = beats.valid[first:stop]
    t_s, rr_ms = beats.t_s[first:stop][known], beats.rr_ms[first:stop][known]
    if t_s.size < 4:
        return None
    outside_s = max(t_s[0] - start_s - rr_ms[0] / 1000, end_s - t_s[-1])
    if max(np.diff(t_s).max(), outside_s) > LONGEST_HOLE_S:
        return None
    last = np.floor(end_s * rate_hz)
    count = round((end_s - start_s) * rate_hz)
    grid_s = np.arange(last - count + 1, last + 1) / rate_hz
    curve: FloatArray = make_interp_spline(t_s, rr_ms, k=2)(np.clip(grid_s, t_s[0], t_s[-1]))
    return curve


def welch(
    samples: FloatArray, rate_hz: float, segment: int, nfft: int
) -> tuple[FloatArray, FloatArray]:
    """Power spectral density by averaging half-overlapping Hann segments.

    Source: Welch 1967, doi:10.1109/TAU.1967.1161901. The mean of the whole window is taken off
    once; `scipy.signal.welch` does the same with ``detrend=False`` on mean-free samples.

    Returns
    -------
    frequency_hz, power : ndarray of shape (nfft // 2 + 1,)
        Power in units of samples squared per Hz.
    """
    centred = samples - samples.mean()
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(segment) / segment)
    pieces = np.lib.stride_tricks.sliding_window_view(centred, segment)[:: segment // 2]
    spectra = np.abs(np.fft.rfft(pieces * hann, nfft, axis=1))
    scale = 2 / (rate_hz * (hann @ hann))
    power = np.asarray((spectra * spectra).mean(axis=0) * scale, dtype=np.float64)
    frequency_hz: FloatArray = np.arange(nfft // 2 + 1) * (rate_hz / nfft)
    return frequency_hz, power


def peak_hz(frequency_hz: FloatArray, power: FloatArray, band_hz: tuple[float, float]) -> float:
    """Frequency of the highest peak inside a band, refined by a parabola; NaN without a peak."""
    middle, middle_hz = power[1:-1], frequency_hz[1:-1]
    peaks = (middle > power[:-2]) & (middle >= power[2:])
    peaks &= (middle_hz >= band_hz[0]) & (middle_hz < band_hz[1])
    if not peaks.any():
        return float("nan")
    top = 1 + int(np.argmax(np.where(peaks, middle, -np.inf)))
    left, centre, right = power[top - 1 : top + 2]
    shift = 0.5 * (left - right) / (left - 2 * centre + right)
    return float(frequency_hz[top] + shift * (frequency_hz[1] - frequency_hz[0]))


def lf_peak_per_min(beats: Beats, windows: Windows) -> FloatArray:
    """Rate of the strongest slow wave of the heart rate; during slow breathing, the breath's.

    Welch over three half-overlapping segments of half the window.
    """
    return np.array([_lf_peak(beats, *span) for span in windows.spans()])


def _lf_peak(beats: Beats, start_s: float, end_s: float) -> float:
    curve = tachogram_ms(beats, start_s, end_s, GRID_HZ)
    if curve is None or curve.size < 2 * GRID_HZ / LF_BAND_HZ[0]:  # a segment of one slowest wave
        return float("nan")
    segment = curve.size // 2
    frequency_hz, power = welch(curve, GRID_HZ, segment, _ZERO_PADDING * segment)
    return 60 * peak_hz(frequency_hz, power, LF_BAND_HZ)
