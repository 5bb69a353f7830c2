"""What a report says, as plain records: the web page and the PDF are both made of it.

So both hold the same words and the same figures, written once, in one language. Nothing in here
knows how it will look.
"""

from dataclasses import dataclass
from enum import StrEnum

from biofeedback.report.chart import Chart

_NUMBERS = ("", *"0123456789*+\N{MINUS SIGN}\N{EN DASH}")


class Reading(StrEnum):
    """For whom it is written."""

    PATIENT = "patient"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences of one paragraph; `quiet` where they explain something else."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure that matters, with its unit, and what it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A few of them, side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; the first cell of a row names it.

    Attributes
    ----------
    caption : str
        What it holds.
    head : tuple of str
        The names of the columns, as many as a row has cells.
    rows : tuple of tuple of str
    note : str
        What is to be known to read it.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers only; they stand on the right."""
        _names, *columns = zip(*self.rows, strict=True) if self.rows else self.head
        return (False, *(all(cell[:1] in _NUMBERS for cell in column) for column in columns))


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating from 0 to 10, before and after."""

    label: str
    before: int | None
    after: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Scales:
    """Ratings, one below the other."""

    scales: tuple[Scale, ...]


Block = Text | Facts | Table | Scales | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs under one heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A report.

    Attributes
    ----------
    language : str
        Its BCP 47 tag.
    title : str
    subtitle : str
        Who and when.
    lead : str
        The one sentence to take along.
    sections : tuple of Section
    foot : tuple of str
        What it is not, and what wrote it.
    """

    language: str
    title: str
    subtitle: str
    lead: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
