"""`biofeedback home`: the plan that goes home, and what was done there on its way back."""

import argparse
from datetime import UTC, date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.cli.output import screen
from biofeedback.cli.people import alias, day
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: "Commands") -> None:
    """Add `home plan`, `home follow`, `home send` and `home take`."""
    home = commands.add_parser("home", help=_("a plan to take home, and what comes back"))
    ways = home.add_subparsers(metavar="WAY", required=True)
    plan = ways.add_parser("plan", help=_("in the practice: write the plan of a person as a file"))
    follow = ways.add_parser("follow", help=_("at home: make the plan of a file one's own"))
    send = ways.add_parser("send", help=_("at home: seal what was done, for the practice alone"))
    take = ways.add_parser("take", help=_("in the practice: take in what came back, each once"))
    for way in (plan, follow, send):
        way.add_argument("person", metavar="PERSON", type=alias)
    for way in (plan, follow, send, take):
        way.add_argument("file", metavar="FILE", type=Path)
        add_place(way)
    send.add_argument("--since", metavar="DATE", type=day, help=_("only from this day on"))
    plan.set_defaults(perform=_plan)
    follow.set_defaults(perform=_follow)
    send.set_defaults(perform=_send)
    take.set_defaults(perform=_take)


def _plan(arguments: argparse.Namespace) -> None:
    from biofeedback.store.exchange.home_keys import address_in, with_secret
    from biofeedback.store.exchange.plan_file import write_plan
    from biofeedback.store.people import change_person, find_person
    from biofeedback.store.plans import plan_on, planned_of, plans_of
    from devices.errors import FileError

    with open_for(arguments) as store:
        person = find_person(store, arguments.person)
        plans = plans_of(store, person.id)
        plan = plan_on(plans, _today()) or next(iter(plans), None)
        if plan is None:
            advice = _("Set one first: `biofeedback plan {alias} --a-week 4`.")
            problem = _("cannot be written: {alias} has no plan").format(alias=person.alias)
            raise FileError(arguments.file, problem, advice.format(alias=person.alias))
        person = change_person(store, person, preferences=with_secret(person.preferences))
        write_plan(arguments.file, planned_of(plan), address_in(person.preferences))
    screen().print(_("{path} is ready to take home.").format(path=arguments.file), markup=False)


def _follow(arguments: argparse.Namespace) -> None:
    from dataclasses import asdict

    from biofeedback.store.exchange.home_keys import RETURN_TO
    from biofeedback.store.exchange.plan_file import read_plan
    from biofeedback.store.people import change_person, the_person
    from biofeedback.store.plans import set_plan

    with open_for(arguments) as store:
        place = store.place
        beside = place.parent if isinstance(place, Path) else arguments.file.parent
        plan, address = read_plan(arguments.file, beside / "sessions")
        person = the_person(store, arguments.person, _now_utc())
        set_plan(store, person.id, **asdict(plan))
        change_person(store, person, preferences={**person.preferences, RETURN_TO: address})
    told = _("The plan is yours now: `biofeedback plan {alias}` shows how it stands.")
    screen().print(told.format(alias=person.alias), markup=False)


def _send(arguments: argparse.Namespace) -> None:
    from biofeedback.store.exchange.homework import write_homework
    from biofeedback.store.people import find_person

    with open_for(arguments, "export") as store:
        person = find_person(store, arguments.person)
        count = write_homework(store, person, arguments.file, since=arguments.since)
    told = _("{path} holds {count} sessions. Only your practice can open it: send it as you like.")
    screen().print(told.format(path=arguments.file, count=count), markup=False, soft_wrap=True)


def _take(arguments: argparse.Namespace) -> None:
    from biofeedback import __version__
    from biofeedback.report.opened import opened
    from biofeedback.store.exchange.homework import take_homework

    with open_for(arguments, "import") as store:
        received = take_homework(store, arguments.file, program=f"biofeedback {__version__}")
        for run in received.new:
            opened(store, run)  # so that its figures are there for lists and trends
    told = _("{alias}: {new} new sessions, {twice} were here already, {answers} new answers.")
    sentence = told.format(
        alias=received.person.alias,
        new=len(received.new),
        twice=received.twice,
        answers=received.answers,
    )
    screen().print(sentence, markup=False)


def _now_utc() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - asked once, here


def _today() -> date:
    return _now_utc().astimezone().date()
