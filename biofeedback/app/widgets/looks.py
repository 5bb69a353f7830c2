"""How everything that is pressed looks: two tables, one of colours by state, one of measures.

`look` gives the colours of a kind in its present state, `FORMS` where its parts lie. A kind is what
the person sees it as: the primary button, a quiet one, a chip, a card. Adding one is adding a row.
"""

from collections.abc import Mapping
from typing import NamedTuple

from biofeedback.app.theme.tokens import Theme


class Look(NamedTuple):
    """Colours by their names in the theme; an empty name paints nothing.

    `fill`, `hover` and `down` are the three fills; `ink` is the words and the icon, `soft` the
    detail; `stroke` names the width of the outline in `Theme.stroke_px`.
    """

    fill: str
    hover: str
    down: str
    ink: str
    soft: str
    outline: str = ""
    stroke: str = "control"


_OPEN = Look("surface", "accent_soft", "accent_soft", "text", "text_soft", "edge")
_CHOSEN = Look(
    "accent_soft", "accent_soft", "accent_soft", "on_accent_soft", "text_soft", "accent", "selected"
)
_CARD = _OPEN._replace(outline="line", stroke="hairline")

_LOOKS: Mapping[str, Look] = {
    "primary": Look("accent", "accent_hover", "accent_pressed", "on_accent", "on_accent"),
    "action": Look("accent", "accent_hover", "accent_pressed", "on_accent", "on_accent"),
    "secondary": _OPEN._replace(ink="accent_text"),
    "step": _OPEN,
    "quiet": Look("", "accent_soft", "accent_soft", "accent_text", "accent_text"),
    "link": Look("", "", "", "accent_text", "accent_text"),
    "bar": Look("", "accent_soft", "accent_soft", "text", "text_soft"),
    "place": Look("", "accent_soft", "accent_soft", "text_soft", "text_soft"),
    "chip": _OPEN,
    "segment": Look("", "", "accent_soft", "text_soft", "text_soft"),
    "round": _OPEN,
    "card": _CARD,
    "option": _OPEN,
    "session": _OPEN,
    "row": Look("", "sunken", "accent_soft", "text", "text_soft"),
    "check": _CARD,
    "switch": Look("", "", "", "text", "text_soft"),
    "notice": _OPEN._replace(hover="notice", down="notice", ink="on_notice", outline="notice_edge"),
}

_CHOSEN_LOOKS: Mapping[str, Look] = {
    "segment": Look("surface", "surface", "surface", "text", "text_soft", "accent"),
    "round": Look("accent", "accent_hover", "accent_pressed", "on_accent", "on_accent"),
    "bar": _CHOSEN._replace(outline="", ink="on_accent_soft"),
    "row": _CHOSEN._replace(outline=""),
    "switch": Look("", "", "", "text", "text_soft"),
}


def look(theme: Theme, kind: str, *, chosen: bool) -> Look:
    """Return the colours of a kind; in high contrast whatever is filled has an outline too."""
    found = _CHOSEN_LOOKS.get(kind, _CHOSEN) if chosen else _LOOKS[kind]
    if theme.is_contrast and chosen and found.fill and not found.outline:
        return found._replace(outline="accent")
    return found


class Form(NamedTuple):
    """Measures of a kind, px. `least` and `radius` name tokens; `lead` is what stands first.

    lead : "icon"; "disc", an icon on a round ground; "check", a check mark with its room kept free;
        "box", a box to tick; "dot", a round one.
    """

    text: str = "label"
    detail: str = "caption"
    pad_x: int = 24
    pad_y: int = 14
    gap: int = 10
    least: str = "control_h"
    radius: str = "control"
    lead: str = "icon"
    centred: bool = True
    light: bool = False  # the words are lighter until chosen


FORMS: Mapping[str, Form] = {
    "primary": Form("heading", pad_x=36, pad_y=20, gap=14, least="primary_h", radius="primary"),
    "action": Form(),
    "secondary": Form(),
    "notice": Form(),
    "step": Form(pad_x=14),
    "quiet": Form(pad_x=12, pad_y=10, least="target_min", radius="small"),
    "link": Form(pad_x=0, pad_y=10, least="target_min", radius="small"),
    "bar": Form(pad_x=14, pad_y=12, least="target_min"),
    "place": Form(pad_x=12, pad_y=10, least="target_min", light=True, gap=12),
    "chip": Form(pad_x=16, gap=8, lead="check", light=True),
    "segment": Form(pad_x=16, pad_y=10, gap=8, least="target_min", lead="check", light=True),
    "round": Form(pad_x=0, pad_y=0, least="target_min", light=True),
    "card": Form(pad_x=20, pad_y=22, gap=16, radius="card", lead="disc", centred=False),
    "option": Form("heading", "body", 24, 20, 14, radius="primary", lead="dot", centred=False),
    "session": Form("body", pad_x=16, pad_y=10, centred=False),
    "row": Form(pad_x=16, pad_y=14, gap=14, centred=False),
    "switch": Form("body", pad_x=0, gap=16, centred=False),
    "check": Form("body", pad_x=20, gap=16, lead="box", centred=False),
}
