"""A whole copy of an open file, under another key or the same, that takes a place in one step.

Backups, restoring, another passphrase and the copy before a migration are all made this way:

1. SQLCipher writes the rows into a new file, in a work folder beside the place.
2. The copy is opened and checked through before anybody relies on it.
3. It takes its place by one rename. Killed before, the older file is whole and the folder is left,
   which the next opening removes: a copy would outlive what is erased.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store.errors import DiskFull, StoreDamaged
from biofeedback.store.key import FileKey
from biofeedback.store.place import make_private


@contextmanager
def workplace(path: Path) -> Iterator[Path]:
    """Yield an empty folder beside `path`, gone afterwards."""
    clear_workplace(path)
    folder = _workplace(path)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        clear_workplace(path)


def clear_workplace(path: Path) -> None:
    """Remove what was left when such work was cut short."""
    shutil.rmtree(_workplace(path), ignore_errors=True)


def write_copy(connection: Any, target: Path, key: FileKey | None) -> None:
    """Copy the file that is open as `main` into a new file, and check the copy.

    Parameters
    ----------
    connection : sqlcipher3 connection
        In no transaction.
    target : Path
        Must not be there yet.
    key : FileKey, optional
        Of the copy; None for a plain one.

    Raises
    ------
    StoreDamaged
        When the copy does not read well.
    sqlcipher3.Error
        When it cannot be written.
    """
    make_private(target)
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target), key.pragma if key else ""))
    try:
        connection.execute("SELECT sqlcipher_export('copy')").fetchall()
    finally:
        with suppress(sqlcipher.Error):  # a full disk is told by the line above
            connection.execute("DETACH DATABASE copy")
    _check(target, key)


def put_in_place(copy: Path, path: Path) -> None:
    """Let a copy take the place of a file that is closed.

    Raises
    ------
    DiskFull
        When the file could not take in its last rows: they are in its WAL, which must stay with it.
    OSError
        When the file cannot be replaced.
    """
    if wal_of(path).exists():
        raise DiskFull(path)
    os.replace(copy, path)
    if os.name == "posix":  # the rename itself must outlast a pulled plug
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def wal_of(path: Path) -> Path:
    """Return where SQLite keeps what was written last, while the file is open."""
    return path.with_name(f"{path.name}-wal")


def _workplace(path: Path) -> Path:
    return path.with_name(f"{path.name}.work")


def _check(path: Path, key: FileKey | None) -> None:
    connection = sqlcipher.connect(str(path))
    try:
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.pragma}"')
        problems = connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        if problems or connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged(path)
    finally:
        connection.close()
