"""The breath in a strap's acceleration, against the chest that it was simulated from."""

import numpy as np
import pytest
from hypothesis import given, settings

from biofeedback.signals.respiration_acc import AccRespiration
from tests.signals.chests import Chest, volume
from tests.signals.packets import SIZES, packets

RATES = (4.5, 6, 9, 15)
LENGTH_S = 120


def turn_deg(phase):
    """A difference of phases, -180 to 180."""
    return ((np.asarray(phase) + 0.5) % 1 - 0.5) * 360


def pacer(chest):
    return lambda t_s: float(volume(chest.phase_at(t_s)))


def breathing(chest, length_s=LENGTH_S, paced=True):
    respiration = AccRespiration(pacer(chest) if paced else None)
    respiration.push(*chest.acc_mg(length_s))
    return respiration.wave


def late(wave):
    return [figures for figures in wave.figures if figures.t_s >= 60]


@pytest.mark.parametrize(("posture", "rail"), [("lying", None), ("sitting", 0), ("sitting", 2)])
def test_rate_and_phase_of_paced_breath(posture, rail):
    right, near, all_deg = [], [], []
    for rate in RATES:
        chest = Chest(rate, posture, sign=-1 if rate > 6 else 1, rail=rail, seed=int(10 * rate))
        figures = late(breathing(chest))
        right += [abs(one.rate_per_min - rate) <= 0.5 for one in figures]
        assert all(one.direction_known for one in figures)
        off = turn_deg([one.phase - chest.phase_at(one.t_s) for one in figures])
        near += (np.abs(off) <= 30).tolist()
        all_deg += off.tolist()
    print(
        f"{posture}, stuck axis {rail}: rate within 0.5/min in {np.mean(right):.1%}, "
        f"phase within 30 degrees in {np.mean(near):.1%}, median {np.median(all_deg):.0f} degrees"
    )
    assert np.mean(right) >= 0.95
    assert np.mean(near) >= 0.9
    assert abs(np.median(all_deg)) < 10


def test_shallow_breath_is_measured_or_doubted():
    figures, errors = [], []
    for seed, rate in enumerate(RATES):
        new = late(breathing(Chest(rate, depth_mg=5, seed=seed)))
        figures += new
        errors += [abs(one.rate_per_min - rate) for one in new]
    sure = np.array([one.confidence for one in figures]) > 0.8
    right = np.array(errors) <= 0.5
    print(
        f"5 mg: right in {right.mean():.1%}; in the {sure.mean():.1%} with "
        f"confidence above 0.8 in {right[sure].mean():.1%}"
    )
    assert right[sure].mean() >= 0.95


def test_without_a_breath_there_is_no_confidence():
    confidence = [one.confidence for one in late(breathing(Chest(6, depth_mg=0), paced=False))]
    print(f"no breath: confidence {np.median(confidence):.2f}")
    assert np.median(confidence) < 0.3


def test_borders_of_breaths():
    chest = Chest(6, "sitting", sign=-1)
    borders = breathing(chest).breaths[3:]
    inhale = turn_deg(chest.phase_at([breath.inhale_s for breath in borders]))
    exhale = turn_deg(chest.phase_at([breath.exhale_s for breath in borders]) - 0.4)
    assert len(borders) >= 4
    print(f"inhalation {np.median(inhale):.0f}, exhalation {np.median(exhale):.0f} degrees")
    assert abs(np.median(inhale)) < 15
    assert abs(np.median(exhale)) < 20
    assert all(one.known_s >= one.end_s for one in borders)


def test_without_a_pacer_the_rate_is_known_and_the_direction_is_not():
    figures = late(breathing(Chest(7.5, sign=-1), paced=False))
    assert max(abs(one.rate_per_min - 7.5) for one in figures) < 0.5
    assert not any(one.direction_known for one in figures)
    assert all(np.isnan(one.adherence) for one in figures)


def test_depth_is_told_against_the_first_breaths():
    shallow, deep = Chest(6, depth_mg=12), Chest(6, depth_mg=24)
    t_s, acc_mg = shallow.acc_mg(240)
    acc_mg[t_s > 150] = deep.acc_mg(240)[1][t_s > 150]
    respiration = AccRespiration()
    figures = {round(one.t_s): one for one in respiration.push(t_s, acc_mg)}
    assert figures[145].depth == pytest.approx(1, abs=0.15)
    assert figures[230].depth == pytest.approx(2, abs=0.3)


def test_movement_lowers_confidence_and_leaves_no_false_breath():
    chest = Chest(6)
    t_s, acc_mg = chest.acc_mg(240)
    restless = np.random.default_rng(5).normal(scale=200, size=acc_mg.shape)
    acc_mg[(t_s > 100) & (t_s < 115)] += restless[(t_s > 100) & (t_s < 115)]
    acc_mg[t_s > 110] += [40.0, -30.0, 10.0]  # and sits a little differently
    respiration = AccRespiration(pacer(chest))
    figures = {round(one.t_s): one for one in respiration.push(t_s, acc_mg)}
    assert figures[99].confidence > 0.9
    assert 0.3 < figures[117].confidence < 0.8
    assert np.isnan(figures[112].phase)
    assert figures[200].confidence > 0.9
    rates = [one.rate_per_min for one in figures.values() if one.t_s >= 60]
    assert np.nanmax(np.abs(np.array(rates) - 6)) < 0.5
    assert not [b for b in respiration.wave.breaths if b.inhale_s < 108 < b.end_s]


def test_a_turn_of_the_body_asks_anew_which_way_is_up():
    lying, sitting = Chest(6, "lying"), Chest(6, "sitting", sign=-1)
    t_s, acc_mg = lying.acc_mg(300)
    acc_mg[t_s > 120] = sitting.acc_mg(300)[1][t_s > 120]
    respiration = AccRespiration(pacer(lying))
    figures = {round(one.t_s): one for one in respiration.push(t_s, acc_mg)}
    assert figures[115].direction_known
    assert not figures[125].direction_known
    assert figures[240].direction_known
    off = turn_deg([figures[t].phase - lying.phase_at(t) for t in range(240, 299)])
    assert np.median(np.abs(off)) < 20


def test_gaps():
    chest = Chest(6)
    t_s, acc_mg = chest.acc_mg(300)
    kept = ~((t_s > 80) & (t_s < 90.3)) & ~((t_s > 150) & (t_s < 230))
    respiration = AccRespiration(pacer(chest))
    figures = {round(one.t_s): one for one in respiration.push(t_s[kept], acc_mg[kept])}
    assert 0.5 < figures[95].confidence < 0.95
    assert figures[140].rate_per_min == pytest.approx(6, abs=0.5)
    assert 200 not in figures
    assert figures[235].confidence == 0
    assert figures[290].rate_per_min == pytest.approx(6, abs=0.5)


@settings(max_examples=5)
@given(SIZES)
def test_any_packets_give_the_same_answer(sizes):
    chest = Chest(9)
    t_s, acc_mg = chest.acc_mg(40)
    whole, parted = AccRespiration(pacer(chest)), AccRespiration(pacer(chest))
    whole.push(t_s, acc_mg)
    new = [one for packet in packets(sizes, t_s, acc_mg) for one in parted.push(*packet)]
    assert repr(new) == repr(parted.wave.figures) == repr(whole.wave.figures)  # NaN is NaN
    assert parted.wave.breaths == whole.wave.breaths
    assert np.array_equal(parted.wave.curve(), whole.wave.curve())
