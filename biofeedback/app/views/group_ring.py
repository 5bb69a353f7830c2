"""The ring of the group: what each gave, without a name and without a number.

Each person is one ring, as wide as the share of the time that they spent in their own zone; calm
time always counts, as in the rings of a session. The widest lies innermost, so nobody can be found
in it, and the dotted outline is a group at its usual width.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from biofeedback.app.canvas.rings import USUAL_SHARE, share_of
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.group_rings import paint_rings, radii_of


class GroupRing(QWidget):
    """The ring, seen from above.

    Parameters
    ----------
    size_px : int
        Its width and height.
    """

    def __init__(self, size_px: int) -> None:
        super().__init__()
        self._size_px = size_px
        self._shares: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The group's ring"))
        self.show_shares((), None)

    def show_shares(self, shares: Sequence[float | None], mean: float | None) -> None:
        """Show the share of each, 0 to 1; None for who is not known yet."""
        known = tuple(sorted((share or 0.0 for share in shares), reverse=True))
        self.setAccessibleDescription(share_words(mean))
        if known != self._shares:
            self._shares = known
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a square."""
        return QSize(self._size_px, self._size_px)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same size."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint a ring for each, the largest first, and the outline."""
        theme, painter = theme_of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        form = theme.session.rings
        widths = [share_of(100.0 * share, form) for share in self._shares]
        radii = radii_of(widths, USUAL_SHARE, len(widths))
        paint_rings(painter, theme, QRectF(self.rect()).adjusted(1, 1, -1, -1), radii)


def share_words(share: float | None) -> str:
    """Return the group's share of the time in words: nobody is told a number."""
    if share is None:
        return tr("The ring grows as the group breathes.")
    return tr("Together: {words}.").format(words=_part_words(share))


def zone_words(share: float | None) -> str:
    """Return one person's share of the time in words."""
    if share is None:
        return tr("Their own zone is not known yet.")
    return tr("So far: {words}.").format(words=_part_words(share))


def _part_words(share: float) -> str:
    for least, words in (
        (0.75, tr("most of the time in their own zone")),
        (0.45, tr("about half of the time in their own zone")),
        (0.15, tr("a part of the time in their own zone")),
    ):
        if share >= least:
            return words
    return tr("settling in")
