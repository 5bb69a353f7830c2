"""The pulse in the skin: its rate, and its size against the beginning."""

import numpy as np
import pytest

from biofeedback.signals.ppg_circulation import CirculationTracker
from tests.signals.chests import Chest
from tests.signals.skin import RATE_HZ, ppg, pulse_times

STARTS_S = pulse_times(240)


def tracker(sizes, change=None, acc=None):
    t_s, samples = ppg(STARTS_S, sizes, 240)
    if change is not None:
        change(t_s, samples)
    circulation = CirculationTracker(RATE_HZ)
    if acc is not None:
        circulation.push_acc(*acc)
    circulation.push_ppg(t_s, samples)
    return circulation


def test_rate_and_size():
    circulation = tracker(np.where(STARTS_S < 120, 0.006, 0.009))
    assert np.isnan(circulation.at(60).amplitude_rel)  # the first minute is not over
    assert circulation.at(110).amplitude_rel == pytest.approx(1, abs=0.05)
    opened = circulation.at(200)
    assert opened.amplitude_rel == pytest.approx(1.5, abs=0.06)
    near = STARTS_S[(STARTS_S > 184) & (STARTS_S < 200)]
    assert opened.pulse_rate_per_min == pytest.approx(60 / np.diff(near).mean(), abs=1)
    assert opened.usable == 1


def test_pulses_of_a_restless_body_are_left_out():
    t_s, acc_mg = Chest(6, depth_mg=0).acc_mg(240)
    restless = (t_s > 150) & (t_s < 156)
    acc_mg[restless] += np.random.default_rng(1).normal(scale=150, size=acc_mg.shape)[restless]

    def disturb(at_s, samples):
        during = (at_s > 150) & (at_s < 156)
        samples[during, :3] *= 1 + 0.02 * np.sin(9 * at_s[during])[:, np.newaxis]

    circulation = tracker(0.006, disturb, (t_s, acc_mg))
    after = circulation.at(160)
    assert 0.3 < after.usable < 0.8
    assert after.amplitude_rel == pytest.approx(1, abs=0.1)


def test_a_leap_and_a_loose_sensor_are_left_out():
    sizes = np.full(STARTS_S.size, 0.006)
    sizes[150] *= 4
    leapt = tracker(sizes).at(STARTS_S[150] + 5)
    assert 0.85 < leapt.usable < 1
    assert leapt.amplitude_rel == pytest.approx(1, abs=0.05)

    def loosen(at_s, samples):
        samples[at_s > 100, 3] = 3e5

    loose = tracker(0.006, loosen).at(150)
    assert loose.usable == 0
    assert np.isnan([loose.pulse_rate_per_min, loose.amplitude_rel]).all()


def test_nothing_is_known_without_pulses():
    nothing = CirculationTracker().at(10)
    assert nothing.usable == 0
    assert np.isnan(nothing.pulse_rate_per_min)


def test_asking_later_gives_the_same_answer():
    t_s, samples = ppg(STARTS_S, 0.006, 120)
    live, later = CirculationTracker(RATE_HZ), CirculationTracker(RATE_HZ)
    later.push_ppg(t_s, samples)
    sent = 0
    for second in range(2, 118):
        now = int(t_s.searchsorted(second + 0.5))
        live.push_ppg(t_s[sent:now], samples[sent:now])
        sent = now
        assert repr(live.at(second)) == repr(later.at(second))
