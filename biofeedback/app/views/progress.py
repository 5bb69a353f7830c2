"""Progress: the weeks in one sentence and one picture, and below them the sessions as pictures.

Weeks are told, never one session. Nothing here is the thing to press: the focus is on the newest
session, from which one may look at any.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.charts.plot import TableKey, boxed, hint
from biofeedback.app.charts.run_list import RunList
from biofeedback.app.charts.run_picture import RunPictureView
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.desk.past_messages import ProgressIs, RunPictured, RunsAre
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.report.chart import Chart

WEEKS, SHOWN = 8, 6
_CHART_PX, _SMALL_PX = 196, 56
_ASIDE_PX, _GAP_PX, _BETWEEN_PX, _HEAD_PX = 360, 24, 16, 44


class Progress(View):
    """The weeks, and the newest sessions.

    Parameters
    ----------
    context : Context
        The app.
    all_runs : bool
        Whether every session is shown at once.
    """

    def __init__(self, context: "Context", *, all_runs: bool = False, **what: Any) -> None:
        super().__init__(context, all_runs=all_runs, **what)
        self._limit = None if all_runs else SHOWN
        self._arrived = False
        self._said = ""
        self.page = Page(span_words(WEEKS))
        self.compare = Secondary(tr("Compare two"), lambda: context.go("compare"))
        self.export = Secondary(tr("Report or export"), lambda: context.go("export"), icon="export")
        for button in (self.compare, self.export):
            button.setParent(self.page)
            self.page.aside.addWidget(button)
            button.hide()
        self._weeks = QVBoxLayout()
        self.runs = RunList(tr("Sessions, the newest first"))
        self.runs.opened.connect(lambda run_id: context.go("run", run_id=run_id))
        self.all = Quiet("", self._show_all, more=True)
        self._sessions = self._session_block()
        self.page.body.setSpacing(_BETWEEN_PX)
        self.page.body.addLayout(self._weeks)
        self.page.body.addWidget(self._sessions)
        self._sessions.hide()
        self.column.addWidget(self.page)
        TableKey(self)
        self.hear(ProgressIs, self._show_weeks)
        self.hear(RunsAre, self._show_runs)
        self.hear(RunPictured, self.runs.show_picture)
        self.hear(RecordsOpen, lambda _open: self._ask())
        if context.records is not None:
            self._ask()

    def first_focus(self) -> QWidget | None:
        """Return the newest session."""
        cards = self.runs.cards()
        return cards[0] if cards else None

    def spoken(self) -> str:
        """Say the span, then the finding."""
        return f"{self.page.headline.text()}. {self._said}".strip()

    def help(self) -> tuple[str, str]:
        """Return the help of F1."""
        fuller = tr(
            "Each point is the mean of a week. Its shade is the 95 % interval by Student's t. "
            "A change is named only where the interval of the line through all days excludes "
            "none, from 5 answers in 3 weeks on."
        )
        plain = tr("Look at weeks, not days.")
        return f"{plain} {hint()}", fuller

    def _ask(self) -> None:
        limit = self._limit
        self.context.ask(lambda desk: desk.past.progress(WEEKS))
        self.context.ask(lambda desk: desk.past.runs(limit))

    def _show_weeks(self, weeks: ProgressIs) -> None:
        _empty(self._weeks)
        self._say(_finding(weeks))
        if not weeks.runs:
            self._weeks.addWidget(_first_to_come(self._said))
            return
        if weeks.runs == 1:
            self.page.set_words(tr("Your first session"), self._said)
            return
        self.page.set_words(span_words(weeks.weeks))
        aside = QWidget()
        column = QVBoxLayout(aside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addWidget(_rest_card(weeks), 1)
        column.addWidget(_practice_card(weeks), 1)
        aside.setMinimumWidth(_ASIDE_PX)
        self._weeks.addWidget(SideBySide(self._ratings_card(weeks), aside, _GAP_PX))

    def _say(self, finding: str) -> None:
        """Say the finding when it comes: on arrival there was none yet."""
        if finding != self._said:
            self._said = finding
            self.context.say(finding)

    def _ratings_card(self, weeks: ProgressIs) -> Card:
        card = Card(weeks.finding.removesuffix("."))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if weeks.ratings is None:
            detail = tr("Your answers before sessions will make a picture here.")
            card.body.addWidget(Text(detail, colour="text_soft"))
            card.body.addStretch(1)
            return card
        detail = tr("Weekly average of your ratings, 0 to 10. The shade shows how sure this is.")
        pad_px = card.body.contentsMargins().left()
        card.body.setContentsMargins(pad_px, pad_px - 4, pad_px, pad_px - 12)
        card.body.setSpacing(2)
        card.body.addWidget(Text(detail, colour="text_soft"))
        card.body.addSpacing(8)
        card.body.addWidget(boxed(weeks.ratings, weeks.finding, height_px=_CHART_PX), 1)
        if self.context.likes.fuller:
            for sentence in weeks.fuller:
                card.body.addWidget(Text(sentence, "caption", "text_soft"))
        return card

    def _show_runs(self, message: RunsAre) -> None:
        self.runs.show_rows(message.rows)
        self._sessions.setVisible(bool(message.rows))
        self.compare.setVisible(message.total > 1)
        self.export.setVisible(message.total > 0)
        rest = message.total > len(message.rows)
        self.all.setVisible(rest)
        self.all.set_words(tr("All {count}").format(count=message.total))
        if not self._arrived and message.rows:
            self._arrived = True
            self.runs.cards()[0].setFocus()

    def _session_block(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addStrut(_HEAD_PX)
        head.addWidget(Text(tr("Sessions"), "heading"), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.all)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.runs, 1)
        row.addStretch()
        column.addLayout(row)
        return block

    def _show_all(self) -> None:
        self.context.go("progress", all_runs=True)


def span_words(weeks: int) -> str:
    """Return the headline for so many weeks."""
    names = {4: tr("four"), 8: tr("eight"), 12: tr("twelve")}
    return tr("Your last {count} weeks").format(count=names.get(weeks, QLocale().toString(weeks)))


def _finding(weeks: ProgressIs) -> str:
    """Return what the weeks tell in a sentence."""
    if weeks.runs > 1:
        return weeks.finding
    if weeks.runs:
        return tr("The weeks tell more than one day.")
    return tr("Your first session will appear here.")


def _rest_card(weeks: ProgressIs) -> Card:
    value = ""
    if weeks.rest_ms is not None:
        value = tr("RMSSD {value} ms").format(value=round(weeks.rest_ms))
    card = _small_card(tr("At rest"), value)
    if weeks.rest is None:
        words = tr("Comes with a session that begins at rest.")
        card.body.addWidget(Text(words, "caption", "text_soft"))
        card.body.addStretch(1)
        return card
    card.body.addWidget(Text(tr("Measured before each session"), "caption", "text_soft"))
    _add_small(card, weeks.rest)
    return card


def _practice_card(weeks: ProgressIs) -> Card:
    minutes = tr("{minutes} min this week").format(minutes=round(weeks.minutes))
    card = _small_card(tr("Practice"), minutes)
    pace = tr("Six breaths a minute is a good pace to begin with.")
    if weeks.pace_per_min is not None:
        rate = QLocale().toString(weeks.pace_per_min, "f", 1)
        pace = tr("Own pace: {rate} breaths a minute").format(rate=rate)
    card.body.addWidget(Text(pace, "caption", "text_soft"))
    _add_small(card, weeks.practice)
    return card


def _small_card(title: str, value: str) -> Card:
    """Return a card with a figure at the end of its title."""
    card = Card()
    card.setAccessibleName(f"{title}. {value}".strip())
    card.body.setContentsMargins(26, 20, 26, 16)
    card.body.setSpacing(2)
    head = FlowLayout(16, 0)
    name = Text(title, "heading")
    name.setSizePolicy(_growing(name))
    head.addWidget(name)
    head.addWidget(Text(value, colour="text_soft"))
    card.body.addLayout(head)
    return card


def _growing(text: Text) -> QSizePolicy:
    policy = text.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    return policy


def _add_small(card: Card, chart: "Chart") -> None:
    card.body.addSpacing(8)
    card.body.addStretch(1)
    card.body.addWidget(boxed(chart, height_px=_SMALL_PX, bare=True))


def _first_to_come(sentence: str) -> QWidget:
    """Return the outline of the picture that the first session will draw."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setSpacing(24)
    for part in (RunPictureView(None, sentence, 240), Text(sentence, "lead", "text_soft")):
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
    return room


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.setParent(None)
            widget.deleteLater()
