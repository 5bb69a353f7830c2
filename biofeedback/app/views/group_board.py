"""The board of tiles: in columns by how many there are, in the order of who needs help.

A tile that changes its place slides there, or, with little movement, is there at once. The waves
are painted a few tiles at each frame, in turns, so that no frame has to paint them all.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from biofeedback.app.canvas.motion import in_out
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.group_seat import Seat
from biofeedback.app.views.group_tile import Tile
from biofeedback.app.views.group_wave import Now
from biofeedback.app.widgets.one_stop import OneStop

FRAME_MS, TURNS = 16, 5
"""Each tile is painted at every fifth frame: twelve times a second."""
_NARROWEST_PX = 220
_AIRY = 6
_MOST_COLUMNS = 4
_GAP_PX, _SMALL_GAP_PX = 24, 12


def columns(count: int, width_px: float, theme: Theme) -> int:
    """Return how many tiles stand side by side: so many that the rows are few and high.

    1; 2 up to 4 people; 3 up to 6, and for 9; else 4.

    Fewer where a line of help would have no room at this size of text.
    """
    by_people = {1: 1, 2: 2, 3: 2, 4: 2, 5: 3, 6: 3, 9: 3}
    wanted = by_people.get(count, _MOST_COLUMNS)
    least_px = _NARROWEST_PX * theme.text_percent / 100
    return max(min(wanted, int((width_px + _GAP_PX) // (least_px + _GAP_PX))), 1)


class Board(QWidget):
    """All tiles.

    Parameters
    ----------
    now : callable
        The clock of the group.
    open_seat : callable
        Called with the number of a seat whose tile is pressed.
    """

    def __init__(self, now: Now, open_seat: Callable[[int], object]) -> None:
        super().__init__()
        self._now, self._open = now, open_seat
        self.tiles: dict[int, Tile] = {}
        self.gentle = False
        self.setAccessibleName(tr("People of the group"))
        self._grid = _Grid(self)
        self._stop = OneStop(self, chooses=False)
        self._turn = 0
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.advance)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def order(self) -> tuple[int, ...]:
        """The seats, in the order shown."""
        return tuple(tile.seat.shown.number for tile in self._grid.tiles())

    def show_seats(self, seats: Iterable[Seat], order: tuple[int, ...]) -> None:
        """Show these seats, in this order; the others follow by their number."""
        by_number = {seat.shown.number: seat for seat in seats}
        wanted = [number for number in order if number in by_number]
        wanted += sorted(set(by_number) - set(wanted))
        if tuple(wanted) == self.order:
            return
        for number in set(self.tiles) - set(wanted):
            tile = self.tiles.pop(number)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for number in wanted:
            if number not in self.tiles:
                self.tiles[number] = self._tile(by_number[number])
        self._grid.arrange([self.tiles[number] for number in wanted], slides=not self.gentle)
        self._stop.set_buttons([self.tiles[number] for number in wanted])

    def set_gentle(self, gentle: bool) -> None:
        """Move only what must move, or everything."""
        if gentle == self.gentle:
            return
        self.gentle = gentle
        for tile in self.tiles.values():
            tile.gentle = gentle
            tile.update()

    def advance(self) -> None:
        """Paint the tiles whose turn it is, and let those that slide go on."""
        self._turn = (self._turn + 1) % TURNS
        for place, tile in enumerate(self._grid.tiles()):
            if place % TURNS == self._turn:
                tile.tick()
        self._grid.slide()

    def rest(self) -> None:
        """Move no more."""
        self._frames.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Move while it is seen."""
        super().showEvent(event)
        self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stand still while nobody sees it."""
        super().hideEvent(event)
        self._frames.stop()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Lay out for another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._grid.invalidate()

    def _tile(self, seat: Seat) -> Tile:
        tile = Tile(seat, self._now, parent=self)
        tile.gentle = self.gentle
        number = seat.shown.number
        tile.clicked.connect(lambda _on=False: self._open(number))
        tile.show()
        return tile


class _Grid(QLayout):
    """Tiles in even columns and rows."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._board = board
        self._items: list[QLayoutItem] = []
        self._from: dict[Tile, QPoint] = {}
        self._since = QElapsedTimer()
        self.setContentsMargins(0, 0, 0, 0)

    def tiles(self) -> list[Tile]:
        """Return the tiles, in their order."""
        widgets = (item.widget() for item in self._items)
        return [widget for widget in widgets if isinstance(widget, Tile)]

    def arrange(self, tiles: list[Tile], *, slides: bool) -> None:
        """Take tiles in this order."""
        before = {tile: tile.pos() for tile in self.tiles()}
        for tile in tiles:
            if tile not in before:
                self.addWidget(tile)
        place = {tile: number for number, tile in enumerate(tiles)}
        self._items.sort(key=lambda item: place[item.widget()])  # type: ignore[index]
        self._from = before if slides and self._board.isVisible() else {}
        self._since.start()
        self.invalidate()
        self.activate()

    def slide(self) -> None:
        """Go on with a move that is under way."""
        if self._from:
            if self._gone() >= 1.0:
                self._from = {}
            self._place(self.geometry())

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove and return an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return that it takes all the room there is."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at which every tile shows all of it."""
        rows = self._rows(width)
        return sum(rows) + self._gap_px() * max(len(rows) - 1, 0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a usual size."""
        return QSize(900, self.heightForWidth(900))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the least width; the height follows from it."""
        return QSize(200, 0)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the tiles."""
        super().setGeometry(rect)
        self._place(rect)

    def _place(self, rect: QRect) -> None:
        tiles, rows = self.tiles(), self._rows(rect.width())
        if not tiles:
            return
        n_columns, gap_px, gone = self._columns(rect.width()), self._gap_px(), self._gone()
        width_px = (rect.width() - gap_px * (n_columns - 1)) / n_columns
        needed_px = sum(rows) + gap_px * (len(rows) - 1)
        spare_px = max(rect.height() - needed_px, 0) / len(rows)
        for number, tile in enumerate(tiles):
            row, column = divmod(number, n_columns)
            if self._board.isRightToLeft():
                column = n_columns - 1 - column
            x = rect.x() + column * (width_px + gap_px)
            y = rect.y() + sum(rows[:row]) + row * (gap_px + spare_px)
            at = QPoint(round(x), round(y))
            if tile in self._from:
                at = self._from[tile] + (at - self._from[tile]) * gone
            tile.setGeometry(QRect(at, QSize(int(width_px), int(rows[row] + spare_px))))

    def _rows(self, width_px: int) -> list[int]:
        """Return the least height of each row.

        Rows with a line of help that wraps are higher; the others are as high as one another.
        """
        tiles, n_columns, gap_px = self.tiles(), self._columns(width_px), self._gap_px()
        tile_px = (width_px - gap_px * (n_columns - 1)) // n_columns
        least = [tile.least_px(tile_px) for tile in tiles]
        starts = range(0, len(tiles), n_columns)
        return [max(least[start : start + n_columns]) for start in starts]

    def _gone(self) -> float:
        """Return how much of the way the tiles that move have gone, 0 to 1."""
        if not self._from or not self._since.isValid():
            return 1.0
        return in_out(self._since.elapsed() / theme_of(self._board).motion_ms.panel)

    def _columns(self, width_px: float) -> int:
        return columns(len(self._items), width_px, theme_of(self._board))

    def _gap_px(self) -> int:
        return _SMALL_GAP_PX if len(self._items) > _AIRY else _GAP_PX
