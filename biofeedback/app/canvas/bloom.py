"""The picture after a session: the rings from above, drawn by the heart in one line.

1. Twelve turns from the middle out, turn k as wide as ring k, bent by the heart wave. A turn holds
   whole breaths, and the angle is the share of them; so steady following draws petals that line up,
   and wandering draws a rose. Both are beautiful, none is wrong.
2. A `Bloom` is numbers only, small enough to be stored; `picture` draws it at any size.
3. Without a strap, or where it saw too little of the heart, the rings are plain circles.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF

from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import GAP_S, monotone
from biofeedback.app.canvas.landscape import pen
from biofeedback.app.canvas.rings import places, share_of
from biofeedback.app.canvas.seen import LEAST_SEEN, seen_share
from biofeedback.app.desk.messages import HeartLine, RunOver
from biofeedback.app.theme.tokens import Theme
from biofeedback.hrv.columns import FloatArray
from biofeedback.report.usual import Usual
from sessions.breathing import Breath

THUMBNAIL_TURNS = 6
_MIDDLE, _USUAL_END, _EDGE = 0.09, 0.80, 0.97
_TAPER = 0.30
_MEAN_OVER_S = 60.0
_FEWEST_BEATS = 10
_ROUNDING_S = 0.1
_DISCS = (1.0, 0.8, 0.6, 0.4, 0.2)
_DISC_ALPHA = 0.17
_LINE_SHARE, _LEAST_LINE_PX = 0.0047, 1.2


@dataclass(frozen=True, slots=True)
class Bloom:
    """A line around the middle, or circles.

    Attributes
    ----------
    radii : tuple of float
        Radii of the line in shares of the picture's, at equal angles, clockwise from the top,
        turn after turn; or one for each circle.
    points : int
        How many of them are a turn; 0 for circles.
    """

    radii: tuple[float, ...]
    points: int


def circles(widths: tuple[float, ...], usual: float, turns: int) -> Bloom:
    """Return plain circles as wide as the rings."""
    ends = _MIDDLE + np.cumsum(widths) * (_USUAL_END - _MIDDLE) / (turns * usual)
    return Bloom(tuple(_fitting(ends).tolist()), 0)


def bloom(
    guide: Guide,
    done_s: float,
    scores: Mapping[int, float],
    heart: HeartLine,
    usual: Usual,
    *,
    turns: int | None = None,
    points: int = 180,
) -> Bloom:
    """Return the picture of a run.

    Parameters
    ----------
    guide : Guide
        The plan on the clock of the run.
    done_s : float
        The session time until which it was done.
    scores : mapping of int to float
        The score at the end of each breath, by its number from 1.
    heart : HeartLine
        All beats of the run.
    usual : Usual
        What it is measured by: the swing as high as the hills, the score of a usual ring.
    turns : int, optional
        How many turns to draw: all rings, or every second one for a thumbnail.
    points : int
        How many points a turn has.
    """
    rings, breathing = guide.form.rings, guide.plan.breathing
    done = sum(breath.end_s <= done_s + _ROUNDING_S for breath in breathing.breaths)
    if not done:
        return Bloom((), 0)
    where = places(breathing, rings.count)
    widths, usual_width = np.zeros(where[done - 1][0] + 1), share_of(usual.score, rings)
    for number, (ring, length) in enumerate(where[:done], 1):
        widths[ring] += share_of(scores.get(number), rings, usual_width) * length
    first = np.arange(0, widths.size, rings.count // (turns or rings.count))
    wide = np.add.reduceat(widths, first)
    if seen_share(guide.plan, guide.start_s, heart, done_s) < LEAST_SEEN:
        return circles(tuple(wide.tolist()), usual_width, rings.count)
    turn = np.append(first[1:], widths.size) - 1
    phase = _phases(np.array([ring for ring, _length in where]), turn, points)
    bend = _bend(guide, heart, _times_s(breathing.breaths, phase)) / usual.swing_bpm
    unit = (_USUAL_END - _MIDDLE) / (rings.count * usual_width)
    start = np.concatenate([[0.0], np.cumsum(wide)[:-1]])
    base = _MIDDLE + unit * (start[:, None] + wide[:, None] * np.arange(points) / points).ravel()
    bent = guide.form.bloom_swing * usual_width * unit * bend * np.minimum(base / _TAPER, 1.0)
    radii = (base + bent)[phase < done]  # in the middle of a turn, where the run ended early
    return Bloom(tuple(_fitting(radii).tolist()), points)


def of_run(
    over: RunOver,
    theme: Theme,
    *,
    turns: int | None = None,
    points: int = 180,
) -> Bloom:
    """Return the picture of a run that is over; see `bloom`."""
    guide = Guide(over.plan, over.start_s, theme.session, theme.motion_ms)
    done_s, scores = over.minutes * 60.0, dict(over.scores)
    return bloom(guide, done_s, scores, over.heart, over.usual, turns=turns, points=points)


def picture(theme: Theme, bloom: Bloom, size_px: int, ratio: float = 1.0) -> QPixmap:
    """Draw a bloom on nothing.

    Parameters
    ----------
    theme : Theme
        Its colours.
    bloom : Bloom
        What is drawn.
    size_px : int
        Width and height in logical pixels.
    ratio : float
        Pixels of the screen in a logical one.
    """
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(0, 0, size_px, size_px), theme, bloom)
    return pixmap


def paint(painter: QPainter, place: QRectF, theme: Theme, bloom: Bloom) -> None:
    """Draw a bloom into a square."""
    radius_px = place.width() / 2 - 1
    painter.save()
    painter.translate(place.center())
    _discs(painter, theme, radius_px)
    width_px = max(_LINE_SHARE * place.width(), _LEAST_LINE_PX)
    ink = theme.colour("heart" if bloom.points else "breath")
    painter.setPen(pen(ink, width_px))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if bloom.points:
        painter.drawPolyline(_line(bloom, radius_px))
    else:
        for radius in bloom.radii:
            painter.drawEllipse(QPointF(), radius * radius_px, radius * radius_px)
    painter.restore()


def _discs(painter: QPainter, theme: Theme, radius_px: float) -> None:
    if theme.is_contrast:
        painter.setPen(pen(theme.colour("ring"), theme.stroke_px.ring))
        painter.drawEllipse(QPointF(), radius_px, radius_px)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ring", _DISC_ALPHA))
    for share in _DISCS:
        painter.drawEllipse(QPointF(), share * radius_px, share * radius_px)


def _line(bloom: Bloom, radius_px: float) -> QPolygonF:
    angle = 2 * math.pi * np.arange(len(bloom.radii)) / bloom.points
    r = radius_px * np.array(bloom.radii)
    x, y = (r * np.sin(angle)).tolist(), (-r * np.cos(angle)).tolist()
    return QPolygonF([QPointF(*point) for point in zip(x, y, strict=True)])


def _phases(of_ring: NDArray[np.intp], turns: NDArray[np.intp], points: int) -> FloatArray:
    """Return the breaths done at each point of each turn; `of_ring` is the ring of each breath."""
    angle = np.arange(points) / points
    first = np.searchsorted(of_ring, turns)
    count = np.searchsorted(of_ring, turns, side="right") - first
    return np.asarray((first[:, None] + count[:, None] * angle).ravel())


def _times_s(breaths: Sequence[Breath], phase: FloatArray) -> FloatArray:
    """Return the session times at which so many breaths were done."""
    number = phase.astype(int)
    start_s = np.array([breath.start_s for breath in breaths])[number]
    end_s = np.array([breath.end_s for breath in breaths])[number]
    return np.asarray(start_s + (phase - number) * (end_s - start_s))


def _bend(guide: Guide, heart: HeartLine, session_t_s: FloatArray) -> FloatArray:
    """Return how far the heart is above its mean of a minute; 0 where it was not seen."""
    times_s = guide.session_times_s(heart.t_s)
    known = np.isfinite(times_s) & np.isfinite(heart.rate_bpm)
    known[known] &= np.diff(times_s[known], prepend=-np.inf) > 0
    t_s, bpm = times_s[known], heart.rate_bpm[known]
    if t_s.size < _FEWEST_BEATS:
        return np.zeros_like(session_t_s)
    first = np.searchsorted(t_s, t_s - _MEAN_OVER_S / 2)
    last = np.searchsorted(t_s, t_s + _MEAN_OVER_S / 2, side="right")
    total = np.concatenate([[0.0], np.cumsum(bpm)])
    above = bpm - (total[last] - total[first]) / (last - first)
    after = np.clip(np.searchsorted(t_s, session_t_s), 1, t_s.size - 1)
    away_s = np.minimum(np.abs(session_t_s - t_s[after]), np.abs(session_t_s - t_s[after - 1]))
    seen = np.clip(GAP_S / 2 - away_s, 0.0, 1.0)
    return np.asarray(seen * monotone(np.clip(session_t_s, t_s[0], t_s[-1]), t_s, above))


def _fitting(radii: FloatArray) -> FloatArray:
    """Return radii from 0 to the edge; what would reach further is drawn smaller."""
    largest = float(radii.max(initial=0.0))
    return np.asarray(np.maximum(radii, 0.0) * min(1.0, _EDGE / max(largest, _EDGE)))
