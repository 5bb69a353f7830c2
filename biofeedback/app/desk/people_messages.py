"""What the desk tells a professional of people, their plans, and notes: frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from biofeedback.store.planned import Planned


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the list; `last_on` is the day of the newest session, None before the first."""

    person_id: int
    alias: str
    sessions: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class PeopleAre:
    """Everybody, by alias, and who is chosen.

    Attributes
    ----------
    rows : tuple of PersonRow
    chosen : int or None
        The id of the person that the records are open for.
    rest : mapping of str to float
        Of the chosen one: figures at rest, as they were last measured.
    """

    rows: tuple[PersonRow, ...]
    chosen: int | None
    rest: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonRefused:
    """An alias cannot be taken; the sentence says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted in a session, and when in it; a marker is a note without words."""

    session_t_s: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class NotesAre:
    """The notes of a run, the newest first."""

    run_id: int | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PlanIs:
    """The plan of the chosen person, and how it stands.

    Attributes
    ----------
    person_id : int
    alias : str
    today : date
    plan : Planned or None
        The newest that has begun, else the next.
    done : int
        Sessions of this week.
    covered : mapping of str to int
        How often each network had its part this week.
    """

    person_id: int
    alias: str
    today: date
    plan: Planned | None
    done: int = 0
    covered: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """What came of a wish about a plan: the sentence says why not; empty where it was done.

    Attributes
    ----------
    what : str
        ``set``, ``hand_over``, ``take_over``, ``send_home`` or ``merge``.
    sentence : str
    path : str
    """

    what: str
    sentence: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came back from home: new sessions since a day, and how many were here already."""

    new: int
    since: date | None
    twice: int
