"""What takes its time, and goes on by itself: how far it is, and one way to stop it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.safe_messages import Working
from biofeedback.app.text import tr
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text


class WorkShown(QWidget):
    """Hidden until something takes longer than a moment; hidden again by `rest`.

    Parameters
    ----------
    context : Context
        The app.
    came_from : QWidget
        What has the keyboard again afterwards.
    """

    def __init__(self, context: Context, came_from: QWidget) -> None:
        super().__init__()
        self._context, self._came_from = context, came_from
        self.words = Text(kind="label")
        self.stop = Quiet(tr("Stop writing"), self._stop, flush=True)
        row = QWidget()
        flow = FlowLayout()
        flow.addWidget(self.stop)
        row.setLayout(flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(row)
        self.hide()

    def show_working(self, working: Working) -> None:
        """Say how far it is; aloud the first time."""
        words = tr("Writing session {number} of {total}. You can go on using the app.")
        self.words.set_words(words.format(number=working.done + 1, total=working.total))
        if self.isHidden():
            self.show()
            self._context.say(self.words.text())

    def rest(self) -> None:
        """It is over."""
        if self.stop.hasFocus():
            self._came_from.setFocus()
        self.hide()

    def _stop(self) -> None:
        self._context.ask(lambda desk: desk.stop_work())
