"""A layout that sets its items in rows, as words in a paragraph.

What fits stands side by side, the rest goes on in the next row: so a row of choices, a banner with
its button or the foot of a page needs no second arrangement for large text. An item that wants to
expand takes what is left of its row. Rows follow the direction of reading.

Qt asks for the height in a width many times while it lays out one page; what was worked out holds
until something in it changes (`invalidate`).
"""

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


@dataclass(slots=True)
class _Row:
    items: list[QLayoutItem] = field(default_factory=list)
    widths_px: list[int] = field(default_factory=list)
    height_px: int = 0


class FlowLayout(QLayout):
    """Items in rows.

    Parameters
    ----------
    gap : between items of a row, px.
    row_gap : between rows, px; by default the same.
    level : all items of a row are as high as the highest, as cards are.
    even : all items are equally wide and fill the rows, in no more rows than their words ask for.
    """

    def __init__(
        self,
        gap: int = 12,
        row_gap: int | None = None,
        *,
        level: bool = False,
        even: bool = False,
    ) -> None:
        super().__init__()
        self._level = level or even
        self._even = even
        self._items: list[QLayoutItem] = []
        self._known: dict[int, list[_Row]] = {}
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add an item at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove and return an item."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def invalidate(self) -> None:
        """Forget what was worked out: something in it has changed."""
        self._known.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return that it takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all rows in a width."""
        margins = self.contentsMargins()
        rows = self._rows(width - margins.left() - margins.right())
        if not rows:
            return 0
        heights_px = sum(row.height_px for row in rows) + self._row_gap * max(len(rows) - 1, 0)
        return heights_px + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of all items in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width_px = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return self._with_margins(width_px, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the widest item alone."""
        sizes = [item.minimumSize() for item in self._shown()]
        width_px = max((size.width() for size in sizes), default=0)
        return self._with_margins(width_px, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the items."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        y = inner.y()
        for row in self._rows(inner.width()):
            x = inner.x()
            for item, width_px in zip(row.items, row.widths_px, strict=True):
                fills = bool(item.expandingDirections() & Qt.Orientation.Vertical)
                height_px = row.height_px if fills or self._level else _height_px(item, width_px)
                top_left = QPoint(x, y + (row.height_px - height_px) // 2)
                if direction == Qt.LayoutDirection.RightToLeft:
                    top_left.setX(inner.left() + inner.right() - (x + width_px - 1))
                item.setGeometry(QRect(top_left, QSize(width_px, height_px)))
                x += width_px + self._gap
            y += row.height_px + self._row_gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, width_px: int, height_px: int) -> QSize:
        if not self._shown():
            return QSize(0, 0)
        margins = self.contentsMargins()
        return QSize(
            width_px + margins.left() + margins.right(),
            height_px + margins.top() + margins.bottom(),
        )

    def _rows(self, width_px: int) -> list[_Row]:
        if width_px not in self._known:
            self._known[width_px] = self._worked_out(width_px)
        return self._known[width_px]

    def _worked_out(self, width_px: int) -> list[_Row]:
        rows = self._even_rows(width_px) if self._even else self._filled_rows(width_px)
        for row in rows:
            pairs = zip(row.items, row.widths_px, strict=True)
            row.height_px = max(_height_px(item, item_px) for item, item_px in pairs)
        return rows

    def _even_rows(self, width_px: int) -> list[_Row]:
        items = self._shown()
        if not items:
            return []
        least_px = max(item.minimumSize().width() for item in items)
        n_fitting = max((width_px + self._gap) // (least_px + self._gap), 1)
        n_columns = math.ceil(len(items) / math.ceil(len(items) / n_fitting))
        each_px = (width_px - self._gap * (n_columns - 1)) // n_columns
        starts = range(0, len(items), n_columns)
        rows = [items[start : start + n_columns] for start in starts]
        return [_Row(row, [each_px] * len(row)) for row in rows]

    def _filled_rows(self, width_px: int) -> list[_Row]:
        rows: list[_Row] = []
        left_px = -1
        for item in self._shown():
            item_px = min(max(item.sizeHint().width(), item.minimumSize().width()), width_px)
            if not rows or item_px + self._gap > left_px:
                rows.append(_Row())
                left_px = width_px + self._gap
            rows[-1].items.append(item)
            rows[-1].widths_px.append(item_px)
            left_px -= item_px + self._gap
        for row in rows:
            self._expand(row, width_px)
        return rows

    def _expand(self, row: _Row, width_px: int) -> None:
        """Give what is left of a row to those of its items that want it."""
        spare_px = width_px - sum(row.widths_px) - self._gap * (len(row.items) - 1)
        horizontal = Qt.Orientation.Horizontal
        willing = [i for i, each in enumerate(row.items) if each.expandingDirections() & horizontal]
        for nth, i in enumerate(willing):
            row.widths_px[i] += spare_px // len(willing) + (nth < spare_px % len(willing))


def _height_px(item: QLayoutItem, width_px: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width_px), item.minimumSize().height())
    return item.sizeHint().height()
