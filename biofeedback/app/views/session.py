"""A session: the canvas fills the window; before it a title, the time left, one line, the tools.

The view follows what the desk tells (`RunMoved`) and asks it for what the person wants (wishes).
The time is the run's own clock; Qt's timers only look at it, and end what is shown for a moment.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QDateTime, QEvent, QLocale, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from biofeedback.app.bridge import Failed
from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.canvas.rings import RingCount
from biofeedback.app.charts.plot import hint
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import EcgMoved, RunBegan, RunMoved, RunOver
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.text import tr, whole_minutes
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.view import View
from biofeedback.app.views import session_words as said
from biofeedback.app.views.awake import Awake
from biofeedback.app.views.eyes_closed import EyesClosed
from biofeedback.app.views.session_banner import Troubles
from biofeedback.app.views.session_details import POOR_PCT, Details, signal_in_words
from biofeedback.app.views.session_front import Front
from biofeedback.app.views.session_likes import Liked
from biofeedback.app.views.session_lines import Words
from biofeedback.app.views.session_pace import Pace
from biofeedback.app.views.session_turns import Turns
from biofeedback.live import wishes
from biofeedback.live.frame import IRREGULAR
from biofeedback.live.runner import Finish

_LOOK_MS = 100
_BELOW_SHARE = 0.36
_NOTHING_S = 1.0


class SessionView(View):
    """Lead through a session.

    Parameters
    ----------
    context : Context
        The app.
    session : str
        Name of the session.
    skipped : tuple of str
        Parts of it that are left out.
    ratings : mapping of str to int
        What the person answered before.
    """

    def __init__(
        self,
        context: Context,
        session: str,
        skipped: tuple[str, ...] = (),
        ratings: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(context, session=session, skipped=skipped, ratings=ratings)
        theme = theme_of(self)
        self.canvas = Canvas(theme, self)
        self.front = Front(
            self,
            use=self.use,
            keep=self._keep,
            back=self._back_into,
            discard=self._discard,
            finish=self._finish,
            room=self.canvas.leave_room,
        )
        self.front.leave_space(left=context.likes.single_keys)
        self.front.changed.connect(self._lay_out)
        self.details = Details(self, lambda: self.key("D"), self._lay_out)
        self.sound = SessionSound(theme.sound, QLocale().name()[:2], self)
        self.eyes = EyesClosed(self.canvas, self.front, theme.motion_ms.eyes_wake, self._woken)
        self.turns = Turns(context, self.canvas, self.sound, theme.motion_ms.lead_in / 1000)
        self.troubles = Troubles(context, self.front.banner, self.turns, self._announce)
        self.liked = Liked(context, self.canvas, self.sound, self._show_value, self.front.bar)
        self.over: RunOver | None = None
        self._awake, self._pace = Awake(self), Pace()
        self._rings: RingCount | None = None
        self._began = QDateTime.currentDateTime()
        self._discards, self._covered_px = False, 0
        self.words = Words(context, self.front, self.turns, self._said)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_round)
        context.liked.connect(self.liked.take)
        self.hear(RunBegan, self._begin)
        self.hear(RunMoved, self._follow)
        self.hear(RunOver, self._end)
        self.hear(EcgMoved, self.details.take_ecg)
        self.hear(Failed, self._failed)
        QTimer.singleShot(0, self, self._ask)

    # What the place is

    def first_focus(self) -> QWidget:
        """Return the next step: pause, while nothing else is asked."""
        return self.front.next_step()

    def spoken(self) -> str:
        """Return what is asked, or title and time left; a word before there is a run."""
        return self.front.told() or tr("One moment.")

    def help(self) -> tuple[str, str]:
        """Return the help."""
        plain, fuller = said.help_words()
        return f"{plain} {hint()}", fuller

    def key(self, key: str) -> bool:
        """Take the keys of a session."""
        if key not in _KEYS or self.front.bar.isHidden():
            return False
        self.use(_KEYS[key])
        return True

    def back(self) -> bool:
        """Stop, at once; stopped it stays, however often one asks; at the end, go on."""
        if self.over is not None:
            self._finish()
        elif self.front.stop.isHidden():
            self._stop()
        else:
            self.context.say(self.front.stop.accessibleName())
        return True

    def leaving(self) -> None:
        """Stop what moves; what was done is kept."""
        self._look.stop()
        self.canvas.stop()
        self.details.rest()
        self.eyes.open()
        self._awake.end()
        if self.over is None:
            self.sound.stop()
            self.context.call(lambda desk: desk.stop())

    def use(self, tool: str) -> None:
        """Use a tool of the bar, or one that has only a key."""
        _TOOLS[tool](self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "canvas"):
            self.canvas.use_theme(theme_of(self))

    # What the desk tells

    def _ask(self) -> None:
        from biofeedback.app.desk.occasion import Wanted
        from sessions.toml_file import Wording

        wording = Wording(QLocale().name()[:2], fuller=self.context.likes.fuller)
        wanted = Wanted(self.what["session"], tuple(self.what["skipped"]), wording, waits=True)
        self.context.ask(lambda desk: desk.begin(wanted))

    def _begin(self, run: RunBegan) -> None:
        self.turns.run, self._began = run, QDateTime.currentDateTime()
        form = theme_of(self).session.rings
        self._rings = RingCount(form, run.usual.score, measured=run.measured)
        self.liked.begin(run)
        self.sound.begin(run.plan, run.clock.now_s)
        self._awake.begin(run.plan.session.title)
        title = said.title_of(run.plan.session.title)
        self.front.title.set_words(title)
        self.context.say(tr("{title} begins.").format(title=title))
        ratings, run_id = self.what["ratings"], run.run_id
        if ratings and run_id is not None:
            self.context.ask(lambda desk: desk.records.rate("before", ratings, run_id))
        self._look.start()

    def _follow(self, moved: RunMoved) -> None:
        run, frame = self.turns.run, moved.frame
        if run is None or self._rings is None or self.over is not None:
            return
        self.turns.settle(moved, lambda: self._show_value(said.no_pause()))
        self.canvas.follow(moved.plan, moved.start_s)
        self.sound.follow(moved.plan, moved.start_s)
        if moved.heart is not None and frame.quality.artifact_pct <= POOR_PCT:
            self.canvas.show_heart(moved.heart)
        number, t_s, held = frame.cue.breath_number, frame.t_s, frame.held
        rings = self._rings.follow(moved.plan.breathing, number, frame.score, held=held, now_s=t_s)
        self.canvas.show_rings(rings, waiting=self._rings.waiting, score=frame.score)
        self.liked.can_draw_heart(run.measured and frame.status != IRREGULAR)
        self.front.show_signal(signal_in_words(frame, measured=run.measured))
        self.details.take(moved, measured=run.measured)
        self.troubles.see()
        self._lay_out()
        self._look_round()

    def _end(self, over: RunOver) -> None:
        if self.turns.run is None or self.over is not None:
            return
        self.over = over
        self._look.stop()
        self._awake.end()
        if self._discards or over.minutes * 60.0 < _NOTHING_S:
            run_id = over.run_id
            if run_id is not None:
                self.context.ask(lambda desk: desk.records.discard(run_id))
            self.context.go("today")
        elif over.finish != Finish.COMPLETED:
            self._finish()
        else:
            self._rest()

    def _rest(self) -> None:
        """The session is over; nobody is sent away."""
        words = tr("Stay as long as you like.")
        if self.eyes.is_on:
            words = tr("Open your eyes when you are ready.")
            self.eyes.open(slowly=True)
        self.troubles.close()
        self.liked.can_draw_heart(False)
        self.front.show_left("", paused=False)
        self.front.show_signal("")
        self._show_details(False)
        self.front.cue.say(words, at_once=True)
        self.front.show_foot(self.front.rest)
        self.context.say(words)
        self.sound.say(words)

    def _failed(self, _failed: Failed) -> None:
        if self.turns.run is None:  # the app says why
            self.context.go("today")

    # What is seen, and said

    def _look_round(self) -> None:
        if self.over is None:
            if not self.turns.has_begun:  # a strap that says nothing is no message
                self.troubles.see()
            self.words.tell(troubled=self.troubles.shown is not None)

    def _said(self, words: str) -> None:
        """Speak what can be read, where eyes are closed."""
        if self.eyes.is_on:
            self.sound.say(words)

    def _announce(self, headline: str) -> None:
        self.sound.notice()
        self._said(headline)

    def _show_value(self, words: str) -> None:
        self.front.cue.show_value(words)
        self.context.say(words)

    def _woken(self) -> None:
        if self.over is None:
            self.first_focus().setFocus()

    def _lay_out(self) -> None:
        width, height, size_px = self.width(), self.height(), theme_of(self).size_px
        shown = not self.details.isHidden()
        below = width < size_px.narrow_below or self.details.is_wide
        low, beside_px = shown and below, size_px.details_w if shown and not below else 0
        least_px = self.front.fit(width - beside_px, is_low=low)
        below_px = max(min(round(height * _BELOW_SHARE), height - least_px), 0) if low else 0
        self.canvas.setGeometry(0, 0, width, height - below_px)
        if beside_px != self._covered_px:  # each call begins to move anew
            self._covered_px = beside_px
            self.canvas.cover(beside_px)
        self.front.setGeometry(0, 0, width - beside_px, height - below_px)
        self.details.lie_below(below)
        if below:
            self.details.setGeometry(0, height - below_px, width, below_px)
        else:
            self.details.setGeometry(width - size_px.details_w, 0, size_px.details_w, height)

    # What the person wants

    def _stop(self) -> None:
        if not self.turns.has_begun:
            self._discard()
            return
        self.eyes.open()
        self.turns.pause()
        self.troubles.close()
        self.front.show_foot(self.front.stop)
        minutes = whole_minutes(self.turns.session_t_s / 60.0)
        self.context.say(self.front.stop.ask(minutes))

    def _keep(self) -> None:
        self.front.stop.close_question()
        self.context.call(lambda desk: desk.stop())

    def _back_into(self) -> None:
        self.front.stop.close_question()
        self.front.show_foot(self.front.bar)
        self.troubles.open()
        self.turns.go_on()

    def _discard(self) -> None:
        self._discards = True
        self._keep()
        if self.troubles.waits:  # nothing has begun
            self.context.go("today")

    def _finish(self) -> None:
        over, run = self.over, self.turns.run
        if over is not None and run is not None:
            self.context.go(
                "after",
                over=over,
                title=said.title_of(run.plan.session.title),
                began=self._began,
                measured=run.measured,
                before=dict(self.what["ratings"] or {}),
            )

    def _has_begun(self) -> bool:
        if not self.turns.has_begun:
            self._show_value(said.not_yet())
        return self.turns.has_begun

    def _pause(self) -> None:
        if self._has_begun():
            self.turns.toggle()
            self._look_round()

    def _shift(self, steps: int) -> None:
        turns = self.turns
        if not self._has_begun() or turns.moved is None:
            return
        rate_per_min = self._pace.step(turns.moved.plan, turns.session_t_s, steps)
        if rate_per_min is None:
            self._show_value(tr("No pace is led here"))
            return
        turns.wish(wishes.shift(self._pace.by_per_min))
        self.words.begin_anew()
        self._show_value(said.a_minute(rate_per_min))

    def _close_eyes(self) -> None:
        if self.eyes.is_on:
            self.eyes.open()
            return
        self._show_details(False)
        words = tr("Close your eyes. Any key brings the picture back.")
        self.context.say(words)
        self.sound.say(words)
        self.eyes.close()

    def _show_details(self, shown: bool) -> None:
        run = self.turns.run
        if run is not None and shown is self.details.isHidden():
            if shown:
                self.details.begin(run.clock.now_s, self.canvas.frame)
            else:
                self.details.rest()
            self.context.call(lambda desk: desk.show_ecg(shown))
            self._lay_out()
        self.front.bar.set_details(not self.details.isHidden())

    def _say_left(self) -> None:
        words = self.front.left.text()
        if words:
            self._show_value(words)
            self.sound.say(words)


_TOOLS: dict[str, Callable[[SessionView], None]] = {
    "pause": lambda view: view._pause(),
    "stop": lambda view: view._stop(),
    "slower": lambda view: view._shift(-1),
    "faster": lambda view: view._shift(+1),
    "softer": lambda view: view.liked.louder(-1),
    "louder": lambda view: view.liked.louder(+1),
    "eyes": lambda view: view._close_eyes(),
    "details": lambda view: view._show_details(view.details.isHidden()),
    "pacer": lambda view: view.liked.next_pacer(),
    "wave": lambda view: view.liked.toggle_wave(),
    "voice": lambda view: view.liked.toggle_voice(),
    "left": lambda view: view._say_left(),
}
_KEYS = {
    "Space": "pause",
    "Left": "slower",
    "Right": "faster",
    "Down": "softer",
    "Up": "louder",
    "E": "eyes",
    "D": "details",
    "P": "pacer",
    "H": "wave",
    "V": "voice",
    "T": "left",
}
