"""The help of a place, at the side: plain words, and a little more for who likes to read more."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.label import Text


class HelpPanel(QWidget):
    """A card at the side of the window; hidden until it is asked for."""

    def __init__(self, close: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedWidth(Theme.of().size_px.details_w)
        card = Card()
        self._headline = Text(kind="title")
        self._plain, self._fuller = Text(), Text(colour="text_soft")
        self._close = Quiet("", close, icon="check", flush=True)
        for part in (self._headline, self._plain, self._fuller, self._close):
            card.body.addWidget(part)
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(card)
        self.hide()

    def show_words(self, plain: str, more: str, *, fuller: bool) -> None:
        """Show the help of a place."""
        self._headline.set_words(tr("Help"))
        self._close.set_words(tr("All right"))
        self._plain.set_words(plain or tr("Press Tab to move, Enter to press, Esc to go back."))
        self._fuller.set_words(more)
        self._fuller.setVisible(fuller and bool(more))
        self.setAccessibleName(f"{tr('Help')}. {plain}")
        self.show()
        self._close.setFocus()
