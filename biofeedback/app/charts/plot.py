"""A chart on the screen: its picture, and by Ctrl+T the same as a table.

A chart is data (`biofeedback.report.chart`), made by the desk, so screen and printed report show
the same. Its title sentence is its accessible description: nobody needs the picture to know it.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.charts import paint
from biofeedback.app.charts.frame import Frame
from biofeedback.app.charts.sheet import Sheet
from biofeedback.app.charts.table import table_of
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.report.chart import Chart, Panel

_BETWEEN_PX = 16


class Plot(QLabel):
    """The picture of a chart.

    Parameters
    ----------
    chart : what is drawn.
    sentence : what it shows, in words; the chart's own title by default.
    height_px : of each panel, at least.
    bare : without axes and words, beside a figure that says it.
    """

    def __init__(
        self, chart: Chart, sentence: str = "", *, height_px: int = 200, bare: bool = False
    ) -> None:
        super().__init__()
        self.panels: tuple[Panel, ...] = chart.panels
        self._height_px, self._bare = height_px, bare
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(sentence or chart.title)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed if bare else policy.Expanding)

    def frames(self) -> list[Frame]:
        """Return where each panel stands."""
        theme, count = theme_of(self), len(self.panels)
        each_px = (self.height() - _BETWEEN_PX * (count - 1)) / count
        places = [
            QRectF(0, i * (each_px + _BETWEEN_PX), self.width(), each_px) for i in range(count)
        ]
        frames = [
            Frame.of(panel, theme, place, bare=self._bare)
            for panel, place in zip(self.panels, places, strict=True)
        ]
        return [frame.within(frames) for frame in frames]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the least size: it takes more where there is more."""
        theme, count = theme_of(self), len(self.panels)
        each_px = round(self._height_px * theme.icon_px / theme.size_px.icon)
        return QSize(160, count * each_px + (count - 1) * _BETWEEN_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same: nothing on it is to be squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the panels."""
        theme = theme_of(self)
        with QPainter(self) as painter:
            for frame in self.frames():
                paint.panel(painter, theme, frame)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()


class ChartBox(QWidget):
    """A chart that can be read as a table in its place."""

    def __init__(self, plot: Plot, chart: Chart) -> None:
        super().__init__()
        self.plot, self._chart = plot, chart
        self._sheet: Sheet | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(plot)

    @property
    def is_table(self) -> bool:
        """Whether the table is shown."""
        return self._sheet is not None and not self._sheet.isHidden()

    def show_table(self, shown: bool) -> None:
        """Show the table, or the picture again."""
        if shown and self._sheet is None:
            self._sheet = Sheet(table_of(self._chart))
            self._column.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignTop)
        if self._sheet is not None:
            self._sheet.setVisible(shown)
        self.plot.setVisible(not shown)


def boxed(
    chart: Chart, sentence: str = "", *, height_px: int = 200, bare: bool = False
) -> ChartBox:
    """Return a chart in its box; parameters as of `Plot`."""
    return ChartBox(Plot(chart, sentence, height_px=height_px, bare=bare), chart)


class TableKey(QShortcut):
    """Ctrl+T shows all charts of a view as tables, and as charts again.

    Parameters
    ----------
    view : the widget that the charts lie in.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(QKeySequence("Ctrl+T"), view)
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self._view = view
        self.activated.connect(self._toggle)

    def _toggle(self) -> None:
        boxes = self._view.findChildren(ChartBox)
        as_tables = not any(box.is_table for box in boxes)
        for box in boxes:
            box.show_table(as_tables)
        if as_tables:
            sheets = self._view.findChildren(Sheet)
            shown = next((sheet for sheet in sheets if sheet.isVisible()), None)
            if shown is not None:
                shown.setFocus(Qt.FocusReason.OtherFocusReason)


def hint() -> str:
    """Return how charts become tables, for the help of a view."""
    return tr("Ctrl+T shows every chart as a table.")
