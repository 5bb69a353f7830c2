"""Notes and markers of a session, with their time in it; written by M and N, hands free."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.desk.people_messages import Note
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.card import Card, Rule
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.keycap import KeyHint
from biofeedback.app.widgets.label import Text

_SHOWN = 3


class NotesCard(Card):
    """The newest notes, and a line to write another.

    Parameters
    ----------
    note : callable
        Called with the words of a new note.
    done : callable
        Called when the line is left, so that keys work again.
    """

    def __init__(self, note: Callable[[str], object], done: Callable[[], object]) -> None:
        super().__init__()
        self._note, self._done = note, done
        self.setAccessibleName(tr("Notes"))
        self.body.addWidget(_head())
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self.edit = NoteLine(self._written, done)
        self.edit.setAccessibleName(tr("Write a note"))
        self.body.addWidget(self.edit)
        self.show_notes(())

    def show_time(self, session_t_s: float) -> None:
        """Say when a note would be written."""
        words = tr("Write a note at {time}").format(time=clock(session_t_s))
        if self.edit.placeholderText() != words:
            self.edit.setPlaceholderText(words)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show the newest; all of them are kept with the session."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for note in notes[:_SHOWN]:
            self._rows.addWidget(Rule(self._list))
            self._rows.addWidget(_row(note, self._list))
        if not notes:
            words = tr("What you see and hear goes here. It is kept with the session.")
            self._rows.addWidget(Text(words, "body", "text_soft", parent=self._list))

    def _written(self) -> None:
        words = self.edit.text().strip()
        self.edit.clear()
        if words:
            self._note(words)
        self._done()


class NoteLine(QLineEdit):
    """A line that Enter keeps, and Esc leaves."""

    def __init__(self, written: Callable[[], object], left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left
        self.returnPressed.connect(written)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while something is being written."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave with Esc; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self._left()
        else:
            super().keyPressEvent(event)


def clock(session_t_s: float) -> str:
    """Return a time in a session, as in "5:12"."""
    return f"{int(session_t_s) // 60}:{int(session_t_s) % 60:02d}"


def _head() -> QWidget:
    head = QWidget()
    row = FlowLayout(8, 4)
    title = Text(tr("Notes"), "heading")
    policy = title.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    title.setSizePolicy(policy)
    row.addWidget(title)
    for key, words in (("M", tr("marker")), ("N", tr("note"))):
        row.addWidget(KeyHint(key))
        row.addWidget(Text(words, "caption", "text_soft"))
    head.setLayout(row)
    return head


def _row(note: Note, parent: QWidget) -> QWidget:
    held = QWidget(parent)
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(20)
    time = Text(clock(note.session_t_s), "body", "text_soft")
    time.setMinimumWidth(theme_of(parent).line_px("body") * 2)
    line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(note.words or tr("Marker")), 1)
    return held
