"""Users: each opens the same records by a passphrase of their own; a person at home has none."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from biofeedback.store import audit, backup, errors, server, users, vault
from biofeedback.store.database import Store
from biofeedback.store.people import people
from biofeedback.store.roles import Role, User, is_name
from biofeedback.store.slots import slots_path
from biofeedback.store.tls import with_tls
from tests.store.test_database import add, aliases
from tests.store.vaults import FIRST, SECOND, THIRD, Answers, guard, keep, kept, nobody

pytestmark = pytest.mark.usefixtures("quick_scrypt")


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "practice" / "records.db")


def as_user(name, passphrase, **more):
    return Answers(USER=name, OPEN=passphrase, **more)


ADA = as_user("ada", FIRST)


@pytest.fixture
def practice(place):
    """Return a file with an administrator, a therapist and an assistant, and Linden in it."""
    ask = Answers(CHOOSE=FIRST, OPEN=FIRST)
    keep(place, "Linden", ask)
    users.begin(place, ask, "ada", FIRST)
    with vault.open_store(place, ADA) as store:
        users.add(store, "tom", Role.THERAPIST, SECOND)
        users.add(store, "nia", Role.ASSISTANT, THIRD)
    return place


@pytest.fixture
def on_server(new_place):
    """Return the URL of a server with the same three; their names are this test's alone."""
    place, _ = new_place()
    tail = place.database[-8:]
    with Store(place) as owner:
        add(owner, "Linden")
        for role, passphrase in zip(Role, (SECOND, THIRD, FIRST), strict=True):
            if role is Role.ADMINISTRATOR:
                continue
            with pytest.raises(errors.FirstAdministrator):
                users.add(owner, f"{role.value}-{tail}", role, passphrase)
        users.add(owner, f"ada-{tail}", Role.ADMINISTRATOR, FIRST)
    with server.as_user(place, f"ada-{tail}", FIRST) as store:
        users.add(store, f"tom-{tail}", Role.THERAPIST, SECOND)
        users.add(store, f"nia-{tail}", Role.ASSISTANT, THIRD)
    yield place, tail
    with Store(place) as owner, owner.session() as session:
        for name in ("ada", "tom", "nia"):
            session.connection().exec_driver_sql(f'DROP ROLE IF EXISTS "{name}-{tail}"')


