"""`biofeedback rate`, `peg` and `diary`: what a person says; `cli.weeks` has what comes of it."""

import argparse
from argparse import ArgumentTypeError
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from gettext import gettext as _
from typing import TYPE_CHECKING

from biofeedback.cli import values, weeks
from biofeedback.cli.people import alias, day
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    from rich.table import Table

    from biofeedback.store.database import Store
    from biofeedback.store.models import DiaryEntry, Person

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_MOST = 10
_PEG_QUESTIONS = 3
_DIARY_DAYS = 7


def add_commands(commands: "Commands") -> None:
    """Add `rate`, `peg`, `diary`, `plan` and `trend`."""
    _add_rate(commands)
    _add_peg(commands)
    _add_diary(commands)
    weeks.add_commands(commands)


def _add_rate(commands: "Commands") -> None:
    command = _of_person(commands, "rate", _("note how you are, from 0 to 10"), _rate)
    command.add_argument(
        "ratings",
        metavar="SCALE=VALUE",
        nargs="*",
        type=rating,
        help=_("pain, unpleasantness, tension, mood or relaxation, like pain=4"),
    )
    moment = command.add_mutually_exclusive_group()
    for option, told in (
        ("--before", _("it was before this run: a number, or last")),
        ("--after", _("it was after this run")),
    ):
        moment.add_argument(option, metavar="RUN", help=told)
    _add_day(moment)
    command.add_argument(
        "--total",
        metavar="NAME=TOTAL",
        type=total,
        action="append",
        default=[],
        help=_("the total of a questionnaire that you filled in elsewhere"),
    )


def _add_peg(commands: "Commands") -> None:
    command = _of_person(commands, "peg", _("note the three answers of PEG, or list them"), _peg)
    command.add_argument(
        "answers",
        metavar="0-10",
        nargs="*",
        type=zero_to_ten,
        help=_(
            "over the past week: pain on average; how much it got in the way of enjoying life; "
            "and of daily activity"
        ),
    )
    _add_day(command)


def _add_diary(commands: "Commands") -> None:
    command = _of_person(
        commands, "diary", _("note what was part of a day, or show the last week"), _diary
    )
    command.add_argument(
        "what", metavar="WHAT", nargs="*", help=_("names that `diary PERSON` lists")
    )
    command.add_argument(
        "--medicine", metavar="NAME", action="append", default=[], help=_("medicine that you took")
    )
    command.add_argument("--minutes", metavar="N", type=values.positive, help=_("how long it was"))
    command.add_argument("--note", metavar="TEXT", default="", help=_("in your own words"))
    command.add_argument("--take-back", action="store_true", help=_("it was not so"))
    _add_day(command)


def _of_person(
    commands: "Commands", name: str, told: str, perform: object
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=told)
    command.add_argument("person", metavar="PERSON", type=alias)
    command.set_defaults(perform=perform, refuse=command.error)
    add_place(command)
    return command


def _add_day(command: "argparse._ActionsContainer") -> None:
    command.add_argument("--day", metavar="DATE", type=day, help=_("a day like 2026-05-31 (today)"))


def zero_to_ten(text: str) -> int:
    """Return a whole number from 0 to 10."""
    if not text.isdecimal() or int(text) > _MOST:
        raise ArgumentTypeError(_("must be a whole number from 0 to 10"))
    return int(text)


def rating(text: str) -> tuple[str, int]:
    """Return a scale and its value."""
    from biofeedback.store.answers import SCALES

    scale, _equals, value = text.partition("=")
    if scale not in SCALES:
        near = get_close_matches(scale.lower(), SCALES, 1) or [", ".join(SCALES)]
        problem = _("there is no scale “{scale}”; did you mean {near}?")
        raise ArgumentTypeError(problem.format(scale=scale, near=near[0]))
    return scale, zero_to_ten(value)


def total(text: str) -> tuple[str, float]:
    """Return the name of a questionnaire and a total."""
    name, _equals, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not name.strip() or not abs(number) < float("inf"):
        raise ArgumentTypeError(_("must be a name and a number, like PCS=21"))
    return name.strip(), number


