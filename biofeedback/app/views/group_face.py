"""What stands still on a tile: name, state, rings, the line of help, the battery.

All of it follows the width of the tile (`clinic` of the tokens), so that it is read from across the
room; only the line at the foot follows the size of text. `Face` measures and paints it; a text that
has no room is set a little smaller, then wrapped, never cut.
"""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from biofeedback.app.canvas.rings import Rings
from biofeedback.app.text import tr
from biofeedback.app.theme import icons
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.group_rings import paint_rings, radii_of

_PAD_FROM_PX, _PAD_SLOPE, _LEAST_PAD_PX, _MOST_PAD_PX = 290, 0.106, 12, 36
_RINGS_SHARE = 0.175
_CHIP_PAD_X, _CHIP_PAD_Y = 0.45, 0.13  # of the size of the state's letters
_SMALLEST, _GIANT = 0.82, 0.6
_UNBOUNDED_PX = 1e5


@dataclass(frozen=True, slots=True)
class Face:
    """The words and figures of a tile.

    Attributes
    ----------
    alias, state, help : str
        Who, how it goes, and what to say.
    is_troubled, is_seen : bool
        Whether help is needed, and whether somebody has seen to it.
    battery_pct : int or None
    rings : Rings
    waiting : bool
        The rings wait for a better signal.
    """

    alias: str
    state: str
    help: str = ""
    is_troubled: bool = False
    is_seen: bool = False
    battery_pct: int | None = None
    rings: Rings = Rings()  # noqa: RUF009 - frozen
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text set in a width."""

    text: str
    font: QFont
    width_px: float
    height_px: float
    wraps: Qt.TextFlag = Qt.TextFlag.TextWordWrap

    def paint(self, painter: QPainter, x: float, y: float, flags: Qt.AlignmentFlag) -> None:
        """Paint it with the upper left corner at (x, y)."""
        painter.setFont(self.font)
        rect = QRectF(x, y, math.ceil(self.width_px), math.ceil(self.height_px))
        painter.drawText(rect, int(flags | self.wraps), self.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a face lie in a tile of some width."""

    pad_px: float
    name: Words
    state: Words
    rings_px: float
    foot: Words
    battery: Words | None
    icon_px: float
    chip_pad_px: tuple[float, float]
    gap_px: float

    @property
    def head_px(self) -> float:
        """Where the head ends."""
        words_px = self.pad_px + self.name.height_px + self.gap_px + self.state_px
        return max(words_px, self.pad_px + self.rings_px)

    @property
    def state_px(self) -> float:
        """How high the state is, with its frame."""
        return self.state.height_px + 2 * self.chip_pad_px[1]

    @property
    def foot_px(self) -> float:
        """How high the foot is, with what lies below it."""
        below_px = 0.75 * self.pad_px
        battery_px = self.battery.height_px if self.battery else 0.0
        return max(self.foot.height_px, battery_px) + below_px


def laid(theme: Theme, width_px: float, face: Face) -> Layout:
    """Lay a face out in a tile of this width."""
    form = theme.clinic
    wished_px = _LEAST_PAD_PX + _PAD_SLOPE * (width_px - _PAD_FROM_PX)
    pad_px = min(max(wished_px, _LEAST_PAD_PX), _MOST_PAD_PX)
    inner_px = width_px - 2 * pad_px
    rings_px = _RINGS_SHARE * width_px
    beside_px = inner_px - rings_px - 0.4 * pad_px
    strong = theme.text.strong_weight
    name = fitted(face.alias, _font(theme, form.name_share * width_px, strong), beside_px)
    state_px = form.state_share * width_px
    pad = (_CHIP_PAD_X * state_px, _CHIP_PAD_Y * state_px)
    icon_px = state_px if face.is_troubled else 0.0
    left_px = beside_px
    if face.is_troubled:
        left_px -= 2 * pad[0] + 1.4 * icon_px
    weight = strong if face.is_troubled else theme.text.weight
    state = fitted(face.state, _font(theme, state_px, weight), left_px)
    detail = _font(theme, detail_px(theme), theme.text.label_weight)
    battery = None
    foot_px = inner_px
    if face.battery_pct is not None:
        words = tr("{percent} %").format(percent=face.battery_pct)
        battery = fitted(words, detail, inner_px / 2)
        foot_px -= battery.width_px + theme.icon_px + 1.5 * pad_px
    foot = fitted(face.help, detail, foot_px)
    gap_px = 0.1 * name.height_px
    return Layout(pad_px, name, state, rings_px, foot, battery, icon_px, pad, gap_px)


def detail_px(theme: Theme) -> float:
    """Return the size of the letters at the foot: it grows with the size of text."""
    return theme.clinic.detail_px * theme.text_percent / 100


def fitted(text: str, font: QFont, width_px: float) -> Words:
    """Set a text in a width: a little smaller where it has no room, then in several lines.

    A single word that is wider still is set as small as it has to be, but for a giant, which is
    broken.
    """
    width_px, wraps = max(width_px, 1.0), Qt.TextFlag.TextWordWrap
    size = _size(text, font, _UNBOUNDED_PX, wraps)
    if size.width() > width_px:
        font = _smaller(font, max(width_px / size.width(), _SMALLEST))
        size = _size(text, font, width_px, wraps)
        share = width_px / max(size.width(), 1.0)
        if share < _GIANT:
            wraps = Qt.TextFlag.TextWrapAnywhere
        elif share < 1.0:
            font = _smaller(font, share)
        size = _size(text, font, width_px, wraps)
    return Words(text, font, math.ceil(size.width()) + 1.0, size.height(), wraps)


