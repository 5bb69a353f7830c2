"""What the shape shows at a time of the clock: the plan's volume, and rest where nothing is paced.

While breath is paced, the volume is that of the plan to the last digit. It rests between paced
parts, in a pause, and when the session is over; how far, is told by the clock and the plan alone.
"""

import math
from dataclasses import dataclass

import numpy as np

from biofeedback.app.canvas.motion import in_out, rest_share
from biofeedback.app.theme.records import MotionMs, SessionForm
from biofeedback.hrv.columns import FloatArray
from sessions.pacer import LivePlan


@dataclass(frozen=True, slots=True)
class Guide:
    """A plan on the clock of its run.

    Attributes
    ----------
    plan : LivePlan
        What is done; a pause whose end is known may end in the future.
    start_s : float or None
        When the session began on the clock; None before.
    form, motion : SessionForm, MotionMs
        The volume at rest, and how long the ways to it take.
    """

    plan: LivePlan
    start_s: float | None
    form: SessionForm
    motion: MotionMs

    def session_t_s(self, now_s: float) -> float:
        """Return the session time; 0 before the session began."""
        return 0.0 if self.start_s is None else self.plan.session_t_s(now_s - self.start_s)

    def session_times_s(self, t_s: FloatArray) -> FloatArray:
        """Return the session times of what happened; NaN in a pause, or outside the session."""
        if self.start_s is None:
            return np.full_like(t_s, np.nan)
        on_clock_s = t_s - self.start_s
        times_s = on_clock_s.copy()
        for start_s, end_s in self.plan.pauses_s:
            still = (start_s < on_clock_s) & (on_clock_s < end_s)
            times_s -= np.clip(on_clock_s, start_s, end_s) - start_s
            times_s[still] = np.nan
        outside = (times_s < 0) | (times_s > self.plan.session.duration_s)
        return np.where(outside, np.nan, times_s)

    def volume(self, now_s: float) -> float:
        """Return how full the shape is, 0 to 1."""
        moving, rest = self._planned(self.session_t_s(now_s)), self.rest(now_s)
        return moving + (self.form.rest_volume - moving) * rest if rest else moving

    def rest(self, now_s: float) -> float:
        """Return how far the shape rests in a pause or after the end, 0 to 1."""
        still = self._stillness(now_s)
        if still is None:
            return 0.0
        motion = self.motion
        return rest_share(now_s, *still, motion.settle / 1000, motion.lead_in / 1000)

    def alpha(self, now_s: float) -> float:
        """Return how dense the shape is: less at rest, and before the session begins."""
        begun = 0.0
        if self.start_s is not None:
            begun = in_out((now_s - self.start_s) * 1000 / self.motion.settle)
        resting = max(self.rest(now_s), 1 - begun)
        return 1 + (self.form.rest_alpha - 1) * resting

    def block_share(self, now_s: float) -> float | None:
        """Return how much of a timer is over; None when no timer runs."""
        session, t_s = self.plan.session, self.session_t_s(now_s)
        index = session.block_at(t_s)
        block = session.blocks[index]
        if block.timer is None:
            return None
        return min(1.0 - (session.block_end_s[index] - t_s) / block.duration_s, 1.0)

    def _stillness(self, now_s: float) -> tuple[float, float] | None:
        """Return from when to when session time stands still around now, on the clock."""
        if self.start_s is None:
            return None
        t_s = now_s - self.start_s
        for start_s, end_s in reversed(self.plan.pauses_s):
            if start_s < t_s < end_s:
                return self.start_s + start_s, self.start_s + end_s
        over_s = self.plan.duration_s
        return (self.start_s + over_s, math.inf) if t_s > over_s else None

    def _planned(self, session_t_s: float) -> float:
        """Return the volume of the plan; where nothing is paced, rest between two borders at 0."""
        breathing = self.plan.breathing
        known = breathing.volume_at(session_t_s)
        if known is not None:
            return known
        begun, settle_s = breathing.begun_at(session_t_s), self.motion.settle / 1000
        last_s = breathing.breaths[begun - 1].end_s if begun else -math.inf
        next_s = math.inf
        if begun < len(breathing.breaths):
            next_s = breathing.breaths[begun].start_s
        near_s = min(session_t_s - last_s, next_s - session_t_s)
        return self.form.rest_volume * in_out(near_s / settle_s)
