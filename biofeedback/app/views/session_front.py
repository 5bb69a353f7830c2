"""What stands before the canvas: title, time left, banner, line, tools. It only lays out.

Between banner and line it leaves a gap, and tells how large: there the canvas shows what it shows.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.session_bar import SessionBar
from biofeedback.app.views.session_cue import CueLine
from biofeedback.app.views.session_stop import RestFoot, StopCard
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.label import Text

_SIDE_PX, _TOP_PX, _BOTTOM_PX = 24, 34, 28
_TIGHT_TOP_PX, _TIGHT_BOTTOM_PX = 16, 14
_BELOW_HEAD_PX, _BELOW_CUE_PX, _TIGHT_PX = 28, 20, 10
_BANNER_PX = 960
_GAP_PX, _LEAST_GAP_PX = 130, 60  # for the shape; while a large banner is read, least


class Front(QWidget):
    """The words and tools of a session.

    Parameters
    ----------
    use : callable
        Called with the `id` of a tool that is pressed.
    keep, back, discard, finish : callable
        The answers after a stop, and the way on at the end.
    room : callable
        Called with how much is taken above the gap and below it, px, whenever that changes.

    Attributes
    ----------
    changed : Signal
        It may need another height: see `fit`.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QWidget,
        *,
        use: Callable[[str], object],
        keep: Callable[[], object],
        back: Callable[[], object],
        discard: Callable[[], object],
        finish: Callable[[], object],
        room: Callable[[float, float], object],
    ) -> None:
        super().__init__(parent)
        self._room = room
        self.title = Text(kind="heading")
        self.left = Text(kind="heading", alignment=Qt.AlignmentFlag.AlignTrailing)
        self.signal = Text(kind="caption", colour="text_soft")
        self.banner = Banner(folds=True)
        self.banner.changed.connect(self.changed)
        self.gap = _Gap(self._tell_room)
        self.cue = CueLine()
        self.bar = SessionBar(use)
        self.stop = StopCard(keep, back, discard)
        self.rest = RestFoot(finish)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._below_head = QSpacerItem(0, 0)
        column.addItem(self._below_head)
        self.banner.setMaximumWidth(_BANNER_PX)
        column.addLayout(_centred(self.banner))
        column.addItem(self.gap)
        column.setStretch(column.count() - 1, 1)
        column.addWidget(self.cue)
        self._below_cue = QSpacerItem(0, 0)
        column.addItem(self._below_cue)
        column.addWidget(self.bar)
        column.addLayout(_centred(self.stop))
        column.addWidget(self.rest)
        self.stop.setMaximumWidth(_BANNER_PX)
        self._space(False, False, False)

    def show_foot(self, foot: QWidget) -> None:
        """Show the bar, the question after a stop, or the way on: one of the three."""
        for each in (self.bar, self.stop, self.rest):
            each.setVisible(each is foot)
        self.cue.setVisible(self.stop.isHidden())
        self.next_step().setFocus()
        self.changed.emit()

    def next_step(self) -> QWidget:
        """Return where the keyboard belongs: an answer that takes nothing away, or the pause."""
        if not self.stop.isHidden():
            return self.stop.keep
        if not self.rest.isHidden():
            return self.rest.finish
        if not self.banner.isHidden() and not self.banner.action.isHidden():
            return self.banner.action
        return self.bar.buttons["pause"]

    def told(self) -> str:
        """Return what is asked, or title and time left; empty before there is a run."""
        if not self.stop.isHidden():
            return self.stop.accessibleName()
        title = self.title.text()
        return ". ".join([title, self.left.text() or self.cue.words()]) if title else ""

    def leave_space(self, *, left: bool) -> None:
        """Leave the space key to the session, wherever in bar and banner the keyboard is."""
        for press in (*self.bar.buttons.values(), self.banner.action, self.banner.more):
            press.leaves_space = left

    def fit(self, width_px: int, *, is_low: bool) -> int:
        """Move all closer where a large banner is shown; return how high it has to be then.

        `is_low`: something else lies below it, which asks for the same.
        """
        large = theme_of(self).is_large
        is_open = self.banner.is_open
        spaced = is_low or is_open, is_low or (large and not self.banner.isHidden()), is_open
        if spaced != self._spaced:
            self._space(*spaced)
        return self._column.minimumHeightForWidth(width_px)

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

    def _space(self, at_edges: bool, tight: bool, least: bool) -> None:
        self._spaced = at_edges, tight, least
        top_px, bottom_px = (_TIGHT_TOP_PX, _TIGHT_BOTTOM_PX) if at_edges else (_TOP_PX, _BOTTOM_PX)
        self.gap.be_high(_LEAST_GAP_PX if least else _GAP_PX)
        self._column.setContentsMargins(_SIDE_PX, top_px, _SIDE_PX, bottom_px)
        self._below_head.changeSize(0, _TIGHT_PX if tight else _BELOW_HEAD_PX)
        self._below_cue.changeSize(0, _TIGHT_PX if tight else _BELOW_CUE_PX)
        self.cue.be_tight(tight)
        self._column.invalidate()

    def _tell_room(self) -> None:
        gap = self.gap.geometry()
        self._room(gap.top(), self.height() - gap.bottom() - 1)

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


class _Gap(QSpacerItem):
    """Where the canvas is seen; no widget, which would be painted with every frame."""

    def __init__(self, placed: Callable[[], object]) -> None:
        super().__init__(0, _GAP_PX)
        self._placed = placed

    def be_high(self, least_px: int) -> None:
        """Ask for a height; it takes what is left as well."""
        policy = QSizePolicy.Policy
        self.changeSize(0, least_px, policy.Minimum, policy.MinimumExpanding)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Take its place, and tell of it."""
        super().setGeometry(rect)
        self._placed()


def _grows(policy: QSizePolicy) -> QSizePolicy:
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    return policy


def _centred(widget: QWidget) -> QLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row
