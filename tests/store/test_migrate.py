"""Migrations: they make what the models say, lay a copy aside, and leave a newer store alone."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, String, text

from biofeedback.store import errors, migrate, models
from biofeedback.store.database import Store
from biofeedback.store.log_table import STAFF
from biofeedback.store.models import Base
from tests.store.test_database import FILES, KEY, add, aliases, child

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("colour", sa.String(), server_default="green"))
    {further}
"""


def differences(store, metadata):
    with store.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), metadata)


def set_version(store, version):
    with store.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})


def columns(store):
    with store.session() as session:
        return set(session.execute(text("SELECT * FROM person")).keys())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Return a function that makes this program one version newer."""

    def install(further="pass"):
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.MIGRATIONS, folder)
        script = NEXT.format(further=further)
        (folder / "versions" / "0003_a_colour.py").write_text(script)
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate, "SCHEMA", "0003")

    return install


def test_the_newest_migration_is_the_one_the_models_name():
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_heads() == [models.SCHEMA]


def test_the_migrations_make_what_the_models_say(store):
    assert differences(store, [Base.metadata, STAFF]) == []
    other = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        table.to_metadata(other)
    other.tables["person"].append_column(Column("colour", String))
    assert len(differences(store, [other, STAFF])) == 1


def test_a_newer_store_is_refused_and_untouched(new_place):
    place = new_place()
    with Store(*place) as store:
        set_version(store, "9999")
    before = contents(place[0].parent) if isinstance(place[0], Path) else None
    with pytest.raises(errors.StoreTooNew, match="newer version of this program"):
        Store(*place)
    if before is not None:
        assert contents(place[0].parent) == before


def test_an_older_store_is_moved_on_and_keeps_what_it_holds(new_place, next_version):
    place = new_place()
    with Store(*place) as store:
        add(store, "Linden")
        old = columns(store)
    next_version()
    with Store(*place) as store:
        assert columns(store) == old | {"colour"}
        assert aliases(store) == {"Linden"}


@FILES
def test_a_copy_is_laid_aside_first(kind, tmp_path, next_version, monkeypatch):
    place, key = tmp_path / "records" / "records.db", KEY if kind == "encrypted" else None
    with Store(place, key) as store:
        add(store, "Linden")
        old = columns(store)
    next_version()
    with Store(place, key) as store:
        program = f"Store(Path(sys.argv[1]), {'KEY' if key else None})"
        told = child(f"from pathlib import Path\n{program}", str(place))[1]
        assert "StoreInUse" in told  # making the copy did not let go of the lock
        assert aliases(store) == {"Linden"}
    monkeypatch.undo()
    names = {path.name for path in place.parent.iterdir()}
    assert names == {"records.db", "records.db.before-0002"}
    with Store(place.with_name("records.db.before-0002"), key) as copy:
        assert columns(copy) == old
        assert aliases(copy) == {"Linden"}
    with pytest.raises(errors.StoreTooNew):  # to the older program
        Store(place, key)


def test_a_migration_that_fails_changes_nothing(new_place, next_version, monkeypatch):
    place = new_place()
    with Store(*place) as store:
        add(store, "Linden")
        old = columns(store)
    next_version("raise ArithmeticError")
    with pytest.raises(ArithmeticError):
        Store(*place)
    monkeypatch.undo()
    with Store(*place) as store:
        assert columns(store) == old
        assert aliases(store) == {"Linden"}
