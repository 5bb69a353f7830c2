"""One heading of the settings: its name beside what belongs to it, or above where room is short."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.style import control_h_px
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

_NAME_PX, _GAP_PX, _CLOSE_PX = 232, 24, 12
_PART_GAP_PX = 16
_UNBOUND_PX = 16777215  # Qt's own


class Section(QWidget):
    """A heading; add to it with `add`.

    Parameters
    ----------
    name : str
        What it is about.
    level : bool
        Whether it begins with a control, beside whose middle the name stands.
    """

    def __init__(self, name: str, *, level: bool = False) -> None:
        super().__init__()
        self._level = level
        self.setAccessibleName(name)
        self.name = Text(name, "heading")
        self._parts = QVBoxLayout()
        self._parts.setSpacing(_PART_GAP_PX)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._name_room = QVBoxLayout()
        self._name_room.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._name_room)
        self._row.addLayout(self._parts, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self._arrange()

    def add(self, *parts: QWidget) -> None:
        """Add parts side by side, which wrap where they have no room."""
        row = QWidget()
        line = FlowLayout(20, 12)
        for part in parts:
            policy = part.sizePolicy()
            if policy.horizontalPolicy() == QSizePolicy.Policy.Preferred:
                policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
                part.setSizePolicy(policy)
            line.addWidget(part)
        row.setLayout(line)
        self._parts.addWidget(row)

    def add_wide(self, part: QWidget) -> None:
        """Add a part that takes the whole width."""
        self._parts.addWidget(part)

    def say(self, words: str, kind: str = "body") -> Text:
        """Add a soft sentence, and return it."""
        text = Text(words, kind, "text_soft")
        self._parts.addWidget(text)
        return text

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
        theme = theme_of(self)
        narrow = theme.is_narrow(self.window().width())
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else along)
        self._row.setSpacing(_CLOSE_PX if narrow else _GAP_PX)
        name_px = _NAME_PX * theme.text_percent // 100
        drop_px = (control_h_px(theme) - theme.line_px("heading")) // 2
        self._name_room.setContentsMargins(0, 0 if narrow or not self._level else drop_px, 0, 0)
        self.name.setMinimumWidth(0 if narrow else name_px)
        self.name.setMaximumWidth(_UNBOUND_PX if narrow else name_px)


def part(name: str, control: QWidget) -> QWidget:
    """Return a control with its name above it."""
    held = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    held.setSizePolicy(policy)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(Text(name, "label"))
    column.addWidget(control)
    return held
