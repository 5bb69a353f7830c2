"""The page of a group in session: how far it is, what can be done for all, and everybody's tile."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.text import number, tr
from biofeedback.app.views import session_words as said
from biofeedback.app.views.group_board import Board
from biofeedback.app.views.group_ring import GroupRing
from biofeedback.app.views.group_run import GroupRun
from biofeedback.app.views.group_setup import headline_of
from biofeedback.app.views.live_head import LiveHead
from biofeedback.app.views.notes import NoteLine, clock
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.buttons import Primary, Secondary
from biofeedback.app.widgets.page import Page

LOOK_MS = 500
RING_PX = 56
_GAP_PX = 20


class GroupPage(QWidget):
    """The page.

    Parameters
    ----------
    context : Context
        The app.
    group : GroupRun
        Everybody.
    open_seat : callable
        Called with the number of a seat that is to be seen large.
    ask_stop : callable
        Called to ask whether all is to end.
    """

    def __init__(
        self,
        context: Context,
        group: GroupRun,
        open_seat: Callable[[int], object],
        ask_stop: Callable[[], object],
    ) -> None:
        super().__init__()
        self._context, self._group = context, group
        self.note = Secondary(tr("Note"), self.write, icon="note", key="N")
        self.pause = Primary(tr("Pause all"), group.toggle, icon="pause", key="Space", compact=True)
        self.stop = Secondary(tr("Stop all"), ask_stop, icon="stop", key="Esc")
        self.head = LiveHead(tr("Group"), self.note, self.pause, self.stop)
        self.ring = GroupRing(RING_PX)
        self.banner = Banner()
        for press in (self.note, self.pause, self.stop, self.banner.action):
            press.leaves_space = context.likes.single_keys
        self.edit = NoteLine(self._written, self._left)
        self.edit.setAccessibleName(tr("Write a note for everybody"))
        self.edit.hide()
        self.board = Board(group.now_s, open_seat)
        self.page = Page(fills=True, tight=True)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.head, 1)
        body = self.page.body
        body.setSpacing(_GAP_PX)
        body.addLayout(head)
        body.addWidget(self.banner)
        body.addWidget(self.edit)
        body.addWidget(self.board, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        group.changed.connect(self.show_now)
        group.displayed.connect(self._displayed)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)
        self._look.start()
        self.show_now()

    def first_focus(self) -> QWidget:
        """Return the first trouble, else the pause."""
        trouble = next(iter(self._group.in_trouble), None)
        if trouble is not None and trouble.shown.number in self.board.tiles:
            return self.board.tiles[trouble.shown.number]
        return self.pause

    def show_now(self) -> None:
        """Show who is there, in their order, and how the whole stands."""
        group = self._group
        self.board.set_gentle(self._context.likes.gentle)
        self.board.show_seats(group.seats.values(), group.order)
        moved = group.moved
        if moved is not None:
            seats = group.seats.values()
            shares = [seat.shown.zone_share for seat in seats]
            self.ring.show_shares(shares, moved.zone_share)
        paused = group.is_paused and not group.is_led_in
        words = tr("All go on") if paused else tr("Pause all")
        if self.pause.words() != words:
            self.pause.set_words(words)
            self.pause.set_icon("play" if paused else "pause")
        if group.told is not None:
            self._say(headline_of(group.told.code), group.told.sentence)
            group.told = None
        self._tell()

    def write(self) -> None:
        """Begin a note for everybody."""
        self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Move no more; the group goes on."""
        self._group.changed.disconnect(self.show_now)
        self._group.displayed.disconnect(self._displayed)
        self._look.stop()
        self.board.rest()

    def _written(self) -> None:
        words = self.edit.text().strip()
        self.edit.clear()
        if words:
            self._group.note(words)
            self._context.say(tr("Noted"))
        self._left()

    def _left(self) -> None:
        self.pause.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.hide()

    def _displayed(self) -> None:
        if self._group.projector.is_lost:
            self._group.projector.is_lost = False
            sentence = tr("The session goes on. Show it again when the display is back.")
            self._say(tr("The projector's display has gone"), sentence)

    def _say(self, headline: str, sentence: str) -> None:
        self.banner.show_trouble(headline, sentence, tr("All right"))

    def _tell(self) -> None:
        """Say how far the session is."""
        moved = self._group.moved
        if moved is None:
            return
        left_s = max(moved.duration_s - moved.session_t_s, 0.0)
        parts = [said.title_of(moved.title), said.minutes_left(left_s, paced=False)]
        title = " \u00b7 ".join(parts)
        if self.head.name.text() != title:
            self.head.name.set_words(title)
            self.head.setAccessibleName(title)
        lead = self._standing()
        if self.head.lead.text() != lead:
            self.head.lead.set_words(lead)
        words = tr("Write a note for everybody at {time}").format(time=clock(moved.session_t_s))
        if self.edit.placeholderText() != words:
            self.edit.setPlaceholderText(words)

    def _standing(self) -> str:
        group, moved = self._group, self._group.moved
        if group.is_led_in:
            return tr("Everybody is led back into the breath.")
        if group.is_paused:
            return tr("Everybody rests. Nothing is lost.")
        if moved is None:
            return ""
        pacer = tr("Same pacer for all.")
        breath = moved.plan.breathing.breath_at(moved.session_t_s) if moved.plan else None
        if moved.own_pace:
            pacer = tr("Each at their own rate.")
        elif breath is not None:
            words = tr("Same pacer for all, {rate} a minute.")
            pacer = words.format(rate=number(breath.rate_per_min, 1))
        order = tr("Sorted by who needs help.")
        return f"{pacer} {order}"
