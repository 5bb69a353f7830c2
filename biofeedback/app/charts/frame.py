"""Where everything of one panel of a chart stands on the screen: numbers only, no painting.

Time runs from left to right in every language. Room is left for the words around the axes, which
grow with the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import block
from biofeedback.report.chart import Axis, Panel, Point

_TO_AXIS_PX, _BELOW_AXIS_PX, _AFTER_LINE_PX = 12, 8, 18
_APART_PX = 40
_HILLS = 0.22  # share of the height that is the hills'
_LEAST_SPAN = 0.5  # of the axis, in a small chart
_BARE_PX = 7  # room for the mark at the end of a line


@dataclass(frozen=True, slots=True)
class Frame:
    """One panel within `area`, the rectangle that its axes span.

    Attributes
    ----------
    panel : Panel
    area : QRectF
    bare : bool
        Without axes and words: a small chart beside a figure.
    """

    panel: Panel
    area: QRectF
    bare: bool = False

    @classmethod
    def of(cls, panel: Panel, theme: Theme, place: QRectF, *, bare: bool = False) -> "Frame":
        """Lay a panel out in a place."""
        if bare:
            side_px = _BARE_PX if panel.lines else 0
            area = place.adjusted(side_px, side_px, -side_px, -side_px)
            return cls(_close(panel) if panel.lines else panel, area, bare)
        panel = _from_first_to_last(panel)
        line_px = theme.line_px("caption")
        left = max((_width(theme, text) for _value, text in panel.y.ticks), default=0.0)
        names = [line.label for line in panel.lines] + [panel.hills_label]
        right = max(_width(theme, name, "label") for name in names) if any(names) else 0.0
        top_px = line_px + 6 if panel.borders else line_px / 2
        area = place.adjusted(
            left + _TO_AXIS_PX, top_px, -right - _AFTER_LINE_PX, -line_px - _BELOW_AXIS_PX
        )
        return cls(panel, area, bare)

    def within(self, frames: "Sequence[Frame]") -> "Frame":
        """Return this frame as wide as the narrowest: panels share one time axis."""
        area = QRectF(self.area)
        area.setLeft(max(frame.area.left() for frame in frames))
        area.setRight(min(frame.area.right() for frame in frames))
        return replace(self, area=area)

    @property
    def foot_px(self) -> float:
        """Where the lowest value stands: above the hills, if there are any."""
        return self.area.bottom() - (_HILLS * self.area.height() if self.panel.hills else 0.0)

    def x(self, value: float) -> float:
        """Return where a value of the time axis stands."""
        return _scaled(value, self.panel.x, self.area.left(), self.area.right())

    def y(self, value: float) -> float:
        """Return where a value stands."""
        return _scaled(value, self.panel.y, self.foot_px, self.area.top())

    def at(self, point: Point) -> QPointF:
        """Return where a point stands."""
        return QPointF(self.x(point[0]), self.y(point[1]))

    def hill(self, point: Point) -> QPointF:
        """Return where the crown of a hill stands, 0 to 1 high."""
        high_px = _HILLS * self.area.height() - 6
        return QPointF(self.x(point[0]), self.area.bottom() - high_px * point[1])

    def shown_ticks(self, theme: Theme) -> Iterator[tuple[float, str]]:
        """Yield the ticks of the time axis that have room, evenly apart."""
        ticks = self.panel.x.ticks
        if not ticks:
            return
        widest_px = max(_width(theme, text) for _value, text in ticks)
        step_px = self.area.width()
        if len(ticks) > 1:
            step_px = self.x(ticks[1][0]) - self.x(ticks[0][0])
        every = max(-int(-(widest_px + _APART_PX) // max(step_px, 1.0)), 1)
        yield from ticks[::every]

    def shown_levels(self, theme: Theme) -> Iterator[tuple[float, str]]:
        """Yield the ticks of the upright axis that have room, evenly apart."""
        ticks = self.panel.y.ticks
        if len(ticks) > 1:
            step_px = abs(self.y(ticks[1][0]) - self.y(ticks[0][0]))
            ticks = ticks[:: max(-int(-theme.line_px("caption") // max(step_px, 1.0)), 1)]
        yield from ticks

    def names(self, theme: Theme) -> list[tuple[float, str]]:
        """Return where each line is named: at its end, apart where two ends meet."""
        ends = sorted(
            (self.y(line.pieces[-1][-1][1]), line.label)
            for line in self.panel.lines
            if line.label and line.pieces
        )
        if self.panel.hills and self.panel.hills_label:
            ends.append(((self.foot_px + self.area.bottom()) / 2, self.panel.hills_label))
        places = spread([y for y, _label in ends], theme.line_px("label"))
        return [(y, label) for y, (_end, label) in zip(places, ends, strict=True)]


def spread(ends: Sequence[float], apart: float) -> list[float]:
    """Move ascending places just so far that neighbours are `apart`; each cluster stays centred."""
    clusters: list[tuple[float, int]] = []  # middle, how many
    for end in ends:
        clusters.append((end, 1))
        while len(clusters) > 1:
            (below, n_below), (above, n_above) = clusters[-2:]
            if above - below >= apart * (n_below + n_above) / 2:
                break
            count = n_below + n_above
            clusters[-2:] = [((below * n_below + above * n_above) / count, count)]
    return [
        middle + apart * (i - (count - 1) / 2) for middle, count in clusters for i in range(count)
    ]


def _from_first_to_last(panel: Panel) -> Panel:
    """Return a panel of weekly means without the half weeks beside them, which bars would need."""
    ticks = panel.x.ticks
    if panel.bars or len(ticks) < 2 or not all(line.marks for line in panel.lines):
        return panel
    return replace(panel, x=Axis(ticks[0][0], ticks[-1][0], ticks))


def _close(panel: Panel) -> Panel:
    """Return a panel whose axes end where its lines do, but for a span that is worth the name."""
    points = [point for line in panel.lines for piece in line.pieces for point in piece]
    bands = [row for line in panel.lines for band in line.bands for row in band]
    values = [y for _x, y in points] + [y for _x, *interval in bands for y in interval]
    least = _LEAST_SPAN * (panel.y.high - panel.y.low)
    middle = (min(values) + max(values)) / 2
    half = max((max(values) - min(values)), least) / 2
    first, last = min(x for x, _y in points), max(x for x, _y in points)
    x = Axis(first, last, ()) if first < last else panel.x
    return replace(panel, x=x, y=Axis(middle - half, middle + half, ()))


def _width(theme: Theme, text: str, kind: str = "caption") -> float:
    return block(theme, kind, text).width_px


def _scaled(value: float, axis: Axis, from_: float, to: float) -> float:
    return from_ + (to - from_) * (value - axis.low) / (axis.high - axis.low)
