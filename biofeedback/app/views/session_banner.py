"""The troubles of a session are told: one at a time, in the banner, and gone when it is cured."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTime, QTimer

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunBegan, RunWaits, StrapIs, StrapState
from biofeedback.app.system_settings import open_bluetooth_settings
from biofeedback.app.text import tr
from biofeedback.app.views.session_troubles import (
    DISK_FULL,
    ON_ITS_WAY,
    SAVING,
    Effect,
    Trouble,
    go_on,
    waiting,
)
from biofeedback.app.views.session_turns import Turns
from biofeedback.app.views.session_wrong import Wrong
from biofeedback.app.widgets.banner import Banner
from devices.errors import ContactLost

_BACK_MS, _READ_MS = 3000, 6000


class Troubles(QObject):
    """Keeps the banner in step with what is wrong.

    Parameters
    ----------
    context : Context
        The app.
    banner : Banner
        Where it is said.
    turns : Turns
        How the session stands; goes on without the strap.
    announce : callable
        Called with the headline of a new trouble.
    """

    def __init__(
        self, context: Context, banner: Banner, turns: Turns, announce: Callable[[str], object]
    ) -> None:
        super().__init__(banner)
        self._context, self._banner, self._turns, self._announce = context, banner, turns, announce
        self._wrong = Wrong(context, turns)
        self._is_open, self._is_greeted = True, False
        self._safe_until = self._said = ""
        self.shown: Trouble | None = None
        self._back = QTimer(self, singleShot=True, interval=_BACK_MS)
        self._back.timeout.connect(banner.dismiss)
        context.told.connect(self._hear)

    @property
    def waits(self) -> bool:
        """Whether the session waits for the strap before it begins."""
        return self._wrong.waits

    def see(self) -> None:
        """Show the worst of what is wrong now."""
        self._wrong.look()
        self._note_saving(self._wrong.codes)
        if not self._is_open:
            return
        before, trouble = self.shown, self._wrong.worst()
        if trouble is before:
            self._retell()
            return
        self.shown = trouble
        self._back.stop()
        if trouble is not None:
            self._show(trouble)
        elif before is not None and before.of_heart and self._wrong.is_cured(before):
            self._banner.show_trouble(tr("Your heart is back."), "")
            self._back.start(_BACK_MS)
        else:
            self._banner.dismiss()

    def wait(self) -> None:
        """Say that the session waits for the strap."""
        self._wrong.begin_to_wait()
        self.see()

    def open(self) -> None:
        """Show troubles again."""
        self._is_open = True

    def close(self) -> None:
        """Show none: the session is over, or asks something itself."""
        self._is_open, self.shown = False, None
        self._back.stop()
        self._banner.dismiss()

    def act(self) -> None:
        """Do what the banner offers."""
        trouble = self.shown
        if trouble is None:
            return
        if trouble.effect is Effect.SHOW_HOW and trouble.how is not None:
            answer = tr("All right"), self._put_aside
            self._banner.show_trouble(trouble.headline(), trouble.how(), *answer, is_open=True)
            return
        searches = trouble.effect is Effect.SEARCH
        if searches:
            self._context.call(lambda desk: desk.straps.hurry())
        if searches or (trouble.effect is Effect.SETTINGS and open_bluetooth_settings()):
            words = trouble.what_to_do()
            self._banner.show_trouble(trouble.headline(), words, go_on(), self._leave_strap)
        elif trouble.of_heart:
            self._leave_strap()
        else:
            self._put_aside()

    def _hear(self, message: object) -> None:
        match message:
            case RunWaits():
                self.wait()
            case RunBegan() | StrapIs():
                self.see()
                self._greet()

    def _greet(self) -> None:
        """Say of a strap that comes too late for this session that it is there."""
        run, strap = self._turns.run, self._context.strap
        if run is None or run.measured or strap.state is not StrapState.CONNECTED:
            return
        if self._is_open and self.shown is None and not self._is_greeted:
            self._is_greeted = True
            words = tr("It measures from the next session on.")
            self._banner.show_trouble(tr("Your strap is here."), words)
            self._back.start(_READ_MS)

    def _note_saving(self, codes: set[str]) -> None:
        """Remember when saving stopped, whatever is shown; when it works again, forget it."""
        if not codes & {SAVING, DISK_FULL}:
            self._safe_until = ""
        elif not self._safe_until:
            self._safe_until = QTime.currentTime().toString("H:mm")

    def _show(self, trouble: Trouble) -> None:
        more = self._wrong.cause(trouble) if self._context.likes.fuller else ""
        sentence = trouble.what_to_do().format(time=self._safe_until)
        words = self._said = f"{sentence} {more}".strip()
        if self.waits:
            self._banner.show_trouble(trouble.headline(), words, go_on(), self._leave_strap)
        else:
            self._banner.show_trouble(trouble.headline(), words, trouble.action(), self.act)
        if trouble.code != ON_ITS_WAY:
            self._announce(trouble.headline())

    def _retell(self) -> None:
        """Promise that it goes on by itself while that is so, and no longer."""
        if self.shown is not None and self.shown.code == ContactLost.code:
            words = f"{self._said} {waiting()}" if self._turns.waits else self._said
            self._banner.retell(words)

    def _leave_strap(self) -> None:
        self._wrong.put_heart_aside()
        self._put_aside()
        self._turns.alone()

    def _put_aside(self) -> None:
        if self.shown is not None:
            self._wrong.put_aside(self.shown)
        self.shown = None
        self._banner.dismiss()
