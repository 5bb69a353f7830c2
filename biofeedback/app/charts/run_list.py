"""Runs as cards, side by side: one stop of the Tab key, arrows move from one to the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from biofeedback.app.charts.run_picture import RunCard
from biofeedback.app.desk.messages import RunRow
from biofeedback.app.desk.past_messages import RunPictured
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.one_stop import OneStop

_GAP_PX = 16
_USUAL, _WIDEST_PX, _AS_WIDE_AS_THERE_IS_PX = 6, 240, 16777215


class RunList(QWidget):
    """Cards of runs, the newest first.

    Parameters
    ----------
    name : what they are, for the screen reader.
    toggles : whether cards are picked instead of opened.
    """

    opened = Signal(int)
    picked = Signal()

    def __init__(self, name: str, *, toggles: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._toggles = toggles
        self._flow = FlowLayout(_GAP_PX, even=True)
        self.setLayout(self._flow)
        self._stop = OneStop(self, chooses=False)
        self._cards: dict[int, RunCard] = {}

    def cards(self) -> list[RunCard]:
        """Return the cards, the newest first."""
        return list(self._cards.values())

    def show_rows(self, rows: Sequence[RunRow]) -> None:
        """Show these runs; a card that is there already stays."""
        for row in rows:
            if row.run_id in self._cards:
                continue
            card = RunCard(row, toggles=self._toggles)
            card.setParent(self)
            self._flow.addWidget(card)
            if self._toggles:
                card.toggled.connect(lambda _on: self.picked.emit())
            else:
                card.clicked.connect(self._opener(row.run_id))
            self._cards[row.run_id] = card
            card.show()
        few = len(self._cards) < _USUAL
        self.setMaximumWidth(len(self._cards) * _WIDEST_PX if few else _AS_WIDE_AS_THERE_IS_PX)
        self._stop.set_buttons(self.cards())

    def show_picture(self, message: RunPictured) -> None:
        """Draw the picture of a run."""
        if message.run_id in self._cards:
            self._cards[message.run_id].show_picture(message.picture)

    def chosen(self) -> list[int]:
        """Return the runs that are picked, the newest first."""
        return [run_id for run_id, card in self._cards.items() if card.isChecked()]

    def _opener(self, run_id: int) -> Callable[[], None]:
        return lambda: self.opened.emit(run_id)
