import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.errors import SessionError
from sessions.timeline import Session
from tests.sessions.plans import pacings, patterns, plan, rates_per_min, sessions, slow_breaths

SIX = Pacing(6.0, 6.0)
FOUR = Pacing(4.0, 4.0)


@given(rates_per_min, patterns(), st.floats(60.0, 1200.0))
def test_at_a_constant_rate_breath_k_begins_at_k_times_60_over_the_rate(rate, pattern, duration_s):
    breathing = plan((duration_s, Pacing(rate, rate, pattern))).breathing
    period_s = 60.0 / rate
    assert len(breathing.breaths) == math.ceil((duration_s - 1e-6) / period_s)
    for k, (inhale_s, exhale_s) in enumerate(
        zip(breathing.inhale_start_s, breathing.exhale_start_s, strict=True)
    ):
        assert inhale_s == pytest.approx(k * period_s, abs=1e-9)
        turn = pattern.inhale + pattern.hold
        assert exhale_s == pytest.approx((k + turn) * period_s, abs=1e-9)


def test_twenty_minutes_at_6_per_minute_are_120_breaths_to_the_millisecond():
    session = plan((1200.0, SIX))
    breaths = session.breathing.breaths
    print(
        f"20 min at 6/min: {len(breaths)} breaths, end {(breaths[-1].end_s - 1200) * 1e3:+.6f} ms"
    )
    assert len(breaths) == 120
    assert breaths[-1].end_s == pytest.approx(1200.0, abs=1e-3)
    assert session.breathing.phase_at(1200.0) == 120.0


@pytest.mark.parametrize("rate", [3.3, 4.5, 5.5, 6.5, 7.1, 9.7])
def test_rounding_neither_adds_a_breath_nor_holds_a_new_rate_back(rate):
    session = plan((600.0, Pacing(rate, rate)), (60.0, SIX))  # 10 min: a whole number of breaths
    breaths = session.breathing.breaths
    assert len(breaths) == round(rate * 10) + 6
    assert [breath.rate_per_min for breath in breaths[-6:]] == [6.0] * 6


def test_a_breath_is_finished_at_its_rate_before_the_next_block_rules():
    session = plan((25.0, SIX), (50.0, FOUR))
    assert session.breathing.inhale_start_s == (0.0, 10.0, 20.0, 30.0, 45.0, 60.0)
    assert session.cue_at(29.0).block_index == 1
    assert session.cue_at(29.0).rate_per_min == 6.0


def test_after_an_unpaced_block_the_pace_starts_anew():
    session = plan((25.0, SIX), (20.0, None), (10.0, FOUR))
    assert session.breathing.inhale_start_s == (0.0, 10.0, 20.0, 45.0)
    assert session.cue_at(29.0).volume is not None  # the breath begun before is finished
    assert session.cue_at(30.0).phase is None
    assert session.cue_at(45.0).phase == 0.0


def test_a_ramp_changes_with_each_breath_and_holds_within_it():
    session = plan((60.0, Pacing(10.0, 4.0)))
    first, second, *_rest = session.breathing.breaths
    assert (first.start_s, first.rate_per_min) == (0.0, 10.0)
    assert (second.start_s, second.rate_per_min) == (6.0, pytest.approx(9.4))  # 10 - 6 * 6/60
    assert {session.cue_at(t_s).rate_per_min for t_s in (0.0, 3.0, 5.999)} == {10.0}


@given(sessions)
def test_every_breath_agrees_with_the_slow_twin(session):
    expected = slow_breaths(session)
    assert len(session.breathing.breaths) == len(expected)
    for breath, (onset_s, rate) in zip(session.breathing.breaths, expected, strict=True):
        assert breath.start_s == pytest.approx(onset_s, abs=1e-8)
        assert breath.rate_per_min == pytest.approx(rate, abs=1e-8)


@given(sessions, st.floats(0.0, 0.1))
def test_the_phase_never_jumps_and_never_falls(session, offset_s):
    borders = (*session.block_end_s, *session.breathing.inhale_start_s)
    near = [border + nudge for border in borders for nudge in (-1e-9, 0.0, 1e-9)]
    grid = [offset_s + 0.1 * k for k in range(int(session.duration_s * 10))]
    fastest_per_s = 10.0 / 60.0
    for a, b in pairwise(sorted(near + grid)):
        step = session.breathing.phase_at(b) - session.breathing.phase_at(a)
        assert 0.0 <= step <= fastest_per_s * (b - a) + 1e-9


