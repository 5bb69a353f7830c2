"""The key of an encrypted file: 32 random bytes, or made of a passphrase; and where it is kept.

The first 16 bytes of the file are its salt. They are no secret: they tell which key of the keyring
is the file's, wherever it is moved, and they make the key of a passphrase (scrypt, RFC 7914) this
file's own. SQLCipher gets the finished key, so it spends no time on making one of its own.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path

SALT_BYTES, KEY_BYTES = 16, 32
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
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES))

    @classmethod
    def of(cls, passphrase: str, salt: bytes | None = None) -> "FileKey":
        """Make the key of a passphrase; without a salt, for a new file."""
        salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
        key = hashlib.scrypt(
            passphrase.encode(),
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


def salt_of(path: Path) -> bytes | None:
    """Return the salt of an encrypted file; None where there is no file, or a plain one."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
    return None if len(salt) < SALT_BYTES or salt == _PLAIN_MAGIC else salt


def is_plain(path: Path) -> bool:
    """Whether a file is there and not encrypted."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(SALT_BYTES) == _PLAIN_MAGIC
