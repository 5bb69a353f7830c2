"""Every index, kind of strap and session found: those that ship, and those that plugins bring.

A plugin is a module of plain typed objects, or a session's TOML file; where they are looked for is
told in `biofeedback.catalogue.places`. `installed` is what this process works with: it is loaded
when it is first asked for, and never before the first paint.
"""

from biofeedback.catalogue.catalogue import Catalogue, Item
from biofeedback.catalogue.gather import installed, load
from sessions.load import ANYBODY, Reader
from sessions.timeline import Session

__all__ = ["Catalogue", "Item", "find_session", "installed", "load"]


def find_session(name_or_path: str, reader: Reader = ANYBODY) -> Session:
    """Return a session by its name, shipped or a plugin's, or the one in a `.toml` file.

    Raises
    ------
    SessionError
        When there is none, or it cannot be played.
    """
    return installed().find_session(name_or_path, reader)
