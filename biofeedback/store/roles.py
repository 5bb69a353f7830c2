"""Who works with the records, and what each role is for: three roles, and no more.

A person at home has none: nobody is asked, nobody is watched, everything is theirs.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is here for."""

    THERAPIST = "therapist"
    """All clinical work."""
    ASSISTANT = "assistant"
    """Begins sessions, and sees today."""
    ADMINISTRATOR = "administrator"
    """Users, backups, the log; no clinical content."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works with the records."""

    name: str
    role: Role


LONGEST_NAME: Final = 40


def is_name(name: str) -> bool:
    """Whether somebody may be called so: letters, digits, and ``. - _ @`` between them."""
    return (
        0 < len(name) <= LONGEST_NAME
        and name[0].isalnum()
        and all(letter.isalnum() or letter in ".-_@" for letter in name)
    )
