"""Where things lie on the session canvas: pure geometry, no Qt, no clock.

1. Lengths are in u around (now, ground): the painter stands there, scaled by `u_px`, so what is
   drawn once is right at every size.
2. Time runs along x as session time, so a pause stands still. What is drawn over time keeps its own
   x on the long paper, `x_u(session_t_s)`; only the painter moves.
3. Shape and rings stand in the room that words and tools leave: smaller, rather than below them.
"""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from biofeedback.app.theme.records import SessionForm, ShapeForm

if TYPE_CHECKING:  # the first screen draws the shape before numpy is there
    from biofeedback.hrv.columns import FloatArray

_WIDTH_U, _HEIGHT_U, _NARROWEST_U = 1280.0, 800.0, 900.0
_HEART_ON_HILL = 0.46
_AIR_U = 8.0
_LEAST = 0.2
"""How small, as a share of its usual size, all may become where there is hardly any room."""

Number = TypeVar("Number", float, "FloatArray")
Point = tuple[float, float]
Cubic = tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Stage:
    """The canvas at one size.

    Attributes
    ----------
    form : SessionForm
        The measures of everything on it.
    width_px, height_px : float
        Its size in logical pixels.
    covered_px : float
        How much of it a panel covers from the side; what is left is centred, and no ring is cut.
    above_px, below_px : float
        How much of it words and tools take from the top and from the bottom.
    u_px, ground_y_px : float
        The unit of length, and the line where the water begins.
    """

    form: SessionForm
    width_px: float
    height_px: float
    covered_px: float = 0.0
    above_px: float = 0.0
    below_px: float = 0.0
    u_px: float = field(init=False, compare=False)
    ground_y_px: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        shape, rings = self.form.shape, self.form.rings
        crown_u, foot_u = shape.h0_u + shape.h1_u + _AIR_U, rings.full_u * rings.flat + _AIR_U
        widths = self.width_px / _WIDTH_U, self.free_px / _NARROWEST_U
        usual_px = min(*widths, self.height_px / _HEIGHT_U)
        end_px = self.height_px - self.below_px
        fitting_px = max((end_px - self.above_px) / (crown_u + foot_u), _LEAST * usual_px)
        u_px = min(usual_px, fitting_px)
        ground_px = max(self.height_px * self.form.base_y_share, self.above_px + crown_u * u_px)
        object.__setattr__(self, "u_px", u_px)
        object.__setattr__(self, "ground_y_px", min(ground_px, end_px - foot_u * u_px))

    @property
    def free_px(self) -> float:
        """The width that no panel covers."""
        return self.width_px - self.covered_px

    @property
    def now_x_px(self) -> float:
        """Where now is."""
        return self.free_px * self.form.now_x_share

    @property
    def behind_s(self) -> float:
        """How far back the canvas reaches."""
        return self.now_x_px / (self.form.u_per_s * self.u_px)

    @property
    def ahead_s(self) -> float:
        """How far ahead the canvas reaches."""
        return (self.width_px - self.now_x_px) / (self.form.u_per_s * self.u_px)

    def stroke_u(self, width_px: float) -> float:
        """Return the width of a line: it grows with the canvas and is never thinner than said."""
        return width_px * max(1.0, 1.0 / self.u_px)


def x_u(form: SessionForm, session_t_s: float) -> float:
    """Return where a time lies on the long paper."""
    return session_t_s * form.u_per_s


def hill_y_u(form: SessionForm, volume: Number) -> Number:
    """Return the height of the hills at a lung volume; y upwards is negative."""
    return -(form.lift_u + form.hill_u * volume)


def heart_y_u(form: SessionForm, above_mean_bpm: Number, swing_bpm: float) -> Number:
    """Return the height of the heart wave.

    `swing_bpm` is the wave, from trough to peak, that is as high as the hills.
    """
    return hill_y_u(form, _HEART_ON_HILL + above_mean_bpm / swing_bpm)


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape around (0, 0), y upwards negative, in u: a start, and cubics in a circle.

    Each cubic is (control, control, end); the last one ends at the start.
    """

    start: Point
    cubics: tuple[Cubic, ...]
    crown_u: float
    """How high it stands above the ground."""
    foot_u: float
    """How deep it lies in the water."""


def shape_outline(
    form: ShapeForm,
    volume: float,
    wider_u: float = 0.0,
    foot: float | None = None,
    tight: float = 0.0,
) -> Outline:
    """Return the outline of the shape: it widens low first, then lifts, like a belly.

    Its foot never leaves the water.

    Parameters
    ----------
    form : ShapeForm
        Its measures.
    volume : float
        How full the lungs are, 0 to 1.
    wider_u : float
        How much larger a halo is.
    foot : float, optional
        The volume whose foot it stands on: that of the present shape; its own by default.
    tight : float
        How far it draws together while muscles tense: 1 fully; below 0 it sinks and widens.
    """
    at_foot = volume if foot is None else foot
    narrow, tall = 1 - 0.15 * tight, 1 + 0.12 * tight
    w = (_half_width_u(form, volume) + wider_u) * narrow
    h = (form.h0_u + form.h1_u * volume + wider_u) * tall
    b = h * (form.wide0 + form.wide1 * volume)
    f = _half_width_u(form, at_foot) * (form.foot0 - form.foot1 * at_foot) * narrow
    d = form.ground * f
    right: tuple[Cubic, ...] = (
        ((f + form.side_k * (w - f), -0.34 * b), (w, -0.62 * b), (w, -b)),
        ((w, -b - form.top_k * (h - b)), (form.top_k * w, -h), (0.0, -h)),
    )
    left: tuple[Cubic, ...] = (
        ((-form.top_k * w, -h), (-w, -b - form.top_k * (h - b)), (-w, -b)),
        ((-w, -0.62 * b), (-f - form.side_k * (w - f), -0.34 * b), (-f, 0.0)),
    )
    under: Cubic = ((-f, 1.33 * d), (f, 1.33 * d), (f, 0.0))
    return Outline((-f, 0.0), (under, *right, *left), h, 0.75 * 1.33 * d)


def _half_width_u(form: ShapeForm, volume: float) -> float:
    return form.half_w0_u + form.half_w1_u * math.sin(volume * math.pi / 2)
