"""The open store: one connection to an encrypted file, or a pool of them to a server.

1. The file is SQLite, encrypted by SQLCipher when there is a key; one driver opens both kinds.
2. It is held exclusively: a second program is told so at once, and no shared memory is left behind.
   A server serves several rooms, and every program there holds its own connections.
3. Every commit reaches the disk (`synchronous=FULL`): a pulled plug costs the last second, no more.
   Pages that are freed are overwritten (`secure_delete`), so what was erased is gone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import errors, migrate
from biofeedback.store.key import FileKey
from biofeedback.store.place import Place, written

_PRAGMAS = (
    "cipher_memory_security = OFF",  # would lock every page in memory, of which there is little
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


class Store:
    """The records of some people, open; used with ``with``, and from one thread at a time.

    Parameters
    ----------
    place : Path or URL
        See `biofeedback.store.place`.
    key : FileKey, optional
        Opens an encrypted file; None for a plain one, and for a server.

    Raises
    ------
    StoreError
        WrongPassphrase, StoreInUse, StoreTooNew, StoreDamaged, StoreUnreachable or DiskFull.
    """

    def __init__(self, place: Place, key: FileKey | None = None) -> None:
        self.place, self.key = place, key
        self.engine = _server(place) if isinstance(place, URL) else _file(place, key)
        try:
            with told(place):
                migrate.to_newest(self.engine, place)
        except BaseException:
            self.close()
            raise
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted by us; a server looks after its own disks."""
        return self.key is not None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session whose work is kept when the block ends well, and else undone.

        Raises
        ------
        StoreError
            When the database does not do its part.
        """
        with told(self.place), self._sessions.begin() as session:
            yield session

    def close(self) -> None:
        """Let go of the records."""
        self.engine.dispose()


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Turn what a database driver raises into a StoreError about `place`."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error, OSError) as error:
        raise _kind_of(error)(written(place)) from error


def _kind_of(error: Exception) -> type[errors.StoreError]:
    words = str(getattr(error, "orig", error)).lower()
    for told_by, kind in (
        ("locked", errors.StoreInUse),
        ("not a database", errors.WrongPassphrase),
        ("hmac", errors.WrongPassphrase),
        ("full", errors.DiskFull),
        ("no space", errors.DiskFull),
        ("disk i/o", errors.DiskFull),
        ("malformed", errors.StoreDamaged),
        ("readonly", errors.StoreUnreachable),
        ("unable to open", errors.StoreUnreachable),
    ):
        if told_by in words:
            return kind
    lost = isinstance(error, OSError | OperationalError)
    return errors.StoreUnreachable if lost else errors.StoreError


def _server(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True)


def _file(path: Path, key: FileKey | None) -> Engine:
    def connect() -> Any:
        with told(path):
            _make_private(path)
            connection = sqlcipher.connect(str(path), check_same_thread=False, timeout=0)
            try:
                _prepare(connection, key)
            except BaseException:
                connection.close()
                raise
            return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _prepare(connection: Any, key: FileKey | None) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins
    connection.execute("PRAGMA cipher_log_level = NONE")  # stderr is for people
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.pragma}"')
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _begin_at_once(connection: Connection) -> None:
    connection.execute(text("BEGIN IMMEDIATE"))


def _make_private(path: Path) -> None:
    """Let nobody but the owner read the file, or what SQLite lays beside it.

    A file that is there is not opened here: on POSIX, closing it would drop the lock on it.
    """
    path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE_MODE))
    path.chmod(_FILE_MODE)
