"""The window is locked: how many sessions go on, and a passphrase to come back. No names of people.

It lies over the place where somebody was, which stays as it is.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from biofeedback.app.desk.staff_messages import SessionsGo, Unlocked, UnlockRefused
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.who import Who
from biofeedback.app.widgets.buttons import Primary
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context

_LOOK_MS = 2000
_WIDTH_PX = 560


class Locked(View):
    """Ask for the passphrase of a user.

    Parameters
    ----------
    context : Context
        The app.
    user : str
        Who was at work.
    """

    def __init__(self, context: "Context", user: str) -> None:
        super().__init__(context, user=user)
        self._page = Page(tr("Locked"))
        self.who = Who((), user)
        self.passphrase = Field(tr("Passphrase"), secret=True)
        self.said = Text("", "label")
        self.said.hide()
        for part in (self.who, self.passphrase):
            part.setMaximumWidth(_WIDTH_PX)
            self._page.body.addWidget(part)
        self._page.body.addWidget(self.said)
        self.open = Primary(tr("Open"), self._unlock)
        self.passphrase.edit.returnPressed.connect(self._unlock)
        self._page.foot.addWidget(self.open)
        self.column.addWidget(self._page)
        self.hear(SessionsGo, self._show)
        self.hear(UnlockRefused, self._refused)
        self.hear(Unlocked, lambda _: self.passphrase.edit.clear())
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._count)
        self._look.start()
        self._show(SessionsGo(0))
        self._count()

    def arrive(self) -> None:
        """Take the keyboard, and say where we are."""
        self.passphrase.edit.setFocus()
        self.context.say(self._page.headline.text(), at_once=True)

    def leaving(self) -> None:
        """Look no more."""
        self._look.stop()

    def _count(self) -> None:
        self.context.ask(lambda desk: desk.staff.sessions())

    def _show(self, going: SessionsGo) -> None:
        words = tr("Locked.")
        if going.count == 1:
            words = tr("Locked. 1 session goes on.")
        elif going.count:
            words = tr("Locked. {count} sessions go on.").format(count=going.count)
        self._page.set_words(words, tr("Type your passphrase to come back."))

    def _unlock(self) -> None:
        who, passphrase = self.who.name(), self.passphrase.text()
        if not passphrase:
            return
        self.open.setEnabled(False)
        self.context.ask(lambda desk: desk.staff.unlock(who, passphrase))

    def _refused(self, refused: UnlockRefused) -> None:
        self.open.setEnabled(True)
        self.passphrase.edit.clear()
        self.passphrase.edit.setFocus()
        self.said.set_words(refused.sentence)
        self.said.show()
        self.context.say(refused.sentence)
