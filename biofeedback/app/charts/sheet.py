"""A table of words on a page: all of it is there, nothing scrolls within it, cells wrap.

It is Qt's own table, so screen readers tell rows and columns; it takes as much height as it needs.
"""

import math
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from biofeedback.report.page import Table

_ROOM_PX = 12
_TALLEST_PX = 100_000
_CELL_PX = 34  # beside the words of a cell
_HEAD_PX = 20
_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_WRAPPED = Qt.TextFlag.TextWordWrap.value
_BOTTOM_WRAPPED = Qt.AlignmentFlag.AlignBottom.value | _WRAPPED


class Sheet(QTableWidget):
    """A table that is read, not changed."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._columns: list[tuple[str, ...]] = []
        self._measured: tuple[str, list[_Widths]] = "", []
        self._head_px = 0
        self.fill(table)

    def fill(self, table: Table) -> None:
        """Show what a table holds."""
        self.setAccessibleName(table.caption)
        self._columns = list(zip(table.head, *table.rows, strict=True))
        self._measured = "", []
        self.setRowCount(len(table.rows))
        self.setColumnCount(len(table.head))
        numeric = table.numeric if table.rows else (False,) * len(table.head)
        for column, is_number in enumerate(numeric):
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeading
            head = QTableWidgetItem(table.head[column])
            head.setData(Qt.ItemDataRole.TextAlignmentRole, side.value | _BOTTOM_WRAPPED)
            self.setHorizontalHeaderItem(column, head)
            for row, cells in enumerate(table.rows):
                item = QTableWidgetItem(cells[column])
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move within the table, and copy; any other key belongs to the view."""
        if event.key() in _MOVES or event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def currentChanged(  # noqa: N802
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Keep the cell that is read in sight: the page scrolls, not the table."""
        super().currentChanged(current, previous)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = above.widget() if above else None
        if above and page:
            cell = self.visualRect(current)
            middle = self.viewport().mapTo(page, cell.center())
            above.ensureVisible(middle.x(), middle.y(), 0, cell.height())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of all rows."""
        return QSize(320, self._head_px + self.verticalHeader().length() + _ROOM_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same height: it does not scroll."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the rows grow where words wrap."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """Share out the width, and give each row the height of its words.

        Qt would ask each cell, which is felt where somebody breathes along: few of them wrap.
        """
        self._share_out(self.viewport().width())
        lines_px = self._lines_px()
        self._head_px = lines_px.pop(0, self._line_px()) + _HEAD_PX
        self.horizontalHeader().setFixedHeight(self._head_px)
        self.verticalHeader().setDefaultSectionSize(self._line_px() + 2 * _ROOM_PX)
        for row, words_px in lines_px.items():
            self.setRowHeight(row - 1, words_px + 2 * _ROOM_PX)
        self.updateGeometry()

    def _share_out(self, width_px: int) -> None:
        """Give each column its longest word, and what is left by what its cells would like."""
        widths = self._widths()
        wanted = [max(each.cells_px) - each.word_px for each in widths]
        left_px = width_px - sum(each.word_px + _CELL_PX for each in widths)
        share = left_px / max(sum(wanted), 1.0)
        even_px = max(left_px - sum(wanted), 0.0) / max(len(wanted), 1)
        for column, (each, wanted_px) in enumerate(zip(widths, wanted, strict=True)):
            more_px = min(share, 1.0) * wanted_px + even_px
            self.setColumnWidth(column, math.floor(each.word_px + _CELL_PX + more_px))

    def _lines_px(self) -> dict[int, int]:
        """Return how high the words are in each row in which they wrap; the head is row 0."""
        metrics, found = QFontMetrics(self.font()), dict[int, int]()
        for column, (texts, each) in enumerate(zip(self._columns, self._widths(), strict=True)):
            room_px = self.columnWidth(column) - _CELL_PX + 2
            for row, cell_px in enumerate(each.cells_px):
                if cell_px > room_px:
                    room = QRect(0, 0, room_px, _TALLEST_PX)
                    wrapped = metrics.boundingRect(room, _WRAPPED, texts[row])
                    found[row] = max(found.get(row, 0), wrapped.height())
        return found

    def _line_px(self) -> int:
        return QFontMetrics(self.font()).height()

    def _widths(self) -> "list[_Widths]":
        """Return how wide the words of each column are, head first; measured once in each font."""
        font = self.font().key()
        if self._measured[0] != font:
            metrics = QFontMetricsF(self.font())
            wide_px = cache(lambda text: metrics.horizontalAdvance(text))
            self._measured = (
                font,
                [
                    _Widths(
                        [wide_px(text) for text in texts],
                        max(wide_px(word) for text in texts for word in text.split() or [""]),
                    )
                    for texts in self._columns
                ],
            )
        return self._measured[1]


@dataclass(frozen=True, slots=True)
class _Widths:
    """How wide the cells of a column are in one line, and its longest word."""

    cells_px: list[float]
    word_px: float
