"""What is drawn over time: sky, hills, what is still to come, and the heart wave.

`Land` and `Wave` are drawn once on a paper and then only moved. All painting stands in u around
(now, ground). Where an alpha stands, the contrast theme draws flat and outlined instead.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import Stretch
from biofeedback.app.canvas.hills import runs
from biofeedback.app.canvas.paper import Paper, Scroll, cut
from biofeedback.app.canvas.stage import Stage, heart_y_u, hill_y_u
from biofeedback.app.theme.records import SessionForm
from biofeedback.app.theme.tokens import Theme
from biofeedback.hrv.columns import FloatArray
from sessions.breathing import BreathSchedule

_FADE_IN_U = 70.0
_MARK = 1.9
_DOTS = (0.1, 3.0)
_WIDEST_TRACE_PX = 3.6
_THIN_TRACE_PX = 2.2


@dataclass(frozen=True, slots=True)
class Hill:
    """A paced stretch without a break: its line from left to right, and the area below it."""

    x: list[float]
    line: list[QPointF]
    whole: QPolygonF
    area: QPolygonF

    def between(self, from_u: float, to_u: float) -> list[QPointF]:
        """Return the line between two x, its start laid exactly on `from_u`."""
        first, last = bisect_left(self.x, from_u), bisect_left(self.x, to_u)
        part = self.line[first : last + 1]
        if 0 < first < len(self.x):
            before, after = self.line[first - 1], self.line[first]
            share = (from_u - before.x()) / (after.x() - before.x())
            part.insert(0, before + (after - before) * share)
        return part


@dataclass(frozen=True, slots=True)
class Land:
    """The hills on a paper."""

    paper: Paper
    hills: tuple[Hill, ...]

    @classmethod
    def of(cls, form: SessionForm, breathing: BreathSchedule, paper: Paper) -> "Land":
        """Draw the hills of a session on a paper."""
        found = []
        for from_s, to_s in paper.spans:
            for run in runs(breathing.volume_at, from_s, to_s):
                t_s, volume = np.array(run).T
                x = paper.x_u(t_s)
                line = _line(x, hill_y_u(form, volume))
                ground = [QPointF(line[-1].x(), 0), QPointF(line[0].x(), 0)]
                area = QPolygonF([*line, *ground])
                found.append(Hill(x.tolist(), line, QPolygonF(line), area))
        return cls(paper, tuple(found))


@dataclass(frozen=True, slots=True)
class Wave:
    """The heart wave on a paper.

    `gaps` holds, for each gap that is over, its last point before, and the x where the wave begins
    anew; `end` is the newest point; `reach_u` the highest and the lowest y of it.
    """

    lines: tuple[QPolygonF, ...] = ()
    gaps: tuple[tuple[QPointF, float], ...] = ()
    end: QPointF | None = None
    reach_u: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def of(cls, curves: Sequence[Stretch], swing_bpm: float, guide: Guide, paper: Paper) -> "Wave":
        """Draw curves around their mean on a paper; `swing_bpm` is as high as the hills."""
        lines: list[list[QPointF]] = []
        gaps: list[tuple[QPointF, float]] = []
        drawn = -1
        for number, curve in enumerate(curves):
            for part in _unpaused(curve, guide, paper):
                x = paper.x_u(guide.session_times_s(curve.t_s[part]))
                if lines and drawn != number:
                    gaps.append((lines[-1][-1], float(x[0])))
                lines.append(_line(x, heart_y_u(guide.form, curve.bpm[part], swing_bpm)))
                drawn = number
        end = lines[-1][-1] if lines else None
        polygons = tuple(map(QPolygonF, lines))
        bounds = [line.boundingRect() for line in polygons]
        top_u = min((each.top() for each in bounds), default=0.0)
        bottom_u = max((each.bottom() for each in bounds), default=0.0)
        return cls(polygons, tuple(gaps), end, (top_u, bottom_u))


def sky(painter: QPainter, stage: Stage, theme: Theme) -> None:
    """Fill the canvas; the painter stands at its corner."""
    fill = QLinearGradient(0, 0, 0, stage.height_px)
    fill.setColorAt(0, theme.colour("canvas_top"))
    fill.setColorAt(1, theme.colour("canvas_bottom"))
    painter.fillRect(QRectF(0, 0, stage.width_px, stage.height_px), QBrush(fill))


def hills(painter: QPainter, theme: Theme, land: Land) -> None:
    """Fill the hills, fading to nothing at the ground."""
    fill = QLinearGradient(0, hill_y_u(theme.session, 1.0), 0, 0)
    fill.setColorAt(0, theme.colour("guide"))
    fill.setColorAt(1, theme.colour("guide", 1.0 if theme.is_contrast else 0.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill))
    for hill in land.hills:
        painter.drawPolygon(hill.area)


def coming(painter: QPainter, stage: Stage, theme: Theme, land: Land, now_u: float) -> None:
    """Outline the hills that are still to come, fading in from now on."""
    faded_u = now_u + fades_over_u(theme, land)
    fading(painter, stage, theme, land, now_u)
    painter.save()
    top_u, right_u = hill_y_u(theme.session, 1.0), stage.width_px / stage.u_px
    ahead = QRectF(faded_u, 2 * top_u, right_u, -3 * top_u)
    painter.setClipRect(ahead, Qt.ClipOperation.IntersectClip)
    outlines(painter, stage, theme, land)
    painter.restore()


def fades_over_u(theme: Theme, land: Land) -> float:
    """Return how long the outline of what is to come takes to fade in."""
    return _FADE_IN_U if isinstance(land.paper, Scroll) and not theme.is_contrast else 0.0


def fading(painter: QPainter, stage: Stage, theme: Theme, land: Land, now_u: float) -> None:
    """Outline the hills from now on until the outline has faded in."""
    faded_u = now_u + fades_over_u(theme, land)
    if faded_u == now_u:
        return
    fill = QLinearGradient(now_u, 0, faded_u, 0)
    fill.setColorAt(0, theme.colour("guide_line", 0.0))
    fill.setColorAt(1, theme.colour("guide_line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(QBrush(fill), stage.stroke_u(theme.stroke_px.guide)))
    for hill in land.hills:
        if part := hill.between(now_u, faded_u):
            painter.drawPolyline(part)


def outlines(painter: QPainter, stage: Stage, theme: Theme, land: Land) -> None:
    """Outline all hills."""
    ink, width_u = theme.colour("guide_line"), stage.stroke_u(theme.stroke_px.guide)
    for hill in land.hills:
        trace(painter, hill.whole, ink, width_u)


def heart(
    painter: QPainter, stage: Stage, theme: Theme, wave: Wave, *, lost_until_u: float | None
) -> None:
    """Draw the heart wave, and dots where it was lost.

    Parameters
    ----------
    painter, stage, theme, wave
        Where, how, and what.
    lost_until_u : float or None
        How far the dots reach when no beat comes now; None while beats come.
    """
    width_u, colour = stage.stroke_u(theme.stroke_px.heart), theme.colour("heart")
    for line in wave.lines:
        trace(painter, line, colour, width_u)
    gaps = list(wave.gaps)
    if wave.end is not None and lost_until_u is not None:
        gaps.append((wave.end, lost_until_u))
    for last, until_u in gaps:
        _gap(painter, theme, last, until_u, width_u)
    if wave.end is not None and lost_until_u is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(wave.end, _MARK * width_u, _MARK * width_u)


def trace(painter: QPainter, line: QPolygonF, ink: QColor, width_u: float) -> None:
    """Draw a curve of one colour that moves at every frame.

    Qt draws lines of one pixel many times as fast as wider ones. So a wide one is drawn as a few
    of them side by side, turned around its middle: the same to the eye, at a fifth of the time.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    scale_px = painter.deviceTransform().m11()
    width_px = width_u * scale_px
    if width_px > _WIDEST_TRACE_PX or painter.opacity() < 1.0:
        painter.setPen(pen(ink, width_u))
        painter.drawPolyline(line)
        return
    hair = pen(ink, 1.0)
    hair.setCosmetic(True)
    painter.setPen(hair)
    painter.drawPolyline(line)
    aside_u = max(width_px - 1.0, 0.0) / 2 / scale_px
    count = 4 if width_px <= _THIN_TRACE_PX else 8
    for number in range(count):
        turn = 2 * math.pi * number / count
        x_u, y_u = aside_u * math.cos(turn), aside_u * math.sin(turn)
        painter.translate(x_u, y_u)
        painter.drawPolyline(line)
        painter.translate(-x_u, -y_u)


