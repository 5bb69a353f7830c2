"""Breaths in waves whose turns are known."""

import numpy as np
import pytest

from biofeedback.signals.respiration_band import GRID_HZ, Band
from biofeedback.signals.respiration_breaths import BreathFinder, MeasuredBreaths


def found(wave, swing):
    finder, breaths = BreathFinder(), []
    for second in range(wave.size // GRID_HZ):
        part = wave[second * GRID_HZ : (second + 1) * GRID_HZ]
        breaths += finder.push(part, float(second), second + 1.0, swing)
    return MeasuredBreaths.of(breaths)


@pytest.mark.parametrize("rate_per_min", [4.5, 6, 10, 15])
def test_borders_of_a_sine_lie_where_they_are(rate_per_min):
    period_s = 60 / rate_per_min
    t_s = np.arange(0, 300, 1 / GRID_HZ)
    sine = -5 * np.cos(2 * np.pi * t_s / period_s)  # inhalation begins at 0
    breaths = found(Band(1).filter(sine[:, np.newaxis])[:, 0], 2.0)
    assert breaths.inhale_s.size >= 300 / period_s - 3
    for borders, at in ((breaths.inhale_s, 0), (breaths.exhale_s, 0.5), (breaths.end_s, 0)):
        apart_s = (borders[5:] / period_s - at + 0.5) % 1 - 0.5
        assert np.abs(apart_s * period_s).max() < 0.03
    assert breaths.depth[5:] == pytest.approx(breaths.depth[-1], rel=1e-3)
    later_s = breaths.known_s - breaths.end_s
    assert later_s.min() >= 0
    assert later_s.max() < period_s / 3 + 2


def test_small_wiggles_are_no_breath():
    t_s = np.arange(0, 120, 1 / GRID_HZ)
    wave = np.cos(2 * np.pi * t_s / 10) + 0.2 * np.cos(2 * np.pi * t_s / 1.7)
    assert found(wave, 0.6).inhale_s.size == 11
    assert found(wave, 3.0).inhale_s.size == 0


def test_no_breath_goes_across_an_interruption():
    finder = BreathFinder()
    wave = np.cos(2 * np.pi * np.arange(0, 40, 1 / GRID_HZ) / 10)  # bottoms at 5, 15, 25, 35 s
    assert len(finder.push(wave[:200], 0.0, 20.0, 0.6)) == 1
    finder.interrupt()
    assert finder.push(wave[200:300], 20.0, 30.0, 0.6) == []
    [breath] = finder.push(wave[300:], 30.0, 40.0, 0.6)
    assert breath.inhale_s > 20


@pytest.mark.parametrize("wave", [np.zeros(300), np.ones(300), np.arange(300.0)])
def test_what_does_not_turn_has_no_breath(wave):
    assert found(wave, 0.0).inhale_s.size == 0
