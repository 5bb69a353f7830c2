"""The people of a store: found by what one calls them, shown all that is kept, and let go.

1. An alias is one person's, whatever its capitals; a number or the start of a uid will do, too.
2. What belongs to a person is read off the tables' foreign keys, so that a table that is added
   later can neither be forgotten when somebody asks for everything, nor when somebody goes.
3. Who goes leaves no bytes: rows are overwritten (`secure_delete`), then the file is written anew.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Table,
    delete,
    func,
    select,
    text,
)
from sqlalchemy.orm import Session

from biofeedback.store.database import Store, told
from biofeedback.store.errors import AliasTaken, NotInStore, SeveralPeople
from biofeedback.store.models import SCHEMA, Base, Person
from biofeedback.store.patience import patient
from biofeedback.store.presence import one_at_a_time
from biofeedback.store.rights import Action, demand
from biofeedback.store.uids import SHORTEST_UID

HOME_SECRET = "home_secret"
"""Preference: what opens the files that this person sends from home; it never leaves the records.
See `biofeedback.store.exchange.home_keys`."""


def people(store: Store) -> list[Person]:
    """Return everybody, by alias."""
    with store.session() as session:
        return _everybody(session)


def find_person(store: Store, key: str) -> Person:
    """Return whom somebody means: by alias, else by number, else by the start of the uid.

    Raises
    ------
    NotInStore
        When nobody answers to it.
    SeveralPeople
        When more than one person does.
    """
    everybody = people(store)
    named = called(everybody, key)
    numbered = [person for person in everybody if str(person.id) == key]
    marked = [person for person in everybody if person.uid.startswith(key)]
    found = named or numbered or (marked if len(key) >= SHORTEST_UID else [])
    if not found:
        raise NotInStore(key)
    if len(found) > 1:
        raise SeveralPeople(key)
    return found[0]


def add_person(store: Store, alias: str, now_utc: datetime, **fields: Any) -> Person:
    """Add a person; `fields` are further columns of `Person`.

    Raises
    ------
    AliasTaken
        When somebody has the alias already.
    """
    demand(store, Action.CHANGE, "person")
    with store.session() as session:
        one_at_a_time(session)
        if called(_everybody(session), alias):
            raise AliasTaken(alias)
        person = Person(uid=str(uuid4()), alias=alias.strip(), created_utc=now_utc, **fields)
        session.add(person)
    return person


def the_person(store: Store, alias: str, now_utc: datetime) -> Person:
    """Return the person of this alias, who is added when nobody has it.

    Raises
    ------
    SeveralPeople
        When more than one person has it.
    """
    if not called(people(store), alias):
        with suppress(AliasTaken):  # another room was quicker
            return add_person(store, alias, now_utc)
    named = called(people(store), alias)
    if len(named) > 1:
        raise SeveralPeople(alias)
    return named[0]


def change_person(store: Store, person: Person, **fields: Any) -> Person:
    """Set columns of a person, and return the person as kept now.

    Raises
    ------
    AliasTaken
        When the new alias is somebody else's.
    NotInStore
        When the person has gone meanwhile.
    """
    if fields.keys() - {"sensors"}:  # a strap is remembered by whoever begins a session
        demand(store, Action.CHANGE, f"person {person.id}")
    with store.session() as session:
        kept = session.get(Person, person.id)
        if kept is None:
            raise NotInStore(person.alias)
        alias = fields.get("alias", kept.alias)
        if any(other.id != kept.id for other in called(_everybody(session), alias)):
            raise AliasTaken(alias)
        for name, value in fields.items():
            setattr(kept, name, value)
    return kept


def erase_person(store: Store, person: Person) -> None:
    """Remove a person with all that hangs on them, down to the bytes of the file.

    On a server, its tables are written anew; its own log and backups are its keeper's to clear.

    Raises
    ------
    StoreError
        DiskFull when there is no room to write the file anew: the rows are gone all the same.
    """
    demand(store, Action.ERASE, f"person {person.id}")
    with store.session() as session:
        session.execute(delete(Person).where(Person.id == person.id))
    if store.engine.dialect.name == "sqlite":
        with store.lifted():
            _write_file_anew(store)
    else:
        _write_tables_anew(store)


def everything_of(store: Store, person: Person) -> dict[str, Any]:
    """Return all rows of one person: table name -> rows, a row is column name -> value.

    Times are ISO texts. Bytes are told by their size only: they are a run's recording (see
    `biofeedback.store.runs.recording_lines`) and what was made of it.
    """
    rows = {table.name: _rows(store, table, person.id) for table in Base.metadata.sorted_tables}
    for row in rows[Person.__tablename__]:
        row["preferences"] = {k: v for k, v in row["preferences"].items() if k != HOME_SECRET}
    return {"schema": SCHEMA} | rows


def of_person(table: Table, person_id: int) -> ColumnElement[bool]:
    """Return which rows of a table belong to a person, as its foreign keys tell.

    Raises
    ------
    LookupError
        When none of them leads to a person.
    """
    if table.name == Person.__tablename__:
        return table.c.id == person_id
    owners = {key.column.table: key.parent for key in table.foreign_keys}
    if not owners:
        raise LookupError(f"the table {table.name} belongs to nobody")
    owner = min(owners, key=lambda table: table.name != Person.__tablename__)
    return owners[owner].in_(select(owner.c.id).where(of_person(owner, person_id)))


def _everybody(session: Session) -> list[Person]:
    return sorted(session.scalars(select(Person)), key=lambda person: person.alias.casefold())


def called(everybody: Sequence[Person], alias: str) -> list[Person]:
    """Return those who have an alias, whatever its capitals."""
    wanted = alias.strip().casefold()
    return [person for person in everybody if person.alias.casefold() == wanted]


def _rows(store: Store, table: Table, person_id: int) -> list[dict[str, Any]]:
    columns = [_readable(column) for column in table.columns]
    with store.session() as session:  # a short turn: a run may be written meanwhile
        rows = session.execute(select(*columns).where(of_person(table, person_id))).mappings().all()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _readable(column: Column[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, LargeBinary):
        return func.length(column).label(f"{column.name}_bytes")
    return column


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _write_file_anew(store: Store) -> None:
    # Below SQLAlchemy: what it runs stands in a transaction, and this must not. The copy that is
    # made meanwhile is in a nameless file, under the key of the store: memory may not hold it.
    with told(store.place):
        connection = store.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA temp_store = FILE")
            try:
                cursor.execute("VACUUM")
            finally:
                cursor.execute("PRAGMA temp_store = MEMORY")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()
        finally:
            connection.close()


def _write_tables_anew(store: Store) -> None:
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    server = store.engine.execution_options(isolation_level="AUTOCOMMIT")
    with told(store.place), server.connect() as connection, patient(connection):
        connection.execute(text(f"VACUUM FULL {tables}"))
