"""The patient's screen: the session canvas with its words, in a window of its own.

It has its own size of text, and stands on the second display where there is one. Closing it ends
nothing: the session goes on.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import dress, theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.session_cue import CueLine
from biofeedback.app.widgets.label import Text

_SIDE_PX, _TOP_PX, _BOTTOM_PX = 48, 34, 40


class PatientWindow(QWidget):
    """What the patient sees.

    Parameters
    ----------
    theme : Theme
        Its look at first.
    turned : callable
        Called when it is shown, or gone.
    """

    def __init__(self, theme: Theme, turned: Callable[[], object]) -> None:
        super().__init__()
        self._turned = turned
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(tr("Patient screen - biofeedback"))
        self.setAccessibleName(tr("Patient screen"))
        self.canvas = Canvas(theme, self)
        self.title = Text(kind="heading")
        self.left = Text(kind="heading", alignment=Qt.AlignmentFlag.AlignTrailing)
        self.cue = CueLine()
        self._front = QWidget(self)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.left)
        column = QVBoxLayout(self._front)
        column.setContentsMargins(_SIDE_PX, _TOP_PX, _SIDE_PX, _BOTTOM_PX)
        column.addLayout(head)
        column.addStretch(1)
        column.addWidget(self.cue)
        self.wear(theme)
        self.resize(1024, 700)

    def wear(self, theme: Theme) -> None:
        """Take another look, or another size of text."""
        dress(self, theme)
        self.canvas.use_theme(theme)

    def show_on_second(self) -> None:
        """Fill the second display; without one, be a window of its own."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            here = QGuiApplication.primaryScreen()
            other = next(screen for screen in screens if screen is not here)
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            self.show()

    def show_words(self, title: str, left: str, cue: str) -> None:
        """Show what is true now."""
        for text, words in ((self.title, title), (self.left, left)):
            if text.text() != words:
                text.set_words(words)
        self.cue.say(cue)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fill the window."""
        super().resizeEvent(event)
        for part in (self.canvas, self._front):
            part.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave full screen with Esc, turn it with F11; the other window leads the session."""
        leaves = event.key() == Qt.Key.Key_Escape and self.isFullScreen()
        if (leaves or event.key() == Qt.Key.Key_F11) and not event.isAutoRepeat():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Say that it is there."""
        super().showEvent(event)
        self._turned()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Say that it is gone."""
        super().hideEvent(event)
        self._turned()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "canvas"):
            self.canvas.use_theme(theme_of(self))


def second_display() -> int:
    """Return the number of the display that the patient's screen would fill; 0 without one."""
    return 2 if len(QGuiApplication.screens()) > 1 else 0
