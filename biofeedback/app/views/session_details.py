"""The details at the side of a session: figures every two seconds, and three small pictures.

Ctrl+T opens them with tables in the place of the pictures, the heart wave's among them, as it was
then; breath and sound go on meanwhile.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from biofeedback.app.charts.plot import ChartBox, TableKey, hint
from biofeedback.app.desk.messages import EcgMoved, RunMoved
from biofeedback.app.text import number, tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.session_plots import EcgTrace, Kept, Poincare, Spectrum
from biofeedback.app.widgets.card import Rule
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import Figure, IconText
from biofeedback.live.frame import IRREGULAR, OK, Frame
from devices.errors import HeartRateOnly

if TYPE_CHECKING:
    from biofeedback.report.page import Table

EVERY_S = 2.0
_GAP_S, _NEVER_S = 3.0, 90.0
FAIR_PCT, POOR_PCT = 5.0, 15.0
_TABLES_UP_TO_PERCENT = 100
_SHARES, _PICTURE_SHARES = (13, 0, 19), (8, 0, 11)  # of the width, where parts lie side by side
_GAP_PX = 22
_REST = 1000  # what is left of the panel's height stays empty


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure: its name, its unit, and how it is read from a frame."""

    id: str
    name: Callable[[], str]
    unit: Callable[[], str]
    read: Callable[[Frame], float | None]
    digits: int = 0


def _value(name: str) -> Callable[[Frame], float | None]:
    return lambda frame: frame.values.get(name)


def _good_pct(frame: Frame) -> float | None:
    """Return how many of the beats are good; None where there are none."""
    return 100.0 - frame.quality.artifact_pct if frame.quality.coverage else None


FIGURES = (
    Shown("rate", lambda: tr("Heart rate"), lambda: tr("beats/min"), _value("heart_rate_bpm")),
    Shown(
        "swing",
        lambda: tr("Heart swing per breath"),
        lambda: tr("beats/min"),
        _value("rsa_bpm"),
        1,
    ),
    Shown("rmssd", lambda: tr("RMSSD, last minute"), lambda: tr("ms"), _value("rmssd_ms")),
    Shown(
        "breathing",
        lambda: tr("Breathing"),
        lambda: tr("a minute"),
        _value("breathing_rate_per_min"),
        1,
    ),
    Shown("score", lambda: tr("Heart with breath"), lambda: tr("of 100"), lambda f: f.score),
    Shown("good", lambda: tr("Good beats"), lambda: "%", _good_pct),
)


class Details(QScrollArea):
    """The panel; it scrolls by itself where it is short.

    Parameters
    ----------
    parent : QWidget
        The view.
    ask_for : callable
        Called where the panel is wanted and is not there.
    fit : callable
        Called where it may need another place.
    """

    def __init__(
        self, parent: QWidget, ask_for: Callable[[], object], fit: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Details"))
        self.setAccessibleDescription(hint())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self._kept, self._told_s = Kept(), float("-inf")
        self._now: Callable[[], float] = lambda: 0.0
        self._pace_per_min: float | None = None
        self.quality = IconText("strap", "")
        self.battery = IconText("battery", "")
        self.figures = {each.id: Figure(each.name(), each.unit()) for each in FIGURES}
        self.ecg = EcgTrace(tr("ECG"), tr("The last six seconds of your ECG."))
        self.spectrum = Spectrum(
            tr("Rhythms of the heart"),
            tr("How much your heart swings at slow and fast rhythms; the pace is marked."),
        )
        self.poincare = Poincare(
            tr("Beat after beat"), tr("Each interval between beats against the one before.")
        )
        self._content = _Ground()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._content)
        pictures = QWidget()
        self._pictures = QBoxLayout(QBoxLayout.Direction.TopToBottom, pictures)
        self.box = ChartBox(pictures, self._tables)
        self.box.turned.connect(fit)
        self.table_key = TableKey(parent, lambda: self.isHidden() and ask_for())
        self._fill()
        self.setWidget(self._content)
        for figure in self.figures.values():
            figure.set_value(tr("collecting"))
        self.hide()

    @property
    def is_wide(self) -> bool:
        """Whether the tables need more room than there is at the side."""
        return self.box.is_table and theme_of(self).text_percent > _TABLES_UP_TO_PERCENT

    def lie_below(self, below: bool) -> None:
        """Lie below the canvas instead of at its side; large words stay below each other."""
        along = below and not theme_of(self).is_large
        direction = QBoxLayout.Direction.LeftToRight if along else QBoxLayout.Direction.TopToBottom
        for parts in (self._parts, self._pictures):
            parts.setDirection(direction)
        self._parts.setStretch(self._parts.count() - 1, 0 if along else _REST)
        for rule in self._rules:
            rule.setVisible(not along)
        self._content.below = below

    def begin(self, now: Callable[[], float], frame: SignalInstance) -> None:
        """Be shown, and move by the clock of the run, with the frames of the canvas."""
        self.show()
        self._now = now
        self.ecg.begin(now, frame)
        self._told_s = float("-inf")

    def rest(self) -> None:
        """Be put away."""
        self.table_key.close()
        self.hide()
        self.ecg.rest()

    def take(self, moved: RunMoved, *, measured: bool = True) -> None:
        """Take what is known now, `measured` by a strap or not; shown every two seconds."""
        if moved.heart is not None:
            self._kept.take(moved.heart)
        frame = moved.frame
        self._pace_per_min = frame.cue.rate_per_min
        if frame.t_s < self._told_s + EVERY_S or self.isHidden():
            return
        self._told_s = frame.t_s
        self._show_figures(moved, measured=measured)
        self.spectrum.show_beats(self._kept.beats, self._pace_per_min)
        self.poincare.show_beats(self._kept.beats)

    def take_ecg(self, ecg: EcgMoved) -> None:
        """Take new samples."""
        self.ecg.take(ecg)

    def _tables(self) -> "tuple[Table, ...]":
        from biofeedback.app.views.session_tables import tables_of

        return tables_of(self._kept.beats, self._now(), self._pace_per_min)

    def _show_figures(self, moved: RunMoved, *, measured: bool) -> None:
        frame, has_beats = moved.frame, measured and moved.frame.status != HeartRateOnly.code
        waits = has_beats and (frame.status != OK or frame.quality.gap_s > _GAP_S)
        words = tr("Waiting") if waits else quality_in_words(frame, measured=measured)
        self.quality.set_words(words)
        self.battery.setVisible(frame.battery_pct is not None)
        if frame.battery_pct is not None:
            self.battery.set_words(tr("{percent} %").format(percent=frame.battery_pct))
        for each in FIGURES:
            value = each.read(frame) if has_beats else _told(each.id, moved, measured=measured)
            below = tr("held") if waits and value is not None else _below(each.id, frame)
            never = each.id == "breathing" and frame.t_s > _NEVER_S
            if value is not None:
                self.figures[each.id].set_value(number(value, each.digits), below)
            elif never or not has_beats:
                self.figures[each.id].set_value(tr("not measured"))
            else:
                self.figures[each.id].set_value(tr("collecting"), below)

    def _fill(self) -> None:
        self._parts.setContentsMargins(28, 28, 28, 24)
        self._pictures.setContentsMargins(0, 0, 0, 0)
        self._rules = [Rule(), Rule()]
        pictures = (
            _column(
                _row(Text(tr("ECG"), "label"), Text(tr("6 seconds"), "caption", "text_soft")),
                self.ecg,
            ),
            self._rules[1],
            _flow(
                (
                    _column(Text(tr("Rhythms of the heart"), "label"), self.spectrum),
                    _column(Text(tr("Beat after beat"), "label"), self.poincare),
                ),
                12,
            ),
        )
        figures = _column(_head(self.quality, self.battery), _flow(self.figures.values(), 16))
        _put(self._pictures, pictures, _PICTURE_SHARES)
        _put(self._parts, (figures, self._rules[0], self.box), _SHARES)
        self._parts.addStretch(_REST)


