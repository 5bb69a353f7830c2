"""A session that a professional leads: the patient's screen, its sound, and what is known of it.

It lives with the context, not with a view: the professional may look at plans or settings, and the
session goes on. It is there from its start until its end has been read.
"""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from biofeedback.app.bridge import Failed
from biofeedback.app.canvas.rings import RingCount
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunBegan, RunMoved, RunOver, RunWaits
from biofeedback.app.desk.people_messages import PeopleAre
from biofeedback.app.settings import Likes
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views import session_words as said
from biofeedback.app.views.awake import Awake
from biofeedback.app.views.patient_window import PatientWindow
from biofeedback.app.views.session_likes import Liked
from biofeedback.app.views.session_pace import Pace
from biofeedback.app.views.session_turns import Turns
from biofeedback.live import wishes
from biofeedback.live.frame import IRREGULAR, Frame

LOOK_MS = 200
_POOR_PCT = 15.0


class LiveRun(QObject):
    """One session.

    Parameters
    ----------
    context : Context
        The app, which keeps it.
    alias : str
        Whose session it is.
    ratings : mapping of str to int
        What the person answered before.
    theme : Theme
        The look of the patient's screen.

    Attributes
    ----------
    changed : Signal
        Something is known that was not.
    rest : dict of str to float
        Figures at rest: of this run where it began with a rest, else the last ones kept.
    """

    changed = Signal()

    def __init__(
        self, context: Context, alias: str, ratings: Mapping[str, int], theme: Theme
    ) -> None:
        super().__init__(context)
        self._context, self.alias, self.ratings = context, alias, dict(ratings)
        self._theme = theme
        self.window = PatientWindow(theme, self.changed.emit)
        self.sound = SessionSound(theme.sound, QLocale().name()[:2], self)
        lead_in_s = theme.motion_ms.lead_in / 1000
        self.turns = Turns(context, self.window.canvas, self.sound, lead_in_s)
        self.liked = Liked(context, self.window.canvas, self.sound, self._show_value)
        self._pace, self._awake = Pace(), Awake(self)
        self.rings: RingCount | None = None
        self.over: RunOver | None = None
        self.failed = False
        self.rest: dict[str, float] = {}
        self.markers_s: list[float] = []
        self._led = self._awaits = False
        self._calm_from_s, self._block = 0.0, -1
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)
        context.told.connect(self._told)
        context.liked.connect(self._liked)

    @staticmethod
    def of(context: Context) -> "LiveRun | None":
        """Return the session that goes on, or whose end has not been read."""
        return context.findChild(LiveRun)

    @property
    def run(self) -> RunBegan | None:
        """The run, once it has begun."""
        return self.turns.run

    @property
    def moved(self) -> RunMoved | None:
        """What is known of it."""
        return self.turns.moved

    @property
    def waits(self) -> bool:
        """Whether it waits for the strap before it begins."""
        return self._awaits and self.run is None

    @property
    def text_percent(self) -> int:
        """The size of text of the patient's screen."""
        return self._theme.text_percent

    def begin(self, session: str) -> None:
        """Ask for the session."""
        from biofeedback.app.desk.occasion import Wanted
        from sessions.toml_file import Wording

        wording = Wording(QLocale().name()[:2], fuller=self._context.likes.fuller)
        wanted = Wanted(session, (), wording, waits=True)
        self._context.ask(lambda desk: desk.begin(wanted))

    def toggle(self) -> None:
        """Pause, or go on."""
        self.turns.toggle()
        self._tell()
        self.changed.emit()

    def stop(self) -> None:
        """End the session now; everything is kept. One that still waits does not begin."""
        self._context.call(lambda desk: desk.stop())
        if self.waits:
            self.failed = True
            self.changed.emit()

    def shift(self, steps: int) -> str:
        """Breathe slower or faster by tenths; return the pace in words."""
        moved = self.moved
        rate = moved and self._pace.step(moved.plan, self.turns.session_t_s, steps)
        if not rate:
            return ""
        self.turns.wish(wishes.shift(self._pace.by_per_min))
        words = said.a_minute(rate)
        self._show_value(words)
        return words

    def set_text_percent(self, percent: int) -> None:
        """Let the patient read larger or smaller text."""
        theme = self._theme
        self._theme = Theme.of(theme.name, percent, theme.family)
        self.window.wear(self._theme)

    def show_window(self, shown: bool) -> None:
        """Show the patient's screen, or put it away."""
        if shown:
            self.window.show_on_second()
        else:
            self.window.close()

    def close(self) -> None:
        """Its end has been read, or it did not begin: nothing of it stays."""
        if self.over is None:  # it may wait for the strap still
            self._context.call(lambda desk: desk.stop())
        self._look.stop()
        self.window.canvas.stop()
        self.sound.stop()
        self._awake.end()
        self.window.close()
        self.window.deleteLater()
        self.setParent(None)
        self.deleteLater()

    def _told(self, message: object) -> None:
        match message:
            case RunWaits():
                self._awaits = True
            case RunBegan():
                self._begin(message)
            case RunMoved():
                self._follow(message)
            case RunOver():
                self._end(message)
            case PeopleAre(rest=rest):
                self.rest = dict(rest) | self.rest
            case Failed() if self.run is None:
                self.failed = True
            case _:
                return
        self.changed.emit()

    def _begin(self, run: RunBegan) -> None:
        if self.run is not None:
            return
        self.turns.run = run
        form = self._theme.session.rings
        self.rings = RingCount(form, run.usual.score, measured=run.measured)
        self.liked.begin(run)
        self.sound.begin(run.plan, run.clock.now_s)
        self._awake.begin(run.plan.session.title)
        ratings, run_id = self.ratings, run.run_id
        if ratings and run_id is not None:
            self._context.ask(lambda desk: desk.records.rate("before", ratings, run_id))
        self._context.call(lambda desk: desk.show_ecg(True))
        self._look.start()
        self._tell()

    def _follow(self, moved: RunMoved) -> None:
        run, frame, canvas = self.run, moved.frame, self.window.canvas
        if run is None or self.rings is None or self.over is not None:
            return
        self.turns.settle(moved, lambda: self._show_value(tr("This goes on")))
        canvas.follow(moved.plan, moved.start_s)
        self.sound.follow(moved.plan, moved.start_s)
        if moved.heart is not None and frame.quality.artifact_pct <= _POOR_PCT:
            canvas.show_heart(moved.heart)
        rings = self.rings.follow(
            moved.plan.breathing,
            frame.cue.breath_number,
            frame.score,
            held=frame.held,
            now_s=frame.t_s,
        )
        canvas.show_rings(rings, waiting=self.rings.waiting, score=frame.score)
        self.liked.can_draw_heart(run.measured and frame.status != IRREGULAR)
        self._remember_rest(frame)

    def _end(self, over: RunOver) -> None:
        if self.run is None or self.over is not None:
            return
        self.over = over
        self._look.stop()
        self._awake.end()
        words = tr("Stay as long as you like.")
        self.window.show_words(self.window.title.text(), "", words)

    def _remember_rest(self, frame: Frame) -> None:
        """Keep the figures of the minutes before the first paced breath."""
        self._led = self._led or frame.cue.phase is not None
        if not self._led:
            known = {name: value for name, value in frame.values.items() if value is not None}
            self.rest |= known

    def _tell(self) -> None:
        """Say on the patient's screen what is true now."""
        run, moved, turns = self.run, self.moved, self.turns
        if run is None or self.over is not None:
            return
        title = said.title_of(run.plan.session.title)
        if moved is None or not turns.has_begun:
            cue = tr("Listening for your heart") if run.measured else ""
            self.window.show_words(title, "", cue)
            return
        now, t_s = moved.plan.cue_at(turns.plan_s), turns.session_t_s
        left = said.minutes_left(now.session_remaining_s, paced=now.part is not None)
        if turns.is_paused or now.block_index != self._block:
            self._calm_from_s, self._block = t_s, now.block_index
        if turns.is_led_in:
            words = tr("And on, from where you were")
        elif turns.is_paused:
            words = tr("Rest a moment. Breathe as you like.")
        else:
            words = said.line_of(moved.plan, now, t_s - self._calm_from_s, moved.frame.hint)
        self.window.show_words(title, left, words)

    def _show_value(self, words: str) -> None:
        self.window.cue.show_value(words)
        self._context.say(words)

    def _liked(self, likes: Likes) -> None:
        self.liked.take(likes)
