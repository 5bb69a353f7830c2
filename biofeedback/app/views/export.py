"""Report or export: what, for whom, in which form; then where to, and that it is not encrypted."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from biofeedback.app.bridge import Failed
from biofeedback.app.charts.dates import moment_words
from biofeedback.app.desk.past_messages import RunsAre, Written
from biofeedback.app.desk.safe_messages import FILES, Working
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.progress import WEEKS, span_words
from biofeedback.app.views.working import WorkShown
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.entry import Picker
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.switch import Switch

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.app.desk.messages import RunRow

PATIENT, PROFESSIONAL = "patient", "professional"
_ALL, _ONE = "weeks", "one"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: a report, or an export of the format `what`; a folder where no suffix."""

    id: str
    suffix: str
    what: str = ""


FORMS = (
    Form("pdf", ".pdf"),
    Form("html", ".html"),
    Form("csv", "", "csv"),
    Form("edf", ".edf", "edf"),
    Form("recording", ".jsonl.gz", "recording"),
)
_BY_ID = {form.id: form for form in FORMS}


class Export(View):
    """Choices from top to bottom, and one button that asks for the place.

    Parameters
    ----------
    context : Context
        The app.
    run_id : int, optional
        The session that is meant; without one the weeks are.
    """

    def __init__(self, context: "Context", *, run_id: int | None = None, **what: Any) -> None:
        super().__init__(context, run_id=run_id, **what)
        self._run_id = run_id
        self._rows: tuple[RunRow, ...] = ()
        self._dialog: QFileDialog | None = None
        self.page = Page(tr("Report or export"), tr("To keep, to print, or to hand on."))
        scope = _ALL if run_id is None else _ONE
        options = [Option(_ALL, span_words(WEEKS)), Option(_ONE, tr("One session"))]
        self.scope = Choice(tr("What"), options, scope)
        self.run = Picker(tr("Session"), [])
        readers = [Option(PATIENT, tr("For me")), Option(PROFESSIONAL, tr("For my therapist"))]
        self.reader = Choice(tr("For whom"), readers, PATIENT)
        self.form = Choice(tr("Form"), _forms(), FORMS[0].id)
        self.explained = Text(colour="text_soft")
        self.named = Switch(tr("My name may stand in the file"))
        self.write = Primary(tr("Save as a file"), self._ask_where, icon="export")
        self.back_button = Quiet(tr("Progress"), lambda: context.go("progress"), back=True)
        self._build()
        self.column.addWidget(self.page)
        for choice in (self.scope, self.form, self.reader):
            choice.chosen.connect(lambda _value: self._settle())
        self.hear(RunsAre, self._show_runs)
        self.hear(Written, self._show_written)
        self.hear(Working, self._show_working)
        self.hear(Failed, lambda _failed: self._show_over())
        context.ask(lambda desk: desk.past.runs(None))
        self._settle()

    def first_focus(self) -> QWidget | None:
        """Return the primary button: everything is chosen already."""
        return self.write

    def help(self) -> tuple[str, str]:
        """Return the help of F1."""
        plain = tr("A report is for reading. CSV, EDF+ and recordings are for other programs.")
        fuller = tr(
            "CSV: beats, intervals and figures as tables. EDF+: the raw ECG with notes in it, for "
            "programs of clinics. Recording: everything the strap sent, to be replayed here."
        )
        return plain, fuller

    def chosen_path(self, path: str) -> None:
        """Write to a place that the person has chosen."""
        form, run_id = _BY_ID[self.form.value()], self._chosen_run()
        reader, named = self.reader.value(), self.named.isChecked()
        language = QLocale().name()[:2]
        place = _ending(Path(path), form.suffix if run_id is not None or not form.what else "")
        self.write.setEnabled(False)
        if form.what:
            self.context.ask(
                lambda desk: desk.past.export(place, form.what, run_id, WEEKS, named=named)
            )
        else:
            self.context.ask(lambda desk: desk.past.report(place, reader, language, run_id, WEEKS))

    def _build(self) -> None:
        body = self.page.body
        self.done = Card(sunken=True)
        self._done_words = Text()
        self.open_folder = Quiet(tr("Open the folder"), self._open_folder, flush=True)
        self.done.body.setSpacing(4)
        self.done.body.addWidget(self._done_words)
        self.done.body.addWidget(_row(self.open_folder))
        body.addWidget(self.done)
        self.done.hide()
        self._run_row, self._named_row = _row(self.run), _row(self.named)
        body.addWidget(_section(tr("What"), self.scope, self._run_row))
        body.addWidget(_section(tr("Form"), self.form, self.explained, self._named_row))
        self._readers = _section(tr("For whom"), self.reader)
        body.addWidget(self._readers)
        self.page.foot.addWidget(self.write)
        self.page.foot.addWidget(self.back_button)
        warned = tr("A file that is written is not encrypted: whoever has it can read it.")
        self.work = WorkShown(self.context, self.write)
        self.page.foot.addWidget(self.work)
        self.page.foot.addWidget(Text(warned, "caption", "text_soft"))

    def _settle(self) -> None:
        """Show only what matters for the form that is chosen."""
        form, one = _BY_ID[self.form.value()], self.scope.value() == _ONE
        self._run_row.setVisible(one)
        self._readers.setVisible(not form.what)
        self._named_row.setVisible(form.id == "edf")
        words = _explained(form.id)
        if form.what and not one:
            words += " " + tr("Every session becomes a file of its own, in a new folder.")
        self.explained.set_words(words)
        self.write.setEnabled(bool(self._rows) or not one)

    def _show_runs(self, message: RunsAre) -> None:
        if self._rows:
            return
        self._rows = message.rows
        for row in message.rows:
            self.run.addItem(f"{moment_words(row.start)}, {row.title}")
        ids = [row.run_id for row in message.rows]
        if self._run_id in ids:
            self.run.setCurrentIndex(ids.index(self._run_id))
        self._settle()

    def _chosen_run(self) -> int | None:
        if self.scope.value() == _ALL:
            return None
        return self._rows[self.run.currentIndex()].run_id

    def _ask_where(self) -> None:
        """Ask with the system's own window, in the folder for documents."""
        form = _BY_ID[self.form.value()]
        as_folder = form.what and (not form.suffix or self.scope.value() == _ALL)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Save as a file"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(tr("biofeedback", "name of a file") + ("" if as_folder else form.suffix))
        dialog.fileSelected.connect(self.chosen_path)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _show_working(self, working: Working) -> None:
        if working.what == FILES:
            self.write.setEnabled(False)
            self.work.show_working(working)

    def _show_over(self) -> None:
        self._settle()
        self.work.rest()

    def _show_written(self, written: Written) -> None:
        self._show_over()
        self._path = written.path
        words = tr("%n file(s) written.", n=written.count) if written.count != 1 else tr("Written.")
        said = f"{words} " + tr("Not encrypted: whoever has it can read it.")
        self._done_words.set_words(f"{written.path}\n{said}")
        self.done.show()
        self.context.say(said)
        self.open_folder.setFocus()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._path).parent)))


def _forms() -> list[Option]:
    words = {
        "pdf": tr("PDF"),
        "html": tr("Web page"),
        "csv": tr("CSV"),
        "edf": tr("EDF+"),
        "recording": tr("Recording"),
    }
    return [Option(form.id, words[form.id]) for form in FORMS]


def _explained(form: str) -> str:
    return {
        "pdf": tr("A report to print or to send."),
        "html": tr("A report that opens in every browser, also without a network."),
        "csv": tr("Tables for a spreadsheet."),
        "edf": tr("The raw signals, for programs of clinics."),
        "recording": tr("Everything the strap sent, to be opened here again."),
    }[form]


def _section(title: str, *parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in (Text(title, "heading"), *parts):
        column.addWidget(part)
    return holder


def _row(part: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout()
    flow.addWidget(part)
    holder.setLayout(flow)
    return holder


def _ending(path: Path, suffix: str) -> Path:
    """Return a path that ends as its form does."""
    if not suffix or path.name.lower().endswith(suffix):
        return path
    return path.with_name(path.name + suffix)
