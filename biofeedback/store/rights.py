"""What each role may do: one table, and the one question that everybody asks.

1. The functions that do a thing ask for the right to it themselves (`demand`), so the window, the
   command line and a keeper of runs cannot forget to. What they show or hide, they ask by `may`.
2. Who goes round them meets the store's own bars, which are another table, of tables and columns:
   `biofeedback.store.grants`.
3. Who did what, and who was refused, is written down; see `biofeedback.store.audit`.
4. A session may begin while a server is away: that alone is written down afterwards.
5. Without a user there is nobody to ask: at home everything is allowed, and nothing is watched.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from biofeedback.store import audit
from biofeedback.store.database import Store
from biofeedback.store.errors import NeedsAdministrator, NeedsTherapist, NotAllowed
from biofeedback.store.roles import Role


class Action(StrEnum):
    """What can be done with the records."""

    SEE_TODAY = "today"
    START = "start"
    OPEN = "open"
    """Look at what was recorded or said."""
    CHANGE = "change"
    """Add a person, note something, plan."""
    TAKE_IN = "import"
    EXPORT = "export"
    ERASE = "erase"
    BACK_UP = "backup"
    RESTORE = "restore"
    MANAGE_USERS = "users"
    READ_LOG = "log"


_CLINICAL = frozenset({Role.THERAPIST})
_AT_DESK = frozenset({Role.THERAPIST, Role.ASSISTANT})
_IN_OFFICE = frozenset({Role.ADMINISTRATOR})

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.SEE_TODAY: _AT_DESK,
        Action.START: _AT_DESK,
        Action.OPEN: _CLINICAL,
        Action.CHANGE: _CLINICAL,
        Action.TAKE_IN: _CLINICAL,
        Action.EXPORT: _CLINICAL,
        Action.ERASE: _CLINICAL,
        Action.BACK_UP: _IN_OFFICE,
        Action.RESTORE: _IN_OFFICE,
        Action.MANAGE_USERS: _IN_OFFICE,
        Action.READ_LOG: _IN_OFFICE,
    }
)
"""The table: who may do what."""

_QUIET = frozenset({Action.SEE_TODAY, Action.CHANGE})
"""Done all day long: only a refusal is written down."""


def may(store: Store, action: Action) -> bool:
    """Whether who is at work may do something."""
    return store.user is None or store.user.role in ALLOWED[action]


def demand(store: Store, action: Action, about: str = "") -> None:
    """Go on only with the right to; what is done is written down, and what is refused.

    Parameters
    ----------
    store : Store
        Who is at work there is asked for.
    action : Action
        What is about to be done.
    about : str
        To what: ``run 5``, ``person 2``; numbers only, the log tells nothing of anybody's health.

    Raises
    ------
    NotAllowed
        Whose sentence tells who may.
    """
    if may(store, action):
        if action not in _QUIET:
            audit.note(store, action.value, about, waits=action is Action.START)
        return
    audit.note(store, action.value, about, audit.REFUSED)
    raise refusal(action)


def bar(store: Store, action: Action, about: str = "") -> None:
    """Refuse as `demand` does; what is allowed is left to be written down by what does it.

    Raises
    ------
    NotAllowed
        Whose sentence tells who may.
    """
    if not may(store, action):
        demand(store, action, about)


def refusal(action: Action) -> NotAllowed:
    """Return the error that tells who may do something."""
    return NeedsAdministrator() if Role.ADMINISTRATOR in ALLOWED[action] else NeedsTherapist()
