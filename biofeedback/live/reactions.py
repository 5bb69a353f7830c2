"""How a run answers to its own frames: conditions, stop rules, hints, and a pace that adapts.

Everything follows from the frames alone, so a replay reacts as the run did, with no word about it
in the recording.
"""

from collections import deque
from dataclasses import dataclass

from biofeedback.live.adaptive import AdaptivePace
from biofeedback.live.feedback import trusted
from biofeedback.live.frame import Frame
from biofeedback.live.guard import Action, Hint, Moment, StopRule, StopWatch, breathing_hint
from sessions.blocks import Until
from sessions.pacer import LivePlan

REST_S = 60.0
"""How long the pacer rests when a person breathes too much for too long."""
_KNOWN_S = 75.0  # the measured rate is the mean of a minute, told some seconds later
_MOMENTS = 120  # seconds that hints look back over


@dataclass
class _Condition:
    """How long the condition of a block has been true."""

    block_index: int = -1
    since_s: float | None = None

    def is_over(self, until: Until, frame: Frame, t_s: float) -> bool:
        """Take the next frame; say whether the condition has held."""
        if frame.cue.block_index != self.block_index:
            self.block_index, self.since_s = frame.cue.block_index, None
        value = frame.values.get(until.index)
        if value is None or not trusted(frame) or not until.is_met(value):
            self.since_s = None
            return False
        self.since_s = t_s if self.since_s is None else self.since_s
        return t_s - self.since_s >= until.hold_s


class Reactions:
    """Follow the frames of one run, and change its plan where one calls for it.

    Attributes
    ----------
    adaptive : bool
        Whether the pace feels its way, see `AdaptivePace`.
    waits_for_contact : bool
        Whether the session stands still while a rule asks for it.
    together : bool
        Whether the pace is that of a group: no rule, condition or hint changes it for one of them.
    hint : Hint
        What to tell a person who breathes too much.
    rule : StopRule or None
        The stop rule that is due.
    """

    def __init__(self) -> None:
        self.adaptive = False
        self.waits_for_contact = True
        self.together = False
        self.hint = Hint.NONE
        self.rule: StopRule | None = None
        self._watch = StopWatch()
        self._condition = _Condition()
        self._led_since_s: float | None = None
        self._moments: deque[Moment] = deque(maxlen=_MOMENTS)
        self._pace: AdaptivePace | None = None
        self._waits = False  # paused by a rule, not by the person

    def feed(self, plan: LivePlan, frame: Frame, t_s: float) -> LivePlan:
        """Take the next frame, at `t_s` on the clock of the plan; return what follows."""
        self.rule = self._watch.feed(frame)
        plan = plan if self.together else self._wait(plan, t_s)
        if plan.is_paused:  # people breathe as they like then, and the measured minute knows it
            self._led_since_s, self.hint = None, Hint.NONE
            self._moments.clear()
            return plan
        if self.together:
            return self._ease(plan, frame, t_s)  # for the hint alone
        until = plan.session.blocks[frame.cue.block_index].until
        if until is not None and self._condition.is_over(until, frame, t_s):
            plan = plan.cut_short(t_s)
        return self._adapt(self._ease(plan, frame, t_s), frame, t_s)

    def _wait(self, plan: LivePlan, t_s: float) -> LivePlan:
        """Stand still while a rule asks for it; what the person paused stays paused."""
        due = self.rule is not None and self.rule.action is Action.PAUSE_CLOCK
        due = due and self.waits_for_contact
        if due and not plan.is_paused:
            plan = plan.paused(t_s)
            self._waits = plan.is_paused
        elif not due and self._waits:
            self._waits = False
            plan = plan.resumed(t_s)
        return plan

    def _ease(self, plan: LivePlan, frame: Frame, t_s: float) -> LivePlan:
        """Tell a person who breathes too much; let the pacer rest when that lasts."""
        if self._moments and frame.t_s < self._moments[-1].t_s + 1.0:
            return plan
        led_per_min = frame.cue.rate_per_min
        if led_per_min is None:
            self._led_since_s = None
        elif self._led_since_s is None:
            self._led_since_s = t_s
        measured = frame.values.get("breathing_rate_per_min") if trusted(frame) else None
        if self._led_since_s is None or t_s - self._led_since_s < _KNOWN_S:
            measured = None  # it still speaks of the breathing before
        self._moments.append(Moment(frame.t_s, led_per_min, measured))
        self.hint = breathing_hint(self._moments)
        if self.together:
            return plan
        rests = frame.session_t_s < plan.rests_until_s
        if self.hint is Hint.PAUSE and not rests:
            self._moments.clear()
            return plan.rested(t_s, REST_S)
        if rests:
            self.hint = Hint.PAUSE
        return plan

    def _adapt(self, plan: LivePlan, frame: Frame, t_s: float) -> LivePlan:
        led_per_min = frame.cue.rate_per_min
        if not self.adaptive or led_per_min is None:
            return plan
        if self._pace is None:
            self._pace = AdaptivePace(led_per_min, enabled=True)
        before = self._pace.rate_per_min
        swing_bpm = frame.values.get("rsa_bpm") if trusted(frame) else None
        rate_per_min = self._pace.feed(frame.session_t_s, swing_bpm)
        return plan if rate_per_min == before else plan.at_rate(t_s, rate_per_min)
