"""All sessions by what they are good for, narrowed by minutes and network; one opens as a card."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.view import View
from biofeedback.app.views.screening import closes_assessments
from biofeedback.app.views.session_card import SessionCard
from biofeedback.app.views.shelf import (
    NETWORKS,
    PURPOSES,
    Brief,
    network_words,
    purpose_words,
    read_all,
    wording,
)
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.card import Card, RowButton
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context

_LENGTHS = (5, 15, 25)
_AT_ONCE = 3
_ROW_LINES = 16
"""So many lines high is the least width of a row: two columns where there is room."""


class Sessions(View):
    """The shelf, or one session of it.

    Parameters
    ----------
    context : Context
        The app.
    session : str
        The one that is open; empty for the shelf.
    came_from : str
        Where "back" leads from the open one; the shelf by default.
    minutes, network : int, str
        What the shelf is narrowed to; 0 and empty for everything.
    at : str
        The session whose row has the keyboard on arrival.
    """

    def __init__(
        self,
        context: "Context",
        session: str = "",
        came_from: str = "",
        minutes: int = 0,
        network: str = "",
        at: str = "",
    ) -> None:
        what = {"session": session, "came_from": came_from, "minutes": minutes}
        super().__init__(context, **what, network=network, at=at)
        self._shelf: _Shelf | None = None
        self._card: SessionCard | None = None
        if session:
            self._card = SessionCard(context, session, self._up)
            self.column.addWidget(self._card)
        else:
            self._shelf = _Shelf(context, self.what)
            self.column.addWidget(self._shelf)

    def first_focus(self) -> QWidget | None:
        """Return Start, or the row that was open before, else the first filter."""
        return self._card.first_focus() if self._card else self._shelf_now().first_focus()

    def spoken(self) -> str:
        """Return the title, or how many there are."""
        return self._card.spoken() if self._card else self._shelf_now().spoken()

    def help(self) -> tuple[str, str]:
        """Return how to choose."""
        return (
            tr("Pick what feels right today."),
            tr(
                "Each session works on some of five networks: nerves, muscles, circulation,"
                " defence and mind. Paced breathing and muscle relaxation are studied best; the"
                " others are gentle additions."
            ),
        )

    def back(self) -> bool:
        """Leave the open session for the shelf."""
        if self._card is None:
            return False
        self._up()
        return True

    def leaving(self) -> None:
        """Read no more."""
        if self._shelf:
            self._shelf.stop()

    def _up(self) -> None:
        if came_from := self.what["came_from"]:
            self.context.go(came_from)
        else:
            narrowed = {key: self.what[key] for key in ("minutes", "network")}
            self.context.go("sessions", **narrowed, at=self.what["session"])

    def _shelf_now(self) -> "_Shelf":
        assert self._shelf is not None
        return self._shelf


class _Shelf(QWidget):
    """The rows, once all are read."""

    def __init__(self, context: "Context", what: dict[str, Any]) -> None:
        super().__init__()
        self._context, self._what = context, what
        self._page = Page(tr("All sessions"), tr("Pick what feels right today."))
        any_length, any_network = tr("Any length"), tr("All")
        lengths = [Option(0, any_length)]
        lengths += [Option(n, tr("up to {minutes} min").format(minutes=n)) for n in _LENGTHS]
        self._minutes = Choice(tr("Length"), lengths, what["minutes"])
        networks = [Option("", any_network)]
        networks += [Option(each, network_words(each)) for each in NETWORKS]
        self._network = Choice(tr("Works on"), networks, what["network"])
        names = [Text(words, "label") for words in (tr("Length"), tr("Works on"))]
        widest_px = max(name.sizeHint().width() for name in names)
        for name, choice in zip(names, (self._minutes, self._network), strict=True):
            name.setMinimumWidth(widest_px)
            self._page.body.addWidget(_in_row(name, choice))
            choice.chosen.connect(lambda _value: self._narrow())
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._page.body.addWidget(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        self._all: list[Brief] = []
        self._buttons: dict[str, RowButton] = {}
        self._unread: Iterator[Brief] = read_all(wording(context.likes))
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._reading.start()

    def first_focus(self) -> QWidget:
        chosen = next(each for each in self._minutes.buttons() if each.isChecked())
        return self._buttons.get(self._what["at"], chosen)

    def spoken(self) -> str:
        """Return the title, and how many there are once they are all read."""
        title = tr("All sessions.")
        return title if self._reading.isActive() else f"{title} {self._counted()}"

    def stop(self) -> None:
        self._reading.stop()

    def _read_on(self) -> None:
        """Read a few at a time; show them when all are there."""
        for _ in range(_AT_ONCE):
            brief = next(self._unread, None)
            if brief is None:
                self._reading.stop()
                self._show()
                self._context.say(self._counted())
                if self._what["at"] in self._buttons:
                    self._buttons[self._what["at"]].setFocus()
                return
            self._all.append(brief)

    def _narrow(self) -> None:
        self._what |= {"minutes": self._minutes.value(), "network": self._network.value()}
        self._show()
        self._context.say(tr("%n session(s).", n=len(self._shown())))

    def _counted(self) -> str:
        shown = self._shown()
        breathe = sum(each.purpose == PURPOSES[0] for each in shown)
        words = tr("{purpose}, {count}.").format(purpose=purpose_words(PURPOSES[0]), count=breathe)
        return f"{tr('%n session(s).', n=len(shown))} {words}"

    def _shown(self) -> list[Brief]:
        most, network = self._what["minutes"], self._what["network"]
        return [
            each
            for each in self._all
            if (not most or each.minutes <= most) and (not network or network in each.networks)
        ]

    def _show(self) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._buttons = {}
        shown = sorted(self._shown(), key=lambda each: PURPOSES.index(each.purpose))
        for purpose, group in groupby(shown, key=lambda each: each.purpose):
            in_order = sorted(group, key=lambda each: (each.slow_assessment, each.minutes))
            self._column.addWidget(self._group(purpose, in_order))
        if not shown:
            nothing = Card()
            nothing.body.addWidget(Text(tr("Nothing that short. Show all?"), "heading"))
            row = FlowLayout()
            row.addWidget(Quiet(tr("Show all"), self._show_all, flush=True))
            nothing.body.addLayout(row)
            self._column.addWidget(nothing)

    def _show_all(self) -> None:
        self._minutes.set_value(0)
        self._network.set_value("")
        self._narrow()
        self.first_focus().setFocus()

    def _group(self, purpose: str, briefs: Sequence[Brief]) -> Card:
        card = Card(purpose_words(purpose))
        card.body.setSpacing(4)
        records = self._context.records
        closed = records is not None and closes_assessments(records.person.get("screening", {}))
        grid = FlowLayout(12, 4, even=True)
        for brief in briefs:
            words = [brief.length_words(), brief.posture_words(), brief.kind_words()]
            if closed and brief.slow_assessment:
                words = [brief.length_words(), tr("closed")]
            row = RowButton(brief.title, " · ".join(words), icon=purpose, tail="chevron")
            row.clicked.connect(partial(self._open, brief.name))
            row.setMinimumWidth(_ROW_LINES * theme_of(self).line_px("body"))
            self._buttons[brief.name] = row
            grid.addWidget(row)
        card.body.addLayout(grid)
        return card

    def _open(self, name: str) -> None:
        narrowed = {key: self._what[key] for key in ("minutes", "network")}
        self._context.go("sessions", session=name, **narrowed)


def _in_row(name: Text, choice: Choice) -> QWidget:
    row = QWidget()
    flow = FlowLayout(20, 4)
    flow.addWidget(name)
    flow.addWidget(choice)
    row.setLayout(flow)
    return row
