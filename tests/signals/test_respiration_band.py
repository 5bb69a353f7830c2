"""The band of breathing, against a sine's own time."""

import numpy as np
import pytest

from biofeedback.signals.respiration_band import BAND_HZ, GRID_HZ, Band, delay_s


@pytest.mark.parametrize("rate_per_min", [4.5, 6, 9, 15, 20])
def test_the_delay_is_what_a_sine_shows(rate_per_min):
    t_s = np.arange(0, 400, 1 / GRID_HZ)
    turn = 2 * np.pi * rate_per_min / 60
    out = Band(1).filter(np.sin(turn * t_s)[:, np.newaxis])[:, 0]
    settled = t_s > 200
    fit = np.column_stack([np.sin(turn * t_s), np.cos(turn * t_s)])[settled]
    sine, cosine = np.linalg.lstsq(fit, out[settled], rcond=None)[0]
    assert delay_s(60 / rate_per_min) == pytest.approx(-np.arctan2(cosine, sine) / turn, abs=1e-3)
    print(f"{rate_per_min}/min: {delay_s(60 / rate_per_min):.2f} s, {np.hypot(sine, cosine):.2f}")
    assert 0.7 < np.hypot(sine, cosine) < 1


@pytest.mark.parametrize(("hz", "passed"), [(0.005, 0.11), (1.1, 0.3)])
def test_drift_and_heartbeat_stay_out(hz, passed):
    t_s = np.arange(0, 600, 1 / GRID_HZ)
    out = Band(1).filter(np.sin(2 * np.pi * hz * t_s)[:, np.newaxis])
    assert np.abs(out[3000:]).max() < passed
    assert BAND_HZ[0] > 0.005


def test_state_is_kept_between_blocks():
    values = np.random.default_rng(3).normal(size=(200, 2))
    band = Band(2)
    parts = [band.filter(part) for part in np.split(values, [1, 7, 90])]
    assert np.array_equal(np.concatenate(parts), Band(2).filter(values))
