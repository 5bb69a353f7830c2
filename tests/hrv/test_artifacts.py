"""The artifact rule: clean waves pass, artifacts and both halves of a pair do not."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biofeedback.hrv.artifacts import (
    LONGEST_MS,
    SHORTEST_MS,
    OnlineArtifacts,
    Verdict,
    _Spread,
    judge,
)
from tests.hrv.injected import KINDS, inject, rejected, table_row
from tests.hrv.series import breathing_heart

GOOD = Verdict.GOOD
STEADY = [1000.0 + 12 * math.sin(1.3 * i) + 5 * math.cos(2.9 * i) for i in range(120)]

any_interval = st.one_of(
    st.floats(250, 2100),
    st.sampled_from([800.0, 1000.0, math.nan, math.inf, -math.inf, 0.0, -5.0, 299.9, 2000.1]),
)
any_series = st.lists(st.tuples(any_interval, st.booleans()), max_size=60)


def good(rr_ms, gap=None):
    return [verdict is GOOD for verdict in judge(rr_ms, gap or [False] * len(rr_ms))]


# --- Streaming


@given(pushed=any_series)
@settings(deadline=None)
def test_judge_equals_push_and_flush_and_every_interval_gets_one_verdict(pushed):
    online, verdicts = OnlineArtifacts(), []
    for n, (rr, gap) in enumerate(pushed, 1):
        verdicts += online.push(rr, gap)
        assert n - 2 <= len(verdicts) <= n  # never more than two beats behind
    verdicts += online.flush()
    assert verdicts == judge([rr for rr, _ in pushed], [gap for _, gap in pushed])
    assert len(verdicts) == len(pushed)
    assert online.flush() == []


@given(pushed=any_series, cut=st.integers(0, 60))
@settings(deadline=None)
def test_what_was_said_is_never_taken_back(pushed, cut):
    rr, gap = [rr for rr, _ in pushed], [gap for _, gap in pushed]
    online, early = OnlineArtifacts(), []
    for one, missing in pushed[:cut]:
        early += online.push(one, missing)
    assert judge(rr, gap)[: len(early)] == early


@given(pushed=any_series)
@settings(deadline=None)
def test_out_of_range_is_always_rejected(pushed):
    rr = [rr for rr, _ in pushed]
    for one, fine in zip(rr, good(rr, [gap for _, gap in pushed]), strict=True):
        assert not fine or SHORTEST_MS <= one <= LONGEST_MS


@pytest.mark.parametrize(
    ("rr_ms", "fine"), [(299.9, False), (300.0, True), (2000.0, True), (2000.1, False)]
)
def test_borders_of_the_range(rr_ms, fine):
    assert good([rr_ms] * 3) == [fine] * 3


@given(values=st.lists(st.floats(0, 1000), min_size=11, max_size=200))
def test_thresholds_rest_on_the_last_91_changes(values):
    spread = _Spread()
    for value in values:
        spread.push(value)
    low, high = np.quantile(values[-91:], [0.25, 0.75])
    assert spread.quartile_deviation() == pytest.approx((high - low) / 2, rel=1e-9, abs=1e-9)


# --- Single artifacts


@pytest.mark.parametrize("at", [15, 30, 77])
@pytest.mark.parametrize("kind", KINDS)
def test_an_artifact_in_a_steady_rhythm_is_named_and_found_whole(kind, at):
    spoilt, where = inject(STEADY, at, kind)
    verdicts = judge(spoilt, [False] * len(spoilt))
    wrong = [i for i, verdict in enumerate(verdicts) if verdict is not GOOD]
    assert wrong == where
    long = spoilt[at] > LONGEST_MS
    assert {verdicts[i] for i in where} == {Verdict.OUT_OF_RANGE if long else Verdict(kind)}


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5, 0.65, 0.8])
def test_both_parts_of_a_cut_beat_are_rejected_wherever_it_is_cut(share):
    spoilt = [*STEADY[:50], 1000 * share, 1000 * (1 - share), *STEADY[51:]]
    assert [i for i, fine in enumerate(good(spoilt)) if not fine] == [50, 51]


@pytest.mark.parametrize("early", [0.2, 0.3, 0.4, -0.2, -0.3])
def test_both_intervals_of_a_beat_out_of_place_are_rejected(early):
    spoilt = [*STEADY[:50], 1000 * (1 - early), 1000 * (1 + early), *STEADY[52:]]
    assert [i for i, fine in enumerate(good(spoilt)) if not fine] == [50, 51]


@pytest.mark.parametrize("rr_ms", [500.0, 700.0, 1400.0])
def test_a_lone_early_or_late_beat(rr_ms):
    spoilt = [*STEADY[:50], rr_ms, *STEADY[51:]]
    fine = good(spoilt)
    assert not fine[50]
    assert all(fine[:50] + fine[52:])  # the one after it begins with the odd beat


@pytest.mark.parametrize(("at", "kind"), [(0, "missed"), *product([2, 3, 8], KINDS)])
def test_needs_no_minute_to_learn_a_rhythm(kind, at):
    spoilt, where = inject([800.0] * 12, at, kind)
    assert [i for i, fine in enumerate(good(spoilt)) if not fine] == where


def test_every_second_or_third_beat_ectopic():
    bigeminy = [1000.0] * 20 + [700.0, 1300.0] * 40
    assert np.mean(good(bigeminy)[20:]) < 0.05
    trigeminy = [1000.0, 700.0, 1300.0] * 40
    fine = np.array(good(trigeminy)).reshape(-1, 3)
    assert fine[:, 0].all()
    assert not fine[:, 1:].any()


@pytest.mark.parametrize(("before", "after"), [(1000, 600), (1000, 500), (600, 1000), (500, 1000)])
def test_a_new_rhythm_is_believed_after_a_few_beats(before, after):
    rng = np.random.default_rng(0)
    rr_ms = np.repeat([before, after], 60) + 10 * rng.standard_normal(120)
    assert [i for i, fine in enumerate(good(rr_ms)) if not fine and not 58 <= i < 66] == []


# --- Gaps


def test_a_gap_restarts_the_neighbours():
    jump = [0.8 * rr for rr in STEADY[:60]] + [1.3 * rr for rr in STEADY[60:]]
    assert not all(good(jump))
    assert all(good(jump, [i == 60 for i in range(120)]))


def test_the_last_beats_before_a_gap_are_judged_with_what_is_known():
    gap = [False] * 20 + [True] + [False] * 19
    for last in ([400.0, 600.0], [700.0, 1300.0]):
        assert (
            good([1000.0] * 18 + last + [1000.0] * 20, gap)
            == [True] * 18 + [False] * 2 + [True] * 20
        )
    assert good([900.0] * 19 + [1800.0] + [900.0] * 20, gap) == [True] * 19 + [False] + [True] * 20


@pytest.mark.parametrize("nonsense", [math.nan, math.inf, -math.inf, 0.0, -5.0, 65_000.0])
def test_nonsense_spoils_nothing_but_itself(nonsense):
    rr_ms = [*STEADY[:60], nonsense, *STEADY[60:]]
    assert [i for i, fine in enumerate(good(rr_ms)) if not fine] == [60]
    spoilt, where = inject(rr_ms, 90, "ectopic")
    assert [i for i, fine in enumerate(good(spoilt)) if not fine] == [60, *where]


# --- Waves


@pytest.mark.parametrize("rate_per_min", [4.5, 5.5, 7.0])
@pytest.mark.parametrize("swing_bpm", [5, 12, 18])
def test_no_good_beat_of_slow_breathing_is_rejected(swing_bpm, rate_per_min):
    for seed in range(3):
        heart = breathing_heart(swing_bpm, rate_per_min, 10.0, 300, 62.0, seed)
        assert not rejected(heart.rr_ms).any()


def test_sensitivity_in_a_strong_wave():
    heart = breathing_heart(18, 5.5, 10.0, 300, 62.0)
    _, shares = table_row("+-18 bpm at 5.5/min", heart.rr_ms)
    assert all(
        any_ >= 0.99 and all_ >= 0.95 and beside < 0.1 for any_, all_, beside in shares.values()
    )


def test_sensitivity_in_a_steady_rhythm():
    heart = breathing_heart(3, 14, 20.0, 300, 62.0)
    _, shares = table_row("+-3 bpm at 14/min", heart.rr_ms)
    assert all(
        any_ == 1 and all_ >= 0.98 and beside < 0.1 for any_, all_, beside in shares.values()
    )


@pytest.mark.parametrize("share", [0.12, 0.15, 0.2])
def test_a_steady_rhythm_shows_small_shifts_too(share):
    spoilt = [*STEADY[:60], 1000 * (1 - share), 1000 * (1 + share), *STEADY[62:]]
    assert [i for i, fine in enumerate(good(spoilt)) if not fine] == [60, 61]


@pytest.mark.parametrize(
    ("heart", "share"),
    [
        (breathing_heart(18, 5.5, 10.0, 300, 62.0), 0.6),  # seen by its neighbours alone
        (breathing_heart(3, 14, 25.0, 300, 62.0), 0.75),  # seen by what is usual here
    ],
    ids=["strong wave", "steady"],
)
def test_lone_early_beats(heart, share):
    found = []
    for i in range(40, 250, 3):
        rr_ms = heart.rr_ms[: i + 10].copy()
        rr_ms[i] *= share
        found.append(rejected(rr_ms)[i])
    print(f"{np.mean(found):.2f} of lone beats of {share} found")
    assert np.mean(found) > 0.85


@pytest.mark.parametrize(
    "breath",
    [
        [850, 900, 1400, 1350, 1300, 1200, 1050, 900],
        [600, 590, 620, 1120, 1050, 940, 870, 760, 650],
    ],
)
def test_the_leap_of_a_steep_exhalation_passes(breath):
    """From one beat to the next the interval grows by 56 and by 81 %, in every breath."""
    rng = np.random.default_rng(2)
    rr_ms = np.tile(breath, 20) + 10 * rng.standard_normal(20 * len(breath))
    assert not rejected(rr_ms)[: -len(breath)].any()
