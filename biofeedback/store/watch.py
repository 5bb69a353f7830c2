"""Watches one user on one open store: what is not among their grants is refused, and remembered.

1. A file: SQLite asks the authorizer for every table and column while it prepares a statement, so
   it does not matter whose statement it is. Triggers of the connection keep an assistant to open
   runs, and everybody to their own name in the log.
2. A server refuses by itself (`biofeedback.store.server`); here it is only remembered.
3. The store's own work beyond a role (writing the file anew after an erasing, a backup) is done
   with the bars `lifted`, after the right to it was demanded.
4. An honest bound: all users of a file have its key. The bars hold for whatever goes through this
   program; who writes a program of their own is held by a server only.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Engine, Select, event
from sqlalchemy.orm import ORMExecuteState, Session, defer, sessionmaker
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store.grants import GRANTS, OPEN_RUNS_ONLY, Grant, hidden
from biofeedback.store.models import Base
from biofeedback.store.roles import Role, User

_FREE: Final = {
    sqlcipher.SQLITE_SELECT,
    sqlcipher.SQLITE_TRANSACTION,
    sqlcipher.SQLITE_SAVEPOINT,
    sqlcipher.SQLITE_RECURSIVE,
}
_NOT_CALLED: Final = {"load_extension", "sqlcipher_export"}

_OWN_NAME = """
CREATE TEMP TRIGGER {own} BEFORE INSERT ON main.audit
WHEN NEW.who <> '{name}' OR NEW.role <> '{role}'
  OR NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'barred: the log is written in one''s own name'); END
"""
_OPEN_RUN = """
CREATE TEMP TRIGGER watch_{table}_{what} BEFORE {what} ON main.{table}
WHEN {row}.run_id IS NOT NULL
 AND (SELECT digest FROM run WHERE id = {row}.run_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'barred: rows of open runs only'); END
"""
_OWN_RUN = """
CREATE TEMP TRIGGER watch_run_{what} BEFORE {what} ON main.run WHEN {row}.digest IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'barred: rows of open runs only'); END
"""


class Watch:
    """Watches who is at work.

    Parameters
    ----------
    engine : Engine
        Of the open store.
    user : User
        Who is at work.

    Attributes
    ----------
    refused : list of str
        What was refused and is not in the log yet.
    """

    def __init__(self, engine: Engine, user: User) -> None:
        self.user, self._engine = user, engine
        self.refused: list[str] = []
        self._is_telling = False
        self._own = f"watch_{secrets.token_hex()}"  # a name that no statement can borrow
        self._is_file = engine.dialect.name == "sqlite"
        if self._is_file:
            self._triggers()
            self._bars(up=True)
        else:
            event.listen(engine, "handle_error", self._on_error)

    def end(self) -> None:
        """Watch no longer: another user takes over."""
        if self._is_file:
            self._bars(up=False)
            self._untrigger()
        else:
            event.remove(self._engine, "handle_error", self._on_error)

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let the store do its own work on the file, beyond what the role may."""
        if not self._is_file:
            yield
            return
        self._bars(up=False)
        try:
            yield
        finally:
            self._bars(up=True)

    @contextmanager
    def telling(self, last: Exception | None = None) -> Iterator[list[str]]:
        """Yield what was refused since the last time; at least `last`, when there is one.

        What is refused meanwhile is the writing down itself: that is not told again.
        """
        taken, self.refused = self.refused, []
        if not taken and last is not None and last.__cause__ is not None:
            taken = [str(last.__cause__).splitlines()[0]]
        is_first, self._is_telling = not self._is_telling, True
        try:
            yield taken if is_first else []
        finally:
            self._is_telling = not is_first
            self.refused.clear()

    def attend(self, sessions: sessionmaker[Session]) -> None:
        """Let no session ask for what the role may not read: whole rows come without it."""
        event.listen(sessions, "do_orm_execute", self._without_hidden)

    def _bars(self, *, up: bool) -> None:
        with self._raw() as connection:
            connection.set_authorizer(self._authorize if up else None)

    def _triggers(self) -> None:
        name, role = self.user.name.replace("'", "''"), self.user.role
        made = [_OWN_NAME.format(own=self._own, name=name, role=role.value)]
        if role is Role.ASSISTANT:
            for what, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
                words = {"what": what, "row": row}
                made.append(_OWN_RUN.format(**words))
                made += [_OPEN_RUN.format(table=table, **words) for table in OPEN_RUNS_ONLY]
        with self._raw() as connection:
            for statement in made:
                connection.execute(statement)

    def _untrigger(self) -> None:
        with self._raw() as connection:
            own = "SELECT name FROM sqlite_temp_master WHERE name LIKE 'watch_%'"
            for (name,) in connection.execute(own).fetchall():
                connection.execute(f"DROP TRIGGER temp.{name}")

    @contextmanager
    def _raw(self) -> Iterator[Any]:
        connection = self._engine.raw_connection()
        try:
            yield connection.driver_connection
        finally:
            connection.close()

    def _authorize(
        self, code: int, one: str | None, two: str | None, database: str | None, inner: str | None
    ) -> int:
        if code in _FREE or inner == self._own or self._may(code, one or "", two or ""):
            return int(sqlcipher.SQLITE_OK)
        self.refused.append(f"{_NAMES.get(code, code)} {one or ''} {two or ''}".strip())
        return int(sqlcipher.SQLITE_DENY)

    def _may(self, code: int, one: str, two: str) -> bool:
        if code == sqlcipher.SQLITE_FUNCTION:
            return two not in _NOT_CALLED
        judge = _JUDGES.get(code)
        grant = GRANTS[self.user.role].get(one)
        return judge is not None and grant is not None and judge(grant, two)

    def _on_error(self, context: Any) -> None:
        if getattr(context.original_exception, "sqlstate", None) == "42501":
            self.refused.append(str(context.original_exception).splitlines()[0])

    def _without_hidden(self, state: ORMExecuteState) -> None:
        statement = state.statement
        if not isinstance(statement, Select) or state.is_column_load:
            return
        for model in [described["expr"] for described in statement.column_descriptions]:
            if isinstance(model, type) and issubclass(model, Base):
                names = hidden(self.user.role, model.__tablename__)
                options = [defer(getattr(model, name), raiseload=True) for name in names]
                state.statement = statement = statement.options(*options)


_JUDGES: Final[dict[int, Callable[[Grant, str], bool]]] = {
    sqlcipher.SQLITE_READ: lambda grant, column: column in grant.reads or not column,
    sqlcipher.SQLITE_INSERT: lambda grant, _column: bool(grant.inserts),
    sqlcipher.SQLITE_UPDATE: lambda grant, column: column in grant.updates,
    sqlcipher.SQLITE_DELETE: lambda grant, _column: grant.deletes,
}
_NAMES: Final = {
    sqlcipher.SQLITE_READ: "read",
    sqlcipher.SQLITE_INSERT: "insert",
    sqlcipher.SQLITE_UPDATE: "update",
    sqlcipher.SQLITE_DELETE: "delete",
    sqlcipher.SQLITE_ATTACH: "attach",
    sqlcipher.SQLITE_PRAGMA: "pragma",
    sqlcipher.SQLITE_FUNCTION: "call",
}
