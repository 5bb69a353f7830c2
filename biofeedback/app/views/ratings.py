"""How one is right now, in numbers: pain and tension, and three more for who likes to say more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.rating import RatingRow


@dataclass(frozen=True, slots=True)
class Scale:
    """One question; `id` is that of `biofeedback.store.answers`."""

    id: str
    name: Callable[[], str]
    lowest: Callable[[], str]
    highest: Callable[[], str]
    is_usual: bool = False


SCALES = (
    Scale(
        "pain",
        lambda: tr("Pain"),
        lambda: tr("none", "pain"),
        lambda: tr("the worst you can imagine"),
        is_usual=True,
    ),
    Scale(
        "tension",
        lambda: tr("Tension"),
        lambda: tr("none", "tension"),
        lambda: tr("the worst you can imagine"),
        is_usual=True,
    ),
    Scale(
        "unpleasantness",
        lambda: tr("How unpleasant"),
        lambda: tr("not at all"),
        lambda: tr("unbearable"),
    ),
    Scale("mood", lambda: tr("Mood"), lambda: tr("very low"), lambda: tr("very good")),
    Scale("relaxation", lambda: tr("Relaxed"), lambda: tr("not at all"), lambda: tr("wholly")),
)
BY_ID = {scale.id: scale for scale in SCALES}


def keys_told() -> str:
    """Return how the rows are answered by keys."""
    return tr("Digits, arrow keys and Space choose; Delete takes an answer back. Enter goes on.")


class Ratings(QWidget):
    """Rows to be answered or left; nothing is chosen beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = {
            scale.id: RatingRow(scale.name(), scale.lowest(), scale.highest()) for scale in SCALES
        }
        self.more = Quiet(tr("More"), self._unfold, icon="unfold", flush=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(36)
        for scale in SCALES:
            column.addWidget(self._rows[scale.id])
            self._rows[scale.id].setVisible(scale.is_usual)
        last = QWidget()
        row = FlowLayout()
        row.addWidget(self.more)
        last.setLayout(row)
        column.addWidget(last)
        self._align()

    def values(self) -> Mapping[str, int]:
        """Return what was answered, by scale."""
        answers = {id_: row.value() for id_, row in self._rows.items()}
        return {id_: value for id_, value in answers.items() if value is not None}

    def first(self) -> QWidget:
        """Return where to begin."""
        return self._rows["pain"].buttons()[0]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the numbers one below the other in another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._align()

    def _unfold(self) -> None:
        folded = [scale.id for scale in SCALES if not scale.is_usual]
        for id_ in folded:
            self._rows[id_].show()
        self._rows[folded[0]].buttons()[0].setFocus()
        self.more.hide()

    def _align(self) -> None:
        """Make all names as wide as the longest."""
        if not hasattr(self, "_rows"):  # a style change may come before all is there
            return
        metrics = QFontMetricsF(theme_of(self).font("label"))
        widest_px = max(metrics.horizontalAdvance(scale.name()) for scale in SCALES)
        for row in self._rows.values():
            name = row.findChild(Text)
            if name is not None:
                name.setMinimumWidth(round(widest_px) + 1)
