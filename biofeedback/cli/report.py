"""`biofeedback report`: one run, a person's weeks, or a group's session, on paper or a web page."""

import argparse
from argparse import ArgumentTypeError
from contextlib import suppress
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback import __version__
from biofeedback.cli import values
from biofeedback.cli.output import say, screen
from biofeedback.cli.store import add_place, open_for
from biofeedback.locale import LANGUAGES, speak

if TYPE_CHECKING:
    from biofeedback.report.page import Page
    from biofeedback.store.database import Store
    from biofeedback.store.models import Person, Run

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

READINGS = ("patient", "professional")
_SUFFIXES = (".html", ".pdf")
_WEEKS = 8


def add_commands(commands: "Commands") -> None:
    """Add `report`."""
    command = commands.add_parser("report", help=_("write a run, or a person's weeks, as a page"))
    of_what = command.add_mutually_exclusive_group(required=True)
    of_what.add_argument(
        "which",
        nargs="?",
        metavar="RUN|PERSON",
        help=_("`last`, a number, the start of a uid; or an alias, for a person's weeks"),
    )
    of_what.add_argument(
        "--group",
        metavar="GROUP",
        help=_("a group's session with all figures: `last`, one of its runs, or its uid"),
    )
    command.add_argument(
        *("-o", "--out"),
        required=True,
        type=page_file,
        metavar="FILE",
        help=_("where to: .html opens in every browser, .pdf prints"),
    )
    command.add_argument(
        "--for",
        dest="reading",
        choices=READINGS,
        default=READINGS[0],
        help=_("in plain words (patient), or with all figures, methods and sources"),
    )
    command.add_argument("--language", choices=LANGUAGES, help=_("as the system, if not told"))
    command.add_argument(
        "--weeks", type=values.count, default=_WEEKS, help=_("how many weeks of a person (8)")
    )
    command.set_defaults(perform=_report)
    add_place(command)


def page_file(text: str) -> Path:
    """Return the path of a page that can be written."""
    path = values.output(text)
    if path.suffix.lower() not in _SUFFIXES:
        raise ArgumentTypeError(_("must end in .html or .pdf"))
    return path


def _report(arguments: argparse.Namespace) -> None:
    from biofeedback.report.writing import write_page
    from biofeedback.store.rights import Action, demand

    language = speak(arguments.language)
    with open_for(arguments, "export") as store:
        demand(store, Action.EXPORT, "report")
        page = _page(store, arguments, language)
    write_page(page, arguments.out)
    text = _("Written: {path}")
    screen().print(text.format(path=arguments.out), markup=False, soft_wrap=True)
    say(_("This file is not encrypted: whoever has it can read it."))


def _page(store: "Store", arguments: argparse.Namespace, language: str) -> "Page":
    from biofeedback.report.opened import opened
    from biofeedback.report.page import Reading
    from biofeedback.report.person_page import opened_person, person_page
    from biofeedback.report.run_page import run_page
    from biofeedback.store.models import Run

    program = f"biofeedback {__version__}"
    if arguments.group is not None:
        return _group_page(store, arguments.group, language, program)
    reading, which = Reading(arguments.reading), _meant(store, arguments.which)
    if isinstance(which, Run):
        return run_page(opened(store, which), reading, language, program)
    today = datetime.now().date()  # noqa: TID251 - the person's calendar
    weeks = opened_person(store, which, today, arguments.weeks)
    return person_page(weeks, reading, language, program)


def _group_page(store: "Store", key: str, language: str, program: str) -> "Page":
    from biofeedback.report.group_facts import opened_group
    from biofeedback.report.group_page import group_page

    return group_page(opened_group(store, key), language, program)


def _meant(store: "Store", which: str) -> "Run | Person":
    """Return whom or what is meant: an alias goes first, then a run, then a person's number."""
    from biofeedback.store.errors import NotInStore
    from biofeedback.store.people import find_person, people
    from biofeedback.store.runs import find_run

    aliases = {person.alias.casefold() for person in people(store)}
    if which.strip().casefold() not in aliases:
        with suppress(NotInStore):
            return find_run(store, which)
    return find_person(store, which)
