"""`biofeedback runs` and `recompute`: what was recorded, noted, erased, and seen with new eyes."""

import argparse
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from biofeedback.cli.output import minutes, progress, say, screen
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    from biofeedback.report.recompute import Recomputed
    from biofeedback.store.database import Store
    from biofeedback.store.models import Run

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

NOT_ERASED = 2
BRING_WITHIN_S = 30.0


def add_commands(commands: "Commands") -> None:
    """Add `runs` with all that it can do, and `recompute`."""
    group = commands.add_parser("runs", help=_("list the runs; note something, or erase one"))
    group.set_defaults(perform=_list, person=None, store=None, plain=False)
    one = group.add_subparsers(metavar="COMMAND")
    listed = one.add_parser("list", help=_("list the runs, of everybody or of one person"))
    listed.add_argument("person", metavar="ALIAS", nargs="?")
    listed.set_defaults(perform=_list)
    add_place(listed)
    note = one.add_parser("note", help=_("note something about a run; an empty text clears it"))
    note.add_argument("run", metavar="RUN", help=_("its number, or `last`"))
    note.add_argument("text", metavar="TEXT")
    note.set_defaults(perform=_note)
    add_place(note)
    erase = one.add_parser("erase", help=_("remove a run and everything that was made of it"))
    erase.add_argument("run", metavar="RUN", help=_("its number, or `last`"))
    erase.add_argument("--yes", action="store_true", help=_("do not ask"))
    erase.set_defaults(perform=_erase)
    add_place(erase)
    again = commands.add_parser("recompute", help=_("see old runs with this version's eyes"))
    again.add_argument("runs", metavar="RUN", nargs="*", help=_("their numbers (all runs)"))
    again.set_defaults(perform=_recompute)
    add_place(again)


def tell_interrupted(store: "Store") -> None:
    """Close the runs that were cut off, and say that what they hold is safe."""
    from biofeedback.store.runs import close_interrupted

    for run in close_interrupted(store):
        told = _("Run {number} was interrupted after {time} minutes; all of it is safe.")
        say(told.format(number=run.id, time=minutes(run.duration_s)))


def tell_waiting(store: "Store") -> None:
    """Bring over what waits here for a server, and say how many runs that were, and are."""
    if store.spool is None or not (before := store.spool.waiting):
        return
    store.spool.carrier.bring_all(BRING_WITHIN_S)
    left = store.spool.waiting
    if brought := before - left:
        told = ngettext("{count} run was brought over.", "{count} runs were brought over.", brought)
        say(told.format(count=brought))
    if left:
        told = ngettext(
            "{count} run waits on this computer until the records can be reached.",
            "{count} runs wait on this computer until the records can be reached.",
            left,
        )
        say(told.format(count=left))


def _list(arguments: argparse.Namespace) -> None:
    from biofeedback.store.people import find_person, people
    from biofeedback.store.runs import runs_of

    with open_for(arguments, "open") as store:
        tell_waiting(store)
        tell_interrupted(store)
        person = find_person(store, arguments.person) if arguments.person else None
        found = runs_of(store, person.id if person else None)
        aliases = {somebody.id: somebody.alias for somebody in people(store)}
    if not found:
        screen().print(_("There are no runs yet. `biofeedback run NAME --person ALIAS` keeps one."))
        return
    _print_runs(found, aliases)


def _print_runs(found: "list[Run]", aliases: dict[int, str]) -> None:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("Run"), justify="right")
    for heading in (_("Day"), _("Person"), _("Session")):
        table.add_column(heading, no_wrap=True)
    table.add_column(_("Time"), justify="right")
    table.add_column(_("Finish"), no_wrap=True)
    table.add_column(_("Strap"))
    if has_notes := any(run.notes for run in found):
        table.add_column(_("Note"))
    for run in found:
        lasted = Text(minutes(run.duration_s))
        words = (aliases[run.person_id], run.session or run.title)
        ends = (_finish(run.finish), run.device_name or "-", run.notes)
        cells = [*map(Text, (str(run.id), _day(run), *words)), lasted, *map(Text, ends)]
        table.add_row(*cells if has_notes else cells[:-1])
    screen().print(table)


def _finish(finish: str) -> str:
    told = {
        "completed": _("completed"),
        "stopped": _("stopped"),
        "source_ended": _("heartbeats ended"),
        "interrupted": _("interrupted"),
        "imported": _("imported"),
        "running": _("goes on"),
    }
    return told.get(finish, finish)


def _day(run: "Run") -> str:
    """Write when a run began, on the clock on the wall then."""
    local = run.local_start
    return "-" if local is None else f"{local:%Y-%m-%d %H:%M}"


def _note(arguments: argparse.Namespace) -> None:
    from biofeedback.store.models import Run
    from biofeedback.store.runs import find_run

    with open_for(arguments, "change") as store:
        run = find_run(store, arguments.run)
        with store.session() as work:
            work.get_one(Run, run.id).notes = arguments.text
    screen().print(_("Noted at run {number}.").format(number=run.id))


def _erase(arguments: argparse.Namespace) -> int | None:
    from biofeedback.store.runs import erase_run, find_run

    with open_for(arguments, "erase") as store:
        run = find_run(store, arguments.run)
        if not arguments.yes and not _is_sure(run):
            say(_("Nothing was erased."))
            return NOT_ERASED
        erase_run(store, run.id)
    screen().print(_("Run {number} is erased.").format(number=run.id))
    return None


def _is_sure(run: "Run") -> bool:
    told = _("This removes run {number}, {title}, {day}. It cannot be undone.")
    told = told.format(number=run.id, title=run.title or run.session, day=_day(run))
    screen().print(told, markup=False, soft_wrap=True)
    try:
        return input(_("Type the number to go on: ")).strip() == str(run.id)
    except EOFError:  # nobody is there to ask
        return False


def _recompute(arguments: argparse.Namespace) -> None:
    from biofeedback.report.recompute import recompute
    from biofeedback.store.models import RUNNING
    from biofeedback.store.runs import find_run, runs_of

    with open_for(arguments, "open") as store:
        tell_interrupted(store)
        wanted = [find_run(store, key) for key in arguments.runs] or runs_of(store)
        wanted = [run for run in wanted if run.finish != RUNNING]
        with progress() as bar:
            outcomes = [recompute(store, run) for run in bar.track(wanted, description=_("Runs"))]
    _print_changes(outcomes)


def _print_changes(outcomes: "list[Recomputed]") -> None:
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("Run"), justify="right")
    for heading in (_("Part"), _("Figure")):
        table.add_column(heading, no_wrap=True)
    for heading in (_("Before"), _("Now")):
        table.add_column(heading, justify="right")
    for outcome in outcomes:
        for change in outcome.changes:
            values = (_figure(value) for value in (change.before, change.now))
            table.add_row(str(outcome.run.id), change.part, change.name, *values)
    if table.row_count:
        screen().print(table)
    for outcome in outcomes:
        if outcome.left_alone:
            told = _("Run {number} stays as it was: its session {name} is not here any more.")
            name = outcome.run.session
            say(outcome.problem or told.format(number=outcome.run.id, name=name))
    changed = sum(bool(outcome.changes or outcome.anew) for outcome in outcomes)
    told = _("Recomputed: {count}; nothing changed.")
    if changed:
        told = _("Recomputed: {count}; changed: {changed}.")
    screen().print(told.format(count=len(outcomes), changed=changed))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.6g}"
