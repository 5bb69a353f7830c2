"""Keys and passphrases: whatever happens, the records open again, and for nobody else."""

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked

from biofeedback.store import errors
from biofeedback.store.backup import change_passphrase, restore
from biofeedback.store.key import FileKey, has_passphrase
from biofeedback.store.models import Person
from biofeedback.store.vault import Guard, lock, open_store, status, unlock
from tests.store.vaults import (
    FIRST,
    SECOND,
    Answers,
    guard,
    keep,
    kept,
    nobody,
    silent,
    with_passphrase,
)

pytestmark = pytest.mark.usefixtures("quick_scrypt")


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "mine" / "records.db")


class TestOpening:
    def test_a_keyring_keeps_a_random_key_and_nobody_is_asked(self, place, keys):
        assert guard(place) is Guard.NOTHING_YET
        keep(place, "Linden")
        assert kept(place) == {"Linden"}
        assert guard(place) is Guard.KEYRING
        salt = Path(place).read_bytes()[:16]
        assert list(keys.held) == [salt.hex()]
        assert len(bytes.fromhex(keys.held[salt.hex()])) == 32

    def test_a_moved_file_finds_its_key(self, place, keys, tmp_path):
        keep(place, "Linden")
        shutil.move(place, tmp_path / "elsewhere.db")
        assert kept(str(tmp_path / "elsewhere.db")) == {"Linden"}

    def test_without_a_keyring_a_passphrase_is_chosen(self, place):
        ask = Answers(CHOOSE=FIRST, OPEN=FIRST)
        keep(place, "Linden", ask)
        assert kept(place, ask) == {"Linden"}
        assert ask.asked == ["CHOOSE", "OPEN"]
        assert guard(place) is Guard.LOCKED

    def test_without_either_nothing_is_made(self, place):
        with pytest.raises(errors.NoKey, match="BIOFEEDBACK_PASSPHRASE"):
            open_store(place, silent)
        assert not Path(place).exists()

    def test_a_short_passphrase_is_refused(self, place):
        with pytest.raises(errors.ShortPassphrase):
            open_store(place, Answers(CHOOSE="1234567"))
        assert not Path(place).exists()

    def test_plain_is_a_wish_and_only_for_a_new_file(self, place, keys):
        keep(place, "Linden", plain=True)
        assert guard(place) is Guard.PLAIN
        assert kept(place) == {"Linden"}
        assert not keys.held
        other = f"{place}2"
        keep(other, "Ash")
        keep(other, "Elm", plain=True)
        assert guard(other) is Guard.KEYRING

    def test_a_keyring_that_is_locked_asks_for_a_passphrase(self, place, keys, monkeypatch):
        def is_locked(*_):
            raise KeyringLocked("the keyring is locked")

        ask = with_passphrase(place)
        for name in ("get_password", "set_password", "delete_password"):
            monkeypatch.setattr(keys, name, is_locked)
        assert kept(place, ask) == {"Linden"}
        with pytest.raises(errors.NoKeyring):
            unlock(place, ask)
        with pytest.raises(errors.NoKeyring):
            lock(place)

    def test_a_keyring_that_protects_nothing_is_not_used(self, place, keys):
        type(keys).priority, before = 0.5, type(keys).priority
        try:
            keep(place, "Linden", Answers(CHOOSE=FIRST))
        finally:
            type(keys).priority = before
        assert not keys.held

    def test_a_key_that_is_lost_is_not_asked_for_as_a_passphrase(self, place, keys):
        keep(place, "Linden")
        keys.held.clear()
        with pytest.raises(errors.KeyLost, match="vault restore"):
            open_store(place, nobody)
        assert guard(place) is Guard.LOST

    def test_a_first_start_that_was_cut_short_locks_nobody_out(self, place, keys, monkeypatch):
        """Cut off before the file, after it is empty, and after its first page."""

        def cut(*_):
            raise InterruptedError

        for spot in ("vault.Store", "database._prepare", "migrate._upgrade"):
            with monkeypatch.context() as patch:
                patch.setattr(f"biofeedback.store.{spot}", cut)
                with pytest.raises((InterruptedError, errors.StoreUnreachable)):
                    open_store(place, nobody)
        assert Path(place).stat().st_size > 0
        keep(place, "Linden")
        assert kept(place) == {"Linden"}

    def test_a_text_is_no_store_and_nobody_is_asked(self, tmp_path):
        file = tmp_path / "letter.txt"
        for words in ("short", "Grüße\n" * 2000):
            file.write_text(words)
            with pytest.raises(errors.NotAStore):
                open_store(str(file), nobody)
            with pytest.raises(errors.NotAStore):
                status(str(file))
            assert file.read_text() == words

    def test_a_damaged_first_page_is_no_wrong_passphrase(self, place, keys):
        keep(place, "Linden")
        with Path(place).open("r+b") as file:
            file.seek(100)
            file.write(bytes(20))
        with pytest.raises(errors.StoreDamaged):
            open_store(place, nobody)

    def test_a_server_needs_no_key(self):
        url = "postgresql+psycopg://me:secret@127.0.0.1:1/records"
        with pytest.raises(errors.StoreUnreachable):
            open_store(url, nobody)
        assert guard(url) is Guard.SERVER
        for work in (lock, lambda url: unlock(url, nobody), lambda url: restore(url, url, nobody)):
            with pytest.raises(errors.KeptByServer) as told:
                work(url)
            assert "secret" not in str(told.value)


