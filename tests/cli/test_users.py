"""`biofeedback users`, `vault audit`: a home store becomes a practice, and tells who did what."""

import pytest

from biofeedback.cli import main, users
from biofeedback.store import vault
from biofeedback.store.audit import verify
from biofeedback.store.roles import Role
from tests.store.vaults import FIRST, SECOND, THIRD, Answers


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Return a function that runs a command as a user, and returns its exit code and its words."""
    monkeypatch.setattr("biofeedback.store.key._SCRYPT_N", 2**4)
    place = str(tmp_path / "records.db")
    vault.open_store(place, Answers(CHOOSE=FIRST)).close()

    def do(*words, user="ada", passphrase=FIRST, new=""):
        monkeypatch.setenv("BIOFEEDBACK_USER", user)
        monkeypatch.setenv("BIOFEEDBACK_PASSPHRASE", passphrase)
        monkeypatch.setenv("BIOFEEDBACK_NEW_PASSPHRASE", new)
        code = main([*words, "--store", place])
        out, err = capsys.readouterr()
        return code, out + err

    do.place = place
    return do


def test_each_role_has_its_words():
    assert set(users.ROLES) == {role.value for role in Role}


def test_a_home_store_becomes_a_practice(run):
    assert "There are no users" in run("users", "list")[1]
    assert run("users", "add", "tom", "therapist", new=SECOND)[0] == 2
    assert run("users", "add", "ada", "administrator", new=FIRST)[0] == 0
    assert run("users", "add", "tom", "therapist", new=SECOND)[0] == 0
    assert run("users", "add", "nia", "assistant", new=THIRD)[0] == 0
    code, told = run("users", "list")
    assert code == 0
    assert all(name in told for name in ("ada", "tom", "nia"))
    assert "Each user opens them" in run("vault", "status")[1]
    as_tom = {"user": "tom", "passphrase": SECOND}
    assert run("person", "add", "Linden", **as_tom)[0] == 0
    assert run("users", "passphrase", new="four quiet boats", **as_tom)[0] == 0
    assert run("person", "list", **as_tom)[0] == 2
    as_tom["passphrase"] = "four quiet boats"
    assert "Linden" in run("person", "list", **as_tom)[1]
    assert run("users", "remove", "nia")[0] == 0
    assert run("person", "list", user="nia", passphrase=THIRD)[0] == 2


def test_what_is_refused_is_told_and_stands_in_the_log(run):
    run("users", "add", "ada", "administrator", new=FIRST)
    run("users", "add", "nia", "assistant", new=THIRD)
    run("users", "add", "tom", "therapist", new=SECOND)
    run("person", "add", "Linden", user="tom", passphrase=SECOND)
    as_nia = {"user": "nia", "passphrase": THIRD}
    for words, needs in (
        (("person", "show", "Linden"), "a therapist"),
        (("person", "export", "Linden"), "a therapist"),
        (("person", "erase", "Linden", "--yes", "Linden"), "a therapist"),
        (("runs", "list"), "a therapist"),
        (("plan", "Linden"), "a therapist"),
        (("trend", "Linden"), "a therapist"),
        (("users", "list"), "the administrator"),
        (("vault", "audit"), "the administrator"),
        (("vault", "backup", "copy.db"), "the administrator"),
    ):
        code, told = run(*words, **as_nia)
        assert (code, told) == (2, f"This needs {needs}.\n"), words
    code, told = run("vault", "audit")
    assert code == 0
    refused = [line for line in told.splitlines() if "nia" in line and "refused" in line]
    assert len(refused) == 9
    assert "Linden" not in told
    assert "each follows from the one before" in told
    head = told.split()[-1]
    assert run("vault", "audit", "--head", head)[0] == 0
    code, told = run("vault", "audit", "--head", "0" * 64)
    assert code == 2
    assert "not in the log any more" in told


def test_grants_are_for_servers(run):
    assert "is a file" in run("vault", "grant")[1]
    assert verify([]).entries == 0