@given(sessions)
def test_the_volume_never_jumps_and_the_pacer_comes_and_goes_with_empty_lungs(session):
    step_s = 0.1
    steepest_per_s = math.pi / 2 / 0.1 * 10.0 / 60.0
    volumes = [
        session.cue_at(k * step_s).volume for k in range(int(session.duration_s / step_s) + 1)
    ]
    assert all(volume is None or 0.0 <= volume <= 1.0 for volume in volumes)
    for a, b in pairwise(volumes):
        assert abs((a or 0.0) - (b or 0.0)) <= steepest_per_s * step_s + 1e-9


@given(sessions, st.randoms(use_true_random=False))
def test_a_cue_is_the_same_whatever_was_asked_before(session, order: random.Random):
    times = [order.uniform(-5.0, session.duration_s + 5.0) for _ in range(30)]
    asked = {t_s: session.cue_at(t_s) for t_s in times}
    order.shuffle(times)
    fresh = replace(session)
    assert all(fresh.cue_at(t_s) == asked[t_s] for t_s in times)


@given(sessions, st.floats(0.0, 1.0))
def test_time_left_adds_up_to_the_blocks(session, share):
    durations_s = [block.duration_s for block in session.blocks]
    assert session.duration_s == pytest.approx(math.fsum(durations_s), abs=1e-9)
    t_s = share * session.duration_s
    cue = session.cue_at(t_s)
    assert cue.session_remaining_s == pytest.approx(session.duration_s - t_s, abs=1e-9)
    later_s = math.fsum(durations_s[cue.block_index + 1 :])
    assert cue.block_remaining_s + later_s == pytest.approx(cue.session_remaining_s, abs=1e-9)
    assert 0.0 <= cue.block_remaining_s <= durations_s[cue.block_index]


@given(pacings)
def test_a_cue_tells_the_breath(pacing):
    session = plan((10.0, None), (120.0, pacing))
    for number, breath in enumerate(session.breathing.breaths, 1):
        period_s = 60.0 / breath.rate_per_min
        cue = session.cue_at(min(breath.start_s + 0.05 * period_s, 130.0))
        assert (cue.breath_number, cue.rate_per_min) == (number, breath.rate_per_min)
        if breath.start_s + 0.05 * period_s < 130.0:
            assert cue.phase == pytest.approx(0.05, abs=1e-9)
            assert cue.part == "inhale"


def test_outside_the_session_its_first_and_last_instant_hold():
    session = plan((10.0, None), (30.0, SIX))
    assert session.cue_at(-3.0) == session.cue_at(0.0)
    assert session.cue_at(99.0) == session.cue_at(40.0)
    last = session.cue_at(40.0)
    assert (last.block_index, last.session_remaining_s, last.phase) == (1, 0.0, None)


def test_breaths_between_are_the_pacers_borders():
    breaths = plan((60.0, SIX)).breaths_between(15.0, 41.0)
    assert [(b.start_s, b.exhale_start_s, b.end_s) for b in breaths] == [(20, 24, 30), (30, 34, 40)]


BLOCK = Block("Block", 60.0, "Text.")


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Pacing(2.9, 6.0), "start_rate_per_min"),
        (lambda: Pacing(6.0, 10.1), "end_rate_per_min"),
        (lambda: Pacing(6.0, math.nan), "end_rate_per_min"),
        (lambda: Block(" ", 60.0, "Text."), "title"),
        (lambda: Block("Block", 60.0, ""), "text"),
        (lambda: Block("Block", 0.0, "Text."), "duration_s"),
        (lambda: Block("Block", -60.0, "Text."), "duration_s"),
        (lambda: Block("Block", math.inf, "Text."), "duration_s"),
        (lambda: Session("n", "", "D.", ("nervous",), (BLOCK,)), "title"),
        (lambda: Session("n", "T", "D.", (), (BLOCK,)), "networks"),
        (lambda: Session("n", "T", "D.", ("nerves",), (BLOCK,)), "networks"),
        (lambda: Session("n", "T", "D.", ("nervous",), ()), "block"),
    ],
)
def test_what_cannot_be_played_is_refused_with_its_field(make, key):
    with pytest.raises(SessionError) as caught:
        make()
    assert caught.value.key == key


def test_a_pattern_may_change_with_the_block():
    even = BreathPattern(0.5)
    session = plan((20.0, SIX), (20.0, Pacing(6.0, 6.0, even)))
    assert session.breathing.exhale_start_s == (4.0, 14.0, 25.0, 35.0)
