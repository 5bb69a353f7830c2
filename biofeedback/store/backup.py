"""Another passphrase, a backup, a backup brought back: all by a checked copy (`store.copies`).

1. A backup always has a passphrase of its own, so that it opens on any computer.
2. What is brought back is guarded as the records were before: plain, by the key that is in the
   keyring, or by a passphrase: the backup's, since the present one may be forgotten.
3. A new key is in the keyring before its file takes its place. The old one leaves it afterwards,
   unless a copy that was laid aside needs it.
"""

import os
import shutil
from gettext import gettext as _
from itertools import chain, count
from pathlib import Path

from sqlalchemy.engine import URL
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import errors
from biofeedback.store.copies import put_in_place, wal_of, workplace, write_copy
from biofeedback.store.database import Store, reached, told
from biofeedback.store.key import FileKey, has_passphrase, is_new, salt_of
from biofeedback.store.keychain import forget_key, keep_key, kept_key
from biofeedback.store.place import find_place, make_private, written
from biofeedback.store.rights import ALLOWED, Action, demand
from biofeedback.store.roles import User
from biofeedback.store.slots import unseal
from biofeedback.store.vault import (
    Ask,
    Guard,
    Question,
    chosen_key,
    file_of,
    guard_of,
    laid_aside,
    open_file,
    users_of_file,
)
from devices.errors import FileError


def change_passphrase(wish: str | None, ask: Ask) -> None:
    """Give the records another passphrase, or their first one; plain records are encrypted.

    Killed at any moment, the records open with the old key or the new one.

    Raises
    ------
    StoreError
        As `open_store`; NothingYet, KeptByServer, NoPassphrase.
    """
    path = file_of(wish)
    with reached(path), told(path), open_file(path, ask, Question.OPEN) as store:
        if store.user is not None:
            raise errors.HasUsers(path)
        new = chosen_key(ask, Question.CHANGE, path)
        kept = kept_key(store.key.salt) if store.key else None
        if kept is not None:
            keep_key(new)
        put_under(store, new)
    if kept is not None and not still_needed(path, kept.salt):
        forget_key(kept.salt)


def put_under(store: Store, key: FileKey) -> None:
    """Put a file that is open under another key; it is closed then."""
    path = store.place
    assert isinstance(path, Path)
    with workplace(path) as folder:
        _copy_out(store, folder / path.name, key)
        store.close()
        put_in_place(folder / path.name, path)


def still_needed(path: Path, salt: bytes) -> bool:
    """Whether a copy that was laid aside needs the key of this salt."""
    return any(_has_salt(copy, salt) for copy in laid_aside(path))


def backup(wish: str | None, target: Path, ask: Ask) -> None:
    """Write a copy of the records, encrypted with a passphrase of its own.

    Raises
    ------
    FileError
        When the file is there already.
    StoreError
        As `open_store`; NothingYet, KeptByServer, NoPassphrase; DiskFull or ReadOnly of `target`.
    """
    path = file_of(wish)
    if target.exists():
        raise FileError(target, _("is there already"), _("Choose another name."))
    with open_file(path, ask, Question.OPEN) as store:
        demand(store, Action.BACK_UP)
        key = chosen_key(ask, Question.BACKUP, target)
        with reached(target), told(target), workplace(target) as folder:
            _copy_out(store, folder / target.name, key)
            put_in_place(folder / target.name, target)


