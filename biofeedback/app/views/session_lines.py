"""Keeps the words of a session in step with its time: the line, the time left, the quarters."""

from collections.abc import Callable

from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.views import session_words as said
from biofeedback.app.views.session_front import Front
from biofeedback.app.views.session_turns import Turns


class Words:
    """Look at the clock, and say what is true now.

    Parameters
    ----------
    context, front, turns
        Who speaks, where it is read, and how the session stands.
    spoken : callable
        Called with each new line of guidance that no script speaks.
    """

    def __init__(
        self, context: Context, front: Front, turns: Turns, spoken: Callable[[str], object]
    ) -> None:
        self._context, self._front, self._turns, self._spoken = context, front, turns, spoken
        self._calm_from_s, self._block, self._quarters = 0.0, -1, 0

    def begin_anew(self) -> None:
        """Say each breath again for a while: something is another than before."""
        self._calm_from_s = self._turns.session_t_s

    def tell(self, *, troubled: bool) -> None:
        """Say it; `troubled` while a banner is shown."""
        turns, front, moved = self._turns, self._front, self._turns.moved
        if turns.run is None:
            return
        if moved is None or not turns.has_begun:
            front.cue.say(tr("Listening for your heart") if turns.run.measured else "")
            return
        cue, t_s = moved.plan.cue_at(turns.plan_s), turns.session_t_s
        left = said.minutes_left(cue.session_remaining_s, paced=cue.part is not None)
        front.bar.set_paused(turns.is_paused and not turns.is_led_in)
        front.show_left(left, paused=turns.is_paused)
        if turns.is_paused or troubled or cue.block_index != self._block:
            self._block = cue.block_index
            self.begin_anew()
        if turns.is_led_in:
            front.cue.say(tr("And on, from where you were"), at_once=True)
        elif turns.is_paused:
            front.cue.say(tr("Rest a moment. Breathe as you like."), at_once=True)
        else:
            words = said.line_of(moved.plan, cue, t_s - self._calm_from_s, moved.frame.hint)
            if front.cue.say(words) and cue.line is None:
                self._spoken(words)
        self._tell_quarters(int(4 * t_s / moved.plan.session.duration_s))

    def _tell_quarters(self, quarters: int) -> None:
        if quarters > self._quarters:
            self._quarters = quarters
            told = ["", tr("A quarter is over."), tr("Half is over."), tr("A quarter is left.")]
            if quarters < len(told):  # of the end, the session says more
                self._context.say(told[quarters])
