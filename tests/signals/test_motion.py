"""Stillness: breathing and the noise of a strap do not count, movement does."""

import numpy as np
import pytest
from hypothesis import given, settings

from biofeedback.signals.motion import Stillness, unrest_mg
from biofeedback.signals.seconds import Second
from tests.signals.chests import Chest
from tests.signals.packets import SIZES, packets


def stillness(t_s, acc_mg):
    return np.array([second.stillness for second in Stillness().push(t_s, acc_mg)])


def moved(acc_mg, t_s, start_s, end_s, size_mg):
    """Shake the strap for a while: irregular, around 2 Hz."""
    during = (t_s >= start_s) & (t_s < end_s)
    shake = np.sin(2 * np.pi * (2 * t_s + np.sin(t_s))) * size_mg * np.sqrt(2)
    return acc_mg + np.outer(during * shake, [1, 1, 1])


@pytest.mark.parametrize("noise_mg", [0.5, 2.5, 6.0])
@pytest.mark.parametrize("rate_hz", [25.0, 50.0])
def test_a_still_strap_is_still_whatever_its_noise(noise_mg, rate_hz):
    t_s, acc_mg = Chest(6, noise_mg=noise_mg, rate_hz=rate_hz).acc_mg(120)
    assert stillness(t_s, acc_mg).min() > 0.95


@pytest.mark.parametrize(("rate_per_min", "depth_mg"), [(4.5, 80), (6, 60), (15, 40), (20, 30)])
def test_breathing_is_no_unrest(rate_per_min, depth_mg):
    values = stillness(*Chest(rate_per_min, depth_mg=depth_mg).acc_mg(120))
    print(f"{depth_mg} mg at {rate_per_min}/min: at least {values.min():.3f}")
    assert values.min() > 0.9


@pytest.mark.parametrize(
    ("size_mg", "least", "most"), [(5, 0.9, 1), (30, 0.2, 0.5), (150, 0, 0.03)]
)
def test_movement_lowers_it_by_its_size(size_mg, least, most):
    t_s, acc_mg = Chest(6).acc_mg(60)
    values = stillness(t_s, moved(acc_mg, t_s, 20, 30, size_mg))
    during = np.median(values[20:30])
    print(f"{size_mg} mg: {during:.3f}")
    assert least <= during <= most
    assert values[:20].min() > 0.95
    assert values[30:].min() > 0.95


def test_someone_who_never_rests_is_not_still():
    t_s, acc_mg = Chest(6).acc_mg(180)
    values = stillness(t_s, moved(acc_mg, t_s, 0, 180, 60))
    # 60 mg, of which at most 10 count as noise: 1 / (1 + (50 / 20)^2).
    assert np.median(values) == pytest.approx(0.138, abs=0.02)


def test_a_turn_of_the_body_counts():
    t_s, acc_mg = Chest(6, "lying").acc_mg(60)
    share = np.clip((t_s - 30) / 3, 0, 1)[:, np.newaxis]
    turned = acc_mg + share * np.array([-180.0, -830.0, -765.0])
    assert stillness(t_s, turned)[30:33].max() < 0.5


def test_it_is_defined_by_the_unrest_beyond_the_noise():
    t_s = np.arange(0, 3, 0.02)
    wave = np.where(np.arange(t_s.size) % 2, 1.0, -1.0) * np.where(t_s < 2, 1.0, 21.0)
    # A root mean square of 1 mg on all axes, which is the noise; then 20 mg more: 1 / (1 + 1).
    values = stillness(np.append(t_s, 3.0), np.outer(np.append(wave, 0.0), [1, 1, 1]))
    assert values == pytest.approx([1, 1, 0.5], abs=2e-3)


def test_a_stuck_axis_and_missing_samples():
    t_s, acc_mg = Chest(6, rail=1).acc_mg(10)
    assert stillness(t_s, acc_mg).min() > 0.95
    assert np.isnan(unrest_mg(Second(0, t_s[:9], acc_mg[:9])))
    assert np.isnan(unrest_mg(Second(0, t_s[:50], np.full((50, 3), -2000.0))))
    assert not Stillness().push(t_s[::6], acc_mg[::6])  # 8 Hz is too little


@settings(max_examples=5)
@given(SIZES)
def test_any_packets_give_the_same_answer(sizes):
    t_s, acc_mg = Chest(6).acc_mg(20)
    whole, parted = Stillness().push(t_s, acc_mg), Stillness()
    assert [s for packet in packets(sizes, t_s, acc_mg) for s in parted.push(*packet)] == whole
