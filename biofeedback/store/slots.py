"""The users of an encrypted file: each one's passphrase opens a slot that holds the file's key.

1. The slots lie beside the file (`records.db.users`) and name its salt; those of another file are
   none. They are JSON, and no secret: who has them still has to guess a passphrase (scrypt).
2. A slot is sealed with AES-GCM by the key of its passphrase; the name, the role and the file's
   salt are sealed along, so a role that was changed by hand opens nothing.
3. The data key is random and stays the same, so who is added or goes, and another passphrase, cost
   one slot. Who goes and kept a copy of the slots could still open the file: they must not have it.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from biofeedback.store.errors import NoSuchUser, StoreDamaged, WrongPassphrase
from biofeedback.store.key import SALT_BYTES, FileKey
from biofeedback.store.roles import Role, User
from devices.atomic import write_beside

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES: Final = 12
_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class Slot:
    """One user's: who, the salt of the passphrase, and the sealed key."""

    user: User
    salt: bytes
    nonce: bytes
    sealed: bytes


def slots_path(path: Path) -> Path:
    """Return where the slots of a file lie."""
    return path.with_name(f"{path.name}.users")


def slots_of(path: Path, salt: bytes) -> tuple[Slot, ...]:
    """Return the slots of the file with this salt; none where it has no users.

    Raises
    ------
    StoreDamaged
        When they cannot be read.
    """
    try:
        told = json.loads(slots_path(path).read_bytes())
        if told["file"] != salt.hex():
            return ()
        return tuple(_from_json(slot) for slot in told["users"])
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(slots_path(path)) from error


def write_slots(path: Path, salt: bytes, slots: Iterable[Slot]) -> None:
    """Put slots in the place of those that were there, in one step.

    Raises
    ------
    FileError
        When they cannot be written.
    """
    told = {"file": salt.hex(), "users": [_to_json(slot) for slot in slots]}
    with write_beside(slots_path(path)) as file:
        Path(file.buffer.name).chmod(_OWNER_ONLY)
        file.write(json.dumps(told, indent=1) + "\n")


def seal(key: FileKey, user: User, passphrase: str) -> Slot:
    """Return a slot that opens with a passphrase."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    cipher = _cipher(passphrase, salt)
    sealed = cipher.encrypt(nonce, key.key, _sealed_along(user, key.salt))
    return Slot(user, salt, nonce, sealed)


def unseal(
    path: Path, salt: bytes, slots: Sequence[Slot], name: str, passphrase: str
) -> tuple[FileKey, User]:
    """Return the key of a file, and who it is whose passphrase opened it.

    Raises
    ------
    StoreError
        NoSuchUser, or WrongPassphrase: also when the slot was tampered with.
    """
    from cryptography.exceptions import InvalidTag

    slot = slot_of(slots, name)
    try:
        key = _cipher(passphrase, slot.salt).decrypt(
            slot.nonce, slot.sealed, _sealed_along(slot.user, salt)
        )
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase(path) from error
    return FileKey(key, salt), slot.user


def slot_of(slots: Iterable[Slot], name: str) -> Slot:
    """Return the slot of a user, whatever the capitals.

    Raises
    ------
    NoSuchUser
        When there is none.
    """
    for slot in slots:
        if slot.user.name.casefold() == name.strip().casefold():
            return slot
    raise NoSuchUser(name)


def _cipher(passphrase: str, salt: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # only where there are users

    return AESGCM(FileKey.of(passphrase, salt).key)


def _sealed_along(user: User, file_salt: bytes) -> bytes:
    return json.dumps([user.name, user.role.value, file_salt.hex()]).encode()


def _to_json(slot: Slot) -> dict[str, str]:
    return {
        "name": slot.user.name,
        "role": slot.user.role.value,
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "key": slot.sealed.hex(),
    }


def _from_json(told: dict[str, str]) -> Slot:
    user = User(told["name"], Role(told["role"]))
    salt, nonce, sealed = (bytes.fromhex(told[name]) for name in ("salt", "nonce", "key"))
    return Slot(user, salt, nonce, sealed)
