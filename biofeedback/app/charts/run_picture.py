"""A run as a picture: the line its heart drew, large with its own run, small on a card."""

import math

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from biofeedback.app.canvas import bloom
from biofeedback.app.canvas.guide import Guide
from biofeedback.app.charts.dates import day_words
from biofeedback.app.desk.messages import RunRow
from biofeedback.app.desk.past_messages import RunPicture
from biofeedback.app.theme import icons
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets import looks
from biofeedback.app.widgets.lines import UNBOUNDED_PX, Block, block, longest_word_px
from biofeedback.app.widgets.press import Press

_SMALL_PX, _SMALL_POINTS = 84, 90
_TO_WORDS_PX, _PAD_PX, _CHECK_PX = 10, 12, 26
_TOP_PX = 17
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def bloom_of(theme: Theme, picture: RunPicture | None, *, small: bool = False) -> bloom.Bloom:
    """Return the picture of a run; plain discs where nothing was kept."""
    if picture is None:
        return bloom.Bloom((), 0)
    guide = Guide(picture.plan, picture.start_s, theme.session, theme.motion_ms)
    turns, points = (bloom.THUMBNAIL_TURNS, _SMALL_POINTS) if small else (None, 180)
    return bloom.bloom(
        guide,
        picture.done_s,
        dict(picture.scores),
        picture.heart,
        picture.usual,
        turns=turns,
        points=points,
    )


class RunPictureView(QLabel):
    """The picture of one run; its words are the run's sentence.

    Parameters
    ----------
    picture : what it is drawn of; None for the outline of one that is still to come.
    sentence : what a screen reader says instead.
    size_px : its side.
    """

    def __init__(self, picture: RunPicture | None, sentence: str, size_px: int = 300) -> None:
        super().__init__()
        self._picture, self._size_px = picture, size_px
        self._bloom: bloom.Bloom | None = None
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its square."""
        return QSize(self._size_px, self._size_px)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the line, or the outline of one to come."""
        theme = theme_of(self)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(0, 0, self._size_px, self._size_px)
            if self._picture is None:
                _outline(painter, theme, place)
                return
            if self._bloom is None:
                self._bloom = bloom_of(theme, self._picture)
            bloom.paint(painter, place, theme, self._bloom)


def _outline(painter: QPainter, theme: Theme, place: QRectF) -> None:
    width_px, dash_px, gap_px = theme.stroke_px.outline_dots
    pen = QPen(theme.colour("guide_line"), width_px)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([dash_px * 0.1 / width_px, gap_px * 0.6 / width_px])
    painter.setPen(pen)
    for share in (0.98, 0.78, 0.58, 0.38, 0.18):
        radius = place.width() / 2 * share
        painter.drawEllipse(place.center(), radius, radius)


class RunCard(Press):
    """A run in a list: its picture, its day, its session. `toggles` for one that can be picked."""

    def __init__(self, row: RunRow, *, toggles: bool = False) -> None:
        super().__init__(day_words(row.start), "card", detail=row.title)
        self.row = row
        self.setCheckable(toggles)
        self._picture: RunPicture | None = None
        self._kept: tuple[Theme, float, QPixmap] | None = None

    def show_picture(self, picture: RunPicture | None) -> None:
        """Draw the picture, now that it is there."""
        self._picture, self._kept = picture, None
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size with its words in a line each."""
        words, detail = self._blocks(UNBOUNDED_PX)
        width_px = math.ceil(max(words.width_px, detail.width_px, self._side_px()))
        return QSize(width_px + 2 * _PAD_PX, self._high_px(words, detail))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size with the day in one line, and no word of the session broken."""
        theme = self.theme()
        day_px = block(theme, "label", self.words()).width_px
        word_px = min(longest_word_px(theme, "caption", self._detail), 9 * theme.line_px("body"))
        width_px = math.ceil(max(day_px, word_px, self._side_px())) + 2 * _PAD_PX
        return QSize(width_px, self._high_px(*self._blocks(UNBOUNDED_PX)))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height with its words wrapped to a width."""
        return self._high_px(*self._blocks(width - 2 * _PAD_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground, picture and words."""
        theme = self.theme()
        seen = looks.look(theme, self.kind, chosen=self.isChecked())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, theme, seen)
            side_px = self._side_px()
            top_px = _TOP_PX
            painter.drawPixmap((self.width() - side_px) // 2, top_px, self._pixmap(theme, side_px))
            words, detail = self._blocks(self.width() - 2 * _PAD_PX)
            top_px += side_px + _TO_WORDS_PX
            words.paint(painter, _PAD_PX, top_px, theme.colour(seen.ink))
            top_px += math.ceil(words.height_px)
            detail.paint(painter, _PAD_PX, top_px, theme.colour(seen.soft))
            if self.isChecked():
                place = QRectF(QRect(self.width() - _CHECK_PX - 10, 10, _CHECK_PX, _CHECK_PX))
                ink = theme.colour(seen.ink)
                icons.paint(painter, "check", self._mirrored(place), ink, stroke=2.6)

    def _blocks(self, width_px: float) -> tuple[Block, Block]:
        theme = self.theme()
        side = _CENTRE if width_px < UNBOUNDED_PX else Qt.AlignmentFlag.AlignLeft
        words = block(theme, "label", self.words(), width_px, None, side)
        return words, block(theme, "caption", self._detail, width_px, None, side)

    def _high_px(self, words: Block, detail: Block) -> int:
        words_px = math.ceil(words.height_px + detail.height_px)
        return self._side_px() + _TO_WORDS_PX + words_px + 2 * _TOP_PX

    def _side_px(self) -> int:
        return round(_SMALL_PX * self.theme().icon_px / self.theme().size_px.icon)

    def _pixmap(self, theme: Theme, side_px: int) -> QPixmap:
        """Return the picture; drawn once for each theme and screen."""
        ratio = self.devicePixelRatioF()
        if self._kept is None or self._kept[:2] != (theme, ratio):
            drawn = bloom_of(theme, self._picture, small=True)
            self._kept = theme, ratio, bloom.picture(theme, drawn, side_px, ratio)
        return self._kept[2]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw anew in another theme."""
        super().changeEvent(event)
        self._kept = None
