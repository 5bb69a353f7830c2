"""Cards one below the other, which leave room for others at their side."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of


class Column(QWidget):
    """The first card takes what is left.

    Parameters
    ----------
    lines : int
        So many heights of a line it asks for in width; it grows where `grows`.
    gap_px : int
        Between the cards.
    """

    def __init__(self, *cards: QWidget, lines: int, gap_px: int, grows: bool = True) -> None:
        super().__init__()
        self._lines = lines
        wide = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap_px)
        for number, card in enumerate(cards):
            column.addWidget(card, int(number == 0))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a width in which words are read well, however long they are."""
        hint, line_px = super().sizeHint(), theme_of(self).line_px("body")
        return hint.boundedTo(QSize(self._lines * line_px, hint.height()))
