"""A trouble in the person's words: what happened, what to do, one way out.

It is spoken at once, takes the focus and gives it back, and never stacks: showing another trouble
replaces the words. It goes by `dismiss`, when the trouble is cured or its action was taken.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.press import Press
from biofeedback.app.widgets.say import say

_BAR_X_PX, _BAR_W_PX = 18, 6
_READABLE_LINES = 18  # so many heights of a line are a line long enough to read well


class Banner(QWidget):
    """A notice with a headline, a sentence and one action; hidden until it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = Text(kind="heading", colour="on_notice")
        self._sentence = Text(kind="body", colour="on_notice")
        self._act: Callable[[], object] = self.dismiss
        self.action = Press("", "notice", pressed=lambda: self._act())
        self._came_from: QWidget | None = None
        words = _Words()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._headline)
        column.addWidget(self._sentence)
        layout = FlowLayout(24, 12)
        layout.setContentsMargins(_BAR_X_PX + _BAR_W_PX + 22, 20, 24, 20)
        layout.addWidget(words)
        layout.addWidget(self.action)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_trouble(
        self,
        headline: str,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a trouble.

        Parameters
        ----------
        headline, sentence : what happened, and what to do.
        action : the words of its one button; without them there is no button.
        act : called when it is pressed; by default the banner goes.
        """
        self._headline.set_words(headline)
        self._sentence.set_words(sentence)
        self._act = act or self.dismiss
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{headline}. {sentence}")
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.show()
        say(self, self.accessibleName(), at_once=True)
        if action:
            self.action.setFocus()

    def dismiss(self) -> None:
        """Go, and give the focus back to where it was."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had_focus and self._came_from is not None:
            self._came_from.setFocus()
        self._came_from = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground, its outline, and the bar at the side."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width_px, radius_px = theme.stroke_px.control, theme.radius_px.primary
        painter.setPen(QPen(theme.colour("notice_edge"), width_px))
        painter.setBrush(theme.colour("notice"))
        inset = width_px / 2
        ground = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ground, radius_px, radius_px)
        x = self.width() - _BAR_X_PX - _BAR_W_PX if self.isRightToLeft() else _BAR_X_PX
        painter.setPen(QPen(theme.colour("notice_edge"), 0))
        painter.setBrush(theme.colour("notice_edge"))
        painter.drawRoundedRect(QRectF(x, 20, _BAR_W_PX, self.height() - 40), 3, 3)


class _Words(QWidget):
    """What is said: it leaves room for the action beside it as long as lines stay readable."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a width from which it grows."""
        hint, line_px = super().sizeHint(), theme_of(self).line_px("body")
        return hint.boundedTo(QSize(_READABLE_LINES * line_px, hint.height()))
