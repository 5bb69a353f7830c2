"""Opens the app: the window first, everything heavy after its first paint.

`biofeedback` opens it; `biofeedback demo` opens it with a virtual strap already connected.
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from biofeedback.app.lean import give_back_large

# isort: split
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Bridge, Failed
from biofeedback.app.context import Context
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.home_messages import KeyWanted
from biofeedback.app.first_paint import after_paint
from biofeedback.app.language import Language
from biofeedback.app.main_window import MainWindow
from biofeedback.app.places import first_place
from biofeedback.app.settings import Settings, in_file, of_this_user
from biofeedback.app.theme.mark import window_icon

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from devices.ble import Radio


class Start(NamedTuple):
    """How the app is started.

    Attributes
    ----------
    place : str or None
        Where the records are; see `biofeedback.store.place`.
    plain : bool
        New records are not encrypted.
    demo : bool
        With a virtual strap, and records that are gone afterwards.
    group : bool
        At the group; with `demo`, one of so many simulated `people`.
    people : int
        See `group`.
    speed : float
        How many times as fast as real time; with a virtual strap only.
    """

    place: str | None = None
    plain: bool = False
    demo: bool = False
    group: bool = False
    people: int = 0
    speed: float = 1.0


AT_HOME = Start()
USUAL = QSize(1280, 800)
_LEAST_FRAME = QSize(0, 40)  # a usual title bar; what is really there is known once it is shown


class App:
    """Everything that lives as long as the window.

    Parameters
    ----------
    start : Start
        How it is started.
    settings : Settings
        What the person likes.
    radio : callable, optional
        Makes the radio; the system's by default.
    """

    def __init__(
        self, start: Start, settings: Settings, radio: "Callable[[], Radio] | None" = None
    ) -> None:
        self._start = start
        if start.demo and radio is None:
            radio = self._demo_radio
        self.bridge = Bridge(partial(_scaled, start.speed) if start.speed != 1.0 else None)
        self.desk = Desk(self.bridge.tell, radio, start.place, plain=start.plain)
        self.context = Context(self.bridge, self.desk, settings)
        self._language = Language()
        self._language.speak(settings.likes.language, below=False)
        self.window = MainWindow(self.context)
        self.context.liked.connect(lambda likes: self._language.speak(likes.language))
        self.context.told.connect(self._told)

    def show(self) -> None:
        """Show the window, and let everything else begin once it is there."""
        likes = self.context.likes
        if self._start.demo:
            likes = likes._replace(first_run_done=True)
        self.window.go(first_place(likes))
        self.window.resize(USUAL)
        self.fit()
        after_paint(self.window, lambda: self.fit())
        after_paint(self.window, self._language.speak_below)
        after_paint(self.window, lambda: self.begin())
        after_paint(self.window, lambda: self.window.setWindowIcon(window_icon()))
        self.window.show()

    def fit(self) -> None:
        """Let all of the window, frame and foot, lie on its screen, however small that is."""
        window, room = self.window, self.window.screen().availableGeometry()
        if window.isMaximized():
            return
        frame = (window.frameSize() - window.size()).expandedTo(_LEAST_FRAME)
        largest = room.size() - frame
        window.setMinimumSize(window.minimumSize().boundedTo(largest))
        window.resize(window.size().boundedTo(largest))
        if window.isVisible() and not room.contains(window.frameGeometry()):
            window.move(room.topLeft())

    def close(self) -> None:
        """Keep what there is, and end the loop."""
        self.bridge.stop(self.desk.close)

    def begin(self) -> None:
        """Let the desk begin its work: the records, the strap."""
        give_back_large()
        self.bridge.start()
        self.context.ask(lambda desk: desk.find_plugins())
        self.context.ask(lambda desk: desk.records.open())
        if self._start.demo and self._start.group:
            self.context.ask(partial(_take_seats, self._start.people))
        elif self._start.demo:
            self.context.ask(_be_well)
            self.context.ask(lambda desk: desk.straps.connect_nearest())
        if self._start.group:
            self.window.go("group")

    def _demo_radio(self) -> "Radio":
        if self._start.group:
            from biofeedback.live.virtual_group import virtual_air

            return virtual_air(lambda: self.desk.group.group, self._start.people).radio
        from biofeedback.app.desk.demo import demo_radio

        return demo_radio(lambda: self.desk)

    def _told(self, message: object) -> None:
        if isinstance(message, KeyWanted):
            wanted = {"staffed": True, "users": message.users} if message.staffed else {}
            self.window.go("unlock", new=message.new, wrong=message.wrong, **wanted)
        elif isinstance(message, Failed):
            self.window.show_failure(message.error)


def main(start: Start = AT_HOME, arguments: Sequence[str] = ()) -> int:
    """Open the app, and return when its window is closed."""
    application = QApplication.instance() or QApplication([sys.argv[0], *arguments])
    assert isinstance(application, QApplication)
    application.setApplicationName("biofeedback")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("biofeedback")
    with ExitStack() as until_closed:
        settings = of_this_user()
        if start.demo:
            from tempfile import TemporaryDirectory

            folder = Path(until_closed.enter_context(TemporaryDirectory()))
            start = start._replace(place=str(folder / "records.db"), plain=True)
            settings = in_file(folder / "settings.ini")
            settings.change(professional=start.group)
        app = App(start, settings)
        app.show()
        code = application.exec()
        app.close()
    return code


async def _be_well(desk: Desk) -> None:
    """Answer the questions before a session for the simulated person: nothing is ticked."""
    from biofeedback.app.desk.records import now_utc
    from biofeedback.app.views.screening import answers

    day = now_utc().date().isoformat()
    await desk.records.change(screening=answers((), day, advised=False))


async def _take_seats(people: int, desk: Desk) -> None:
    from biofeedback.app.desk.group_demo import take_seats

    await take_seats(desk, people)


def _scaled(speed: float) -> "AbstractEventLoop":
    from biofeedback.live.clock import ScaledLoop

    return ScaledLoop(speed)
