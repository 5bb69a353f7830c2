"""A group of controls that is one stop of the Tab key; arrows move inside it.

Arrows go where they point, also from right to left. In a choice, moving chooses.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from biofeedback.app.widgets.press import Press

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_SIDEWAYS = (Qt.Key.Key_Right, Qt.Key.Key_Left)


class OneStop(QObject):
    """Makes one tab stop of some buttons.

    Parameters
    ----------
    owner : the widget they lie in.
    chooses : whether moving to one presses it.
    """

    def __init__(self, owner: QWidget, *, chooses: bool) -> None:
        super().__init__(owner)
        self._buttons: list[Press] = []
        self._chooses = chooses

    def set_buttons(self, buttons: Sequence[Press]) -> None:
        """Take these, in the order of reading."""
        self._buttons = list(buttons)
        for button in self._buttons:
            button.installEventFilter(self)
            button.toggled.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Let Tab stop at the chosen one, else at the one in focus, else at the first."""
        if not self._buttons:
            return
        focused = next((each for each in self._buttons if each.hasFocus()), self._buttons[0])
        chosen = next((each for each in self._buttons if each.isChecked()), focused)
        stop = chosen if self._chooses else focused
        for button in self._buttons:
            strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(strong if button is stop else click)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Move with the arrows, Home and End."""
        if event.type() == QEvent.Type.FocusIn:
            self.settle()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        target = self._target(watched, Qt.Key(event.key()))
        if target is None:
            return super().eventFilter(watched, event)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if self._chooses:
            target.click()
        return True

    def _target(self, watched: QObject, key: Qt.Key) -> Press | None:
        last = len(self._buttons) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._buttons[0 if key == Qt.Key.Key_Home else last]
        if key not in _STEPS:
            return None
        at = next(i for i, each in enumerate(self._buttons) if each is watched)
        turned = key in _SIDEWAYS and self._buttons[at].isRightToLeft()
        step = -_STEPS[key] if turned else _STEPS[key]
        return self._buttons[min(max(at + step, 0), last)]
