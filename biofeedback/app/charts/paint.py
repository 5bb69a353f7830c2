"""A panel of a chart painted in the colours of the theme.

Lines differ by dash and mark as well as by colour, and are named at their ends. What was not
measured is not drawn; within a wave, dots at the height of the last beat stand for the gap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from biofeedback.app.charts.frame import Frame
from biofeedback.app.theme.records import ChartLine
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import block
from biofeedback.report.chart import Line, Piece, Point, Role

COLOURS = {Role.HEART: "c1", Role.PAIN: "c3", Role.TENSION: "c4"}
_LONG = 200
"""A wave of more points is drawn thin."""
_MARK_PX = 4.6
_BAR, _WIDEST_BAR_PX, _BAR_RADIUS_PX = 0.56, 44.0, 5.0
_NO_BRUSH, _NO_PEN = Qt.BrushStyle.NoBrush, Qt.PenStyle.NoPen


def panel(painter: QPainter, theme: Theme, frame: Frame) -> None:
    """Paint everything of a panel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not frame.bare:
        _grid(painter, theme, frame)
        _borders(painter, theme, frame)
    painter.save()
    painter.setClipRect(frame.area.adjusted(-8, -8, 8, 8))
    _hills(painter, theme, frame)
    _bars(painter, theme, frame)
    for line in frame.panel.lines:
        _bands(painter, theme, frame, line)
    for line in frame.panel.lines:
        _line(painter, theme, frame, line)
    painter.restore()
    if not frame.bare:
        _names(painter, theme, frame)


def _grid(painter: QPainter, theme: Theme, frame: Frame) -> None:
    area, half_px = frame.area, theme.line_px("caption") / 2
    painter.setPen(QPen(theme.colour("grid"), theme.stroke_px.hairline))
    levels = list(frame.shown_levels(theme))
    lines = [frame.y(value) for value, _text in levels]
    if frame.panel.hills:
        lines.append(area.bottom())
    for y in lines:
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    ink = theme.colour("axis")
    for value, words in levels:
        text = block(theme, "caption", words)
        text.paint(painter, area.left() - 12 - text.width_px, frame.y(value) - half_px, ink)
    for value, words in frame.shown_ticks(theme):
        text = block(theme, "caption", words)
        text.paint(painter, frame.x(value) - text.width_px / 2, area.bottom() + 8, ink)


def _borders(painter: QPainter, theme: Theme, frame: Frame) -> None:
    """Mark where a part begins, and name it where there is room before the next."""
    area, seen = frame.area, frame.panel.x
    borders = [(value, words) for value, words in frame.panel.borders if value < seen.high]
    if not borders:
        return
    ends = [*(value for value, _words in borders[1:]), seen.high]
    for (value, words), end in zip(borders, ends, strict=True):
        if end <= seen.low:
            continue
        x = max(frame.x(value), area.left())
        if value > seen.low:
            pen = QPen(theme.colour("edge"), theme.stroke_px.hairline)
            pen.setDashPattern([2, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, area.top() - 6), QPointF(x, area.bottom()))
        text = block(theme, "caption", words)
        if x + text.width_px + 12 < frame.x(min(end, seen.high)):
            top_px = area.top() - theme.line_px("caption") - 6
            text.paint(painter, x + 4 * (value > seen.low), top_px, theme.colour("text_soft"))


def _hills(painter: QPainter, theme: Theme, frame: Frame) -> None:
    low, high = frame.panel.x.low, frame.panel.x.high
    for piece in frame.panel.hills:
        crown = [frame.hill(point) for point in _within(piece, low, high)]
        if len(crown) < 2:
            continue
        bottom = frame.area.bottom()
        feet = [QPointF(crown[-1].x(), bottom), QPointF(crown[0].x(), bottom)]
        painter.setPen(_NO_PEN)
        painter.setBrush(theme.colour("guide"))
        painter.drawPolygon(QPolygonF([*crown, *feet]))
        painter.setPen(QPen(theme.colour("guide_line"), theme.stroke_px.hairline))
        painter.drawPolyline(QPolygonF(crown))


def _bars(painter: QPainter, theme: Theme, frame: Frame) -> None:
    bars = frame.panel.bars
    if not bars:
        return
    apart = min((b[0] - a[0] for a, b in pairwise(bars)), default=frame.panel.x.high)
    width_px = min(_BAR * (frame.x(apart) - frame.x(0)), _WIDEST_BAR_PX)
    for value in bars:
        top = frame.at(value)
        rect = QRectF(top.x() - width_px / 2, top.y(), width_px, frame.foot_px - top.y())
        if not value[1]:
            continue
        newest = value is bars[-1]
        painter.setPen(_NO_PEN)
        painter.setBrush(theme.colour("accent") if newest else _earlier(theme))
        if theme.is_contrast and not newest:
            painter.setPen(QPen(theme.colour("accent"), theme.stroke_px.control))
            painter.setBrush(_NO_BRUSH)
            rect.adjust(1, 1, -1, -1)
        painter.drawRoundedRect(rect, _BAR_RADIUS_PX, _BAR_RADIUS_PX)


