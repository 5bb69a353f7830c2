"""The same figures by NeuroKit2, on the same windows.

Counted is what gives our live indices: `hrv_time` (mean NN, SDNN, RMSSD, pNN50, pNN20, SDSD, CVNN),
`hrv_nonlinear` (SD1, SD2; it brings other figures along), `hrv_frequency` (Welch, not normalised)
and `hrv_rsa` (`rpeaks=None`, as giving them re-bases them), each on 60 s; where not only the live
indices are asked for, `hrv_frequency` on the 180, 240 and 300 s of our HF, LF and total power as
well. A row of its own tells the same without `hrv_nonlinear`. Left out, in NeuroKit2's favour:
coherence, the stress index and the power at the pace, which it does not have; making the signals
for `hrv_rsa`; finding the breaths: it is told, ours are sought.
"""

import warnings
from dataclasses import dataclass

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import neurokit2
    import pandas as pd

WINDOW_S, LONG_S = 60.0, (180.0, 240.0, 300.0)
RSA_HZ = 100  # coarse, which is quick: ten times less than is usual


@dataclass(frozen=True)
class Inputs:
    """The windows that end with one beat: their intervals by length in s, and signals of 60 s."""

    series: dict
    signals: pd.DataFrame


def inputs(beats, breaths, end_s):
    """Cut out the windows that end at `end_s`."""
    series = {length: _series(beats, end_s - length, end_s) for length in (WINDOW_S, *LONG_S)}
    start_s = end_s - WINDOW_S
    whole = breaths[(breaths.inhale_s > start_s) & (breaths.end_s < end_s - 1 / RSA_HZ)]
    return Inputs(series, _signals(series[WINDOW_S], whole, start_s))


def hrv_time(window):
    neurokit2.hrv_time(window.series[WINDOW_S])


def hrv_nonlinear(window):
    neurokit2.hrv_nonlinear(window.series[WINDOW_S])


def hrv_frequency(window):
    neurokit2.hrv_frequency(window.series[WINDOW_S], psd_method="welch", normalize=False)


def hrv_rsa(window):
    neurokit2.hrv_rsa(window.signals, rpeaks=None, sampling_rate=RSA_HZ)


def hrv_frequency_long(window):
    for length in LONG_S:
        neurokit2.hrv_frequency(window.series[length], psd_method="welch", normalize=False)


LIVE_FUNCTIONS = (hrv_time, hrv_nonlinear, hrv_frequency, hrv_rsa)
FUNCTIONS = (*LIVE_FUNCTIONS, hrv_frequency_long)


def _series(beats, start_s, end_s):
    inside = beats.valid & (beats.t_s > start_s) & (beats.t_s <= end_s)
    return {"RRI": beats.rr_ms[inside], "RRI_Time": beats.t_s[inside]}


def _signals(series, breaths, start_s):
    def samples(times_s):
        return np.clip(np.round((times_s - start_s) * RSA_HZ).astype(int), 0, n - 1)

    n, t_s, rr_ms = round(WINDOW_S * RSA_HZ), series["RRI_Time"], series["RRI"]
    starts, tops, ends = map(samples, (breaths.inhale_s, breaths.exhale_s, breaths.end_s))
    phase, completion, beat_marks, top_marks = (
        np.full(n, np.nan),
        np.full(n, 0.5),
        *np.zeros((2, n)),
    )
    for start, top, end in zip(starts, tops, ends, strict=True):
        phase[start:top], phase[top:end] = 1, 0
    phase[ends[-1]] = 1
    completion[np.concatenate([starts, tops, ends])] = 0
    beat_marks[samples(t_s)], top_marks[tops] = 1, 1
    return pd.DataFrame(
        {
            "ECG_R_Peaks": beat_marks,
            "ECG_Rate": np.interp(np.arange(n), samples(t_s), 60_000 / rr_ms),
            "RSP_Phase": phase,
            "RSP_Phase_Completion": completion,
            "RSP_Peaks": top_marks,
        }
    )
