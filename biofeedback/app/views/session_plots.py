"""The three small pictures of the details: the ECG, the rhythms of the heart, beat after beat.

Each has axes that stay as they are for the whole session, and lines one pixel wide. What is drawn
is drawn once when data come: new ECG goes on where the line ended, and a frame only moves it.
"""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from biofeedback.app.canvas.heart import Beats
from biofeedback.app.canvas.strips import whole_px
from biofeedback.app.desk.messages import EcgMoved, HeartLine
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import block
from biofeedback.hrv.columns import FloatArray

ECG_S, ECG_MS = 6.0, 33
ECG_BEHIND_S = 1.2  # a frame of ECG is 0.6 s long and a while on its way
_ECG_KEPT_S = ECG_S + 2 * ECG_BEHIND_S
_ECG_SHEET_S = 2 * _ECG_KEPT_S
_STEP_UV = 500.0
_KEPT_S, _RHYTHM_S, _LENGTH_S, _FEWEST = 150.0, 121.0, 20.0, 40
_GRID_HZ, _NFFT = 4.0, 2048
_SLOWEST_HZ, FASTEST_PER_MIN = 0.02, 24.0
_HANN_S = 1.5  # width of a Hann window's peak, times its length
_HALF_MS, _POINTS = 250.0, 150


class _Plot(QWidget):
    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its usual size."""
        return QSize(160, 150)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that shows something."""
        return QSize(100, 96)