class TestPassphrase:
    def test_accents_may_be_composed_either_way(self):
        salt = bytes(16)
        assert FileKey.of("gr\u00fcne Tür", salt) == FileKey.of("gru\u0308ne Tür", salt)
        assert FileKey.of("gr\u00fcne Tür", salt) != FileKey.of("grune Tür", salt)

    def test_the_key_is_scrypt_as_rfc_7914_has_it(self, monkeypatch):
        """Third test vector of section 12: N = 16384, r = 8, p = 1, the first 32 bytes."""
        monkeypatch.setattr("biofeedback.store.key._SCRYPT_N", 16384)
        key = FileKey.of("pleaseletmein", b"SodiumChloride")
        assert key.key.hex() == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"

    def test_a_salt_tells_whether_there_is_one(self):
        assert not any(has_passphrase(FileKey.random().salt) for _ in range(50))
        assert all(has_passphrase(FileKey.of(FIRST).salt) for _ in range(50))
        assert len({FileKey.of(FIRST).key for _ in range(50)}) == 50

    def test_the_only_key_stays_in_the_keyring(self, place, keys):
        keep(place, "Linden")
        with pytest.raises(errors.OnlyKey, match="change-passphrase"):
            lock(place)
        assert kept(place) == {"Linden"}

    def test_lock_and_unlock(self, place, keys):
        keep(place, "Linden")
        change_passphrase(place, Answers(CHANGE=FIRST))
        assert guard(place) is Guard.UNLOCKED
        assert kept(place) == {"Linden"}
        lock(place)
        assert guard(place) is Guard.LOCKED
        assert not keys.held
        with pytest.raises(errors.NoKey):
            open_store(place, silent)
        with pytest.raises(errors.WrongPassphrase):
            unlock(place, Answers(OPEN=SECOND))
        assert not keys.held
        unlock(place, Answers(OPEN=FIRST))
        assert kept(place) == {"Linden"}

    def test_the_old_one_opens_no_longer(self, place):
        with_passphrase(place)
        change_passphrase(place, Answers(OPEN=FIRST, CHANGE=SECOND))
        assert kept(place, Answers(OPEN=SECOND)) == {"Linden"}
        with pytest.raises(errors.WrongPassphrase):
            open_store(place, Answers(OPEN=FIRST))
        assert [path.name for path in Path(place).parent.iterdir()] == ["records.db"]

    def test_a_plain_store_is_encrypted_by_it(self, place):
        keep(place, "Linden", plain=True)
        with pytest.raises(errors.NotEncrypted):
            lock(place)
        change_passphrase(place, Answers(CHANGE=FIRST))
        assert guard(place) is Guard.LOCKED
        assert b"Linden" not in Path(place).read_bytes()
        assert kept(place, Answers(OPEN=FIRST)) == {"Linden"}

    def test_a_change_that_is_not_finished_changes_nothing(self, place, monkeypatch):
        ask = with_passphrase(place)
        with pytest.raises(errors.NoPassphrase):
            change_passphrase(place, Answers(OPEN=FIRST))
        with pytest.raises(errors.ShortPassphrase):
            change_passphrase(place, Answers(OPEN=FIRST, CHANGE="short"))
        with monkeypatch.context() as patch:
            patch.setattr("os.replace", _no_room)
            with pytest.raises(errors.DiskFull):
                change_passphrase(place, Answers(OPEN=FIRST, CHANGE=SECOND))
        assert [path.name for path in Path(place).parent.iterdir()] == ["records.db"]
        assert kept(place, ask) == {"Linden"}

    @pytest.mark.parametrize("replaced", [False, True])
    def test_a_key_is_in_the_keyring_whenever_it_stops(self, place, keys, monkeypatch, replaced):
        def stop(*names):
            if replaced:
                replace(*names)
            raise KeyboardInterrupt

        keep(place, "Linden")
        replace = os.replace
        with monkeypatch.context() as patch:
            patch.setattr("os.replace", stop)
            with pytest.raises(KeyboardInterrupt):
                change_passphrase(place, Answers(CHANGE=FIRST))
        assert kept(place) == {"Linden"}
        assert guard(place) is (Guard.UNLOCKED if replaced else Guard.KEYRING)

    def test_nothing_to_change_yet(self, place):
        for work in (change_passphrase, unlock):
            with pytest.raises(errors.NothingYet):
                work(place, nobody)
        assert not Path(place).exists()


