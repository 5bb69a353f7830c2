"""The picture of a run: the heart rate as it was, above the breath that the pacer led.

One time axis for both, in minutes since the session began; long runs go on in up to four strips,
which fit on one sheet, all on one scale. What was not measured is not drawn: no line is laid over
a gap, nor over a row of artifacts.
"""

import math
from collections.abc import Iterator
from gettext import gettext as _
from itertools import pairwise

import numpy as np

from biofeedback.hrv.window import Beats, BoolArray, IndexArray
from biofeedback.locale import number
from biofeedback.report.chart import (
    Axis,
    Chart,
    Line,
    Panel,
    Piece,
    Point,
    Role,
    labelled,
    number_axis,
    round_ticks,
)
from sessions.pacer import LivePlan

LONGEST_JOINED_S = 3.0
"""The farthest that two beats may lie apart and still be joined."""
_STRIP_S, _MOST_STRIPS = 300.0, 4
_STEP_S = 0.25
_LEAST_SPAN_BPM = 20.0
_TALLEST, _ALL_STRIPS = 180.0, 240.0


def wave_chart(beats: Beats, plan: LivePlan | None, start_s: float | None) -> Chart | None:
    """Draw a run; None where two beats never followed one another."""
    heart = heart_pieces(beats, start_s)
    if not heart:
        return None
    points = [point for piece in heart for point in piece]
    hills = breath_pieces(plan, points[-1][0]) if plan is not None and start_s is not None else ()
    low, high = min(points[0][0], 0.0), points[-1][0]
    strips = min(math.ceil(60 * (high - low) / _STRIP_S), _MOST_STRIPS)
    edges = [low + (high - low) * i / strips for i in range(strips + 1)]
    rate = number_axis([y for _x, y in points], least_span=_LEAST_SPAN_BPM)
    borders = _borders(plan, high) if plan is not None and start_s is not None else ()
    panels = tuple(
        Panel(
            _minutes(first, last),
            rate,
            (Line(_("Heart"), Role.HEART, _cut(heart, first, last)),),
            _cut(hills, first, last),
            _("Breath") if hills else "",
            borders=tuple((max(x, first), text) for x, text in borders if first <= x < last),
        )
        for first, last in pairwise(edges)
    )
    lowest, highest = (number(pick(y for _x, y in points)) for pick in (min, max))
    title = _("Heart rate between {low} and {high} beats a minute").format(low=lowest, high=highest)
    if hills:
        detail = _("Beats a minute, by minute. The hills are the breath that was led.")
    else:
        detail = _("Beats a minute, by minute.")
    return Chart(title, detail, panels, min(_ALL_STRIPS / strips, _TALLEST))


def heart_pieces(beats: Beats, start_s: float | None) -> tuple[Piece, ...]:
    """Return heart rate by minute, in pieces of two beats or more."""
    if not beats.valid.any():
        return ()
    zero_s = float(beats.begin_s[0]) if start_s is None else start_s
    known = np.flatnonzero(beats.valid)
    t_s, rate_bpm = beats.t_s[known], 60_000 / beats.rr_ms[known]
    cuts = np.flatnonzero(_apart(beats, known)) + 1
    pieces = zip(np.split((t_s - zero_s) / 60, cuts), np.split(rate_bpm, cuts), strict=True)
    return tuple(tuple(zip(x.tolist(), y.tolist(), strict=True)) for x, y in pieces if x.size > 1)


def _apart(beats: Beats, known: IndexArray) -> BoolArray:
    """Between which neighbours of the valid beats the line is broken, shape (valid - 1,)."""
    gaps = np.cumsum(beats.gap)[known]
    apart: BoolArray = np.diff(gaps) > 0
    return apart | (np.diff(beats.t_s[known]) > LONGEST_JOINED_S)


def breath_pieces(plan: LivePlan, until_min: float) -> tuple[Piece, ...]:
    """Return how full the lungs were to be, by minute; nothing where nothing was paced."""
    pieces: list[list[Point]] = [[]]
    for i in range(math.ceil(60 * until_min / _STEP_S) + 1):
        t_s = i * _STEP_S
        paused = any(begin_s <= t_s < end_s for begin_s, end_s in plan.pauses_s)
        volume = None if paused else plan.breathing.volume_at(plan.session_t_s(t_s))
        if volume is not None:
            pieces[-1].append((t_s / 60, volume))
        elif pieces[-1]:
            pieces.append([])
    return tuple(tuple(piece) for piece in pieces if len(piece) > 1)


def _borders(plan: LivePlan, until_min: float) -> tuple[tuple[float, str], ...]:
    ends_s = (0.0, *plan.session.block_end_s[:-1])
    begins = [plan.clock_s(end_s) / 60 for end_s in ends_s]
    titles = [block.title for block in plan.session.blocks]
    return tuple((x, text) for x, text in zip(begins, titles, strict=True) if x < until_min)


def _minutes(first: float, last: float) -> Axis:
    ticks = round_ticks(first, last, 7)
    digits = 0 if all(tick == round(tick) for tick in ticks) else 1
    axis = labelled(ticks, lambda minute: number(minute, digits))
    if axis:
        *others, (tick, text) = axis
        axis = (*others, (tick, _("{count} min").format(count=text)))
    return Axis(first, last, axis)


def _cut(pieces: tuple[Piece, ...], first: float, last: float) -> tuple[Piece, ...]:
    return tuple(_inside(pieces, first, last))


def _inside(pieces: tuple[Piece, ...], first: float, last: float) -> Iterator[Piece]:
    for piece in pieces:
        inside = tuple(point for point in piece if first <= point[0] <= last)
        if len(inside) > 1:
            yield inside
