"""The help of a place, at the side: plain words, and a little more for who likes to read more."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.buttons import Primary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

_UNBOUNDED_PX = 16777215  # Qt's own


class HelpPanel(QWidget):
    """A card at the side of the window; hidden until it is asked for."""

    def __init__(self, close: Callable[[], object]) -> None:
        super().__init__()
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        self._page = Page(tr("Help"), tight=True)
        self._plain, self._fuller = Text(), Text(colour="text_soft")
        self._close = Primary("", close, compact=True)
        self._page.body.addWidget(self._plain)
        self._page.body.addWidget(self._fuller)
        self._page.foot.addWidget(self._close)
        card.body.addWidget(self._page)
        column = QVBoxLayout(self)
        column.addWidget(card)
        self.hide()

    def fit(self, *, alone: bool) -> None:
        """Lie at the side, or take the place of what it explains where there is no room."""
        side_px = Theme.of().size_px.details_w
        wide = QSizePolicy.Policy.Expanding if alone else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(0 if alone else side_px)
        self.setMaximumWidth(_UNBOUNDED_PX if alone else side_px)

    def show_words(self, plain: str, more: str, *, fuller: bool) -> None:
        """Show the help of a place."""
        self._page.set_words(tr("Help"))
        self._close.set_words(tr("All right"))
        self._plain.set_words(plain or tr("Press Tab to move, Enter to press, Esc to go back."))
        self._fuller.set_words(more)
        self._fuller.setVisible(fuller and bool(more))
        self.setAccessibleName(f"{tr('Help')}. {plain}")
        self.show()
        self._close.setFocus()
