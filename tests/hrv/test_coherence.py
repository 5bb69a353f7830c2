"""Coherence: its twin, and hearts that swing by a known amount."""

import numpy as np
import pytest

from biofeedback.hrv.coherence import coherence, coherence_ratio
from biofeedback.hrv.window import Beats, Windows
from tests import naive
from tests.hrv.series import as_naive, breathing_heart, eventful, marked


@pytest.mark.parametrize("seed", range(3))
def test_equals_its_twin(seed):
    beats = eventful(seed)
    slow, ends = as_naive(beats), beats.t_s[::12]
    found = coherence(beats, Windows.over(beats, ends - 64, ends))
    wanted = [naive.coherence(slow, end - 64, end) for end in ends.tolist()]
    assert 3 <= sum(share is not None for share in wanted) < len(wanted)
    np.testing.assert_allclose(found, [np.nan if w is None else w for w in wanted], rtol=1e-9)


def ratios(swing_bpm, noise_ms, seeds=24):
    """Ratios of many hearts between 60 and 65 beats a minute, two windows each."""
    found = []
    for seed in range(seeds):
        mean_bpm = 60 + 5 * seed / (seeds - 1)
        beats = breathing_heart(swing_bpm, 6.0, noise_ms, 150.0, mean_bpm, seed)
        found.extend(coherence_ratio(beats, Windows.over(beats, [5.0, 80.0], [69.0, 144.0])))
    return np.array(found)


@pytest.mark.parametrize(
    ("swing_bpm", "noise_ms", "stated"),
    [(10, 0, 8.6), (10, 10, 8.4), (10, 30, 6.4), (5, 30, 3.3), (3, 30, 1.5)],
)
def test_ratio_of_a_breathing_heart(swing_bpm, noise_ms, stated):
    found = np.median(ratios(swing_bpm, noise_ms))
    print(f"+-{swing_bpm} bpm, {noise_ms} ms: {found:.2f}, stated {stated}")
    assert found == pytest.approx(stated, rel=0.10)


def test_ratio_of_noise():
    found = ratios(0, 30, seeds=200)
    low, high = np.quantile(found, [0.1, 0.9])
    print(f"no swing: mean {found.mean():.2f}, nine of ten above {low:.2f}, nine below {high:.2f}")
    assert found.mean() == pytest.approx(0.28, abs=0.03)
    assert [low, high] == pytest.approx([0.15, 0.40], abs=0.05)  # stated as 90 % of values


def test_coherence_is_the_share_of_the_peak():
    beats = breathing_heart(8.0, noise_ms=20.0)
    windows = Windows.trailing(beats, 64.0)
    raw, share = coherence_ratio(beats, windows), coherence(beats, windows)
    known = ~np.isnan(raw)
    assert known.sum() > 50
    np.testing.assert_allclose(share[known], 1 - 1 / (1 + raw[known]), rtol=1e-12)
    assert np.array_equal(np.isnan(share), ~known)


def test_a_longer_window_averages():
    beats = breathing_heart(6.0, noise_ms=20.0, seconds=700)
    whole = coherence(beats, Windows.over(beats, 5.0, 690.0))[0]
    parts = coherence(
        beats, Windows.over(beats, np.arange(5.0, 620.0, 32.0), np.arange(69.0, 684.0, 32.0))
    )
    assert whole == pytest.approx(parts.mean(), abs=0.05)


def test_a_drift_is_no_wave():
    still = breathing_heart(8.0, noise_ms=10.0)
    drifting = Beats.of(still.rr_ms + 1.5 * np.arange(still.rr_ms.size))
    both = [coherence(beats, Windows.over(beats, 40.0, 104.0))[0] for beats in (still, drifting)]
    assert both[0] == pytest.approx(both[1], abs=0.05)


@pytest.mark.parametrize("rr_ms", [1000.0, 60_000 / 61])
def test_no_wave_at_all_has_no_coherence(rr_ms):
    beats = Beats.of([rr_ms] * 100)
    assert np.isnan(coherence(beats, Windows.over(beats, 10.0, 74.0))).all()


def test_short_windows_and_holes_have_none():
    beats = breathing_heart(8.0, seconds=200)
    assert np.isnan(coherence(beats, Windows.over(beats, 10.0, 73.0)))
    broken = marked(beats, range(60, 65))
    assert np.isnan(coherence(broken, Windows.over(broken, 30.0, 94.0)))
    assert not np.isnan(coherence(broken, Windows.over(broken, 100.0, 164.0)))
