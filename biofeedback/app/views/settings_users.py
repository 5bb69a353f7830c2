"""Settings: those who work with the records. An administrator adds and removes; each has a key.

It is not there for a person at home.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.staff_messages import StaffSaid, UsersAre
from biofeedback.app.text import tr
from biofeedback.app.views.settings_asked import PassphraseDialog
from biofeedback.app.views.settings_section import Section
from biofeedback.app.views.who import ADMINISTRATOR
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.label import Text

_NAME_PX = 560


class Users(Section):
    """Who works with the records."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Users"))
        self._context = context
        self._rows: list[Quiet] = []
        self.who = Text()
        self.own = Secondary(tr("Change my passphrase"), self._change, icon="lock")
        self.name_field = Field(tr("Name of a new user"))
        self.name_field.setMaximumWidth(_NAME_PX)
        self.role = Choice(
            tr("Role"),
            [
                Option("therapist", tr("Therapist"), tr("all clinical work")),
                Option("assistant", tr("Assistant"), tr("begins sessions, sees today")),
                Option(ADMINISTRATOR, tr("Administrator"), tr("users, backups, the log")),
            ],
            "therapist",
        )
        self.new = Secondary(tr("Add"), self._add)
        self.said = Text(kind="label")
        self._list = QWidget()
        self._shown = QVBoxLayout(self._list)
        self._shown.setContentsMargins(0, 0, 0, 0)
        self._shown.setSpacing(0)
        self.add_wide(self.who)
        self.add(self.own)
        self.add_wide(self._list)
        self._for_administrator = (self._list, self.name_field, self.role, self.new)
        self.add_wide(self.name_field)
        self.add_wide(self.role)
        self.add(self.new)
        self.add_wide(self.said)
        self.said.hide()
        self.hide()

    def ask(self) -> None:
        """Show what is for who is at work; ask for the users where those are theirs."""
        records = self._context.records
        role = records.role if records is not None else ""
        self.setVisible(bool(role))
        for part in self._for_administrator:
            part.setVisible(role == ADMINISTRATOR)
        if role and records is not None:
            told = tr("{name} is at work, as {role}.")
            self.who.set_words(told.format(name=records.user, role=_ROLES[role]()))
        if role == ADMINISTRATOR:
            self._context.ask(lambda desk: desk.staff.list_users())

    def show_users(self, users: UsersAre) -> None:
        """Show each user with the way to remove them."""
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for name, role in users.users:
            words = tr("Remove {name}, {role}").format(name=name, role=_ROLES[role]())
            row = Quiet(words, partial(self._remove, name), flush=True)
            self._rows.append(row)
            self._shown.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)

    def show_said(self, said: StaffSaid) -> None:
        """Say what came of a change."""
        words = said.sentence or _SAID[said.what]().format(name=said.name)
        self.said.set_words(words)
        self.said.show()
        self._context.say(words)

    def _change(self) -> None:
        PassphraseDialog(
            self,
            self.own.words(),
            tr("It opens the records for you, and for nobody else."),
            self.own.words(),
            lambda new, now: self._context.ask(lambda desk: desk.staff.change_passphrase(new, now)),
            present=True,
        ).open()

    def _add(self) -> None:
        name, role = self.name_field.text().strip(), self.role.value()
        if not name:
            self.name_field.edit.setFocus()
            return
        PassphraseDialog(
            self,
            tr("A passphrase for {name}").format(name=name),
            tr("{name} types it now, and can change it at any time.").format(name=name),
            tr("Add"),
            lambda new, _now: self._context.ask(lambda desk: desk.staff.add(name, role, new)),
            present=False,
        ).open()

    def _remove(self, name: str) -> None:
        Dialog(
            self,
            tr("Remove {name}?").format(name=name),
            tr("The passphrase of {name} opens nothing any more. The log stays.").format(name=name),
            tr("Remove"),
            tr("Cancel"),
            lambda: self._context.ask(lambda desk: desk.staff.remove(name)),
        ).open()


_ROLES = {
    "therapist": lambda: tr("Therapist"),
    "assistant": lambda: tr("Assistant"),
    "administrator": lambda: tr("Administrator"),
}
_SAID = {
    "add": lambda: tr("{name} is a user now."),
    "remove": lambda: tr("{name} is a user no longer."),
    "passphrase": lambda: tr("Your new passphrase holds from now on."),
}
