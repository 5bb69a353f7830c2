"""A running session under random wishes: nothing jumps, nothing falls, every end is exact."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.blocks import Block, Pacing, Timer
from sessions.breathing import BreathPattern
from sessions.pacer import LivePlan
from sessions.script import Line
from sessions.timeline import Session
from tests.sessions.plans import patterns, plan, sessions

SIX = Pacing(6.0, 6.0)

wishes = st.one_of(
    st.tuples(st.just("shifted"), st.floats(-7.0, 7.0)),
    st.tuples(st.just("at_rate"), st.floats(3.0, 10.0)),
    st.tuples(st.just("shaped"), st.none() | patterns()),
    st.tuples(st.just("rested"), st.floats(0.0, 60.0)),
    st.tuples(st.sampled_from(["paused", "resumed", "cut_short"])),
)
timed_wishes = st.lists(st.tuples(st.floats(0.1, 90.0), wishes), max_size=8)


def lived(session, timed):
    """Return every plan there was, each with the time from which it held."""
    t_s, live = 0.0, LivePlan(session)
    plans = [(t_s, live)]
    for after_s, (verb, *wish) in timed:
        t_s += after_s
        live = getattr(live, verb)(t_s, *wish)
        plans.append((t_s, live))
    if live.is_paused:
        t_s += 5.0
        plans.append((t_s, live.resumed(t_s)))
    return plans


def phase_seen(plans, t_s):
    """What a screen shows at `t_s`: the phase by the newest plan."""
    return [live for from_s, live in plans if from_s <= t_s][-1].phase_at(t_s)


@given(sessions, timed_wishes)
def test_the_phase_never_jumps_and_never_falls_under_any_wishes(session, timed):
    plans = lived(session, timed)
    end_s = plans[-1][1].duration_s
    times = [0.37 * k for k in range(int(end_s / 0.37) + 2)]
    times += [from_s + nudge for from_s, _ in plans for nudge in (-1e-9, 0.0, 1e-9)]
    times += [plans[-1][1].clock_s(t_s) for t_s in plans[-1][1].breathing.inhale_start_s]
    times = sorted(t_s for t_s in times if t_s >= 0.0)
    seen = [phase_seen(plans, t_s) for t_s in times]
    fastest_per_s = 10.0 / 60.0
    for (a_s, b_s), (a, b) in zip(pairwise(times), pairwise(seen), strict=True):
        assert -1e-9 <= b - a <= fastest_per_s * (b_s - a_s) + 1e-9


@settings(max_examples=40)
@given(sessions, timed_wishes)
def test_the_volume_never_jumps_and_stays_within_0_and_1(session, timed):
    plans = lived(session, timed)
    step_s = 0.1
    steepest_per_s = math.pi / 2 / 0.1 * 10.0 / 60.0
    before = None
    for k in range(int(plans[-1][1].duration_s / step_s)):
        t_s = k * step_s
        live = [live for from_s, live in plans if from_s <= t_s][-1]
        volume = live.cue_at(t_s).volume
        assert volume is None or 0.0 <= volume <= 1.0
        assert abs((volume or 0.0) - (before or 0.0)) <= steepest_per_s * step_s + 1e-9
        before = volume


@given(sessions, timed_wishes)
def test_a_wish_changes_nothing_that_is_past(session, timed):
    for (from_s, before), (to_s, after) in pairwise(lived(session, timed)):
        for share in (0.0, 0.3, 0.9):
            t_s = from_s + share * (to_s - from_s)
            assert before.phase_at(t_s) == pytest.approx(after.phase_at(t_s), abs=1e-9)
            assert before.cue_at(t_s).text == after.cue_at(t_s).text


@given(sessions, timed_wishes)
def test_rates_stay_within_what_can_be_paced(session, timed):
    rates = [breath.rate_per_min for breath in lived(session, timed)[-1][1].breathing.breaths]
    assert all(3.0 <= rate <= 10.0 for rate in rates)


@given(st.lists(st.tuples(st.floats(0.0, 100.0), st.floats(0.0, 50.0)), max_size=10))
def test_a_20_minute_session_ends_on_time_whatever_pauses_it_had(pauses):
    session = plan((1200.0, SIX))
    live, t_s, paused_s = LivePlan(session), 0.0, 0.0
    for after_s, for_s in pauses:
        t_s += after_s
        live = live.paused(t_s)
        t_s += for_s
        live = live.resumed(t_s)
        paused_s += for_s
    assert live.duration_s == pytest.approx(1200.0 + paused_s, abs=1e-3)
    assert live.session_t_s(live.duration_s) == pytest.approx(1200.0, abs=1e-3)
    assert live.phase_at(live.duration_s + 1e-6) == 120.0


def test_a_pause_stands_still_and_goes_on_where_it_was():
    live = LivePlan(plan((60.0, SIX))).paused(12.0)
    assert live.is_paused
    assert live.duration_s == math.inf
    assert [live.session_t_s(t_s) for t_s in (11.0, 12.0, 500.0)] == [11.0, 12.0, 12.0]
    live = live.resumed(20.0)
    assert live.duration_s == 68.0
    assert [live.session_t_s(t_s) for t_s in (12.0, 20.0, 21.0)] == [12.0, 12.0, 13.0]
    assert live.cue_at(21.0).volume == LivePlan(plan((60.0, SIX))).cue_at(13.0).volume
    assert [live.clock_s(t_s) for t_s in (11.0, 12.0, 13.0)] == [11.0, 12.0, 21.0]


def test_pausing_twice_and_resuming_twice_is_once():
    live = LivePlan(plan((60.0, SIX))).paused(12.0)
    assert live.paused(13.0) == live
    live = live.resumed(20.0)
    assert live.resumed(25.0) == live
    assert live.paused(70.0) == live  # it was over at 68 s


def test_slower_takes_effect_with_the_next_breath():
    live = LivePlan(plan((60.0, SIX))).shifted(12.0, -1.0)
    assert live.breathing.inhale_start_s == (0.0, 10.0, 20.0, 32.0, 44.0, 56.0)
    assert live.cue_at(19.9).rate_per_min == 6.0
    assert live.cue_at(20.0).rate_per_min == 5.0


def test_a_wished_rate_keeps_its_distance_to_a_plan_that_changes():
    live = LivePlan(plan((20.0, None), (20.0, SIX), (20.0, Pacing(4.0, 4.0)))).at_rate(5.0, 7.5)
    rates = [breath.rate_per_min for breath in live.breathing.breaths]
    assert rates == [7.5, 7.5, 7.5, 5.5, 5.5]  # onsets at 20, 28, 36, 44, 54.9 s
    assert live.at_rate(61.0, 5.0) == live  # nothing is paced any more


def test_a_new_pattern_begins_with_a_breath():
    live = LivePlan(plan((40.0, SIX))).shaped(12.0, BreathPattern(0.5))
    assert live.breathing.exhale_start_s == (4.0, 14.0, 25.0, 35.0)
    assert live.shaped(22.0, None).breathing.exhale_start_s == (4.0, 14.0, 25.0, 34.0)


def test_the_pacer_rests_after_the_breath_and_comes_back():
    live = LivePlan(plan((80.0, SIX))).rested(12.0, 30.0)
    assert live.breathing.inhale_start_s == (0.0, 10.0, 42.0, 52.0, 62.0, 72.0)
    assert live.cue_at(19.0).volume is not None
    assert live.cue_at(30.0).volume is None


def test_a_block_is_cut_short_when_its_breath_is_over():
    live = LivePlan(plan((60.0, SIX), (30.0, None))).cut_short(12.0)
    assert live.session.block_end_s == (20.0, 50.0)
    assert live.breathing.inhale_start_s == (0.0, 10.0)
    assert live.cut_short(13.0) is live  # once is enough
    assert LivePlan(plan((60.0, SIX))).cut_short(55.0).duration_s == 60.0


def test_a_cut_lets_the_voice_finish():
    lines = (Line(0, "One.", 1), Line(10, "Two.", 6), Line(17, "Three.", 6))
    session = Session(
        "s", "S", "A test.", ("nervous",), (Block("B", 60, "", lines=lines), Block("C", 9, "End."))
    )
    live = LivePlan(session).cut_short(12.0)
    assert live.session.block_end_s == (16.0, 25.0)
    assert [sound.text for sound in live.sounds if sound.text] == ["One.", "Two.", "End."]
    late = Session("s", "S", "A test.", ("nervous",), (Block("B", 60, "", lines=lines[1:]),))
    assert LivePlan(late).cut_short(5.0).duration_s == 5.0  # before anything was said


def test_a_glide_that_is_cut_keeps_its_slope():
    session = plan((300.0, Pacing(10.0, 6.0)), (60.0, None))
    cut = LivePlan(session).cut_short(100.0).breathing.breaths
    whole = session.breathing.breaths[: len(cut)]
    assert [b.rate_per_min for b in cut] == pytest.approx([b.rate_per_min for b in whole])
    assert [b.start_s for b in cut] == pytest.approx([b.start_s for b in whole])


def test_a_pause_does_not_stop_a_cold_timer():
    blocks = Block("Cold", 1200.0, "A cold pack.", timer=Timer.COLD), Block("End", 60.0, "Rest.")
    live = LivePlan(Session("s", "S", "A test.", ("nervous",), blocks))
    assert live.paused(600.0).cue_at(1200.0).block_index == 1
    assert live.paused(1201.0).is_paused
