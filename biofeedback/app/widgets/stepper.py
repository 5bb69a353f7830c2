"""A value set in steps: minus, the value in words, plus."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.lines import block
from biofeedback.app.widgets.press import Press
from biofeedback.app.widgets.say import say

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Left: -1}
_ROOM_PX = 40


class Stepper(QWidget):
    """One of a row of values.

    Parameters
    ----------
    name : of the value, as in "Text size".
    values : all of them, smallest first.
    value : the one at first.
    words : says a value; it is shown, and spoken after each step.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        values: Sequence[Any],
        value: Any,
        words: Callable[[Any], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._values, self._words = name, list(values), words
        self._at = self._values.index(value)
        self.less = Press("", "step", icon="minus", pressed=lambda: self._step(-1))
        self.more = Press("", "step", icon="plus", pressed=lambda: self._step(1))
        self._shown = Text(kind="heading", alignment=Qt.AlignmentFlag.AlignHCenter)
        self._shown.setWordWrap(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for part in (self.less, self._shown, self.more):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch()
        self._show()

    def value(self) -> Any:
        """Return the value."""
        return self._values[self._at]

    def set_value(self, value: Any) -> None:
        """Take a value without telling `changed`."""
        self._at = self._values.index(value)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step with the arrows."""
        key = Qt.Key(event.key())
        if key not in _STEPS:
            super().keyPressEvent(event)
            return
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        turned = sideways and self.isRightToLeft()
        self._step(-_STEPS[key] if turned else _STEPS[key])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Make room for the values at another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        """Keep room for the widest value, so that the buttons stay where they are."""
        theme = theme_of(self)
        widths_px = [block(theme, "heading", self._words(each)).width_px for each in self._values]
        self._shown.setMinimumWidth(math.ceil(max(widths_px)) + _ROOM_PX)

    def _step(self, step: int) -> None:
        at = min(max(self._at + step, 0), len(self._values) - 1)
        if at == self._at:
            return
        self._at = at
        self._show()
        say(self, f"{self._name}, {self._shown.text()}")
        self.changed.emit(self.value())

    def _show(self) -> None:
        self._shown.set_words(self._words(self.value()))
        self._make_room()
        at_end = {self.less: 0, self.more: len(self._values) - 1}
        for button, other in ((self.less, self.more), (self.more, self.less)):
            ended = self._at == at_end[button]
            if ended and button.hasFocus():
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(not ended)
        now = self._shown.text()
        self.less.set_words(
            "", spoken=tr("{name}, less, now {value}").format(name=self._name, value=now)
        )
        self.more.set_words(
            "", spoken=tr("{name}, more, now {value}").format(name=self._name, value=now)
        )
