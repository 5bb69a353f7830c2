"""How long an answer of a server is waited for: a server that hangs must not hold up a session.

TCP tells nothing of a server that is stopped while its computer lives, and the server's own limits
stop with it. So the clock is looked at here, while psycopg waits: when no byte has come for some
seconds, the line is closed, and the error is the one of a line that broke. What may rightly take
long, a migration say, is `patient`.
"""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

ANSWER_WITHIN_S = 5
"""Also the time to connect; `connect_timeout` in the URL changes that one."""


def bounded(_dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
    """Connect by psycopg with an eye on the clock: SQLAlchemy's event `do_connect`."""
    return _kind_of_connection().connect(*arguments, **options)


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do something in a thread of its own, and wait for so long at most.

    Raises
    ------
    TimeoutError
        When it takes longer; it goes on, and what comes of it is lost.
    """
    outcome: Future[T] = Future()

    def do() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=do, daemon=True).start()
    return outcome.result(seconds)


@contextmanager
def patient(connection: Connection) -> Iterator[None]:
    """Let the statements of a connection take as long as they take; a file knows no other way."""
    line: Any = connection.connection.driver_connection
    if connection.dialect.name != "postgresql":
        yield
        return
    line.is_patient = True
    try:
        yield
    finally:
        line.is_patient = False


@cache
def _kind_of_connection() -> Any:
    import psycopg  # comes with the extra `clinic`

    class BoundedConnection(psycopg.Connection[Any]):
        is_patient = False

        def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
            try:
                watched = gen if self.is_patient else _watched(gen, ANSWER_WITHIN_S)
                return super().wait(watched, *arguments, **options)
            except TimeoutError as error:
                self.pgconn.finish()
                raise psycopg.OperationalError("the server does not answer") from error

    return BoundedConnection


def _watched(statement: Generator[Any, Any, Any], within_s: float) -> Generator[Any, Any, Any]:
    """Pass on what psycopg's waiting tells a statement: now and then, nothing."""
    heard_s, ready = monotonic(), None
    while True:
        try:
            wanted = statement.send(ready)
        except StopIteration as end:
            return end.value
        ready = yield wanted
        if ready:
            heard_s = monotonic()
        elif monotonic() - heard_s > within_s:
            raise TimeoutError
