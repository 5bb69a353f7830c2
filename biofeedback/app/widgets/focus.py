"""The ring around what has the keyboard: two tones, outside the control, never hidden.

One `FocusRing` lies over everything in its window, lets every click through, and follows the focus:
when the focused control, or anything it lies in, moves, grows or hides, the ring goes along. Being
an overlay it needs no room inside the controls and no style can lose it. It is only as large as
the control, so what moves beneath it costs no more.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from biofeedback.app.theme.apply import theme_of

_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.StyleChange,
    }
)


class FocusRing(QWidget):
    """The ring of one window; made once, after which it works by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._at: QWidget | None = None  # what has the focus
        self._watched: list[QWidget] = []  # it, and what it lies in
        self._radius_px = 0.0
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        self._focus_changed(None, application.focusWidget())

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in filter(isValid, self._watched):  # a closing window takes them along
            widget.removeEventFilter(self)
        self._at = now if now and now.window() is self._window else None
        self._watched = _with_parents(self._at) if self._at else []
        for widget in self._watched:
            widget.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go along with whatever the focused control lies in."""
        if event.type() in _MOVES or (event.type() == QEvent.Type.Paint and watched is self._at):
            self._follow()
        return False

    def _follow(self) -> None:
        if self._at is None or not isValid(self._at) or not self._at.isVisible():
            self.hide()
            return
        inner, radius_px = _shape(self._at)
        focus = theme_of(self).focus_px
        reach_px = focus.offset + focus.width
        rect = QRect(self._at.mapTo(self._window, inner.topLeft()), inner.size())
        rect.adjust(-reach_px, -reach_px, reach_px, reach_px)
        if self.isVisible() and (rect, radius_px) == (self.geometry(), self._radius_px):
            return  # painting the ring paints the control: without this it would go on for ever
        self._radius_px = radius_px
        self.setGeometry(rect)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the gap and the ring round it."""
        theme = theme_of(self)
        focus = theme.focus_px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._open())
        for colour, width_px, from_edge_px in (
            ("focus_gap", focus.offset, focus.width + focus.offset / 2),
            ("focus", focus.width, focus.width / 2),
        ):
            painter.setPen(QPen(theme.colour(colour), width_px))
            rect = QRectF(self.rect()).adjusted(
                from_edge_px, from_edge_px, -from_edge_px, -from_edge_px
            )
            radius_px = self._radius_px + focus.width + focus.offset - from_edge_px
            painter.drawRoundedRect(rect, radius_px, radius_px)

    def _open(self) -> QRect:
        """Return what of the ring is not scrolled out of sight."""
        open_rect = self.rect()
        for area in self._watched[1:]:
            if isinstance(area.parentWidget(), QAbstractScrollArea):
                top_left = area.mapTo(self._window, QPoint(0, 0)) - self.pos()
                open_rect &= QRect(top_left, area.size())
        return open_rect


def _with_parents(widget: QWidget) -> list[QWidget]:
    """Return a control and what it lies in, but its window: that has news at every frame."""
    found: list[QWidget] = []
    at: QWidget | None = widget
    while at is not None and not at.isWindow():
        found.append(at)
        at = at.parentWidget()
    return found


def _shape(control: QWidget) -> tuple[QRect, float]:
    """Return what the ring goes round in a control's own coordinates, and its radius, px."""
    own = getattr(control, "focus_shape", None)
    if own is not None:
        rect, radius_px = own()
        return rect, radius_px
    return control.rect(), theme_of(control).radius_px.control