def pen(ink: QColor | QBrush, width: float) -> QPen:
    """Return a solid pen with round ends; its bevelled joins are cheap, and unseen on a curve."""
    return QPen(
        QBrush(ink),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.BevelJoin,
    )


def _gap(painter: QPainter, theme: Theme, last: QPointF, until_u: float, width_u: float) -> None:
    """Draw an open circle at the last beat, and dots at its height."""
    colour, radius_u = theme.colour("heart"), _MARK * width_u
    dots = pen(colour, width_u)
    dots.setDashPattern(_DOTS)
    painter.setPen(dots)
    start_u = last.x() + 3 * radius_u
    if until_u > start_u:
        painter.drawLine(QPointF(start_u, last.y()), QPointF(until_u, last.y()))
    painter.setPen(pen(colour, width_u))
    painter.setBrush(theme.colour("canvas_bottom"))
    painter.drawEllipse(last, radius_u, radius_u)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _unpaused(curve: Stretch, guide: Guide, paper: Paper) -> list[slice]:
    """Return the parts of a curve that are on the paper, without pauses, each of two points."""
    times_s = guide.session_times_s(curve.t_s)
    known = np.flatnonzero(np.isfinite(times_s))
    if not known.size:
        return []
    breaks = np.flatnonzero(np.diff(known) > 1) + 1
    parts = []
    for piece in np.split(known, breaks):
        for within in cut(times_s[piece], paper.spans):
            found = piece[within]
            if found.size > 1:
                parts.append(slice(int(found[0]), int(found[-1]) + 1))
    return parts


def _line(x: FloatArray, y: FloatArray) -> list[QPointF]:
    return [QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)]
