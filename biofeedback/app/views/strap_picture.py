"""A drawing of how the strap is worn, in a field of 560 by 632 that is fitted into its panel.

The body is one calm tone; only the strap stands out. What is written beside it is painted in the
type of the app, so it grows with it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.icons import path
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.scenery import mixed, outline_panel, panel
from biofeedback.app.widgets.lines import block

_WIDTH, _HEIGHT = 560.0, 632.0

_HEAD = (
    "M 206 -400 L 206 -40 C 206 20 216 50 236 70 C 252 86 266 92 280 92 C 294 92 308 86 324 70"
    + (" C 344 50 354 20 354 -40 L 354 -400 Z")
)
_NECK = "M 234 60 L 234 88 C 262 102 298 102 326 88 L 326 60 Z"
_BODY = (
    "M 234 80 C 234 112 224 126 190 138 C 150 152 124 160 100 178 C 72 200 58 222 52 262"
    " C 40 330 30 420 29 486 C 27 560 26 600 26 640 L 102 640 C 104 580 106 520 110 470"
    " C 112 430 116 396 122 366 C 126 420 132 466 134 520 C 136 566 132 600 130 640 L 430 640"
    " C 428 600 424 566 426 520 C 428 466 434 420 438 366 C 444 396 448 430 450 470"
    " C 454 520 456 580 458 640 L 534 640 C 534 600 533 560 531 486 C 530 420 520 330 508 262"
    " C 502 222 488 200 460 178 C 436 160 410 152 370 138 C 336 126 326 112 326 80 Z"
)
_LINES = (
    "M 202 152 C 222 164 246 168 270 162 M 290 162 C 314 168 338 164 358 152"
    " M 156 296 C 176 330 232 332 266 308 M 294 308 C 328 332 384 330 404 296"
)
_BAND = (
    "M 119 345 C 150 362 200 373 280 373 C 360 373 410 362 441 345 L 436 389"
    " C 410 403 350 416 280 416 C 210 416 150 403 124 389 Z"
)
_PADS = (
    "M 170 371 C 190 379 212 384 234 386 L 234 414 C 212 413 190 409 170 402 Z"
    " M 390 371 C 370 379 348 384 326 386 L 326 414 C 348 413 370 409 390 402 Z"
)
_SENSOR = QRectF(244, 374, 72, 50)


@dataclass(frozen=True, slots=True)
class _Label:
    """Words at a place, and the point that they speak of."""

    words: str
    at: QPointF
    of: QPointF


class StrapPicture(QLabel):
    """The drawing; to a screen reader, what it shows in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(
            tr("The strap lies just below the chest: moist pads, the sensor in the middle.")
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the panel, the body, the strap and the words."""
        painter, theme, area = QPainter(self), theme_of(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(panel(theme, area))
        sky = QLinearGradient(0, 0, 0, area.height())
        sky.setColorAt(0, theme.colour("canvas_top"))
        sky.setColorAt(1, theme.colour("canvas_bottom"))
        painter.fillRect(area, QBrush(sky))
        unit_px = max(area.width() / _WIDTH, area.height() / _HEIGHT)
        unit_px = min(unit_px, area.width() / (0.94 * _WIDTH))
        painter.save()
        painter.translate((area.width() - _WIDTH * unit_px) / 2, area.height() - _HEIGHT * unit_px)
        painter.scale(unit_px, unit_px)
        _paint_body(painter, theme)
        _paint_strap(painter, theme)
        _paint_labels(painter, theme, unit_px, area.width() / unit_px)
        painter.restore()
        outline_panel(painter, theme, area)


def _tone(theme: Theme, depth: int) -> QColor:
    """Return a tone of the body: 0 for its face, 1 and 2 for what lies in its shade."""
    weights = {"light": (0.0, 0.5, 0.45), "dark": (0.0, 0.35, 0.5), "contrast": (0.0, 0.0, 1.0)}
    weight = weights[theme.name][depth]
    shade = theme.colour("guide_line" if depth == 2 else "breath_foot")
    return mixed(theme.colour("guide"), shade, weight)


def _paint_body(painter: QPainter, theme: Theme) -> None:
    painter.fillPath(path(_BODY), _tone(theme, 0))
    painter.fillPath(path(_NECK), _tone(theme, 1))
    painter.fillPath(path(_HEAD), _tone(theme, 0))
    painter.strokePath(path(_LINES), _pen(_tone(theme, 2), 6))
    if theme.is_contrast:
        for outline in (_BODY, _HEAD):
            painter.strokePath(path(outline), _pen(theme.colour("guide_line"), 2))


def _paint_strap(painter: QPainter, theme: Theme) -> None:
    is_light = theme.name == "light"
    band = theme.colour("c5" if is_light else "surface" if theme.is_contrast else "line")
    painter.fillPath(path(_BAND), band)
    painter.fillPath(path(_PADS), theme.colour("accent"))
    if not is_light:
        painter.strokePath(path(_BAND), _pen(theme.colour("edge"), 2))
    painter.setPen(QPen(band if is_light else theme.colour("edge"), 5 if is_light else 3))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(_SENSOR, 18, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("heart"))
    painter.drawEllipse(_SENSOR.center(), 5.5, 5.5)


def _paint_labels(painter: QPainter, theme: Theme, unit_px: float, seen: float) -> None:
    labels = (
        _Label(tr("below the chest"), QPointF(465, 273), QPointF(414, 365)),
        _Label(tr("moist pads"), QPointF(127, 500), QPointF(199, 393)),
        _Label(tr("sensor in the middle"), QPointF(285, 564), QPointF(280, 425)),
    )
    for label in labels:
        _paint_label(painter, theme, label, unit_px, (_WIDTH - min(seen, _WIDTH)) / 2 + 16)


def _paint_label(
    painter: QPainter, theme: Theme, label: _Label, unit_px: float, edge: float
) -> None:
    words = block(theme, "caption", label.words, weight=theme.text.strong_weight)
    scale = 1 / unit_px
    width, height = (words.width_px + 28) * scale, (words.height_px + 16) * scale
    left = min(max(label.at.x() - width / 2, edge), _WIDTH - edge - width)
    frame = QRectF(left, label.at.y() - height / 2, width, height)
    ink = theme.colour("text")
    below = label.of.y() < frame.top()
    near = QPointF(frame.center().x(), frame.top() if below else frame.bottom())
    painter.setPen(_pen(ink, 1.6 * scale))
    painter.drawLine(label.of, near)
    painter.setBrush(theme.colour("surface"))
    painter.setPen(_pen(ink, 2.4 * scale))
    painter.drawEllipse(label.of, 5, 5)
    painter.setPen(_pen(theme.colour("line"), theme.stroke_px.hairline * scale))
    radius = theme.radius_px.small * scale
    painter.drawRoundedRect(frame, radius, radius)
    painter.save()
    painter.translate(frame.topLeft())
    painter.scale(scale, scale)
    words.paint(painter, 14, 8, ink)
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, cap, join)
