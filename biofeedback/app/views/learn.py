"""Learn: all cards by topic; the next one that was not read yet is in focus.

Which cards were read is kept with the person's preferences, so it is theirs on any computer.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.learn.cards import Card as LearningCard
from biofeedback.app.learn.cards import Topic, topics
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.view import View
from biofeedback.app.widgets.card import Card, RowButton
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context

READ = "read_cards"
"""The preference that holds the ids of the cards that were read."""
_ROW_INSET_PX = 16


class Learn(View):
    """The list of cards."""

    def __init__(self, context: "Context", **what: Any) -> None:
        super().__init__(context, **what)
        self._topics = topics(QLocale().name()[:2])
        self._rows: dict[str, RowButton] = {}
        page = Page(tr("Learn"), tr("Short cards to read when you like. Two minutes each."))
        shelf = QWidget()
        row = FlowLayout(Theme.of().space_px.gutter, even=True)
        for topic in self._topics:
            row.addWidget(self._shelf(topic))
        shelf.setLayout(row)
        page.body.addWidget(shelf)
        self.column.addWidget(page)
        self._show_read()
        self.hear(RecordsOpen, lambda _records: self._show_read())

    def first_focus(self) -> QWidget:
        """Return the next card that was not read yet."""
        return self._rows[self._next().id]

    def spoken(self) -> str:
        """Return the topic to go on with, and how many cards it has."""
        topic = next(each for each in self._topics if each.id == self._next().topic)
        return tr("{topic}, %n card(s)", n=len(topic.cards)).format(topic=topic.title)

    def help(self) -> tuple[str, str]:
        """Return the help."""
        return (
            tr("Plain or fuller, as you like: each card has a switch."),
            tr(
                "The fuller reading adds how it works, how large the effect is, and the sources. "
                "Where nothing reliable is known, the card says so."
            ),
        )

    def _shelf(self, topic: Topic) -> Card:
        card = Card()
        card.setAccessibleName(topic.title)
        space = Theme.of().space_px
        card.body.setContentsMargins(space.x3, space.x6, space.x3, space.x4)
        card.body.setSpacing(space.x2)
        title = QVBoxLayout()
        title.setContentsMargins(_ROW_INSET_PX, 0, _ROW_INSET_PX, space.x2)
        title.addWidget(Text(topic.title, "heading"))
        card.body.addLayout(title)
        for each in topic.cards:
            open_it = partial(self.context.go, "card", card=each.id)
            row = RowButton(each.title, pressed=open_it, tail="chevron", parent=card)
            self._rows[each.id] = row
            card.body.addWidget(row)
        card.body.addStretch(1)
        return card

    def _show_read(self) -> None:
        read = read_cards(self.context)
        for topic in self._topics:
            for card in topic.cards:
                known = card.id in read
                row = self._rows[card.id]
                row.set_icon("check" if known else topic.icon)
                row.set_words(card.title, spoken=_spoken(card, known))

    def _next(self) -> LearningCard:
        read, every = read_cards(self.context), [c for topic in self._topics for c in topic.cards]
        return next((card for card in every if card.id not in read), every[0])


def read_cards(context: "Context") -> frozenset[str]:
    """Return the ids of the cards that the person has read."""
    person = context.records.person if context.records else {}
    return frozenset(person.get("preferences", {}).get(READ, ()))


def _spoken(card: LearningCard, known: bool) -> str:
    return tr("{title}, read").format(title=card.title) if known else card.title
