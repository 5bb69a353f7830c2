"""`biofeedback plan` and `trend`: what was agreed upon, and what the weeks tell."""

import argparse
from datetime import UTC, date, datetime
from gettext import gettext as _
from math import isnan
from typing import TYPE_CHECKING

from biofeedback.cli import values
from biofeedback.cli.people import alias, day
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    from rich.table import Table

    from biofeedback.report.course import Course
    from biofeedback.report.weeks import Weeks
    from biofeedback.store.models import Plan
    from biofeedback.store.plans import Due

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_USUAL_WEEKS = 8


def add_commands(commands: "Commands") -> None:
    """Add `plan` and `trend`."""
    _add_plan(commands)
    _add_trend(commands)


def _add_plan(commands: "Commands") -> None:
    command = commands.add_parser("plan", help=_("show the plan of a person, or set a new one"))
    command.add_argument("person", metavar="PERSON", type=alias)
    command.add_argument(
        "--a-week", metavar="N", type=values.count, help=_("so many sessions a week: a new plan")
    )
    for option, name, told in (
        ("--sessions", "NAME,...", _("these, in turn")),
        ("--networks", "NAME,...", _("body networks to be covered each week")),
    ):
        command.add_argument(option, metavar=name, type=values.names, default=(), help=told)
    command.add_argument("--from", dest="start", metavar="DATE", type=day, help=_("when (today)"))
    command.add_argument("--until", metavar="DATE", type=day, help=_("the last day"))
    command.add_argument(
        "--booster",
        metavar="DATE",
        type=day,
        action="append",
        default=[],
        help=_("a day after the end for one more session"),
    )
    command.add_argument("--notes", default="", help=_("what else was agreed upon"))
    command.set_defaults(perform=_plan, refuse=command.error)
    add_place(command)


def _add_trend(commands: "Commands") -> None:
    command = commands.add_parser("trend", help=_("what the weeks of a person tell"))
    command.add_argument("person", metavar="PERSON", type=alias)
    command.add_argument(
        "--weeks",
        metavar="N",
        type=values.count,
        default=_USUAL_WEEKS,
        help=_("so many, this one included (8)"),
    )
    command.add_argument(
        "--moment",
        choices=("before", "after", "day"),
        help=_("look at the ratings before or after sessions, or of days"),
    )
    command.add_argument("--fuller", action="store_true", help=_("with figures"))
    command.set_defaults(perform=_trend)
    add_place(command)


def _plan(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.output import screen
    from biofeedback.store.people import find_person
    from biofeedback.store.plans import due, plan_on, plans_of, practice_of, set_plan

    details = ("sessions", "networks", "start", "until", "booster", "notes")
    if arguments.a_week is None and any(getattr(arguments, name) for name in details):
        arguments.refuse(_("a new plan says how many sessions: add --a-week N"))
    today = _today()
    with open_for(arguments, "open") as store:
        person = find_person(store, arguments.person)
        if arguments.a_week is not None:
            set_plan(
                store,
                person.id,
                start_on=arguments.start or today,
                sessions_a_week=arguments.a_week,
                end_on=arguments.until,
                sessions=arguments.sessions,
                networks=arguments.networks,
                boosters=[booster for booster in arguments.booster if booster],
                notes=arguments.notes,
            )
        plans = plans_of(store, person.id)
        plan = plan_on(plans, today) or next(iter(plans), None)
        days = practice_of(store, person.id, since=plan.start_on).days if plan else None
    if plan is None or days is None:
        screen().print(_("There is no plan yet. `biofeedback plan PERSON --a-week 4` sets one."))
        return
    screen().print(_facts(plan, today))
    screen().print(_standing(due(plan, days, today)), markup=False)


def _facts(plan: "Plan", today: date) -> "Table":
    from rich.table import Table
    from rich.text import Text

    from biofeedback.cli.output import QUIET

    table = Table.grid(padding=(0, 2))
    for label, fact in (
        (_("Sessions a week"), str(plan.sessions_a_week)),
        (_("Begins") if plan.start_on > today else _("Since"), str(plan.start_on)),
        (_("Until"), str(plan.end_on or "")),
        (_("Sessions"), ", ".join(plan.sessions)),
        (_("Networks"), ", ".join(plan.networks)),
        (_("Boosters"), ", ".join(plan.boosters)),
        (_("Notes"), plan.notes),
    ):
        if fact:
            table.add_row(Text(label, style=QUIET), Text(fact))
    return table


def _standing(now: "Due") -> str:
    parts = []
    if now.planned:
        told = _("{done} of {planned} planned sessions this week. Days off are part of it.")
        parts.append(told.format(done=now.done, planned=now.planned))
    if now.booster:
        parts.append(_("A booster session is due since {day}.").format(day=now.booster))
    if now.today and now.session:
        parts.append(_("Today: {session}.").format(session=now.session))
    elif now.today:
        parts.append(_("A session would fit today."))
    elif not now.booster:
        parts.append(_("Nothing is due today."))
    return " ".join(parts)


def _trend(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.output import QUIET, screen
    from biofeedback.report.course import course_of
    from biofeedback.report.findings import fuller, sentence
    from biofeedback.store.people import find_person

    with open_for(arguments, "open") as store:
        person = find_person(store, arguments.person)
        course = course_of(
            store, person.id, _today(), weeks=arguments.weeks, moment=arguments.moment
        )
    console = screen()
    console.print(sentence(list(course.findings.values())), style="bold", markup=False)
    console.print(_weeks(course))
    if arguments.fuller:
        for finding in course.findings.values():
            console.print(fuller(finding), style=QUIET, markup=False)
    share = course.adherence.share
    if share is not None:
        told = _("{pct:.0f} % of the sessions planned in the weeks that are over were done.")
        console.print(told.format(pct=100.0 * share))
    console.print(_covered(course), markup=False)


def _weeks(course: "Course") -> "Table":
    from rich.box import SIMPLE
    from rich.table import Table

    from biofeedback.report.findings import label

    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("Week of"), no_wrap=True)
    for heading in (_("Sessions"), _("Minutes"), *map(label, course.findings)):
        table.add_column(heading, justify="right")
    means = [_means(finding.weeks) for finding in course.findings.values()]
    lived = course.adherence
    for monday, done, planned, minutes in zip(
        lived.monday, lived.done, lived.planned, course.minutes, strict=True
    ):
        count = _("{done} of {planned}").format(done=done, planned=planned) if planned else done
        cells = (by_monday.get(str(monday), "") for by_monday in means)
        table.add_row(str(monday), str(count), f"{minutes:.0f}", *cells)
    return table


def _means(weeks: "Weeks") -> dict[str, str]:
    """Write the weekly means with their intervals, by Monday."""
    told = {}
    for i, monday in enumerate(weeks.monday):
        mean, low, high = weeks.mean[i], weeks.low[i], weeks.high[i]
        if weeks.count[i]:
            sure = "" if isnan(low) else f" ({low:.1f}-{high:.1f})"
            told[str(monday)] = f"{mean:.1f}{sure}"
    return told


def _covered(course: "Course") -> str:
    times = course.coverage.times
    told = ", ".join(f"{network} {count}" for network, count in times.items() if count)
    text = _("Body networks this week: {networks}.").format(networks=told or _("none yet"))
    if course.coverage.missing:
        missing = ", ".join(course.coverage.missing)
        text += " " + _("Still in the plan: {networks}.").format(networks=missing)
    return text


def _today() -> date:
    return datetime.now(UTC).astimezone().date()  # noqa: TID251 - asked once, here
