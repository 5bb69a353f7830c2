"""Pausing and going on: what the person wants, what the plan says, and the lead-in between."""

from collections.abc import Callable

from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunBegan, RunMoved
from biofeedback.app.sound.session import SessionSound
from biofeedback.live import wishes
from biofeedback.live.frame import IRREGULAR, OK

_REFUSED_S = 1.5


class Turns:
    """Keeps to the run's clock.

    Parameters
    ----------
    context, canvas, sound
        What is told of it.
    lead_in_s : float
        How long the way back into the breath takes.

    Attributes
    ----------
    run : RunBegan or None
        The run, once it has begun.
    moved : RunMoved or None
        What is known of it.
    """

    def __init__(
        self, context: Context, canvas: Canvas, sound: SessionSound, lead_in_s: float
    ) -> None:
        self._context, self._canvas, self._sound = context, canvas, sound
        self._lead_in_s = lead_in_s
        self.run: RunBegan | None = None
        self.moved: RunMoved | None = None
        self._paused_s: float | None = None
        self._resume_s: float | None = None
        self._is_alone = False

    @property
    def has_begun(self) -> bool:
        """Whether the session has begun: with a strap, at the first heartbeat."""
        return self.moved is not None and self.moved.start_s is not None

    @property
    def is_paused(self) -> bool:
        """Whether the session stands still, or is about to."""
        return self._paused_s is not None or (self.moved is not None and self.moved.frame.paused)

    @property
    def waits(self) -> bool:
        """Whether it stands still until the heart is back, and goes on by itself then."""
        asked = self._paused_s is not None or self.is_led_in
        return not asked and self.moved is not None and self.moved.frame.paused

    @property
    def is_led_in(self) -> bool:
        """Whether it is about to go on."""
        return self._resume_s is not None

    @property
    def now_s(self) -> float:
        """Now, on the clock of the run."""
        return self.run.clock.now_s() if self.run else 0.0

    @property
    def plan_s(self) -> float:
        """Seconds since the session began, pauses and all."""
        start_s = self.moved.start_s if self.moved else None
        return 0.0 if start_s is None else self.now_s - start_s

    @property
    def session_t_s(self) -> float:
        """The session time."""
        return self.moved.plan.session_t_s(self.plan_s) if self.moved else 0.0

    def wish(self, label: str, at_s: float | None = None) -> None:
        """Ask something of the run."""
        self._context.call(lambda desk: desk.wish(label, at_s))

    def toggle(self) -> None:
        """Pause, or go on."""
        if self.has_begun:
            still = self.is_paused and not self.is_led_in
            (self.go_on if still else self.pause)()

    def pause(self) -> None:
        """Stand still from now on."""
        if self._resume_s is not None:
            self._resume_s = None
            self._canvas.lead_in(None)
        self._paused_s = self.now_s
        self._sound.pause()
        self.wish(wishes.PAUSE)

    def go_on(self) -> None:
        """Go on after a lead-in; where the strap made the session wait, without the strap."""
        if self._paused_s is None:
            self.alone()
        else:
            self._resume_s = self.now_s + self._lead_in_s
            self._canvas.lead_in(self._resume_s)
            self.wish(wishes.RESUME, self._resume_s)
        self._paused_s = None
        self._sound.resume()

    def alone(self) -> None:
        """Go on, or begin, without the strap."""
        if self.run is None:
            self._context.call(lambda desk: desk.begin_alone())
            return
        self._is_alone = True
        self.wish(wishes.ALONE)
        if not self.has_begun:
            self.wish(wishes.START)

    def settle(self, moved: RunMoved, refused: Callable[[], object]) -> None:
        """Take what is known now; `refused` is called where no pause is possible."""
        self.moved, frame = moved, moved.frame
        if self._is_alone and moved.heart is not None and frame.status in (OK, IRREGULAR):
            self._is_alone = False  # the heart is back: the next time, wait for it again
            self.wish(wishes.WAIT)
        if self._resume_s is not None and not frame.paused and frame.t_s >= self._resume_s:
            self._resume_s = None
        if self._is_refused(moved):
            self._paused_s = None
            self._sound.resume()
            refused()

    def _is_refused(self, moved: RunMoved) -> bool:
        """Whether the plan knows no pause where one was asked for; it may also still be coming."""
        asked_s, now_s, start_s = self._paused_s, moved.frame.t_s, moved.start_s
        if asked_s is None or start_s is None or now_s <= asked_s + _REFUSED_S:
            return False
        return not all(moved.plan.paused(t_s - start_s).is_paused for t_s in (asked_s, now_s))
