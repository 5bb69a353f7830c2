"""Two minutes of heart rate over the breath that was led, and the rings seen from above.

The time axis never changes. The axis of heart rate is chosen from the first beats and only ever
grows, by whole steps, when a beat would leave it.
"""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from biofeedback.app.canvas.heart import Beats, stretches
from biofeedback.app.canvas.rings import Rings
from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.text import tr
from biofeedback.app.theme import icons
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import Block, block
from sessions.pacer import LivePlan

if TYPE_CHECKING:
    from biofeedback.report.page import Table

SHOWN_S = 120.0
_EVERY_MS = 200
_STEP_BPM, _SPAN_BPM, _ROOM_BPM = 5, 20, 1.5
_FEWEST = 6
_HILL_STEP_S = 0.4
_HILL_LOW, _HILL_HIGH = 0.12, 0.78
_DOTS = (0.1, 3.0)


class LiveWave(QWidget):
    """The chart."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Heart and breath"))
        self.setAccessibleDescription(
            tr("Two minutes of heart rate in beats a minute; the shade is the pacer.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._now: Callable[[], float] = lambda: 0.0
        self._beats = Beats.none()
        self._plan: LivePlan | None = None
        self._start_s: float | None = None
        self._markers_s: Sequence[float] = ()
        self._range: tuple[int, int] | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.update)

    def table(self) -> "Table":
        """Return what is shown as a table."""
        from biofeedback.app.views.session_tables import heart_table

        return heart_table(self._beats, self._now(), SHOWN_S, self._pace_per_min)

    def ecg_table(self) -> "Table":
        """Return the beats of an ECG that is shown beside it."""
        from biofeedback.app.views.session_tables import ecg_table

        return ecg_table(self._beats, self._now())

    def begin(self, now: Callable[[], float]) -> None:
        """Move by the clock of a run."""
        self._now = now
        self._timer.start()

    def rest(self) -> None:
        """Move no more."""
        self._timer.stop()

    def follow(
        self,
        plan: LivePlan,
        start_s: float | None,
        heart: HeartLine | None,
        markers_s: Sequence[float],
    ) -> None:
        """Take what is known now; markers are in session time."""
        self._plan, self._start_s, self._markers_s = plan, start_s, tuple(markers_s)
        if heart is not None and heart.t_s.size:
            newer = Beats(heart.t_s, heart.rate_bpm, heart.gap)
            self._beats = self._beats.followed_by(newer, heart.t_s[-1] - SHOWN_S - 5.0)
            self._make_room()

    def _pace_per_min(self, t_s: float) -> float | None:
        """Return the pace that was led at a time of the clock."""
        if self._plan is None or self._start_s is None or t_s < self._start_s:
            return None
        breath = self._plan.breathing.breath_at(self._plan.session_t_s(t_s - self._start_s))
        return breath.rate_per_min if breath else None

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its usual size."""
        theme = theme_of(self)
        return QSize(560, 120 + 2 * theme.line_px("caption"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that shows something."""
        return QSize(260, 110 + 2 * theme_of(self).line_px("caption"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint axes, the breath, the heart, markers."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = self._range or (55, 55 + _SPAN_BPM)
        labels = {bpm: _words(theme, str(bpm)) for bpm in range(low, high + 1, _step(low, high))}
        left = max(label.width_px for label in labels.values()) + 12
        foot = self.height() - theme.line_px("caption") - 10
        area = QRectF(left, 18, self.width() - left - 4, foot - 18)
        now_s = self._now()

        def x(t_s: float) -> float:
            return area.right() - (now_s - t_s) / SHOWN_S * area.width()

        def y(bpm: float) -> float:
            share = (bpm - low + _ROOM_BPM) / (high - low + 2 * _ROOM_BPM)
            return area.bottom() - share * area.height()

        self._paint_grid(painter, theme, area, labels, y)
        painter.save()
        painter.setClipRect(area.adjusted(0, -16, 1, 1))
        self._paint_breath(painter, theme, area, now_s, x)
        self._paint_lines(painter, theme, area, labels, y)
        self._paint_heart(painter, theme, x, y)
        self._paint_markers(painter, theme, area, x)
        painter.restore()
        for words, share in ((tr("2 min ago"), 0.0), (tr("1 min"), 0.5), (tr("now"), 1.0)):
            text = _words(theme, words)
            at = area.left() + share * area.width() - share * text.width_px
            text.paint(painter, at, area.bottom() + 10, theme.colour("text_soft"))

    def _paint_grid(
        self,
        painter: QPainter,
        theme: Theme,
        area: QRectF,
        labels: dict[int, Block],
        y: Callable[[float], float],
    ) -> None:
        for bpm, label in labels.items():
            top = y(bpm) - label.height_px / 2
            at = area.left() - 12 - label.width_px
            label.paint(painter, at, top, theme.colour("text_soft"))

    def _paint_lines(
        self,
        painter: QPainter,
        theme: Theme,
        area: QRectF,
        labels: dict[int, Block],
        y: Callable[[float], float],
    ) -> None:
        painter.setPen(QPen(theme.colour("grid"), theme.stroke_px.hairline))
        for bpm in labels:
            at = round(y(bpm)) + 0.5
            painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))

    def _paint_breath(
        self,
        painter: QPainter,
        theme: Theme,
        area: QRectF,
        now_s: float,
        x: Callable[[float], float],
    ) -> None:
        plan, start_s = self._plan, self._start_s
        if plan is None or start_s is None:
            return
        first_s = max(now_s - SHOWN_S, start_s)
        first_s = math.floor(first_s / _HILL_STEP_S) * _HILL_STEP_S  # the same points each time
        points: list[QPointF] = []
        for t_s in [*np.arange(first_s, now_s, _HILL_STEP_S).tolist(), now_s]:
            volume = plan.breathing.volume_at(plan.session_t_s(max(t_s - start_s, 0.0))) or 0.0
            share = _HILL_LOW + (_HILL_HIGH - _HILL_LOW) * volume
            points.append(QPointF(x(t_s), area.bottom() - share * area.height()))
        ground = [QPointF(points[-1].x(), area.bottom()), QPointF(points[0].x(), area.bottom())]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("guide" if theme.is_contrast else "accent_soft"))
        painter.drawPolygon(QPolygonF([*points, *ground]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if theme.is_contrast:
            painter.setPen(QPen(theme.colour("guide_line"), theme.stroke_px.guide))
            painter.drawPolyline(QPolygonF(points))

    def _paint_heart(
        self,
        painter: QPainter,
        theme: Theme,
        x: Callable[[float], float],
        y: Callable[[float], float],
    ) -> None:
        pen = QPen(theme.colour("heart"), 0.7 * theme.stroke_px.heart)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        curves = stretches(self._beats)
        for number, curve in enumerate(curves):
            pairs = zip(curve.t_s.tolist(), curve.bpm.tolist(), strict=True)
            line = [QPointF(x(t_s), y(bpm)) for t_s, bpm in pairs]
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(line))
            if number + 1 < len(curves):
                dots = QPen(pen)
                dots.setDashPattern(_DOTS)
                painter.setPen(dots)
                until = x(float(curves[number + 1].t_s[0]))
                painter.drawLine(line[-1], QPointF(until, line[-1].y()))

    def _paint_markers(
        self, painter: QPainter, theme: Theme, area: QRectF, x: Callable[[float], float]
    ) -> None:
        if self._plan is None or self._start_s is None:
            return
        pen = QPen(theme.colour("text"), 1.4)
        pen.setDashPattern([2.0, 2.0])
        size = 0.8 * theme.icon_px
        for marker_s in self._markers_s:
            at = x(self._start_s + self._plan.clock_s(marker_s))
            painter.setPen(pen)
            painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
            flag = QRectF(at - 0.25 * size, area.top() - 16, size, size)
            icons.paint(painter, "marker", flag, theme.colour("text"))

    def _make_room(self) -> None:
        known = self._beats.rate_bpm[np.isfinite(self._beats.rate_bpm)]
        if known.size < _FEWEST:
            return
        low, high = float(known.min()), float(known.max())
        if self._range is None:
            middle = _STEP_BPM * round((low + high) / 2 / _STEP_BPM)
            self._range = middle - _SPAN_BPM // 2, middle + _SPAN_BPM // 2
        lowest = min(self._range[0], _STEP_BPM * math.floor(low / _STEP_BPM))
        highest = max(self._range[1], _STEP_BPM * math.ceil(high / _STEP_BPM))
        self._range = lowest, highest


class RingsAbove(QWidget):
    """The rings of a session, looked at from above."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Rings"))
        self._rings = Rings()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def show_rings(self, rings: Rings) -> None:
        """Show the rings so far."""
        if rings is not self._rings:
            self._rings = rings
            form = theme_of(self).session.rings
            words = tr("{count} of {all}").format(count=len(rings.widths), all=form.count)
            self.setAccessibleDescription(words)
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a square."""
        return QSize(112, 112)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same size."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rings, the largest first, and the dotted outline of a whole session."""
        theme = theme_of(self)
        form, painter = theme.session.rings, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        radii = self._rings.radii_u(form)
        largest = max([form.full_u, *radii])
        scale = (min(self.width(), self.height()) / 2 - 3) / largest
        for number in range(len(radii), 0, -1):
            strength = 1.0 if theme.is_contrast else 0.35 + 0.45 * number / form.count
            painter.setPen(QPen(theme.colour("ring", strength), theme.stroke_px.hairline))
            painter.setBrush(
                Qt.BrushStyle.NoBrush if theme.is_contrast else theme.colour("ring", 0.16)
            )
            radius = radii[number - 1] * scale
            painter.drawEllipse(centre, radius, radius)
        dots = QPen(theme.colour("text_soft"), 1.8)
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        dots.setDashPattern([0.1, 2.6])
        painter.setPen(dots)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, form.full_u * scale, form.full_u * scale)


def _words(theme: Theme, text: str) -> Block:
    return block(theme, "caption", text)


def _step(low: int, high: int) -> int:
    """Return how far apart the lines are, so that there are about five."""
    return _STEP_BPM * max(math.ceil((high - low) / (5 * _STEP_BPM)), 1)
