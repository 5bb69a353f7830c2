"""Agreement with NeuroKit2, which is the definition of the time-domain figures."""

import warnings

import numpy as np
import pytest

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.nonlinear import sd1_ms, sd2_ms
from biofeedback.hrv.rsa import swing_ms
from biofeedback.hrv.time_domain import heart_rate_bpm, pnn50_pct, rmssd_ms, sdnn_ms
from biofeedback.hrv.window import Beats, Windows
from tests.hrv.series import breathing_heart, marked


@pytest.fixture(scope="module")
def nk():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import neurokit2

        yield neurokit2


def ours(kernel, beats):
    return kernel(beats, Windows.whole(beats))[0]


def agree_on(nk, rr_ms):
    rr_ms = np.asarray(rr_ms, dtype=float)
    beats = Beats.of(rr_ms)
    series = {"RRI": rr_ms, "RRI_Time": beats.t_s}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        time, cloud = nk.hrv_time(series).iloc[0], nk.hrv_nonlinear(series).iloc[0]
    close = {"rel": 1e-9}
    assert ours(heart_rate_bpm, beats) == pytest.approx(60_000 / time["HRV_MeanNN"], **close)
    assert ours(rmssd_ms, beats) == pytest.approx(time["HRV_RMSSD"], **close)
    assert ours(sdnn_ms, beats) == pytest.approx(time["HRV_SDNN"], **close)
    assert ours(sd1_ms, beats) == pytest.approx(cloud["HRV_SD1"], **close)
    assert ours(sd2_ms, beats) == pytest.approx(cloud["HRV_SD2"], **close)
    # NeuroKit2 divides by one more than there are differences.
    differences = rr_ms.size - 1
    theirs = time["HRV_pNN50"] * (differences + 1) / differences
    assert ours(pnn50_pct, beats) == pytest.approx(theirs, **close)


@pytest.mark.parametrize("seed", range(2))
def test_random_series(nk, seed):
    rng = np.random.default_rng(seed)
    agree_on(nk, rng.uniform(500, 1400, 90))
    agree_on(nk, breathing_heart(9.0, 6.0, 25.0, 150.0, 65.0, seed).rr_ms)


def test_real_series(nk, shared):
    rest = np.loadtxt(shared / "data/rr_rest_and_noisy/rest_rri.txt")
    slow = np.loadtxt(shared / "data/h10_ibi_slow_breathing/sample_data_ibi.csv", delimiter=",")
    agree_on(nk, rest[:150])
    agree_on(nk, slow[:150, 1])


@pytest.mark.parametrize("seed", range(2))
def test_rsa_peak_to_trough(nk, seed):
    """Beats and breaths on whole milliseconds; `rpeaks=None`, since giving them re-bases them."""
    import pandas as pd

    rng = np.random.default_rng(seed)
    heart = breathing_heart(8.0, 6.0, 20.0, 150.0, 66.0, seed)
    beat_ms = np.cumsum(np.round(heart.rr_ms)).astype(int)
    inhale_ms = 2000 + np.cumsum(rng.integers(7000, 12_000, 14))
    inhale_ms = inhale_ms[inhale_ms < 145_000]
    exhale_ms = inhale_ms[:-1] + np.diff(inhale_ms) * 2 // 5

    n = beat_ms[-1] + 1
    phase, completion = np.full(n, np.nan), np.full(n, 0.5)
    for on, off, end in zip(inhale_ms[:-1], exhale_ms, inhale_ms[1:], strict=True):
        phase[on:off], phase[off : end + 1] = 1, 0
        completion[[on, off]] = 0
    phase[inhale_ms[-1]], completion[inhale_ms[-1]] = 1, 0
    marks = np.zeros((2, n))
    marks[0, beat_ms], marks[1, exhale_ms] = 1, 1
    signals = pd.DataFrame(
        {
            "ECG_R_Peaks": marks[0],
            "ECG_Rate": np.interp(np.arange(n), beat_ms, 60_000 / heart.rr_ms),
            "RSP_Phase": phase,
            "RSP_Phase_Completion": completion,
            "RSP_Peaks": marks[1],
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = nk.hrv_rsa(signals, rpeaks=None, sampling_rate=1000)

    # The first beat closes no interval that NeuroKit2 knows.
    beats = marked(Beats.of(np.diff(beat_ms, prepend=0), beat_ms / 1000), [0])
    breaths = Breaths.led(inhale_ms[:-1] / 1000, exhale_ms / 1000, inhale_ms[1:] / 1000)
    swings = swing_ms(beats, breaths)
    assert np.isnan(swings).sum() == theirs["RSA_P2T_NoRSA"]
    assert np.nanmean(swings) == pytest.approx(theirs["RSA_P2T_Mean"], rel=1e-9)
    assert np.nanstd(swings, ddof=1) == pytest.approx(theirs["RSA_P2T_SD"], rel=1e-9)
