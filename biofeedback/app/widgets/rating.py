"""How strong is it now: eleven round buttons from 0 to 10, nothing chosen beforehand.

One stop of the Tab key. A digit sets the number; 1 and then 0 within a second, by the times of the
key events themselves, is ten. Arrows move by one, Delete takes the answer back. Enter is the next
step of the page: a second one, too quick, must not answer what nobody has read.
"""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from biofeedback.app.text import tr
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.one_stop import OneStop
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.press import Press
from biofeedback.app.widgets.say import say

_HIGHEST = 10
_TEN_WITHIN_MS = 1000
_GAP_PX = 8


class _Round(Press):
    """One number."""

    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(str(number), "round", parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        spoken = tr("{name}, {number} of 10").format(name=name, number=number)
        self.set_words(str(number), spoken=spoken)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a square that holds "10"."""
        theme = self.theme()
        side_px = max(theme.size_px.target_min, round(theme.line_px("label") * 1.75))
        return QSize(side_px, side_px)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same square: it does not shrink."""
        return self.sizeHint()

    def heightForWidth(self, _width: int) -> int:  # noqa: N802
        """Return the height of the square."""
        return self.sizeHint().height()

    def _radius_px(self) -> float:
        return self.sizeHint().height() / 2

    def focus_shape(self) -> tuple[QRect, float]:
        """Return the circle."""
        return self.rect(), self._radius_px()


class RatingRow(QWidget):
    """A number from 0 to 10, or none.

    Parameters
    ----------
    name : what is rated, as in "Pain".
    lowest, highest : what 0 and 10 mean, in words.
    """

    rated = Signal(object)

    def __init__(self, name: str, lowest: str, highest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._one_at_ms = -_TEN_WITHIN_MS
        row = QWidget()
        numbers = FlowLayout(_GAP_PX)  # large text in a narrow window takes two lines
        row.setLayout(numbers)
        self._buttons = [_Round(number, name, row) for number in range(_HIGHEST + 1)]
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _on, number=number: self._rate(number))
            button.installEventFilter(self)
            numbers.addWidget(button)
        self._stop = OneStop(self, chooses=True)
        self._stop.set_buttons(self._buttons)
        ends = Text(f"0 {lowest}\n10 {highest}", "caption", "text_soft")
        layout = FlowLayout(32, 8)
        for part in (_shrinking(Text(name, "label")), _shrinking(row), ends):
            layout.addWidget(part)
        self.setLayout(layout)

    def value(self) -> int | None:
        """Return the number, or None."""
        return next((n for n, button in enumerate(self._buttons) if button.isChecked()), None)

    def set_value(self, value: int | None) -> None:
        """Take a number, or none, without telling `rated`."""
        for number, button in enumerate(self._buttons):
            button.setAutoExclusive(False)
            button.setChecked(number == value)
            button.setAutoExclusive(True)
        self._stop.settle()

    def buttons(self) -> list[Press]:
        """Return the eleven, 0 first."""
        return list(self._buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take digits, Delete and Enter, wherever in the row the focus is."""
        is_press = event.type() == QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and is_press and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Do what a key means to the row; return whether it means something."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_value(None)
            self.rated.emit(None)
        elif len(event.text()) == 1 and event.text() in "0123456789":
            if not event.isAutoRepeat():
                self._digit(int(event.text()), event.timestamp())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._go_on(held=event.isAutoRepeat())
        else:
            return False
        return True

    def _go_on(self, *, held: bool) -> bool:
        """Press the next step of the page; return whether there is one."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        primary = above.primary() if above else None
        if primary is not None and not held:
            primary.click()
        return primary is not None

    def _digit(self, digit: int, time_ms: int) -> None:
        ten = digit == 0 and time_ms - self._one_at_ms <= _TEN_WITHIN_MS
        self._one_at_ms = time_ms if digit == 1 else -_TEN_WITHIN_MS
        number = _HIGHEST if ten else digit
        self._buttons[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self._buttons[number].click()

    def _rate(self, number: int) -> None:
        say(self, self._buttons[number].accessibleName())
        self.rated.emit(number)


def _shrinking(widget: QWidget) -> QWidget:
    """Return a widget that takes no more width than it needs."""
    policy = widget.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
    widget.setSizePolicy(policy)
    return widget
