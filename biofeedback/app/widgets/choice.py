"""Choosing: one of several (`Choice`), any of several (`Chips`), yes or no to each (`CheckRow`).

What is chosen has a check mark and a thicker outline, never a colour alone. `Choice` and `Chips`
are one stop of the Tab key; arrows move inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.one_stop import OneStop
from biofeedback.app.widgets.press import Press

_TRACK_PAD_PX = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose from; `detail` says more about it."""

    value: Any
    words: str
    detail: str = ""
    icon: str = ""


class Choice(QFrame):
    """One of several.

    Parameters
    ----------
    name : what is chosen, for the screen reader.
    options : in the order shown.
    value : the one chosen at first; None for none.
    kind : "chip", side by side; "segment", joined in a track; "option", large cards in a column.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        value: Any = None,
        *,
        kind: str = "chip",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("track", kind == "segment")
        layout = QVBoxLayout() if kind == "option" else FlowLayout(0 if kind == "segment" else 12)
        pad_px = _TRACK_PAD_PX if kind == "segment" else 0
        layout.setContentsMargins(pad_px, pad_px, pad_px, pad_px)
        if kind == "option":
            layout.setSpacing(12)
        self.setLayout(layout)
        if kind == "segment":
            self.setSizePolicy(_only_as_wide_as_needed())
        self._stop = OneStop(self, chooses=True)
        self._buttons: dict[Any, Press] = {}
        for option in options:
            button = Press(option.words, kind, icon=option.icon, detail=option.detail, parent=self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _on, value=option.value: self.chosen.emit(value))
            layout.addWidget(button)
            self._buttons[option.value] = button
        self._stop.set_buttons(list(self._buttons.values()))
        if value is not None:
            self.set_value(value)

    def value(self) -> Any:
        """Return what is chosen, or None."""
        return next((value for value, each in self._buttons.items() if each.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Choose without telling `chosen`."""
        self._buttons[value].setChecked(True)

    def buttons(self) -> list[Press]:
        """Return the buttons, in the order shown."""
        return list(self._buttons.values())


class Chips(QWidget):
    """Any of several, each switched by one press; `toggled` tells which and whether it is on."""

    toggled = Signal(object, bool)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        chosen: Sequence[Any] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = FlowLayout(12)
        self.setLayout(self._flow)
        self._stop = OneStop(self, chooses=False)
        self._buttons: dict[Any, Press] = {}
        for option in options:
            button = Press(option.words, "chip", parent=self)
            button.setCheckable(True)
            button.setChecked(option.value in chosen)
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda on, value=option.value: self.toggled.emit(value, on))
            self._flow.addWidget(button)
            self._buttons[option.value] = button
        self._stop.set_buttons(list(self._buttons.values()))

    def chosen(self) -> list[Any]:
        """Return what is chosen, in the order shown."""
        return [value for value, button in self._buttons.items() if button.isChecked()]

    def add(self, widget: QWidget) -> None:
        """Add something after the chips, as a stop of its own ("More")."""
        self._flow.addWidget(widget)

    def buttons(self) -> list[Press]:
        """Return the chips, in the order shown."""
        return list(self._buttons.values())


class CheckRow(Press):
    """A large row to tick."""

    def __init__(self, words: str, *, ticked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words, "check", parent=parent)
        self.setCheckable(True)
        self.setChecked(ticked)


def _only_as_wide_as_needed() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
