"""The keys that the system's keyring keeps for us, each under the salt of its file.

Only a keyring that protects what it holds is used (`priority` of 1 and more: the Keychain, the
Credential Locker, Secret Service, KWallet). Whatever goes wrong in it, it just does not answer.
`keyring` is imported when it is needed: it looks for its backends then.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from biofeedback.store.key import KEY_BYTES, FileKey

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "biofeedback"
_PROTECTS = 1
_log = logging.getLogger(__name__)
T = TypeVar("T")


def kept_key(salt: bytes) -> FileKey | None:
    """Return the key of the file with this salt; None when no keyring gives it."""
    held = _asked(lambda keyring: keyring.get_password(SERVICE, salt.hex()))
    try:
        key = bytes.fromhex(held or "")
    except ValueError:
        return None
    return FileKey(key, salt) if len(key) == KEY_BYTES else None


def keep_key(key: FileKey) -> bool:
    """Put a key into the keyring; False when none keeps it."""
    _asked(lambda keyring: keyring.set_password(SERVICE, key.salt.hex(), key.key.hex()))
    return kept_key(key.salt) == key


def forget_key(salt: bytes) -> bool:
    """Take a key out of the keyring; False when none says that it is gone."""
    _asked(lambda keyring: keyring.delete_password(SERVICE, salt.hex()))
    return bool(_asked(lambda keyring: keyring.get_password(SERVICE, salt.hex()) is None))


def _asked(question: "Callable[[KeyringBackend], T]") -> T | None:
    import keyring

    try:
        backend = keyring.get_keyring()
        return question(backend) if backend.priority >= _PROTECTS else None
    except Exception:  # backends raise what the system's services raise
        _log.info("the keyring does not answer", exc_info=True)
        return None
