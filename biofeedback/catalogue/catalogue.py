"""The catalogue: what ships and what was found besides, by name.

What ships is imported when it is asked for: indices and straps bring numpy, and a list of sessions
shall not wait for that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.catalogue import places
from devices.errors import FileError
from devices.records import DeviceInfo
from sessions.load import ANYBODY, Reader, library, load_session
from sessions.load import find_session as find_shipped
from sessions.timeline import Session

if TYPE_CHECKING:  # they bring numpy
    from biofeedback.hrv.index import Index
    from devices.device_type import DeviceType

INDEX, DEVICE, SESSION = "index", "device", "session"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a plugin brought: what it is, its name, its title, and where it was found."""

    kind: str
    name: str
    title: str
    where: str


@dataclass(frozen=True)
class Catalogue:
    """What there is.

    Attributes
    ----------
    own_indices, own_types : tuple
        What plugins brought.
    own_sessions : mapping of str to Session or Path
        The same; a path is that of a TOML file, read anew in the language that is wanted.
    items : tuple of Item
        All of these, as they were found.
    problems : tuple of FileError
        What was left out, and why.
    """

    own_indices: "tuple[Index, ...]" = ()
    own_types: "tuple[DeviceType, ...]" = ()
    own_sessions: Mapping[str, Session | Path] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    problems: tuple[FileError, ...] = ()

    @property
    def run_indices(self) -> "tuple[Index, ...]":
        """What a run computes."""
        from biofeedback.hrv.index import RUN_INDICES

        return (*RUN_INDICES, *self.own_indices)

    @property
    def indices(self) -> "dict[str, Index]":
        """Everything that can be asked for, by name."""
        from biofeedback.hrv.index import BY_NAME

        return BY_NAME | {index.name: index for index in self.own_indices}

    @property
    def types(self) -> "tuple[DeviceType, ...]":
        """The kinds of straps, in the order in which a strap is held against them."""
        from devices.device_types import BUILT_IN

        return (*self.own_types, *BUILT_IN)

    @property
    def session_names(self) -> list[str]:
        """The names of all sessions, sorted."""
        return sorted([*library(), *self.own_sessions])

    def find_session(self, name_or_path: str, reader: Reader = ANYBODY) -> Session:
        """Return a session by its name, or the one in a `.toml` file.

        Raises
        ------
        SessionError
            When there is none, or it cannot be played.
        """
        own = self.own_sessions.get(name_or_path)
        if isinstance(own, Path):
            return load_session(own, reader)
        return own or find_shipped(name_or_path, reader)

    def type_of(self, info: DeviceInfo, where: Path | str = "") -> "DeviceType":
        """Return what kind of strap was sending.

        Raises
        ------
        FileError
            When a recording, or whatever `where` names, needs a plugin that is not here.
        """
        from devices.device_types import ANY_STRAP, type_of

        if found := type_of(info, self.types):
            return found
        if not info.type:
            return ANY_STRAP
        problem = _("was recorded with a strap of the type “{name}”, which no plugin here knows")
        advice = _("Add its plugin with --plugin FILE, or put it into {folder}.")
        raise FileError(
            where or info.name,
            problem.format(name=info.type),
            advice.format(folder=places.folder()),
        )
