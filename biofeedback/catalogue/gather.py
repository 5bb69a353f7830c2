"""Puts together what there is: each name is given away once, and what is wrong is told.

What ships comes first, then plugins in the order in which they are found. Whatever wants a name
that is taken is left out and named, and so is a plugin that is broken; nothing of it stops the
program.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from gettext import gettext as _
from importlib.metadata import EntryPoint
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from biofeedback.catalogue import places
from biofeedback.catalogue.catalogue import DEVICE, INDEX, SESSION, Catalogue, Item
from biofeedback.catalogue.modules import attempt, module_of, object_of, refused
from devices.errors import FileError
from sessions.errors import SessionError
from sessions.load import library, load_session
from sessions.timeline import Session

if TYPE_CHECKING:  # they bring numpy
    from biofeedback.hrv.index import Index
    from devices.device_type import DeviceType

_loading = Lock()


def installed() -> Catalogue:
    """Return the catalogue that this process works with; the first call loads it."""
    with _loading:
        return _loaded(os.environ.get(places.VARIABLE, ""), places.folder())


@cache
def _loaded(named: str, own: Path) -> Catalogue:
    files, unreadable = places.files(named, own)
    found = load(files, places.packages())
    problems = [refused(_("cannot be opened"), folder) for folder in unreadable]
    return replace(found, problems=(*problems, *found.problems))


def load(files: Iterable[Path], packages: Sequence[EntryPoint] = ()) -> Catalogue:
    """Load plugins, and put what they bring beside what ships.

    Parameters
    ----------
    files : iterable of Path
        Modules and sessions.
    packages : sequence of EntryPoint
        What installed packages announce.
    """
    found = _Gathering()
    for path in files:
        found.take_file(path)
    for entry in packages:
        found.take_entry(entry)
    return found.catalogue()


class _Gathering:
    """Takes what plugins bring, one after the other."""

    def __init__(self) -> None:
        self.problems: list[FileError] = []
        self._items: list[Item] = []
        self._where: dict[tuple[str, str], str] = {}
        self._indices: list[Index] = []
        self._types: list[DeviceType] = []
        self._sessions: dict[str, Session | Path] = {}
        self._plans: list[tuple[Session, Path | str]] = []
        self._seen: dict[int, object] = {}

    def take_file(self, path: Path) -> None:
        """Take a module or a session; what is wrong with it is kept among the problems."""
        try:
            if not path.is_file():
                self.problems.append(refused(_("is not there"), path))
            elif path.suffix == ".toml":
                session = load_session(path)
                if self._is_free(SESSION, session.name, session.title, path):
                    self._sessions[session.name] = path
                    self._plans.append((session, path))
            elif path.suffix == ".py":
                self.take(module_of(path), path)
            else:
                self.problems.append(refused(_("is no .py or .toml file"), path))
        except SessionError as error:
            self.problems.append(_of_session(error, path))
        except FileError as error:
            self.problems.append(error)
        except OSError:
            self.problems.append(refused(_("cannot be opened"), path))

    def take_entry(self, entry: EntryPoint) -> None:
        """Take what a package announces."""
        try:
            self.take(object_of(entry), f"{entry.name} = {entry.value}")
        except FileError as error:
            self.problems.append(error)

    def take(self, found: object, where: Path | str) -> None:
        """Take all that a module brings."""
        from biofeedback.catalogue.pick import things_in

        before = len(self._items) + len(self.problems)
        for thing in attempt(lambda: list(things_in(found)), where):
            if id(thing) not in self._seen:
                self._seen[id(thing)] = thing  # kept, so that its id stays its own
                self._take_thing(thing, where)
        if len(self._items) + len(self.problems) == before:
            self.problems.append(refused(_("brings no index, device or session"), where))

    def _take_thing(self, thing: "Index | DeviceType | Session", where: Path | str) -> None:
        from biofeedback.catalogue.pick import tried
        from biofeedback.hrv.index import Index
        from devices.device_type import DeviceType

        try:
            thing = attempt(lambda: tried(thing), where)
        except FileError as error:
            self.problems.append(error)
            return
        if isinstance(thing, Index):
            if self._is_free(INDEX, thing.name, thing.title, where):
                self._indices.append(thing)
        elif isinstance(thing, DeviceType):
            if self._is_free(DEVICE, thing.name, thing.title, where):
                self._types.append(thing)
        elif self._is_free(SESSION, thing.name, thing.title, where):
            self._sessions[thing.name] = thing
            self._plans.append((thing, where))

    def _is_free(self, kind: str, name: str, title: str, where: Path | str) -> bool:
        """Give a name away, unless it is taken."""
        if not self._where:
            self._where = dict(_shipped())
        if holder := self._where.get((kind, name)):
            problem = _("wants the name “{name}”, which {holder} has")
            self.problems.append(refused(problem.format(name=name, holder=holder), where))
            return False
        self._where[kind, name] = str(where)
        self._items.append(Item(kind, name, title, str(where)))
        return True

    def _refuse_unknown_figures(self, session: Session, where: Path | str) -> None:
        """Leave a session out that waits for a figure which nobody computes."""
        waits_for = {block.until.index for block in session.blocks if block.until}
        if not waits_for:
            return
        known = {index.name for index in Catalogue(tuple(self._indices)).run_indices}
        for name in sorted(waits_for - known):
            problem = _("no figure is called '{name}'").format(name=name)
            self.problems.append(refused(f"{session.name}: {problem}", where))
            self._sessions.pop(session.name, None)
            self._items = [
                each for each in self._items if (each.kind, each.name) != (SESSION, session.name)
            ]

    def catalogue(self) -> Catalogue:
        """Return what has come together."""
        for session, where in self._plans:
            self._refuse_unknown_figures(session, where)
        return Catalogue(
            tuple(self._indices),
            tuple(self._types),
            self._sessions,
            tuple(self._items),
            tuple(self.problems),
        )


def _of_session(error: SessionError, path: Path) -> FileError:
    problem = f"{error.key}: {error.problem}" if error.key else error.problem
    return refused(problem, error.path or path, error.line)


def _shipped() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the names that are taken from the beginning, and who has them."""
    from biofeedback.hrv.index import BY_NAME
    from devices.device_types import BUILT_IN

    ours = _("an index that ships"), _("a strap that ships"), _("a session that ships")
    for name in BY_NAME:
        yield (INDEX, name), ours[0]
    for each in BUILT_IN:
        yield (DEVICE, each.name), ours[1]
    for name in library():
        yield (SESSION, name), ours[2]
