"""Where everything of a chart stands: shapes on a plain surface, in units of one CSS pixel.

The web page and the PDF draw the same shapes, so both show the same. A chart is laid out for a
width: a telephone gets its own drawing with letters as large as elsewhere, not a shrunken one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from biofeedback.report import palette
from biofeedback.report.chart import Axis, Chart, Line, Panel, Piece, Point, Role

WIDE, NARROW, SCALE_WIDTH = 680.0, 326.0, 320.0
SMALL = 12.0
"""Size of all letters in a chart."""
_LETTER, _BOLD_LETTER = 0.58 * SMALL, 0.8 * SMALL  # widths of letters, on the wide side
_LEFT, _FOOT, _HEAD, _BETWEEN = 36.0, 24.0, 24.0, 10.0
_AFTER_LINE = 10.0
_LEAST_ROOM = 56.0  # for names, so that charts of a page end alike
_LABEL_APART = 16.0
_HILLS = 0.24  # share of the height that is the hills'
_BAR = 0.6  # of the room that each has


@dataclass(frozen=True, slots=True)
class Style:
    """How a line looks."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    square: bool = False


STYLES = {
    Role.HEART: Style(palette.HEART, 2.0),
    Role.PAIN: Style(palette.PAIN, 2.5),
    Role.TENSION: Style(palette.TENSION, 2.5, (9, 5), square=True),
}
_WAVE_WIDTH = 1.5


@dataclass(frozen=True, slots=True)
class Path:
    """Straight strokes through points; filled instead, where `fill`."""

    points: Piece
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    fill: bool = False
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A round or square mark, with paper inside where it is hollow."""

    at: Point
    colour: str
    radius: float = 3.6
    square: bool = False
    hollow: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line; `anchor` is the end that stands at `at`: start, middle or end."""

    at: Point
    text: str
    colour: str = palette.SOFT
    anchor: str = "start"
    bold: bool = False


Shape = Path | Mark | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are painted."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rectangle that a panel's axes span."""

    panel: Panel
    left: float
    right: float
    top: float
    bottom: float

    def x(self, value: float) -> float:
        return _scaled(value, self.panel.x, self.left, self.right)

    def y(self, value: float) -> float:
        foot = self.hills_top if self.panel.hills else self.bottom
        return _scaled(value, self.panel.y, foot, self.top)

    @property
    def hills_top(self) -> float:
        return self.bottom - _HILLS * (self.bottom - self.top)

    def at(self, point: Point) -> Point:
        return self.x(point[0]), self.y(point[1])


def drawn(chart: Chart, width: float = WIDE) -> Drawing:
    """Lay a chart out."""
    shapes: list[Shape] = []
    top = 0.0
    for panel in chart.panels:
        frame = _frame(panel, width, top, chart.panel_height)
        shapes += _panel(frame)
        top = frame.bottom + _FOOT + _BETWEEN
    return Drawing(width, top - _BETWEEN, tuple(shapes))


def _frame(panel: Panel, width: float, top: float, height: float) -> _Frame:
    names = [line.label for line in panel.lines] + [panel.hills_label]
    room = max(_LEAST_ROOM, *(len(name) * _BOLD_LETTER for name in names))
    right = width - room - _AFTER_LINE
    head = _HEAD if panel.borders else _BETWEEN
    return _Frame(panel, _LEFT, right, top + head, top + head + height)


def _panel(frame: _Frame) -> Iterator[Shape]:
    yield from _grid(frame)
    yield from _hills(frame)
    yield from _bars(frame)
    for line in frame.panel.lines:
        yield from _line(frame, line)
    yield from _names(frame)


def _grid(frame: _Frame) -> Iterator[Shape]:
    panel, ends = frame.panel, (frame.left, frame.right)
    for value, text in panel.y.ticks:
        y = frame.y(value)
        yield Path(tuple((x, y) for x in ends), palette.GRID)
        yield Label((frame.left - 8, y + 4), text, anchor="end")
    yield Path(tuple((x, frame.bottom) for x in ends), palette.GRID)
    for value, text in _apart(frame):
        yield Label((frame.x(value), frame.bottom + 17), text, anchor="middle")
    yield from _borders(frame)


