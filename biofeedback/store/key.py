"""The key of an encrypted file: 32 random bytes, or made of a passphrase.

The first 16 bytes of the file are its salt. They are no secret: they tell which key of the keyring
is the file's, wherever it is moved; they make the key of a passphrase (scrypt, RFC 7914) this
file's own; and their last bit tells whether there is a passphrase to ask for. SQLCipher gets the
finished key, so it spends no time on making one of its own.
"""

import codecs
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from biofeedback.store.errors import NotAStore

SALT_BYTES, KEY_BYTES, PAGE_BYTES = 16, 32, 4096
_PLAIN_MAGIC = b"SQLite format 3\0"
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**17, 8, 1
"""128 MiB and about half a second for each guess."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens one encrypted file."""

    key: bytes = field(repr=False)
    salt: bytes

    @classmethod
    def random(cls) -> "FileKey":
        """Make a key for a new file."""
        return cls(secrets.token_bytes(KEY_BYTES), _new_salt(of_passphrase=False))

    @classmethod
    def of(cls, passphrase: str, salt: bytes | None = None) -> "FileKey":
        """Make the key of a passphrase; without a salt, for a new file.

        However a keyboard composes its accents, the same words make the same key (NFKC).
        """
        salt = salt or _new_salt(of_passphrase=True)
        words = unicodedata.normalize("NFKC", passphrase).encode(errors="surrogateescape")
        key = hashlib.scrypt(
            words,
            salt=salt,
            n=_SCRYPT_N,
            r=_SCRYPT_R,
            p=_SCRYPT_P,
            maxmem=256 * 2**20,
            dklen=KEY_BYTES,
        )
        return cls(key, salt)

    @property
    def pragma(self) -> str:
        """The key as SQLCipher reads it: raw, with its salt."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


def has_passphrase(salt: bytes) -> bool:
    """Whether the key that goes with a salt is made of a passphrase."""
    return bool(salt[-1] & 1)


def is_new(path: Path) -> bool:
    """Whether nothing was written there yet; a start that was cut short leaves an empty file."""
    return not path.exists() or path.stat().st_size == 0


def salt_of(path: Path) -> bytes | None:
    """Return the salt of an encrypted file; None when it is plain.

    Raises
    ------
    NotAStore
        When it is neither: a text, or shorter than a page.
    """
    with path.open("rb") as file:
        page = file.read(PAGE_BYTES)
    if page.startswith(_PLAIN_MAGIC):
        return None
    if len(page) < PAGE_BYTES or _is_text(page):
        raise NotAStore(path)
    return page[:SALT_BYTES]


def _is_text(page: bytes) -> bool:
    # 4096 chance bytes are never UTF-8. A text's last letter may be cut off here.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(page)
    except UnicodeDecodeError:
        return False
    return True


def _new_salt(*, of_passphrase: bool) -> bytes:
    *first, last = secrets.token_bytes(SALT_BYTES)
    return bytes([*first, last & ~1 | of_passphrase])
