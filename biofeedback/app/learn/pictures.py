"""The pictures of the cards, drawn from the forms of the session: hills, shape, rings, heart wave.

A table of forms; each draws into an area with the measures that its card gives. Pine is breath and
what flows, clay is the heart and nothing else. High contrast draws flat, with outlines.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from biofeedback.app.canvas import shapes
from biofeedback.app.canvas.heart import monotone
from biofeedback.app.canvas.landscape import pen
from biofeedback.app.theme.tokens import Theme
from biofeedback.hrv.columns import FloatArray
from sessions.breathing import Breath, BreathPattern, BreathSchedule

_STEPS = 400
_LAG_S = 0.9
_SPAN_S = 30.0
_POOL_U = 620.0, 330.0
_FLAT = 0.18
_UNPAINTED = Qt.BrushStyle.NoBrush

Measures = Mapping[str, Any]


def paint(painter: QPainter, theme: Theme, form: str, area: QRectF, measures: Measures) -> None:
    """Draw one form into an area."""
    painter.save()
    FORMS[form](painter, theme, area, **measures)
    painter.restore()


def breath(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    rates_per_min: list[float],
    swing: float,
    depth: float = 1.0,
    seconds: float = _SPAN_S,
) -> None:
    """Draw hills of breath, and the heart that swings over them; no heart without a swing.

    Parameters
    ----------
    painter, theme, area
        Where and how.
    rates_per_min : list of float
        The pace, or where it begins and ends.
    swing, depth : float
        How high wave and hills are, as shares of the area.
    seconds : float
        How much time is seen.
    """
    schedule = _breaths(rates_per_min, seconds)
    t_s = np.linspace(0.0, seconds, _STEPS)
    x = area.left() + t_s / seconds * area.width()
    hills = np.array([schedule.volume_at(t) or 0.0 for t in t_s]) * depth
    _hill(painter, theme, area, x, hills)
    if swing:
        volume = np.array([schedule.volume_at(max(t - _LAG_S, 0.0)) or 0.0 for t in t_s])
        uneven = 0.06 * np.sin(t_s * 1.9) + 0.04 * np.sin(t_s * 0.63 + 1.0)
        wave = 0.5 + swing * (volume - 0.5 + uneven)
        _heart(painter, theme, x, area.bottom() - wave * area.height())


def row_of_shapes(painter: QPainter, theme: Theme, area: QRectF, volumes: list[float]) -> None:
    """Draw the shape that breathes, once for each volume, side by side on the water."""
    each_px = area.width() / len(volumes)
    unit = min(each_px / 330.0, area.height() / 300.0)
    ground = area.bottom() - 34 * unit
    for nth, volume in enumerate(volumes):
        painter.save()
        painter.translate(area.left() + (nth + 0.5) * each_px, ground)
        painter.scale(unit, unit)
        _ring(painter, theme, 150.0, 0.5, unit)
        shapes.shape(painter, theme, volume, (volume, volume))
        painter.restore()


def pool(
    painter: QPainter, theme: Theme, area: QRectF, volume: float, tight: float, rings: int
) -> None:
    """Draw the shape in its rings; `tight` above 0 draws it together, below it lies wide."""
    width_u, height_u = _POOL_U
    unit = min(area.width() / width_u, area.height() / height_u)
    painter.translate(area.center().x(), area.center().y() + 0.3 * height_u * unit)
    painter.scale(unit, unit)
    for nth in range(rings, 0, -1):
        _ring(painter, theme, 130.0 + 20.0 * nth, nth / 12, unit)
    shapes.shape(painter, theme, volume, (volume, volume), tight=tight)


def stream(painter: QPainter, theme: Theme, area: QRectF, widths: list[float]) -> None:
    """Draw a vessel that is as wide as `widths` say along it, and what flows in it."""
    share = np.linspace(0.0, 1.0, _STEPS)
    wide = monotone(share, np.linspace(0.0, 1.0, len(widths)), np.array(widths))
    x = area.left() + share * area.width()
    middle = area.center().y() + 0.06 * area.height() * np.sin(share * 5.0)
    half = 0.42 * area.height() * wide
    bed = QPolygonF(_points(x, middle - half) + _points(x[::-1], (middle + half)[::-1]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("guide"))
    painter.drawPolygon(bed)
    painter.setPen(pen(theme.colour("guide_line"), theme.stroke_px.guide))
    painter.drawPolyline(_points(x, middle - half))
    painter.drawPolyline(_points(x, middle + half))
    _flowing(painter, theme, area, wide, middle, half)


def course(painter: QPainter, theme: Theme, area: QRectF, lasting: float) -> None:
    """Draw a hill that rises and falls again, down to the share `lasting`."""
    share = np.linspace(0.0, 1.0, _STEPS)
    x = area.left() + share * area.width()
    rise = np.clip(share / 0.3, 0.0, 1.0)
    fall = np.clip((share - 0.3) / 0.55, 0.0, 1.0)
    up, down = (1 - np.cos(math.pi * rise)) / 2, (1 + np.cos(math.pi * fall)) / 2
    _hill(painter, theme, area, x, up * (lasting + (1 - lasting) * down), outlined=True)


def ripples(painter: QPainter, theme: Theme, area: QRectF, centres: int) -> None:
    """Draw rings on water, around one centre or crossing each other around several."""
    places = [(0.5, 0.5)] if centres == 1 else _SCATTERED[:centres]
    count = 6 if centres == 1 else 4
    step_px = min(area.width(), 3 * area.height()) * (0.075 if centres == 1 else 0.05)
    for across, down in places:
        at = QPointF(area.left() + across * area.width(), area.top() + down * area.height())
        for nth in range(count, 0, -1):
            ink = theme.colour("ring", 1.0 if theme.is_contrast else 1.0 - 0.11 * nth)
            painter.setPen(pen(ink, theme.stroke_px.ring * 1.5))
            fill = theme.colour("ring", 0.08)
            painter.setBrush(_UNPAINTED if theme.is_contrast else fill)
            painter.drawEllipse(at, step_px * nth, step_px * nth * 0.36)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("breath"))
        painter.drawEllipse(at, 5.0, 5.0 * 0.6)


_SCATTERED = [(0.26, 0.3), (0.7, 0.26), (0.42, 0.68), (0.8, 0.74)]


def beats(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """Draw each beat as a mark, and above them the wave that their distances make."""
    schedule = _breaths([6], _SPAN_S)
    times_s = [0.0]
    while times_s[-1] < _SPAN_S:
        volume = schedule.volume_at(times_s[-1]) or 0.0
        times_s.append(times_s[-1] + 60.0 / (62.0 + 17.0 * volume))
    at_s = np.array(times_s[:-1])
    x = area.left() + at_s / _SPAN_S * area.width()
    foot = area.bottom() - 2
    painter.setPen(pen(theme.colour("heart"), theme.stroke_px.heart * 0.8))
    for each in x:
        painter.drawLine(QPointF(each, foot - 0.16 * area.height()), QPointF(each, foot))
    rate = np.array([schedule.volume_at(t) or 0.0 for t in at_s])
    smooth = np.linspace(x[0], x[-1], _STEPS)
    wave = monotone(smooth, x, rate)
    _heart(painter, theme, smooth, area.top() + 0.62 * area.height() * (1 - wave) + 4)


def week(painter: QPainter, theme: Theme, area: QRectF, practised: list[bool]) -> None:
    """Draw the days of a week: discs of rings, and a dot where a day was free."""
    each_px = area.width() / len(practised)
    radius_px = min(each_px * 0.4, area.height() * 0.4)
    for nth, done in enumerate(practised):
        at = QPointF(area.left() + (nth + 0.5) * each_px, area.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        if not done:
            painter.drawEllipse(at, 0.18 * radius_px, 0.18 * radius_px)
            continue
        _disc(painter, theme, at, radius_px)


def days(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """Draw a number for each day of six weeks, and the mean of each week as a line."""
    ink, n_weeks = theme.colour("c3"), 6
    spread = np.random.default_rng(5).normal(0.0, 0.13, (n_weeks, 7))
    level = 0.5 + 0.06 * np.sin(np.arange(n_weeks) * 1.3)  # up and down: nothing is promised
    height = np.clip(level[:, None] + spread, 0.05, 0.97)
    x = area.left() + (np.arange(height.size) + 0.5) / height.size * area.width()
    painter.setPen(Qt.PenStyle.NoPen)
    faint = _mixed(theme.colour("canvas_bottom"), ink, 0.5)
    painter.setBrush(faint)
    for point in _points(x, area.top() + height.ravel() * area.height()):
        painter.drawEllipse(point, 3.2, 3.2)
    means = _points(x.reshape(n_weeks, 7).mean(1), area.top() + height.mean(1) * area.height())
    painter.setPen(pen(ink, theme.chart["c3"].width_px))
    painter.setBrush(_UNPAINTED)
    painter.drawPolyline(means)
    painter.setBrush(ink)
    for point in means:
        painter.drawEllipse(point, 5.0, 5.0)


FORMS: Mapping[str, Callable[..., None]] = {
    "breath": breath,
    "shapes": row_of_shapes,
    "pool": pool,
    "stream": stream,
    "course": course,
    "ripples": ripples,
    "beats": beats,
    "week": week,
    "days": days,
}

LEGEND = ("breath", "heart", "ring", "beat", "load", "day", "week", "practised", "free")
"""What may stand below a picture."""


def paint_sign(painter: QPainter, theme: Theme, sign: str, area: QRectF) -> None:
    """Draw the small sign of a word of the legend."""
    at = area.center()
    painter.setPen(Qt.PenStyle.NoPen)
    if sign in ("breath", "load"):
        fill = "guide_line" if theme.is_contrast else "breath_foot"
        painter.setBrush(theme.colour(fill))
        low = QRectF(area.left(), at.y() - area.height() * 0.3, area.width(), area.height() * 0.6)
        painter.drawRoundedRect(low, 4, 4)
    elif sign in ("heart", "week"):
        share = np.linspace(0.0, 1.0, 30)
        bend = 0.14 * area.height() * np.sin(share * 2 * math.pi) * (sign == "heart")
        painter.setPen(pen(theme.colour("heart" if sign == "heart" else "c3"), 3))
        painter.drawPolyline(_points(area.left() + share * area.width(), at.y() - bend))
    elif sign == "beat":
        painter.setPen(pen(theme.colour("heart"), 3))
        up = QPointF(0, area.height() * 0.28)
        painter.drawLine(at - up, at + up)
    elif sign == "ring":
        painter.setPen(pen(theme.colour("ring"), 2))
        painter.drawEllipse(at, area.width() * 0.48, area.width() * 0.2)
    elif sign == "practised":
        _disc(painter, theme, at, area.height() * 0.4)
    else:
        small = sign == "free"
        ink = (
            theme.colour("edge")
            if small
            else _mixed(theme.colour("canvas_bottom"), theme.colour("c3"), 0.5)
        )
        painter.setBrush(ink)
        painter.drawEllipse(at, 3.5, 3.5)


def _breaths(rates_per_min: list[float], seconds: float) -> BreathSchedule:
    first, last = rates_per_min[0], rates_per_min[-1]
    breaths, start_s = [], 0.0
    while start_s < seconds + 1.0:
        rate = first + (last - first) * min(start_s / seconds, 1.0)
        breaths.append(Breath(start_s, rate, BreathPattern()))
        start_s = breaths[-1].end_s
    return BreathSchedule(tuple(breaths))


def _hill(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    x: FloatArray,
    heights: FloatArray,
    *,
    outlined: bool = False,
) -> None:
    line = _points(x, area.bottom() - heights * area.height())
    ground = [QPointF(x[-1], area.bottom()), QPointF(x[0], area.bottom())]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("guide"))
    painter.drawPolygon(QPolygonF([*line, *ground]))
    if outlined or theme.is_contrast:
        painter.setPen(pen(theme.colour("guide_line"), theme.stroke_px.guide))
        painter.drawPolyline(line)


def _heart(painter: QPainter, theme: Theme, x: FloatArray, y: FloatArray) -> None:
    painter.setPen(pen(theme.colour("heart"), theme.stroke_px.heart))
    painter.drawPolyline(_points(x, y))


def _ring(
    painter: QPainter, theme: Theme, radius_u: float, strength: float, unit_px: float
) -> None:
    alpha = 1.0 if theme.is_contrast else 0.35 + 0.45 * strength
    painter.setPen(pen(theme.colour("ring", alpha), theme.stroke_px.ring / unit_px))
    painter.setBrush(_UNPAINTED if theme.is_contrast else theme.colour("ring", 0.16))
    painter.drawEllipse(QPointF(0.0, 2.0), radius_u, radius_u * _FLAT)


def _flowing(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    wide: FloatArray,
    middle: FloatArray,
    half: FloatArray,
) -> None:
    """Draw drops: the wider the vessel, the more of them side by side."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("breath"))
    radius_px = area.height() * 0.045
    n_columns = max(round(area.width() / (radius_px * 6.5)), 2)
    for column in range(n_columns):
        share = (column + 0.5) / n_columns
        at = round(share * (wide.size - 1))
        lanes = max(round(wide[at] * 5) - 1, 1)
        for lane in range(lanes):
            off = (lane - (lanes - 1) / 2) * 2 * half[at] / (lanes + 0.6)
            shift = (lane % 2) * radius_px * 2.2
            x = area.left() + share * area.width() + shift
            painter.drawEllipse(QPointF(x, middle[at] + off), radius_px * 1.25, radius_px)


def _disc(painter: QPainter, theme: Theme, at: QPointF, radius_px: float) -> None:
    if theme.is_contrast:
        painter.setPen(pen(theme.colour("ring"), theme.stroke_px.ring))
    for share, alpha in ((1.0, 0.30), (0.75, 0.45), (0.53, 0.6), (0.31, 1.0)):
        flat = "surface" if share > 0.4 else "accent"
        fill = theme.colour(flat) if theme.is_contrast else theme.colour("accent", alpha)
        painter.setBrush(fill)
        painter.drawEllipse(at, radius_px * share, radius_px * share)


def _mixed(ground: QColor, ink: QColor, share: float) -> QColor:
    pairs = ((ground.red(), ink.red()), (ground.green(), ink.green()), (ground.blue(), ink.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def _points(x: FloatArray, y: FloatArray) -> list[QPointF]:
    return [QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)]
