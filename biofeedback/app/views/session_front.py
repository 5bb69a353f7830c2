"""What stands before the canvas: title, time left, banner, line, tools. It only lays out."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.views.session_bar import SessionBar
from biofeedback.app.views.session_cue import CueLine
from biofeedback.app.views.session_stop import RestFoot, StopCard
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.label import Text

_SIDE_PX, _TOP_PX, _BOTTOM_PX = 24, 34, 28
_BANNER_PX = 960
_WORDS_SHARE = 0.55  # the rest is for the tools


class Front(QWidget):
    """The words and tools of a session.

    Parameters
    ----------
    use : callable
        Called with the `id` of a tool that is pressed.
    keep, back, discard, finish : callable
        The answers after a stop, and the way on at the end.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        use: Callable[[str], object],
        keep: Callable[[], object],
        back: Callable[[], object],
        discard: Callable[[], object],
        finish: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.title = Text(kind="heading")
        self.left = Text(kind="heading", alignment=Qt.AlignmentFlag.AlignTrailing)
        self.signal = Text(kind="caption", colour="text_soft")
        self.banner = Banner()
        self.cue = CueLine()
        self.bar = SessionBar(use)
        self.stop = StopCard(keep, back, discard)
        self.rest = RestFoot(finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, _TOP_PX, _SIDE_PX, _BOTTOM_PX)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(28)
        self.banner.setMaximumWidth(_BANNER_PX)
        column.addLayout(_centred(self.banner))
        column.addStretch(1)
        column.addWidget(self.cue)
        column.addSpacing(20)
        column.addWidget(self.bar)
        column.addLayout(_centred(self.stop))
        column.addWidget(self.rest)
        self.stop.setMaximumWidth(_BANNER_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the line ask for the room that a window of this height has."""
        super().resizeEvent(event)
        self.cue.updateGeometry()
        self.make_room()

    def show_foot(self, foot: QWidget) -> None:
        """Show the bar, the question after a stop, or the way on: one of the three."""
        for each in (self.bar, self.stop, self.rest):
            each.setVisible(each is foot)
        self.make_room()

    def make_room(self) -> None:
        """Let the line go where large words of more weight need its place."""
        words_px = self.banner.heightForWidth(min(self.width(), _BANNER_PX)) + 2 * self.cue.height()
        tight = not self.banner.isHidden() and words_px > self.height() * _WORDS_SHARE
        self.cue.setVisible(self.stop.isHidden() and not tight)

    def show_left(self, words: str, *, paused: bool) -> None:
        """Show the time left."""
        told = tr("{left} \u00b7 paused").format(left=words) if paused and words else words
        if told != self.left.text():
            self.left.set_words(told)

    def show_signal(self, words: str) -> None:
        """Show a word about the signal, or nothing where it is good."""
        if words != self.signal.text():
            self.signal.set_words(words)
            self.signal.setVisible(bool(words))

    def _head(self) -> QLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(24)
        self.title.setSizePolicy(_grows(self.title.sizePolicy()))
        row.addWidget(self.title, 1)
        row.addWidget(self.signal)
        row.addWidget(self.left)
        self.signal.hide()
        return row


def _grows(policy: QSizePolicy) -> QSizePolicy:
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    return policy


def _centred(widget: QWidget) -> QLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row
