"""Bring a store to the newest schema: create it, or move it on after a copy was laid aside.

A store of a newer program is refused before anything is written. Alembic is loaded only when there
is something to do.
"""

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from biofeedback.store.errors import StoreDamaged, StoreTooNew
from biofeedback.store.models import SCHEMA
from biofeedback.store.place import Place, written

MIGRATIONS = Path(__file__).parent / "migrations"


def to_newest(engine: Engine, place: Place) -> None:
    """Create the tables of a new store, or migrate an older one.

    Raises
    ------
    StoreTooNew
        When a newer program wrote it.
    StoreDamaged
        When the tables are somebody else's.
    """
    with engine.begin() as connection:
        now = _version(connection, place)
    if now == SCHEMA:
        return
    if now is not None:
        if now not in _known():
            raise StoreTooNew(written(place))
        _lay_aside(engine, place, now)
    with engine.begin() as connection:
        _upgrade(connection)


def _version(connection: Connection, place: Place) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise StoreDamaged(written(place))
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


def _lay_aside(engine: Engine, place: Place, version: str) -> None:
    """Copy a file as it is, before it is changed; a server is backed up by its keeper."""
    if not isinstance(place, Path):
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    shutil.copy2(place, place.with_name(f"{place.name}.before-{version}"))