def _no_room(*_):
    raise OSError(28, "No space left on device")


KILLED = """
import json, os, signal, sys, time
from pathlib import Path
import biofeedback.store.key as key
key._SCRYPT_N = 16
from biofeedback.store.backup import change_passphrase
from biofeedback.store.vault import open_store

place, moments = sys.argv[1], int(sys.argv[2])

def answers(question, where):
    return {{"OPEN": current, "CHANGE": following}}[question.name]

def change():
    change_passphrase(place, answers)

def forked(moment):
    child = os.fork()
    if child == 0:
        if moment < moments - 2:
            signal.setitimer(signal.ITIMER_REAL, whole_s * 1.1 * (moment + 1) / moments)
        else:  # just before, and just after, the step that counts
            os.replace = lambda *names: (moment % 2 and replace(*names), os.kill(os.getpid(), 9))
        change()
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0

def opened_by():
    for passphrase in (following, current):
        try:
            with open_store(place, lambda question, where: passphrase) as store:
                with store.engine.connect() as connection:
                    people = connection.exec_driver_sql("SELECT count(*) FROM person").scalar()
                    whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            return passphrase, people, whole, sorted(os.listdir(Path(place).parent))
        except Exception as error:
            trouble = error
    raise trouble

replace, whole_s = os.replace, 0
current, following = {first!r}, {second!r}
began = time.perf_counter()
change()
current, following = following, current
whole_s = time.perf_counter() - began
for moment in range(moments):
    killed = forked(moment)
    by, people, whole, files = opened_by()
    print(json.dumps([killed, by == following, people, whole, files]))
    if by == following:
        current, following = following, current
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a system with timers")
def test_a_change_killed_at_any_moment_leaves_the_old_or_the_new(place):
    with open_store(place, Answers(CHOOSE=FIRST)) as store, store.session() as session:
        session.add_all(
            Person(uid=str(n), alias="x" * 5000, created_utc=datetime(2024, 3, 1, tzinfo=UTC))
            for n in range(300)
        )
    code = KILLED.format(first=FIRST, second=SECOND)
    done = subprocess.run(
        [sys.executable, "-c", code, place, "40"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    killed = [new for was_killed, new, *_ in found if was_killed]
    print(f"killed {len(killed)} of {len(found)}: {sum(killed)} opened by the new passphrase")
    assert len(found) == 40
    assert len(killed) > 5  # how many of the moments hit depends on the machine
    assert any(killed)
    assert all(rest == [300, "ok", ["records.db"]] for _, _, *rest in found)
    assert all(new for was_killed, new, *_ in found if not was_killed)
