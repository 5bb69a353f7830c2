"""Plans that react: conditions, stop rules, hints, and the pace that adapts."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from biofeedback.hrv.quality import Quality
from biofeedback.live import wishes
from biofeedback.live.engine import Engine
from biofeedback.live.frame import OK, Frame
from biofeedback.live.guard import Hint
from biofeedback.live.reactions import Reactions
from biofeedback.live.runner import Finish, run
from devices.errors import ConnectionLost, ContactLost
from devices.records import Marker
from sessions.blocks import Block, Pacing, Until
from sessions.pacer import LivePlan
from sessions.timeline import Session
from tests.live.runs import live, looped

SIX = Session(
    "six",
    "Six",
    "A test.",
    ("nervous",),
    (
        Block("Rest", 60, "Rest."),
        Block("Breathe", 240, "Breathe.", Pacing(6, 6), until=Until("rsa_bpm", ">=", 8.0, 20.0)),
        Block("After", 30, "Rest."),
    ),
)


def frames_of(plan, reactions, values, seconds, status=OK, start_s=0):
    """Go through seconds of one and the same frame; return the plan, and the hints on the way."""
    hints = []
    for t_s in range(start_s, start_s + seconds):
        cue = plan.cue_at(float(t_s))
        quality = Quality(0.0, 1.0, 0.0)
        frame = Frame(float(t_s), plan.session_t_s(t_s), cue, dict(values), quality, status)
        plan = reactions.feed(plan, frame, float(t_s))
        hints.append(reactions.hint)
    return plan, hints


def test_a_condition_ends_its_block_with_the_breath():
    plan, _ = frames_of(LivePlan(SIX), Reactions(), {"rsa_bpm": 9.0}, 120)
    cut_s = plan.session.block_end_s[1]
    assert cut_s == pytest.approx(80.0)  # met at 60 s, held for 20 s: the second breath's end
    assert plan.session.duration_s == pytest.approx(cut_s + 30)


@pytest.mark.parametrize("values", [{"rsa_bpm": 7.9}, {"rsa_bpm": None}, {}])
def test_a_condition_that_is_not_met_lets_the_block_last(values):
    plan, _ = frames_of(LivePlan(SIX), Reactions(), values, 200)
    assert plan == LivePlan(SIX)


def test_a_condition_must_hold_without_a_break():
    reactions, plan = Reactions(), LivePlan(SIX)
    for start_s in range(0, 160, 20):
        plan, _ = frames_of(plan, reactions, {"rsa_bpm": 9.0}, 15, start_s=start_s)
        plan, _ = frames_of(plan, reactions, {"rsa_bpm": 5.0}, 5, start_s=start_s + 15)
    assert plan == LivePlan(SIX)


def test_somebody_who_goes_on_alone_is_not_stopped_and_goes_on_where_they_were():
    reactions = Reactions()
    plan, _ = frames_of(LivePlan(SIX), reactions, {}, 40, ContactLost.code)
    assert plan.is_paused
    reactions.waits_for_contact = False  # what "wish alone" does
    plan, _ = frames_of(plan, reactions, {}, 60, ContactLost.code, start_s=40)
    assert plan.pauses_s == ((15.0, 40.0),)


def test_the_wish_to_go_on_alone_is_obeyed():
    engine = Engine(SIX)
    engine.feed(Marker(0.0, wishes.START))
    engine.feed(Marker(1.0, wishes.ALONE))
    assert not engine._reactions.waits_for_contact
    engine.feed(Marker(2.0, wishes.WAIT))
    assert engine._reactions.waits_for_contact


def test_lost_contact_stops_the_clock_and_gives_it_back():
    reactions = Reactions()
    plan, _ = frames_of(LivePlan(SIX), reactions, {}, 70)
    plan, _ = frames_of(plan, reactions, {}, 30, status=ContactLost.code, start_s=70)
    assert plan.is_paused
    assert plan.pauses_s[0][0] == 85.0  # after 15 s
    assert reactions.rule.text
    plan, _ = frames_of(plan, reactions, {}, 1, start_s=100)
    assert not plan.is_paused
    assert plan.duration_s == SIX.duration_s + 15.0


def test_what_the_person_paused_stays_paused():
    reactions, plan = Reactions(), LivePlan(SIX).paused(20.0)
    plan, _ = frames_of(plan, reactions, {}, 30, status=ContactLost.code, start_s=20)
    plan, _ = frames_of(plan, reactions, {}, 5, start_s=50)
    assert plan.is_paused


def test_too_fast_is_told_and_then_the_pacer_rests():
    session = replace(SIX, blocks=(replace(SIX.blocks[1], duration_s=600.0, until=None),))
    plan, hints = frames_of(LivePlan(session), Reactions(), {"breathing_rate_per_min": 14.0}, 240)
    assert hints[:75] == [Hint.NONE] * 75  # the measured minute still speaks of before
    assert Hint.EASIER in hints[80:100]
    assert Hint.PAUSE in hints[100:130]
    assert [shift.rest_until_s - shift.from_s for shift in plan.shifts] == [pytest.approx(60.0)]
    calm, hints = frames_of(LivePlan(session), Reactions(), {"breathing_rate_per_min": 6.2}, 240)
    assert calm == LivePlan(session)
    assert set(hints) == {Hint.NONE}


PACED = replace(SIX, blocks=(replace(SIX.blocks[1], duration_s=600.0, until=None),))
FAST = {"breathing_rate_per_min": 14.0}


def test_words_for_a_rest_stay_until_it_is_over():
    plan, hints = frames_of(LivePlan(PACED), Reactions(), FAST, 240)
    told_s = hints.index(Hint.PAUSE)
    over_s = plan.rests_until_s
    assert over_s == pytest.approx(told_s + 60.0)
    assert set(hints[told_s : int(over_s)]) == {Hint.PAUSE}
    assert set(hints[int(over_s) + 1 :]) == {Hint.NONE}


def test_a_breath_that_is_not_seen_is_not_judged():
    plan, hints = frames_of(LivePlan(PACED), Reactions(), FAST, 240, ConnectionLost.code)
    assert plan == LivePlan(PACED)
    assert set(hints) == {Hint.NONE}


def test_nobody_is_judged_by_how_they_breathed_in_a_pause():
    reactions = Reactions()
    plan, _ = frames_of(LivePlan(PACED), reactions, {"breathing_rate_per_min": 6.0}, 100)
    plan, _ = frames_of(plan.paused(100.0), reactions, FAST, 60, start_s=100)
    plan, hints = frames_of(plan.resumed(160.0), reactions, FAST, 70, start_s=160)
    assert set(hints) == {Hint.NONE}  # the measured minute still speaks of the pause
    assert len(plan.shifts) == 0


def test_where_the_computer_slept_the_session_waits(run_virtual):
    log, frames = [], []

    async def main():
        loop = asyncio.get_running_loop()

        class Clock:
            def now_s(self):
                return loop.time() + (600.0 if loop.time() > 100.0 else 0.0)

        async def source():
            yield Marker(0.0, wishes.START)
            await asyncio.sleep(130.0)
            yield Marker(730.0, wishes.RESUME)
            await asyncio.Event().wait()

        engine = Engine(PACED)
        assert await run(source(), engine, Clock(), [frames.append], log.append) == "completed"
        return engine

    engine = run_virtual(main())
    [(slept_s, woke_s)] = engine.plan.pauses_s
    assert (slept_s, woke_s) == (pytest.approx(100.0, abs=1.0), 730.0)
    assert looped(log, PACED) == frames


def test_the_pace_adapts_only_when_asked_and_within_bounds():
    session = replace(SIX, blocks=(replace(SIX.blocks[1], duration_s=3000.0, until=None),))
    fixed, _ = frames_of(LivePlan(session), Reactions(), {"rsa_bpm": 9.0}, 900)
    assert fixed == LivePlan(session)
    feeling = Reactions()
    feeling.adaptive = True
    moving, _ = frames_of(LivePlan(session), feeling, {"rsa_bpm": 9.0}, 2900)
    rates = [breath.rate_per_min for breath in moving.breathing.breaths]
    assert min(rates) >= 5.5 - 1e-9
    assert max(rates) <= 6.5 + 1e-9
    steps = [abs(b - a) for a, b in pairwise(rates)]
    assert 0 < max(steps) <= 0.1 + 1e-9


def test_a_run_whose_wave_grows_ends_its_block_early_and_a_loop_agrees(run_virtual):
    session = replace(SIX, blocks=(replace(SIX.blocks[0], duration_s=90.0), *SIX.blocks[1:]))
    run = run_virtual(live(session))
    assert run.finish is Finish.COMPLETED
    assert run.engine.plan.session.duration_s < session.duration_s
    assert run.frames[-1].t_s - run.engine.start_s == pytest.approx(
        run.engine.plan.session.duration_s
    )
    assert looped(run.log, session) == run.frames
    scores = [frame.score for frame in run.frames if frame.score is not None]
    assert scores
    assert scores[-1] > 50


def test_a_run_that_loses_the_skin_waits_and_goes_on(run_virtual):
    async def slip(strap):
        await asyncio.sleep(70.0)
        strap.faults.no_contact = True
        await asyncio.sleep(40.0)
        strap.faults.no_contact = False

    session = replace(SIX, blocks=(replace(SIX.blocks[0], duration_s=120.0),))
    run = run_virtual(live(session, meddle=slip))
    waited = [frame for frame in run.frames if frame.paused]
    assert waited
    assert run.frames[-1].t_s - run.engine.start_s > 135
    assert run.frames[-1].session_t_s == 120.0
    assert looped(run.log, session) == run.frames
    assert Engine(session).plan.session == run.engine.plan.session
