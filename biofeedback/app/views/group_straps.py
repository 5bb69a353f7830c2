"""Which strap does somebody wear: those in reach, the strongest first, and then who wears it.

Nobody has to read a serial number: one strap is held close to the computer, and its row moves to
the top. Whoever wore it last is offered first, so Enter twice is enough.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.desk.group_messages import GroupPerson, GroupStraps, StrapHeard
from biofeedback.app.text import tr
from biofeedback.app.views.strap_search import strap_words, trouble_words
from biofeedback.app.widgets.buttons import Secondary
from biofeedback.app.widgets.card import Card, RowButton
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.one_stop import OneStop
from biofeedback.app.widgets.press import Press

Wear = Callable[[str, int], object]


class StrapsCard(Card):
    """The straps in reach.

    Parameters
    ----------
    wear : callable
        Called with the address of a strap and the id of the person who wears it.
    add : callable
        Called with the address of a strap and the alias of somebody new who wears it.
    """

    def __init__(self, wear: Wear, add: Callable[[str, str], object]) -> None:
        super().__init__(tr("Straps in reach"))
        self._wear, self._add = wear, add
        self._straps: tuple[StrapHeard, ...] = ()
        self._people: tuple[GroupPerson, ...] = ()
        self._chosen = ""
        self.rows: dict[str, RowButton] = {}
        self._hint = Text(colour="text_soft")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._stop = OneStop(self, chooses=False)
        self.who = Who(self._worn, self._added)
        self.who.hide()
        self.body.addWidget(self._hint)
        self.body.addLayout(self._list)
        self.body.addWidget(self.who)
        self.body.addStretch(1)
        self.show_straps(GroupStraps(()))

    def show_people(self, people: Sequence[GroupPerson]) -> None:
        """Know who may wear one."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._ask_who()

    def show_straps(self, heard: GroupStraps) -> None:
        """Show those that nobody wears yet, in this order."""
        free = tuple(strap for strap in heard.straps if strap.seat is None)
        self._straps = free
        for gone in set(self.rows) - {strap.address for strap in free}:
            row = self.rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        rows = [self._row(strap) for strap in free]
        if rows != self._in_order():
            for row in rows:
                self._list.removeWidget(row)
            for row in rows:
                self._list.addWidget(row)
                row.show()
            self._stop.set_buttons(rows)
        self._hint.set_words(_hint(heard))
        if self._chosen and all(strap.address != self._chosen for strap in free):
            self.choose("")
        near = next((strap for strap in free if strap.is_near), None)
        if near is not None and not self._chosen:
            self.choose(near.address)

    def choose(self, address: str) -> None:
        """Ask who wears a strap; nobody, where it is empty."""
        self._chosen = address
        for known, row in self.rows.items():
            row.setChecked(known == address)
        self._ask_who()

    def _row(self, strap: StrapHeard) -> RowButton:
        row = self.rows.get(strap.address)
        if row is None:
            row = RowButton(strap.name, icon="strap", parent=self)
            row.setCheckable(True)
            row.clicked.connect(lambda _on, address=strap.address: self._pressed(address))
            self.rows[strap.address] = row
        detail = strap_words(strap.strength_dbm, strap.battery_pct)
        if strap.alias:
            last = tr("{alias} wore it last").format(alias=strap.alias)
            detail = f"{detail} \u00b7 {last}"
        row.set_words(strap.name, detail)
        row.setChecked(strap.address == self._chosen)
        return row

    def _pressed(self, address: str) -> None:
        self.choose("" if address == self._chosen else address)
        if self._chosen:
            self.who.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_who(self) -> None:
        strap = next((each for each in self._straps if each.address == self._chosen), None)
        self.who.setVisible(strap is not None)
        if strap is not None:
            worn_by = {each.address: each.person_id for each in self._people if each.address}
            last = strap.person_id or worn_by.get(strap.address)
            self.who.ask(strap.name, self._people, last)

    def _worn(self, person_id: int) -> None:
        self._wear(self._chosen, person_id)

    def _added(self, alias: str) -> None:
        self._add(self._chosen, alias)

    def _in_order(self) -> list[RowButton]:
        items = (self._list.itemAt(index) for index in range(self._list.count()))
        widgets = (item.widget() for item in items if item)
        return [widget for widget in widgets if isinstance(widget, RowButton)]


class Who(QWidget):
    """Who wears a strap: everybody who has no seat yet, and somebody new.

    Parameters
    ----------
    chosen, added : callable
        Called with the id of a person, or with a new alias.
    """

    def __init__(self, chosen: Callable[[int], object], added: Callable[[str], object]) -> None:
        super().__init__()
        self._chosen, self._added = chosen, added
        self._asked: object = None
        self._title = Text(kind="label")
        self._people = QWidget()
        self._flow = FlowLayout(8)
        self._people.setLayout(self._flow)
        self._stop = OneStop(self, chooses=False)
        self.buttons: list[Press] = []
        self.alias = Field(tr("Or a new alias"))
        self.add = Secondary(tr("Add"), self._add)
        self.alias.edit.returnPressed.connect(self.add.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        for part in (self._title, self._people, self.alias):
            column.addWidget(part)
        row = QWidget()
        foot = FlowLayout(8)
        foot.addWidget(self.add)
        row.setLayout(foot)
        column.addWidget(row)

    def ask(self, strap: str, people: Sequence[GroupPerson], last: int | None) -> None:
        """Ask who wears a strap; who wore it last is offered first."""
        asked = strap, tuple(people), last
        if asked == self._asked:
            return
        self._asked = asked
        self._title.set_words(tr("Who wears {strap}?").format(strap=strap))
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        first = sorted(people, key=lambda person: person.person_id != last)
        self.buttons = [self._button(person) for person in first]
        for button in self.buttons:
            self._flow.addWidget(button)
            button.show()
        self._people.setVisible(bool(self.buttons))
        self._stop.set_buttons(self.buttons)

    def first_focus(self) -> QWidget:
        """Return who wore it last, else the first, else the line for an alias."""
        return next(iter(self.buttons), self.alias.edit)

    def _button(self, person: GroupPerson) -> Press:
        button = Press(person.alias, "secondary", parent=self._people)
        button.clicked.connect(lambda _on=False: self._chosen(person.person_id))
        return button

    def _add(self) -> None:
        if alias := self.alias.text().strip():
            self.alias.edit.clear()
            self._added(alias)


def _hint(heard: GroupStraps) -> str:
    """Return what to do: the trouble, the way to find a strap, or that there is none."""
    if heard.trouble:
        headline, what_helps = trouble_words(heard.trouble)
        return f"{headline}. {' '.join(what_helps)}"
    if not heard.straps:
        return tr("Switch on the straps, or hold one close.")
    return tr("Hold one strap close to the computer: its row moves to the top.")
