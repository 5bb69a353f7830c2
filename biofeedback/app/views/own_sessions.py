"""Choosing a session out of the library, or one of one's own from a TOML file."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.views.shelf import Brief, brief_of, read_all, wording
from biofeedback.app.widgets.entry import Picker


class SessionPicker(Picker):
    """All sessions by title and minutes; those of one's own are remembered."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(tr("Session"), [], parent)
        self._context = context

    def read(self) -> None:
        """Read the library, and one's own."""
        self.clear()
        for brief in briefs(self._context):
            self._add(brief)
        self.updateGeometry()

    def session(self) -> str:
        """Return the name of the chosen one; empty before they are read."""
        return str(self.currentData() or "")

    def choose(self, name: str) -> None:
        """Choose one by its name, if it is there."""
        at = self.findData(name)
        if at >= 0:
            self.setCurrentIndex(at)

    def take_file(self, path: Path) -> str:
        """Add a file of one's own and choose it; return what is wrong with it, or nothing."""
        sentence = remember(self._context, path)
        if not sentence:
            self.read()
            self.choose(str(path))
        return sentence

    def _add(self, brief: Brief) -> None:
        words = tr("{title}, {minutes} min").format(title=brief.title, minutes=brief.minutes)
        self.addItem(words, brief.name)


def own_files(context: Context) -> list[str]:
    """Return the paths of one's own sessions."""
    return [path for path in context.likes.own_sessions.split("\n") if path]


def remember(context: Context, path: Path) -> str:
    """Remember a session of one's own; return what is wrong with it, or nothing."""
    from sessions.errors import SessionError
    from sessions.load import find_session

    try:
        find_session(str(path))
    except SessionError as error:
        return str(error)
    paths = [each for each in own_files(context) if each != str(path)]
    context.like(own_sessions="\n".join([*paths, str(path)]))
    return ""


def briefs(context: Context) -> list[Brief]:
    """Return all sessions in a few words; a file that has gone is left out."""
    from sessions.errors import SessionError

    said = wording(context.likes)
    found = sorted(read_all(said), key=lambda brief: (brief.title.casefold(), brief.minutes))
    for path in own_files(context):
        try:
            found.append(brief_of(path, said))
        except SessionError:
            continue
    return found
