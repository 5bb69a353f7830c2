"""The table of a plan: a row for each week, a session in each place, and what the week covers."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.own_sessions import SessionPicker
from biofeedback.app.views.plan_draft import Draft, covered
from biofeedback.app.views.shelf import NETWORKS, Brief, network_words
from biofeedback.app.widgets.card import Card, Rule
from biofeedback.app.widgets.choice import CheckRow
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.press import Press

Chosen = Callable[[int, int], object]
"""Called with the week and the number of a session in it, both from 0."""


class PlanTable(Card):
    """The weeks.

    Parameters
    ----------
    chosen : callable
        Called when a session shall be another one.
    """

    def __init__(self, chosen: Chosen) -> None:
        super().__init__(tr("Week by week"))
        self._chosen = chosen
        self._rows: list[QWidget] = []
        self.cells: list[list[Press]] = []

    def show_draft(self, draft: Draft, briefs: Mapping[str, Brief]) -> None:
        """Show a plan; what has the keyboard keeps it."""
        at = next(
            (
                (week, number)
                for week, row in enumerate(self.cells)
                for number, cell in enumerate(row)
                if cell.hasFocus()
            ),
            None,
        )
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.cells = [], []
        for week in range(len(draft.weeks)):
            self._add(draft, week, briefs)
        if at is not None and at[0] < len(self.cells) and at[1] < len(self.cells[at[0]]):
            self.cells[at[0]][at[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, draft: Draft, week: int, briefs: Mapping[str, Brief]) -> None:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Rule())
        networks_of = {name: brief.networks for name, brief in briefs.items()}
        column.addWidget(_head(week, draft, covered(draft.weeks[week], networks_of)))
        places = QWidget()
        row = FlowLayout(10, even=True)
        cells = [
            _cell(week, number, name, briefs, self._chosen)
            for number, name in enumerate(draft.weeks[week])
        ]
        for cell in cells:
            row.addWidget(cell)
        places.setLayout(row)
        column.addWidget(places)
        self.body.addWidget(held)
        held.show()
        self._rows.append(held)
        self.cells.append(cells)


class CellDialog(Dialog):
    """Asks which session it shall be instead.

    Parameters
    ----------
    parent, context
    week, number : int
        The place in the table, from 0.
    session : str
        What is there now.
    taken : callable
        Called with a session, and whether it holds from that week on.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        week: int,
        number: int,
        session: str,
        taken: Callable[[str, bool], object],
    ) -> None:
        words = tr("Week {week}, session {number}").format(week=week + 1, number=number + 1)
        super().__init__(parent, words, "", tr("Take this one"), tr("Cancel"))
        self.picker = SessionPicker(context)
        self.picker.read()
        self.picker.choose(session)
        self.onwards = CheckRow(tr("In the weeks that follow, too"))
        for part in (self.picker, self.onwards):
            self.page.body.addWidget(part)
        self.accepted.connect(lambda: taken(self.picker.session(), self.onwards.isChecked()))
        self.picker.setFocus()


def session_words(name: str, briefs: Mapping[str, Brief]) -> tuple[str, str]:
    """Return the title and the minutes of a session; of one whose file has gone, its name."""
    brief = briefs.get(name)
    if brief is None:
        return name.rsplit("/", 1)[-1], ""
    return brief.title, tr("{minutes} min").format(minutes=brief.minutes)


def _cell(week: int, number: int, name: str, briefs: Mapping[str, Brief], chosen: Chosen) -> Press:
    words, detail = session_words(name, briefs)
    cell = Press(words, "session", detail=detail, pressed=lambda: chosen(week, number))
    place = tr("Week {week}, session {number}").format(week=week + 1, number=number + 1)
    cell.setAccessibleName(f"{place}: {words} {detail}".strip())
    return cell


def _head(week: int, draft: Draft, found: set[str]) -> QWidget:
    head = QWidget()
    row = FlowLayout(Theme.of().space_px.x4, 4)
    name = Text(tr("Week {number}").format(number=week + 1), "label")
    start = draft.start_on
    day = QDate(start.year, start.month, start.day).addDays(7 * week)
    shown = QLocale().toString(day, tr("d MMM", "date"))
    since = Text(tr("from {day}").format(day=shown), "caption", "text_soft")
    policy = since.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    since.setSizePolicy(policy)
    row.addWidget(name)
    row.addWidget(since)
    strong = Theme.of().text.strong_weight
    for network in NETWORKS:
        words = network_words(network)
        is_there = network in found
        shown_words = words if is_there else f"({words})"
        text = Text(
            shown_words,
            "caption",
            "text" if is_there else "text_soft",
            weight=strong if is_there else None,
        )
        said = tr("{network} covered") if is_there else tr("{network} not covered")
        text.setAccessibleName(said.format(network=words))
        row.addWidget(text)
    head.setLayout(row)
    return head
