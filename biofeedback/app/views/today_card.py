"""The card of today's session: what it is, Start, and the landscape it leads into."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent

from biofeedback.app.first_paint import after_paint
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.shelf import Brief
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

_LEAST_H_PX, _PAD_PX = 350, 36
_PICTURE_PX, _LEAST_PICTURE_PX, _FADE_PX = 436, 180, 120
_GROUND_SHARE, _UNITS_HIGH = 0.72, 350
_WHOLE_VOLUME, _REST_VOLUME, _SOME_RINGS, _ALL_RINGS = 0.8, 0.25, 6, 12


class TodayCard(Card):
    """Words and Start on the left, the picture in what room is left.

    Parameters
    ----------
    begin, wear : callable
        Called for Start, and for putting on the strap first.

    Attributes
    ----------
    start, start_row
        The button, to be put into its row, or into the foot of the page.
    """

    def __init__(self, begin: Callable[[], object], wear: Callable[[], object]) -> None:
        super().__init__()
        self._done, self._bare = False, True
        self._facts_known = ""
        self._kind = Text(colour="text_soft")
        self._name = Text(kind="headline")
        self._facts = Text()
        self.start = Primary("", begin, icon="play")
        self._strap = Quiet(tr("Put on the strap first"), wear, flush=True)
        self.body.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        self.body.setSpacing(0)
        for part, gap_px in ((self._kind, 8), (self._name, 12), (self._facts, 26)):
            self.body.addWidget(part)
            self.body.addSpacing(gap_px)
        self.body.addStretch(1)
        self.start_row = FlowLayout()
        strap_row = FlowLayout()
        strap_row.addWidget(self._strap)
        for row in (self.start_row, strap_row):
            self.body.addLayout(row)
        self.setMinimumHeight(_LEAST_H_PX)
        after_paint(self, self._bring_picture)

    def show_session(self, words: tuple[str, str], *, done: bool) -> None:
        """Show title and facts of a session, or that today's is done."""
        self._done = done
        title, self._facts_known = words
        self._kind.set_words(tr("Today's session"))
        self._name.set_words(tr("Done for today") if done else title)
        self._facts.set_words(tr("Another one does no harm.") if done else self._facts_known)
        self.start.set_words(tr("Once more") if done else tr("Start today's session"))
        self.start.set_icon("" if done else "play")
        self.setAccessibleName(self._name.text())
        self.update()

    def show_brief(self, brief: Brief) -> None:
        """Show what the session's own file says."""
        if not self._done:
            facts = (brief.length_words(), brief.pace_words(), brief.posture_words())
            self._name.set_words(brief.title)
            self._facts.set_words("\n".join(filter(None, facts)))
            self.setAccessibleName(brief.title)

    def offer_strap(self, *, offered: bool) -> None:
        """Offer to put on the strap, or do not."""
        self._strap.setVisible(offered)
        low_px = _PAD_PX // 3 if offered else _PAD_PX
        self.body.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, low_px)

    def spoken(self) -> str:
        """Return the session in a sentence."""
        if self._done:
            return self._name.text()
        length = self._facts.text().split("\n")[0]
        words = tr("Today's session: {title}, {length}.")
        return words.format(title=self._name.text(), length=length)

    def _bring_picture(self) -> None:
        """Paint the picture from now on: the words stand at once, it follows."""
        self._bare = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card, and the picture where the words leave room."""
        super().paintEvent(event)
        if self._bare:
            return
        theme, whole = theme_of(self), QRectF(self.rect())
        words_px = max(self.start.width(), self._name.sizeHint().width()) + 2 * _PAD_PX - 10
        room_px = whole.width() - words_px
        if room_px < _LEAST_PICTURE_PX:
            return
        inset = theme.stroke_px.hairline
        inner = whole.adjusted(inset, inset, -inset, -inset)
        area = QRectF(inner)
        area.setLeft(words_px)
        if self.isRightToLeft():
            area.moveLeft(inner.left())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(inner, theme.radius_px.card - inset, theme.radius_px.card - inset)
        painter.setClipPath(clip)
        unit_px = min(area.width() / _PICTURE_PX, area.height() / _UNITS_HIGH)
        from biofeedback.app.views.scenery import Scene, paint_scene

        scene = Scene(
            area,
            area.center().x(),
            area.top() + area.height() * _GROUND_SHARE,
            unit_px,
            -_FADE_PX if self.isRightToLeft() else _FADE_PX,
            _REST_VOLUME if self._done else _WHOLE_VOLUME,
            _ALL_RINGS if self._done else _SOME_RINGS,
        )
        paint_scene(painter, theme, scene)
