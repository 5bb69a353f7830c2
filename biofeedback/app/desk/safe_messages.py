"""What the desk tells of how the records are kept: frozen records."""

from dataclasses import dataclass

EXPORT, SEND, FILES = "export", "send", "files"
"""Kinds of `Working` that write one session after another."""


@dataclass(frozen=True, slots=True)
class SafeIs:
    """How the records are kept.

    Attributes
    ----------
    place : str
        Where they are.
    guard : str
        The name of a `biofeedback.store.vault.Guard`.
    copies : tuple of str
        Files that were laid aside; what was erased since is still in them.
    waiting : int
        Runs that are kept here until their server is in reach.
    """

    place: str
    guard: str
    copies: tuple[str, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Working:
    """Something takes its time; told after the first second.

    Attributes
    ----------
    what : str
        As in `SafeDone`, or one of those above.
    done, total : int
        How many sessions, of how many.
    """

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SafeDone:
    """Something was done for the records, or could not be.

    Attributes
    ----------
    what : str
        ``passphrase``, ``backup``, ``restore``, ``export`` or ``erase``.
    done : bool
    sentence : str
        What to tell the person; written by the view where empty.
    path : str
        The file it is about.
    """

    what: str
    done: bool
    sentence: str = ""
    path: str = ""
