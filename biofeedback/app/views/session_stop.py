"""What stands where the bar was when a session has been stopped, or is over."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

BACK_MS = 30_000


class StopCard(QWidget):
    """Stopped: keep it, go back into the session (for half a minute), or discard it.

    Parameters
    ----------
    keep, back, discard : callable
        What the person chooses; without a choice it is kept.
    """

    def __init__(
        self,
        keep: Callable[[], object],
        back: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        super().__init__()
        self._headline = Text(kind="title", alignment=Qt.AlignmentFlag.AlignLeading)
        self.keep = Primary(tr("Keep it"), keep)
        self.back = Secondary(tr("Back into the session"), back)
        self.discard = Quiet(tr("Discard"), discard)
        self._waiting = QTimer(self, singleShot=True, interval=BACK_MS)
        self._waiting.timeout.connect(lambda: keep())
        card = Card(parent=self)
        card.body.setSpacing(24)
        card.body.addWidget(self._headline)
        answers = QWidget()
        row = FlowLayout(16, 12)
        for button in (self.keep, self.back, self.discard):
            row.addWidget(button)
        answers.setLayout(row)
        card.body.addWidget(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def ask(self, minutes: int) -> str:
        """Show it, and return what is said."""
        words = tr("Stopped after %n minute(s).", n=minutes)
        if minutes < 1:
            words = tr("Stopped within the first minute.")
        self._headline.set_words(words)
        self.setAccessibleName(words)
        self.show()
        self.keep.setFocus()
        self._waiting.start()
        return words

    def close_question(self) -> None:
        """Put it away."""
        self._waiting.stop()
        self.hide()


class RestFoot(QWidget):
    """The session is over: stay as long as you like, and one way on."""

    def __init__(self, finish: Callable[[], object]) -> None:
        super().__init__()
        self.finish = Primary(tr("Finish"), finish)
        row = FlowLayout(16)
        row.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()
