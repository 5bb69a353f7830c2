"""What is kept is nowhere to be read in an encrypted store; the plain one is the control."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from biofeedback.store.backup import backup, change_passphrase
from biofeedback.store.copies import put_in_place
from biofeedback.store.database import Store
from biofeedback.store.errors import WrongPassphrase
from biofeedback.store.key import FileKey
from biofeedback.store.models import Derived, Person, Rating, Run
from biofeedback.store.people import erase_person
from biofeedback.store.vault import open_store
from tests.store.test_database import FILES, KEY

NOW = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
ALIAS, NAME = "Lindenblossom", "Ottilie Quittenbaum"
NOTE, RR = "worse after the long drive", "812\r\n845\r\n831\r\n799\r\n"
SECRETS = [word.encode() for word in (ALIAS, NAME, NOTE, RR)]


def write_secrets(store):
    with store.session() as session:
        person = Person(uid="1", alias=ALIAS, name=NAME, notes=NOTE, created_utc=NOW)
        session.add(person)
        session.flush()
        run = Run(uid="2", person_id=person.id, session="x", program="1", start_utc=NOW, notes=NOTE)
        session.add(run)
        session.flush()
        session.add(Derived(run_id=run.id, kind="rr", program="1", data=RR.encode()))
        session.add_all(
            Rating(person_id=person.id, at_utc=NOW, moment="day", scale="pain", value=n % 11)
            for n in range(2000)
        )
    return person


def readable(folder):
    """Return which secrets stand in which files."""
    return {
        (path.name, secret)
        for path in folder.rglob("*")
        if path.is_file()
        for secret in SECRETS
        if secret in path.read_bytes()
    }


@FILES
def test_nothing_is_readable_in_any_file(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    seen = set()
    with Store(tmp_path / "records.db", KEY if kind == "encrypted" else None) as store:
        write_secrets(store)
        seen |= readable(tmp_path)
        with store.session() as session:  # sorting may need temporary files
            session.execute(text("SELECT * FROM rating, derived ORDER BY value, data")).all()
            seen |= readable(tmp_path)
    seen |= readable(tmp_path)
    if kind == "encrypted":
        assert not seen
    else:
        assert seen == {
            (name, secret) for name in ("records.db", "records.db-wal") for secret in SECRETS
        }


def test_copies_are_encrypted_too(tmp_path, keys, quick_scrypt, monkeypatch):
    """Whatever is written on the way is looked at just before it takes its place."""
    seen = []

    def look(copy, path):
        seen.append(readable(tmp_path))
        put_in_place(copy, path)

    monkeypatch.setattr("biofeedback.store.backup.put_in_place", look)
    place = str(tmp_path / "records.db")
    with open_store(place, lambda *_: None) as store:
        write_secrets(store)
    change_passphrase(place, lambda *_: "correct horse")
    backup(place, tmp_path / "backup.db", lambda *_: "battery staple")
    assert seen == [set(), set()]
    assert not readable(tmp_path)


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(tmp_path):
    """With the real cost of a key."""
    place = tmp_path / "records.db"
    with open_store(str(place), lambda *_: "correct horse battery") as store:
        write_secrets(store)
    before = place.read_bytes()
    with pytest.raises(WrongPassphrase, match="does not open"):
        open_store(str(place), lambda *_: "correct horse batterY")
    assert place.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["records.db"]
    with open_store(str(place), lambda *_: "correct horse battery") as store:
        assert store.key == FileKey.of("correct horse battery", before[:16])


@FILES
def test_who_was_erased_is_in_no_byte(kind, tmp_path):
    with Store(tmp_path / "records.db", KEY if kind == "encrypted" else None) as store:
        person = write_secrets(store)
        if kind == "plain":
            assert {secret for _, secret in readable(tmp_path)} == set(SECRETS)
        erase_person(store, person)
        assert not readable(tmp_path)
    assert not readable(tmp_path)
