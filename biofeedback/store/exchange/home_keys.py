"""The keys between a practice and a home: sealed here, opened there, by nobody on the way.

For each person the practice makes one age key pair. The open half travels home with the plan; what
comes back is sealed with it. The secret half stays in the practice's records and goes when the
person is erased. Source: age-encryption.org/v1 (X25519, ChaCha20-Poly1305).
"""

from collections.abc import Mapping, Sequence
from gettext import gettext as _
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage

from biofeedback.store.models import Person
from biofeedback.store.people import HOME_SECRET
from devices.errors import FileError

RETURN_TO = "return_to"
"""Preference, at home: the open key of the practice that a plan came from."""
_MAGIC = b"age-encryption.org/v1\n"


def with_secret(preferences: Mapping[str, Any]) -> dict[str, Any]:
    """Return a person's preferences with the secret half of their key; made once."""
    if HOME_SECRET in preferences:
        return dict(preferences)
    return {**preferences, HOME_SECRET: str(pyrage.x25519.Identity.generate())}


def address_in(preferences: Mapping[str, Any]) -> str:
    """Return the open half, which seals what this person sends."""
    return str(pyrage.x25519.Identity.from_str(preferences[HOME_SECRET]).to_public())


def checked(address: str) -> str:
    """Return the open half of a key, or nothing where it is empty.

    Raises
    ------
    ValueError
        When it is something else.
    """
    try:
        return str(pyrage.x25519.Recipient.from_str(address)) if address else ""
    except pyrage.RecipientError as error:
        raise ValueError(address) from error


def is_sealed(path: Path) -> bool:
    """Whether a file begins like a sealed one."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def seal(data: bytes, address: str) -> bytes:
    """Seal bytes for whoever has the secret half of `address`."""
    sealed = BytesIO()
    pyrage.encrypt_io(_InTurns(data), sealed, [pyrage.x25519.Recipient.from_str(address)])
    return sealed.getvalue()


def unseal(path: Path, data: bytes, people: Sequence[Person]) -> tuple[Person, bytes]:
    """Open bytes by the key of one of these people; return who it was.

    Raises
    ------
    FileError
        When no key fits, or the file is damaged.
    """
    damaged = False
    for person in people:
        secret = person.preferences.get(HOME_SECRET)
        if secret is None:
            continue
        opened = BytesIO()
        try:
            pyrage.decrypt_io(_InTurns(data), opened, [pyrage.x25519.Identity.from_str(secret)])
            return person, opened.getvalue()
        except (pyrage.DecryptError, OSError) as error:
            damaged = damaged or _NO_KEY not in str(error)
    if damaged:
        raise FileError(path, _("is damaged"), _("Ask for it once more."))
    problem = _("was sealed for other records than these")
    raise FileError(path, problem, _("Hand over the plan anew, and let it be sent once more."))


_NO_KEY = "No matching keys"


class _InTurns:
    """Bytes for pyrage, which holds the interpreter: at each piece, other threads get a turn."""

    def __init__(self, data: bytes) -> None:
        self._file = BytesIO(data)

    def read(self, size: int) -> bytes:
        return self._file.read(size)
