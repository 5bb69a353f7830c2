"""Two things side by side where there is room for both, else one below the other."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class SideBySide(QWidget):
    """The first takes what is left; the second as much as it needs.

    Parameters
    ----------
    main, aside : QWidget
        The two, in the order of reading.
    gap_px : int
        Between them.
    """

    def __init__(self, main: QWidget, aside: QWidget, gap_px: int) -> None:
        super().__init__()
        self._main, self._aside, self._gap_px = main, aside, gap_px
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap_px)
        self._row.addWidget(main, 1)
        self._row.addWidget(aside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange for the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Arrange for another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Arrange for a size of text that came while it was hidden."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed_px = self._main.sizeHint().width() + self._gap_px + self._aside.sizeHint().width()
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(along if needed_px <= self.width() else down)
