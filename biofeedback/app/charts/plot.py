"""A chart on the screen: its picture, and by Ctrl+T the same as a table.

A chart is data (`biofeedback.report.chart`), made by the desk, so screen and printed report show
the same. Its title sentence is its accessible description: nobody needs the picture to know it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from biofeedback.app.charts import paint
from biofeedback.app.charts.frame import Frame
from biofeedback.app.charts.sheet import Sheet
from biofeedback.app.charts.table import table_of
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.label import Text
from biofeedback.report.chart import Chart, Panel
from biofeedback.report.page import Table

_BETWEEN_PX, _CAPTION_PX = 16, 10
_APART_MS = 20


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
    """A picture that can be read in its place as a table, or as several.

    Parameters
    ----------
    plot : the picture.
    tables : returns what it shows; asked each time that somebody asks.

    Attributes
    ----------
    turned : Signal
        The other one of both is shown.
    """

    turned = Signal()

    def __init__(self, plot: QWidget, tables: Callable[[], Sequence[Table]]) -> None:
        super().__init__()
        self.plot, self._tables = plot, tables
        self.sheets: list[CaptionedSheet] = []
        self._waiting: list[tuple[int, Table]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_BETWEEN_PX)
        self._column.addWidget(plot)

    @property
    def is_table(self) -> bool:
        """Whether the tables are shown."""
        return self.plot.isHidden()

    def show_table(self, shown: bool) -> None:
        """Show the tables as they are now, or the picture again."""
        self._waiting = list(enumerate(self._tables())) if shown else []
        for sheet in self.sheets:
            sheet.hide()
        self.plot.setVisible(not shown)
        self._show_next()
        self.turned.emit()

    def _show_next(self) -> None:
        """Show one table, and the next a frame later: somebody may be breathing along."""
        if not self._waiting:
            return
        at, table = self._waiting.pop(0)
        if at < len(self.sheets):
            self.sheets[at].fill(table)
        else:
            self.sheets.append(CaptionedSheet(table, bare=not (at or self._waiting)))
            self._column.addWidget(self.sheets[at], 0, Qt.AlignmentFlag.AlignTop)
        self.sheets[at].show()
        QTimer.singleShot(_APART_MS, self, self._show_next)


class CaptionedSheet(QWidget):
    """A table with its caption above and its note below; `bare` where a card tells its name."""

    def __init__(self, table: Table, *, bare: bool) -> None:
        super().__init__()
        self.sheet = Sheet(table)
        self._note = Text(table.note, "caption", "text_soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_CAPTION_PX)
        if not bare:
            column.addWidget(Text(table.caption, "label"))
        column.addWidget(self.sheet)
        column.addWidget(self._note)
        self._note.setVisible(bool(table.note))

    def fill(self, table: Table) -> None:
        """Show another state of the same table."""
        self.sheet.fill(table)


def boxed(
    chart: Chart, sentence: str = "", *, height_px: int = 200, bare: bool = False
) -> ChartBox:
    """Return a chart in its box; parameters as of `Plot`."""
    plot = Plot(chart, sentence, height_px=height_px, bare=bare)
    return ChartBox(plot, lambda: (table_of(chart),))


class TableKey(QShortcut):
    """Ctrl+T shows all charts of a view as tables, and as charts again.

    The first table gets the keyboard, and gives it back.

    Parameters
    ----------
    view : the widget that the charts lie in.
    before : called before tables are shown, where charts may have to be brought to light.
    """

    def __init__(self, view: QWidget, before: Callable[[], object] = lambda: None) -> None:
        super().__init__(QKeySequence("Ctrl+T"), view)
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setAutoRepeat(False)
        self._view, self._before = view, before
        self._came_from: QWidget | None = None
        self.activated.connect(self._toggle)

    def close(self) -> None:
        """Show the charts again."""
        if not any(box.is_table for box in self._boxes()):
            return
        had_focus = isinstance(QApplication.focusWidget(), Sheet)
        for box in self._boxes():
            box.show_table(False)
        came_from, self._came_from = self._came_from, None
        if had_focus and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        if any(box.is_table for box in self._boxes()):
            self.close()
            return
        self._before()
        self._came_from = QApplication.focusWidget()
        boxes = [box for box in self._boxes() if box.isVisible()]
        for box in boxes:
            box.show_table(True)
        if boxes:
            boxes[0].sheets[0].sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _boxes(self) -> list[ChartBox]:
        return self._view.findChildren(ChartBox)


def hint() -> str:
    """Return how charts become tables, for the help of a view."""
    return tr("Ctrl+T shows every chart as a table.")
