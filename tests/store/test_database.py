"""The open store, on all three kinds of database; then what only files do."""

import os
import re
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import errors
from biofeedback.store.database import Store
from biofeedback.store.key import FileKey
from biofeedback.store.models import Person, Rating

NOW = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
FILES = pytest.mark.parametrize("kind", ["plain", "encrypted"])
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a system with modes")
KEY = FileKey(bytes(range(32)), b"sixteen bytes of")


def add(store, alias):
    with store.session() as session:
        session.add(Person(uid=alias, alias=alias, created_utc=NOW))


def aliases(store):
    with store.session() as session:
        return set(session.scalars(select(Person.alias)))


def asked(store, pragma):
    with store.session() as session:
        answer = session.execute(text(f"PRAGMA {pragma}"))
        return answer.scalar() if answer.returns_rows else None


def child(code, *arguments):
    """Run another program that has `Store`, `KEY`, `add` and so on."""
    done = subprocess.run(
        [sys.executable, "-c", f"from tests.store.test_database import *\n{code}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def test_what_is_kept_is_there_when_opened_again(new_place):
    place = new_place()
    with Store(*place) as store:
        add(store, "Linden")
    with Store(*place) as store:
        assert aliases(store) == {"Linden"}


def test_times_come_back_as_utc(store, person):
    with store.session() as session:
        assert session.scalars(select(Person.created_utc)).one() == NOW


def test_what_fails_is_undone_and_the_store_goes_on(store, person):
    with suppress(ZeroDivisionError), store.session() as session:
        session.add(Person(uid="2", alias="never", created_utc=NOW))
        session.flush()
        1 / 0  # noqa: B018
    assert aliases(store) == {"Linden"}
    add(store, "Ash")
    assert aliases(store) == {"Linden", "Ash"}


def test_an_error_of_ours_comes_through_as_it_is(store, person):
    with pytest.raises(IntegrityError), store.session() as session:
        session.add(Rating(person_id=person.id, at_utc=NOW, moment="day", scale="pain", value=11))
    with pytest.raises(IntegrityError), store.session() as session:
        session.add(Person(uid=person.uid, alias="double", created_utc=NOW))
    with store.session() as session:
        session.add(Rating(person_id=person.id, at_utc=NOW, moment="day", scale="pain", value=10))
    with store.session() as session:
        assert session.scalars(select(Rating.value)).all() == [10]


def test_who_goes_takes_everything_along(store, person):
    with store.session() as session:
        session.add(Rating(person_id=person.id, at_utc=NOW, moment="day", scale="pain", value=3))
    with store.session() as session:
        session.execute(delete(Person))
    with store.session() as session:
        assert session.scalar(select(func.count()).select_from(Rating)) == 0


@pytest.mark.parametrize("kind", ["postgres"])
def test_several_programs_may_make_a_servers_store_at_once(new_place):
    url, _ = new_place()
    made, troubles = [], []

    def open_it():
        try:
            made.append(Store(url))
        except Exception as trouble:
            troubles.append(trouble)

    programs = [Thread(target=open_it) for _ in range(4)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert not troubles
    for number, store in enumerate(made):
        add(store, str(number))
    assert aliases(made[0]) == {"0", "1", "2", "3"}
    for store in made:
        store.close()


def test_a_server_that_is_not_there():
    with pytest.raises(errors.StoreUnreachable) as told:
        Store(make_url("postgresql+psycopg://me:secret@127.0.0.1:1/records"))
    assert "127.0.0.1" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_server_without_its_driver(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(errors.NoDriver, match=re.escape("biofeedback[clinic]")):
        Store(make_url("postgresql+psycopg://127.0.0.1/records"))


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_server_that_lets_nobody_write(store, person):
    with store.session() as session:
        session.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
    with pytest.raises(errors.ReadOnly):
        add(store, "Ash")
    assert aliases(store) == {"Linden"}


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_connection_that_breaks_is_told_and_made_anew(store, person):
    with pytest.raises(errors.StoreUnreachable), store.session() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert aliases(store) == {"Linden"}


@FILES
def test_every_commit_reaches_the_disk_and_what_is_freed_is_overwritten(store):
    assert asked(store, "synchronous") == 2  # FULL
    assert asked(store, "journal_mode") == "wal"
    assert asked(store, "secure_delete") == 1
    assert asked(store, "foreign_keys") == 1


@POSIX
@FILES
def test_only_the_owner_may_read(store, person):
    names = {path.name: path.stat().st_mode for path in store.place.parent.iterdir()}
    assert set(names) == {"records.db", "records.db-wal"}
    assert {stat.S_IMODE(mode) for mode in names.values()} == {0o600}
    assert stat.S_IMODE(store.place.parent.stat().st_mode) == 0o700
    store.close()
    assert [path.name for path in store.place.parent.iterdir()] == ["records.db"]


@POSIX
def test_a_folder_that_was_there_is_left_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    Store(tmp_path / "records.db").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "records.db").stat().st_mode) == 0o600


@FILES
def test_a_second_program_says_so_and_the_first_goes_on(kind, tmp_path):
    key = KEY if kind == "encrypted" else None
    with Store(tmp_path / "records.db", key) as store:
        add(store, "Linden")
        code = f"Store(Path(sys.argv[1]), {'KEY' if key else None})"
        code, told = child(f"from pathlib import Path\n{code}", str(store.place))
        assert code == 1
        assert "StoreInUse" in told
        assert "is open in another window or program" in told
        add(store, "Ash")
        assert aliases(store) == {"Linden", "Ash"}
    with Store(tmp_path / "records.db", key) as store:
        assert aliases(store) == {"Linden", "Ash"}


KILLED = """
from pathlib import Path
store = Store(Path(sys.argv[1]), KEY)
add(store, "Linden")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system that can kill")
@pytest.mark.parametrize("wrong", [FileKey(bytes(32), KEY.salt), None], ids=["key", "no key"])
def test_a_killed_program_loses_nothing_and_a_wrong_key_does_no_harm(tmp_path, wrong):
    place = tmp_path / "records.db"
    assert child(KILLED, str(place))[0] == -signal.SIGKILL
    assert (tmp_path / "records.db-wal").stat().st_size > 0
    with pytest.raises(errors.WrongPassphrase):
        Store(place, wrong)
    with Store(place, KEY) as store:
        assert aliases(store) == {"Linden"}
        assert asked(store, "integrity_check") == "ok"


def test_a_full_disk_is_told_and_the_file_stays_whole(tmp_path):
    with Store(tmp_path / "records.db", KEY) as store:
        add(store, "Linden")
        pages = asked(store, "page_count")
        asked(store, f"max_page_count = {pages}")
        with pytest.raises(errors.DiskFull):
            add(store, "x" * 100_000)
        asked(store, "max_page_count = 100000")
        add(store, "Ash")
        assert aliases(store) == {"Linden", "Ash"}
        assert asked(store, "integrity_check") == "ok"


def test_a_store_that_cannot_be_written_to(tmp_path):
    with Store(tmp_path / "records.db") as store:
        asked(store, "query_only = ON")
        with pytest.raises(errors.ReadOnly):
            add(store, "Linden")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_folder_that_is_not_ours(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(errors.ReadOnly):
        Store(tmp_path / "records.db")
    tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(errors.StoreUnreachable):
        Store(tmp_path / "file" / "records.db")
    with pytest.raises(errors.StoreUnreachable):
        Store(tmp_path)


def test_damage_anywhere_is_told_and_never_read_as_truth(tmp_path):
    """One byte is wrong, in one page after the other; the control is the whole file."""
    place = tmp_path / "records.db"
    with Store(place, KEY) as store:
        for number in range(40):
            add(store, f"{number:04d}" * 200)
        kept = aliases(store)
    whole, told, elsewhere = place.read_bytes(), 0, 0
    assert read_all(place) == (kept, "ok")
    for at in range(4096, len(whole), 4096 * 3):
        place.write_bytes(whole[: at + 8] + bytes([whole[at + 8] ^ 0xFF]) + whole[at + 9 :])
        try:
            found, check = read_all(place)
        except errors.StoreDamaged:
            told += 1
        else:
            elsewhere += 1
            assert found == kept
            assert check != "ok"
    print(
        f"a wrong byte in a page: told {told} times, in rows that were not read {elsewhere} times"
    )
    assert told > 0


def read_all(place):
    with Store(place, KEY) as store:
        return aliases(store), asked(store, "integrity_check")


def test_a_file_that_broke_off_is_damaged_not_locked(tmp_path):
    place = tmp_path / "records.db"
    Store(place, KEY).close()
    for size in (4096 * 3, 5000):
        place.write_bytes(place.read_bytes()[:size])
        with pytest.raises(errors.StoreDamaged):
            Store(place, KEY)


def test_plain_tables_of_another_program_are_left_alone(tmp_path):
    place = tmp_path / "records.db"
    other = sqlcipher.connect(str(place))
    other.execute("CREATE TABLE theirs (words TEXT)")
    other.commit()
    other.close()
    with pytest.raises(errors.NotAStore):
        Store(place)
    other = sqlcipher.connect(str(place))
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    other.close()
