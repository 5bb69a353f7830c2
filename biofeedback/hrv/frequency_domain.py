"""The heart-rate wave as an evenly sampled curve, its spectrum, and the peak of the slow band.

A sample lies on a whole multiple of the sample time and rests on the beats around it and the one
before: never on the window. So neighbouring windows see the same curve and do not jitter, and a
sample never changes again. Holes longer than `LONGEST_HOLE_S` are not bridged: the answer is NaN.
"""

from collections.abc import Iterator

import numpy as np

from biofeedback.hrv.window import BLOCK, Beats, FloatArray, IndexArray, Windows

LF_BAND_HZ = (0.04, 0.15)
"""Low-frequency band; Task Force 1996, doi:10.1161/01.CIR.93.5.1043."""
LONGEST_HOLE_S = 3.0
GRID_HZ = 4.0
PIECE_S = 60.0
_ZERO_PADDING = 4
_NO_WAVE = 1e-12  # ms^2/Hz; below is rounding, and a peak of it would be a number out of nothing


def tachograms_ms(
    beats: Beats, windows: Windows, rate_hz: float
) -> Iterator[tuple[IndexArray, FloatArray]]:
    """Sample the intervals evenly over windows, as many of them at once as have the same length.

    After the last valid beat of a window its interval is held: what follows the window is unknown.

    Parameters
    ----------
    rate_hz : float
        Samples a second, at whole multiples of ``1 / rate_hz``; those after the start of a window
        and up to its end belong to it.

    Yields
    ------
    which : intp, shape (m,)
        The windows that this is about. A window with a hole in it is in none.
    curves_ms : float64, shape (m, samples)
        Their curves; the last sample is at ``floor(end_s * rate_hz) / rate_hz``.
    """
    t_s, rr_ms, begin_s = (
        column[beats.valid] for column in (beats.t_s, beats.rr_ms, beats.begin_s)
    )
    newest = np.searchsorted(t_s, windows.end_s, side="right") - 1
    last = np.floor(windows.end_s * rate_hz).astype(np.intp)
    counts = last - np.floor(windows.start_s * rate_hz).astype(np.intp)
    for count in np.unique(counts[(counts > 0) & (newest >= 0)]):
        same = np.flatnonzero((counts == count) & (newest >= 0))
        for which in np.array_split(same, same.size * int(count) // BLOCK + 1):
            first = last[which] - count + 1
            grid_s = np.arange(first.min(), last[which].max() + 1) / rate_hz
            curve = _interpolate(t_s, rr_ms, begin_s, grid_s)
            rows = (first - first.min())[:, np.newaxis] + np.arange(count)
            since_s = grid_s[rows] - t_s[newest[which], np.newaxis]
            held_ms = np.where(since_s > LONGEST_HOLE_S, np.nan, rr_ms[newest[which], np.newaxis])
            curves = np.where(since_s > 0, held_ms, curve[rows])
            known = ~np.isnan(curves).any(axis=1)
            yield which[known], curves[known]


def _interpolate(
    t_s: FloatArray, rr_ms: FloatArray, begin_s: FloatArray, at_s: FloatArray
) -> FloatArray:
    """Lay a parabola through the beats around each time and the one before; NaN in holes.

    The first interval, and the first one after a hole, hold from their beginning.
    """
    after = np.searchsorted(t_s, at_s)  # the first beat not before each time
    inside = np.minimum(after, t_s.size - 1)
    out = np.where((after < t_s.size) & (at_s >= begin_s[inside]), rr_ms[inside], np.nan)
    if t_s.size < 2:
        return out
    step_s = np.diff(t_s)
    slope = np.diff(rr_ms) / step_s
    bridged = begin_s[1:] - t_s[:-1] <= LONGEST_HOLE_S
    bend = np.zeros(slope.size)
    bend[1:] = np.where(bridged[:-1], np.diff(slope) / (step_s[1:] + step_s[:-1]), 0.0)
    left = np.clip(after - 1, 0, slope.size - 1)
    from_s, to_s = at_s - t_s[left], at_s - t_s[left + 1]
    parabola = rr_ms[left] + from_s * (slope[left] + bend[left] * to_s)
    between = (after > 0) & (after < t_s.size)
    return np.where(between & bridged[left], parabola, out)


def welch(
    samples: FloatArray, rate_hz: float, segment: int, nfft: int, *, line: bool = True
) -> tuple[FloatArray, FloatArray]:
    """Power spectral density by averaging half-overlapping Hann segments.

    To the last bit the same at any number of curves. The figures are those of
    `scipy.signal.welch` with ``detrend="linear"``; without `line`, of `neurokit2.signal_psd`.
    Source: Welch 1967, doi:10.1109/TAU.1967.1161901.

    Parameters
    ----------
    samples : float64, shape (m, n)
        The curves, one in each row; n >= segment.
    segment, nfft : int
        Samples of one segment, and their number after padding with zeros.
    line : bool
        Take a straight line off each segment; otherwise, off each curve its mean.

    Returns
    -------
    frequency_hz : float64, shape (nfft // 2 + 1,)
    power : float64, shape (m, nfft // 2 + 1)
        In units of samples squared per Hz.
    """
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(segment) / segment)
    ramp = np.arange(segment) - (segment - 1) / 2
    level = samples if line else samples - samples.mean(axis=1, keepdims=True)
    step = segment - segment // 2
    starts = range(0, samples.shape[1] - segment + 1, step)
    pieces = np.stack([level[:, start : start + segment] for start in starts], axis=1)
    # Sums row by row, not a matrix product: its last bits depend on the number of rows.
    if line:
        slope = (pieces * ramp).sum(axis=2, keepdims=True) / (ramp * ramp).sum()
        pieces = pieces - pieces.mean(axis=2, keepdims=True) - slope * ramp
    spectra = np.fft.rfft(pieces * hann, nfft, axis=2)
    squares = spectra.real**2 + spectra.imag**2
    power = squares.mean(axis=1) * (2 / (rate_hz * (hann @ hann)))
    return np.arange(nfft // 2 + 1, dtype=np.float64) * (rate_hz / nfft), power


def peak_hz(
    frequency_hz: FloatArray, power: FloatArray, band_hz: tuple[float, float]
) -> FloatArray:
    """Frequency of the highest peak inside a band, refined by a parabola; NaN without a peak.

    Parameters
    ----------
    frequency_hz : float64, shape (k,)
    power : float64, shape (m, k)

    Returns
    -------
    float64, shape (m,)
    """
    middle, middle_hz = power[:, 1:-1], frequency_hz[1:-1]
    peaks = (middle > power[:, :-2]) & (middle >= power[:, 2:])
    peaks &= (middle > _NO_WAVE) & (middle_hz >= band_hz[0]) & (middle_hz < band_hz[1])
    top = 1 + np.argmax(np.where(peaks, middle, -1.0), axis=1)
    row = np.arange(top.size)
    left, centre, right = (power[row, top + step] for step in (-1, 0, 1))
    bend = np.where(peaks.any(axis=1), left - 2 * centre + right, np.nan)
    shift = 0.5 * (left - right) / bend
    peak: FloatArray = frequency_hz[top] + shift * (frequency_hz[1] - frequency_hz[0])
    return peak


def lf_peak_per_min(beats: Beats, windows: Windows) -> FloatArray:
    """Rate of the strongest slow wave of the heart rate; during slow breathing, the breath's.

    The spectrum of `PIECE_S`; longer windows average half-overlapping pieces. NaN below 50 s, two
    of the slowest waves.
    """
    out = np.full(windows.first.shape, np.nan)
    for which, curves_ms in tachograms_ms(beats, windows, GRID_HZ):
        segment = min(curves_ms.shape[1], round(PIECE_S * GRID_HZ))
        if segment >= 2 * GRID_HZ / LF_BAND_HZ[0]:
            frequency_hz, power = welch(curves_ms, GRID_HZ, segment, _ZERO_PADDING * segment)
            out[which] = 60 * peak_hz(frequency_hz, power, LF_BAND_HZ)
    return out
