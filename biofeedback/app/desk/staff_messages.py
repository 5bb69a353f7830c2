"""What the desk tells of those who work with the records: frozen records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionsGo:
    """How many sessions go on, while the window is locked."""

    count: int


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Somebody's passphrase was right; `is_new` when somebody else was at work before."""

    user: str
    role: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class UnlockRefused:
    """The window stays locked: why, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class UsersAre:
    """The users of the records, by name: name and role of each."""

    users: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StaffSaid:
    """What came of a change: ``add``, ``remove`` or ``passphrase``; a sentence where it failed."""

    what: str
    name: str = ""
    sentence: str = ""
