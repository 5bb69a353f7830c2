"""Surfaces: a card that holds things, a card or a row that is pressed, the bar, a hairline."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.press import Press


class Card(QFrame):
    """A flat surface with a hairline; add to `body`.

    Parameters
    ----------
    title : its heading, if it has one.
    sunken : a quiet well in the page instead, for a hint.
    """

    def __init__(
        self, title: str = "", *, sunken: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("sunken", sunken)
        space = Theme.of().space_px
        pad_px = space.x5 if sunken else space.card_padding
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(pad_px, pad_px, pad_px, pad_px)
        self.body.setSpacing(space.x3)
        self.title = Text(title, "heading", parent=self)
        self.body.addWidget(self.title)
        self.title.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)


class CardButton(Press):
    """A card that is pressed: an icon on a round ground, words, one line of detail."""

    def __init__(
        self,
        words: str,
        detail: str = "",
        pressed: Callable[[], object] | None = None,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, "card", icon=icon, detail=detail, pressed=pressed, parent=parent)


class RowButton(Press):
    """A row of a list that is pressed; `toggles` for one that can be the chosen one."""

    def __init__(
        self,
        words: str,
        detail: str = "",
        pressed: Callable[[], object] | None = None,
        *,
        icon: str = "",
        tail: str = "",
        toggles: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            words, "row", icon=icon, detail=detail, tail=tail, pressed=pressed, parent=parent
        )
        self.setCheckable(toggles)
        self.setAutoExclusive(toggles)


class Bar(QFrame):
    """The bar at the top of a window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(Theme.of().size_px.bar_h)


class Rule(QFrame):
    """A hairline between things that belong together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(round(Theme.of().stroke_px.hairline))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
