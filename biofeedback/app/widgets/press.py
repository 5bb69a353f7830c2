"""The one control that is pressed; every button, chip, row and card is a kind of it.

It is a QPushButton to Qt and to the screen reader (a check box or a radio button where it can be
chosen), measures and paints itself from the tables of looks.py, wraps its words rather than clip
them, and is pressed by Enter as well as by Space. A held Enter presses once, and the second half of
a double-click presses nothing but what the first half pressed.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme import icons
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets import keycap, looks
from biofeedback.app.widgets.lines import UNBOUNDED_PX, Block, block, longest_word_px

_LEAST_DISC_PX = 56
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Parts(NamedTuple):
    """The parts of a control for one width, and how much room they take, px."""

    words: Block
    detail: Block | None
    lead_w: int
    tail_w: int
    text_h: int

    @property
    def text_w(self) -> float:
        return max(self.words.width_px, self.detail.width_px if self.detail else 0)


class Press(QPushButton):
    """Something to press.

    Parameters
    ----------
    words : what it says; also its accessible name.
    kind : a key of `looks.FORMS`.
    icon : beside the words, a name of `icon_paths.DRAWINGS`.
    key : the key that does the same, printed on it.
    detail : a second, smaller text below the words.
    tail : an icon after the words.
    pressed : called without arguments when it is pressed.

    Attributes
    ----------
    leaves_space : whether the space key, too, belongs to the page; Enter presses it all the same.
    """

    def __init__(
        self,
        words: str,
        kind: str,
        *,
        icon: str = "",
        key: str = "",
        detail: str = "",
        tail: str = "",
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.leaves_space = False
        self._mouse_ms: int | None = None
        self._icon, self._tail, self._key, self._detail = icon, tail, key, detail
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)
        self.set_key(key)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    # What it says

    def words(self) -> str:
        """Return what it says."""
        return self.text().replace("&&", "&")

    def set_words(self, words: str, detail: str | None = None, spoken: str = "") -> None:
        """Say something else; `spoken` replaces the words for the screen reader."""
        self.setText(words.replace("&", "&&"))
        self._detail = self._detail if detail is None else detail
        name = spoken or (f"{words}, {self._detail}" if self._detail else words)
        self.setAccessibleName(name)
        self._changed()

    def set_icon(self, name: str) -> None:
        """Show another icon; none for an empty name."""
        self._icon = name
        self._changed()

    def set_key(self, key: str) -> None:
        """Print another key on it; none for an empty name."""
        self._key = self._printed = key
        self.setAccessibleDescription(
            tr("Key: {key}").format(key=keycap.caption(key)) if key else ""
        )
        self._changed()

    def print_key(self, printed: bool) -> None:
        """Print its key on it, or only tell it to the screen reader."""
        key = self._key if printed else ""
        if key != self._printed:
            self._printed = key
            self._changed()

    # How it is used

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Press on Enter too; arrows belong to the group, or to the page."""
        if event.key() in _ARROWS or (self.leaves_space and event.key() == Qt.Key.Key_Space):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember when the mouse came down on it."""
        self._mouse_ms = event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Count each of two quick clicks, but not one whose first half another thing had."""
        between_ms = QApplication.doubleClickInterval()
        if self._mouse_ms is not None and event.timestamp() - self._mouse_ms <= between_ms:
            super().mouseDoubleClickEvent(event)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """Return whether a point is on it: all of it can be pressed."""
        return self.rect().contains(pos)

    def focus_shape(self) -> tuple[QRect, float]:
        """Return what the focus ring goes round, and its radius."""
        return self.rect(), self._radius_px()

    def theme(self) -> Theme:
        """Return the theme it is shown in."""
        return theme_of(self)

    # How large it is

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size with its words in one line."""
        parts = self._parts(UNBOUNDED_PX)
        width_px = math.ceil(parts.lead_w + parts.text_w + parts.tail_w) + 2 * self._form().pad_x
        return QSize(max(width_px, self._least_px()), self._height_px(parts))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the width with every word in a line of its own; a very long word is broken."""
        theme, form = self.theme(), self._form()
        word_px = max(
            longest_word_px(theme, form.text, self.words(), self._strongest()),
            longest_word_px(theme, form.detail, self._detail),
        )
        lead_w, tail_w = self._lead_w(), self._tail_w()
        width_px = math.ceil(min(word_px, 8 * theme.line_px("body"))) + lead_w + tail_w
        return QSize(max(width_px + 2 * form.pad_x, self._least_px()), self._least_px())

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height with its words wrapped to a width."""
        return self._height_px(self._parts(width))

    def _form(self) -> looks.Form:
        return looks.FORMS[self.kind]

    def _least_px(self) -> int:
        theme, form = self.theme(), self._form()
        least: int = getattr(theme.size_px, form.least)
        return least

    def _height_px(self, parts: _Parts) -> int:
        content_px = max(parts.text_h, self._lead_px())
        return max(self._least_px(), content_px + 2 * self._form().pad_y)

    def _radius_px(self) -> float:
        radius: int = getattr(self.theme().radius_px, self._form().radius)
        return radius

    def _lead_px(self) -> int:
        """Return the size of what stands first; 0 when nothing does."""
        theme, lead = self.theme(), self._form().lead
        if lead == "disc":
            return max(_LEAST_DISC_PX, round(theme.icon_px * 1.9)) if self._icon else 0
        if lead in ("box", "dot"):
            return theme.icon_px + 2
        if lead == "check":
            return round(theme.icon_px * 0.84) if self.isCheckable() else 0
        return theme.icon_px if self._icon else 0

    def _lead_w(self) -> int:
        lead_px = self._lead_px()
        return lead_px + self._form().gap if lead_px and self.words() else lead_px

    def _tail_w(self) -> int:
        theme, gap = self.theme(), self._form().gap
        key_px = keycap.width_px(theme, self._printed) + gap if self._printed else 0
        return key_px + (theme.icon_px + gap // 2 if self._tail else 0)

    def _strongest(self) -> int | None:
        return self.theme().text.strong_weight if self._form().light else None

    def _parts(self, width_px: float) -> _Parts:
        """Set the texts for a width of the whole control."""
        theme, form = self.theme(), self._form()
        lead_w, tail_w = self._lead_w(), self._tail_w()
        room_px = max(width_px - 2 * form.pad_x - lead_w - tail_w, 1)
        words = block(theme, form.text, self.words(), room_px, self._strongest())
        detail = block(theme, form.detail, self._detail, room_px) if self._detail else None
        text_h = math.ceil(words.height_px + (detail.height_px + 2 if detail else 0))
        return _Parts(words, detail, lead_w, tail_w, text_h if self.words() else 0)

    # How it looks

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground, lead, words and tail."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        theme = self.theme()
        seen = looks.look(theme, self.kind, chosen=self.isChecked())
        self._paint_ground(painter, theme, seen)
        parts, form = self._parts(self.width()), self._form()
        used_px = parts.lead_w + parts.text_w + parts.tail_w
        x = (self.width() - used_px) / 2 if form.centred else form.pad_x
        if form.lead == "check" and not self.isChecked():
            x -= parts.lead_w / 2
        self._paint_lead(painter, theme, seen, x)
        self._paint_words(painter, theme, seen, parts, x + parts.lead_w)
        tail_x = x + parts.lead_w + parts.text_w if form.centred else self.width() - form.pad_x
        tail_x = tail_x if form.centred else tail_x - parts.tail_w
        self._paint_tail(painter, theme, seen, tail_x + form.gap)

    def _paint_ground(self, painter: QPainter, theme: Theme, seen: looks.Look) -> None:
        over = self.underMouse() and self.isEnabled()
        fill = seen.down if self.isDown() else seen.hover if over else seen.fill
        if not fill and not seen.outline:
            return
        width_px: float = getattr(theme.stroke_px, seen.stroke) if seen.outline else 0
        inset = width_px / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if width_px:
            painter.setPen(QPen(theme.colour(seen.outline), width_px))
        painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius_px = self._radius_px() - inset
        painter.drawRoundedRect(rect, radius_px, radius_px)

    def _paint_lead(self, painter: QPainter, theme: Theme, seen: looks.Look, x: float) -> None:
        size_px, form = self._lead_px(), self._form()
        if not size_px:
            return
        top_px = (self.height() - size_px) / 2
        rect = self._mirrored(QRectF(x, top_px, size_px, size_px))
        stroke = theme.stroke_px.icon
        if form.lead == "check":
            if self.isChecked():
                icons.paint(painter, "check", rect, theme.colour(seen.ink), stroke=stroke * 1.2)
        elif form.lead == "disc":
            _paint_disc(painter, theme, self._icon, rect)
        elif form.lead in ("box", "dot"):
            radius_px = size_px / 2 if form.lead == "dot" else theme.radius_px.key
            _paint_box(painter, theme, rect, radius_px, chosen=self.isChecked())
        else:
            icons.paint(painter, self._icon, rect, theme.colour(seen.ink), stroke=stroke)

    def _paint_words(
        self, painter: QPainter, theme: Theme, seen: looks.Look, parts: _Parts, x: float
    ) -> None:
        form, strong = self._form(), self._strongest()
        light = form.light and not self.isChecked()
        weight = theme.text.label_weight if light else strong
        room_px = math.ceil(parts.text_w)
        rect = self._mirrored(QRectF(x, (self.height() - parts.text_h) / 2, room_px, parts.text_h))
        side = Qt.AlignmentFlag.AlignHCenter if form.centred else Qt.AlignmentFlag.AlignLeft
        if not form.centred and self.isRightToLeft():
            side = Qt.AlignmentFlag.AlignRight
        words = block(theme, form.text, self.words(), room_px, weight, side)
        words.paint(painter, rect.x(), rect.y(), theme.colour(seen.ink))
        if self._detail:
            detail = block(theme, form.detail, self._detail, room_px, None, side)
            below = rect.y() + words.height_px + 2
            detail.paint(painter, rect.x(), below, theme.colour(seen.soft))

    def _paint_tail(self, painter: QPainter, theme: Theme, seen: looks.Look, x: float) -> None:
        if self._printed:
            width_px, height_px = keycap.width_px(theme, self._printed), keycap.height_px(theme)
            rect = QRectF(x, (self.height() - height_px) / 2, width_px, height_px)
            keycap.paint(painter, theme, self._mirrored(rect), self._printed, seen.soft)
        elif self._tail:
            size_px = theme.icon_px
            x -= self._form().gap - self._form().gap // 2
            rect = self._mirrored(QRectF(x, (self.height() - size_px) / 2, size_px, size_px))
            icons.paint(painter, self._tail, rect, theme.colour(seen.ink))

    def _mirrored(self, rect: QRectF) -> QRectF:
        """Return a part's place in the direction of reading."""
        if self.isRightToLeft():
            rect.moveLeft(self.width() - rect.right())
        return rect

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme or direction."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._changed()

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()


def _paint_disc(painter: QPainter, theme: Theme, icon: str, rect: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent_soft"))
    painter.drawEllipse(rect)
    inset = rect.width() * 0.21
    inner = rect.adjusted(inset, inset, -inset, -inset)
    ink, soft = theme.colour("accent_text"), theme.colour("ring")
    icons.paint(painter, icon, inner, ink, soft, theme.stroke_px.icon)


def _paint_box(
    painter: QPainter, theme: Theme, rect: QRectF, radius_px: float, *, chosen: bool
) -> None:
    """Paint the box of a check row, or the round one of an option."""
    inset = theme.stroke_px.control / 2
    painter.setPen(QPen(theme.colour("accent" if chosen else "edge"), theme.stroke_px.control))
    painter.setBrush(theme.colour("accent" if chosen else "surface"))
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, radius_px, radius_px)
    if chosen:
        inset = rect.width() * 0.14
        inner = rect.adjusted(inset, inset, -inset, -inset)
        icons.paint(painter, "check", inner, theme.colour("on_accent"), stroke=2.8)
