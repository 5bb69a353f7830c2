"""Once a week, the three questions of PEG: pain on average, and what it came between.

Source: Krebs 2009; the questionnaire may be used freely.
"""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.buttons import Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.rating import RatingRow


class PegCard(Card):
    """Three rows of numbers; `answered` tells pain, enjoyment and activity."""

    answered = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__(tr("Once a week: the last seven days"))
        self.body.setSpacing(20)
        never, wholly = tr("not at all"), tr("completely")
        self._rows = (
            RatingRow(tr("Pain on average"), tr("no pain"), tr("the worst you can imagine")),
            RatingRow(tr("It interfered with enjoying life"), never, wholly),
            RatingRow(tr("It interfered with what you do"), never, wholly),
        )
        for row in self._rows:
            self.body.addWidget(row)
            row.rated.connect(lambda _value: self._settle())
        self._align()
        foot = QWidget()
        flow = FlowLayout(16)
        self.keep = Secondary(tr("Keep these three"), self._keep)
        self.keep.setEnabled(False)
        self._said = Text(colour="text_soft")
        flow.addWidget(self.keep)
        flow.addWidget(self._said)
        foot.setLayout(flow)
        self.body.addWidget(foot)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the numbers one below the other in another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._align()

    def rows(self) -> tuple[RatingRow, ...]:
        """Return the three rows."""
        return self._rows

    def thank(self) -> None:
        """Say that the answers are kept."""
        self._said.set_words(tr("Noted. These questions come again in a week."))

    def _align(self) -> None:
        """Make all names as wide as the longest."""
        names = [row.findChild(Text) for row in self._rows]
        widest_px = max(name.sizeHint().width() for name in names if name)
        for name in names:
            if name:
                name.setMinimumWidth(min(widest_px, 14 * theme_of(self).line_px("label")))

    def _settle(self) -> None:
        self.keep.setEnabled(all(row.value() is not None for row in self._rows))

    def _keep(self) -> None:
        pain, enjoyment, activity = (row.value() for row in self._rows)
        if pain is not None and enjoyment is not None and activity is not None:
            self.answered.emit(pain, enjoyment, activity)
