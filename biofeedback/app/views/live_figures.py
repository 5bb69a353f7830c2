"""The figures of a session with the ECG below them, as a professional sees them.

They read "collecting" below their minimum and "held" in gaps; below each stands its value at rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from biofeedback.app.charts.plot import ChartBox
from biofeedback.app.desk.messages import EcgMoved
from biofeedback.app.text import number, tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.session_plots import EcgTrace
from biofeedback.app.widgets.card import Card, Rule
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import Figure
from biofeedback.live.frame import OK, Frame

if TYPE_CHECKING:
    from biofeedback.report.page import Table

EVERY_S = 2.0
"""So long figures stand still."""
_GAP_S = 3.0
_CLOSE_PX, _ECG_PX = 8, 48
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure: the index it reads, its name, its unit."""

    id: str
    name: Callable[[], str]
    unit: Callable[[], str]
    digits: int = 0


FIGURES = (
    Shown("heart_rate_bpm", lambda: tr("Heart rate"), lambda: tr("beats/min")),
    Shown("rsa_bpm", lambda: tr("RSA"), lambda: tr("beats/min"), 1),
    Shown("rmssd_ms", lambda: tr("RMSSD"), lambda: tr("ms, 60 s")),
    Shown("pace_power_ms2", lambda: tr("Power at pace"), lambda: tr("ms\u00b2")),
    Shown("breathing_rate_per_min", lambda: tr("Breathing"), lambda: tr("a minute"), 1),
    Shown("artifacts", lambda: tr("Artifacts"), lambda: "%", 1),
)


class FiguresCard(Card):
    """Six figures and the ECG.

    Parameters
    ----------
    ecg_table : callable
        Returns the ECG as a table.
    """

    def __init__(self, ecg_table: "Callable[[], Table]") -> None:
        super().__init__()
        self.setAccessibleName(tr("Figures"))
        self.figures = {each.id: Figure(each.name(), each.unit()) for each in FIGURES}
        self.ecg = EcgTrace(tr("ECG"), tr("The last six seconds of the ECG."))
        self.ecg.setMaximumHeight(2 * _ECG_PX)
        self.ecg.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(_grid(list(self.figures.values())))
        self._strip = QWidget()
        self._strip.setMinimumHeight(_ECG_PX)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Text(tr("ECG"), "caption", weight=Theme.of().text.strong_weight))
        row.addWidget(ChartBox(self.ecg, lambda: (ecg_table(),)), 1)
        self._rule = Rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self._strip, 1)

    def show_ecg(self, shown: bool) -> None:
        """Show the line of the ECG, or leave it out."""
        self._rule.setVisible(shown)
        self._strip.setVisible(shown)

    def take_ecg(self, ecg: EcgMoved) -> None:
        """Take new samples."""
        self.ecg.take(ecg)

    def show_frame(self, frame: Frame | None, rest: Mapping[str, float]) -> None:
        """Show what is known now, and what was at rest; before the first frame, all collect."""
        for each in FIGURES:
            words, below = tr("collecting"), ""
            if frame is not None:
                words, below = _told(each, frame, rest)
            self.figures[each.id].set_value(words, below)


def _told(figure: Shown, frame: Frame, rest: Mapping[str, float]) -> tuple[str, str]:
    """Return a figure, and what stands below it."""
    if figure.id == "artifacts":
        gap_s = round(frame.quality.gap_s)
        gaps = tr("gap of {seconds} s").format(seconds=gap_s) if gap_s else tr("no gaps")
        return number(frame.quality.artifact_pct, figure.digits), gaps
    value = frame.values.get(figure.id)
    words = tr("collecting") if value is None else number(value, figure.digits)
    held = frame.status != OK or frame.quality.gap_s > _GAP_S
    return words, tr("held") if held and value is not None else _below(figure, frame, rest)


def _below(figure: Shown, frame: Frame, rest: Mapping[str, float]) -> str:
    """Return the value at rest, or the pacer's."""
    if figure.id == "breathing_rate_per_min":
        rate = frame.cue.rate_per_min
        return tr("pacer {rate}").format(rate=number(rate, 1)) if rate else ""
    value = rest.get(figure.id)
    return tr("rest {value}").format(value=number(value, figure.digits)) if value else ""


def _grid(figures: list[Figure]) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(_CLOSE_PX)
    for index, figure in enumerate(figures):
        place = divmod(index, _COLUMNS)
        grid.addWidget(figure, *place, Qt.AlignmentFlag.AlignTop)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return held
