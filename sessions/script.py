"""What is said during a block, and when: lines on the time of their block.

A line knows when it begins and how long a calm voice takes for it. The estimate counts characters,
not words, so that it holds for languages with long words too. Silence belongs to the script: lines
never overlap, and a block tells as much as it has time for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _

from sessions.errors import SessionError, refuse_empty

CHARACTERS_PER_S = 12.0
"""About 125 English words a minute: a quarter slower than a synthetic voice usually speaks."""

SENTENCE_PAUSE_S = 0.6
USUAL_PAUSE_S = 2.0
"""Silence before a line that says nothing else."""

_SENTENCE_END = re.compile(r"[.?!:…]+(?=\s|$)")
_TOLERANCE_S = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One spoken line.

    Attributes
    ----------
    start_s : float
        When it begins, in seconds since the start of its block.
    text : str
        What is said.
    duration_s : float
        How long it takes to say.
    write : bool
        Whether the person may write an answer.

    Raises
    ------
    SessionError
        When the text is empty, or a time is not a time.
    """

    start_s: float
    text: str
    duration_s: float
    write: bool = False

    def __post_init__(self) -> None:
        refuse_empty(text=self.text)
        if not self.start_s >= 0.0:
            raise SessionError(
                _("a line cannot begin before its block"), _("Write 0 or more."), key="start_s"
            )
        if not self.duration_s > 0.0:
            raise SessionError(
                _("a line cannot take {seconds:g} seconds").format(seconds=self.duration_s),
                _("Leave the key out: the time is estimated from the words."),
                key="duration_s",
            )

    @property
    def end_s(self) -> float:
        """When it has been said, in seconds since the start of its block."""
        return self.start_s + self.duration_s


def speaking_time_s(text: str) -> float:
    """Estimate how long a calm voice takes to say `text`, at least one second."""
    between = max(len(_SENTENCE_END.findall(text)) - 1, 0)
    return max(len(text) / CHARACTERS_PER_S + between * SENTENCE_PAUSE_S, 1.0)


def words_a_sentence(texts: Iterable[str]) -> float:
    """Return the mean number of words in a sentence of `texts`; 0 when there are none.

    A text that ends without a full stop ends a sentence all the same. Plain texts stay at 12 or
    below.
    """
    parts = (part for text in texts for part in _SENTENCE_END.split(text))
    lengths = [len(part.split()) for part in parts if part.strip()]
    return sum(lengths) / len(lengths) if lengths else 0.0


def refuse_overlap(lines: tuple[Line, ...], block_s: float) -> None:
    """Object to lines that overlap, or that a block of `block_s` seconds cannot hold.

    Raises
    ------
    SessionError
        Its `item` is the number of the line, counted from 1.
    """
    free_s = 0.0
    for item, line in enumerate(lines, 1):
        if line.start_s < free_s - _TOLERANCE_S:
            raise SessionError(
                _(
                    "this line begins at {start:.1f} s, and the one before ends at {end:.1f} s"
                ).format(start=line.start_s, end=free_s),
                _("Let it begin later, or say less before it."),
                key="start_s",
                item=item,
            )
        free_s = line.end_s
        if free_s > block_s + _TOLERANCE_S:
            raise SessionError(
                _("this line ends at {end:.1f} s, and its block at {block:.1f} s").format(
                    end=free_s, block=block_s
                ),
                _("Give the block more time, or say less."),
                item=item,
            )


def line_at(lines: tuple[Line, ...], t_s: float) -> Line | None:
    """Return the newest line that has begun `t_s` seconds into the block, None before the first."""
    begun = None
    for line in lines:  # a block has a dozen of them: no search is faster than looking
        if line.start_s > t_s:
            break
        begun = line
    return begun
