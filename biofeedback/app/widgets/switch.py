"""A switch: what it is for, whether it is on in a word, and a small track that shows it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.lines import block
from biofeedback.app.widgets.looks import Look
from biofeedback.app.widgets.press import Press

_GAP_PX = 12


class Switch(Press):
    """On or off; `toggled` tells."""

    def __init__(
        self, words: str, *, on: bool = False, detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, "switch", detail=detail, parent=parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.toggled.connect(self._tell)
        self._tell(on)

    def _tell(self, on: bool) -> None:
        self.setAccessibleDescription(tr("on") if on else tr("off"))

    def _track_px(self, theme: Theme) -> tuple[float, float]:
        height_px = theme.icon_px * 1.25
        return height_px * 1.75, height_px

    def _state_px(self, theme: Theme) -> float:
        """Return the room of the longer of the two words, so that nothing moves."""
        return max(block(theme, "body", words).width_px for words in (tr("on"), tr("off")))

    def _tail_w(self) -> int:
        theme = self.theme()
        return round(self._form().gap + self._state_px(theme) + _GAP_PX + self._track_px(theme)[0])

    def _paint_tail(self, painter: QPainter, theme: Theme, seen: Look, x: float) -> None:
        state = block(theme, "body", tr("on") if self.isChecked() else tr("off"))
        state_px = self._state_px(theme)
        width_px, height_px = self._track_px(theme)
        middle_px = self.height() / 2
        words = QRectF(x + state_px - state.width_px, 0, state.width_px, 0)
        top_px = middle_px - state.height_px / 2
        state.paint(painter, self._mirrored(words).x(), top_px, theme.colour(seen.soft))
        track = QRectF(x + state_px + _GAP_PX, middle_px - height_px / 2, width_px, height_px)
        self._paint_track(painter, theme, self._mirrored(track))

    def _paint_track(self, painter: QPainter, theme: Theme, track: QRectF) -> None:
        on, stroke_px = self.isChecked(), theme.stroke_px.control
        painter.setPen(QPen(theme.colour("accent" if on else "edge"), stroke_px))
        painter.setBrush(theme.colour("accent" if on else "surface"))
        inset = stroke_px / 2
        inner = track.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        knob_px = track.height() * 0.62
        room_px = (track.height() - knob_px) / 2
        at_right = on != self.isRightToLeft()
        left_px = track.right() - room_px - knob_px if at_right else track.left() + room_px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent" if on else "edge"))
        painter.drawEllipse(QRectF(left_px, track.top() + room_px, knob_px, knob_px))
