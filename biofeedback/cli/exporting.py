"""What `biofeedback export` does: one run, or all runs of a person, as files for other programs.

An alias goes first, then a run, then a person's number: aliases are what people choose.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from biofeedback.cli import DONE, SOME_FAILED
from biofeedback.cli.output import say, screen
from biofeedback.report.figures import spans_of
from biofeedback.report.opened import opened
from biofeedback.store.answers import pegs_of, ratings_of
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore
from biofeedback.store.exchange import FHIR, FORMATS, RECORDING, export, fhir, write
from biofeedback.store.exchange.material import Material
from biofeedback.store.exchange.naming import file_name
from biofeedback.store.models import Peg, Person, Rating, Run
from biofeedback.store.people import find_person, people
from biofeedback.store.rights import Action, demand
from biofeedback.store.runs import find_run, recording_lines, runs_of
from devices.atomic import write_errors
from devices.errors import FileError


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for.

    Attributes
    ----------
    which : str
        A run or a person.
    what : str
        One of `FORMATS`.
    out : Path or None
        The file, or the folder; None: here, by a name that tells day and session.
    named : bool
        Whether the alias may stand in the file.
    """

    which: str
    what: str
    out: Path | None = None
    named: bool = False


def export_runs(store: Store, wish: Wish) -> int:
    """Write what is wished for; return the exit code.

    Raises
    ------
    FileError
        When nothing could be written.
    StoreError
        When there is no such run or person, or the store cannot be read.
    """
    runs, folder = _chosen(store, wish)
    for run in runs:
        demand(store, Action.EXPORT, f"run {run.id}")
    if folder is not None and wish.what == FHIR:
        return _export_bundle(store, runs, wish, folder.with_suffix(FORMATS[FHIR].suffix))
    if folder is not None:
        with write_errors(folder):
            folder.mkdir(exist_ok=True)
    failures: list[FileError] = []
    for run in runs:
        path = _path(run, wish, folder)
        try:
            _write(store, run, wish, path)
        except FileError as error:
            failures.append(error)
        else:
            screen().print(str(path), markup=False, soft_wrap=True)
    if len(failures) == len(runs):
        raise failures[0]
    for failure in failures:
        say(failure)
    say(_("This is no longer encrypted: whoever has it can read it."))
    return SOME_FAILED if failures else DONE


def _export_bundle(store: Store, runs: Sequence[Run], wish: Wish, path: Path) -> int:
    """Write all runs of a person, and what they answered besides, as one bundle."""
    found = (opened(store, run) for run in runs)
    facts = (fhir.RunFacts(o.run, o.figures, o.ratings, spans_of(o)) for o in found)
    person_id = runs[0].person_id
    with store.session() as work:
        person = work.get_one(Person, person_id)
    days = [rating for rating in ratings_of(store, person_id) if rating.run_id is None]
    answers: list[Rating | Peg] = [*days, *pegs_of(store, person_id)]
    write(path, fhir.person_bundle(person, facts, answers, wish.named).encode())
    screen().print(str(path), markup=False, soft_wrap=True)
    say(_("This is no longer encrypted: whoever has it can read it."))
    return DONE


def _chosen(store: Store, wish: Wish) -> tuple[Sequence[Run], Path | None]:
    """Return the runs that are meant, and the folder for those of a person."""
    aliases = {person.alias.casefold() for person in people(store)}
    if wish.which.strip().casefold() not in aliases:
        with suppress(NotInStore):
            return [find_run(store, wish.which)], None
    person = find_person(store, wish.which)
    runs = runs_of(store, person.id)
    if not runs:
        raise NotInStore(_("run of {alias}").format(alias=person.alias))
    return runs, wish.out or Path(_("person-{number}").format(number=person.id))


def _path(run: Run, wish: Wish, folder: Path | None) -> Path:
    name = file_name(run, wish.what)
    if folder is not None:
        return folder / name
    if wish.out is not None and FORMATS[wish.what].suffix and wish.out.is_dir():
        return wish.out / name
    return wish.out or Path(name)


def _write(store: Store, run: Run, wish: Wish, path: Path) -> None:
    if wish.what == RECORDING:  # whatever is in it, it can be taken along
        write(path, recording_lines(store, run))
    else:
        export(wish.what, _material(store, run, wish.named), path)


def _material(store: Store, run: Run, named: bool) -> Material:
    found = opened(store, run)
    return Material(
        found.run,
        found.person,
        recording_lines(store, run),
        found.recording,
        found.beats,
        found.frames.columns,
        found.figures,
        found.ratings,
        spans_of(found),
        named,
    )
