"""The projector: the breath that is led, for the whole room, on a second display.

It is the patient's window without a title, a heart, a name or a figure. Its words are as large as
the height of the display asks for. When the display goes away, the session goes on.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QScreen
from PySide6.QtWidgets import QWidget

from biofeedback.app.canvas.rings import USUAL_SHARE, Rings, places
from biofeedback.app.canvas.scene import Pacer
from biofeedback.app.desk.group_messages import GroupBegan
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views import session_words as said
from biofeedback.app.views.patient_window import PatientWindow
from sessions.pacer import LivePlan

LOOK_MS = 200
_PX_A_POINT = 96 / 72


class Projector(QObject):
    """The window, and what it shows.

    Parameters
    ----------
    theme : Theme
        Its look.
    turned : callable
        Called when it is shown, or gone.

    Attributes
    ----------
    is_dark : bool
        Whether it shows nothing for now.
    is_lost : bool
        Whether its display went away while it was shown.
    """

    def __init__(self, theme: Theme, turned: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._turned = theme, turned
        self.is_dark = self.is_lost = False
        self._began: GroupBegan | None = None
        self._plan: LivePlan | None = None
        self._start_s = 0.0
        self._calm_from_s, self._block, self._counted = 0.0, -1, 0
        self._leads_in = self._is_over = self._gentle = False
        self._screen: QScreen | None = None
        self._window: PatientWindow | None = None
        self._night: QWidget | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.tell)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self.screen_gone)

    @property
    def is_shown(self) -> bool:
        """Whether it is there."""
        return self._window is not None and self._window.isVisible()

    @property
    def display(self) -> int:
        """The number of the display that it fills; 0 while it is a window among others."""
        return 2 if self._screen is not None else 0

    @property
    def window(self) -> PatientWindow:
        """The window; made when it is first wanted."""
        if self._window is None:
            self._window = window = PatientWindow(self._theme, self._turned)
            window.setWindowTitle(tr("Projector - biofeedback"))
            window.setAccessibleName(tr("Projector"))
            self._night = night = QWidget(window)
            night.setAutoFillBackground(True)
            night.setPalette(QPalette(QColor(Qt.GlobalColor.black)))
            night.setStyleSheet("background: black")
            night.hide()
            if self._began is not None:
                self._begin_canvas(self._began)
        return self._window

    def show(self, shown: bool) -> None:
        """Show it on the second display, or put it away."""
        if not shown:
            if self._window is not None:
                self._window.close()
            return
        self.is_lost = False
        here = QGuiApplication.primaryScreen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        self._screen = next(iter(others), None)
        self.window.show_on_second()
        self._fit()
        self.darken(False)

    def darken(self, dark: bool) -> None:
        """Show nothing for now, or everything again; what is heard goes on."""
        self.is_dark = dark
        if self._window is not None and self._night is not None:
            self._night.setGeometry(self._window.rect())
            self._night.raise_()
            self._night.setVisible(dark)
            self._turned()

    def begin(self, began: GroupBegan, *, gentle: bool) -> None:
        """Show a session."""
        self._began, self._plan, self._start_s = began, began.plan, began.start_s
        self._gentle, self._is_over, self._leads_in = gentle, False, False
        self._calm_from_s, self._block, self._counted = 0.0, -1, 0
        if self._window is not None:
            self._begin_canvas(began)

    def follow(self, plan: LivePlan, start_s: float) -> None:
        """Go on with the plan as it is now."""
        if self._leads_in and not plan.is_paused:
            self._leads_in = False
        self._plan, self._start_s = plan, start_s
        if self._window is not None:
            self._window.canvas.follow(plan, start_s)

    def pause(self, at_s: float) -> None:
        """Rest from now on."""
        if self._window is not None:
            self._window.canvas.pause(at_s)

    def lead_in(self, until_s: float | None) -> None:
        """Lead back into the breath until a time of the clock; None calls it off."""
        self._leads_in = until_s is not None
        if self._window is not None:
            self._window.canvas.lead_in(until_s)

    def end(self) -> None:
        """Let the room stay as long as it likes."""
        self._is_over = True
        self._look.stop()
        if self._window is not None:
            self._window.show_words("", "", tr("Stay as long as you like."))

    def set_gentle(self, gentle: bool) -> None:
        """Move only what must move, or everything."""
        self._gentle = gentle
        if self._window is not None:
            self._window.canvas.set_gentle(gentle)

    def close(self) -> None:
        """Nothing of it stays."""
        self._look.stop()
        if self._window is not None:
            self._window.canvas.stop()
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def screen_gone(self, screen: QScreen) -> None:
        """Put the window away with its display; it must not cover the professional's screen."""
        if self._window is not None and self.is_shown and screen is self._screen:
            self._screen = None
            self.is_lost = True
            self._window.hide()

    def tell(self) -> None:
        """Say what is true now: the cue, and the minutes left."""
        began, plan = self._began, self._plan
        if began is None or plan is None or self._window is None or self._is_over:
            return
        plan_s = max(began.clock.now_s() - self._start_s, 0.0)
        now, t_s = plan.cue_at(plan_s), plan.session_t_s(plan_s)
        left = said.minutes_left(now.session_remaining_s, paced=now.part is not None)
        if plan.is_paused or now.block_index != self._block:
            self._calm_from_s, self._block = t_s, now.block_index
        if self._leads_in:
            words = tr("And on, from where you were")
        elif plan.is_paused:
            words = tr("Rest a moment. Breathe as you like.")
        elif began.own_pace:
            words = tr("Each at your own pace")
        else:
            words = said.line_of(plan, now, t_s - self._calm_from_s)
        self._window.show_words("", left, words)
        self._show_time(plan, now.breath_number)

    def _show_time(self, plan: LivePlan, breath_number: int | None) -> None:
        """Let the rings grow with the time alone: every breath of the room is worth the same."""
        if breath_number is None or breath_number == self._counted or self._window is None:
            return
        self._counted = breath_number
        widths: list[float] = []
        form = self._theme.session.rings
        for ring, length in places(plan.breathing, form.count)[: breath_number - 1]:
            widths += [0.0] * (ring + 1 - len(widths))
            widths[-1] += USUAL_SHARE * length
        self._window.canvas.show_rings(Rings(tuple(widths)))

    def _begin_canvas(self, began: GroupBegan) -> None:
        canvas = self.window.canvas
        pacer = Pacer.NONE if began.own_pace else Pacer.SHAPE
        canvas.begin(
            began.plan, began.clock.now_s, pacer=pacer, gentle=self._gentle, shows_heart=False
        )
        canvas.follow(self._plan or began.plan, self._start_s)
        self._counted = 0
        self._look.start()
        self.tell()

    def _fit(self) -> None:
        """Let the words be as large as the height of the display asks for."""
        theme, height_px = self._theme, self.window.height()
        cue_px = theme.clinic.projector_cue_share * height_px
        usual_px = Theme.of(theme.name, 100, theme.family).size_pt("cue") * _PX_A_POINT
        percent = round(100 * cue_px / usual_px)
        self.window.wear(Theme.of(theme.name, percent, theme.family))
