"""The end of a group's session: the time given together, and the ring. No one is compared."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.group_messages import GroupOver, SeatShown
from biofeedback.app.text import tr
from biofeedback.app.views.group_ring import GroupRing, share_words
from biofeedback.app.views.session_words import minutes_given
from biofeedback.app.widgets.buttons import Primary, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

_RING_PX = 220


class GroupOverPage(QWidget):
    """What the session brought.

    Parameters
    ----------
    context : Context
        The app.
    over : GroupOver
        The session.
    seats : sequence of SeatShown
        Who was there.
    done : callable
        Called when it has been read.
    """

    def __init__(
        self,
        context: Context,
        over: GroupOver,
        seats: Sequence[SeatShown],
        done: Callable[[], object],
    ) -> None:
        super().__init__()
        minutes = tr("%n minute(s) together", n=minutes_given(over.minutes))
        self.page = Page(minutes, tr("Stay as long as you like."), tight=True)
        self.ring = GroupRing(_RING_PX)
        self.ring.show_shares([seat.zone_share for seat in seats], over.zone_share)
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addStretch(1)
        together = tr("Calm breathing, together.")
        if over.zone_share is not None:
            together = share_words(over.zone_share)
        words.addWidget(Text(together, "title"))
        each = tr("Each ring is one person, and nobody is told whose it is.")
        words.addWidget(Text(each, colour="text_soft"))
        count = tr("%n run(s) kept, each with its own person.", n=len(over.run_ids))
        words.addWidget(Text(count, colour="text_soft"))
        words.addStretch(1)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        self.page.body.addWidget(card)
        self.done = Primary(tr("Done"), done)
        self.page.foot.addWidget(self.done)
        self.page.foot.addWidget(Secondary(tr("People"), lambda: context.go("people")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self.done

    def rest(self) -> None:
        """Nothing moves here."""
