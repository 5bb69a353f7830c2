"""Who is at work: one of those the records name, or a name to type."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.widgets.entry import Field, Picker
from biofeedback.app.widgets.label import Text

ADMINISTRATOR = "administrator"


class Who(QWidget):
    """Asks for a user.

    Parameters
    ----------
    users : tuple of str
        The names to choose from; empty where a name is to be typed.
    chosen : str
        Who it probably is.
    """

    def __init__(self, users: tuple[str, ...], chosen: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._picker = Picker(tr("Who is at work?"), list(users)) if users else None
        self._field = None if users else Field(tr("Who is at work?"))
        if self._picker is not None:
            column.addWidget(Text(tr("Who is at work?"), "label"))
            column.addWidget(self._picker)
            self._picker.setCurrentIndex(max(self._picker.findText(chosen), 0))
        if self._field is not None:
            column.addWidget(self._field)
            self._field.edit.setText(chosen)

    def name(self) -> str:
        """Return who it is."""
        if self._picker is not None:
            return self._picker.currentText()
        return self._field.text().strip() if self._field else ""

    def first_focus(self) -> QWidget:
        """Return what has the keyboard."""
        return self._picker or (self._field.edit if self._field else self)


def place_of(role: str) -> str:
    """Return where somebody's work begins."""
    return "settings" if role == ADMINISTRATOR else "people"
