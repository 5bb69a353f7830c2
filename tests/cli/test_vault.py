"""`biofeedback vault`, and the questions it asks at a terminal."""

import sys
from argparse import ArgumentParser

import pytest

from biofeedback.cli import store as at_terminal
from biofeedback.cli import vault
from biofeedback.cli.store import ask
from biofeedback.store.errors import WrongPassphrase
from biofeedback.store.vault import Guard, Question, open_store

FIRST, SECOND = "correct horse", "battery staple"


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch):
    monkeypatch.setattr("biofeedback.store.key._SCRYPT_N", 2**4)


@pytest.fixture
def typed(monkeypatch):
    """Return a list to which a test adds what somebody types, and one of the prompts."""
    lines, prompts = [], []

    def type_one(prompt):
        prompts.append(prompt)
        return lines.pop(0)

    monkeypatch.setattr(at_terminal, "getpass", type_one)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return lines, prompts


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "records.db")


def run(*arguments):
    parser = ArgumentParser()
    vault.add_commands(parser.add_subparsers())
    chosen = parser.parse_args(["vault", *arguments])
    chosen.perform(chosen)


def test_each_guard_has_its_sentence():
    assert set(vault._GUARDS) == {guard.name for guard in Guard}


def test_each_question_has_its_variable_and_its_prompt():
    names = {question.name for question in Question}
    assert set(at_terminal._VARIABLES) == set(at_terminal._PROMPTS) == names


def test_variables_answer_for_scripts(place, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("BIOFEEDBACK_STORE", place)
    run("status")
    assert capsys.readouterr().out == f"Nothing is kept in {place} yet.\n"
    monkeypatch.setenv("BIOFEEDBACK_PASSPHRASE", FIRST)
    open_store(place, ask).close()
    monkeypatch.setenv("BIOFEEDBACK_NEW_PASSPHRASE", SECOND)
    run("change-passphrase")
    with pytest.raises(WrongPassphrase):
        run("backup", str(tmp_path / "backup.db"))
    monkeypatch.setenv("BIOFEEDBACK_PASSPHRASE", SECOND)
    monkeypatch.setenv("BIOFEEDBACK_BACKUP_PASSPHRASE", FIRST)
    run("backup", str(tmp_path / "backup.db"))
    run("restore", str(tmp_path / "backup.db"), "--store", str(tmp_path / "other.db"))
    out = capsys.readouterr().out
    assert f"{tmp_path}/backup.db are back" in out
    run()
    out = capsys.readouterr().out
    assert out.startswith(f"The records in {place} are encrypted with your passphrase, which is")


def test_who_restores_is_told_where_the_older_records_are(place, monkeypatch, tmp_path, capsys):
    open_store(place, ask, plain=True).close()
    monkeypatch.setenv("BIOFEEDBACK_BACKUP_PASSPHRASE", FIRST)
    run("backup", str(tmp_path / "backup.db"), "--store", place)
    run("restore", str(tmp_path / "backup.db"), "--store", place)
    out = capsys.readouterr().out
    assert out.count(f"{place}.before-restore") == 2
    assert "are not encrypted" in out


def test_a_new_passphrase_is_typed_twice(typed, capsys):
    lines, prompts = typed
    lines += [FIRST, SECOND, FIRST, FIRST]
    assert ask(Question.CHANGE, "records.db") == FIRST
    assert "differ" in capsys.readouterr().err
    assert len(prompts) == 4
    lines += [SECOND]
    assert ask(Question.OPEN, "records.db") == SECOND


def test_what_is_mistyped_may_be_typed_again(place, typed, capsys):
    lines, _ = typed
    open_store(place, lambda *_: FIRST).close()
    lines += [SECOND, FIRST, SECOND, SECOND]
    run("change-passphrase", "--store", place)
    assert "does not open" in capsys.readouterr().err
    lines += [FIRST, FIRST, FIRST, SECOND]
    with pytest.raises(WrongPassphrase):
        run("change-passphrase", "--store", place)
    assert lines == [SECOND]


def test_without_a_terminal_nobody_is_asked(monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert ask(Question.OPEN, "records.db") is None
