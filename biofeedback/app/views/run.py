"""One session: its sentence and its picture, the whole heart wave, how one was, a note."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.charts.dates import moment_words
from biofeedback.app.charts.plot import TableKey, hint
from biofeedback.app.charts.rating_line import RatingLine
from biofeedback.app.charts.run_picture import RunPictureView
from biofeedback.app.charts.sheet import Sheet
from biofeedback.app.charts.wave import WaveView
from biofeedback.app.desk.past_messages import RunErased, RunShown
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.report.page import Fact, Table

_PICTURE_PX, _GAP_PX = 280, 48


class RunView(View):
    """One session, opened.

    Parameters
    ----------
    context : Context
        The app.
    run_id : int
        Which.
    """

    def __init__(self, context: "Context", *, run_id: int, **what: Any) -> None:
        super().__init__(context, run_id=run_id, **what)
        self._run_id = run_id
        self._shown: RunShown | None = None
        self._wave: WaveView | None = None
        self.note: Field | None = None
        self.page = Page(tr("One session"))
        self.back_button = Quiet(tr("Progress"), lambda: context.go("progress"), back=True)
        self.export = Secondary(
            tr("Report or export"), lambda: context.go("export", run_id=run_id), icon="export"
        )
        self.page.aside.addWidget(self.back_button)
        self.page.aside.addWidget(self.export)
        self.column.addWidget(self.page)
        TableKey(self)
        self.hear(RunShown, self._show)
        self.hear(RunErased, lambda erased: context.go("progress"))
        context.ask(lambda desk: desk.past.open(run_id))

    def first_focus(self) -> QWidget | None:
        """Return the way back: nothing here is to be pressed on purpose."""
        return self.back_button

    def spoken(self) -> str:
        """Say which session, then its sentence."""
        if self._shown is None:
            return ""
        return f"{self.page.headline.text()}, {self.page.lead.text()}. {self._shown.sentence}"

    def help(self) -> tuple[str, str]:
        """Return the help of F1."""
        plain = tr(
            "The picture begins in the middle. Plus and minus come closer to the wave and go back."
        )
        fuller = tr(
            "A line is broken where beats were missing; dots stand for the gap. The hills are the "
            "breath that was led. Figures of slow and of free breathing are not compared."
        )
        return f"{plain} {hint()}", fuller

    def key(self, key: str) -> bool:
        """Come closer to the wave, or move along it."""
        return self._wave is not None and self._wave.key(key)

    def leaving(self) -> None:
        """Keep a note that was typed and not yet kept."""
        self._keep_note()

    def _show(self, shown: RunShown) -> None:
        if shown.row.run_id != self._run_id or self._shown is not None:
            return
        self._shown = shown
        self.page.set_words(shown.row.title, moment_words(shown.row.start))
        self.page.body.addWidget(self._summary(shown))
        if shown.wave is not None:
            self._wave = WaveView(shown.wave)
            card = Card(shown.wave.title)
            card.body.addWidget(Text(shown.wave.detail, colour="text_soft"))
            card.body.addWidget(self._wave)
            self.page.body.addWidget(card)
        if self.context.likes.fuller:
            for table in shown.tables:
                self.page.body.addWidget(table_card(table))
        self.note = Field(tr("Note"), tr("if you like"))
        self.note.edit.setText(shown.notes)
        self.note.edit.editingFinished.connect(self._keep_note)
        self.page.body.addWidget(self.note)
        last = FlowLayout()
        self.delete = Quiet(tr("Delete this session"), self._ask_to_delete, flush=True)
        last.addWidget(self.delete)
        self.page.body.addLayout(last)
        self.context.say(shown.sentence)

    def _summary(self, shown: RunShown) -> QWidget:
        """Return the picture, and beside it what the session brought."""
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(Text(shown.sentence, "lead"))
        if self.context.likes.fuller and shown.fuller:
            column.addWidget(Text(shown.fuller, "body", "text_soft"))
        column.addWidget(_facts(shown.facts))
        for scale in shown.scales:
            row = FlowLayout()
            row.addWidget(RatingLine(scale))
            column.addLayout(row)
        if shown.scales:
            column.addWidget(
                Text(tr("One session says little. The weeks tell."), colour="text_soft")
            )
        column.addStretch(1)
        if shown.picture is None:
            return words
        picture = RunPictureView(shown.picture, shown.sentence, _PICTURE_PX)
        return SideBySide(words, picture, _GAP_PX)

    def _keep_note(self) -> None:
        if self.note is None or self._shown is None:
            return
        words, run_id = self.note.text().strip(), self._run_id
        if words != self._shown.notes.strip():
            self._shown = _with_note(self._shown, words)
            self.context.ask(lambda desk: desk.records.note(run_id, words))
            self.context.say(tr("Noted"))

    def _ask_to_delete(self) -> None:
        """Ask for a word to be typed: what is deleted is gone."""
        word = tr("delete", "the word to type")
        sentence = tr("It goes for good, with its heart wave, its ratings and its note.")
        dialog = Dialog(
            self,
            tr("Delete this session?"),
            sentence,
            tr("Delete"),
            tr("Keep it"),
            self._delete,
        )
        field = Field(tr('Type "{word}" to go on').format(word=word))
        dialog.page.body.addWidget(field)
        dialog.yes.setEnabled(False)
        field.edit.textChanged.connect(
            lambda typed: dialog.yes.setEnabled(typed.strip().casefold() == word.casefold())
        )
        dialog.open()
        field.edit.setFocus()

    def _delete(self) -> None:
        run_id = self._run_id
        self.context.ask(lambda desk: desk.past.erase(run_id))


def table_card(table: "Table") -> Card:
    """Return a table of a report on a card."""
    card = Card(table.caption)
    card.body.addWidget(Sheet(table))
    if table.note:
        card.body.addWidget(Text(table.note, "caption", "text_soft"))
    return card


def _facts(facts: "tuple[Fact, ...]") -> QWidget:
    row = QWidget()
    flow = FlowLayout(40, 16)
    for fact in facts:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(fact.label, "caption", "text_soft"))
        column.addWidget(Text(fact.value, "heading"))
        flow.addWidget(block)
    row.setLayout(flow)
    return row


def _with_note(shown: RunShown, words: str) -> RunShown:
    return replace(shown, notes=words)
