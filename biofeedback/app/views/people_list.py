"""The list of people at the side: found by what one types, chosen by a press, added at the foot."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from biofeedback.app.desk.people_messages import PeopleAre, PersonRow
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.buttons import Secondary
from biofeedback.app.widgets.card import RowButton
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.one_stop import OneStop

WIDTH_PX = 256
_PAD_PX, _RING_PX = 16, 6
"""The ring of what has the keyboard must not be cut by what scrolls."""


class PeopleList(QWidget):
    """Everybody, or those whose name holds what is typed.

    Parameters
    ----------
    choose : callable
        Called with the id of a person.
    add : callable
        Called to add somebody.
    """

    def __init__(self, choose: Callable[[int], object], add: Callable[[], object]) -> None:
        super().__init__()
        self._choose = choose
        self._people = PeopleAre((), None)
        self._alias_in_session = ""
        self.setAccessibleName(tr("People"))
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Find a person"))
        self.search.setPlaceholderText(tr("Find a person"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.add = Secondary(tr("New person"), add, icon="plus")
        self._none = Text(kind="body", colour="text_soft")
        self._content = QWidget()
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(_RING_PX, _RING_PX, _RING_PX, _RING_PX)
        self._rows.setSpacing(0)
        area = QScrollArea()
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        side_px = _PAD_PX - _RING_PX
        column.setContentsMargins(side_px, 20, side_px, 20)
        column.setSpacing(8)
        for part in (self.search, self._none, area, self.add):
            room = QVBoxLayout()
            inset_px = 0 if part is area else _RING_PX
            room.setContentsMargins(inset_px, 0, inset_px, 0)
            room.addWidget(part)
            column.addLayout(room, int(part is area))
        self._stop = OneStop(self, chooses=False)
        self.buttons: list[RowButton] = []
        self._show()

    def show_people(self, people: PeopleAre, alias_in_session: str = "") -> None:
        """Show these people, and who is in session."""
        self._people, self._alias_in_session = people, alias_in_session
        self._show()

    def first_focus(self) -> QWidget:
        """Return who is chosen, else the first, else the way to add somebody."""
        chosen = next((button for button in self.buttons if button.isChecked()), None)
        return chosen or next(iter(self.buttons), self.add)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the surface, and the line beside it."""
        theme, painter = theme_of(self), QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), theme.stroke_px.hairline))
        x = 0 if self.isRightToLeft() else self.width() - 1
        painter.drawLine(x, 0, x, self.height())

    def _show(self) -> None:
        typed = self.search.text().strip().casefold()
        rows = [row for row in self._people.rows if typed in row.alias.casefold()]
        had_focus = any(button.hasFocus() for button in self.buttons)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons = [self._button(row) for row in rows]
        for button in self.buttons:
            self._rows.addWidget(button)
        self._rows.addStretch(1)
        self._stop.set_buttons(self.buttons)
        if had_focus:
            self.first_focus().setFocus()
        words = ""
        if not self._people.rows:
            words = tr("Nobody is here yet.")
        elif not rows:
            words = tr("Nobody is called that.")
        self._none.set_words(words)
        self._none.setVisible(bool(words))

    def _button(self, row: PersonRow) -> RowButton:
        detail = last_seen(row.last_on)
        if row.alias == self._alias_in_session:
            detail = tr("in session")
        button = RowButton(row.alias, detail, toggles=True, parent=self._content)
        button.setMinimumWidth(1)  # a word longer than the list is broken
        button.setChecked(row.person_id == self._people.chosen)
        button.setAccessibleDescription(detail)
        button.clicked.connect(lambda _on, id_=row.person_id: self._choose(id_))
        return button


def last_seen(last_on: date | None) -> str:
    """Return when somebody practised last, in a few words."""
    if last_on is None:
        return tr("new")
    day, today = QDate(last_on.year, last_on.month, last_on.day), QDate.currentDate()
    if day == today:
        return tr("practised today")
    form = tr("d MMM", "date") if day.year() == today.year() else tr("d MMM yyyy", "date")
    return tr("last seen {day}").format(day=QLocale().toString(day, form))
