"""Indices of the intervals themselves and of their successive differences.

Definitions: Task Force 1996 (doi:10.1161/01.CIR.93.5.1043) as `neurokit2.hrv_time` computes them.
Each kernel: (`Beats`, `Windows`) -> float64 of shape (windows,), NaN where too little is known.
Differences are taken between valid neighbours only, never across an artifact or a gap.
"""

import numpy as np

from biofeedback.hrv.window import (
    Beats,
    FloatArray,
    Windows,
    pair_sums,
    ratio,
    shared,
    spreads_ms,
    unknown,
    valid_count,
    valid_sum_ms,
)


def heart_rate_bpm(beats: Beats, windows: Windows) -> FloatArray:
    """Mean heart rate, 60000 / mean NN; not the mean of the momentary rates."""
    return 60_000 * ratio(valid_count(beats, windows), valid_sum_ms(beats, windows))


def mean_nn_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Mean of the NN intervals."""
    return ratio(valid_sum_ms(beats, windows), valid_count(beats, windows))


def sdnn_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Standard deviation of the NN intervals, ddof=1."""
    sdnn: FloatArray = spreads_ms(beats, windows)[0]
    return sdnn


def cvnn_pct(beats: Beats, windows: Windows) -> FloatArray:
    """SDNN as a share of the mean NN, in percent; NeuroKit2 gives it as a fraction."""
    return 100 * ratio(sdnn_ms(beats, windows), mean_nn_ms(beats, windows))


def sdsd_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Standard deviation of the successive differences, ddof=1."""
    sdsd: FloatArray = spreads_ms(beats, windows)[1]
    return sdsd


@shared
def rmssd_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Root mean square of successive differences."""
    count, _, squares = pair_sums(beats, windows)[:3]
    return np.sqrt(ratio(squares, count))


def ln_rmssd(beats: Beats, windows: Windows) -> FloatArray:
    """Natural logarithm of RMSSD in ms; NaN where RMSSD is 0."""
    rmssd = rmssd_ms(beats, windows)
    return np.log(rmssd, out=unknown(rmssd.size), where=rmssd > 0)


def pnn50_pct(beats: Beats, windows: Windows) -> FloatArray:
    """Share of successive differences above 50 ms, in percent.

    Differs from NeuroKit2, which divides by the number of intervals; here, as in Kubios and
    pyHRV, by the number of differences.
    """
    return 100 * ratio(pair_sums(beats, windows)[6], pair_sums(beats, windows)[0])


def pnn20_pct(beats: Beats, windows: Windows) -> FloatArray:
    """Share of successive differences above 20 ms, in percent; see `pnn50_pct`."""
    return 100 * ratio(pair_sums(beats, windows)[7], pair_sums(beats, windows)[0])
