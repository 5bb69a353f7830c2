"""Backups, and bringing them back: nothing is lost, and nothing becomes readable."""

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import errors
from biofeedback.store.backup import backup, change_passphrase, restore
from biofeedback.store.vault import Guard, lock, open_store, status
from devices.errors import FileError
from tests.store.test_database import add, aliases
from tests.store.vaults import FIRST, SECOND, THIRD, Answers, guard, keep, kept, nobody, silent

pytestmark = pytest.mark.usefixtures("quick_scrypt")


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "mine" / "records.db")


class TestBackup:
    def test_it_opens_elsewhere_with_its_own_passphrase(self, place, keys, tmp_path):
        keep(place, "Linden")
        target = tmp_path / "stick" / "backup.db"
        target.parent.mkdir()
        backup(place, target, Answers(BACKUP=SECOND))
        assert [path.name for path in target.parent.iterdir()] == ["backup.db"]
        assert os.name != "posix" or target.stat().st_mode & 0o777 == 0o600
        keys.held.clear()  # another computer
        elsewhere = str(tmp_path / "elsewhere" / "records.db")
        assert restore(elsewhere, target, Answers(RESTORE=SECOND)) is None
        assert kept(elsewhere) == {"Linden"}
        assert guard(elsewhere) is Guard.KEYRING

    def test_a_plain_store_has_encrypted_backups(self, place, tmp_path):
        keep(place, "Linden", plain=True)
        backup(place, tmp_path / "backup.db", Answers(BACKUP=SECOND))
        assert b"Linden" not in (tmp_path / "backup.db").read_bytes()

    def test_a_file_that_is_there_is_not_overwritten(self, place, keys, tmp_path):
        keep(place, "Linden")
        (tmp_path / "backup.db").write_text("something dear")
        with pytest.raises(FileError, match="is there already"):
            backup(place, tmp_path / "backup.db", nobody)
        assert (tmp_path / "backup.db").read_text() == "something dear"

    def test_a_folder_that_is_not_there_is_told(self, place, keys, tmp_path):
        keep(place, "Linden")
        with pytest.raises(errors.StoreUnreachable, match="nowhere"):
            backup(place, tmp_path / "nowhere" / "backup.db", Answers(BACKUP=SECOND))

    def test_nothing_is_written_without_a_passphrase(self, place, keys, tmp_path):
        keep(place, "Linden")
        with pytest.raises(errors.NoPassphrase):
            backup(place, tmp_path / "backup.db", silent)
        assert not (tmp_path / "backup.db").exists()


@pytest.fixture
def saved(place, tmp_path, keys):
    """A backup that holds Linden, of records that hold Ash as well."""
    keep(place, "Linden")
    backup(place, tmp_path / "backup.db", Answers(BACKUP=SECOND))
    keep(place, "Ash")
    return tmp_path / "backup.db"


class TestRestore:
    def test_the_present_records_are_kept_aside(self, place, saved):
        before = saved.read_bytes()
        aside = restore(place, saved, Answers(RESTORE=SECOND))
        assert aside == Path(f"{place}.before-restore")
        assert kept(place) == {"Linden"}
        assert kept(str(aside)) == {"Linden", "Ash"}
        assert guard(place) is Guard.KEYRING
        assert status(place).copies == (aside,)
        assert saved.read_bytes() == before
        again = restore(place, saved, Answers(RESTORE=SECOND))
        assert again == Path(f"{place}.before-restore-2")
        assert kept(str(aside)) == {"Linden", "Ash"}

    def test_what_was_laid_aside_can_be_brought_back(self, place, saved):
        aside = restore(place, saved, Answers(RESTORE=SECOND))
        change_passphrase(place, Answers(CHANGE=THIRD))
        restore(place, aside, nobody)  # its key must still be in the keyring
        assert kept(place) == {"Linden", "Ash"}

    def test_a_wrong_passphrase_changes_nothing(self, place, saved):
        before = Path(place).read_bytes()
        with pytest.raises(errors.WrongPassphrase) as told:
            restore(place, saved, Answers(RESTORE=THIRD))
        assert str(saved) in str(told.value)
        assert Path(place).read_bytes() == before
        assert [path.name for path in Path(place).parent.iterdir()] == ["records.db"]

    def test_plain_stays_plain_and_is_told(self, tmp_path, saved):
        place = str(tmp_path / "plain" / "records.db")
        keep(place, "Elm", plain=True)
        restore(place, saved, Answers(RESTORE=SECOND))
        assert guard(place) is Guard.PLAIN
        assert kept(place) == {"Linden"}

    def test_a_forgotten_passphrase_does_not_stand_in_the_way(self, place, saved, keys):
        change_passphrase(place, Answers(CHANGE=FIRST))
        lock(place)
        restore(place, saved, Answers(RESTORE=SECOND))
        assert kept(place, Answers(OPEN=SECOND)) == {"Linden"}
        assert kept(f"{place}.before-restore", Answers(OPEN=FIRST)) == {"Linden", "Ash"}

    def test_damaged_records_and_a_lost_key_do_not_either(self, place, saved, keys):
        Path(place).write_bytes(b"\xff" * 8192)
        restore(place, saved, Answers(RESTORE=SECOND))
        assert kept(place, Answers(OPEN=SECOND)) == {"Linden"}
        Path(place).write_text("rubbish")
        restore(place, saved, Answers(RESTORE=SECOND))
        assert guard(place) is Guard.KEYRING
        keys.held.clear()
        assert guard(place) is Guard.LOST
        restore(place, saved, Answers(RESTORE=SECOND))
        assert kept(place) == {"Linden"}

    def test_what_is_in_use_is_left_alone(self, place, saved):
        with open_store(place, nobody) as store:
            with pytest.raises(errors.StoreInUse):
                restore(place, saved, Answers(RESTORE=SECOND))
            assert aliases(store) == {"Linden", "Ash"}

    def test_what_is_no_backup_is_told(self, place, saved, tmp_path):
        (tmp_path / "letter.txt").write_text("Dear Ash")
        (tmp_path / "empty.db").touch()
        other = sqlcipher.connect(str(tmp_path / "other.db"))
        other.execute("CREATE TABLE theirs (words TEXT)")
        other.close()
        for name in ("letter.txt", "empty.db", "other.db"):
            with pytest.raises(errors.NotAStore, match=name):
                restore(place, tmp_path / name, nobody)
        with pytest.raises(FileError, match="is not there"):
            restore(place, tmp_path / "nothing.db", nobody)
        assert kept(place) == {"Linden", "Ash"}

    def test_a_wal_of_a_killed_program_never_meets_the_restored_file(self, place, saved):
        """Its last rows go aside with the file that they belong to."""
        with open_store(place, nobody) as store:
            add(store, "Elm")
            crashed = {path: path.read_bytes() for path in Path(place).parent.iterdir()}
        for path, data in crashed.items():
            path.write_bytes(data)
        aside = restore(place, saved, Answers(RESTORE=SECOND))
        assert kept(place) == {"Linden"}
        assert kept(str(aside)) == {"Linden", "Ash", "Elm"}
