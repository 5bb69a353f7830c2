"""What the desk tells of the diary: frozen records, labels already in the person's language."""

from dataclasses import dataclass
from datetime import date

Key = tuple[str, str]
"""What is noted: its kind and its id or free name, as in `biofeedback.store.diary`."""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that may be noted; `timer` is "heat" or "cold" where one is offered, else empty."""

    key: Key
    label: str
    timer: str = ""


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day in the strip, and how many things are noted for it."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class DiaryIs:
    """One day of the diary.

    Attributes
    ----------
    day, today : date
        The day that is shown, and the one that it is.
    strip : tuple of StripDay
        A week of days, the last one being what was asked for.
    triggers, therapies : tuple of Chip
        What may be noted, the most used first.
    noted : mapping as a tuple of (Key, minutes or None)
        What is noted for the day.
    pain : int or None
        Pain on average on that day.
    asks_peg : bool
        Whether the week's three questions are due.
    """

    day: date
    today: date
    strip: tuple[StripDay, ...]
    triggers: tuple[Chip, ...]
    therapies: tuple[Chip, ...]
    noted: tuple[tuple[Key, float | None], ...]
    pain: int | None
    asks_peg: bool


@dataclass(frozen=True, slots=True)
class Tapped:
    """Something is noted now, or taken back; `count` is what the day holds."""

    day: date
    chip: Chip
    noted: bool
    minutes: float | None
    count: int


@dataclass(frozen=True, slots=True)
class PegKept:
    """The three answers of the week are kept."""

    day: date
