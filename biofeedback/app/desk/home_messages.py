"""What the desk tells the window about home and the strap: all that the first screen hears.

The other messages are in messages.py, which is loaded after the first paint.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from devices.records import DeviceInfo

if TYPE_CHECKING:
    from datetime import date


class StrapState(StrEnum):
    """How it stands with the strap."""

    NONE = "none"
    SEARCHING = "searching"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"


class StrapIs(NamedTuple):
    """How it stands with the strap; `trouble` is the `code` of a `DeviceError`, or empty."""

    state: StrapState
    info: DeviceInfo = DeviceInfo("")
    battery_pct: int | None = None
    trouble: str = ""


class KeyWanted(NamedTuple):
    """The records are locked: a passphrase is needed; `new` when one is to be chosen.

    Attributes
    ----------
    staffed : bool
        Whether the records have users, so who is at work is asked for as well.
    users : tuple of str
        Their names, where the records tell.
    """

    new: bool
    wrong: bool = False
    staffed: bool = False
    users: tuple[str, ...] = ()


class RecordsOpen(NamedTuple):
    """The records are open, or what is kept of the person has changed.

    Attributes
    ----------
    place : str
        Where they are.
    encrypted : bool
        Whether the file is.
    interrupted : int
        Runs that an earlier end of the program cut off; they are kept.
    person : mapping
        Of the person: `alias` (empty without one), `screening`, `preferences`, `sensors`.
    user, role : str
        Who is at work, and as what; empty at home.
    """

    place: str
    encrypted: bool
    interrupted: int
    person: Mapping[str, Any]
    user: str = ""
    role: str = ""


class Day(NamedTuple):
    """One day of this week."""

    day: "date"
    practised: bool
    planned: bool
    is_today: bool


class HomeIs(NamedTuple):
    """What the first screen shows.

    Attributes
    ----------
    alias : str
        Who is greeted; empty where no name was given.
    session : str
        Name of today's session.
    planned, done : int
        Sessions of this week; `planned` is 0 without a plan.
    done_today : bool
        Whether a session was done today, and the plan asks for no other.
    days_since : int or None
        Days since the last session; None before the first.
    week : tuple of Day
        Monday to Sunday.
    sessions : int
        All there ever were.
    minutes : float
        All that were ever practised.
    last_run_id : int or None
        The newest run, for its picture.
    """

    alias: str
    session: str
    planned: int
    done: int
    done_today: bool
    days_since: int | None
    week: tuple[Day, ...]
    sessions: int
    minutes: float
    last_run_id: int | None
