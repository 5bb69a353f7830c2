"""Hills and heart wave as pictures of the long paper, drawn once and then only moved.

They move by whole pixels of the screen, so a frame between two of those leaves them as they are:
at 25 px a second that is every other frame. A strip reaches a little further than the canvas, and
is drawn anew when the canvas has come to its end, or when what is on it has changed.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from biofeedback.app.canvas import landscape
from biofeedback.app.canvas.landscape import Land, Wave
from biofeedback.app.canvas.stage import Stage, hill_y_u
from biofeedback.app.theme.tokens import Theme

_FURTHER_PX = 128
_EDGE_U = 4.0
_MARK_U = 12.0

Draw = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture of a piece of the paper; px count from the paper's start, and from the top."""

    left_px: float
    top_px: float
    picture: QPixmap

    @property
    def right_px(self) -> float:
        """Where it ends."""
        return self.left_px + self.picture.deviceIndependentSize().width()

    @property
    def bottom_px(self) -> float:
        """Where it ends below."""
        return self.top_px + self.picture.deviceIndependentSize().height()

    def covers(self, from_px: float, to_px: float) -> bool:
        """Whether it shows all of a piece of the paper."""
        return self.left_px <= from_px and to_px <= self.right_px

    def paint(self, painter: QPainter, shift_px: float = 0.0) -> None:
        """Paint it on a paper that has moved."""
        painter.drawPixmap(QPointF(self.left_px + shift_px, self.top_px), self.picture)

    def paint_between(
        self, painter: QPainter, shift_px: float, from_px: float, to_px: float
    ) -> None:
        """Paint what of it lies between two x of the canvas, whole pixels of the screen."""
        start_px, ratio = self.left_px + shift_px, self.picture.devicePixelRatio()
        left_px, right_px = max(from_px, start_px), min(to_px, self.right_px + shift_px)
        if left_px < right_px:
            width, height = (right_px - left_px) * ratio, float(self.picture.height())
            part = QRectF((left_px - start_px) * ratio, 0, width, height)
            painter.drawPixmap(QPointF(left_px, self.top_px), self.picture, part)

    @classmethod
    def of(cls, ratio: float, piece: QRectF, ground: QPixmap | None) -> Self:
        """Return an empty one; `ground` is the picture of the sky, see-through without one."""
        left_px, top_px = _whole(piece.left(), ratio), _whole(piece.top(), ratio)
        width_px, height_px = piece.right() - left_px, piece.bottom() - top_px
        picture = QPixmap(math.ceil(width_px * ratio), math.ceil(height_px * ratio))
        picture.setDevicePixelRatio(ratio)
        if ground is None:
            picture.fill(Qt.GlobalColor.transparent)
        else:
            with QPainter(picture) as painter:
                whole = QRectF(QPointF(), picture.deviceIndependentSize())
                painter.drawTiledPixmap(whole, ground, QPointF(0, top_px))
        return cls(left_px, top_px, picture)

    @contextmanager
    def painter(self) -> Iterator[QPainter]:
        """Let a painter stand at the paper's start, at the top of the canvas."""
        with QPainter(self.picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-self.left_px, -self.top_px)
            yield painter

    def draw(self, stage: Stage, draw: Draw) -> None:
        """Draw on it, standing at the paper's start on the ground, in u."""
        with self.painter() as painter:
            painter.translate(0.0, stage.ground_y_px)
            painter.scale(stage.u_px, stage.u_px)
            draw(painter)


class Strips:
    """Keeps the strips of one picture.

    Parameters
    ----------
    theme : Theme
        The colours and measures.
    sky : callable
        Returns the picture of the sky, the same all along.
    ratio : float
        Pixels of the screen in a logical one.
    """

    def __init__(self, theme: Theme, sky: Callable[[], QPixmap], ratio: float) -> None:
        self._theme, self._sky, self._ratio = theme, sky, ratio
        self._hills: tuple[Stage, Land, Strip, Strip] | None = None
        self._heart: tuple[Stage, Wave, Strip | None] | None = None

    def hills(
        self, painter: QPainter, stage: Stage, land: Land, shift_px: float, coming_px: float
    ) -> QRect:
        """Paint the sky with the hills, those from `coming_px` on outlined; return where."""
        from_px, to_px = -shift_px, stage.free_px - shift_px
        kept = self._hills
        if (
            kept is None
            or kept[0] != stage
            or kept[1] is not land
            or not kept[2].covers(from_px, to_px)
        ):
            kept = self._hills = self._drawn(stage, land, from_px)
        _stage, _land, plain, outlined = kept
        place = QRectF(0, plain.top_px, stage.free_px, plain.bottom_px - plain.top_px)
        plain.paint_between(painter, shift_px, 0.0, coming_px)
        outlined.paint_between(painter, shift_px, coming_px, stage.free_px)
        return place.toRect()

    def heart(self, painter: QPainter, stage: Stage, wave: Wave, shift_px: float) -> None:
        """Paint the heart wave."""
        kept = self._heart
        if kept is None or kept[0] != stage or kept[1] is not wave:
            kept = self._heart = stage, wave, self._drawn_heart(stage, wave, -shift_px)
        if kept[2] is not None:
            kept[2].paint(painter, shift_px)

    def _drawn(self, stage: Stage, land: Land, from_px: float) -> tuple[Stage, Land, Strip, Strip]:
        theme, u_px = self._theme, stage.u_px
        top_px = stage.ground_y_px + u_px * (hill_y_u(theme.session, 1.0) - _EDGE_U)
        bottom_px = stage.ground_y_px + u_px * _EDGE_U
        width_px = stage.free_px + _FURTHER_PX
        piece = QRectF(from_px, max(top_px, 0.0), width_px, bottom_px - max(top_px, 0.0))
        plain = Strip.of(self._ratio, piece, self._sky())
        plain.draw(stage, lambda painter: landscape.hills(painter, theme, land))
        outlined = Strip(plain.left_px, plain.top_px, plain.picture.copy())
        outlined.draw(stage, lambda painter: landscape.outlines(painter, stage, theme, land))
        return stage, land, plain, outlined

    def _drawn_heart(self, stage: Stage, wave: Wave, from_px: float) -> Strip | None:
        """Return what is to be seen of it from now on; nothing while there is nothing."""
        if wave.end is None:
            return None
        top_u, bottom_u = wave.reach_u
        top_px = max(stage.ground_y_px + stage.u_px * (top_u - _MARK_U), 0.0)
        bottom_px = min(stage.ground_y_px + stage.u_px * (bottom_u + _MARK_U), stage.height_px)
        right_px = stage.u_px * (wave.end.x() + _MARK_U)
        if right_px <= from_px or bottom_px <= top_px:
            return None
        piece = QRectF(from_px, top_px, right_px - from_px, bottom_px - top_px)
        strip = Strip.of(self._ratio, piece, None)
        strip.draw(
            stage,
            lambda painter: landscape.heart(painter, stage, self._theme, wave, lost_until_u=None),
        )
        return strip


def whole_px(px: float, ratio: float) -> float:
    """Return the nearest whole pixel of the screen, in logical ones."""
    return round(px * ratio) / ratio


def _whole(px: float, ratio: float) -> float:
    return math.floor(px * ratio) / ratio
