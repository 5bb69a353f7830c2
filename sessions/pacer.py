"""A session while it is being done: paused and resumed, slower and faster, cut short.

A `LivePlan` is frozen too: each wish gives a new one, so what is shown is a function of the clock
and of the wishes so far, and a replay that repeats them sees the same.

Two times: the clock, in seconds since the session began, runs on; session time stands still while
the session is paused. Wishes about the breath take effect when the next breath begins, and a block
is cut short when a breath ends. So nothing that is shown ever jumps.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from sessions.blocks import Block, Timer
from sessions.breathing import ROUNDING_S, BreathPattern, BreathSchedule
from sessions.script import line_at
from sessions.sound import Sound, sounds_of
from sessions.timeline import UNCHANGED, Cue, Session, Shift, cue_at, schedule

_SHORTEST_BLOCK_S = 1.0


@dataclass(frozen=True)  # not slotted: the breaths are worked out once and kept
class LivePlan:
    """A session and what the person has changed; times are on the clock unless they say session.

    Wishes come in the order of their times. One that changes nothing gives the very same plan.

    Attributes
    ----------
    session : Session
        The plan, with blocks that were cut short.
    shifts : tuple of Shift
        How to breathe from when on, oldest first.
    pauses_s : tuple of (float, float)
        From when to when the session stood still; a pause that goes on ends at infinity.
    """

    session: Session
    shifts: tuple[Shift, ...] = ()
    pauses_s: tuple[tuple[float, float], ...] = ()

    @cached_property
    def duration_s(self) -> float:
        """When the session ends on the clock; infinity while it is paused."""
        return self.session.duration_s + sum(end_s - start_s for start_s, end_s in self.pauses_s)

    @cached_property
    def breathing(self) -> BreathSchedule:
        """All breaths, in session time."""
        return schedule(self.session, self.shifts)

    @cached_property
    def sounds(self) -> tuple[Sound, ...]:
        """All sounds, in session time."""
        return sounds_of(self.session.blocks, self.breathing)

    @property
    def is_paused(self) -> bool:
        """Whether the session stands still until `resumed`."""
        return bool(self.pauses_s) and self.pauses_s[-1][1] == math.inf

    def session_t_s(self, t_s: float) -> float:
        """Return the session time at `t_s`, held within the session's start and end."""
        if not self.pauses_s:
            return min(max(t_s, 0.0), self.session.duration_s)
        paused_s = sum(min(t_s, end) - start for start, end in self.pauses_s if start < t_s)
        return min(max(t_s - paused_s, 0.0), self.session.duration_s)

    def clock_s(self, session_t_s: float) -> float:
        """Return when the clock shows this session time; where a pause begins, before it."""
        t_s = session_t_s
        for start_s, end_s in self.pauses_s:
            if t_s > start_s:
                t_s += end_s - start_s
        return t_s

    def cue_at(self, t_s: float) -> Cue:
        """Return what is to be done at `t_s`; while paused, what was to be done before."""
        return cue_at(self.session, self.breathing, self.session_t_s(t_s))

    def phase_at(self, t_s: float) -> float:
        """Return the breaths done by `t_s`; continuous, never falling."""
        return self.breathing.phase_at(self.session_t_s(t_s))

    def paused(self, t_s: float) -> "LivePlan":
        """Stand still from `t_s` on; a cold timer goes on, because the skin has no pause."""
        session_t_s = self.session_t_s(t_s)
        over = session_t_s >= self.session.duration_s
        if self.is_paused or over or self._block_at(session_t_s).timer is Timer.COLD:
            return self
        return replace(self, pauses_s=(*self.pauses_s, (t_s, math.inf)))

    def resumed(self, t_s: float) -> "LivePlan":
        """Go on at `t_s` where the pause began."""
        if not self.is_paused:
            return self
        *before, (start_s, _end) = self.pauses_s
        return replace(self, pauses_s=(*before, (start_s, t_s)))

    def shifted(self, t_s: float, by_per_min: float) -> "LivePlan":
        """Breathe so much faster than planned, slower when negative, from the next breath on."""
        return self._with(replace(self._newest(t_s), by_per_min=by_per_min))

    def at_rate(self, t_s: float, rate_per_min: float) -> "LivePlan":
        """Begin the next breath at this rate; whatever the plan changes later, it still changes."""
        planned = self.session.breathing
        following = planned.breaths[planned.begun_at(self.session_t_s(t_s)) :]
        if not following:
            return self
        return self.shifted(t_s, rate_per_min - following[0].rate_per_min)

    def shaped(self, t_s: float, pattern: BreathPattern | None) -> "LivePlan":
        """Breathe in this pattern from the next breath on; None: as planned."""
        return self._with(replace(self._newest(t_s), pattern=pattern))

    def rested(self, t_s: float, for_s: float) -> "LivePlan":
        """Finish the breath, then pace nothing until `for_s` seconds of session time are over."""
        newest = self._newest(t_s)
        return self._with(replace(newest, rest_until_s=newest.from_s + for_s))

    @property
    def rests_until_s(self) -> float:
        """Until when in session time nothing is paced, by what was said last; 0.0 otherwise."""
        return self.shifts[-1].rest_until_s if self.shifts else 0.0

    def cut_short(self, t_s: float) -> "LivePlan":
        """End the present block when the breath and the line that go on at `t_s` are over."""
        now_s = self.session_t_s(t_s)
        index = self.session.block_at(now_s)
        block, end_s = self.session.blocks[index], self.session.block_end_s[index]
        start_s = end_s - block.duration_s
        line = line_at(block.lines, now_s - start_s)
        cut_s = max(now_s, start_s + _SHORTEST_BLOCK_S, start_s + (line.end_s if line else 0.0))
        breath = self.breathing.breath_at(cut_s)
        if breath is not None and breath.start_s + ROUNDING_S < cut_s:
            cut_s = breath.end_s
        if cut_s + ROUNDING_S >= end_s:
            return self
        blocks = list(self.session.blocks)
        blocks[index] = _shorter(block, cut_s - start_s)
        return replace(self, session=replace(self.session, blocks=tuple(blocks)))

    def _block_at(self, session_t_s: float) -> Block:
        return self.session.blocks[self.session.block_at(session_t_s)]

    def _newest(self, t_s: float) -> Shift:
        """Return how to breathe at `t_s`, as said then."""
        newest = self.shifts[-1] if self.shifts else UNCHANGED
        return replace(newest, from_s=self.session_t_s(t_s))

    def _with(self, shift: Shift) -> "LivePlan":
        return replace(self, shifts=(*self.shifts, shift))


def _shorter(block: Block, duration_s: float) -> Block:
    """Return the block as it was up to `duration_s`: its pace must not change for what is past."""
    pacing = block.pacing
    if pacing is not None and pacing.breaths is None:
        end_rate = pacing.rate_at(duration_s / block.duration_s, 0)
        pacing = replace(pacing, end_rate_per_min=end_rate)
    lines = tuple(line for line in block.lines if line.end_s <= duration_s + ROUNDING_S)
    text = block.text or ("" if lines else block.lines[0].text)
    return replace(block, duration_s=duration_s, pacing=pacing, lines=lines, text=text)
