"""The two papers that hills and heart are drawn on: one that moves, and one that stands still.

`Scroll` is the long paper: it moves under the shape, and is drawn anew every few seconds. `Page` is
for people who want little movement: two breaths, the first on the left of the shape, the second on
the right, written from left to right and then turned.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from biofeedback.app.canvas.stage import Stage, x_u
from biofeedback.app.theme.records import SessionForm
from biofeedback.hrv.columns import FloatArray
from sessions.breathing import ROUNDING_S, BreathSchedule

_SHEET_S = 5.0
_HALF_PAGE_S = 10.0
_SHAPE_U, _MARGIN_U = 190.0, 40.0

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scroll:
    """A piece of the long paper: `spans` holds from when to when, in session time."""

    form: SessionForm
    spans: tuple[Span]

    @classmethod
    def around(cls, stage: Stage, session_t_s: float) -> "Scroll":
        """Return the piece that covers the canvas now and in the next seconds."""
        first = math.floor((session_t_s - stage.behind_s) / _SHEET_S) - 1
        last = math.ceil((session_t_s + stage.ahead_s) / _SHEET_S) + 1
        return cls(stage.form, ((first * _SHEET_S, last * _SHEET_S),))

    def x_u(self, t_s: FloatArray) -> FloatArray:
        """Return where times lie."""
        return t_s * self.form.u_per_s

    def now_u(self, session_t_s: float) -> float:
        """Return where one time lies."""
        return x_u(self.form, session_t_s)

    def shift_u(self, session_t_s: float) -> float:
        """Return by how much the paper has moved."""
        return -x_u(self.form, session_t_s)

    def covers(self, other: "Scroll | Page") -> bool:
        """Whether what is drawn on this paper may be shown for the other."""
        (from_s, to_s), (first_s, last_s) = self.spans[0], other.spans[0]
        return isinstance(other, Scroll) and from_s <= first_s and last_s <= to_s


@dataclass(frozen=True, slots=True)
class Page:
    """A still page: two spans of session time, and the x where each begins and ends."""

    spans: tuple[Span, Span]
    edges_u: tuple[Span, Span]

    @classmethod
    def at(cls, stage: Stage, breathing: BreathSchedule, session_t_s: float) -> "Page":
        """Return the page that holds a time."""
        before_u = stage.now_x_px / stage.u_px
        after_u = (stage.width_px - stage.covered_px - stage.now_x_px) / stage.u_px
        left = (_MARGIN_U - before_u, -_SHAPE_U)
        return cls(_two(breathing, session_t_s), (left, (_SHAPE_U, after_u - _MARGIN_U)))

    def x_u(self, t_s: FloatArray) -> FloatArray:
        """Return where times lie."""
        return np.where(
            t_s < self.spans[0][1],
            np.interp(t_s, self.spans[0], self.edges_u[0]),
            np.interp(t_s, self.spans[1], self.edges_u[1]),
        )

    def now_u(self, session_t_s: float) -> float:
        """Return where one time lies."""
        return float(self.x_u(np.array(session_t_s)))

    def shift_u(self, _session_t_s: float) -> float:
        """Return by how much the paper has moved: not at all."""
        return 0.0

    def covers(self, other: "Scroll | Page") -> bool:
        """Whether what is drawn on this paper may be shown for the other."""
        return self == other


Paper = Scroll | Page


def _two(breathing: BreathSchedule, session_t_s: float) -> tuple[Span, Span]:
    """Return two breaths, or as much time where nothing is paced."""
    breath = breathing.breath_at(session_t_s)
    if breath is None:
        start_s = math.floor(session_t_s / (2 * _HALF_PAGE_S)) * 2 * _HALF_PAGE_S
        fold_s = start_s + _HALF_PAGE_S
        return (start_s, fold_s), (fold_s, fold_s + _HALF_PAGE_S)
    number = breathing.begun_at(session_t_s) - 1
    breaths, first = breathing.breaths, number - number % 2
    fold_s = breaths[first].end_s
    end_s = fold_s + (fold_s - breaths[first].start_s)
    following = breaths[first + 1 : first + 2]
    if following and following[0].start_s < fold_s + ROUNDING_S:
        end_s = following[0].end_s
    if session_t_s >= max(fold_s, end_s):  # a rest lies between the two
        return (breath.start_s, breath.end_s), (breath.end_s, 2 * breath.end_s - breath.start_s)
    return (breaths[first].start_s, fold_s), (fold_s, end_s)


def cut(t_s: FloatArray, spans: Sequence[Span]) -> list[slice]:
    """Return the parts of ascending times that lie within each span; its end is of the next."""
    return [
        slice(int(np.searchsorted(t_s, first)), int(np.searchsorted(t_s, last)))
        for first, last in spans
    ]