def quality_in_words(frame: Frame, *, measured: bool = True) -> str:
    """Return how well the beats come through."""
    if not measured:
        return unmeasured()
    if frame.status == HeartRateOnly.code:
        return tr("Heart rate only")
    if frame.quality.artifact_pct < FAIR_PCT:
        return tr("Good", "signal")
    return tr("Fair", "signal") if frame.quality.artifact_pct <= POOR_PCT else tr("Weak", "signal")


def unmeasured() -> str:
    """Return what is said beside a session that no strap measures."""
    return tr("Without a strap")


def signal_in_words(frame: Frame, *, measured: bool = True) -> str:
    """Return a word about the signal for beside the time left; a good one needs none.

    Nor does a heart that is too irregular: that is no fault of the signal, and is said besides.
    """
    if not measured:
        return unmeasured()
    if frame.quality.artifact_pct < FAIR_PCT or frame.status == IRREGULAR:
        return ""
    poor = frame.quality.artifact_pct > POOR_PCT
    return tr("Signal: weak") if poor else tr("Signal: fair")


def _told(id_: str, moved: RunMoved, *, measured: bool) -> float | None:
    """Return a figure where there are no beats: the rate that the strap tells, and no other."""
    return moved.told_bpm if measured and id_ == "rate" else None


def _below(id_: str, frame: Frame) -> str:
    """Return what stands below a figure."""
    coherence = frame.values.get("coherence")
    if id_ == "score" and coherence is not None:
        return tr("coherence {value}").format(value=number(coherence, 2))
    if id_ == "good" and coherence is not None:
        return tr("longest gap {seconds} s").format(seconds=round(frame.quality.gap_s))
    return ""


class _Ground(QWidget):
    """The surface of the panel, with a line where the canvas is."""

    below = False

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the canvas below rests

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), theme.stroke_px.hairline))
        if self.below:
            painter.drawLine(0, 0, self.width(), 0)
        else:
            x_px = self.width() - 1 if self.isRightToLeft() else 0
            painter.drawLine(x_px, 0, x_px, self.height())


def _put(layout: QBoxLayout, parts: Iterable[QWidget], shares: Iterable[int]) -> None:
    layout.setSpacing(_GAP_PX)
    for part, share in zip(parts, shares, strict=True):
        layout.addWidget(part, share)


def _head(quality: QWidget, battery: QWidget) -> QWidget:
    head = QWidget()
    row = FlowLayout(14, 4)
    title = Text(tr("Details"), "title")
    _let_grow(title)
    for part in (title, quality, battery):
        row.addWidget(part)
    head.setLayout(row)
    return head


def _row(first: QWidget, last: QWidget) -> QWidget:
    row = QWidget()
    line = FlowLayout(12, 0)
    _let_grow(first)
    line.addWidget(first)
    line.addWidget(last)
    row.setLayout(line)
    return row


def _let_grow(widget: QWidget) -> None:
    """Let a widget take what is left of its row."""
    policy = widget.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    widget.setSizePolicy(policy)


def _flow(parts: Iterable[QWidget], gap_px: int) -> QWidget:
    """Set parts side by side, equally wide, in as many rows as their words need."""
    held = QWidget()
    flow = FlowLayout(gap_px, 18, even=True)
    for part in parts:
        flow.addWidget(part)
    held.setLayout(flow)
    return held


def _column(*parts: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return held
