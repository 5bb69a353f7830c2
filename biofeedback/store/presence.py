"""Who is recording: on a server, where several programs do, told by a lock that ends with them.

A file is held by one program alone: there, a run that is still open when the program starts was
interrupted. On a server, PostgreSQL's advisory lock of a run is held as long as the connection
of its recorder, however that ends; no clock is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from biofeedback.store.database import Store, told

_OURS = 0x62696F66
"""Tells our locks from those of others in the same database."""
_EVERYBODY = 0
"""No run's number: the lock of those who add people."""


@contextmanager
def claimed(store: Store, run_id: int) -> Iterator[bool]:
    """Yield whether this program may write to a run; until the end, no other may.

    Raises
    ------
    StoreError
        When the server does not answer.
    """
    if not isinstance(store.place, URL):
        yield True
        return
    with told(store.place):
        connection = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        is_ours = claim(connection, run_id)
    try:
        yield is_ours
    finally:
        connection.detach()  # really closed, not put back: so the lock ends
        connection.close()


def claim(connection: Connection, run_id: int) -> bool:
    """Try to be the one who writes to a run, as long as this connection to a server lives."""
    of_run = {"ours": _OURS, "run": run_id}
    return bool(connection.scalar(text("SELECT pg_try_advisory_lock(:ours, :run)"), of_run))


def disclaim(connection: Connection, run_id: int) -> None:
    """Let others write to a run again."""
    of_run = {"ours": _OURS, "run": run_id}
    connection.execute(text("SELECT pg_advisory_unlock(:ours, :run)"), of_run)


def one_at_a_time(session: Session) -> None:
    """Wait until no other program adds people; until the transaction ends, none does."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(:ours, :all)"), {"ours": _OURS, "all": _EVERYBODY}
        )
