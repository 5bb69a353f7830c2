"""The groups of design tokens as records: numbers and names only, no Qt.

Each record is one table of tokens.toml, field by field, and its class name or its fields carry the
unit. Pure geometry (the session canvas, the synthesis of sound) takes these and needs no theme.
They are named tuples, as are all records the first paint waits for: a sixth of the time that a
dataclass takes to be made.
"""

from dataclasses import dataclass
from typing import NamedTuple


class TypeToken(NamedTuple):
    """One kind of text: its size at 100 %, and how much of the growth of text it takes part in."""

    size_pt: float
    line_height: float
    weight: int
    growth: float
    tracking_percent: int

    def size_pt_at(self, text_percent: int) -> float:
        """Return the size in points when text is shown at `text_percent`."""
        return self.size_pt * (1 + (text_percent / 100 - 1) * self.growth)


class TextRules(NamedTuple):
    """What holds for all text: longest line, limits of its size, weights."""

    pictures_family: str
    measure_chars: int
    smallest_percent: int
    largest_percent: int
    step_percent: int
    weight: int
    label_weight: int
    strong_weight: int


class SpacePx(NamedTuple):
    """Distances: a grid of four, and the margins of a page."""

    x1: int
    x2: int
    x3: int
    x4: int
    x5: int
    x6: int
    x8: int
    x10: int
    x12: int
    x16: int
    page_margin: int
    narrow_margin: int
    professional_margin: int
    gutter: int
    card_padding: int


class SizePx(NamedTuple):
    """Least sizes of what is pressed, and a few fixed ones."""

    target_min: int
    control_h: int
    primary_h: int
    bar_h: int
    icon: int
    details_w: int
    content_max_w: int
    narrow_below: int


class RadiusPx(NamedTuple):
    """Radii of corners."""

    key: int
    small: int
    control: int
    primary: int
    card: int
    picture: int


class StrokePx(NamedTuple):
    """Widths of lines; `outline_dots` is (width, dash, gap)."""

    hairline: float
    control: float
    selected: float
    icon: float
    guide: float
    heart: float
    ring: float
    ecg: float
    outline_dots: tuple[float, float, float]


class FocusPx(NamedTuple):
    """The ring around what has the keyboard."""

    width: int
    offset: int


class ChartLine(NamedTuple):
    """How one line of a chart differs from the others beside its colour; no dash means solid."""

    width_px: float
    dash_px: tuple[float, ...]
    mark: str


class MotionMs(NamedTuple):
    """How long movements take."""

    press: int
    hover: int
    fade: int
    panel: int
    settle: int
    lead_in: int
    ring_grow: int
    eyes_dim: int
    eyes_wake: int
    gentle_fade: int


class ShapeForm(NamedTuple):
    """The shape that breathes: lengths in u, the rest shares of its width and height."""

    half_w0_u: float
    half_w1_u: float
    h0_u: float
    h1_u: float
    wide0: float
    wide1: float
    foot0: float
    foot1: float
    ground: float
    top_k: float
    side_k: float


class Halo(NamedTuple):
    """An outline that trails behind the shape."""

    behind_s: float
    wider_u: float
    alpha: float


@dataclass(frozen=True, slots=True)
class RingsForm:
    """The rings on the water: the session so far."""

    count: int
    inner_u: float
    full_u: float
    flat: float
    least_share: float


class SessionForm(NamedTuple):
    """Where everything on the session canvas lies; u = min(width / 1280, height / 800) px."""

    base_y_share: float
    now_x_share: float
    u_per_s: float
    lift_u: float
    hill_u: float
    rest_volume: float
    rest_alpha: float
    cue_y_share: float
    bloom_swing: float
    shape: ShapeForm
    halos: tuple[Halo, ...]
    rings: RingsForm


class Chime(NamedTuple):
    """A struck sound; partials are multiples of its note."""

    start_hz: float
    part_hz: float
    partials: tuple[float, ...]
    levels: tuple[float, ...]
    t60_s: tuple[float, ...]
    attack_ms: float
    peak_dbfs: float


class NoticeTone(NamedTuple):
    """The two notes that announce a trouble once."""

    notes_hz: tuple[float, ...]
    note_ms: float
    gap_ms: float
    attack_ms: float
    peak_dbfs: float


class SoundForm(NamedTuple):
    """Breath tones, chimes, and how they make room for the voice."""

    empty_hz: float
    full_hz: float
    in_partials: tuple[float, ...]
    out_partials: tuple[float, ...]
    out_db: float
    in_envelope: float
    out_envelope: float
    peak_dbfs: float
    loudest_dbfs: float
    volume_step_db: float
    duck_db: float
    duck_ms: float
    unduck_ms: float
    voice_rate: float
    voice_pause_ms: float
    chime: Chime
    notice: NoticeTone


class ClinicForm(NamedTuple):
    """Type of the group's tiles as shares of a tile's width; of the projector, of its height."""

    name_share: float
    state_share: float
    detail_px: int
    projector_cue_share: float
