"""Running text on a page: headline, lead, body, caption, figure.

`Text` is a QLabel to the screen reader and to layouts, but sets its lines itself: at most 62
characters wide, with the line height of its kind, in the reading direction of the app.
"""

import math
from functools import lru_cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import Block, block, longest_word_px

_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
# The commonest letters of running text: a font's own average counts every sign it has.
_SAMPLE = "etaoin srhldcu mfpgwyb"


class Text(QLabel):
    """A text that wraps and never clips.

    Parameters
    ----------
    text : what it says; `lead_in`, if given, is set strong before it.
    kind : of text, a key of `Theme.types`.
    colour : a name of the theme's colours.
    weight : instead of the kind's own.
    alignment : leading, centred or trailing.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        colour: str = "text",
        *,
        weight: int | None = None,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        lead_in: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._colour = colour
        self._weight = weight
        self._lead_in = lead_in
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(alignment)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(text)

    def set_words(self, text: str, lead_in: str | None = None) -> None:
        """Say something else."""
        if lead_in is not None:
            self._lead_in = lead_in
        words = f"{self._lead_in} {text}" if self._lead_in else text
        self.setText(words)
        self.setAccessibleName(words)

    def set_colour(self, colour: str) -> None:
        """Take another colour, by its name in the theme."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the text in the longest allowed lines."""
        set_free = self._block(math.inf)
        return QSize(math.ceil(set_free.width_px), math.ceil(set_free.height_px))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the width of the longest word; the height follows from the width."""
        theme = theme_of(self)
        strongest = theme.text.strong_weight if self._lead_in else self._weight
        word_px = longest_word_px(theme, self._kind, self.text(), strongest)
        width_px = math.ceil(min(word_px, _measure_px(theme, self._kind, self._weight)))
        return QSize(width_px, theme.line_px(self._kind))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the text wrapped to a width."""
        return math.ceil(self._block(width).height_px) if self.text() else 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the lines."""
        if not self.text():
            return
        painter = QPainter(self)
        text = self._block(self.width())
        flags = self._seen()
        spare_px = self.width() - min(self.width(), self._measure_px())
        share = {_CENTRE: 0.5, _RIGHT: 1.0}.get(flags, 0)
        text.paint(painter, spare_px * share, 0, theme_of(self).colour(self._colour))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure again in another theme or direction."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self.update()

    def _measure_px(self) -> float:
        """Return the width of the longest line of running text."""
        return _measure_px(theme_of(self), self._kind, self._weight)

    def _seen(self) -> Qt.AlignmentFlag:
        """Return the alignment as seen, in the direction of reading."""
        asked = self.alignment() & (_LEFT | _CENTRE | _RIGHT)
        if self.isRightToLeft():
            return {_LEFT: _RIGHT, _RIGHT: _LEFT}.get(asked, asked)
        return asked

    def _block(self, width_px: float) -> Block:
        theme = theme_of(self)
        width_px = min(width_px, _measure_px(theme, self._kind, self._weight))
        return block(
            theme, self._kind, self.text(), width_px, self._weight, self._seen(), self._lead_in
        )


@lru_cache(maxsize=128)
def _measure_px(theme: Theme, kind: str, weight: int | None) -> float:
    metrics = QFontMetricsF(theme.font(kind, weight))
    return metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * theme.text.measure_chars
