"""The session canvas: a widget that shows a scene by the clock.

1. At each frame a `Moment` is worked out from the plan and the clock, never from the frame before;
   so the picture is right after any delay, and nothing can drift. Where nothing has moved, nothing
   is painted.
2. Time on the canvas is session time: a pause stands still by itself.
3. Time is not mirrored in languages that run from right to left.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from math import inf
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import Beats, SlowMean, stretches
from biofeedback.app.canvas.motion import Fade, playing
from biofeedback.app.canvas.picture import Picture
from biofeedback.app.canvas.rings import Rings
from biofeedback.app.canvas.scene import Moment, Pacer, Scene
from biofeedback.app.canvas.telling import breath_in_words, rings_in_words
from biofeedback.app.canvas.tension import Tension, tensed
from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.report.usual import FIRST_SWING_BPM
from sessions.pacer import LivePlan

FRAMES_MS = (17, 17, 16)
"""From frame to frame: sixty a second, which no single number of milliseconds makes."""
_KEEP_S = 120.0

Now = Callable[[], float]


class Canvas(QWidget):
    """Draw a run: `begin` it, `follow` it with each `RunMoved`, `stop` at the end.

    Attributes
    ----------
    frame : Signal
        At each frame: what moves beside the canvas is painted along with it.
    """

    frame = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now: Now = lambda: 0.0
        self._scene: Scene | None = None
        self._pause_s: float | None = None
        self._resume_s: float | None = None
        self._painted: Moment | None = None
        self._next: tuple[float, Moment] | None = None
        self._shown: tuple[Scene, float, Moment] | None = None
        self._changed = True
        self._beats, self._mean = Beats.none(), SlowMean()
        self._score: float | None = None
        self._taken_px, self._taken_of_px = (0.0, 0.0), 0
        self._forget()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._steps_ms = cycle(FRAMES_MS)
        self._timer.setInterval(next(self._steps_ms))
        self._timer.timeout.connect(self.advance)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("Breathing guide"))

    @property
    def painted(self) -> Moment | None:
        """What was painted last; None before the first frame of a run."""
        return self._painted

    @property
    def pacer(self) -> Pacer:
        """What shows the breath."""
        return self._scene.pacer if self._scene else Pacer.SHAPE

    @property
    def light(self) -> float:
        """How light it is now: 1 open eyes, 0 closed."""
        now_s = self._now()
        return playing(self._scene.light, now_s).at(now_s) if self._scene else 1.0

    def begin(
        self,
        plan: LivePlan,
        now: Now,
        *,
        swing_bpm: float = FIRST_SWING_BPM,
        pacer: Pacer = Pacer.SHAPE,
        gentle: bool = False,
        shows_heart: bool = True,
    ) -> None:
        """Show a plan by a clock; it moves once `follow` says when the session began.

        Parameters
        ----------
        plan : LivePlan
            What will be done.
        now : callable
            The clock of the run, in seconds.
        swing_bpm : float
            The height of the hills: the person's usual swing of heart rate.
        pacer, gentle, shows_heart
            What the person has chosen in the settings.
        """
        self._now, self._score = now, None
        self._pause_s = self._resume_s = None
        self._beats, self._mean = Beats.none(), SlowMean()
        guide = Guide(plan, None, self._theme.session, self._theme.motion_ms)
        tension = Tension(tensed(plan.session))
        above_px, below_px = self._taken_px
        taken_px = Fade.still(above_px), Fade.still(below_px)
        chosen = pacer, gentle, shows_heart
        self._scene = Scene(guide, tension, *chosen, swing_bpm=swing_bpm, taken_px=taken_px)
        self._describe()
        self._forget()
        self._timer.start()

    def follow(self, plan: LivePlan, start_s: float | None) -> None:
        """Go on with the plan as it is now; `start_s` is when the session began on the clock."""
        if self._scene is None:
            return
        if start_s is not None:
            plan = self._as_wished(plan, start_s)
        old = self._scene.guide
        if (plan, start_s) != (old.plan, old.start_s):
            self._change(
                guide=replace(old, plan=plan, start_s=start_s),
                tension=Tension(tensed(plan.session)),
            )
        self._describe()

    def pause(self, at_s: float) -> None:
        """Rest from `at_s` on, before the desk has said so."""
        self._pause_s, self._resume_s = at_s, None
        if self._scene is not None:
            self.follow(self._scene.guide.plan, self._scene.guide.start_s)

    def lead_in(self, until_s: float | None) -> None:
        """Lead from rest back into the breath; the view resumes the session at `until_s`.

        None calls it off: the person pauses again.
        """
        scene, self._resume_s, self._pause_s = self._scene, until_s, None
        if scene is None or not scene.guide.plan.pauses_s:
            return
        plan = scene.guide.plan
        *before, (paused_s, _end_s) = plan.pauses_s
        self.follow(replace(plan, pauses_s=(*before, (paused_s, inf))), scene.guide.start_s)

    def show_heart(self, heart: HeartLine) -> None:
        """Take the newest beats; those of a pause are not drawn."""
        if self._scene is None or heart.t_s.size == 0:
            return
        guide, now_s = self._scene.guide, self._now()
        still_s = now_s - (guide.start_s or 0.0) - guide.session_t_s(now_s)
        newer = Beats(heart.t_s, heart.rate_bpm, heart.gap)
        self._beats = self._beats.followed_by(newer, now_s - still_s - _KEEP_S)
        self._mean.follow(heart.t_s, heart.rate_bpm)
        curves = self._mean.level(stretches(self._beats))
        self._go_on(curves=curves, newest_s=self._beats.newest_s)

    def show_rings(
        self, rings: Rings, *, waiting: bool = False, score: float | None = None
    ) -> None:
        """Show the rings as they are now."""
        self._score = score
        if self._scene and (rings is not self._scene.rings or waiting != self._scene.waiting):
            self._go_on(rings=rings, waiting=waiting)

    def choose(self, pacer: Pacer) -> None:
        """Show the breath in another way."""
        self._change(pacer=pacer)

    def set_shows_heart(self, shows: bool) -> None:
        """Show the heart wave, or hide it."""
        self._change(shows_heart=shows)

    def set_gentle(self, gentle: bool) -> None:
        """Move only what must move, or everything."""
        self._change(gentle=gentle)

    def cover(self, width_px: float) -> None:
        """Make room for a panel over the right side, or, with 0, take the room back."""
        if self._scene is not None and width_px != self._scene.covered_px.after:
            over_s = 0.0 if self._scene.gentle else self._theme.motion_ms.panel / 1000
            self._change(covered_px=self._scene.covered_px.to(width_px, self._now(), over_s))

    def leave_room(self, above_px: float, below_px: float) -> None:
        """Let shape and rings stand between what words and tools take above and below."""
        scene, now_s = self._scene, self._now()
        is_same_size, self._taken_of_px = self.height() == self._taken_of_px, self.height()
        if (above_px, below_px) == self._taken_px:
            return
        self._taken_px = above_px, below_px
        if scene is not None:
            slides = is_same_size and not scene.gentle
            over_s = self._theme.motion_ms.panel / 1000 if slides else 0.0
            above, below = scene.taken_px
            taken_px = above.to(above_px, now_s, over_s), below.to(below_px, now_s, over_s)
            self._change(taken_px=taken_px)

    def close_eyes(self) -> None:
        """Dim to near black."""
        self._dim(0.0, self._theme.motion_ms.eyes_dim / 1000)

    def open_eyes(self, *, slowly: bool = False) -> None:
        """Bring the light back; slowly at the end of a session."""
        motion = self._theme.motion_ms
        self._dim(1.0, (motion.eyes_wake if slowly else motion.fade) / 1000)

    def peek(self) -> None:
        """Bring the light back for some seconds; it goes by itself."""
        if self._scene is not None:
            motion, now_s = self._theme.motion_ms, self._now()
            lit = playing(self._scene.light, now_s).to(1.0, now_s, motion.fade / 1000)
            dims_s = now_s + motion.eyes_wake / 1000
            self._change(light=(lit, Fade(dims_s, motion.eyes_dim / 1000, 1.0, 0.0)))

    def use_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme
        self._forget()

    def stop(self) -> None:
        """Move no more."""
        self._timer.stop()

    def advance(self) -> None:
        """Paint again what has moved."""
        scene, last = self._scene, self._painted
        if scene is None:
            return
        self._timer.setInterval(next(self._steps_ms))
        now_s = self._now()
        seen = self._picture.at(scene, now_s)
        if self._changed or last is None or seen.frame != last.frame:
            self._next = now_s, seen
            self.update()
        elif seen != last or (self._shown and scene is not self._shown[0]):
            self._next = now_s, seen
            self.update(self._picture.moving(scene, seen))
        self.frame.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw everything anew at the new size."""
        self._forget()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the moment."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._scene is None:
                self._picture.empty(painter, event.rect())
                return
            if self._next is None and self._shown and event.rect() != self.rect():
                # Something before it has changed; what is beside that stays as it was painted.
                self._picture.paint(painter, event.rect(), *self._shown)
                return
            now_s, seen = self._next or (self._now(), None)
            self._painted = self._picture.paint(painter, event.rect(), self._scene, now_s, seen)
            self._shown = self._scene, now_s, self._painted
        self._changed, self._next = False, None

    def _as_wished(self, plan: LivePlan, start_s: float) -> LivePlan:
        """Return the plan with a pause or its end that the desk has not told of yet."""
        if self._pause_s is not None:
            if not plan.is_paused:
                return plan.paused(self._pause_s - start_s)
            self._pause_s = None
        if self._resume_s is not None:
            if plan.is_paused:
                return plan.resumed(self._resume_s - start_s)
            self._resume_s = None
        return plan

    def _change(self, **fields: Any) -> None:
        """Paint all of it anew with the next frame."""
        self._go_on(**fields)
        self._changed = True

    def _go_on(self, **fields: Any) -> None:
        """Paint with the next frame what has moved."""
        if self._scene is not None:
            self._scene, self._next = replace(self._scene, **fields), None

    def _dim(self, light: float, over_s: float) -> None:
        if self._scene is not None:
            now_s = self._now()
            self._change(light=(playing(self._scene.light, now_s).to(light, now_s, over_s),))

    def _describe(self) -> None:
        """Tell a screen reader how the breath goes, and the rings; it is not announced."""
        scene = self._scene
        if scene is None:
            return
        session_t_s = scene.guide.session_t_s(self._now())
        breath = scene.guide.plan.breathing.breath_at(session_t_s)
        rings = rings_in_words(scene.rings, self._theme.session.rings, self._score)
        self.setAccessibleDescription(f"{breath_in_words(breath)}. {rings}")

    def _forget(self) -> None:
        self._picture = Picture(self._theme, self.width(), self.height(), self.devicePixelRatioF())
        self._changed, self._next, self._shown = True, None, None
        self.update()
