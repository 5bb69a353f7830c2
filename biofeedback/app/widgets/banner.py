"""A trouble in the person's words: what happened, what to do, one way out.

It fades in, but is spoken at once, takes the focus and gives it back, and never stacks: showing
another trouble replaces the words. It goes by `dismiss`, when the trouble is cured or its action
was taken. Where it lies before a picture, large words fold: what to do is behind "More".
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.fade_in import FadeIn
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.press import Press
from biofeedback.app.widgets.say import say

_BAR_X_PX, _BAR_W_PX = 18, 6
_READABLE_LINES = 18  # so many heights of a line are a line long enough to read well


class Banner(QWidget):
    """A notice with a headline, a sentence and one action; hidden until it is shown.

    Parameters
    ----------
    folds : bool
        Whether large words show either the headline or the sentence.

    Attributes
    ----------
    changed : Signal
        It is shown, says something else, or has gone: it may need another height.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, folds: bool = False) -> None:
        super().__init__(parent)
        self._folds, self._is_open = folds, False
        self._headline = Text(kind="heading", colour="on_notice")
        self._sentence = Text(kind="body", colour="on_notice")
        self._act: Callable[[], object] = self.dismiss
        self.action = Press("", "notice", pressed=lambda: self._act())
        self.more = Press("", "quiet", pressed=self._turn)
        self._came_from: QWidget | None = None
        words = _Words()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._headline)
        column.addWidget(self._sentence)
        answers = self._answers = QWidget()
        row = FlowLayout(12)
        row.addWidget(self.action)
        row.addWidget(self.more)
        answers.setLayout(row)
        layout = FlowLayout(24, 12)
        layout.setContentsMargins(_BAR_X_PX + _BAR_W_PX + 22, 20, 24, 20)
        layout.addWidget(words)
        layout.addWidget(answers)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._coming = FadeIn(self, words, answers)
        self._fold()
        self.hide()

    def show_trouble(
        self,
        headline: str,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        is_open: bool = False,
        calm: bool = False,
    ) -> None:
        """Show a trouble.

        Parameters
        ----------
        headline, sentence : what happened, and what to do.
        action : the words of its one button; without them there is no button.
        act : called when it is pressed; by default the banner goes.
        is_open : whether large words show the sentence first.
        calm : it is no trouble: spoken when there is time, and the focus stays where it is.
        """
        self._is_open = is_open
        self._headline.set_words(headline)
        self._sentence.set_words(sentence)
        self._act = act or self.dismiss
        has_focus = self._has_focus()
        self.action.set_words(action)
        for each in (self.action, self._answers):
            each.setVisible(bool(action))
        self._fold()
        self.setAccessibleName(_said(headline, sentence))
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
            self._coming.start()
        else:
            self._coming.finish()
        self.show()
        say(self, self.accessibleName(), at_once=not calm)
        if action and not calm:
            self.action.setFocus()
        elif has_focus:
            self._give_back()
        self.changed.emit()

    def retell(self, sentence: str) -> None:
        """Say another sentence of the same trouble; the focus stays where it is."""
        if sentence != self._sentence.text():
            self._sentence.set_words(sentence)
            self.setAccessibleName(_said(self._headline.text(), sentence))
            say(self, sentence)
            self.changed.emit()

    def dismiss(self) -> None:
        """Go, and give the focus back to where it was."""
        had_focus = self._has_focus()
        self.hide()
        if had_focus:
            self._give_back()
        self._came_from = None
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Fold, or not, in another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_coming"):
            self._fold()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Come anew the next time."""
        super().hideEvent(event)
        self._coming.finish()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground, its outline, and the bar at the side."""
        painter = QPainter(self)
        if self._coming.paint(painter):
            return
        theme = theme_of(self)
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

    @property
    def is_open(self) -> bool:
        """Whether it is shown, with the sentence that was folded away."""
        return not self.isHidden() and not self.more.isHidden() and self._is_open

    def _fold(self) -> None:
        large = theme_of(self).is_large
        folds = self._folds and large and not self.action.isHidden()
        self._headline.setVisible(not (folds and self._is_open))
        has_more = bool(self._sentence.text())
        self._sentence.setVisible(has_more and (not folds or self._is_open))
        self.more.setVisible(folds)
        self.more.set_words(tr("Less") if self._is_open else tr("More"))

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._fold()
        say(self, (self._sentence if self._is_open else self._headline).text())
        self.changed.emit()

    def _has_focus(self) -> bool:
        return self.isAncestorOf(QApplication.focusWidget() or self)

    def _give_back(self) -> None:
        if self._came_from is not None and isValid(self._came_from):  # its place may be left
            self._came_from.setFocus()


def _said(headline: str, sentence: str) -> str:
    """Return what is spoken: each with its stop, and nothing of what is not there."""
    stop = "" if headline.endswith((".", "?", "\u2026")) else "."
    return f"{headline}{stop} {sentence}".strip()


class _Words(QWidget):
    """What is said: it leaves room for the action beside it as long as lines stay readable."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a width from which it grows."""
        hint, line_px = super().sizeHint(), theme_of(self).line_px("body")
        return hint.boundedTo(QSize(_READABLE_LINES * line_px, hint.height()))
