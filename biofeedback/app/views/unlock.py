"""The records are locked: type the passphrase, or choose one for new records.

A passphrase is wanted only where this computer keeps no keys for programs; so there is no choice
"without a passphrase" here. Who wants none may go on without records.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.places import first_place
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.who import Who, place_of
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.switch import Switch

if TYPE_CHECKING:
    from biofeedback.app.context import Context

SHORTEST = 8


class Unlock(View):
    """Ask for a passphrase.

    Parameters
    ----------
    context : Context
        The app.
    new : bool
        One is to be chosen.
    wrong : bool
        The last one did not open the records.
    staffed : bool
        Whether the records have users: who is at work is asked for as well.
    users : tuple of str
        Their names, where the records tell them.
    """

    def __init__(
        self,
        context: "Context",
        *,
        new: bool = False,
        wrong: bool = False,
        staffed: bool = False,
        users: tuple[str, ...] = (),
    ) -> None:
        super().__init__(context, new=new, wrong=wrong, staffed=staffed, users=users)
        self._new = new
        headline = tr("Choose a passphrase") if new else tr("Your records are locked")
        page = Page(headline, _lead(new=new))
        self._first = Field(tr("Passphrase"), _at_least() if new else "", secret=True)
        self._second = Field(tr("The same once more"), secret=True)
        self._said = Text("", "label")
        fields = [self._first, self._second] if new else [self._first]
        self._who = Who(users) if staffed else None
        if self._who is not None:
            self._who.setMaximumWidth(560)
            page.body.addWidget(self._who)
        for entry in fields:
            entry.setMaximumWidth(560)
            entry.edit.returnPressed.connect(self._go_on)
            page.body.addWidget(entry)
        if not new:
            self._second.deleteLater()
        show = Switch(tr("Show what I type"))
        show.setMaximumWidth(560)
        show.toggled.connect(lambda on: self._show_letters(fields, on=on))
        page.body.addWidget(show)
        page.body.addWidget(self._said)
        if new:
            page.body.addWidget(Text(_why(), colour="text_soft"))
        self._say(tr("That did not open them. Please try again.") if wrong else "")
        self._open = Primary(tr("Lock my records with it") if new else tr("Open"), self._go_on)
        page.foot.addWidget(self._open)
        if not staffed:
            page.foot.addWidget(Quiet(tr("Go on without records"), self._away))
        self.column.addWidget(page)
        self.hear(RecordsOpen, self._opened)

    def first_focus(self) -> QWidget:
        """Return where to type."""
        return self._who.first_focus() if self._who else self._first.edit

    def spoken(self) -> str:
        """Return what is wanted."""
        if self.what["wrong"]:
            return self._said.text()
        return tr("Choose a passphrase.") if self._new else tr("Your records are locked.")

    def help(self) -> tuple[str, str]:
        """Return what a passphrase is for."""
        return (
            tr("Without the passphrase nobody can read your records, not even you. Keep it safe."),
            tr("The file is encrypted as a whole. A sentence of four or five words is a good one."),
        )

    def _go_on(self) -> None:
        passphrase = self._first.text()
        if self._new and len(passphrase) < SHORTEST:
            self._say(tr("A little longer, please: at least 8 characters."))
            self._first.edit.setFocus()
        elif self._new and passphrase != self._second.text():
            self._say(tr("The two are not the same. Please type the second one again."))
            self._second.edit.clear()
            self._second.edit.setFocus()
        elif passphrase and self._who is not None:
            who = self._who.name()
            self._say(tr("One moment"))
            self.context.ask(lambda desk: desk.records.open(passphrase, who))
        elif passphrase:
            self._say(tr("One moment"))
            self.context.ask(lambda desk: desk.records.open(passphrase))

    def _opened(self, records: RecordsOpen) -> None:
        if records.role:
            self.context.go(place_of(records.role))
        else:
            self._away()

    def _away(self) -> None:
        self.context.go(first_place(self.context.likes))

    def _say(self, words: str) -> None:
        self._said.set_words(words)
        self._said.setVisible(bool(words))
        if words:
            self.context.say(words)

    @staticmethod
    def _show_letters(fields: list[Field], *, on: bool) -> None:
        for entry in fields:
            mode = entry.edit.EchoMode
            entry.edit.setEchoMode(mode.Normal if on else mode.Password)


def _lead(*, new: bool) -> str:
    if new:
        return tr(
            "It locks your records, so that only you can read them. You type it at each start."
        )
    return tr("Type your passphrase to open them.")


def _at_least() -> str:
    return tr("at least 8 characters")


def _why() -> str:
    return tr(
        "This computer keeps no keys for programs; where one does, nobody is asked. Write the"
        " passphrase down and keep it at home: without it your records cannot be opened again."
        " Without records your sessions work as well; nothing of them is kept."
    )
