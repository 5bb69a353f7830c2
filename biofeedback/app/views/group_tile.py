"""The tile of one person: read from across the room, opened by a press.

What stands still is kept as a picture and made anew only when it changes; the wave is painted over
it, a few times a second, in its own part of the tile.
"""

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views import group_face as faces
from biofeedback.app.views import group_states as states
from biofeedback.app.views.group_face import Face, Layout
from biofeedback.app.views.group_seat import Seat
from biofeedback.app.views.group_wave import Now, TileWave
from biofeedback.app.widgets.press import Press

_LEAST_WAVE_PX, _WAVE_SHARE = 20, 0.075
_ABOVE, _BELOW = 0.25, 0.3  # of the padding
_LAST_DIGIT = 9


class Tile(Press):
    """One person.

    Parameters
    ----------
    seat : Seat
        Who sits there.
    now : callable
        The clock of the group, in seconds.
    """

    def __init__(self, seat: Seat, now: Now, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent=parent)
        self.seat, self._now = seat, now
        self.gentle = False
        self._wave = TileWave(seat)
        self._face = Face("", "")
        self._layouts: tuple[object, Layout] | None = None
        self._still: tuple[object, QPixmap] | None = None
        self._painted: object = None
        number = seat.shown.number
        self._key = str(number) if number <= _LAST_DIGIT else ""
        self.refresh()

    def refresh(self) -> bool:
        """Take what is known now; return whether more than the wave has changed."""
        shown = self.seat.shown
        face = Face(
            states.name_of(shown),
            states.state_words(shown),
            states.help_words(shown),
            bool(shown.trouble),
            bool(shown.trouble) and not self.seat.is_troubled,
            shown.battery_pct,
            self.seat.rings(theme_of(self).session.rings, self._now()),
            shown.is_held,
        )
        if face == self._face:
            return False
        self._face = face
        spoken = states.spoken(shown, is_seen=face.is_seen)
        if spoken != self.accessibleName():
            self.set_words(face.alias, spoken=spoken)
            opens = tr("Opens large. Key: {key}") if self._key else tr("Opens large.")
            self.setAccessibleDescription(opens.format(key=self._key))
        self.update()
        return True

    def tick(self) -> None:
        """Paint again what has changed."""
        self.refresh()
        box = self.wave_box()
        if self._wave.seen(box.width(), self._now(), gentle=self.gentle) != self._painted:
            self.update(box.toAlignedRect())

    def least_px(self, width_px: int) -> int:
        """Return the least height at which a tile of this width shows all of it."""
        place = self._layout(width_px)
        wave_px = max(_LEAST_WAVE_PX, _WAVE_SHARE * width_px)
        around_px = (_ABOVE + _BELOW) * place.pad_px
        return math.ceil(place.head_px + wave_px + around_px + place.foot_px)

    def wave_box(self) -> QRectF:
        """Return where the wave is."""
        place = self._layout(self.width())
        top_px = place.head_px + _ABOVE * place.pad_px
        bottom_px = self.height() - place.foot_px - _BELOW * place.pad_px
        inner_px = self.width() - 2 * place.pad_px
        return QRectF(place.pad_px, top_px, inner_px, max(bottom_px - top_px, 1.0))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its usual size."""
        return QSize(380, self.least_px(380))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that can be read."""
        return QSize(200, 100)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the least height for a width."""
        return self.least_px(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the space bar to the group: it pauses all. Enter opens."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the space bar to the group."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the wave, and where it has changed all that stands still."""
        theme, box = theme_of(self), self.wave_box()
        still = self._kept_still(theme)
        ratio = still.devicePixelRatio()
        part = QRectF(event.rect())
        painter = QPainter(self)
        source = QRectF(part.topLeft() * ratio, part.size() * ratio)
        painter.drawPixmap(part, still, source)
        if part.intersects(box):
            now_s = self._now()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painted = self._wave.seen(box.width(), now_s, gentle=self.gentle)
            self._wave.paint(painter, box, theme, now_s, gentle=self.gentle)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Paint everything anew."""
        super().resizeEvent(event)
        self._still = None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Paint everything anew in another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._still = self._layouts = None

    def _layout(self, width_px: int) -> Layout:
        key = theme_of(self), width_px, self._face
        if self._layouts is None or self._layouts[0] != key:
            self._layouts = key, faces.laid(theme_of(self), width_px, self._face)
        return self._layouts[1]

    def _kept_still(self, theme: Theme) -> QPixmap:
        ratio, over = self.devicePixelRatioF(), self.isDown() or self.underMouse()
        key = theme, self.size(), ratio, self._face, over
        if self._still is None or self._still[0] != key:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(theme.colour("bg"))
            with QPainter(picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                place, size = self._layout(self.width()), (self.width(), self.height())
                mirrored = self.isRightToLeft()
                faces.paint(painter, theme, self._face, place, size, mirrored=mirrored, over=over)
            self._still = key, picture
        return self._still[1]
