"""Following the pacer: closed forms, and people who follow, lag, or breathe as they like."""

import numpy as np
import pytest

from biofeedback.signals.adherence import adherence
from biofeedback.signals.respiration_acc import AccRespiration
from tests.signals.chests import Chest, volume

T_S = np.arange(600) / 10
ALL = np.ones(600, bool)


def wave(rate_per_min, late=0.0):
    return np.cos(2 * np.pi * (T_S * rate_per_min / 60 - late))


@pytest.mark.parametrize("late", [0, 0.1, 0.25, 0.4, 0.5])
def test_a_constant_lag(late):
    expected = (1 + np.cos(2 * np.pi * late)) / 2
    assert adherence(wave(6, late), wave(6), ALL) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("differs", [0.25, 0.5, 1, 2, 3.5])
def test_another_rate(differs):
    # Both begin together, and part: the mean of exp(i x) for x from 0 to 2 pi d.
    locking = np.exp(1j * np.pi * differs) * np.sinc(differs)
    expected = (abs(locking) + locking.real) / 2
    assert adherence(wave(6 + differs), wave(6), ALL) == pytest.approx(expected, abs=0.04)


def test_a_wave_that_may_stand_on_its_head_is_taken_as_it_fits():
    assert adherence(-wave(6), wave(6), ALL, direction_known=False) == pytest.approx(1, abs=0.01)
    assert adherence(wave(6, 0.25), wave(6), ALL, direction_known=False) < 0.55


def test_only_samples_that_count_do():
    half = np.arange(600) < 300
    mixed = np.where(half, wave(6), wave(11))
    assert adherence(mixed, wave(6), half & (T_S < 28)) > 0.95


def followed(late_breaths, rate=None, wander=0.0, length_s=150, pace=6.0):
    """Adherence of a person; `late_breaths` says how late they are at each time."""
    chest = Chest(rate or pace, depth_mg=15, seed=4)
    t_s, acc_mg = chest.acc_mg(length_s)
    phase = chest.phase_at(t_s)
    random = np.random.default_rng(6)
    slow = np.interp(t_s, np.arange(0, length_s + 5, 5), random.normal(size=length_s // 5 + 1))
    moved = phase - late_breaths(t_s) + wander * slow
    tilt = np.array([0.8, 0.6, 0.0]) * 15
    still = Chest(pace, depth_mg=0, seed=4).acc_mg(length_s)[1]
    acc_mg = np.round(still + np.outer(volume(moved), tilt))
    respiration = AccRespiration(lambda at_s: float(volume(at_s * pace / 60)))
    return {round(one.t_s): one.adherence for one in respiration.push(t_s, acc_mg)}


def nobody_late(t_s):
    return np.zeros_like(t_s)


def test_who_follows_scores_high():
    exact = followed(nobody_late)
    human = followed(lambda t_s: np.full_like(t_s, 0.05), wander=0.04)
    print(f"exactly {exact[140]:.2f}, half a second late and unsteady {human[140]:.2f}")
    assert min(exact[t] for t in range(60, 150)) > 0.9
    assert min(human[t] for t in range(60, 150)) > 0.8


@pytest.mark.parametrize("rate", [7.5, 12])
def test_who_breathes_freely_scores_low(rate):
    free = followed(nobody_late, rate, wander=0.1, length_s=180)
    values = np.array([free[t] for t in range(60, 180)])
    print(f"at {rate}/min instead of 6: mean {values.mean():.2f}, at most {values.max():.2f}")
    assert values.mean() < 0.25
    assert np.mean(values < 0.3) > 0.7  # near rates keep together for a while


@pytest.mark.parametrize(
    ("late", "least", "most"), [(0.1, 0.8, 0.95), (0.25, 0.4, 0.6), (0.5, 0, 0.05)]
)
def test_who_falls_behind_scores_by_how_late(late, least, most):
    """Falling behind after the first 80 s, in which the direction of the wave was learnt."""
    slowly = followed(lambda t_s: late * np.clip((t_s - 80) / 60, 0, 1), length_s=210)
    print(f"{late} of a breath late: {slowly[205]:.2f}")
    assert slowly[75] > 0.9
    assert least <= slowly[205] <= most


def test_without_enough_paced_time_it_is_not_known():
    respiration = AccRespiration(lambda t_s: float(volume(t_s / 10)) if t_s >= 60 else None)
    figures = {round(one.t_s): one for one in respiration.push(*Chest(6).acc_mg(130))}
    assert np.isnan(figures[85].adherence)
    assert figures[120].adherence > 0.9
