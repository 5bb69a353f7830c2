"""Bring a store to the newest schema: create it, or move it on after a copy was laid aside.

A store of a newer program is refused before anything is written. Alembic is loaded only when there
is something to do.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from biofeedback.store.copies import put_in_place, workplace, write_copy
from biofeedback.store.errors import NotAStore, StoreTooNew
from biofeedback.store.key import FileKey
from biofeedback.store.models import SCHEMA
from biofeedback.store.patience import patient
from biofeedback.store.place import Place, written

MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 20_250_611
"""Any number that every program takes for PostgreSQL's lock."""


def to_newest(engine: Engine, place: Place, key: FileKey | None) -> None:
    """Create the tables of a new store, or migrate an older one.

    Raises
    ------
    StoreTooNew
        When a newer program wrote it.
    NotAStore
        When the tables are somebody else's.
    """
    with engine.begin() as connection:
        now = _version(connection, place)
    if now == SCHEMA:
        return
    if now is not None:
        if now not in _known():
            raise StoreTooNew(written(place))
        if isinstance(place, Path):  # a server is backed up by its keeper
            _lay_aside(engine, place, key, now)
    with engine.begin() as connection, patient(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        _upgrade(connection)  # does nothing when another program was quicker


def _version(connection: Connection, place: Place) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise NotAStore(written(place))
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))
    return {script.revision for script in scripts.walk_revisions()}


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _lay_aside(engine: Engine, path: Path, key: FileKey | None, version: str) -> None:
    """Copy a file as it is, before it is changed: by its connection, which keeps its lock."""
    aside = path.with_name(f"{path.name}.before-{version}")
    connection = engine.raw_connection()
    try:
        with workplace(path) as folder:
            write_copy(connection.driver_connection, folder / aside.name, key)
            put_in_place(folder / aside.name, aside)
    finally:
        connection.close()
