"""The app as a view sees it: settings, messages, the desk, and the way to other places."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from biofeedback.app.bridge import Bridge
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.home_messages import HomeIs, RecordsOpen, StrapIs, StrapState
from biofeedback.app.settings import Likes, Settings
from biofeedback.app.text import tr

Go = Callable[..., None]


class Context(QObject):
    """Handed to every view.

    Attributes
    ----------
    told : Signal
        Every message of the desk.
    liked : Signal
        The settings after a change.
    strap, home, records
        The newest message of each kind, for a view that comes later.
    """

    told = Signal(object)
    liked = Signal(object)
    spoken = Signal(str, bool)

    def __init__(self, bridge: Bridge, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self._bridge, self._desk, self._settings = bridge, desk, settings
        self._go: Go = lambda place, **what: None
        self._back: Callable[[], None] = lambda: None
        self.strap = StrapIs(StrapState.NONE)
        self.home: HomeIs | None = None
        self.records: RecordsOpen | None = None
        bridge.told.connect(self.take)

    @property
    def likes(self) -> Likes:
        """The settings."""
        return self._settings.likes

    def like(self, **changes: Any) -> None:
        """Change settings; they apply at once."""
        self._settings.change(**changes)
        self.liked.emit(self.likes)

    def ask(self, work: Callable[[Desk], Coroutine[Any, Any, object]]) -> None:
        """Ask the desk for something that takes time; the answer is a message."""
        desk = self._desk
        self._bridge.ask(lambda: work(desk))

    def call(self, work: Callable[[Desk], object]) -> None:
        """Tell the desk something that takes no time: a wish, a stop."""
        self._bridge.call(work, self._desk)

    def go(self, place: str, **what: Any) -> None:
        """Go to a place of `biofeedback.app.places`."""
        self._go(place, **what)

    def back(self) -> None:
        """Go up one."""
        self._back()

    def say(self, words: str, *, at_once: bool = False) -> None:
        """Have words spoken by a screen reader."""
        self.spoken.emit(words, at_once)

    def lead_the_way(self, go: Go, back: Callable[[], None]) -> None:
        """Let the main window say how one goes to places."""
        self._go, self._back = go, back

    def take(self, message: object) -> None:
        """Take a message of the desk, and pass it on to the view."""
        match message:
            case StrapIs():
                self.strap = message
            case HomeIs():
                self.home = message
            case RecordsOpen():
                self.records = message
        self.told.emit(message)


def words_of(error: BaseException) -> str:
    """Return the sentence for the person; our own errors bring theirs along."""
    from biofeedback.store.errors import StoreError
    from devices.errors import DeviceError, FileError
    from sessions.errors import SessionError

    if isinstance(error, StoreError | DeviceError | FileError | SessionError):
        return str(error)
    return tr("Something did not work. Your records are safe. Close the app and start it again.")
