"""The end of a group's session: the time given together, and the ring. No one is compared.

Who leads may take a report of it along; the window says why where there is none.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from biofeedback.app.bridge import Failed
from biofeedback.app.context import Context
from biofeedback.app.desk.group_messages import GroupOver, SeatShown
from biofeedback.app.desk.past_messages import Written
from biofeedback.app.text import tr, whole_minutes
from biofeedback.app.views.files import ask_where
from biofeedback.app.views.group_ring import GroupRing, share_words
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
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
        self._context, self._uid = context, over.uid
        minutes = tr("%n minute(s) together", n=whole_minutes(over.minutes))
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
        self.written = Text(colour="text_soft")
        words.addWidget(self.written)
        self.written.hide()
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
        self.report = Quiet(tr("Report of this group"), self._ask_where, icon="export")
        self.page.foot.addWidget(self.report)
        self.report.setVisible(bool(over.uid))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        context.told.connect(self._hear)

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self.done

    def rest(self) -> None:
        """Listen no more; nothing moves here."""
        self._context.told.disconnect(self._hear)

    def write_to(self, path: Path) -> None:
        """Write the report to a place that was chosen."""
        uid, language = self._uid, QLocale().name()[:2]
        self.report.setEnabled(False)
        self._context.ask(lambda desk: desk.group.report(uid, path, language))

    def _ask_where(self) -> None:
        title, name = tr("Report of this group"), tr("group", "name of a file")
        kinds = tr("PDF (*.pdf);;Web page (*.html)")
        ask_where(self, title, f"{name}.pdf", kinds, self.write_to)

    def _hear(self, message: object) -> None:
        """Tell where the report is."""
        if self.report.isEnabled() or not isinstance(message, Written | Failed):
            return
        self.report.setEnabled(True)
        self.written.setVisible(isinstance(message, Written))
        if isinstance(message, Written):
            said = f"{tr('Written.')} {tr('Not encrypted: whoever has it can read it.')}"
            self.written.set_words(f"{message.path}\n{said}")
            self._context.say(said)
