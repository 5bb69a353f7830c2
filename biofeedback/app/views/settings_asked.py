"""The questions about the records: a passphrase, twice where it is new; a word typed to be sure."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.label import Text

SHORTEST = 8


class PassphraseDialog(Dialog):
    """Asks for passphrases, and lets nobody go on before they can be right.

    Parameters
    ----------
    parent : QWidget
    headline, sentence, yes : str
    answered : callable
        Gets the new one, and the present one (empty where it is not asked for).
    present : bool
        Whether the passphrase that holds now is asked for.
    new : bool
        Whether it is chosen now, so typed twice; else it is one that exists.
    """

    def __init__(
        self,
        parent: QWidget,
        headline: str,
        sentence: str,
        yes: str,
        answered: Callable[[str, str], object],
        *,
        present: bool,
        new: bool = True,
    ) -> None:
        super().__init__(parent, headline, sentence, yes, tr("Cancel"))
        self.present = Field(tr("Your passphrase now"), secret=True)
        self.first = Field(tr("New passphrase") if new else tr("Its passphrase"), secret=True)
        self.again = Field(tr("Once more"), secret=True)
        self._asks_present, self._new = present, new
        self._hint = Text(colour="text_soft")
        for field, shown in ((self.present, present), (self.first, True), (self.again, new)):
            self.page.body.addWidget(field)
            field.setVisible(shown)
            field.edit.textChanged.connect(self._look)
            field.edit.returnPressed.connect(self.yes.click)
        self.page.body.addWidget(self._hint)
        self.accepted.connect(lambda: answered(self.first.text(), self.present.text()))
        self._look()
        (self.present if present else self.first).edit.setFocus()

    def _look(self) -> None:
        short = self._new and len(self.first.text()) < SHORTEST
        differs = self._new and self.first.text() != self.again.text()
        missing = self._asks_present and not self.present.text()
        self.yes.setEnabled(bool(self.first.text()) and not (short or differs or missing))
        if not self._new:
            hint = ""
        elif short:
            hint = tr("8 characters or more; four words of your own are easy to remember.")
        else:
            hint = tr("The two differ so far.") if differs else tr("The two are the same.")
        self._hint.set_words(hint)
        self._hint.setVisible(bool(hint))


class PresentDialog(Dialog):
    """Asks for the passphrase that holds now."""

    def __init__(
        self, parent: QWidget, headline: str, yes: str, answered: Callable[[str], object]
    ) -> None:
        super().__init__(parent, headline, "", yes, tr("Cancel"))
        self.present = Field(tr("Your passphrase now"), secret=True)
        self.page.body.addWidget(self.present)
        self.accepted.connect(lambda: answered(self.present.text()))
        self.present.edit.setFocus()


class TypedDialog(Dialog):
    """Asks for a word to be typed, before something is gone for good."""

    def __init__(
        self,
        parent: QWidget,
        headline: str,
        sentence: str,
        word: str,
        yes: str,
        answered: Callable[[], object],
    ) -> None:
        super().__init__(parent, headline, sentence, yes, tr("Keep everything"), answered)
        self._word = word
        self.typed = Field(tr("To go on, type: {word}").format(word=word))
        self.typed.edit.textChanged.connect(self._look)
        self.page.body.addWidget(self.typed)
        self._look()
        self.typed.edit.setFocus()

    def _look(self) -> None:
        typed = self.typed.text().strip().casefold()
        self.yes.setEnabled(typed == self._word.casefold())
