"""The guidelines as a table: a row for each, its choices side by side while there is room.

Every cell says which choice it is, so the table may wrap at any size of text, and a screen reader
meets no cell without its head.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.learn.cards import Guideline
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.card import Card, Rule
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text


class GuidelineTable(Card):
    """Country and guideline, then what it puts first, second, third and later."""

    def __init__(self, guidelines: Sequence[Guideline]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Guidelines by country"))
        self.body.setSpacing(Theme.of().space_px.x4)
        for nth, guideline in enumerate(guidelines):
            if nth:
                self.body.addWidget(Rule())
            self.body.addWidget(_row(guideline))


def _row(guideline: Guideline) -> QWidget:
    row = QWidget()
    row.setAccessibleName(f"{guideline.country}, {guideline.name}")
    cells = FlowLayout(Theme.of().space_px.gutter, 12, even=True)
    cells.addWidget(_cell(Text(guideline.country, "label"), guideline.name, "caption", "text_soft"))
    names = (tr("first"), tr("second"), tr("third"), tr("later"))
    for name, choice in zip(names, guideline.choices, strict=True):
        head = Text(name if choice else "", "caption", "text_soft")
        cells.addWidget(_cell(head, choice))
    row.setLayout(cells)
    return row


def _cell(head: Text, words: str, kind: str = "body", colour: str = "text") -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(head)
    column.addWidget(Text(words, kind, colour))
    column.addStretch(1)
    return cell
