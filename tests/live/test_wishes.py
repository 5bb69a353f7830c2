"""What a person wants of a running session: obeyed, logged, and obeyed again by a replay."""

import asyncio

import numpy as np
import pytest

from biofeedback.live import runner, wishes
from biofeedback.live.engine import Engine, paced_breaths
from biofeedback.live.feedback import Feedback, Rest, score_of
from biofeedback.live.guided import GuidedSource
from biofeedback.live.runner import Finish
from devices.recording import Recording
from devices.records import Marker
from devices.source import Clock
from sessions.blocks import Block, Pacing
from sessions.pacer import LivePlan
from sessions.timeline import Session
from tests.live.runs import SHORT, live, looped, replayed
from tests.live.test_parity import HEADER

PLAN = LivePlan(SHORT)


@pytest.mark.parametrize(
    ("label", "plan"),
    [
        (wishes.PAUSE, PLAN.paused(70.0)),
        (wishes.NEXT, PLAN.cut_short(70.0)),
        (wishes.shift(-0.5), PLAN.shifted(70.0, -0.5)),
        (wishes.rate(5.5), PLAN.at_rate(70.0, 5.5)),
        (wishes.rest(60), PLAN.rested(70.0, 60.0)),
    ],
)
def test_a_wish_changes_the_plan(label, plan):
    assert wishes.obey(PLAN, 70.0, label) == plan != PLAN


@pytest.mark.parametrize(
    "label", ["", "pause", "wish", "wish fly", "wish shift", "wish rate nan", "wish rest x", "note"]
)
def test_anything_else_changes_nothing(label):
    assert wishes.obey(PLAN, 70.0, label) is PLAN


def test_what_is_known_of_a_person_is_told_before_the_start():
    usual = wishes.prepared(Feedback(level=2), wishes.usual(Rest(0.1 + 0.2, 31.5)))
    assert (usual.rest, usual.level) == (Rest(0.30000000000000004, 31.5), 2)
    harder = wishes.prepared(usual, wishes.level(4))
    assert (harder.rest, harder.level) == (usual.rest, 4)


@pytest.mark.parametrize(
    "label",
    [
        *("", "wish pause", "wish level 0", "wish level 6", "wish level x", "wish level 1.5"),
        *("wish usual 4", "wish usual 4 nan", "wish usual x 3", "usual 4 30"),
    ],
)
def test_the_feedback_heeds_nothing_else(label):
    feedback = Feedback()
    assert wishes.prepared(feedback, label) is feedback


def test_the_usual_rest_and_the_level_score_a_run_and_its_replay(run_virtual):
    session = Session(
        "s", "S", "A test.", ("nervous",), (Block("Breathe", 60, "Breathe.", Pacing(6, 6)),)
    )
    told = [wishes.usual(Rest(4.0, 40.0)), wishes.level(3)]
    log = [Marker(0.0, label) for label in told] + run_virtual(live(session)).log
    frames = looped(log, session)
    scored = [f for f in frames if f.score is not None]
    last = scored[-1].values
    by_hand = score_of(last["rsa_bpm"], last["pace_power_ms2"], Rest(4.0, 40.0), level=3)
    assert scored[-1].score == by_hand
    assert run_virtual(replayed(Recording(HEADER, tuple(log)), session)).frames == frames
    assert all(f.score is None for f in looped(log[2:], session))


def test_what_is_known_counts_before_the_start_only(run_virtual):
    log = run_virtual(live(SHORT)).log
    at = next(i for i, record in enumerate(log) if record.t_s > 65.0)
    late = [*log[:at], Marker(log[at].t_s, wishes.level(5)), *log[at:]]
    assert looped(late, SHORT) == looped(log, SHORT)


def wishing(engine, wanted):
    """A source that starts a session without a strap and then wants things at their times."""

    class Wishing(GuidedSource):
        async def __aiter__(self):
            async for record in super().__aiter__():
                yield record
                for t_s, label in wanted:
                    await asyncio.sleep(t_s - self._clock.now_s())
                    yield Marker(self._clock.now_s(), label)

    async def run():
        clock, frames, log = Clock(), [], []
        async with Wishing(clock) as source:
            finish = await runner.run(source, engine, clock, [frames.append], log.append)
        return finish, frames, log

    return run()


def test_a_session_without_a_strap_is_led_to_its_end(run_virtual):
    finish, frames, log = run_virtual(wishing(Engine(SHORT), []))
    assert finish is Finish.COMPLETED
    assert frames[-1].session_t_s == SHORT.duration_s
    assert [frame.t_s for frame in frames[:3]] == [0.0, 1.0, 2.0]
    assert all(value is None for value in frames[-1].values.values())
    assert [record.label for record in log] == [wishes.START, Finish.COMPLETED]


def test_pause_and_resume_shift_the_end_and_a_replay_does_the_same(run_virtual):
    wanted = [(70.3, wishes.PAUSE), (90.3, wishes.RESUME), (100.0, wishes.shift(-1.0))]
    engine = Engine(SHORT)
    finish, frames, log = run_virtual(wishing(engine, wanted))
    assert finish is Finish.COMPLETED
    assert frames[-1].t_s == pytest.approx(SHORT.duration_s + 20.0)
    waiting = [frame for frame in frames if frame.paused]
    assert [f.session_t_s for f in waiting] == pytest.approx([70.3] * len(waiting))
    assert 18 <= len(waiting) <= 22
    slower = [f.cue.rate_per_min for f in frames if f.t_s > 112 and f.cue.rate_per_min]
    assert max(slower) < 6.0  # the plan glides from 7 to 5 a minute
    assert looped(log, SHORT) == frames
    assert run_virtual(replayed(Recording(HEADER, tuple(log)), SHORT)).frames == frames


def test_the_breath_that_a_pause_goes_through_was_nobodys():
    plan = LivePlan(SHORT)
    whole = paced_breaths(plan, 0.0)
    paused = plan.paused(70.3)
    assert paced_breaths(paused, 0.0).end_s.max() <= 70.3
    later = paced_breaths(paused.resumed(90.3), 0.0)
    gone = (whole.inhale_s < 70.3) & (whole.end_s > 70.3)
    assert gone.sum() == 1
    assert later.end_s.size == whole.end_s.size - 1
    wanted = np.where(whole.inhale_s < 70.3, whole.inhale_s, whole.inhale_s + 20.0)[~gone]
    np.testing.assert_allclose(later.inhale_s, wanted)


def test_a_measured_run_pauses_too(run_virtual):
    session = Session(
        "s", "S", "A test.", ("nervous",), (Block("Breathe", 60, "Breathe.", Pacing(6, 6)),)
    )
    log = [*run_virtual(live(session)).log]
    at = next(i for i, record in enumerate(log) if record.t_s > 30.0)
    log[at:at] = [Marker(log[at].t_s, wishes.PAUSE)]
    engine = Engine(session)
    frames = [frame for record in log for frame in engine.feed(record)]
    assert not engine.finished
    assert frames[-1].paused
    assert frames[-1].session_t_s == pytest.approx(log[at].t_s - engine.start_s)
