"""The head of the live view: who, what, how far; and at its side what can be done about it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.text import few_digits, number, tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from sessions.breathing import Breath


class LiveHead(QWidget):
    """Words, and buttons beside them; below them where room is short.

    Parameters
    ----------
    name : str
        Whose session it is.
    buttons : widgets
    """

    def __init__(self, name: str, *buttons: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.name, self.lead = Text(name, "title"), Text(kind="body", colour="text_soft")
        words = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.lead)
        tools = QWidget()
        tools.setSizePolicy(policy)
        self._tools = FlowLayout(12)
        for button in buttons:
            self._tools.addWidget(button)
        tools.setLayout(self._tools)
        self._aside = tools
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(words, 1)
        self._row.addWidget(tools)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange for the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Arrange for another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._arrange()

    def _arrange(self) -> None:
        narrow = theme_of(self).is_narrow(self.window().width())
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else along)
        self._aside.setMinimumWidth(0 if narrow else self._tools.sizeHint().width())


def minute_words(session_t_s: float, duration_s: float) -> str:
    """Say which minute of the session it is."""
    all_min = max(round(duration_s / 60), 1)
    minute = min(int(session_t_s / 60) + 1, all_min)
    return tr("minute {minute} of {all}").format(minute=minute, all=all_min)


def pace_words(breath: Breath) -> str:
    """Say how fast a breath is led, and for how long in and out."""
    length_s = 60.0 / breath.rate_per_min
    return tr("{rate} a minute, in {inhale} s, out {exhale} s").format(
        rate=number(breath.rate_per_min, 1),
        inhale=few_digits(length_s * breath.pattern.inhale),
        exhale=few_digits(length_s * breath.pattern.exhale),
    )