def _earlier(theme: Theme) -> QColor:
    """Return the colour of the weeks before this one: between what is pressed and the paper."""
    over, under = theme.colour("accent"), theme.colour("surface")
    return QColor(
        (over.red() + under.red()) // 2,
        (over.green() + under.green()) // 2,
        (over.blue() + under.blue()) // 2,
    )


def _bands(painter: QPainter, theme: Theme, frame: Frame, line: Line) -> None:
    colour = COLOURS[line.role]
    for band in line.bands:
        upper = [frame.at((x, high)) for x, _low, high in band]
        lower = [frame.at((x, low)) for x, low, _high in band]
        if theme.band_alpha:
            painter.setPen(_NO_PEN)
            painter.setBrush(theme.colour(colour, theme.band_alpha))
            painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        else:
            painter.setPen(QPen(theme.colour(colour), 1.0))
            painter.drawPolyline(QPolygonF(upper))
            painter.drawPolyline(QPolygonF(lower))


def _line(painter: QPainter, theme: Theme, frame: Frame, line: Line) -> None:
    name = COLOURS[line.role]
    form, colour = theme.chart[name], theme.colour(name)
    if not line.marks:
        _wave(painter, theme, frame, line, colour)
        return
    for piece in line.pieces:
        points = [frame.at(point) for point in piece]
        pen = QPen(colour, form.width_px)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if form.dash_px:
            pen.setDashPattern([dash / form.width_px for dash in form.dash_px])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(_NO_BRUSH)
        painter.drawPolyline(QPolygonF(points))
        if form.mark == "dot" and piece is not line.pieces[-1] and len(points) > 1:
            continue
        _marks(painter, theme, form, colour, points[-1:] if form.mark == "dot" else points)


def _marks(
    painter: QPainter, theme: Theme, form: ChartLine, colour: QColor, points: Iterable[QPointF]
) -> None:
    painter.setPen(QPen(colour, form.width_px * 0.9))
    painter.setBrush(colour if form.mark == "dot" else theme.colour("surface"))
    for point in points:
        if form.mark == "square":
            side_px = 2 * _MARK_PX
            painter.drawRect(QRectF(point.x() - _MARK_PX, point.y() - _MARK_PX, side_px, side_px))
        else:
            painter.drawEllipse(point, _MARK_PX, _MARK_PX)


def _wave(painter: QPainter, theme: Theme, frame: Frame, line: Line, colour: QColor) -> None:
    """Paint what is to be seen of the pieces of a wave, and dots where it breaks off."""
    low, high = frame.panel.x.low, frame.panel.x.high
    seen = [_within(piece, low, high) for piece in line.pieces]
    is_long = sum(map(len, seen)) > _LONG
    width_px = max(theme.stroke_px.ecg, 1.4) if is_long else theme.stroke_px.heart * 0.75
    pen = QPen(colour, width_px)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(_NO_BRUSH)
    for piece in seen:
        painter.drawPolyline(QPolygonF([frame.at(point) for point in piece]))
    dots = QPen(colour, max(width_px, 2.0))
    dots.setCapStyle(Qt.PenCapStyle.RoundCap)
    dots.setDashPattern([0.1, 3.0])
    for before, after in pairwise(line.pieces):
        begin, end = before[-1], after[0]
        if end[0] < low or begin[0] > high:
            continue
        painter.setPen(dots)
        painter.drawLine(frame.at(begin), QPointF(frame.x(end[0]), frame.y(begin[1])))
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(frame.at(begin), 3.4, 3.4)
        painter.setBrush(_NO_BRUSH)


def _within(piece: Piece, low: float, high: float) -> Piece:
    """Return the points from `low` to `high`, and one beyond each end."""
    first = bisect_left(piece, low, key=_x) - 1
    last = bisect_right(piece, high, key=_x) + 1
    return piece[max(first, 0) : last]


def _x(point: Point) -> float:
    return point[0]


def _names(painter: QPainter, theme: Theme, frame: Frame) -> None:
    for y, words in frame.names(theme):
        text = block(theme, "label", words)
        x = frame.area.right() + 18
        text.paint(painter, x, y - text.height_px / 2, theme.colour("text"))
