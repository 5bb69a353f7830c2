"""The lock of professionals: after five minutes without a hand on it, the window hides everything.

What goes on behind it goes on: the session, its writing, the patient's own window. Names and
figures are not shown, not spoken, and no key reaches them. At home, without users, there is none.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.home_messages import RecordsOpen
from biofeedback.app.desk.staff_messages import Unlocked

if TYPE_CHECKING:
    from biofeedback.app.main_window import MainWindow
    from biofeedback.app.views.locked import Locked

IDLE_MS = 5 * 60 * 1000
_HANDS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class Lock(QObject):
    """Hides a window while nobody is at work.

    Parameters
    ----------
    window : MainWindow
        What is hidden.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._page: Locked | None = None
        self.idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self.idle.timeout.connect(self.now)
        self._user = ""
        window.context.told.connect(self._told)

    def begin(self) -> None:
        """Look who is at work already."""
        if self._window.context.records is not None:
            self._told(self._window.context.records)

    @property
    def is_on(self) -> bool:
        """Whether the window is locked."""
        return self._page is not None

    def now(self) -> None:
        """Lock, where somebody is at work who can unlock it again."""
        if self.is_on or not self._user:
            return
        from PySide6.QtWidgets import QDialog, QMenu

        from biofeedback.app.views.locked import Locked

        for kind in (QDialog, QMenu):
            for shown in self._window.findChildren(kind):
                shown.close()
        self.idle.stop()
        self._page = Locked(self._window.context, self._user)
        self._window.cover(self._page)
        self._page.arrive()
        self._window.context.ask(lambda desk: desk.staff.lock())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Begin the five minutes anew whenever a hand moves something."""
        if event.type() in _HANDS and not self.is_on:
            self.idle.start()
        return False

    def _told(self, message: object) -> None:
        if isinstance(message, RecordsOpen):
            self._watch(message.user)
        elif isinstance(message, Unlocked) and self._page is not None:
            page, self._page = self._page, None
            page.leaving()
            self._window.uncover(page)
            self.idle.start()
            if message.is_new:
                from biofeedback.app.views.who import place_of

                self._window.go(place_of(message.role))

    def _watch(self, user: str) -> None:
        """Look for hands from now on; at home, where nobody is at work, never."""
        if bool(user) != bool(self._user):
            application = QApplication.instance()
            if application is not None and user:
                application.installEventFilter(self)
            elif application is not None:
                application.removeEventFilter(self)
        self._user = user
        if user and not self.is_on:
            self.idle.start()
        elif not user:
            self.idle.stop()
