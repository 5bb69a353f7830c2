"""One person of the group, large: what the professional's live view shows.

It is made of the parts of that view. Space and Esc stay with the group here too, so that a hand
need not know which page is shown: this person alone is paused and stopped by a press.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.charts.plot import ChartBox, TableKey
from biofeedback.app.context import Context
from biofeedback.app.desk.group_messages import SeatEcg, SeatShown, SeatWatched
from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.desk.people_messages import Note
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views import group_states as states
from biofeedback.app.views.group_column import Column
from biofeedback.app.views.group_ring import zone_words
from biofeedback.app.views.group_run import GroupRun
from biofeedback.app.views.group_seat import Seat
from biofeedback.app.views.live import head_of
from biofeedback.app.views.live_figures import EVERY_S, FiguresCard
from biofeedback.app.views.live_head import LiveHead, minute_words, pace_words
from biofeedback.app.views.live_wave import LiveWave, RingsAbove
from biofeedback.app.views.notes import NotesCard
from biofeedback.app.views.session_words import title_of
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.buttons import Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

LOOK_MS = 250
_GAP_PX, _PAD_PX, _CLOSE_PX = 18, 18, 8
_LEFT_LINES, _RIGHT_LINES = 22, 14  # widths, in heights of a line


class SeatPage(QWidget):
    """The page of one person.

    Parameters
    ----------
    context : Context
        The app.
    group : GroupRun
        Everybody.
    seat : Seat
        Who is shown.
    close : callable
        Called to go back to everybody.
    """

    def __init__(
        self, context: Context, group: GroupRun, seat: Seat, close: Callable[[], object]
    ) -> None:
        super().__init__()
        self._context, self._group, self.seat = context, group, seat
        self._told_s = float("-inf")
        self._troubled = ""
        person = seat.shown.number
        self.all = Secondary(tr("All people"), close, icon="back", key="0")
        self.pause = Secondary("", lambda: group.toggle_one(person), icon="pause")
        self.stop = Secondary(tr("Stop for one"), lambda: group.stop_one(person), icon="stop")
        self.head = LiveHead(states.name_of(seat.shown), self.all, self.pause, self.stop)
        self.banner = Banner()
        self.wave, self.rings = LiveWave(), RingsAbove()
        self.state, self.zone = Text(kind="heading"), Text(colour="text_soft")
        self.card = FiguresCard(self.wave.ecg_table)
        self.figures, self.ecg = self.card.figures, self.card.ecg
        self.card.show_frame(None, {})
        self.card.show_ecg(False)  # until there is one
        self.strap = Text(kind="caption", colour="text_soft")
        self.notes = NotesCard(self._note, self._focus_back)
        self.page = Page(fills=True, tight=True)
        self._lay_out()
        TableKey(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        group.changed.connect(self._show_notes)
        context.told.connect(self._hear)
        self.ecg.begin(group.now_s)
        self.wave.begin(group.now_s)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.tell)
        self._look.start()
        self._show_notes()
        self.tell()

    def first_focus(self) -> QWidget:
        """Return the way back to everybody."""
        return self.all

    def write(self) -> None:
        """Begin a note for this person."""
        self.notes.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Move no more; the session goes on."""
        self._group.changed.disconnect(self._show_notes)
        self._context.told.disconnect(self._hear)
        self._look.stop()
        self.wave.rest()
        self.ecg.rest()

    def tell(self) -> None:
        """Show what is known now."""
        shown, beats = self.seat.shown, self.seat.beats
        if shown.plan is not None:
            heart = HeartLine(beats.t_s, beats.rate_bpm, beats.gap) if beats.t_s.size else None
            self.wave.follow(shown.plan, shown.start_s, heart, self.seat.markers_s)
        self.rings.show_rings(self.seat.rings(theme_of(self).session.rings, self._group.now_s()))
        for text, words in (
            (self.state, states.state_words(shown)),
            (self.zone, zone_words(shown.zone_share)),
            (self.strap, states.strap_words(shown)),
        ):
            if text.text() != words:
                text.set_words(words)
        pause = tr("Go on for one") if shown.is_paused else tr("Pause for one")
        if self.pause.words() != pause:
            self.pause.set_words(pause)
            self.pause.set_icon("play" if shown.is_paused else "pause")
        lead = self._standing(shown)
        if self.head.lead.text() != lead:
            self.head.lead.set_words(lead)
        self._show_trouble(shown)
        self.notes.show_time(self._group.session_t_s)

    def _hear(self, message: object) -> None:
        number = self.seat.shown.number
        if isinstance(message, SeatWatched) and message.number == number:
            self._show_figures(message)
        elif isinstance(message, SeatEcg) and message.number == number:
            self.card.show_ecg(True)
            self.card.take_ecg(message.ecg)

    def _show_figures(self, watched: SeatWatched) -> None:
        if watched.frame.t_s >= self._told_s + EVERY_S:
            self._told_s = watched.frame.t_s
            self.card.show_frame(watched.frame, watched.rest)

    def _show_trouble(self, shown: SeatShown) -> None:
        if shown.trouble == self._troubled:
            return
        self._troubled = shown.trouble
        distress = states.distress_of(shown)
        if distress is None:
            self.banner.dismiss()
        else:
            words = tr("Say: {words}.").format(words=states.help_words(shown))
            self.banner.show_trouble(distress.word(), words)

    def _standing(self, shown: SeatShown) -> str:
        moved = self._group.moved
        parts = []
        if moved is not None:
            parts.append(title_of(moved.title))
            parts.append(minute_words(moved.session_t_s, moved.duration_s))
        if shown.is_paused:
            parts.append(tr("paused"))
        elif shown.plan is not None and shown.start_s is not None:
            t_s = shown.plan.session_t_s(max(self._group.now_s() - shown.start_s, 0.0))
            if (breath := shown.plan.breathing.breath_at(t_s)) is not None:
                parts.append(pace_words(breath))
        return " \u00b7 ".join(parts)

    def _show_notes(self) -> None:
        mine = (None, self.seat.shown.number)
        notes = (note for note in self._group.notes.notes if note.number in mine)
        self.notes.show_notes(tuple(Note(note.session_t_s, note.words) for note in notes))

    def _note(self, words: str) -> None:
        self._group.note(words, self.seat.shown.number)

    def _focus_back(self) -> None:
        self.all.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        wave = Card()
        wave.setAccessibleName(tr("Heart and breath"))
        words = tr("heart rate, beats/min; shade: pacer")
        wave.body.addWidget(head_of(tr("Heart and breath"), words))
        wave.body.addWidget(ChartBox(self.wave, lambda: (self.wave.table(),)), 1)
        wave.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        together = Card(tr("Together"))
        for part in (self.rings, self.state, self.zone):
            together.body.addWidget(part)
        self.card.body.addWidget(self.strap)
        for card in (wave, together, self.card, self.notes):
            card.body.setContentsMargins(_PAD_PX + 4, _PAD_PX, _PAD_PX + 4, _PAD_PX)
            card.body.setSpacing(_CLOSE_PX)
        left = Column(wave, self.card, lines=_LEFT_LINES, gap_px=_GAP_PX)
        right = Column(self.notes, together, lines=_RIGHT_LINES, gap_px=_GAP_PX, grows=False)
        both = SideBySide(left, right, _GAP_PX)
        body = self.page.body
        body.setSpacing(_GAP_PX)
        body.addWidget(self.head)
        body.addWidget(self.banner)
        body.addWidget(both, 1)