def _size(text: str, font: QFont, width_px: float, wraps: Qt.TextFlag) -> QRectF:
    room = QRectF(0, 0, width_px, _UNBOUNDED_PX)
    return QFontMetricsF(font).boundingRect(room, int(wraps), text)


def _smaller(font: QFont, share: float) -> QFont:
    smaller = QFont(font)
    smaller.setPixelSize(max(math.floor(font.pixelSize() * share), 1))
    return smaller


def _font(theme: Theme, size_px: float, weight: int) -> QFont:
    font = theme.font("body", weight)
    font.setPixelSize(max(round(size_px), 1))
    return font


def paint(
    painter: QPainter,
    theme: Theme,
    face: Face,
    place: Layout,
    size: tuple[float, float],
    *,
    mirrored: bool,
    over: bool = False,
) -> None:
    """Paint the card and all that stands still on it."""
    width_px, height_px = size
    _card(painter, theme, face, QRectF(0, 0, width_px, height_px), over=over)
    inner = QRectF(place.pad_px, 0, width_px - 2 * place.pad_px, height_px)
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft

    def x(left_px: float, part_px: float) -> float:
        return width_px - left_px - part_px if mirrored else left_px

    painter.setPen(theme.colour("text"))
    place.name.paint(painter, x(inner.left(), place.name.width_px), place.pad_px, side)
    _state(painter, theme, face, place, width_px, mirrored=mirrored)
    rings_x = x(inner.right() - place.rings_px, place.rings_px)
    _rings(painter, theme, face, QRectF(rings_x, place.pad_px, place.rings_px, place.rings_px))
    foot_y = height_px - place.foot_px
    painter.setPen(theme.colour("text" if face.is_troubled else "text_soft"))
    place.foot.paint(painter, x(inner.left(), place.foot.width_px), foot_y, side)
    if place.battery is not None:
        painter.setPen(theme.colour("text_soft"))
        at = inner.right() - place.battery.width_px
        place.battery.paint(painter, x(at, place.battery.width_px), foot_y, side)
        icon_px = 0.86 * theme.icon_px
        top = foot_y + (place.battery.height_px - icon_px) / 2
        icon = QRectF(x(at - 1.3 * icon_px, icon_px), top, icon_px, icon_px)
        icons.paint(painter, "battery", icon, theme.colour("text_soft"))


def _card(painter: QPainter, theme: Theme, face: Face, rect: QRectF, *, over: bool) -> None:
    alarmed = face.is_troubled and not face.is_seen
    stroke_px = theme.stroke_px.selected if alarmed else theme.stroke_px.hairline
    edge = "notice_edge" if alarmed else "edge" if over else "line"
    painter.setPen(QPen(theme.colour(edge), stroke_px))
    painter.setBrush(theme.colour("surface"))
    inset = stroke_px / 2
    radius_px = theme.radius_px.card - inset
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius_px, radius_px)


def _state(
    painter: QPainter,
    theme: Theme,
    face: Face,
    place: Layout,
    width_px: float,
    *,
    mirrored: bool,
) -> None:
    y = place.pad_px + place.name.height_px + place.gap_px
    pad_x, pad_y = place.chip_pad_px
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft

    def x(left_px: float, part_px: float) -> float:
        return width_px - left_px - part_px if mirrored else left_px

    if not face.is_troubled:
        painter.setPen(theme.colour("text_soft"))
        place.state.paint(painter, x(place.pad_px, place.state.width_px), y + pad_y, side)
        return
    icon_px = place.icon_px
    chip_px = place.state.width_px + 2 * pad_x + 1.4 * icon_px
    chip = QRectF(x(place.pad_px, chip_px), y, chip_px, place.state_px)
    seen = face.is_seen
    painter.setPen(QPen(theme.colour("line" if seen else "notice_edge"), theme.stroke_px.hairline))
    painter.setBrush(theme.colour("surface" if seen else "notice"))
    painter.drawRoundedRect(chip, theme.radius_px.small, theme.radius_px.small)
    ink = theme.colour("text_soft" if seen else "on_notice")
    top = chip.center().y() - icon_px / 2
    at = place.pad_px + pad_x
    icon = QRectF(x(at, icon_px), top, icon_px, icon_px)
    icons.paint(painter, "check" if seen else "info", icon, ink, stroke=theme.stroke_px.icon)
    painter.setPen(ink)
    at += 1.4 * icon_px
    place.state.paint(painter, x(at, place.state.width_px), y + pad_y, side)


def _rings(painter: QPainter, theme: Theme, face: Face, square: QRectF) -> None:
    rings = face.rings
    radii = radii_of(rings.widths, rings.usual, theme.session.rings.count)
    paint_rings(painter, theme, square, radii, waiting=face.waiting)
