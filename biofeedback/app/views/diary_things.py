"""A card of things that one tap notes: the most used first, the rest and a free word under "More".

What is chosen on the screen is what is kept: a chip that could not be saved goes back by itself.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.desk.diary_messages import Chip, Key
from biofeedback.app.text import tr
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.choice import Chips, Option
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.press import Press

_FIRST = 8
_ICONS = {"heat": "warm", "cold": "cool"}


class ThingsCard(Card):
    """What weighed on a day, or what was done for oneself.

    `tapped` tells the key of what was tapped, `timed` the chip whose timer is wanted.

    Parameters
    ----------
    title : str
        Its heading.
    kind : str
        The kind of a free word, as in `biofeedback.store.diary`.
    """

    tapped = Signal(object)
    timed = Signal(object)

    def __init__(self, title: str, kind: str) -> None:
        super().__init__(title)
        self._kind = kind
        self._things: tuple[Chip, ...] = ()
        self._noted: dict[Key, float | None] = {}
        self._is_today = self._is_open = False
        self._chips: Chips | None = None
        self._host = QWidget()
        self._room = QVBoxLayout(self._host)
        self._room.setContentsMargins(0, 8, 0, 0)
        self._free = _FreeWord()
        self._free.noted.connect(self._note_word)
        self._free.hide()
        self._timers = QWidget()
        self._timer_rows = FlowLayout(12)
        self._timers.setLayout(self._timer_rows)
        for part in (self._host, self._free, self._timers):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_things(
        self, things: Sequence[Chip], noted: Mapping[Key, float | None], *, is_today: bool
    ) -> None:
        """Show what may be noted, and what is."""
        self._things, self._noted, self._is_today = tuple(things), dict(noted), is_today
        self._fill()
        self._show_timers()

    def settle(self, chip: Chip, *, noted: bool, minutes: float | None) -> None:
        """Show what is kept of one thing now; a new word gets a chip of its own."""
        known = chip.key in {each.key for each in self._things}
        if noted:
            self._noted[chip.key] = minutes
        else:
            self._noted.pop(chip.key, None)
        if not known:
            self._things = (chip, *self._things)
            self._fill()
        elif self._chips and (button := self._button(chip.key)):
            button.setChecked(noted)
        self._show_timers()

    def restore(self) -> None:
        """Show again what is kept: something could not be saved."""
        for chip, button in zip(self._seen(), self.buttons(), strict=False):
            button.setChecked(chip.key in self._noted)

    def buttons(self) -> list[Press]:
        """Return the chips that are seen."""
        return self._chips.buttons() if self._chips else []

    def holds(self, chip: Chip) -> bool:
        """Whether a thing belongs here."""
        return chip.key in {each.key for each in self._things} or chip.key[0] == self._kind

    def open_more(self) -> None:
        """Show the rest, and the field for a free word."""
        seen = len(self.buttons())
        self._is_open = True
        self._fill()
        self._free.show()
        rest = self.buttons()[seen:]
        (rest[0] if rest else self._free.field.edit).setFocus()

    def _seen(self) -> list[Chip]:
        """Return the first ones, and every other that is noted."""
        return [
            chip
            for nth, chip in enumerate(self._things)
            if self._is_open or nth < _FIRST or chip.key in self._noted
        ]

    def _fill(self) -> None:
        old, self._chips = self._chips, None
        seen = self._seen()
        options = [Option(chip.key, chip.label) for chip in seen]
        chips = Chips(self.title.text(), options, tuple(self._noted), parent=self._host)
        chips.toggled.connect(lambda key, _on: self.tapped.emit(key))
        if not self._is_open:
            more = Quiet(tr("More"), self.open_more, more=True, parent=chips)
            more.setAccessibleDescription(self.title.text())
            chips.add(more)
        if old is not None:
            self._room.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._room.addWidget(chips)
        self._chips = chips
        chips.show()

    def _button(self, key: Key) -> Press | None:
        keys = [chip.key for chip in self._seen()]
        buttons = self.buttons()
        return buttons[keys.index(key)] if key in keys and len(keys) == len(buttons) else None

    def _show_timers(self) -> None:
        while item := self._timer_rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        timed = [c for c in self._things if c.timer and c.key in self._noted and self._is_today]
        for chip in timed:
            for part in self._timer_row(chip, self._noted[chip.key]):
                self._timer_rows.addWidget(part)
                part.show()
        self._timers.setVisible(bool(timed))

    def _timer_row(self, chip: Chip, minutes: float | None) -> tuple[QWidget, ...]:
        start = Secondary(
            tr("Start a timer"),
            lambda: self.timed.emit(chip),
            icon=_ICONS[chip.timer],
            parent=self._timers,
        )
        start.set_words(tr("Start a timer"), spoken=f"{tr('Start a timer')}, {chip.label}")
        if minutes is None:
            return (start,)
        length = tr("%n minute(s)", n=round(minutes))
        told = Text(f"{chip.label}: {length}", colour="text_soft", parent=self._timers)
        return told, start

    def _note_word(self, word: str) -> None:
        same = [each.key for each in self._things if each.label.casefold() == word.casefold()]
        key = same[0] if same else (self._kind, word)
        if key not in self._noted:
            self.tapped.emit(key)


class _FreeWord(QWidget):
    """A word of one's own."""

    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = Field(tr("Something else"), tr("in your own words"))
        self.field.edit.setMaxLength(60)
        self.field.edit.returnPressed.connect(self._note)
        row = FlowLayout(12)
        row.addWidget(Secondary(tr("Note it"), self._note))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.field)
        column.addLayout(row)

    def _note(self) -> None:
        word = self.field.text().strip()
        if word:
            self.field.edit.clear()
            self.noted.emit(word)
