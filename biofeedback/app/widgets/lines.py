"""Text set in lines: wrapped, with the line height of the tokens, measured and painted alike.

Qt's labels and buttons know neither wrapping in a button nor a line height, so every text of ours
is laid out here. A `Block` is cached by what it is made of, since a control asks for it when it is
measured, at each change of width, and when it is painted.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout, QTextOption

from biofeedback.app.theme.tokens import Theme

UNBOUNDED_PX = 1e5
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


class Block(NamedTuple):
    """Lines of text; `width_px` is that of the longest."""

    layout: QTextLayout
    width_px: float
    height_px: float

    def paint(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Paint with the upper left corner at (x, y)."""
        painter.setPen(colour)
        self.layout.draw(painter, QPointF(x, y))


@lru_cache(maxsize=512)
def block(
    theme: Theme,
    kind: str,
    text: str,
    width_px: float = UNBOUNDED_PX,
    weight: int | None = None,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    lead_in: str = "",
) -> Block:
    """Return a text set in a width.

    Parameters
    ----------
    theme : gives font and line height.
    kind : of text, a key of `theme.types`.
    text : the text; a line feed begins a new line.
    width_px : wrapped to this; words longer than it are broken.
    weight : instead of the kind's own.
    alignment : as seen (right to left is resolved by the caller).
    lead_in : the words at the start of the text that are set strong.
    """
    font = theme.font(kind, weight)
    layout = QTextLayout(_breakable(text).replace("\n", "\u2028"), font)
    layout.setCacheEnabled(True)
    option = QTextOption(alignment | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if lead_in:
        layout.setFormats([_strong(theme, len(lead_in))])
    step_px = theme.line_px(kind)
    shift_px = (step_px - QFontMetricsF(font).height()) / 2
    longest_px, n_lines = 0.0, 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        line.setPosition(QPointF(0, n_lines * step_px + shift_px))
        longest_px = max(longest_px, line.naturalTextWidth())
        n_lines += 1
    layout.endLayout()
    return Block(layout, longest_px, n_lines * step_px)


@lru_cache(maxsize=512)
def longest_word_px(theme: Theme, kind: str, text: str, weight: int | None = None) -> float:
    """Return the width of the longest word: what a control needs so that no word is broken."""
    metrics = QFontMetricsF(theme.font(kind, weight))
    words = _breakable(text).replace("-", "- ").replace(_MAY_BREAK, " ").split()
    return max((metrics.horizontalAdvance(word) for word in words), default=0.0)


def _breakable(text: str) -> str:
    """Let a path go on in the next line after each of its folders."""
    return re.sub(r"([/\\])(?=\w)", rf"\1{_MAY_BREAK}", text)


def _strong(theme: Theme, n_characters: int) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # the first screen needs none

    strong = QTextLayout.FormatRange()
    strong.start, strong.length = 0, n_characters
    style = QTextCharFormat()
    style.setFontWeight(theme.text.strong_weight)
    strong.format = style
    return strong
