"""A question in a window of its own, for the few things that are asked.

It is a page: what is asked scrolls, the answers stay at the foot, Esc is "no". "No" is also where
the keyboard is, unless there is something to fill in: what is asked about often cannot be taken
back. It never blocks: the answer comes by Qt's `accepted` and `rejected`.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets import tab_order
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.focus import FocusRing
from biofeedback.app.widgets.page import Page

_SMALLEST_PX = QSize(640, 240)
_WIDTH_PX = 720


class Dialog(QDialog):
    """Something to answer.

    Parameters
    ----------
    parent : the widget whose window it belongs to.
    headline, sentence : what is asked.
    yes, no : the words of the two answers.
    answered : called without arguments on yes.

    Attributes
    ----------
    page : add to `page.body` what has to be filled in.
    """

    def __init__(
        self,
        parent: QWidget,
        headline: str,
        sentence: str,
        yes: str,
        no: str,
        answered: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(headline)
        self.setAccessibleName(headline)
        self.page = Page(headline, sentence)
        self.yes = Primary(yes, self.accept)
        self.no = Quiet(no, self.reject)
        for button in (self.yes, self.no):
            button.setAutoDefault(False)
            self.page.foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.setMinimumSize(_SMALLEST_PX)
        FocusRing(self)
        self.no.setFocus()
        if answered is not None:
            self.accepted.connect(lambda: answered())
        self.finished.connect(self.deleteLater)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go on in the order of reading."""
        return tab_order.step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Say no with Esc, but not with the held one that has brought the question."""
        if not (event.key() == Qt.Key.Key_Escape and event.isAutoRepeat()):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as what is asked, and leave the window visible."""
        window = self.parentWidget()
        room = window.size() if window else self.size()
        width_px = min(_WIDTH_PX * theme_of(self).text_percent // 100, room.width())
        wished = QSize(width_px, self.page.height_for(width_px))
        self.resize(wished.boundedTo(room).expandedTo(_SMALLEST_PX))
        super().showEvent(event)
