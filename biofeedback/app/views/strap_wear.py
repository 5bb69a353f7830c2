"""Put on the strap: three things to do, and a picture of where it sits."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from biofeedback.app.desk.messages import StrapState
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.steps import Step, Walk
from biofeedback.app.views.strap_picture import StrapPicture
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.lines import block


class Wear(Step):
    """How the strap is worn."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, tr("Put on the strap"), picture=StrapPicture())
        todo = (
            (
                tr("Moisten the two pads"),
                tr("A little water on the inside of the strap is enough."),
            ),
            (tr("Lay it just below the chest"), tr("On bare skin, with the sensor in the middle.")),
            (
                tr("Close it so that it does not slip"),
                tr("Snug, never tight. You should breathe freely."),
            ),
        )
        for number, (what, how) in enumerate(todo, 1):
            self.page.body.addWidget(_Numbered(number, what, how))
        hint = Card(sunken=True)
        words = tr("Close the strap in front of you first, then turn it round.")
        hint.body.addWidget(Text(words, lead_in=tr("Does your back hurt?")))
        self.page.body.addWidget(hint)
        self._on = Primary(tr("I am wearing it"), self._go_on)
        self.page.foot.addWidget(self._on)
        self.page.foot.addWidget(Quiet(tr("Go on without a strap"), walk.without_strap))

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self._on

    def help(self) -> tuple[str, str]:
        """Return how a strap feels the heart."""
        return (
            tr("The strap feels the small current of each heartbeat. Water helps it."),
            tr(
                "Two electrodes on the inside touch the skin. Dry skin, hair and synthetic shirts"
                " disturb them: moisten the pads, or use a drop of electrode gel."
            ),
        )

    def _go_on(self) -> None:
        connected = self.walk.context.strap.state is StrapState.CONNECTED
        self.walk.on("check" if connected else "search")


class _Numbered(QWidget):
    """One thing to do, with its number on a round ground."""

    def __init__(self, number: int, what: str, how: str) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(what, "heading"))
        words.addWidget(Text(how, colour="text_soft"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(20)
        row.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class _Number(QLabel):
    """A number on a round ground."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._words = str(number)
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a circle that holds it."""
        side_px = math.ceil(theme_of(self).line_px("heading") * 1.7)
        return QSize(side_px, side_px)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same circle."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the circle and the number."""
        painter, theme = QPainter(self), theme_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        words = block(theme, "heading", self._words)
        x, y = (area.width() - words.width_px) / 2, (area.height() - words.height_px) / 2
        words.paint(painter, x, y, theme.colour("on_accent_soft"))
