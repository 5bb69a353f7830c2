"""`biofeedback person`: who there is, what is kept of them, and letting somebody go."""

import argparse
from argparse import ArgumentTypeError
from datetime import UTC, date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from biofeedback.cli import values
from biofeedback.cli.output import QUIET, say, screen
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    from biofeedback.store.models import Person

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_FIELDS = ("name", "birth_year", "notes", "consent_on", "sensors")
_OLDEST = 130


def add_commands(commands: "Commands") -> None:
    """Add `person` with all that it can do."""
    group = commands.add_parser("person", help=_("who there is, and what is kept of them"))
    one = group.add_subparsers(required=True, metavar="COMMAND")
    command = one.add_parser("list", help=_("list the people"))
    command.set_defaults(perform=_list)
    add_place(command)
    add = _of_one(one, "add", _("add a person: an alias is enough"), _add)
    _add_fields(add)
    _of_one(one, "show", _("show a person"), _show)
    edit = _of_one(one, "edit", _("change what is noted; an empty text clears it"), _edit)
    edit.add_argument("--alias", dest="new_alias", type=alias, default=argparse.SUPPRESS)
    _add_fields(edit)
    export = _of_one(one, "export", _("write everything that is kept of a person"), _export)
    export.add_argument(
        "-o", "--out", metavar="FILE.zip", type=values.output, help=_("the file (ALIAS.zip)")
    )
    erase = _of_one(one, "erase", _("remove a person and everything that is kept"), _erase)
    erase.add_argument("--yes", metavar="ALIAS", help=_("do not ask: the alias once more"))


def _of_one(commands: "Commands", name: str, told: str, perform: object) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=told)
    command.add_argument("person", metavar="ALIAS", type=alias)
    command.set_defaults(perform=perform)
    add_place(command)
    return command


def _add_fields(command: argparse.ArgumentParser) -> None:
    for option, kind, what in (
        ("--name", str, _("a real name; never needed")),
        ("--birth-year", birth_year, _("the year of birth")),
        ("--notes", str, _("whatever is worth knowing")),
        ("--consent-on", day, _("the day of the consent, like 2026-05-31")),
        ("--sensors", values.names, _("addresses of straps, the newest first")),
    ):
        command.add_argument(option, type=kind, help=what, default=argparse.SUPPRESS)


def alias(text: str) -> str:
    """Return what a person is called: anything that can be seen."""
    if not text.strip():
        raise ArgumentTypeError(_("must not be empty"))
    return text.strip()


def birth_year(text: str) -> int | None:
    """Return a year in which somebody living was born; None for an empty text."""
    if not text:
        return None
    year, newest = int(text), _now().year
    if not newest - _OLDEST <= year <= newest:
        problem = _("must be a year from {oldest} to {newest}")
        raise ArgumentTypeError(problem.format(oldest=newest - _OLDEST, newest=newest))
    return year


def day(text: str) -> date | None:
    """Return a day; None for an empty text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ArgumentTypeError(_("must be a day like 2026-05-31")) from error


def _list(arguments: argparse.Namespace) -> None:
    from biofeedback.store.people import people

    with open_for(arguments, "today") as store:
        everybody = people(store)
    if not everybody:
        screen().print(_("There is nobody yet. `biofeedback person add ALIAS` adds a person."))
        return
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("Number"), justify="right")
    table.add_column(_("Alias"))
    table.add_column(_("Since"))
    for person in everybody:
        table.add_row(str(person.id), Text(person.alias), f"{person.created_utc:%Y-%m-%d}")
    screen().print(table)


def _add(arguments: argparse.Namespace) -> None:
    from biofeedback.store.people import add_person

    with open_for(arguments, "change") as store:
        person = add_person(store, arguments.person, _now(), **_fields(arguments))
    _tell(_("{alias} is here now, as number {number}."), person, number=person.id)


def _show(arguments: argparse.Namespace) -> None:
    from biofeedback.store.people import find_person
    from biofeedback.store.rights import Action, demand
    from biofeedback.store.runs import runs_of

    with open_for(arguments, "open") as store:
        person = find_person(store, arguments.person)
        demand(store, Action.OPEN, f"person {person.id}")
        runs = runs_of(store, person.id)
    screen().print(_facts(person, len(runs)))


def _facts(person: "Person", runs: int) -> Table:
    table = Table.grid(padding=(0, 2))
    for label, fact in (
        (_("Alias"), person.alias),
        (_("Number"), person.id),
        (_("Name"), person.name),
        (_("Born in"), person.birth_year),
        (_("Consent"), person.consent_on),
        (_("Straps"), ", ".join(person.sensors)),
        (_("Notes"), person.notes),
        (_("Runs"), runs),
    ):
        if fact not in (None, ""):
            table.add_row(Text(label, style=QUIET), Text(str(fact)))
    return table


def _edit(arguments: argparse.Namespace) -> None:
    from biofeedback.store.people import change_person, find_person

    fields = _fields(arguments)
    with open_for(arguments, "change") as store:
        person = change_person(store, find_person(store, arguments.person), **fields)
    _tell(_("What is noted of {alias} is changed."), person)


def _export(arguments: argparse.Namespace) -> None:
    from biofeedback.store.people import find_person
    from biofeedback.store.person_file import write_person_file

    with open_for(arguments, "export") as store:
        person = find_person(store, arguments.person)
        path = arguments.out or Path(f"{_file_name(person.alias)}.zip")
        write_person_file(store, person, path)
    told = _(
        "Everything of {alias} is in {path}. It is not encrypted: keep it where only you read."
    )
    _tell(told, person, path=path)


def _erase(arguments: argparse.Namespace) -> int | None:
    from biofeedback.cli import WRONG_INPUT
    from biofeedback.store.people import erase_person, find_person
    from biofeedback.store.runs import runs_of
    from biofeedback.store.vault import status

    with open_for(arguments, "erase") as store:
        person = find_person(store, arguments.person)
        typed = arguments.yes
        if typed is None:
            typed = _asked(person, len(runs_of(store, person.id)))
        if typed.strip() != person.alias:
            say(_("That is not the alias. Nothing was erased."))
            return WRONG_INPUT
        erase_person(store, person)
    _tell(_("{alias} is erased, with every run and every word."), person)
    screen().print(_("Files that you exported or backed up keep what they hold."))
    for copy in status(arguments.store).copies:
        told = _("So does this copy, laid aside before an update: {path}")
        _tell(told, person, path=copy)
    return None


def _asked(person: "Person", runs: int) -> str:
    told = _("This removes {alias}, all runs ({runs}) and everything noted. It cannot be undone.")
    _tell(told, person, runs=runs)
    try:
        return input(_("To go on, type the alias: "))
    except EOFError:  # nobody is there to ask
        return ""


def _fields(arguments: argparse.Namespace) -> dict[str, object]:
    given = {name: value for name, value in vars(arguments).items() if name in _FIELDS}
    return given | ({"alias": arguments.new_alias} if "new_alias" in arguments else {})


def _file_name(alias: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in alias)


def _tell(told: str, person: "Person", **facts: object) -> None:
    sentence = told.format(alias=person.alias, **facts)
    screen().print(sentence, markup=False, soft_wrap=True)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - asked once, here
