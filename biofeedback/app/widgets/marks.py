"""Small pictures with a sentence: the week's dots, the dots of the steps, a figure, an icon's word.

Each is a QLabel that paints itself, so a screen reader meets a text: its accessible name.
"""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme import icons
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import Block, block


class _Mark(QLabel):
    """A label that paints itself and measures again in another theme."""

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its one size."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme or direction."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self.update()

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _mirrored(self, x: float, width_px: float = 0) -> float:
        """Return where something at `x` lies in the direction of reading."""
        return self.width() - x - width_px if self.isRightToLeft() else x


DayState = Literal["practised", "today", "planned", "free"]


class Day(NamedTuple):
    """A day of the week: its letter, what it was or will be, whether it is today."""

    letter: str
    state: DayState
    is_today: bool = False


class WeekDots(_Mark):
    """Seven days: a disc of rings is practised, a ring today, a dotted ring planned, a dot free."""

    def __init__(self, days: Sequence[Day], sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(sentence, parent)
        self._days = tuple(days)

    def set_days(self, days: Sequence[Day], sentence: str) -> None:
        """Show another week; the sentence says it in words."""
        self._days = tuple(days)
        self.setAccessibleName(sentence)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the row and its letters."""
        theme = theme_of(self)
        disc_px = self._disc_px(theme)
        width_px = len(self._days) * disc_px * 1.25 - disc_px * 0.25
        return QSize(math.ceil(width_px) + 4, math.ceil(disc_px + 6 + theme.line_px("caption")))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the days."""
        painter, theme = self._painter(), theme_of(self)
        disc_px = self._disc_px(theme)
        for i, day in enumerate(self._days):
            centre = QPointF(self._mirrored(2 + disc_px * (0.5 + 1.25 * i)), disc_px / 2 + 1)
            _paint_day(painter, theme, day, centre, disc_px / 2)
            weight = theme.text.strong_weight if day.is_today else None
            letter = block(theme, "caption", day.letter, weight=weight)
            colour = theme.colour("text" if day.is_today else "text_soft")
            letter.paint(painter, centre.x() - letter.width_px / 2, disc_px + 6, colour)

    def _disc_px(self, theme: Theme) -> float:
        return 32 * theme.icon_px / theme.size_px.icon


def _paint_day(painter: QPainter, theme: Theme, day: Day, at: QPointF, radius_px: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if day.state == "practised":
        if theme.is_contrast:
            painter.setPen(QPen(theme.colour("ring"), theme.stroke_px.ring))
        for share, alpha in ((1.0, 0.30), (0.75, 0.45), (0.53, 0.6), (0.31, 1.0)):
            flat = "surface" if share > 0.4 else "accent"
            fill = theme.colour(flat) if theme.is_contrast else theme.colour("accent", alpha)
            painter.setBrush(fill)
            painter.drawEllipse(at, radius_px * share - 1, radius_px * share - 1)
    elif day.state == "free":
        painter.setBrush(theme.colour("edge"))
        painter.drawEllipse(at, radius_px * 0.2, radius_px * 0.2)
    else:
        pen = QPen(theme.colour("accent"), theme.stroke_px.selected + 0.4)
        if day.state == "planned":
            width_px, dash_px, gap_px = theme.stroke_px.outline_dots
            pen = QPen(theme.colour("edge"), width_px)
            pen.setDashPattern([dash_px * 0.1 / width_px, gap_px * 0.5 / width_px])
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, radius_px - 1.4, radius_px - 1.4)


class StepDots(_Mark):
    """Which step of how many, as dots and in words."""

    def __init__(self, step: int, n_steps: int, place: str = "", parent: QWidget | None = None):
        super().__init__("", parent)
        self.set_step(step, n_steps, place)

    def set_step(self, step: int, n_steps: int, place: str = "") -> None:
        """Show step `step` (from 1); `place` is said with it."""
        self._step, self._n_steps = step, n_steps
        self._words = tr("Step {step} of {count}").format(step=step, count=n_steps)
        self.setAccessibleName(f"{self._words}, {place}" if place else self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of dots and words."""
        words = self._block()
        return QSize(math.ceil(self._dots_px() + 20 + words.width_px), math.ceil(words.height_px))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the dots, then the words."""
        painter, theme = self._painter(), theme_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        x, top_px = 0.0, self.height() / 2 - 5
        for step in range(1, self._n_steps + 1):
            width_px = 28 if step == self._step else 10
            done = step <= self._step
            painter.setBrush(theme.colour("accent") if done else theme.colour("edge", 0.5))
            painter.drawRoundedRect(QRectF(self._mirrored(x, width_px), top_px, width_px, 10), 5, 5)
            x += width_px + 8
        words = self._block()
        words_x = self._mirrored(x + 12, words.width_px)
        words.paint(painter, words_x, 0, theme.colour("text_soft"))

    def _dots_px(self) -> float:
        return 28 + 18 * (self._n_steps - 1)

    def _block(self) -> Block:
        return block(theme_of(self), "body", self._words)


class IconText(_Mark):
    """An icon and its word, not pressed: the strap, its battery."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon, self._words = icon, words

    def set_words(self, words: str, icon: str = "") -> None:
        """Say something else, with another icon if one is named."""
        self._words, self._icon = words, icon or self._icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same size: the word is not cut short."""
        return self.sizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of icon and word."""
        theme = theme_of(self)
        words = block(theme, "body", self._words)
        height_px = max(words.height_px, theme.icon_px)
        return QSize(math.ceil(theme.icon_px + 12 + words.width_px), math.ceil(height_px))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the icon, then the word."""
        painter, theme = self._painter(), theme_of(self)
        size_px, ink = theme.icon_px, theme.colour("text_soft")
        top_px = (self.height() - size_px) / 2
        rect = QRectF(self._mirrored(0, size_px), top_px, size_px, size_px)
        icons.paint(painter, self._icon, rect, ink, stroke=theme.stroke_px.icon)
        words = block(theme, "body", self._words)
        x = self._mirrored(size_px + 12, words.width_px)
        words.paint(painter, x, (self.height() - words.height_px) / 2, ink)


class Figure(_Mark):
    """A measured value: its name above, its unit beside it, a remark below."""

    def __init__(self, name: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._name, self._unit, self._value, self._below = name, unit, "", ""

    def set_value(self, value: str, below: str = "") -> None:
        """Show a value, or a word such as "collecting" in its place (then without a unit)."""
        if (value, below) == (self._value, self._below):
            return
        self._value, self._below = value, below
        spoken = [f"{self._name}: {value} {self._shown_unit()}".strip(), below]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of its lines."""
        name, value, unit, below = self._blocks()
        row_px = value.width_px + 6 + unit.width_px
        width_px = max(name.width_px, row_px, below.width_px)
        low_px = below.height_px if self._below else 0
        value_px = max(value.height_px, theme_of(self).line_px("figure"))  # a word is as high
        return QSize(math.ceil(width_px), math.ceil(name.height_px + value_px + low_px))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint name, value on one line with its unit, remark."""
        painter, theme = self._painter(), theme_of(self)
        name, value, unit, below = self._blocks()
        soft = theme.colour("text_soft")
        name.paint(painter, self._mirrored(0, name.width_px), 0, soft)
        ink = soft if self._is_word() else theme.colour("text")
        value.paint(painter, self._mirrored(0, value.width_px), name.height_px, ink)
        drop_px = _baseline_px(value) - _baseline_px(unit)
        unit_x = self._mirrored(value.width_px + 6, unit.width_px)
        unit.paint(painter, unit_x, name.height_px + drop_px, soft)
        low_px = name.height_px + value.height_px
        below.paint(painter, self._mirrored(0, below.width_px), low_px, soft)

    def _is_word(self) -> bool:
        return bool(self._value) and not any(map(str.isdigit, self._value))

    def _shown_unit(self) -> str:
        return "" if self._is_word() or not self._value else self._unit

    def _blocks(self) -> tuple[Block, Block, Block, Block]:
        theme = theme_of(self)
        kind = "lead" if self._is_word() else "figure"
        return (
            block(theme, "caption", self._name),
            block(theme, kind, self._value),
            block(theme, "caption", self._shown_unit()),
            block(theme, "caption", self._below),
        )


def _baseline_px(text: Block) -> float:
    line = text.layout.lineAt(0)
    return line.position().y() + QFontMetricsF(text.layout.font()).ascent()