class EcgTrace(_Plot):
    """The last six seconds of ECG, moving.

    Parameters
    ----------
    name, sentence : what a screen reader says of it.
    """

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(name, sentence)
        self._now: Callable[[], float] = lambda: 0.0
        self._t_s, self._uv = np.empty(0), np.empty(0)
        self._sheet: QPixmap | None = None  # the line, from the time of its left edge on
        self._sheet_s, self._drawn_s = 0.0, -math.inf
        self._range_uv: tuple[float, float] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below is painted again
        self._timer = QTimer(self, interval=ECG_MS)
        self._timer.timeout.connect(self.update)
        self._frame: SignalInstance | None = None
        self._is_due = False

    def begin(self, now: Callable[[], float], frame: SignalInstance | None = None) -> None:
        """Move by a clock; at every other `frame` of what moves beside it, if anything does."""
        self.rest()
        self._now, self._frame = now, frame
        if frame is None:
            self._timer.start()
        else:
            frame.connect(self._framed)

    def rest(self) -> None:
        """Move no more."""
        self._timer.stop()
        if self._frame is not None:
            self._frame.disconnect(self._framed)
            self._frame = None

    def _framed(self) -> None:
        self._is_due = not self._is_due
        if self._is_due:
            self.update()

    def take(self, ecg: EcgMoved) -> None:
        """Take new samples."""
        kept = self._t_s > ecg.t_s[-1] - _ECG_KEPT_S
        self._t_s = np.concatenate([self._t_s[kept], ecg.t_s])
        self._uv = np.concatenate([self._uv[kept], ecg.ecg_uv])
        if self._range_uv is None and self._t_s[-1] - self._t_s[0] > ECG_S / 3:
            self._range_uv = _range_of(self._uv)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a low, wide strip."""
        return QSize(320, 104)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Move the line to now, by whole pixels of the screen."""
        sheet, left_px = self._kept_sheet(), 0.0
        if sheet is not None:
            since_s = self._sheet_s - (self._now() - ECG_BEHIND_S - ECG_S)
            left_px = whole_px(since_s * self.width() / ECG_S, self.devicePixelRatioF())
        painter = QPainter(self)
        right_px = left_px + (sheet.deviceIndependentSize().width() if sheet else 0.0)
        if left_px > 0 or right_px < self.width():  # at first, and while nothing comes
            painter.fillRect(self.rect(), theme_of(self).colour("surface"))
        if sheet is not None:
            painter.drawPixmap(QPointF(left_px, 0), sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw it anew at the new size."""
        self._sheet = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw it anew in a new theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._sheet = None
        super().changeEvent(event)

    def _kept_sheet(self) -> QPixmap | None:
        if self._range_uv is None:
            return None
        theme, last_s = theme_of(self), float(self._t_s[-1])
        if self._sheet is None or last_s > self._sheet_s + _ECG_SHEET_S:
            self._sheet = self._blank(theme)
            self._sheet_s, self._drawn_s = float(self._t_s[0]), -math.inf
        if self._drawn_s < last_s:
            self._draw_on(self._sheet, theme, *self._range_uv)
            self._drawn_s = last_s
        return self._sheet

    def _blank(self, theme: Theme) -> QPixmap:
        ratio, width_px = self.devicePixelRatioF(), self.width() * _ECG_SHEET_S / ECG_S
        sheet = QPixmap(math.ceil((width_px + 1) * ratio), math.ceil(self.height() * ratio))
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(theme.colour("surface"))
        return sheet

    def _draw_on(self, sheet: QPixmap, theme: Theme, low_uv: float, high_uv: float) -> None:
        """Draw what has come since, from the last point drawn on."""
        new = self._t_s >= self._drawn_s
        x_px = (self._t_s[new] - self._sheet_s) * (self.width() / ECG_S)
        y_px = (high_uv - self._uv[new]) * (self.height() / (high_uv - low_uv))
        with QPainter(sheet) as painter:
            pen = QPen(theme.colour("text"), theme.stroke_px.ecg)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPolyline(list(map(QPointF, x_px.tolist(), y_px.tolist())))


class Spectrum(_Plot):
    """How the swing of the heart is shared among slow and fast rhythms; the pace is marked.

    One pure rhythm reaches the top, whatever its size: the axis never has to change.
    """

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(name, sentence)
        self._per_min, self._share = np.empty(0), np.empty(0)
        self._pace_per_min: float | None = None

    def show_beats(self, beats: Beats, pace_per_min: float | None) -> None:
        """Work it out anew."""
        self._pace_per_min = pace_per_min
        found = spectrum_of(beats)
        if found is not None:
            self._per_min, self._share = found
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint axis, pace and curve."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground_px = self.height() - theme.line_px("caption") - 4
        self._paint_axis(painter, theme, ground_px)
        if not self._share.size:
            return
        points = [
            QPointF(self._x_px(per_min), ground_px * (1 - share))
            for per_min, share in zip(self._per_min.tolist(), self._share.tolist(), strict=True)
        ]
        ends = [QPointF(points[-1].x(), ground_px), QPointF(points[0].x(), ground_px)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("heart", 0.22))
        painter.drawPolygon(QPolygonF([*points, *ends]))
        painter.setPen(QPen(theme.colour("heart"), theme.stroke_px.hairline))
        painter.drawPolyline(QPolygonF(points))

    def _paint_axis(self, painter: QPainter, theme: Theme, ground_px: float) -> None:
        painter.setPen(QPen(theme.colour("axis"), theme.stroke_px.hairline))
        painter.drawLine(QPointF(0, ground_px), QPointF(self.width(), ground_px))
        ticks: list[tuple[float, str, str]] = [(18.0, "18", "axis")]
        if self._pace_per_min is not None:
            ticks.append((self._pace_per_min, f"{self._pace_per_min:.3g}/min", "c2"))
        else:
            ticks.append((6.0, "6/min", "axis"))
        for per_min, words, colour in ticks:
            x_px = self._x_px(per_min)
            painter.setPen(QPen(theme.colour(colour), theme.stroke_px.guide))
            painter.drawLine(QPointF(x_px, ground_px), QPointF(x_px, ground_px + 5))
            text = block(theme, "caption", words)
            left_px = min(max(x_px - text.width_px / 2, 0), self.width() - text.width_px)
            text.paint(painter, left_px, ground_px + 4, theme.colour("text_soft"))

    def _x_px(self, per_min: float) -> float:
        return self.width() * per_min / FASTEST_PER_MIN


class Poincare(_Plot):
    """Each interval against the one before."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(name, sentence)
        self._pairs_ms = np.empty((0, 2))
        self._middle_ms: float | None = None

    def show_beats(self, beats: Beats) -> None:
        """Take the beats."""
        self._pairs_ms = pairs_shown_ms(beats)
        if self._middle_ms is None and len(self._pairs_ms) >= _FEWEST // 2:
            self._middle_ms = round(_middle(self._pairs_ms) / 50) * 50
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the axes, the line of equal intervals, and the points."""
        theme, side_px = theme_of(self), min(self.width(), self.height()) - 2.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(1, self.height() - side_px - 1, side_px, side_px)
        painter.setPen(QPen(theme.colour("grid"), theme.stroke_px.hairline))
        painter.drawLine(square.bottomLeft(), square.topRight())
        painter.setPen(QPen(theme.colour("axis"), theme.stroke_px.hairline))
        painter.drawLine(square.topLeft(), square.bottomLeft())
        painter.drawLine(square.bottomLeft(), square.bottomRight())
        if self._middle_ms is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("heart", 1.0 if theme.is_contrast else 0.75))
        shares = np.clip((self._pairs_ms - self._middle_ms) / (2 * _HALF_MS) + 0.5, 0.01, 0.99)
        for x, y in shares.tolist():
            at = QPointF(square.x() + x * side_px, square.bottom() - y * side_px)
            painter.drawEllipse(at, 2.0, 2.0)


class Kept:
    """The beats of the last minutes, as the pictures need them."""

    def __init__(self) -> None:
        self.beats = Beats.none()

    def take(self, heart: HeartLine) -> None:
        """Take the newest minute."""
        if heart.t_s.size:
            newer = Beats(heart.t_s, heart.rate_bpm, heart.gap)
            self.beats = self.beats.followed_by(newer, float(heart.t_s[-1]) - _KEPT_S)


def spectrum_of(beats: Beats) -> tuple[FloatArray, FloatArray] | None:
    """Return rates a minute, and the power at each: 1 for one pure rhythm, shape (k,) both.

    None while there are too few beats.
    """
    good = np.isfinite(beats.rate_bpm)
    t_s, rate_bpm = beats.t_s[good], beats.rate_bpm[good]
    recent = t_s > (t_s[-1] if t_s.size else 0.0) - _RHYTHM_S
    t_s, rate_bpm = t_s[recent], rate_bpm[recent]
    if t_s.size < _FEWEST or t_s[-1] - t_s[0] < _LENGTH_S:
        return None
    count = math.floor((t_s[-1] - t_s[0]) / _LENGTH_S) * round(_LENGTH_S * _GRID_HZ)
    grid = np.arange(count)
    curve = np.interp(t_s[-1] - grid[::-1] / _GRID_HZ, t_s, rate_bpm)
    curve -= np.polyval(np.polyfit(grid, curve, 1), grid)
    hann = np.sin(np.pi * (grid + 0.5) / count) ** 2
    hertz = np.arange(_NFFT // 2 + 1) * (_GRID_HZ / _NFFT)
    shown = (hertz >= _SLOWEST_HZ) & (hertz <= FASTEST_PER_MIN / 60.0)
    per_min: FloatArray = np.multiply(hertz[shown], 60.0, dtype=np.float64)
    power: FloatArray = np.abs(np.fft.rfft(curve * hann, _NFFT)[shown]) ** 2
    power *= 2 / (_GRID_HZ * float(hann @ hann))
    whole = float(power.sum()) * (_GRID_HZ / _NFFT)
    if whole <= 0.0:
        return None
    shares: FloatArray = np.minimum(power / whole * _HANN_S * _GRID_HZ / count, 1.0)
    return per_min, shares


def pairs_ms(beats: Beats) -> FloatArray:
    """Return pairs of intervals that follow each other, shape (n, 2)."""
    rr_ms = 60000.0 / beats.rate_bpm
    follows = np.isfinite(rr_ms[1:]) & np.isfinite(rr_ms[:-1]) & (beats.gap[1:] == 0)
    return np.asarray(np.column_stack([rr_ms[:-1], rr_ms[1:]])[follows])


def pairs_shown_ms(beats: Beats) -> FloatArray:
    """Return the newest of them, as many as are drawn."""
    return pairs_ms(beats)[-_POINTS:]


def _middle(values: FloatArray) -> float:
    """Return the median; numpy's own loads 80 ms of modules at its first call."""
    in_order = np.sort(values, axis=None)
    return float(in_order[(in_order.size - 1) // 2] + in_order[in_order.size // 2]) / 2


def _range_of(uv: FloatArray) -> tuple[float, float]:
    """Return the lowest and the highest voltage of the axis, in whole steps."""
    low_uv = math.floor(float(uv.min()) * 1.1 / _STEP_UV) * _STEP_UV
    high_uv = math.ceil(float(uv.max()) * 1.1 / _STEP_UV) * _STEP_UV
    return low_uv, high_uv
