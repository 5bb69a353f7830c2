"""Thirty seconds of sitting still: the heart's wave appears, a ring closes, a verdict in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from biofeedback.app.desk.messages import HeartLine, RunMoved, SignalChecked
from biofeedback.app.text import few_digits, tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.scenery import outline_panel, panel
from biofeedback.app.views.steps import Step, Walk
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.label import Text

if TYPE_CHECKING:
    from devices.records import DeviceInfo

CHECK_S = 30.0
CLEAR_PCT, CLEAR_GAP_S = 95.0, 3.0
_SWING_BPM, _HIGH, _STEP_S = 8.0, 0.45, 0.2


class Check(Step):
    """Sit, wait, and read how it went."""

    def __init__(self, walk: Walk) -> None:
        self._ring, row = HeartRing(), QHBoxLayout()
        super().__init__(walk, tr("Thirty seconds, just sit."), picture=self._ring, among=row)
        self._verdict = Text(tr("Breathe as you like."), "lead")
        self._figures = Text("", "body", "text_soft")
        words = QVBoxLayout()
        words.addWidget(self._verdict)
        words.addWidget(self._figures)
        words.addStretch(1)
        row.setSpacing(24)
        row.addLayout(words, 1)
        self.page.body.addSpacing(8)
        self.page.body.addLayout(row)
        self._arrange()  # the ring has the keyboard from the first moment on
        self._is_clear = True
        self._on = Primary("", self._next)
        self._other = Quiet("", self._instead)
        self._without = Quiet(tr("Go on without a strap"), walk.without_strap)
        for button in (self._on, self._other, self._without):
            self.page.foot.addWidget(button)
        walk.hear(RunMoved, self._move)
        walk.hear(SignalChecked, self._judge)
        self._begin()

    def first_focus(self) -> QWidget:
        """Return the way on; while it is checked, the picture, so that Enter skips nothing."""
        return self._on if self._on.isEnabled() else self._ring

    def help(self) -> tuple[str, str]:
        """Return what is checked."""
        return (
            tr("Sit still and breathe as you like. The line is your heart."),
            tr(
                "It measures how much of the time good beats account for, and the longest gap."
                " A session needs about 95 percent, and no gap over three seconds."
            ),
        )

    def leaving(self) -> None:
        """Check no more."""
        self.walk.context.call(lambda desk: desk.check.stop())

    def _begin(self) -> None:
        self._ring.show_heart(None, 0.0)
        self._verdict.set_words(tr("Breathe as you like."))
        self._figures.set_words("")
        self._say_ways(is_clear=True)
        self._on.setEnabled(False)
        self._other.hide()
        self._without.show()
        self.walk.context.ask(lambda desk: desk.check.run())

    def _next(self) -> None:
        self.walk.end() if self._is_clear else self._again()

    def _instead(self) -> None:
        self._again() if self._is_clear else self.walk.end()

    def _again(self) -> None:
        self._begin()
        self.first_focus().setFocus()

    def _move(self, moved: RunMoved) -> None:
        if self.walk.step is self and moved.start_s is not None:
            self._ring.show_heart(moved.heart, moved.frame.t_s - moved.start_s, moved.start_s)

    def _judge(self, checked: SignalChecked) -> None:
        if self.walk.step is not self:
            return
        self._ring.close_ring()
        words, is_clear = verdict(checked)
        self._verdict.set_words(words)
        if self.walk.context.likes.fuller:
            self._figures.set_words(figures(checked, self.walk.context.strap.info))
        self._say_ways(is_clear=is_clear)
        self._on.setEnabled(True)
        self._other.show()
        self._without.hide()
        self._on.setFocus()
        self.walk.context.say(words)

    def _say_ways(self, *, is_clear: bool) -> None:
        self._is_clear = is_clear
        onwards, again = self.walk.onwards(), tr("Try again")
        self._on.set_words(onwards if is_clear else again)
        self._other.set_words(again if is_clear else onwards)


class HeartRing(QLabel):
    """The heart's wave of half a minute, in a ring that closes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The wave of your heart, in a ring that closes"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._heart: HeartLine | None = None
        self._share, self._start_s = 0.0, 0.0

    def show_heart(self, heart: HeartLine | None, elapsed_s: float, start_s: float = 0.0) -> None:
        """Show the beats so far, and how much of the time has passed."""
        self._heart = heart if heart is not None or not elapsed_s else self._heart
        self._share, self._start_s = min(elapsed_s / CHECK_S, 1.0), start_s
        self.update()

    def close_ring(self) -> None:
        """Close the ring."""
        self._share = 1.0
        self.update()

    def focus_shape(self) -> tuple[QRect, float]:
        """Return the panel."""
        return self.rect(), theme_of(self).radius_px.picture

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw panel, ring and wave."""
        painter, theme, area = QPainter(self), theme_of(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(panel(theme, area))
        sky = QLinearGradient(0, 0, 0, area.height())
        sky.setColorAt(0, theme.colour("canvas_top"))
        sky.setColorAt(1, theme.colour("canvas_bottom"))
        painter.fillRect(area, QBrush(sky))
        radius_px = min(0.36 * area.width(), 0.44 * area.height())
        ring = QRectF(0, 0, 2 * radius_px, 2 * radius_px)
        ring.moveCenter(area.center())
        width_px, dash, gap = theme.stroke_px.outline_dots
        dots = _pen(QBrush(theme.colour("ring")), width_px)
        dots.setDashPattern([dash * 0.1 / width_px, gap / width_px])
        painter.setPen(dots)
        painter.setBrush(theme.colour("guide", 1.0 if theme.is_contrast else 0.45))
        painter.drawEllipse(ring)
        painter.setPen(_pen(QBrush(theme.colour("accent")), 6))
        painter.drawArc(ring, 90 * 16, -round(self._share * 360 * 16))
        self._paint_heart(painter, ring)
        outline_panel(painter, theme, area)

    def _paint_heart(self, painter: QPainter, ring: QRectF) -> None:
        theme, inset_px = theme_of(self), 0.13 * ring.width()
        wave = ring.adjusted(inset_px, 0, -inset_px, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(QBrush(theme.colour("heart")), theme.stroke_px.heart))
        for line in self._lines(wave):
            painter.drawPolyline(line)

    def _lines(self, into: QRectF) -> list[QPolygonF]:
        """Return the wave as lines; a gap breaks it, and its height follows the widest swing."""
        import numpy as np

        from biofeedback.app.canvas.heart import monotone

        if self._heart is None:
            return []
        t_s, rate_bpm, gap = self._heart.t_s, self._heart.rate_bpm, self._heart.gap
        known = np.isfinite(rate_bpm)
        if not known.any():
            return []
        middle_bpm = float(rate_bpm[known].mean())
        swing_bpm = max(_SWING_BPM, 2 * float(np.abs(rate_bpm[known] - middle_bpm).max()))
        lines = []
        for piece in np.split(np.arange(t_s.size), np.flatnonzero(gap > 0)):
            piece = piece[known[piece]]
            if piece.size < 2:
                continue
            at_s = np.arange(t_s[piece[0]], t_s[piece[-1]], _STEP_S)
            above = (monotone(at_s, t_s[piece], rate_bpm[piece]) - middle_bpm) / swing_bpm
            x = into.left() + into.width() * (at_s - self._start_s) / CHECK_S
            y = into.center().y() - _HIGH * into.height() * above
            points = zip(x.tolist(), y.tolist(), strict=True)
            lines.append(QPolygonF([QPointF(*point) for point in points]))
        return lines


def verdict(checked: SignalChecked) -> tuple[str, bool]:
    """Return how it went in words, and whether it is good enough to go on."""
    if checked.trouble == "heart_rate_only":
        words = tr("This strap sends only the heart rate. Breathing works; the wave does not.")
        return words, True
    if checked.trouble == "connection_lost":
        return tr("The strap is out of reach. Come closer, then try again."), False
    if checked.good_pct >= CLEAR_PCT and checked.gap_s < CLEAR_GAP_S and not checked.trouble:
        return tr("Your heart comes through clearly."), True
    if checked.good_pct:
        return tr("Some beats are missing. Moisten the pads, then try again."), False
    return tr("No beats came through. Moisten the pads, close the strap, then try again."), False


def figures(checked: SignalChecked, strap: "DeviceInfo") -> str:
    """Return the figures behind the verdict."""
    parts = [
        tr("Good beats: {percent} %").format(percent=round(checked.good_pct)),
        tr("longest gap: {seconds} s").format(seconds=few_digits(checked.gap_s)),
        strap.model or strap.name,
    ]
    return ", ".join(filter(None, parts))


def _pen(ink: QBrush, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(ink, width, Qt.PenStyle.SolidLine, cap, join)
