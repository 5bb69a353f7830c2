"""`biofeedback person`, from the first alias to the last byte."""

import argparse
import builtins
import json
from zipfile import ZipFile

import pytest

from biofeedback.cli.people import add_commands
from biofeedback.store.errors import AliasTaken, NotInStore


@pytest.fixture
def person(tmp_path, monkeypatch, capsys):
    """Return a function that performs `person ...`: (exit code, what is on the screen)."""
    monkeypatch.setenv("BIOFEEDBACK_STORE", str(tmp_path / "store" / "records.db"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    top = argparse.ArgumentParser()
    add_commands(top.add_subparsers(required=True))

    def perform(*argv):
        arguments = top.parse_args(["person", *argv, "--plain"])
        code = arguments.perform(arguments) or 0
        return code, capsys.readouterr().out

    return perform


@pytest.fixture
def typed(monkeypatch):
    """Return a function that lets the person at the keyboard type a line; None leaves."""

    def answer(line):
        def read(prompt):
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr(builtins, "input", read)

    return answer


def test_somebody_comes_is_shown_and_changed(person):
    assert "nobody yet" in person("list")[1]
    assert (
        "Lime is here now, as number 1."
        in person("add", "Lime", "--birth-year", "1980", "--consent-on", "2026-05-31")[1]
    )
    person("edit", "lime", "--alias", "Linden", "--sensors", "A0:9E, B1:10", "--birth-year", "")
    shown = person("show", "1")[1]
    facts = dict(line.strip().split(maxsplit=1) for line in shown.splitlines())
    assert facts == {
        "Alias": "Linden",
        "Number": "1",
        "Consent": "2026-05-31",
        "Straps": "A0:9E, B1:10",
        "Runs": "0",
    }
    assert "Linden" in person("list")[1]


def test_an_alias_cannot_be_mistaken_for_markup(person):
    person("add", "[bold]x[/]")
    for command in (("list",), ("show", "1")):
        assert "[bold]x[/]" in person(*command)[1]


def test_everything_goes_into_a_file(person, tmp_path):
    person("add", "Ann Ba", "--notes", "left-handed")
    assert "not encrypted" in person("export", "ann ba")[1]
    with ZipFile(tmp_path / "Ann-Ba.zip") as archive:
        [row] = json.loads(archive.read("person.json"))["person"]
    assert (row["alias"], row["notes"]) == ("Ann Ba", "left-handed")
    person("export", "1", "-o", str(tmp_path / "other.zip"))
    assert (tmp_path / "other.zip").exists()


@pytest.mark.parametrize("line", ["", "yes", "lime", None])
def test_nobody_is_erased_by_mistake(person, typed, line):
    person("add", "Lime")
    typed(line)
    assert person("erase", "lime")[0] == 2
    assert person("erase", "Lime", "--yes", "Lim")[0] == 2
    assert "Lime" in person("list")[1]


def test_who_types_the_alias_is_erased(person, typed, tmp_path):
    person("add", "Lime")
    person("add", "Rowan")
    copy = tmp_path / "store" / "records.db.before-0001"
    copy.write_bytes(b"an older copy")
    typed("Lime")
    code, out = person("erase", "lime")
    assert code == 0
    assert "cannot be undone" in out
    assert "Lime is erased" in out
    assert str(copy) in out
    assert person("erase", "Rowan", "--yes", "Rowan")[0] == 0
    assert "nobody yet" in person("list")[1]
    with pytest.raises(NotInStore):
        person("show", "Lime")


def test_an_alias_is_given_once(person):
    person("add", "Lime")
    with pytest.raises(AliasTaken):
        person("add", "lime")


@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        ("--birth-year", "1850", "must be a year from"),
        ("--birth-year", "soon", "invalid"),
        ("--consent-on", "31.5.2026", "must be a day like"),
    ],
)
def test_what_is_typed_wrong_is_told(person, capsys, option, value, problem):
    with pytest.raises(SystemExit):
        person("add", "Lime", option, value)
    assert problem in capsys.readouterr().err
    with pytest.raises(SystemExit):
        person("add", "  ")
    assert "must not be empty" in capsys.readouterr().err
