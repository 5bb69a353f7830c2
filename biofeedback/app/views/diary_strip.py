"""A week of days in a row: one is shown, dots say how much is noted. Arrows go from day to day.

Choosing the first or the last day moves the row, so that every day can be reached by arrow or by
pressing.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from biofeedback.app.desk.diary_messages import StripDay
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.lines import Block, block
from biofeedback.app.widgets.one_stop import OneStop
from biofeedback.app.widgets.press import Press

_DAYS, _BEYOND = 7, timedelta(days=3)
_PAD_PX, _DOT_PX, _MOST_DOTS = 15, 7, 3


class DayStrip(QWidget):
    """The days; `chosen` tells the day, and which one the row shall end with."""

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Days"))
        self._today = date.min
        row = FlowLayout(4)
        self.setLayout(row)
        self._buttons = [_DayButton(self) for _ in range(_DAYS)]
        for button in self._buttons:
            button.clicked.connect(lambda _on, each=button: self._choose(each))
            row.addWidget(button)
        self._stop = OneStop(self, chooses=True)
        self._stop.set_buttons(self._buttons)

    def show_days(self, days: Sequence[StripDay], shown: date, today: date) -> None:
        """Show these days, one of them as the chosen one."""
        self._today = today
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button, each in zip(self._buttons, days, strict=True):
            button.show_day(each.day, each.count, today)
            if each.day == shown:
                button.setChecked(True)
                if had_focus:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stop.settle()

    def count(self, day: date, count: int) -> None:
        """Show that a day holds so many things now."""
        for button in self._buttons:
            if button.day == day:
                button.show_day(day, count, self._today)

    def buttons(self) -> "list[_DayButton]":
        """Return the seven, the earliest first."""
        return list(self._buttons)

    def _choose(self, button: "_DayButton") -> None:
        first, last = self._buttons[0], self._buttons[-1]
        ends = button.day + _BEYOND if button in (first, last) else last.day
        self.chosen.emit(button.day, min(ends, self._today))


class _DayButton(Press):
    """One day: its name, its number, its dots."""

    def __init__(self, parent: QWidget) -> None:
        self.day, self._count, self._is_today = date.min, 0, False
        super().__init__("", "chip", parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def show_day(self, day: date, count: int, today: date) -> None:
        """Be a day."""
        self.day, self._count, self._is_today = day, count, day == today
        spoken = tr("Today") if self._is_today else day_words(day)
        noted = tr("%n thing(s) noted", n=count) if count else tr("nothing noted")
        self.set_words(self._name(), spoken=f"{spoken}, {noted}")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the longest name of a day over its number."""
        theme = self.theme()
        names = [_locale().dayName(n, QLocale.FormatType.ShortFormat) for n in range(1, _DAYS + 1)]
        strong = theme.text.strong_weight
        widest_px = max(block(theme, "caption", name, weight=strong).width_px for name in names)
        widest_px = max(widest_px, self._blocks()[0].width_px, 46)
        height_px = sum(each.height_px for each in self._blocks()) + _DOT_PX + 2 * _PAD_PX
        return QSize(math.ceil(widest_px) + 2 * _PAD_PX, math.ceil(height_px) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same size: it does not shrink."""
        return self.sizeHint()

    def heightForWidth(self, _width: int) -> int:  # noqa: N802
        """Return its height."""
        return self.sizeHint().height()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground of the chosen one, then name, number and dots."""
        painter, theme = QPainter(self), self.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_under(painter, theme)
        name, number = self._blocks()
        soft = "text" if self.isChecked() else "text_soft"
        middle, y = self.width() / 2, float(_PAD_PX)
        name.paint(painter, middle - name.width_px / 2, y, theme.colour(soft))
        y += name.height_px
        number.paint(painter, middle - number.width_px / 2, y, theme.colour("text"))
        y += number.height_px + _DOT_PX / 2 + 4
        dots = min(self._count, _MOST_DOTS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        for nth in range(dots):
            x = middle + (nth - (dots - 1) / 2) * (_DOT_PX + 4)
            painter.drawEllipse(QPointF(x, y), _DOT_PX / 2, _DOT_PX / 2)

    def _paint_under(self, painter: QPainter, theme: Theme) -> None:
        if not self.isChecked() and not self.underMouse():
            return
        width_px = theme.stroke_px.selected if self.isChecked() else 0
        inset = width_px / 2
        chosen = QPen(theme.colour("accent"), width_px)
        painter.setPen(chosen if width_px else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(theme.colour("surface" if self.isChecked() else "accent_soft"))
        radius_px = theme.radius_px.primary
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, radius_px, radius_px)

    def _name(self) -> str:
        if self._is_today:
            return tr("Today")
        return _locale().dayName(self.day.isoweekday(), QLocale.FormatType.ShortFormat)

    def _blocks(self) -> tuple[Block, Block]:
        theme = self.theme()
        weight = theme.text.strong_weight if self.isChecked() else None
        name = block(theme, "caption", self._name(), weight=weight)
        return name, block(theme, "heading", str(self.day.day))


def day_words(day: date) -> str:
    """Return a day as one says it: Thursday, 13 March."""
    format_ = tr("dddd, d MMMM", "a day, as Qt writes dates")
    return _locale().toString(QDate(day.year, day.month, day.day), format_)


def _locale() -> QLocale:
    """Return the app's language; English where the system has none."""
    locale = QLocale()
    return QLocale("en") if locale.language() is QLocale.Language.C else locale