def _rate(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.output import screen
    from biofeedback.store.answers import AFTER, BEFORE, DAY, keep_total, rate
    from biofeedback.store.people import find_person

    if not arguments.ratings and not arguments.total:
        arguments.refuse(_("say how you are, like pain=4"))
    moment = BEFORE if arguments.before else AFTER if arguments.after else DAY
    now = _now()
    that_day = arguments.day or now.date()
    with open_for(arguments, "start") as store:
        person = find_person(store, arguments.person)
        run_id, at = None, datetime.combine(that_day, now.timetz())
        if moment != DAY:
            run_id, at = _run_id(store, person, arguments.before or arguments.after), now
        for scale, value in arguments.ratings:
            rate(store, person.id, at, moment, scale, value, run_id)
        for name, number in arguments.total:
            keep_total(store, person.id, that_day, name, number)
    screen().print(_("Noted."))


def _run_id(store: "Store", person: "Person", key: str) -> int:
    from biofeedback.store.errors import NotInStore
    from biofeedback.store.runs import LAST, find_run, runs_of

    if key == LAST:
        own = runs_of(store, person.id, limit=1)
    else:
        own = [run for run in [find_run(store, key)] if run.person_id == person.id]
    if not own:
        told = _("run {run} of {alias}")
        raise NotInStore(told.format(run=key, alias=person.alias))
    return own[0].id


def _peg(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.output import screen
    from biofeedback.store.answers import keep_peg, peg_score, pegs_of
    from biofeedback.store.people import find_person

    if len(arguments.answers) not in (0, _PEG_QUESTIONS):
        arguments.refuse(_("PEG has three answers, or leave all out to see the earlier ones"))
    with open_for(arguments, "open") as store:
        person = find_person(store, arguments.person)
        if arguments.answers:
            pain, enjoyment, activity = arguments.answers
            that_day = arguments.day or _now().date()
            keep_peg(store, person.id, that_day, pain=pain, enjoyment=enjoyment, activity=activity)
        kept = pegs_of(store, person.id)
    if not kept:
        screen().print(_("Nothing has been answered yet."))
        return
    table = _table(_("Week to"), _("Pain"), _("Enjoyment of life"), _("Daily activity"), _("Score"))
    for week in kept:
        answers = (week.pain, week.enjoyment, week.activity)
        table.add_row(str(week.day), *map(str, answers), f"{peg_score(week):.1f}")
    screen().print(table)


def _diary(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.output import screen
    from biofeedback.store.diary import entries_of
    from biofeedback.store.people import find_person

    now = _now()
    that_day = arguments.day or now.date()
    with open_for(arguments, "open") as store:
        person = find_person(store, arguments.person)
        if arguments.what or arguments.medicine:
            _note(store, person, arguments, that_day, now)
            return
        earlier = that_day - timedelta(days=_DIARY_DAYS - 1)
        noted = entries_of(store, person.id, earlier, that_day)
        offers = _offers(store, person)
    screen().print(_days(noted) if noted else _("Nothing is noted in these seven days."))
    screen().print(offers)


def _note(
    store: "Store", person: "Person", arguments: argparse.Namespace, that_day: date, now: datetime
) -> None:
    from biofeedback.cli.output import screen
    from biofeedback.store.diary import MEDICINE, note, take_back, thing

    chosen = [_known(what, arguments) for what in arguments.what]
    chosen += [(MEDICINE, name) for name in arguments.medicine]
    for kind, what in chosen:
        if arguments.take_back:
            was_there = take_back(store, person.id, that_day, kind, what)
            told = _("{what}: taken back.") if was_there else _("{what}: was not noted.")
        else:
            facts = {"minutes": arguments.minutes, "remark": arguments.note}
            note(store, person.id, that_day, now, kind, what, **facts)
            told = _("{what}: noted.")
        screen().print(told.format(what=_(thing(kind, what).label)), markup=False)


def _known(what: str, arguments: argparse.Namespace) -> tuple[str, str]:
    from biofeedback.store.diary import THINGS

    kinds = {thing.id: thing.kind for thing in THINGS}
    if what not in kinds:
        near = get_close_matches(what.lower(), kinds, 1) or [", ".join(kinds)]
        problem = _("the diary does not know “{what}”; did you mean {near}?")
        arguments.refuse(problem.format(what=what, near=near[0]))
    return kinds[what], what


def _offers(store: "Store", person: "Person") -> "Table":
    from biofeedback.store.diary import MEDICINE, THERAPY, TRIGGER, offered

    table = _table(_("Name"), _("What it is"), _("Networks"))
    for kind, heading in (
        (TRIGGER, _("What weighed on you")),
        (THERAPY, _("What you did for yourself")),
        (MEDICINE, _("Medicine")),
    ):
        table.add_section()
        table.add_row("", heading, style="bold")
        for thing in offered(store, person.id, kind):
            table.add_row(thing.id, _(thing.label), ", ".join(thing.networks))
    return table


def _days(noted: "list[DiaryEntry]") -> "Table":
    from rich.text import Text

    from biofeedback.store.diary import thing

    table = _table(_("Day"), _("Noted"), _("Minutes"), _("Note"))
    last = None
    for entry in noted:
        told = "" if entry.minutes is None else f"{entry.minutes:g}"
        shown = "" if entry.day == last else str(entry.day)
        label = _(thing(entry.kind, entry.what).label)
        table.add_row(shown, Text(label), told, Text(entry.note))
        last = entry.day
    return table


def _table(*headings: str) -> "Table":
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(box=SIMPLE, pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    return table


def _now() -> datetime:
    return datetime.now(UTC).astimezone()  # noqa: TID251 - asked once, here