def _borders(frame: _Frame) -> Iterator[Shape]:
    """Mark where a part begins, and name it where there is room before the next."""
    borders = frame.panel.borders
    begins = [frame.x(x) for x, _text in borders] + [frame.right]
    for (x, end), (value, text) in zip(pairwise(begins), borders, strict=True):
        if value > frame.panel.x.low:
            yield Path(((x, frame.top - 4), (x, frame.bottom)), palette.SOFT, 0.8, (1.5, 3))
        if x + len(text) * _LETTER + 8 < end:
            yield Label((x + 3, frame.top - 11), text)


def _apart(frame: _Frame) -> Iterator[tuple[float, str]]:
    """Yield the ticks of the time axis that have room beside the ones before."""
    free_from = -1.0
    for value, text in frame.panel.x.ticks:
        half = len(text) * _LETTER / 2
        if frame.x(value) - half > free_from:
            yield value, text
            free_from = frame.x(value) + half + 6


def _hills(frame: _Frame) -> Iterator[Shape]:
    high = frame.bottom - frame.hills_top - 8
    for piece in frame.panel.hills:
        crown = tuple((frame.x(x), frame.bottom - high * y) for x, y in piece)
        feet = ((crown[-1][0], frame.bottom), (crown[0][0], frame.bottom))
        yield Path((*crown, *feet), palette.HILLS, fill=True)
        yield Path(crown, palette.BREATH, 1.0)


def _bars(frame: _Frame) -> Iterator[Shape]:
    bars = frame.panel.bars
    if not bars:
        return
    apart = min((b[0] - a[0] for a, b in pairwise(bars)), default=frame.panel.x.high)
    half = min(_BAR / 2 * (frame.x(apart) - frame.x(0)), 14.0)
    foot = frame.y(frame.panel.y.low)
    for value in bars:
        x, y = frame.at(value)
        colour = palette.BREATH if value is bars[-1] else palette.BREATH_BEFORE
        corners = ((x - half, foot), (x - half, y), (x + half, y), (x + half, foot))
        yield Path(corners, colour, fill=True)


def _line(frame: _Frame, line: Line) -> Iterator[Shape]:
    style = STYLES[line.role]
    for band in line.bands:
        upper = [frame.at((x, high)) for x, _low, high in band]
        lower = [frame.at((x, low)) for x, low, _high in reversed(band)]
        yield Path((*upper, *lower), style.colour, fill=True, alpha=palette.BAND_ALPHA)
    for piece in line.pieces:
        points = tuple(map(frame.at, piece))
        if len(points) > 1:
            width = style.width if line.marks else _WAVE_WIDTH
            yield Path(points, style.colour, width, style.dash)
        if line.marks or len(points) == 1:
            yield from (Mark(point, style.colour, square=style.square) for point in points)


def _names(frame: _Frame) -> Iterator[Shape]:
    """Name each line at its end, pushed apart where two ends meet."""
    panel, x = frame.panel, frame.right + _AFTER_LINE
    ends = [
        Label((x, frame.y(line.pieces[-1][-1][1]) + 4), line.label, palette.INK, bold=True)
        for line in panel.lines
        if line.label and line.pieces
    ]
    if panel.hills and panel.hills_label:
        middle = (frame.hills_top + frame.bottom) / 2
        ends.append(Label((x, middle + 6), panel.hills_label, palette.INK, bold=True))
    lowest = -1.0
    for label in sorted(ends, key=lambda label: label.at[1]):
        y = max(label.at[1], lowest)
        yield replace(label, at=(x, y))
        lowest = y + _LABEL_APART


def drawn_scale(before: int | None, after: int | None) -> Drawing:
    """Draw a rating from 0 to 10: a full dot before, an open one after, and the way between."""
    y, left, right = 10.0, 8.0, SCALE_WIDTH - 8.0
    places = [left + (right - left) * i / 10 for i in range(11)]
    shapes: list[Shape] = [Path(((left, y), (right, y)), palette.SOFT, 1.0)]
    shapes += [Path(((x, y - 2.5), (x, y + 2.5)), palette.SOFT, 1.0) for x in places]
    given = [places[value] for value in (before, after) if value is not None]
    if len(given) > 1:
        shapes.append(Path(((given[0], y), (given[1], y)), palette.INK, 3.0))
    if before is not None:
        shapes.append(Mark((places[before], y), palette.INK, 6.0, hollow=False))
    if after is not None:
        shapes.append(Mark((places[after], y), palette.INK, 5.5))
    return Drawing(SCALE_WIDTH, 2 * y, tuple(shapes))


def _scaled(value: float, axis: Axis, from_: float, to: float) -> float:
    return from_ + (to - from_) * (value - axis.low) / (axis.high - axis.low)
