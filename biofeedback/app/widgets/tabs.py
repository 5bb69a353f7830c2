"""The places of the app side by side; the one we are in is strong and underlined."""

import math

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.lines import Block, block

_GAP_PX, _UNDERLINE_PX = 40, 4


class NavTabs(QTabBar):
    """A row of places; a QTabBar to keyboard and screen reader."""

    def __init__(self, name: str, places: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lit = True
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for place in places:
            self.setAccessibleTabName(self.addTab(place), place)

    def light(self, on: bool) -> None:
        """Show the current place as such, or none: we are somewhere else."""
        self._lit = on
        self.update()

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802
        """Return the size of a tab with its words strong."""
        theme = theme_of(self)
        width_px = math.ceil(self._block(index, theme.text.strong_weight).width_px) + _GAP_PX
        return QSize(width_px, max(theme.size_px.bar_h, theme.line_px("label") + 28))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802
        """Return the same size: a place is never cut short."""
        return self.tabSizeHint(index)

    def focus_shape(self) -> tuple[QRect, float]:
        """Return the words of the current tab."""
        theme = theme_of(self)
        words = self._words_rect(self.currentIndex()).toRect()
        return words.adjusted(-8, -4, 8, 4), theme.radius_px.small

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint words and underline."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            current = self._lit and index == self.currentIndex()
            weight = theme.text.strong_weight if current else theme.text.label_weight
            rect = self._words_rect(index)
            colour = theme.colour("text" if current else "text_soft")
            self._block(index, weight).paint(painter, rect.x(), rect.y(), colour)
            if current:
                line = QRectF(rect.x(), self.height() - _UNDERLINE_PX, rect.width(), _UNDERLINE_PX)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawRoundedRect(line.adjusted(0, 0, 0, _UNDERLINE_PX), 2, 2)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _words_rect(self, index: int) -> QRectF:
        tab = QRectF(self.tabRect(index))
        words = self._block(index, theme_of(self).text.strong_weight)
        x = tab.right() - words.width_px if self.isRightToLeft() else tab.left()
        return QRectF(x, tab.center().y() - words.height_px / 2, words.width_px, words.height_px)

    def _block(self, index: int, weight: int) -> Block:
        return block(theme_of(self), "label", self.tabText(index), weight=weight)
