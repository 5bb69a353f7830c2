"""A screen: headline and lead, a body that scrolls, and a foot that keeps the primary button.

The page knows the margins (64 px; 40 in a narrow window or with large text), the widest content,
and that nothing ever scrolls sideways. A view fills `body`, `aside` and `foot`.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets.buttons import Primary
from biofeedback.app.widgets.card import Rule
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

_TOP_PX, _BOTTOM_PX, _TIGHT_PX = 32, 32, 24


class Page(QWidget):
    """One screen.

    Parameters
    ----------
    headline : its one headline, also its accessible name; empty for none.
    lead : the sentence below it.
    fills : the body takes all the height there is; else it ends where its content does.
    tight : with the narrower margins of the professional's screens, and as wide as there is room.

    Attributes
    ----------
    body : the layout (column) of what scrolls.
    aside : the row at the end of the headline, for buttons.
    foot : the row that stays at the bottom; the primary button belongs here. Shown when filled.
    """

    def __init__(
        self,
        headline: str = "",
        lead: str = "",
        *,
        fills: bool = False,
        tight: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tight = tight
        self.headline = Text(headline, "headline", parent=self)
        self.lead = Text(lead, "lead", "text_soft", parent=self)
        self.aside = FlowLayout(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(24)
        self.foot = FlowLayout(24, 12)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(24)
        if headline or not tight:
            self._column.addLayout(self._head())
        self._column.addLayout(self.body, int(fills))
        if not fills:
            self._column.addStretch(1)
        self._area, viewport, bar = QScrollArea(), QWidget(), QScrollBar(Qt.Orientation.Vertical)
        self._area.setViewport(viewport)  # to ask for Qt's own would load all kinds of widgets
        self._area.setVerticalScrollBar(bar)
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport.setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        bar.rangeChanged.connect(self._range_changed)
        self._rule = Rule()
        self._rule.hide()
        self._foot_row = QWidget()
        self._foot_row.setLayout(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._area, self._rule, self._foot_row):
            whole.addWidget(part)
        self.set_words(headline, lead)
        self._set_margins()

    def set_words(self, headline: str, lead: str = "") -> None:
        """Say something else at the head."""
        for text, words in ((self.headline, headline), (self.lead, lead)):
            text.set_words(words)
            text.setVisible(bool(words))
        if headline:
            self.setAccessibleName(headline)

    def height_for(self, width_px: int) -> int:
        """Return the height at which nothing of the page has to be scrolled."""
        foot_px = self.foot.heightForWidth(width_px) if self.foot.count() else 0
        rule_px = self._rule.maximumHeight()
        return self._column.heightForWidth(width_px) + rule_px + foot_px

    def primary(self) -> Primary | None:
        """Return the next step at the foot, where there is one."""
        return self._foot_row.findChild(Primary)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the margins in step with the width."""
        super().resizeEvent(event)
        self._set_margins()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the margins in step with the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_margins()

    def _head(self) -> FlowLayout:
        words = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.headline)
        column.addWidget(self.lead)
        buttons = QWidget()
        buttons.setLayout(self.aside)
        head = FlowLayout(24, 12)
        head.addWidget(words)
        head.addWidget(buttons)
        return head

    def _set_margins(self) -> None:
        theme = theme_of(self)
        side_px = theme.margin_px(self.window().width())
        widest_px = theme.size_px.content_max_w * theme.text_percent // 100
        side_px = max(side_px, (self.width() - widest_px) // 2)
        if self._tight:
            side_px = theme.space_px.professional_margin
        top_px, bottom_px = (_TIGHT_PX, _TIGHT_PX) if self._tight else (_TOP_PX, _BOTTOM_PX)
        self._column.setContentsMargins(side_px, top_px, side_px, bottom_px)
        self.foot.setContentsMargins(side_px, 16, side_px, 24)

    def _range_changed(self, _lowest: int, highest: int) -> None:
        self._rule.setVisible(highest > 0 and self.foot.count() > 0)
