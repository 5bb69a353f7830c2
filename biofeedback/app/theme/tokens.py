"""The design tokens, read once, as a `Theme` for one set of colours and one size of text.

A theme is frozen and shared: `Theme.of("dark", 150)` gives the same object each time, so it can
key a cache. Everything visible asks it; the figures themselves stand in tokens.toml.
"""

import math
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF

from biofeedback.app.theme.records import (
    ChartLine,
    Chime,
    ClinicForm,
    FocusPx,
    Halo,
    MotionMs,
    NoticeTone,
    RadiusPx,
    RingsForm,
    SessionForm,
    ShapeForm,
    SizePx,
    SoundForm,
    SpacePx,
    StrokePx,
    TextRules,
    TypeToken,
)

THEMES = ("light", "dark", "contrast")

# A point is 1/72 inch everywhere but on a Mac, where it is one of our pixels of 1/96 inch.
_POINT = 96 / 72 if sys.platform == "darwin" else 1.0


@cache
def tokens() -> Mapping[str, Any]:
    """Return the tables of tokens.toml, every list made a tuple."""
    read: dict[str, Any] = _frozen(tomllib.loads(_PATH.read_text(encoding="utf-8")))
    return read


_PATH = Path(__file__).with_name("tokens.toml")


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Theme:
    """All that the app looks like, for one set of colours at one size of text.

    `hexes` names the colours ("accent", "heart", "c1" ...), `types` the kinds of text ("body",
    "headline" ...). Lengths are logical pixels.
    """

    name: str
    text_percent: int
    family: str
    hexes: Mapping[str, str]
    types: Mapping[str, TypeToken]
    text: TextRules
    space_px: SpacePx
    size_px: SizePx
    radius_px: RadiusPx
    stroke_px: StrokePx
    focus_px: FocusPx
    icon_px: int
    narrow_from_percent: int
    chart: Mapping[str, ChartLine]
    band_alpha: float
    motion_ms: MotionMs
    session: SessionForm
    sound: SoundForm
    clinic: ClinicForm

    @staticmethod
    def of(name: str = "light", text_percent: int = 100, family: str = "") -> "Theme":
        """Return the theme called `name` with text at `text_percent`.

        Parameters
        ----------
        name : "light", "dark" or "contrast".
        text_percent : 100 to 200; outside it the nearest limit is taken.
        family : the font; empty for the system's own.
        """
        rules = TextRules(**tokens()["text"])
        percent = min(max(text_percent, rules.smallest_percent), rules.largest_percent)
        return _build(name, percent, family)

    @property
    def is_contrast(self) -> bool:
        """Whether this is the high-contrast theme: flat, thicker outlines."""
        return self.name == "contrast"

    def hex(self, name: str) -> str:
        """Return a colour as "#RRGGBB"."""
        return self.hexes[name]

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a colour; `alpha` from 0 (not there) to 1."""
        colour = QColor(self.hexes[name])
        colour.setAlphaF(alpha)
        return colour

    def size_pt(self, kind: str) -> float:
        """Return the size of a kind of text, in points of this system."""
        return self.types[kind].size_pt_at(self.text_percent) * _POINT

    def font(self, kind: str = "body", weight: int | None = None) -> QFont:
        """Return the font of a kind of text, digits all of one width."""
        return QFont(_font(self, kind, weight))  # a copy, to be changed at will

    def line_px(self, kind: str) -> int:
        """Return the distance of the lines of a kind of text; never less than its font needs."""
        return _line_px(self, kind)

    @property
    def is_large(self) -> bool:
        """Whether words are so large that what lies side by side elsewhere finds no room."""
        return self.text_percent >= self.narrow_from_percent

    def margin_px(self, window_width_px: int) -> int:
        """Return the margin of a page in a window of that width."""
        narrow = self.is_narrow(window_width_px)
        return self.space_px.narrow_margin if narrow else self.space_px.page_margin

    def is_narrow(self, window_width_px: int) -> bool:
        """Whether tabs become one "Menu" button and margins shrink."""
        return self.is_large or window_width_px < self.size_px.narrow_below


@cache
def _build(name: str, percent: int, family: str) -> Theme:
    table = tokens()
    contrast = name == "contrast"
    rules = table["text"]
    label_weight = rules["strong_weight"] if contrast else rules["label_weight"]
    strokes = table["stroke_px"] | (table["stroke_px_contrast"] if contrast else {})
    growth = 1 + (percent / 100 - 1) * table["layout"]["icon_growth"]
    return Theme(
        name=name,
        text_percent=percent,
        family=family,
        hexes=table["colour"][name],
        types={kind: TypeToken(**each) for kind, each in table["type"].items()},
        text=TextRules(**(rules | {"label_weight": label_weight})),
        space_px=SpacePx(**table["space_px"]),
        size_px=SizePx(**table["size_px"]),
        radius_px=RadiusPx(**table["radius_px"]),
        stroke_px=StrokePx(**strokes),
        focus_px=FocusPx(**table["focus_px"]),
        icon_px=round(table["size_px"]["icon"] * growth),
        narrow_from_percent=table["layout"]["narrow_from_percent"],
        chart=_chart(table["chart"]),
        band_alpha=table["chart"]["band_alpha"][name],
        motion_ms=MotionMs(**table["motion_ms"]),
        session=_session(table["session"]),
        sound=_sound(table["sound"]),
        clinic=ClinicForm(**table["clinic"]),
    )


@cache
def _font(theme: Theme, kind: str, weight: int | None) -> QFont:
    font = QFont(theme.family) if theme.family else QFont()
    font.setPointSizeF(theme.size_pt(kind))
    font.setWeight(QFont.Weight(weight or theme.types[kind].weight))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, theme.types[kind].tracking_percent)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _line_px(theme: Theme, kind: str) -> int:
    font = theme.font(kind)
    wanted_px = QFontInfo(font).pixelSize() * theme.types[kind].line_height
    return math.ceil(max(wanted_px, QFontMetricsF(font).height()))


def _chart(table: Mapping[str, Any]) -> dict[str, ChartLine]:
    return {
        name: ChartLine(width_px, table["dash_px"][name], table["mark"][name])
        for name, width_px in table["width_px"].items()
    }


def _session(table: Mapping[str, Any]) -> SessionForm:
    parts = {
        "shape": ShapeForm(**table["shape"]),
        "halos": tuple(Halo(**halo) for halo in table["halos"]),
        "rings": RingsForm(**table["rings"]),
    }
    return SessionForm(**{**table, **parts})


def _sound(table: Mapping[str, Any]) -> SoundForm:
    parts = {"chime": Chime(**table["chime"]), "notice": NoticeTone(**table["notice"])}
    return SoundForm(**{**table, **parts})
