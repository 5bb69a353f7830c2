"""Who sits where: a row for each person with their strap, and a way to take it back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.desk.group_messages import SeatShown
from biofeedback.app.text import tr
from biofeedback.app.views.group_states import link_words, name_of
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.keycap import KeyHint
from biofeedback.app.widgets.label import Text


class SeatsCard(Card):
    """The people who take part.

    Parameters
    ----------
    forget : callable
        Called with the number of a seat that is given up.
    """

    def __init__(self, forget: Callable[[int], object]) -> None:
        super().__init__(tr("Taking part"))
        self._forget = forget
        self._shown: tuple[tuple[object, ...], ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.removes: dict[int, Quiet] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_seats(())

    def show_seats(self, seats: Sequence[SeatShown]) -> None:
        """Show these, by their numbers."""
        seats = sorted(seats, key=lambda seat: seat.number)
        key = tuple(
            (seat.number, seat.alias, seat.strap_name, seat.link, seat.battery_pct)
            for seat in seats
        )
        if key == self._shown:
            return
        self._shown = key
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.removes = {}
        for seat in seats:
            self._rows.addWidget(self._row(seat))
        if not seats:
            words = tr("Nobody yet. Hold one strap close to the computer, or choose one.")
            self._rows.addWidget(Text(words, colour="text_soft", parent=self))

    def _row(self, seat: SeatShown) -> QWidget:
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(name_of(seat), "label"))
        words.addWidget(Text(strap_words(seat), "caption", "text_soft"))
        remove = Quiet(tr("Remove"), lambda: self._forget(seat.number))
        remove.set_words(tr("Remove"), spoken=tr("Remove {alias}").format(alias=name_of(seat)))
        self.removes[seat.number] = remove
        row.addWidget(KeyHint(str(seat.number)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return held


def strap_words(seat: SeatShown) -> str:
    """Return the strap of a seat, how it stands with it, and its battery."""
    parts = [seat.strap_name] if seat.strap_name else []
    parts.append(link_words(seat.link))
    if seat.battery_pct is not None:
        parts.append(tr("battery {percent} %").format(percent=seat.battery_pct))
    return " \u00b7 ".join(parts)