def restore(wish: str | None, source: Path, ask: Ask, *, plain: bool = False) -> Path | None:
    """Bring a backup back; the present records are kept aside.

    Parameters
    ----------
    wish : str, optional
        Where the records are; see `biofeedback.store.place.find_place`.
    source : Path
        What `backup` wrote, or a copy that was laid aside; it is not changed.
    ask : Ask
        Asks for its passphrase; and for a new one when nothing else is left to guard it.
    plain : bool
        Where there are no records yet, they will not be encrypted.

    Returns
    -------
    Path or None
        Where the records are that were there before.

    Raises
    ------
    FileError
        When there is no such file.
    StoreError
        WrongPassphrase, NotAStore, StoreDamaged or StoreTooNew, of `source`; StoreInUse,
        KeptByServer, NoPassphrase.
    """
    path = find_place(wish)
    if isinstance(path, URL):
        raise errors.KeptByServer(written(path))
    if not source.is_file():
        raise FileError(source, _("is not there"), _("Check its name, and try again."))
    with reached(path), told(path):
        make_private(path)
        _settle(path)
        known = _who_restores(path, ask)
        with workplace(path) as folder:
            with _copy_of(source, folder, ask) as found:
                key = known[0] if known else _guarded_as(path, found.key, ask, plain=plain)
                _copy_out(found, folder / path.name, key)
            aside = None if is_new(path) else _lay_aside(path)
            put_in_place(folder / path.name, path)
    if known:
        with Store(path, known[0]) as store:
            store.become(known[1])
            demand(store, Action.RESTORE)
    return aside


def _who_restores(path: Path, ask: Ask) -> tuple[FileKey, User] | None:
    """Return the key of a file that has users, and who it is that has the right to restore it.

    The file itself may be damaged, so it is not opened; a refused try is only written down
    where it opens.
    """
    slots = users_of_file(path)
    if not slots:
        return None
    salt = salt_of(path) or b""
    name = ask(Question.USER, str(path)) or ""
    key, user = unseal(path, salt, slots, name, ask(Question.OPEN, str(path)) or "")
    if user.role not in ALLOWED[Action.RESTORE]:
        with Store(path, key) as store:
            store.become(user)
            demand(store, Action.RESTORE)
    return key, user


def _has_salt(copy: Path, salt: bytes) -> bool:
    try:
        return salt_of(copy) == salt
    except errors.NotAStore:
        return False


def _copy_out(store: Store, target: Path, key: FileKey | None) -> None:
    with store.lifted():
        connection = store.engine.raw_connection()
        try:
            write_copy(connection.driver_connection, target, key)
        finally:
            connection.close()


def _copy_of(source: Path, folder: Path, ask: Ask) -> Store:
    """Open a copy of a backup, which proves the passphrase, and makes its tables the newest."""
    copy = folder / "backup.db"
    with reached(source):
        source.open("rb").close()
    for theirs, ours in ((source, copy), (wal_of(source), wal_of(copy))):
        if theirs.exists():
            shutil.copyfile(theirs, ours)
    if is_new(copy):
        raise errors.NotAStore(source)
    try:
        return open_file(copy, lambda question, where: ask(question, str(source)), Question.RESTORE)
    except errors.StoreError as error:
        raise type(error)(source) from error


def _guarded_as(path: Path, theirs: FileKey | None, ask: Ask, *, plain: bool) -> FileKey | None:
    """Return the key that the records at `path` will have; None for plain ones."""
    try:
        guard = guard_of(path)
    except errors.NotAStore:
        guard = Guard.NOTHING_YET
    if guard is Guard.PLAIN or (guard is Guard.NOTHING_YET and plain):
        return None
    if guard in (Guard.KEYRING, Guard.UNLOCKED):
        return kept_key(salt_of(path) or b"")
    if guard is not Guard.LOCKED and keep_key(random := FileKey.random()):
        return random
    if theirs is not None and has_passphrase(theirs.salt):
        return theirs
    return chosen_key(ask, Question.CHOOSE, path)


def _settle(path: Path) -> None:
    """Make sure that nobody has the file open, and let it take in what is in its WAL.

    It takes no key: the WAL holds encrypted pages, which move as they are.
    """
    connection = sqlcipher.connect(str(path), timeout=0)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlcipher.DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise errors.StoreInUse(path) from error
    finally:
        connection.close()


def _lay_aside(path: Path) -> Path:
    """Give the present file a second name, so that there is one at `path` at every moment."""
    first = path.with_name(f"{path.name}.before-restore")
    further = (first.with_name(f"{first.name}-{number}") for number in count(2))
    aside = next(name for name in chain([first], further) if not name.exists())
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        shutil.copy2(path, aside)
    if wal_of(path).exists():  # so damaged that it could not take it in
        shutil.copy2(wal_of(path), wal_of(aside))
        wal_of(path).unlink()
    return aside
