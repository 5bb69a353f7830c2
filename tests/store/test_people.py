import json
import subprocess
import sys
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
    text,
)

from biofeedback.store.errors import AliasTaken, NotInStore, SeveralPeople
from biofeedback.store.models import Base, Person, UtcTime
from biofeedback.store.people import (
    add_person,
    change_person,
    erase_person,
    everything_of,
    find_person,
    of_person,
    people,
    the_person,
)

NOW = datetime(2026, 5, 31, 18, 30, tzinfo=UTC)
TABLES = Base.metadata.sorted_tables
LONG = 40  # pages of it, so that it lies in overflow pages, too


def value_of(column, word):
    """Something that fits a column, and holds `word` where a text can."""
    match column.type:
        case Integer():
            return 5
        case Float():
            return 5.5
        case DateTime() | UtcTime():
            return NOW
        case Date():
            return date(2026, 5, 31)
        case JSON():
            return {"said": word} if column.name == "preferences" else [word]
        case LargeBinary():
            return f"{word} ".encode() * 256 * LONG
        case Boolean():
            return True
        case String():
            return f"{word}-{column.table.name}-{column.name}-{uuid4().hex}"


def fill(store, word):
    """Put a row into every table, all of one person; return who it is."""
    ids = {}
    with store.session() as session:
        for table in TABLES:
            values = {
                column.name: ids[next(iter(column.foreign_keys)).column.table.name]
                if column.foreign_keys
                else value_of(column, word)
                for column in table.columns
                if column.foreign_keys or column.name != "id"
            }
            [ids[table.name], *_] = session.execute(
                insert(table).values(values)
            ).inserted_primary_key
        return session.get_one(Person, ids["person"])


def rows(store):
    with store.session() as session:
        return {table.name: session.execute(select(table)).all() for table in TABLES}


def found_in_files(store, word):
    """Whether a text stands in the bytes of the file or its WAL, while the store is open.

    Another process looks: to close a descriptor of the file here would drop the lock on it.
    """
    look = (
        "import pathlib, sys; folder, word = sys.argv[1:]; "
        "found = (p for p in pathlib.Path(folder).iterdir() if word.encode() in p.read_bytes()); "
        "print(*found)"
    )
    command = [sys.executable, "-I", "-S", "-c", look, str(store.place.parent), word]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_everything_of_a_person_is_told_from_every_table(store):
    lime, rowan = fill(store, "lime"), fill(store, "rowan")
    told = everything_of(store, lime)
    assert set(told) == {"schema"} | {table.name for table in TABLES}
    for table in TABLES:
        [row] = told[table.name]
        names = {name.removesuffix("_bytes") for name in row}
        assert names == {column.name for column in table.columns}
    words = json.dumps(told)
    texts = [
        column
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, String | JSON) and not column.foreign_keys
    ]
    assert len(texts) == words.count("lime")
    print(f"{len(TABLES)} tables, {len(texts)} texts")
    assert "rowan" not in words
    assert told["person"][0]["created_utc"] == "2026-05-31T18:30:00+00:00"
    assert told["chunk"][0]["data_bytes"] == len(b"lime ") * 256 * LONG
    assert everything_of(store, rowan)["person"][0]["alias"] == rowan.alias


def test_who_goes_is_gone_and_nobody_else(store, kind):
    rowan = fill(store, "rowan")
    others = rows(store)
    lime = fill(store, "lime")
    assert all(len(rows(store)[table.name]) == 2 for table in TABLES)
    if kind == "plain":
        assert found_in_files(store, "lime")
        assert found_in_files(store, "rowan")
    erase_person(store, lime)
    assert rows(store) == others
    assert [person.id for person in people(store)] == [rowan.id]
    if kind == "plain":
        assert not found_in_files(store, "lime")
        assert found_in_files(store, "rowan")
    if kind != "postgres":
        with store.session() as session:
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert session.execute(text("PRAGMA freelist_count")).scalar() == 0


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_server_keeps_no_page_of_who_is_gone(store):
    def pages():
        with store.session() as session:
            return sum(session.scalar(func.pg_relation_size(table.name)) for table in TABLES)

    lime = fill(store, "lime")
    before = pages()
    erase_person(store, lime)
    print(f"bytes of the tables: {before}, then {pages()}")
    assert before >= 8192 * len(TABLES)
    assert pages() == 0


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_file_shrinks_when_somebody_goes(new_store):
    store = new_store()
    empty = fill(store, "rowan")
    store.close()
    before = store.place.stat().st_size
    again = type(store)(store.place, store.key)
    with again:
        erase_person(again, fill(again, "lime"))
    assert store.place.stat().st_size == before
    assert empty.id == 1


def test_no_table_belongs_to_nobody():
    for table in TABLES:
        of_person(table, 1)
    stray = Table("stray", MetaData(), Column("id", Integer, primary_key=True))
    with pytest.raises(LookupError, match="stray"):
        of_person(stray, 1)


def test_a_person_is_found_by_alias_number_or_start_of_uid(store):
    lime = add_person(store, " Lime ", NOW, birth_year=1980)
    add_person(store, "rowan", NOW)
    assert lime.alias == "Lime"
    for key in ("Lime", "lime", " LIME", str(lime.id), lime.uid[:6], lime.uid):
        assert find_person(store, key).id == lime.id
    for key in ("Li", lime.uid[:5], "77", ""):
        with pytest.raises(NotInStore):
            find_person(store, key)
    assert [person.alias for person in people(store)] == ["Lime", "rowan"]


def test_an_alias_goes_before_a_number(store):
    first = add_person(store, "lime", NOW)
    second = add_person(store, str(first.id), NOW)
    assert find_person(store, str(first.id)).id == second.id


def test_who_is_meant_must_be_clear(store):
    with store.session() as session:
        for number in range(2):
            session.add(Person(uid=f"abcdef{number}", alias="twin", created_utc=NOW))
    for key in ("twin", "abcdef"):
        with pytest.raises(SeveralPeople, match=f"answers to {key}"):
            find_person(store, key)
    assert find_person(store, "abcdef1").uid == "abcdef1"


def test_the_person_is_there_once(store):
    lime = the_person(store, "lime", NOW)
    assert the_person(store, "Lime", NOW).id == lime.id
    assert the_person(store, lime.uid[:8], NOW).id != lime.id  # only an alias makes somebody known
    assert the_person(store, str(lime.id), NOW).id != lime.id
    assert len(people(store)) == 3


def test_an_alias_is_given_once(store):
    lime = add_person(store, "lime", NOW)
    rowan = add_person(store, "rowan", NOW)
    with pytest.raises(AliasTaken, match="LIME"):
        add_person(store, "LIME", NOW)
    with pytest.raises(AliasTaken):
        change_person(store, rowan, alias="Lime")
    assert change_person(store, lime, alias="Lime", notes="left-handed").notes == "left-handed"
    kept = find_person(store, "lime")
    assert (kept.alias, kept.notes, kept.created_utc) == ("Lime", "left-handed", NOW)


def test_who_is_gone_cannot_be_changed(store):
    lime = add_person(store, "lime", NOW)
    erase_person(store, lime)
    with pytest.raises(NotInStore):
        change_person(store, lime, notes="x")
