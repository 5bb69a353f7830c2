"""Indices of the intervals themselves and of their successive differences.

Definitions: Task Force 1996 (doi:10.1161/01.CIR.93.5.1043) as `neurokit2.hrv_time` computes them.
Each kernel: (`Beats`, `Windows`) -> float64 of shape (windows,), NaN where too little is known.
Differences are taken between valid neighbours only, never across an artifact or a gap.
"""

import numpy as np

from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, window_std, window_sum


def heart_rate_bpm(beats: Beats, windows: Windows) -> FloatArray:
    """Mean heart rate, 60000 / mean NN; not the mean of the momentary rates."""
    total_ms = window_sum(np.where(beats.valid, beats.rr_ms, 0.0), windows)
    return 60_000 * ratio(window_sum(beats.valid, windows), total_ms)


def sdnn_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Standard deviation of the NN intervals, ddof=1."""
    return window_std(beats.rr_ms, beats.valid, windows)


def rmssd_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Root mean square of successive differences."""
    change, pair, pairs = differences_ms(beats), beats.pair, windows.pairs()
    kept = np.where(pair, change, 0.0)
    return np.sqrt(ratio(window_sum(kept * kept, pairs), window_sum(pair, pairs)))


def ln_rmssd(beats: Beats, windows: Windows) -> FloatArray:
    """Natural logarithm of RMSSD in ms; NaN where RMSSD is 0."""
    rmssd = rmssd_ms(beats, windows)
    return np.log(rmssd, out=np.full(rmssd.shape, np.nan), where=rmssd > 0)


def pnn50_pct(beats: Beats, windows: Windows) -> FloatArray:
    """Share of successive differences above 50 ms, in percent.

    Differs from NeuroKit2, which divides by the number of intervals; here, as in Kubios and
    pyHRV, by the number of differences.
    """
    pair, pairs = beats.pair, windows.pairs()
    large = pair & (np.abs(differences_ms(beats)) > 50)
    return 100 * ratio(window_sum(large, pairs), window_sum(pair, pairs))


def differences_ms(beats: Beats) -> FloatArray:
    """Return rr[i] - rr[i - 1], shape (n,); `Beats.pair` says which of them count."""
    known_ms = np.where(beats.valid, beats.rr_ms, 0.0)
    return np.diff(known_ms, prepend=known_ms[:1])
