"""The professional's live view of a session: all at a glance, beside the patient's screen.

It shows what `LiveRun` knows. Figures stand still for two seconds, read "collecting" below their
minimum, and "held" in gaps; below each stands its value at rest.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.charts.plot import ChartBox, TableKey
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import EcgMoved
from biofeedback.app.desk.people_messages import NotesAre
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.live_figures import EVERY_S, FiguresCard
from biofeedback.app.views.live_head import LiveHead, minute_words, pace_words
from biofeedback.app.views.live_run import LOOK_MS, LiveRun
from biofeedback.app.views.live_tools import LiveTools
from biofeedback.app.views.live_wave import LiveWave, RingsAbove
from biofeedback.app.views.notes import NotesCard
from biofeedback.app.views.session_banner import Troubles
from biofeedback.app.views.session_words import title_of
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.buttons import Primary, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page
from biofeedback.live.frame import Frame

_GAP_PX, _PAD_PX, _CLOSE_PX = 18, 18, 8
MARKER = "marker"


class LivePage(QWidget):
    """The page of a session that goes on.

    Parameters
    ----------
    context : Context
        The app.
    live : LiveRun
        The session.
    """

    def __init__(self, context: Context, live: LiveRun) -> None:
        super().__init__()
        self._context, self._live = context, live
        self._told_s = float("-inf")
        self.pause = Primary(tr("Pause"), live.toggle, icon="pause", key="Space", compact=True)
        self.stop = Secondary(tr("Stop"), live.stop, icon="stop", key="Esc")
        self.tools = LiveTools(context, live)
        self.head = LiveHead(live.alias or tr("Session"), self.pause, self.stop, self.tools)
        self.page = Page(fills=True, tight=True)
        self.banner = Banner()
        for press in (self.pause, self.stop, self.tools, self.banner.action):
            press.leaves_space = context.likes.single_keys
        self._troubles = Troubles(context, self.banner, live.turns, lambda _words: None)
        self.wave, self.rings = LiveWave(), RingsAbove()
        self.score = Text(kind="figure")
        self._of = Text(kind="caption", colour="text_soft")
        self._before = Text(kind="caption", colour="text_soft")
        self.card = FiguresCard(self.wave.ecg_table)
        self.card.show_frame(None, {})
        self.figures, self.ecg = self.card.figures, self.card.ecg
        self.notes = NotesCard(self._note, self._back_to_pause)
        self.notes.setEnabled(False)  # there is no session yet to note it in
        self._lay_out()
        TableKey(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        live.changed.connect(self._changed)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)
        self._begun = False
        self._changed()
        if live.waits:
            self._troubles.wait()

    def first_focus(self) -> QWidget:
        """Return the way on while it waits for the strap, else the pause."""
        waits = self._live.waits and not self.banner.isHidden()
        return self.banner.action if waits else self.pause

    def take_ecg(self, ecg: EcgMoved) -> None:
        """Take new samples."""
        self.ecg.take(ecg)

    def take_notes(self, notes: NotesAre) -> None:
        """Show the notes of this run."""
        self.notes.show_notes(notes.notes)

    def key(self, key: str) -> bool:
        """Take the keys of a session."""
        does: dict[str, Callable[[], object]] = {
            "Space": self._live.toggle,
            "M": self.mark,
            "N": self.notes.edit.setFocus,
            "Left": lambda: self._live.shift(-1),
            "Right": lambda: self._live.shift(1),
            "Down": lambda: self._live.liked.louder(-1),
            "Up": lambda: self._live.liked.louder(1),
            "P": self._live.liked.next_pacer,
            "H": self._live.liked.toggle_wave,
            "V": self._live.liked.toggle_voice,
        }
        if key not in does:
            return False
        does[key]()
        return True

    def mark(self) -> None:
        """Put a marker on the stream, now."""
        turns = self._live.turns
        if turns.has_begun:
            turns.wish(MARKER)
            self._keep(turns.session_t_s, "")
            self._context.say(tr("Marked"))

    def rest(self) -> None:
        """Move no more; the session goes on."""
        self._look.stop()
        self.wave.rest()
        self.ecg.rest()

    def _note(self, words: str) -> None:
        turns = self._live.turns
        turns.wish(f"note {words}")
        self._keep(turns.session_t_s, words)

    def _keep(self, session_t_s: float, words: str) -> None:
        run_id = self._live.run.run_id if self._live.run else None
        self._live.markers_s.append(session_t_s)
        self._context.ask(lambda desk: desk.people.note(run_id, session_t_s, words))

    def _back_to_pause(self) -> None:
        self.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        live = self._live
        run, moved = live.run, live.moved
        if run is None:
            self._tell()
            return
        if not self._begun:
            self._begin()
        if moved is not None:
            self.wave.follow(moved.plan, moved.start_s, moved.heart, live.markers_s)
            if live.rings is not None:
                self.rings.show_rings(live.rings.rings)
            self._show_figures(moved.frame)
        self.tools.show_state()
        self._tell()

    def _begin(self) -> None:
        self._begun = True
        self.notes.setEnabled(True)
        live = self._live
        assert live.run is not None
        self.wave.begin(live.run.clock.now_s)
        self.ecg.begin(live.run.clock.now_s)
        self._look.start()
        run_id = live.run.run_id
        self._context.ask(lambda desk: desk.people.notes(run_id))
        names = {"pain": tr("pain before {value}"), "tension": tr("tension before {value}")}
        told = [names[id_].format(value=v) for id_, v in live.ratings.items() if id_ in names]
        self._before.set_words("\n".join(told))

    def _tell(self) -> None:
        """Say how the session stands."""
        turns = self._live.turns
        self._troubles.see()
        paused = turns.is_paused and not turns.is_led_in
        words = tr("Go on") if paused else tr("Pause")
        if self.pause.words() != words:
            self.pause.set_words(words)
            self.pause.set_icon("play" if paused else "pause")
        lead = self._standing()
        if self.head.lead.text() != lead:
            self.head.lead.set_words(lead)
        self.notes.show_time(turns.session_t_s)

    def _standing(self) -> str:
        run, moved, turns = self._live.run, self._live.moved, self._live.turns
        if run is None:
            return tr("One moment.")
        title = title_of(run.plan.session.title)
        if moved is None or not turns.has_begun:
            waits = tr("listening for the heart") if run.measured else tr("without a strap")
            return f"{title} \u00b7 {waits}"
        t_s, all_s = turns.session_t_s, moved.plan.session.duration_s
        parts = [title, minute_words(t_s, all_s)]
        if turns.is_paused:
            parts.append(tr("paused"))
        elif (breath := moved.plan.breathing.breath_at(t_s)) is not None:
            parts.append(pace_words(breath))
        return " \u00b7 ".join(parts)

    def _show_figures(self, frame: Frame) -> None:
        if frame.t_s < self._told_s + EVERY_S:
            return
        self._told_s = frame.t_s
        self._show_score(frame)
        self.card.show_frame(frame, self._live.rest)

    def _show_score(self, frame: Frame) -> None:
        known = frame.score is not None
        self.score.set_words(f"{frame.score:.0f}" if known else "")
        of = tr("of 100, held") if frame.held else tr("of 100")
        self._of.set_words(of if known else tr("score: collecting"))

    def _lay_out(self) -> None:
        wave = Card()
        wave.setAccessibleName(tr("Heart and breath"))
        wave.body.addWidget(
            head_of(tr("Heart and breath"), tr("heart rate, beats/min; shade: pacer"))
        )
        wave.body.addWidget(ChartBox(self.wave, lambda: (self.wave.table(),)), 1)
        wave.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        together = Card(tr("Together"))
        score = QWidget()
        line = FlowLayout(6, 0)
        line.addWidget(self.score)
        line.addWidget(self._of)
        score.setLayout(line)
        parts: tuple[QWidget, ...] = (self.rings, score, self._before)
        for part in parts:
            together.body.addWidget(part)
        together.body.addStretch(1)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for card in (wave, together, self.card, self.notes):
            card.body.setContentsMargins(_PAD_PX + 4, _PAD_PX, _PAD_PX + 4, _PAD_PX)
            card.body.setSpacing(_CLOSE_PX)
        self.notes.setMinimumWidth(Theme.of().size_px.details_w * 4 // 5)
        body = self.page.body
        body.setSpacing(_GAP_PX)
        body.addWidget(self.head)
        body.addWidget(self.banner)
        body.addWidget(SideBySide(wave, together, _GAP_PX), 3)
        body.addWidget(SideBySide(self.card, self.notes, _GAP_PX), 2)


def head_of(title: str, aside: str) -> QWidget:
    """Return the head of a card: its title, and softly what its picture shows."""
    head = QWidget()
    row = FlowLayout(24, 2)
    name = Text(title, "heading")
    policy = name.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    name.setSizePolicy(policy)
    row.addWidget(name)
    row.addWidget(Text(aside, "caption", "text_soft"))
    head.setLayout(row)
    return head
