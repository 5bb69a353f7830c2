"""What was begun in the settings, and ended when somebody was elsewhere: told calmly in a banner.

It is told when it ends, but never in a corridor nor while a session is on, behind a lock, or over
another banner: then it waits for the next place, or the next message, where it disturbs nobody. It
stays until it is read.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.group_messages import GroupBegan, GroupOver
from biofeedback.app.desk.messages import RunBegan, RunOver
from biofeedback.app.desk.people_messages import PlanSaid
from biofeedback.app.desk.safe_messages import SafeDone
from biofeedback.app.text import tr

if TYPE_CHECKING:
    from biofeedback.app.main_window import MainWindow

_TOLD_THERE = "settings"


class News(QObject):
    """Tells what came of work that nobody waits for any more.

    Parameters
    ----------
    window : MainWindow
        Where it is told.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._unread: SafeDone | PlanSaid | None = None
        self._user = ""
        self._is_shown = self._is_led = False
        window.context.told.connect(self._told)

    def tell(self) -> None:
        """Tell what nobody has read, if this is the moment."""
        news, window = self._unread, self._window
        if news is None or self._is_led or window.is_locked or window.place is None:
            return
        if window.place.alone or window.banner.isVisible():
            return
        if self._user != self._at_work():  # it is no news of theirs
            self._unread = None
            return
        from biofeedback.app.views.settings_said import is_done, sentence_of

        done = tr("What you began in Settings is done")
        headline = done if is_done(news) else tr("That did not work")
        words = headline, sentence_of(news), tr("All right")
        window.banner.show_trouble(*words, self._read, calm=True)
        self._is_shown = True

    def make_way(self) -> None:
        """Leave the room to a session; what nobody has read is told afterwards."""
        if self._is_shown:
            self._is_shown = False
            self._window.banner.dismiss()

    def _read(self) -> None:
        self._unread = None
        self.make_way()

    def _told(self, message: object) -> None:
        match message:
            case SafeDone() | PlanSaid(what="send_home"):
                place = self._window.place
                is_there = place is not None and place.id == _TOLD_THERE
                self._unread, self._user = None if is_there else message, self._at_work()
                self.make_way()
            case RunBegan() | GroupBegan():
                self._is_led = True
            case RunOver() | GroupOver():
                self._is_led = False
            case Failed():  # the banner tells of it now
                self._is_led = self._is_shown = False
        self.tell()

    def _at_work(self) -> str:
        records = self._window.context.records
        return records.user if records is not None else ""
