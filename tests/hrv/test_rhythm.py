"""Irregular rhythms are recognised as such; breathing and exercise are not taken for one."""

import math
from itertools import product

import numpy as np
import pytest

from biofeedback.hrv.artifacts import Verdict, judge
from biofeedback.hrv.rhythm import Irregularity, irregularity, sample_entropy
from biofeedback.hrv.window import Beats
from tests import naive_artifacts
from tests.hrv.injected import inject
from tests.hrv.series import breathing_heart


def reasons(rr_ms, every=3):
    """What is said after every few beats from the second minute on."""
    rr_ms = np.asarray(rr_ms, dtype=float)
    verdicts = judge(rr_ms, np.zeros(rr_ms.size))
    valid = np.array([verdict is Verdict.GOOD for verdict in verdicts], np.bool_)
    gap, t_s = np.zeros(rr_ms.size, np.bool_), np.cumsum(rr_ms) / 1000
    return [
        irregularity(Beats(t_s[:n], rr_ms[:n], valid[:n], gap[:n]), verdicts[:n])
        for n in range(130, rr_ms.size + 1, every)
    ]


def random_rhythm(mean_ms, variation, seed=0, count=400):
    """Intervals as in atrial fibrillation: none depends on the one before."""
    rng = np.random.default_rng(seed)
    return np.clip(mean_ms * np.exp(variation * rng.standard_normal(count)), 300, 1900)


@pytest.mark.parametrize("variation", [0.13, 0.16, 0.2, 0.25])
@pytest.mark.parametrize("mean_ms", [550, 700, 900])
def test_random_intervals(mean_ms, variation):
    said = reasons(random_rhythm(mean_ms, variation))
    assert np.mean([reason is not None for reason in said]) > 0.9


def test_randomness_that_no_artifact_rule_sees_has_its_own_reason():
    said = reasons(random_rhythm(625, 0.14))
    assert said.count(Irregularity.RANDOM) > 0.8 * len(said)


@pytest.mark.parametrize(
    "pattern", [[700, 1300], [1000, 700, 1300], [1000, 990, 700, 1300], [600, 1200]]
)
def test_early_beats_in_every_few(pattern):
    rr_ms = np.tile(pattern, 300 // len(pattern)) + np.random.default_rng(0).normal(0, 8, 300)
    assert set(reasons(rr_ms)) == {Irregularity.EARLY_BEATS}


def test_neighbours_that_alternate():
    rr_ms = np.tile([920.0, 1080.0], 150) + np.random.default_rng(0).normal(0, 10, 300)
    assert set(reasons(rr_ms)) == {Irregularity.ALTERNATING}


def test_a_strap_that_loses_contact():
    rr_ms = np.full(300, 800.0).tolist()
    for i in range(294, 0, -6):
        rr_ms, _ = inject(rr_ms, i, "extra")
    assert set(reasons(rr_ms)) == {Irregularity.ARTIFACTS}


def test_single_artifacts_are_no_irregular_rhythm():
    rr_ms = breathing_heart(6, 6.0, 10.0, 300).rr_ms.tolist()
    for i in range(300, 0, -20):
        rr_ms, _ = inject(rr_ms, i, ("missed", "extra", "ectopic")[i // 20 % 3])
    assert set(reasons(rr_ms)) == {None}


@pytest.mark.parametrize(
    ("swing_bpm", "rate_per_min"),
    [*product([3, 6, 12, 18, 25], [4.5, 5.5, 7.0]), *product([3, 6, 10], [12.0, 18.0])],
)
def test_breathing_is_regular(swing_bpm, rate_per_min):
    assert set(reasons(breathing_heart(swing_bpm, rate_per_min, 12.0, 300, 70.0).rr_ms)) == {None}


@pytest.mark.parametrize(("from_bpm", "to_bpm"), [(65, 150), (150, 70)])
@pytest.mark.parametrize("within_s", [10, 25, 60])
def test_the_onset_and_the_end_of_exercise(from_bpm, to_bpm, within_s):
    rng, t_s, rr_ms = np.random.default_rng(1), 0.0, []
    while t_s < 360:
        gone = 1 - math.exp(-max(t_s - 120, 0) / within_s)
        bpm = from_bpm + gone * (to_bpm - from_bpm)
        breath = 1 + 3 / bpm * math.sin(2 * math.pi * 0.25 * t_s)
        rr_ms.append(60_000 / (bpm * breath) + rng.normal(0, 8))
        t_s += rr_ms[-1] / 1000
    assert set(reasons(rr_ms)) == {None}


def test_too_little_to_say():
    rr_ms = random_rhythm(700, 0.2)[:29]
    for count in (0, 1, 2, 29):
        beats = Beats.of(rr_ms[:count])
        assert irregularity(beats, [Verdict.GOOD] * count) is None
    assert irregularity(Beats.of([800.0] * 200), [Verdict.GOOD] * 200) is None


@pytest.mark.parametrize("seed", range(6))
def test_the_twin_of_the_entropy(seed):
    rng = np.random.default_rng(seed)
    rr_ms = random_rhythm(800, 0.05 * seed, seed, rng.integers(2, 128))
    pair = rng.random(rr_ms.size - 1) > 0.2
    mean_ms = float(rr_ms.mean())
    twin = naive_artifacts.sample_entropy(rr_ms.tolist(), pair.tolist(), mean_ms)
    assert sample_entropy(rr_ms, pair, mean_ms) == pytest.approx(twin, rel=1e-12)