class TestFile:
    def test_each_opens_it_by_their_own_passphrase(self, practice):
        for name, passphrase, role in (
            ("ada", FIRST, Role.ADMINISTRATOR),
            ("tom", SECOND, Role.THERAPIST),
            ("NIA", THIRD, Role.ASSISTANT),
        ):
            with vault.open_store(practice, as_user(name, passphrase)) as store:
                assert store.user == User(name.lower(), role)
        assert guard(practice) is vault.Guard.USERS
        assert kept(practice, as_user("tom", SECOND)) == {"Linden"}
        assert users.names_at(practice) == ("ada", "tom", "nia")

    @pytest.mark.parametrize(
        ("name", "passphrase", "error"),
        [
            ("tom", FIRST, errors.WrongPassphrase),
            ("ada", SECOND, errors.WrongPassphrase),
            ("eve", FIRST, errors.NoSuchUser),
            ("tom", None, errors.NoKey),
            (None, FIRST, errors.NoKey),
        ],
    )
    def test_nobody_opens_it_by_anothers(self, practice, name, passphrase, error):
        with pytest.raises(error):
            vault.open_store(practice, as_user(name, passphrase))

    def test_the_key_before_opens_nothing_and_no_keyring_gives_one(self, place, keys):
        keep(place, "Linden")
        [(salt, _)] = keys.held.items()
        before = vault.kept_key(bytes.fromhex(salt))
        users.begin(place, nobody, "ada", FIRST)
        assert keys.held == {}
        with pytest.raises(errors.WrongPassphrase):
            Store(Path(place), before)
        with pytest.raises(errors.HasUsers):
            vault.unlock(place, ADA)
        with pytest.raises(errors.HasUsers):
            vault.lock(place)
        with pytest.raises(errors.HasUsers):
            backup.change_passphrase(place, ADA)
        assert keys.held == {}

    def test_the_key_itself_lies_nowhere(self, practice):
        with vault.open_store(practice, ADA) as store:
            key = store.key.key
        for file in Path(practice).parent.iterdir():
            content = file.read_bytes()
            assert key not in content
            assert key.hex().encode() not in content
            assert (file.stat().st_mode & 0o777) == 0o600

    def test_a_role_that_is_changed_by_hand_opens_nothing(self, practice):
        path = slots_path(Path(practice))
        told = json.loads(path.read_text())
        told["users"][2]["role"] = "administrator"
        path.write_text(json.dumps(told))
        with pytest.raises(errors.WrongPassphrase):
            vault.open_store(practice, as_user("nia", THIRD))

    def test_ones_own_passphrase_is_changed_by_oneself_only(self, practice):
        with vault.open_store(practice, as_user("tom", SECOND)) as store:
            with pytest.raises(errors.WrongPassphrase):
                users.change_passphrase(store, FIRST, "four quiet boats")
            with pytest.raises(errors.ShortPassphrase):
                users.change_passphrase(store, SECOND, "1234567")
            users.change_passphrase(store, SECOND, "four quiet boats")
        with pytest.raises(errors.WrongPassphrase):
            vault.open_store(practice, as_user("tom", SECOND))
        assert kept(practice, as_user("tom", "four quiet boats")) == {"Linden"}
        assert guard(practice) is vault.Guard.USERS
        vault.open_store(practice, ADA).close()

    def test_who_is_removed_is_let_in_no_more(self, practice):
        with vault.open_store(practice, ADA) as store:
            users.remove(store, "Nia")
            assert [user.name for user in users.users(store)] == ["ada", "tom"]
            with pytest.raises(errors.NoSuchUser):
                users.remove(store, "nia")
            with pytest.raises(errors.LastAdministrator):
                users.remove(store, "ada")
        with pytest.raises(errors.NoSuchUser):
            vault.open_store(practice, as_user("nia", THIRD))

    def test_names_that_nobody_has(self, practice):
        with vault.open_store(practice, ADA) as store:
            for name in ("", "a b", "a'b", '"', "x" * 41, "-a", "a\n", "a;"):
                assert not is_name(name)
                with pytest.raises(errors.NoUserName):
                    users.add(store, name, Role.THERAPIST, SECOND)

    def test_a_name_is_one_users(self, practice):
        with vault.open_store(practice, ADA) as store, pytest.raises(errors.UserTaken):
            users.add(store, "TOM", Role.THERAPIST, SECOND)

    def test_the_first_is_the_administrator_and_plain_records_have_none(self, place, tmp_path):
        plain = str(tmp_path / "plain.db")
        keep(plain, "Linden", plain=True)
        with pytest.raises(errors.NotEncrypted):
            users.begin(plain, nobody, "ada", FIRST)
        assert kept(plain) == {"Linden"}
        assert not slots_path(Path(plain)).exists()

    def test_cut_short_before_the_new_file_is_there_it_opens_as_before(self, place, monkeypatch):
        ask = Answers(CHOOSE=FIRST, OPEN=FIRST)
        keep(place, "Linden", ask)

        def cut(*_):
            raise InterruptedError

        monkeypatch.setattr(users, "put_under", cut)
        with pytest.raises(errors.StoreError):
            users.begin(place, ask, "ada", FIRST)
        assert slots_path(Path(place)).exists()
        assert guard(place) is vault.Guard.LOCKED
        assert kept(place, ask) == {"Linden"}

    def test_slots_of_another_file_or_damaged_ones(self, practice, tmp_path):
        other = str(tmp_path / "other.db")
        ask = Answers(CHOOSE=FIRST, OPEN=FIRST)
        keep(other, "Ash", ask)
        shutil.copy(slots_path(Path(practice)), slots_path(Path(other)))
        assert kept(other, ask) == {"Ash"}
        slots_path(Path(practice)).write_text("{")
        with pytest.raises(errors.StoreDamaged):
            vault.open_store(practice, ADA)

    def test_a_backup_is_the_administrators_and_comes_back_with_the_users(self, practice, tmp_path):
        target = tmp_path / "copy.backup"
        for name, passphrase in (("tom", SECOND), ("nia", THIRD)):
            with pytest.raises(errors.NeedsAdministrator):
                backup.backup(practice, target, as_user(name, passphrase, BACKUP=THIRD))
            assert not target.exists()
        backup.backup(practice, target, as_user("ada", FIRST, BACKUP=THIRD))
        with vault.open_store(practice, as_user("tom", SECOND)) as store:
            add(store, "Ash")
        with pytest.raises(errors.NeedsAdministrator):
            backup.restore(practice, target, as_user("tom", SECOND, RESTORE=THIRD))
        assert kept(practice, as_user("tom", SECOND)) == {"Linden", "Ash"}
        backup.restore(practice, target, as_user("ada", FIRST, RESTORE=THIRD))
        assert kept(practice, as_user("tom", SECOND)) == {"Linden"}
        with vault.open_store(practice, ADA) as store:
            log = audit.entries(store)
        assert audit.verify(log).broken_at is None
        assert ("ada", "restore", "done") in [(e.who, e.action, e.outcome) for e in log]

    def test_at_home_nobody_is_at_work_and_nothing_is_written_down(self, place, keys):
        keep(place, "Linden")
        with vault.open_store(place, nobody) as store:
            assert store.user is None
            assert len(people(store)) == 1
            assert audit.entries(store) == []
        assert [file.name for file in Path(place).parent.iterdir()] == ["records.db"]


