"""With the pace of a group, nothing that befalls one person changes their plan."""

from dataclasses import replace

import pytest

from biofeedback.hrv.quality import Quality
from biofeedback.live.frame import Frame
from biofeedback.live.guard import Hint
from biofeedback.live.reactions import Reactions
from devices.errors import ContactLost
from sessions.blocks import Block, Pacing, Until
from sessions.pacer import LivePlan
from sessions.timeline import Session

UNTIL = Until("coherence", ">=", 0.6, 30.0)
PACED = Block("Paced", 600, "Breathe.", Pacing(6, 6), until=UNTIL)
PLAN = LivePlan(Session("s", "S", "A test.", ("nervous",), (PACED, Block("After", 60, "Rest."))))


def moments(**changes):
    for second in range(300):
        values = {"coherence": 0.9, "breathing_rate_per_min": 18.0}
        cue = PLAN.cue_at(float(second))
        plain = Frame(float(second), float(second), cue, values, Quality(0.0, 1.0, 0.0))
        yield replace(plain, **changes)


@pytest.mark.parametrize("changes", [{}, {"status": ContactLost.code}], ids=["fast", "contact"])
def test_alone_the_plan_changes_and_together_it_does_not(changes):
    for together in (False, True):
        reactions, plan, hints = Reactions(), PLAN, set()
        reactions.together = together
        for frame in moments(**changes):
            plan = reactions.feed(plan, frame, frame.t_s)
            hints.add(reactions.hint)
        assert (plan is PLAN) is together
        assert changes or (Hint.PAUSE in hints or not together)
