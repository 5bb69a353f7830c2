"""The whole heart wave of a run with the breath that was led, seen from near or from afar.

At first all of it is there. `+` and `-` come closer and go back, arrows move along; every step is a
button as well, and says what is seen now.
"""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.charts.plot import ChartBox, Plot
from biofeedback.app.charts.table import table_of
from biofeedback.app.text import tr
from biofeedback.app.widgets.buttons import IconWordButton
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.say import say
from biofeedback.locale import number
from biofeedback.report.chart import Axis, Chart, labelled, round_ticks

_CLOSEST_MIN = 0.5
_ROUNDING = 1e-9
_TICKS = 9


class WaveView(QWidget):
    """A wave, or two on one scale, and the buttons to come closer.

    Parameters
    ----------
    chart : panels over the same minutes.
    height_px : of each panel.
    """

    def __init__(self, chart: Chart, *, height_px: int = 240) -> None:
        super().__init__()
        self._panels = chart.panels
        whole = chart.panels[0].x
        self._whole = self._seen = (whole.low, whole.high)
        self.plot = Plot(chart, chart.title, height_px=height_px)
        self.closer = IconWordButton(tr("Closer"), lambda: self.zoom(2), icon="plus", key="+")
        self.wider = IconWordButton(tr("Wider"), lambda: self.zoom(0.5), icon="minus", key="-")
        self.earlier = IconWordButton(tr("Earlier"), lambda: self.go_along(-0.5), key="Left")
        self.later = IconWordButton(tr("Later"), lambda: self.go_along(0.5), key="Right")
        buttons = FlowLayout(8)
        for button in (self.closer, self.wider, self.earlier, self.later):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(ChartBox(self.plot, lambda: (table_of(chart),)))
        column.addLayout(buttons)
        self._show()

    @property
    def seen_min(self) -> tuple[float, float]:
        """From which minute to which is shown."""
        return self._seen

    def key(self, key: str) -> bool:
        """Take a single key; return whether it meant something."""
        act = {
            "+": self.closer,
            "=": self.closer,
            "-": self.wider,
            "Left": self.earlier,
            "Right": self.later,
        }.get(key)
        if act is None:
            return False
        act.click()
        return True

    def zoom(self, factor: float) -> None:
        """Come closer by a factor, around the middle of what is seen."""
        low, high = self._seen
        whole = self._whole[1] - self._whole[0]
        wide = min(max((high - low) / factor, min(_CLOSEST_MIN, whole)), whole)
        self._look((low + high - wide) / 2, wide)

    def go_along(self, share: float) -> None:
        """Move along by a share of what is seen."""
        low, high = self._seen
        self._look(low + share * (high - low), high - low)

    def _look(self, low: float, wide: float) -> None:
        low = min(max(low, self._whole[0]), self._whole[1] - wide)
        is_whole = wide > self._whole[1] - self._whole[0] - _ROUNDING
        self._seen = self._whole if is_whole else (low, low + wide)
        self._show()
        first, last = (number(max(minute, 0.0), 1) for minute in self._seen)
        say(self, tr("Minute {first} to {last}").format(first=first, last=last))

    def _show(self) -> None:
        low, high = self._seen
        ticks = round_ticks(low, high, _TICKS)
        digits = 0 if all(tick == round(tick) for tick in ticks) else 1
        words = labelled(ticks, lambda minute: tr("{n} min").format(n=number(minute, digits)))
        axis = Axis(low, high, words)
        self.plot.panels = tuple(replace(panel, x=axis) for panel in self._panels)
        self.plot.update()
        wide, whole = high - low, self._whole[1] - self._whole[0]
        self._enable(self.closer, wide > min(_CLOSEST_MIN, whole) + _ROUNDING, self.wider)
        self._enable(self.wider, wide < whole - _ROUNDING, self.closer)
        self._enable(self.earlier, low > self._whole[0] + _ROUNDING, self.later)
        self._enable(self.later, high < self._whole[1] - _ROUNDING, self.earlier)

    def _enable(self, button: IconWordButton, enabled: bool, other: IconWordButton) -> None:
        """Enable or not; a button in focus that ends hands the focus on."""
        if not enabled and button.hasFocus():
            other.setEnabled(True)
            other.setFocus()
        button.setEnabled(enabled)
