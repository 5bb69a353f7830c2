"""Adding a person: an alias is enough."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.label import Text


class AddDialog(Dialog):
    """Asks for an alias, and stays until it can be taken.

    Parameters
    ----------
    parent : QWidget
    added : callable
        Called with the alias; the dialog is accepted by whoever hears that it was taken.
    """

    def __init__(self, parent: QWidget, added: Callable[[str], object]) -> None:
        sentence = tr("An alias is enough: a first name or a number. A real name is never needed.")
        super().__init__(parent, tr("New person"), sentence, tr("Add"), tr("Cancel"))
        self.alias = Field(tr("Alias"))
        self._said = Text(kind="label")
        self._said.hide()
        self.page.body.addWidget(self.alias)
        self.page.body.addWidget(self._said)
        self.yes.clicked.disconnect()
        self.yes.clicked.connect(lambda _on=False: added(self.alias.text()))
        self.alias.edit.returnPressed.connect(self.yes.click)
        self.alias.edit.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be taken."""
        self._said.set_words(sentence)
        self._said.show()
        self.alias.edit.selectAll()
        self.alias.edit.setFocus()
