"""Entries: a line of text with its name above, and a list that unfolds."""

import math

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme import icons
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.style import control_h_px
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.lines import block, longest_word_px

_PAD_PX = 16


class Field(QWidget):
    """A line of text to type, with its name above it.

    Parameters
    ----------
    name : what is asked; also the accessible name of `edit`.
    aside : said softly beside the name, as in "if you like".
    secret : shows dots instead of what is typed.
    """

    def __init__(
        self, name: str, aside: str = "", *, secret: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(aside)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = FlowLayout(6, 0)
        label = Text(name, "label")
        label.setBuddy(self.edit)
        head.addWidget(label)
        if aside:
            head.addWidget(Text(aside, "body", "text_soft"))
        column.addLayout(head)
        column.addWidget(self.edit)

    def text(self) -> str:
        """Return what is typed."""
        return self.edit.text()


class Picker(QComboBox):
    """One of many, in a list that unfolds; for few use `Choice`."""

    def __init__(self, name: str, words: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setView(QListView())  # Qt's own popup ignores what a style sheet says of its items
        self.view().setAccessibleName(name)
        self.addItems(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the longest of its words."""
        theme = theme_of(self)
        widest_px = max((block(theme, "body", text).width_px for text in self._texts()), default=0)
        return QSize(math.ceil(widest_px) + self._beside_px(), control_h_px(theme))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the width of the longest word: words wrap, they are not cut short."""
        theme = theme_of(self)
        longest_px = max(
            (longest_word_px(theme, "body", text) for text in self._texts()), default=0
        )
        return QSize(math.ceil(longest_px) + self._beside_px(), control_h_px(theme))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the most lines that any of its words take."""
        theme, room_px = theme_of(self), width - self._beside_px()
        heights = [block(theme, "body", text, room_px).height_px for text in self._texts()]
        spare_px = control_h_px(theme) - theme.line_px("body")
        return max(control_h_px(theme), math.ceil(max(heights, default=0)) + spare_px)

    def showPopup(self) -> None:  # noqa: N802
        """Unfold; the rows are laid out anew, since Qt places them before it knows their style."""
        super().showPopup()
        view = self.view()
        assert isinstance(view, QListView)
        view.doItemsLayout()

    def focus_shape(self) -> tuple[QRect, float]:
        """Return the whole control."""
        return self.rect(), theme_of(self).radius_px.control

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground, the words and the arrow down."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width_px = theme.stroke_px.control
        inset = width_px / 2
        painter.setPen(QPen(theme.colour("edge"), width_px))
        painter.setBrush(theme.colour("surface"))
        ground = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ground, theme.radius_px.control, theme.radius_px.control)
        text = block(theme, "body", self.currentText(), self.width() - self._beside_px())
        size_px, from_right = theme.icon_px, self.isRightToLeft()
        x = self.width() - _PAD_PX - text.width_px if from_right else _PAD_PX
        text.paint(painter, x, (self.height() - text.height_px) / 2, theme.colour("text"))
        arrow_x = _PAD_PX if from_right else self.width() - _PAD_PX - size_px
        arrow = QRectF(arrow_x, (self.height() - size_px) / 2, size_px, size_px)
        icons.paint(painter, "unfold", arrow, theme.colour("text_soft"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _texts(self) -> list[str]:
        return [self.itemText(i) for i in range(self.count())]

    def _beside_px(self) -> int:
        """Return what the words leave at their sides, for the arrow too."""
        return 2 * _PAD_PX + theme_of(self).icon_px + 12
