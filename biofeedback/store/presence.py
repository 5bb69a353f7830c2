"""Who is recording: on a server, where several programs do, told by a lock that ends with them.

A file is held by one program alone: there, a run that is still open when the program starts was
interrupted. On a server, PostgreSQL's advisory lock of a run is held as long as the connection
of its recorder, however that ends; no clock is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.engine import URL

from biofeedback.store.database import Store, told

_OURS = 0x62696F66
"""Tells our locks from those of others in the same database."""


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
        is_ours = connection.scalar(
            text("SELECT pg_try_advisory_lock(:ours, :run)"), {"ours": _OURS, "run": run_id}
        )
    try:
        yield bool(is_ours)
    finally:
        connection.detach()  # really closed, not put back: so the lock ends
        connection.close()
