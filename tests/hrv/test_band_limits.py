"""A band that a window is too short for reads "collecting": never the share of it that can be seen.

Half a window is the segment of the spectrum; its lines are 2 / segment wide. So the band's own edge
is always shared with the next band; what must be whole is a wave one such line inside it.
"""

import numpy as np
import pytest

from biofeedback.hrv import bands
from biofeedback.hrv.index import INDICES, LOMB_INDICES
from biofeedback.hrv.window import Beats, Windows
from tests.hrv.series import breaths, with_breaths

LOWEST_HZ = {
    "vlf_power_ms2": bands.VLF_BAND_HZ[0],
    "lf_power_ms2": bands.LF_BAND_HZ[0],
    "hf_power_ms2": bands.HF_BAND_HZ[0],
    "total_power_ms2": bands.TOTAL_BAND_HZ[0],
    "lf_nu_pct": bands.LF_BAND_HZ[0],
    "hf_nu_pct": bands.LF_BAND_HZ[0],
    "lf_hf": bands.LF_BAND_HZ[0],
    "hf_peak_per_min": bands.HF_BAND_HZ[0],
    "lf_peak_per_min": bands.LF_BAND_HZ[0],
    "lf_power_ls_ms2": bands.LF_BAND_HZ[0],
    "hf_power_ls_ms2": bands.HF_BAND_HZ[0],
    "total_power_ls_ms2": bands.TOTAL_BAND_HZ[0],
    "lf_peak_ls_per_min": bands.LF_BAND_HZ[0],
    "hf_peak_ls_per_min": bands.HF_BAND_HZ[0],
}
LIMITED = [index for index in (*INDICES, *LOMB_INDICES) if index.name in LOWEST_HZ]
POWERS = [index for index in LIMITED if index.name.endswith("power_ms2")]


def wave(hertz, phase=0.0, seconds=900.0):
    t_s = np.arange(1, 2 * seconds) / 2
    return Beats.of(900 + 40 * np.sin(2 * np.pi * hertz * t_s + phase), t_s)


def test_every_band_is_looked_at():
    of_bands = {i.name for i in (*INDICES, *LOMB_INDICES) if "power" in i.name or "peak" in i.name}
    assert of_bands - {"pace_power_ms2"} <= set(LOWEST_HZ)
    assert len(LIMITED) == len(LOWEST_HZ)


@pytest.mark.parametrize("index", LIMITED, ids=lambda index: index.name)
def test_collects_in_windows_too_short_for_its_band(index):
    """The window must hold a wave of the lowest frequency, and be of the least epoch, in full."""
    beats = wave(0.1)
    shortest_s = max(index.min_epoch_s, 0.99 / LOWEST_HZ[index.name])
    lengths_s = np.arange(5.0, shortest_s, 5.0)
    short = Windows.over(beats, np.full(lengths_s.size, 200.0), 200.0 + lengths_s)
    assert np.isnan(index.evaluate(beats, short)).all()
    whole = Windows.over(beats, 200.0, 200.0 + max(index.window_s, shortest_s))
    in_hf = beats if "hf_peak" not in index.name else wave(0.25)
    assert not np.isnan(index.evaluate(in_hf, whole)).any()


def test_power_at_the_pace_needs_ten_breaths():
    index = next(index for index in INDICES if index.name == "pace_power_ms2")
    for rate_per_min in (4.5, 6.0, 10.0):
        period_s = 60 / rate_per_min
        led = breaths(0.0, period_s / 2, period_s / 2, 80)
        beats = with_breaths(wave(rate_per_min / 60), led)
        lengths_s = np.array([9.9, 10.1]) * period_s
        starts_s = np.full(2, 30 * period_s - 0.01)
        nine, ten = index.evaluate(beats, Windows.over(beats, starts_s, starts_s + lengths_s))
        assert np.isnan(nine)
        assert not np.isnan(ten)


@pytest.mark.parametrize("index", POWERS, ids=lambda index: index.name)
def test_sees_the_whole_of_a_slow_wave_once_it_speaks(index):
    """The slowest wave whose line lies inside the band carries its power, 40^2 / 2 ms^2."""
    length_s = index.min_epoch_s
    line_hz = 2 / (length_s / 2)  # from the middle of a Hann line to its edge
    hertz = LOWEST_HZ[index.name] + line_hz
    found = []
    for phase in np.arange(0, 2 * np.pi, 0.7):
        beats = wave(hertz, phase)
        found.append(index.evaluate(beats, Windows.over(beats, 200.0, 200.0 + length_s))[0])
    print(f"{index.name} in {length_s:.0f} s: {np.mean(found):.0f} of 800 ms2 at {hertz:.4f} Hz")
    assert np.mean(found) == pytest.approx(800, rel=0.05)


@pytest.mark.parametrize(
    "index", [i for i in POWERS if i.name != "hf_power_ms2"], ids=lambda index: index.name
)
def test_too_short_a_window_would_have_told_part_of_it(index):
    """What the least epoch is for: 60 s show a fraction of the band's slowest wave."""
    beats = wave(LOWEST_HZ[index.name] * 1.2 + 0.004)
    window = Windows.over(beats, 200.0, 260.0)
    assert np.isnan(index.evaluate(beats, window)).all()
    assert not index.compute(beats, window)[0] > 0.6 * 800
