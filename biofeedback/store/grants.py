"""The store's own bars: which tables and columns each role may read and write, whatever asks.

One table for both kinds of store: `biofeedback.store.watch` asks it for every statement on a file,
`biofeedback.store.server` hands it to PostgreSQL as GRANTs. What is not in it is refused.

1. A therapist has all clinical tables.
2. An assistant reads what a session needs (who is there, the plan, the own pace, figures at rest)
   and writes what a session leaves, to open runs only (`OPEN_RUNS_ONLY`). Notes, names, answers,
   the diary, questionnaires, and the recordings themselves stay closed.
3. An administrator reads the log, and nothing of anybody's health.
4. Everybody adds to the log; nobody changes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from biofeedback.store.log_table import LOG
from biofeedback.store.models import Base
from biofeedback.store.roles import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role may do with one table.

    Attributes
    ----------
    reads, updates : frozenset of str
        Columns.
    inserts : frozenset of str
        Columns, too; a file's bars know of tables only.
    deletes : bool
    """

    reads: frozenset[str] = frozenset()
    inserts: frozenset[str] = frozenset()
    updates: frozenset[str] = frozenset()
    deletes: bool = False


VERSION: Final = "alembic_version"
CLINICAL: Final = tuple(table.name for table in Base.metadata.sorted_tables)
OPEN_RUNS_ONLY: Final = ("chunk", "derived", "figure", "baseline", "own_pace", "rating")
"""Tables in which an assistant writes rows of runs whose records are not packed yet."""


def _all(table: str) -> frozenset[str]:
    return frozenset(Base.metadata.tables[table].columns.keys())


_WHOLE_LOG = frozenset(LOG.columns.keys())


def _table(
    table: str,
    *,
    hides: tuple[str, ...] = (),
    inserts: bool = False,
    updates: tuple[str, ...] = (),
    deletes: bool = False,
) -> Grant:
    every = _all(table)
    written = every if inserts else frozenset[str]()
    return Grant(every - set(hides), written, frozenset(updates), deletes)


_FOR_EVERYBODY = {
    VERSION: Grant(reads=frozenset({"version_num"})),
    LOG.name: Grant(
        reads=frozenset({"seq", "digest"}), inserts=frozenset({"action", "about", "outcome"})
    ),
}

GRANTS: Mapping[Role, Mapping[str, Grant]] = MappingProxyType(
    {
        Role.THERAPIST: {
            **_FOR_EVERYBODY,
            **{name: Grant(*(_all(name),) * 3, deletes=True) for name in CLINICAL},
        },
        Role.ASSISTANT: {
            **_FOR_EVERYBODY,
            "person": _table("person", hides=("name", "birth_year", "notes"), updates=("sensors",)),
            "plan": _table("plan", hides=("notes",)),
            "run": _table("run", hides=("notes",), inserts=True, updates=("finish", "duration_s")),
            "chunk": _table("chunk", hides=("data",), inserts=True),
            "derived": _table("derived", hides=("data",), inserts=True, deletes=True),
            "figure": _table("figure", inserts=True, deletes=True),
            "baseline": _table("baseline", inserts=True, deletes=True),
            "own_pace": _table("own_pace", inserts=True, deletes=True),
            "rating": _table("rating", hides=("value",), inserts=True, deletes=True),
        },
        Role.ADMINISTRATOR: {
            **_FOR_EVERYBODY,
            LOG.name: Grant(_WHOLE_LOG, _FOR_EVERYBODY[LOG.name].inserts),
        },
    }
)


def hidden(role: Role, table: str) -> frozenset[str]:
    """Return the columns of a table that a role may not read."""
    return _all(table) - GRANTS[role].get(table, Grant()).reads
