"""Pictures of every screen: ``python -m biofeedback.app.screenshots OUT/ [--only today,session]``.

Every screen is shown by an example, which tells a window what the desk would, in each theme,
language and size of text. It needs no display, no strap and no records, and gives the same pictures
each time: one font, one morning, a clock that stands still.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib import import_module
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QDateTime,
    QEvent,
    QEventLoop,
    QRect,
    QTime,
    QTimer,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Bridge, Work
from biofeedback.app.context import Context
from biofeedback.app.desk.desk import Desk
from biofeedback.app.language import LANGUAGES, Language
from biofeedback.app.main_window import SMALLEST, MainWindow
from biofeedback.app.settings import in_file
from biofeedback.app.theme.apply import pictures_family
from biofeedback.app.theme.tokens import THEMES

SCREENS = (
    "first_run.welcome",
    "first_run.health",
    "first_run.pain",
    "first_run.advice",
    "first_run.reading",
    "first_run",
    "first_run.search",
    "first_run.not_found",
    "first_run.checking",
    "first_run.clear",
    "unlock",
    "unlock.locked",
    "today",
    "today.first_day",
    "today.done",
    "today.after_a_pause",
    "today.exported",
    "today.menu",
    "today.help",
    "sessions",
    "sessions.short_ones",
    "sessions.nothing",
    "sessions.card",
    "sessions.closed",
    "strap",
    "strap.search",
    "strap.check",
    "before",
    "session",
    "session.details",
    "session.tables",
    "session.trouble",
    "session.irregular",
    "session.waiting",
    "session.unmeasured",
    "session.paused",
    "session.eyes_closed",
    "session.stopped",
    "session.over",
    "after",
    "after.ask",
    "after.short",
    "after.irregular",
    "after.unsaved",
    "after.fuller",
    "after.discard",
    "progress",
    "progress.empty",
    "progress.one_session",
    "run",
    "run.delete",
    "compare",
    "compare.pick",
    "export",
    "export.written",
    "diary",
    "diary.week",
    "diary.earlier",
    "diary.timer",
    "learn",
    "learn.card",
    "learn.fuller",
    "learn.guidelines",
    "settings",
    "settings.backed_up",
    "settings.exporting",
    "settings.passphrase",
    "settings.erase",
    "people",
    "people.nobody",
    "people.empty",
    "people.add",
    "live",
    "live.tables",
    "live.patient",
    "live.over",
    "group",
    "group.calm",
    "group.sixteen",
    "group.two",
    "group.paused",
    "group.stop",
    "group.large",
    "group.trouble",
    "group.note",
    "group.projector",
    "group.setup",
    "group.full",
    "group.own",
    "group.empty",
    "group.over",
    "plans",
    "plans.merged",
    "plans.cell",
)
"""A module of `biofeedback.app.examples`, and its function where that is not `example`."""

USUAL = 1280, 800
MORNING = QDateTime(QDate(2026, 3, 13), QTime(8, 20))
_SETTLED_MS = 600  # panels have slid, what fades in is there
_ROOM = "biofeedback.app.examples"


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is shown."""

    theme: str = "light"
    language: str = "en"
    text_percent: int = 100
    size: tuple[int, int] = USUAL

    def file_name(self, screen: str) -> str:
        """Return the name of the picture: session-details.dark.de.200.png."""
        parts = [name_of(screen), self.theme, self.language, str(self.text_percent)]
        if self.size != USUAL:
            parts.append("{}x{}".format(*self.size))
        return ".".join((*parts, "png"))


LOOKS = tuple(
    Look(theme, language, *form)
    for theme, language, form in product(
        THEMES, LANGUAGES, ((100, USUAL), (200, USUAL), (200, SMALLEST))
    )
)


def name_of(screen: str) -> str:
    """Return the name of a screen as files have it."""
    return screen.replace(".", "-").replace("_", "-")


def example_of(screen: str) -> Callable[[Context], None]:
    """Return what shows a screen."""
    module, _, state = screen.partition(".")
    shows: Callable[[Context], None] = getattr(
        import_module(f"{_ROOM}.{module}"), state or "example"
    )
    return shows


class NoDesk(Bridge):
    """A bridge that leads nowhere: what is asked for is told by the example."""

    def ask(self, work: Work) -> None:
        """Ask nobody."""

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Call nothing."""


class Stage:
    """Shows one screen after another; keep it as long as pictures are made."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.language = folder, Language()
        self._count = 0

    def window(self, look: Look) -> MainWindow:
        """Return a window that shows nothing yet."""
        self.language.speak(look.language)
        self._count += 1
        settings = in_file(self._folder / f"{self._count}.ini")
        settings.change(
            first_run_done=True,
            theme=look.theme,
            language=look.language,
            text_percent=look.text_percent,
        )
        bridge = NoDesk()
        window = MainWindow(Context(bridge, Desk(bridge.tell), settings), pictures_family())
        window.resize(*look.size)
        window.show()
        window.activateWindow()
        wait(1)  # a first paint, as in real life: keys are bound after it
        return window

    def picture(self, screen: str, look: Look) -> QPixmap:
        """Return the picture of a screen, with the windows that lie on it."""
        window = self.window(look)
        example_of(screen)(window.context)
        wait(_SETTLED_MS)
        picture = seen(window)
        clear(window)
        return picture


def seen(window: MainWindow) -> QPixmap:
    """Return what is seen of a window: what lies on it too, or another one that hides it."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setPen(window.theme.colour("edge"))
    for above in QApplication.topLevelWidgets():
        if not above.isVisible() or above is window:
            continue
        if above.parent() is None:
            painter.end()
            return above.grab()
        corner = above.pos() - window.pos()
        painter.drawPixmap(corner, above.grab())
        painter.drawRect(QRect(corner, above.size()))
    painter.end()
    return picture


def clear(window: MainWindow) -> None:
    """Let a window go, with all that belongs to it."""
    window.close()
    window.context.deleteLater()
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait(ms: int) -> None:
    """Let events pass."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def let_it_be(moment: QDateTime) -> None:
    """Let it be that moment wherever Qt is asked for the time, from now on."""
    for kind, question, answer in (
        (QDate, "currentDate", moment.date()),
        (QTime, "currentTime", moment.time()),
        (QDateTime, "currentDateTime", moment),
    ):
        setattr(kind, question, staticmethod(lambda answer=answer: answer))


def _no_display(folder: Path) -> str:
    """Return the platform without a display, but with a usual screen."""
    screen = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={path}"


def wanted(only: str) -> Iterator[tuple[str, Look]]:
    """Return the pictures that some patterns mean: of a name, a screen, or all of a place."""
    patterns = only.split(",")
    for look, screen in product(LOOKS, SCREENS):
        names = look.file_name(screen), name_of(screen), screen.partition(".")[0]
        if any(fnmatchcase(name, pattern) for name, pattern in product(names, patterns)):
            yield screen, look


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser("python -m biofeedback.app.screenshots", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument(
        "--only", default="*", help="screens or file names, with * and ?, between commas"
    )
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    count = 0
    with TemporaryDirectory() as folder:
        os.environ["QT_QPA_PLATFORM"] = _no_display(Path(folder))
        application = QApplication(sys.argv[:1])
        application.setCursorFlashTime(0)
        let_it_be(MORNING)
        stage = Stage(Path(folder))
        for screen, look in wanted(options.only):
            stage.picture(screen, look).save(str(options.out / look.file_name(screen)))
            count += 1
    print(f"{count} pictures in {options.out}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
