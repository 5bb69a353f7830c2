"""A table of words on a page: all of it is there, nothing scrolls within it, cells wrap.

It is Qt's own table, so screen readers tell rows and columns; it takes as much height as it needs.
"""

import math

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from biofeedback.app.theme.apply import theme_of
from biofeedback.report.page import Table

_ROOM_PX = 12
_TALLEST_PX = 100_000
_CELL_PX = 34  # beside the words of a cell
_BOTTOM_WRAPPED = Qt.AlignmentFlag.AlignBottom.value | Qt.TextFlag.TextWordWrap.value


class Sheet(QTableWidget):
    """A table that is read, not changed."""

    def __init__(self, table: Table) -> None:
        super().__init__(len(table.rows), len(table.head))
        self.setAccessibleName(table.caption)
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
        self.setItemDelegate(_Cells(self))
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
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().sectionResized.connect(lambda *_sizes: self.updateGeometry())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of all rows."""
        head = self.horizontalHeader()
        head_px = max(head.sizeHint().height(), head.height())
        return QSize(320, head_px + self.verticalHeader().length() + _ROOM_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same height: it does not scroll."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the rows grow where words wrap."""
        super().resizeEvent(event)
        self._share_out(self.viewport().width())
        self.resizeRowsToContents()
        self.updateGeometry()

    def _share_out(self, width_px: int) -> None:
        """Give each column its longest word, and what is left by what its cells would like."""
        metrics, columns = QFontMetricsF(self.font()), range(self.columnCount())
        texts = [self._texts(column) for column in columns]
        least = [max(_longest(metrics, text.split()) for text in cells) for cells in texts]
        most = [_longest(metrics, cells) for cells in texts]
        left_px = width_px - sum(least) - _CELL_PX * len(least)
        wanted = [most_px - least_px for most_px, least_px in zip(most, least, strict=True)]
        share = left_px / max(sum(wanted), 1.0)
        even_px = max(left_px - sum(wanted), 0.0) / max(len(least), 1)
        for column, least_px, wanted_px in zip(columns, least, wanted, strict=True):
            more_px = min(share, 1.0) * wanted_px + even_px
            self.setColumnWidth(column, math.floor(least_px + _CELL_PX + more_px))

    def _texts(self, column: int) -> list[str]:
        items = [self.item(row, column) for row in range(self.rowCount())]
        items.append(self.horizontalHeaderItem(column))
        return [item.text() for item in items if item is not None]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.horizontalHeader().setMinimumHeight(theme_of(self).line_px("body") + 16)
            self.resizeRowsToContents()
            self.updateGeometry()


class _Cells(QStyledItemDelegate):
    """Tells how high a cell is with its words wrapped: Qt forgets the padding of the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        room = QRect(0, 0, self._sheet.columnWidth(index.column()) - _CELL_PX + 2, _TALLEST_PX)
        metrics = QFontMetrics(self._sheet.font())
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, str(index.data()))
        return QSize(words.width() + _CELL_PX, words.height() + 2 * _ROOM_PX)


def _longest(metrics: QFontMetricsF, words: list[str]) -> float:
    return max((metrics.horizontalAdvance(word) for word in words), default=0.0)
