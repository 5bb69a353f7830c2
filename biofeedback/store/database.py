"""The open store: one connection to an encrypted file, or a pool of them to a server.

1. The file is SQLite, encrypted by SQLCipher when there is a key; one driver opens both kinds.
2. It is held exclusively: a second program is told so at once, and no shared memory is left behind.
   A server serves several rooms, and every program there holds its own connections.
3. Every commit reaches the disk (`synchronous=FULL`): a pulled plug costs the last second, no more.
   Pages that are freed are overwritten (`secure_delete`), so what was erased is gone.
4. What the disk, the server or a wrong passphrase does is a StoreError; what else a driver raises
   (a broken constraint, an unknown column) is an error of ours, and comes through as it is.
5. No answer is waited for without end; see `biofeedback.store.patience`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import errors, migrate
from biofeedback.store.key import PAGE_BYTES, FileKey
from biofeedback.store.patience import ANSWER_WITHIN_S, bounded
from biofeedback.store.place import Place, make_private, written
from biofeedback.store.tls import is_without_tls, with_tls

if TYPE_CHECKING:
    from biofeedback.store.roles import User
    from biofeedback.store.spool import Spool
    from biofeedback.store.watch import Watch

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
    "SQLITE_AUTH": errors.NotAllowed,
    "53100": errors.DiskFull,
    "25006": errors.ReadOnly,
    "42501": errors.NotAllowed,
}
"""By SQLite's result code, or PostgreSQL's SQLSTATE."""
_BY_ERRNO: dict[int, type[errors.StoreError]] = {
    ENOSPC: errors.DiskFull,
    EDQUOT: errors.DiskFull,
    EACCES: errors.ReadOnly,
    EPERM: errors.ReadOnly,
    EROFS: errors.ReadOnly,
}


class Store:
    """The records of some people, open; used with ``with``. Threads take their turns at a file.

    Parameters
    ----------
    place : Path or URL
        See `biofeedback.store.place`.
    key : FileKey, optional
        Opens an encrypted file; None for a plain one, and for a server.

    Attributes
    ----------
    spool : Spool or None
        What is kept here for a server, and brought over; `open_store` sets it.
    unnoted : list
        What waits to be written into the log: see `biofeedback.store.audit.note`.

    Raises
    ------
    StoreError
        WrongPassphrase, StoreInUse, StoreTooNew, StoreDamaged, StoreUnreachable or DiskFull.
    """

    def __init__(self, place: Place, key: FileKey | None = None) -> None:
        self.place, self.key = place, key
        self.spool: Spool | None = None
        self._is_closed = False
        self._watch: Watch | None = None
        self.unnoted: list[tuple[str, str, str]] = []
        self._turn = nullcontext() if isinstance(place, URL) else RLock()
        with reached(place), told(place):
            self.engine = _server(place) if isinstance(place, URL) else _file(place, key)
            try:
                migrate.to_newest(self.engine, place, key)
            except BaseException:
                self.close()
                raise
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        if isinstance(place, URL):
            from biofeedback.store.server import who_is_here

            with told(place):
                self.become(who_is_here(self.engine))

    @property
    def user(self) -> "User | None":
        """Who is at work; None at home, where nobody is watched."""
        return self._watch.user if self._watch else None

    def become(self, user: "User | None") -> None:
        """Let somebody be at work from now on, with the rights of their role and no others."""
        from biofeedback.store.watch import Watch

        if self._watch is not None:
            self._watch.end()
        self._watch = Watch(self.engine, user) if user else None
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        if self._watch is not None:
            self._watch.attend(self._sessions)

    def take_over(self, other: "Store") -> None:
        """Go on by the line of another store on the same server, as who is at work there."""
        before = self.engine
        self.become(None)
        self.place, self.engine = other.place, other.engine
        self.become(other.user)
        before.dispose()

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Do what no role may by itself, after the right to the whole was demanded.

        It is done in one turn: what another thread asks meanwhile would go unwatched.
        """
        with self._turn, self._watch.lifted() if self._watch else nullcontext():
            yield

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
        try:
            with self._turn, told(self.place):
                if self._is_closed:
                    raise errors.StoreUnreachable(written(self.place))
                with self._sessions.begin() as session:
                    yield session
        except errors.NotAllowed as refusal:
            self._note_refusals(refusal)
            raise

    def of_run(self, run_id: int | None) -> "Store":
        """Return where a run is: here, or, with a number below zero, what is kept for here."""
        return self if run_id is None or run_id >= 0 or self.spool is None else self.spool.store

    def close(self) -> None:
        """Let go of the records."""
        if self.spool is not None:
            self.spool.close()
        self._note_refusals()
        with self._turn:
            self._is_closed = True
            self.engine.dispose()

    def _note_refusals(self, refusal: errors.NotAllowed | None = None) -> None:
        """Write down what the store itself refused to who is at work."""
        if self._watch is not None:
            from biofeedback.store.audit import note_refusals

            with self._watch.telling(refusal) as refused:
                note_refusals(self, refused)


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
        if str(cause).startswith(errors.BARRED):
            return errors.NotAllowed
        return _BY_CODE.get(
            "_".join(name.split("_")[:2])
        )  # SQLITE_IOERR_WRITE is one of SQLITE_IOERR
    if is_without_tls(error):
        return errors.NoTls
    lost = isinstance(error, OperationalError) or getattr(error, "connection_invalidated", False)
    return _BY_CODE.get(
        getattr(cause, "sqlstate", None) or "", errors.StoreUnreachable if lost else None
    )


def _server(url: URL) -> Engine:
    url = with_tls(url)
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(ANSWER_WITHIN_S)})
    try:
        engine = create_engine(url, pool_pre_ping=True)
        event.listen(engine, "do_connect", bounded)
        return engine
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
