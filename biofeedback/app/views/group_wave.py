"""Half a minute of heart over the hills of one tile, drawn with the brushes of the canvas.

Hills and wave are drawn once on a paper in units of the canvas and then only moved; the hills anew
every five seconds, the wave with each beat. With little movement the page stands still, is written
from left to right, and is turned when it is full.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from biofeedback.app.canvas import landscape
from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import GAP_S
from biofeedback.app.canvas.landscape import Land, Wave
from biofeedback.app.canvas.paper import Scroll
from biofeedback.app.canvas.stage import Stage
from biofeedback.app.theme.records import SessionForm
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.group_seat import Seat
from sessions.pacer import LivePlan

SHOWN_S = 30.0
_SHEET_S = 5.0
_STAGE_U = 1280.0, 800.0
_HILL_SHARE, _TALLEST_U = 0.64, 190.0
_LIFT_SHARE, _ROOM_SHARE = 0.06, 0.15
_THINNER, _EDGE_PX = 0.7, 3.0
_PART_PX = 2  # half a pixel is a move

Now = Callable[[], float]
Seen = tuple[object, ...]


class TileWave:
    """Paints one seat's wave.

    Parameters
    ----------
    seat : Seat
        Whose it is.
    """

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._land: tuple[object, Land] | None = None
        self._wave: tuple[object, Wave] | None = None

    def seen(self, width_px: float, now_s: float, *, gentle: bool) -> Seen:
        """Return what would be painted: the same while nothing has moved."""
        guide = self._guide(None)
        if guide is None:
            return ()
        t_s, lost = guide.session_t_s(now_s), self._is_lost(now_s)
        at_px = round(t_s * width_px / SHOWN_S * _PART_PX)
        page_s = left_s(t_s, gentle=gentle) if gentle else 0.0
        moves = lost or not gentle
        return self._seat.revision, lost, page_s, at_px if moves else 0

    def paint(
        self, painter: QPainter, box: QRectF, theme: Theme, now_s: float, *, gentle: bool
    ) -> None:
        """Paint the wave in a box, now at its right edge."""
        u_px = box.width() / (SHOWN_S * theme.session.u_per_s)
        form = _form(theme.session, (box.height() - 2 * _EDGE_PX) / u_px)
        guide = self._guide(form)
        if guide is None:
            return
        t_s = guide.session_t_s(now_s)
        from_s = left_s(t_s, gentle=gentle)
        paper = _paper(form, from_s)
        painter.save()
        painter.setClipRect(box)
        room_px = _EDGE_PX + _ROOM_SHARE * (box.height() - 2 * _EDGE_PX)
        painter.translate(box.left(), box.bottom() - room_px)
        painter.scale(u_px, u_px)
        painter.translate(-from_s * form.u_per_s, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("guide"))
        for hill in self._kept_land(form, guide, paper).hills:
            painter.drawPolygon(hill.area)
        wave = self._kept_wave(guide, paper)
        lost_u = t_s * form.u_per_s if self._is_lost(now_s) else None
        stage = Stage(form, *(side_u * u_px / _THINNER for side_u in _STAGE_U))
        landscape.heart(painter, stage, theme, wave, lost_until_u=lost_u)
        painter.restore()

    def _guide(self, form: SessionForm | None) -> Guide | None:
        shown = self._seat.shown
        plan: LivePlan | None = shown.plan
        if plan is None or shown.start_s is None:
            return None
        theme = Theme.of()
        return Guide(plan, shown.start_s, form or theme.session, theme.motion_ms)

    def _is_lost(self, now_s: float) -> bool:
        newest_s = self._seat.newest_s
        shown = self._seat.shown
        still = shown.is_paused or shown.is_finished
        return newest_s is not None and now_s - newest_s > GAP_S and not still

    def _kept_land(self, form: SessionForm, guide: Guide, paper: Scroll) -> Land:
        key = guide.plan.breathing, paper
        if self._land is None or self._land[0] != key:
            self._land = key, Land.of(form, guide.plan.breathing, paper)
        return self._land[1]

    def _kept_wave(self, guide: Guide, paper: Scroll) -> Wave:
        key = self._seat.revision, guide.plan, paper
        if self._wave is None or self._wave[0] != key:
            curves = self._seat.curves()
            swing_bpm = self._seat.shown.usual.swing_bpm
            self._wave = key, Wave.of(curves, swing_bpm, guide, paper)
        return self._wave[1]


def left_s(session_t_s: float, *, gentle: bool) -> float:
    """Return the session time at the left edge."""
    if gentle:
        return math.floor(session_t_s / SHOWN_S) * SHOWN_S
    return session_t_s - SHOWN_S


def _form(form: SessionForm, height_u: float) -> SessionForm:
    """Return the measures of hills that fit a box of this height."""
    hill_u = min(_HILL_SHARE * height_u, _TALLEST_U)
    return form._replace(hill_u=hill_u, lift_u=_LIFT_SHARE * hill_u)


def _paper(form: SessionForm, from_s: float) -> Scroll:
    """Return the piece of paper that covers the box now and in the next seconds."""
    first = math.floor(from_s / _SHEET_S)
    last = first + math.ceil(SHOWN_S / _SHEET_S) + 1
    return Scroll(form, ((first * _SHEET_S, last * _SHEET_S),))
