"""A chart as data: what it shows and what it says in words, but not yet where.

Its title is a sentence that holds without the picture: screen readers read it, and nobody needs a
legend, for each line is named at its end. Lines come in pieces: what lies between two pieces was
not measured and is not drawn. `biofeedback.report.drawing` lays it out.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from biofeedback.locale import number

Point = tuple[float, float]
Piece = tuple[Point, ...]
Band = tuple[tuple[float, float, float], ...]

_STEPS = (1, 2, 5, 10)


class Role(StrEnum):
    """Whose line it is; it decides colour, dash and mark."""

    HEART = "heart"
    PAIN = "pain"
    TENSION = "tension"


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where, and a few round numbers between.

    Attributes
    ----------
    low, high : float
        The ends.
    ticks : tuple of (float, str)
        Where a number stands, and how it is written.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of some pieces.

    Attributes
    ----------
    label : str
        Its name, written at its end.
    role : Role
    pieces : tuple of tuple of (x, y)
        Gaps lie between.
    bands : tuple of tuple of (x, low, high)
        How sure the points are, in pieces of their own.
    marks : bool
        Whether each point is a value of its own, not one of a continuous wave.
    """

    label: str
    role: Role
    pieces: tuple[Piece, ...]
    bands: tuple[Band, ...] = ()
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes.

    Attributes
    ----------
    x, y : Axis
    lines : tuple of Line
    hills : tuple of tuple of (x, y)
        Filled shapes at the foot, y from 0 to 1: the breath that was led.
    hills_label : str
        What the hills are.
    bars : tuple of (x, y)
        Upright bars, one a value.
    borders : tuple of (float, str)
        Where something new begins, and what.
    """

    x: Axis
    y: Axis
    lines: tuple[Line, ...] = ()
    hills: tuple[Piece, ...] = ()
    hills_label: str = ""
    bars: tuple[Point, ...] = ()
    borders: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels one below the other.

    Attributes
    ----------
    title : str
        The sentence that says what is to be seen.
    detail : str
        How to read it.
    panels : tuple of Panel
    panel_height : float
        Of each, where the page is 640 wide.
    """

    title: str
    detail: str
    panels: tuple[Panel, ...]
    panel_height: float = 150.0


def round_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return at most so many round numbers within [low, high], evenly apart."""
    step = _round_step((high - low) / max(most - 1, 1))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(i * step for i in range(first, last + 1))


def number_axis(values: Sequence[float], *, least_span: float, from_zero: bool = False) -> Axis:
    """Return an axis with round ends around values, never so narrow that noise looks like news."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    middle = (low + high) / 2
    low, high = min(low, middle - least_span / 2), max(high, middle + least_span / 2)
    if from_zero:
        low, high = 0.0, max(high, least_span)
    step = _round_step((high - low) / 3)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    digits = max(-math.floor(math.log10(step)), 0)
    return Axis(low, high, labelled(round_ticks(low, high), lambda x: number(x, digits)))


def labelled(ticks: Sequence[float], text: Callable[[float], str]) -> tuple[tuple[float, str], ...]:
    """Write each tick."""
    return tuple((tick, text(tick)) for tick in ticks)


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20, ... (and 0.5, 0.2, ...) that is not below."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (*_STEPS, 20) if step * power >= least * (1 - 1e-9))
