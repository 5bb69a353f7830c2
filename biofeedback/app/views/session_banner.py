"""The troubles of a session, one at a time: the most hindering first, gone when it is cured."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTime, QTimer

from biofeedback.app.desk.messages import RunMoved
from biofeedback.app.system_settings import open_bluetooth_settings
from biofeedback.app.text import tr
from biofeedback.app.views.session_troubles import (
    SAVING,
    TROUBLES,
    Effect,
    Trouble,
    cause,
    go_on,
    worst,
)
from biofeedback.app.widgets.banner import Banner
from devices.records import DeviceInfo

_BACK_MS = 3000
_OF_HEART = frozenset(trouble.code for trouble in TROUBLES if trouble.of_heart)


class Troubles(QObject):
    """Keeps the banner in step with what is wrong.

    Parameters
    ----------
    banner : Banner
        Where it is said.
    go_on : callable
        Goes on without the strap.
    announce : callable
        Called with the headline of a new trouble.
    """

    def __init__(
        self,
        banner: Banner,
        go_on: Callable[[], object],
        announce: Callable[[str], object],
    ) -> None:
        super().__init__(banner)
        self._banner, self._go_on, self._announce = banner, go_on, announce
        self._aside: set[str] = set()
        self._safe_until = ""
        self.shown: Trouble | None = None
        self._back = QTimer(self, singleShot=True, interval=_BACK_MS)
        self._back.timeout.connect(banner.dismiss)

    def see(
        self, codes: frozenset[str], moved: RunMoved, info: DeviceInfo, *, fuller: bool
    ) -> None:
        """Show the worst of what is wrong now; what was put aside stays so until it is cured."""
        away = codes & _OF_HEART
        self._aside = {
            code for code in self._aside if code in (codes | _OF_HEART if away else codes)
        }
        trouble = worst(codes - self._aside)
        if trouble is self.shown:
            return
        cured = self.shown is not None and self.shown.code not in codes
        of_heart = self.shown is not None and self.shown.of_heart
        self.shown = trouble
        self._back.stop()
        if trouble is not None:
            self._show(trouble, cause(trouble, moved, info) if fuller else "")
        else:
            self._banner.dismiss()
            if cured and of_heart:
                self._banner.show_trouble(tr("Your heart is back."), "")
                self._back.start()

    def close(self) -> None:
        """The session is over: nothing hinders any more."""
        self.shown = None
        self._back.stop()
        self._banner.dismiss()

    def act(self) -> None:
        """Do what the banner offers."""
        trouble = self.shown
        if trouble is None:
            return
        if trouble.effect is Effect.SHOW_HOW and trouble.how is not None:
            self._banner.show_trouble(
                trouble.headline(), trouble.how(), tr("All right"), self._put_aside
            )
            return
        if trouble.effect is Effect.SETTINGS and open_bluetooth_settings():
            words = trouble.what_to_do()
            self._banner.show_trouble(trouble.headline(), words, go_on(), self._leave_strap)
        elif trouble.of_heart:
            self._leave_strap()
        else:
            self._put_aside()

    def _show(self, trouble: Trouble, more: str) -> None:
        if trouble.code == SAVING and not self._safe_until:
            self._safe_until = QTime.currentTime().toString("H:mm")
        sentence = trouble.what_to_do().format(time=self._safe_until)
        words = f"{sentence} {more}".strip()
        self._banner.show_trouble(trouble.headline(), words, trouble.action(), self.act)
        self._announce(trouble.headline())

    def _leave_strap(self) -> None:
        self._aside |= _OF_HEART  # without the strap, none of its troubles matters
        self._put_aside()
        self._go_on()

    def _put_aside(self) -> None:
        if self.shown is not None:
            self._aside.add(self.shown.code)
        self.shown = None
        self._banner.dismiss()
