"""How much slower or faster than planned a person breathes, a tenth at a time. Pure."""

from sessions.blocks import FASTEST_PER_MIN, SLOWEST_PER_MIN, held
from sessions.pacer import LivePlan

STEP_PER_MIN = 0.1


class Pace:
    """The wish so far; steps add up, and stop where nothing slower or faster can be led."""

    def __init__(self) -> None:
        self.by_per_min = 0.0
        self._plan: LivePlan | None = None
        self._followed_per_min = 0.0
        self._wished: list[float] = []  # on their way: the plan does not follow them yet

    def step(self, plan: LivePlan, session_t_s: float, steps: int) -> float | None:
        """Wish so many steps more; return the pace from the next breath on, None without one."""
        if plan is not self._plan:
            self._plan = plan
            self._follow(plan.shifts[-1].by_per_min if plan.shifts else 0.0)
        planned_per_min = _next_per_min(plan, session_t_s)
        if planned_per_min is None:
            return None
        wanted = round(planned_per_min + self.by_per_min + steps * STEP_PER_MIN, 2)
        if SLOWEST_PER_MIN <= wanted <= FASTEST_PER_MIN:
            self.by_per_min = round(self.by_per_min + steps * STEP_PER_MIN, 2)
            self._wished.append(self.by_per_min)
        return held(planned_per_min + self.by_per_min)

    def _follow(self, by_per_min: float) -> None:
        """Begin from what the plan holds now, unless that is a wish with others behind it."""
        if by_per_min == self._followed_per_min:
            return
        self._followed_per_min = by_per_min
        if by_per_min in self._wished:
            del self._wished[: self._wished.index(by_per_min) + 1]
        else:
            self._wished.clear()
        if not self._wished:
            self.by_per_min = by_per_min


def _next_per_min(plan: LivePlan, session_t_s: float) -> float | None:
    """Return the planned rate of the next breath, else that of the last one."""
    planned = plan.session.breathing
    if not planned.breaths:
        return None
    number = min(planned.begun_at(session_t_s), len(planned.breaths) - 1)
    return planned.breaths[number].rate_per_min