@pytest.mark.parametrize("kind", ["postgres"])
class TestServer:
    def test_each_is_a_role_of_the_server(self, on_server):
        place, tail = on_server
        found = {}
        for name, passphrase in (("ada", FIRST), ("tom", SECOND), ("nia", THIRD)):
            with server.as_user(place, f"{name}-{tail}", passphrase) as store:
                found[name] = store.user.role
        assert found == {
            "ada": Role.ADMINISTRATOR,
            "tom": Role.THERAPIST,
            "nia": Role.ASSISTANT,
        }
        with server.as_user(place, f"tom-{tail}", SECOND) as store:
            assert aliases(store) == {"Linden"}

    def test_a_name_is_one_roles_and_who_is_removed_is_gone(self, on_server):
        place, tail = on_server
        with server.as_user(place, f"ada-{tail}", FIRST) as store:
            with pytest.raises(errors.UserTaken):
                users.add(store, f"tom-{tail}", Role.THERAPIST, SECOND)
            users.remove(store, f"nia-{tail}")
            assert {u.name for u in users.users(store)} == {f"ada-{tail}", f"tom-{tail}"}
            for other in ("postgres", f"nia-{tail}"):
                with pytest.raises(errors.NoSuchUser):
                    users.remove(store, other)
        with pytest.raises(errors.WrongPassphrase):
            server.as_user(place, f"nia-{tail}", THIRD)

    def test_nobody_makes_themselves_more_than_they_are(self, on_server):
        place, tail = on_server
        for name, passphrase in (("tom", SECOND), ("nia", THIRD), ("ada", FIRST)):
            with server.as_user(place, f"{name}-{tail}", passphrase) as store:
                group = f"{place.database}_therapist"
                for statement in (
                    f'GRANT "{group}" TO "{name}-{tail}"',
                    f'SET ROLE "{place.username}"',
                    f'ALTER ROLE "{name}-{tail}" CREATEROLE',
                    "SET SESSION AUTHORIZATION postgres",
                    "CREATE TABLE mine (x int)",
                    "ALTER TABLE audit DISABLE TRIGGER ALL",
                ):
                    if name == "tom" and statement.startswith("GRANT"):
                        continue
                    with pytest.raises(errors.NotAllowed), store.session() as session:
                        session.connection().exec_driver_sql(statement)

    def test_a_verifier_goes_over_the_line_never_a_passphrase(self, on_server, monkeypatch):
        place, tail = on_server
        sent = []
        with server.as_user(place, f"tom-{tail}", SECOND) as store, _listening(store, sent):
            users.change_passphrase(store, SECOND, "four quiet boats")
        assert any("SCRAM-SHA-256$" in statement for statement in sent)
        assert not any("quiet" in statement for statement in sent)


@contextmanager
def _listening(store, sent):
    from sqlalchemy import event

    def heard(_connection, _cursor, statement, parameters, *_):
        sent.append(f"{statement} {parameters}")

    event.listen(store.engine, "before_cursor_execute", heard)
    yield
    event.remove(store.engine, "before_cursor_execute", heard)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("postgresql+psycopg://127.0.0.1/r", None),
        ("postgresql+psycopg://localhost/r", None),
        ("postgresql+psycopg://[::1]/r", None),
        ("postgresql+psycopg:///r?host=/run/postgresql", None),
        ("postgresql+psycopg://127.0.0.1/r?sslmode=verify-full", "verify-full"),
        ("postgresql+psycopg://clinic.example/r", "require"),
        ("postgresql+psycopg://10.0.0.7/r?sslmode=prefer", "require"),
        ("postgresql+psycopg://10.0.0.7/r?sslmode=disable", "require"),
        ("postgresql+psycopg://clinic.example/r?sslmode=verify-full", "verify-full"),
        ("postgresql+psycopg:///r?host=127.0.0.1,clinic.example", "require"),
    ],
)
def test_what_goes_over_a_network_is_encrypted(url, asked):
    assert with_tls(make_url(url)).query.get("sslmode") == asked


@pytest.mark.parametrize("kind", ["postgres"])
def test_a_server_without_tls_is_told_in_a_sentence_and_gets_nothing(new_place):
    place, _ = new_place()
    far = place.set(host="clinic.example").update_query_dict({"hostaddr": "127.0.0.1"})
    with pytest.raises(errors.NoTls, match="does not encrypt what goes over the network"):
        Store(far)
