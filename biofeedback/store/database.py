"""The open store: one connection to an encrypted file, or a pool of them to a server.

1. The file is SQLite, encrypted by SQLCipher when there is a key; one driver opens both kinds.
2. It is held exclusively: a second program is told so at once, and no shared memory is left behind.
   A server serves several rooms, and every program there holds its own connections.
3. Every commit reaches the disk (`synchronous=FULL`): a pulled plug costs the last second, no more.
   Pages that are freed are overwritten (`secure_delete`), so what was erased is gone.
4. What the disk, the server or a wrong passphrase does is a StoreError; what else a driver raises
   (a broken constraint, an unknown column) is an error of ours, and comes through as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import errors, migrate
from biofeedback.store.key import PAGE_BYTES, FileKey
from biofeedback.store.place import Place, make_private, written

_PRAGMAS = (
    "cipher_memory_security = OFF",  # would lock every page in memory, of which there is little
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)
_BY_CODE: dict[str, type[errors.StoreError]] = {
    "SQLITE_BUSY": errors.StoreInUse,
    "SQLITE_NOTADB": errors.WrongPassphrase,
    "SQLITE_CORRUPT": errors.StoreDamaged,
    "SQLITE_FULL": errors.DiskFull,
    "SQLITE_IOERR": errors.DiskFull,
    "SQLITE_READONLY": errors.ReadOnly,
    "SQLITE_CANTOPEN": errors.StoreUnreachable,
    "53100": errors.DiskFull,
    "25006": errors.ReadOnly,
    "42501": errors.ReadOnly,
}
"""By SQLite's result code, or PostgreSQL's SQLSTATE."""
_BY_ERRNO: dict[int, type[errors.StoreError]] = {
    ENOSPC: errors.DiskFull,
    EDQUOT: errors.DiskFull,
    EACCES: errors.ReadOnly,
    EPERM: errors.ReadOnly,
    EROFS: errors.ReadOnly,
}
_ANSWER_WITHIN_S = "10"


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
        with reached(place), told(place):
            self.engine = _server(place) if isinstance(place, URL) else _file(place, key)
            try:
                migrate.to_newest(self.engine, place, key)
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
    """Turn what a database does into a StoreError about `place`."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        kind = _kind_of(error)
        if kind is None:
            raise
        raise kind(written(place)) from error


@contextmanager
def reached(place: Place) -> Iterator[None]:
    """Turn what a folder or a disk does into a StoreError about `place`."""
    try:
        yield
    except OSError as error:
        kind = _BY_ERRNO.get(error.errno or 0, errors.StoreUnreachable)
        raise kind(written(place)) from error


def _kind_of(error: Exception) -> type[errors.StoreError] | None:
    cause = getattr(error, "orig", error)
    if name := getattr(cause, "sqlite_errorname", None):
        return _BY_CODE.get(
            "_".join(name.split("_")[:2])
        )  # SQLITE_IOERR_WRITE is one of SQLITE_IOERR
    lost = isinstance(error, OperationalError) or getattr(error, "connection_invalidated", False)
    return _BY_CODE.get(
        getattr(cause, "sqlstate", None) or "", errors.StoreUnreachable if lost else None
    )


def _server(url: URL) -> Engine:
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": _ANSWER_WITHIN_S})
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise errors.NoDriver(written(url)) from error


def _file(path: Path, key: FileKey | None) -> Engine:
    def connect() -> Any:
        make_private(path)
        connection = sqlcipher.connect(str(path), check_same_thread=False, timeout=0)
        try:
            with told(path):
                _prepare(connection, key)
        except errors.WrongPassphrase as error:
            connection.close()
            if path.stat().st_size % PAGE_BYTES:
                raise errors.StoreDamaged(path) from error
            raise
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
    connection.exec_driver_sql("BEGIN IMMEDIATE")
