"""What `biofeedback import` does: files of any format there is an importer for become runs.

A file is read before the store is touched, and kept in one transaction: what cannot be used leaves
nothing behind, not even the person it was meant for.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path

from biofeedback import __version__
from biofeedback.catalogue import installed
from biofeedback.cli import DONE, SOME_FAILED
from biofeedback.cli.files import find_files
from biofeedback.cli.output import minutes, say, screen, several
from biofeedback.report.opened import opened
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore
from biofeedback.store.exchange.taking import read, take
from biofeedback.store.models import Person
from biofeedback.store.people import find_person, people, the_person
from devices.errors import FileError, UnknownFile

_PROGRAM = f"biofeedback {__version__}"


def import_files(store: Store, typed: Sequence[Path], alias: str | None) -> int:
    """Keep every file as a run; return the exit code.

    Parameters
    ----------
    alias : str or None
        Whose heart it is, somebody new is added; None where there is one person only.

    Raises
    ------
    FileError
        When the only file cannot be used, there is none, or nobody knows whose it is.
    StoreError
        When the store cannot be written.
    """
    found = find_files(typed)
    failures: list[FileError] = []
    foreign: list[str] = []
    for path, is_chosen in found.items():
        try:
            _import(store, path, alias)
        except UnknownFile as error:
            if is_chosen:
                failures.append(error)
            else:  # in a folder, anything may lie about
                foreign.append(path.name)
        except FileError as error:
            failures.append(error)
    if foreign:
        names = several(foreign)
        say(_("Passed over (nothing in it tells of heartbeats): {names}").format(names=names))
    meant = len(found) - len(foreign)
    if not meant:
        problem, advice = _("no heartbeats found there"), _("Choose another file or folder.")
        raise FileError(", ".join(map(str, typed)), problem, advice)
    if meant == len(failures) == 1:
        raise failures[0]
    for failure in failures:
        say(failure)
    return SOME_FAILED if failures else DONE


def _import(store: Store, path: Path, alias: str | None) -> None:
    recording = read(path)
    installed().type_of(recording.header.device, path)  # refused before anything is kept
    person = _person(store, path, alias)
    taken = take(
        store,
        person,
        recording,
        program=_PROGRAM,
        utc_offset_s=_utc_offset_s(recording.header.start_utc),
    )
    run = taken.run
    if taken.is_new:
        opened(store, run)  # so that its figures are there for lists and trends
    told = (
        _("{path}: run {number} of {alias}, {minutes} minutes.")
        if taken.is_new
        else _("{path} is already here, as run {number} of {alias}.")
    )
    sentence = told.format(
        path=path, number=run.id, alias=person.alias, minutes=minutes(run.duration_s)
    )
    screen().print(sentence, markup=False, soft_wrap=True)
    for warning in recording.warnings:
        say(f"{path}: {warning}")
    if taken.also_of:
        told = _("{path}: the same recording is kept for {aliases}. Whose heart is it?")
        say(told.format(path=path, aliases=several(taken.also_of)))


def _person(store: Store, path: Path, alias: str | None) -> Person:
    """Return whose heart it is; asked for only when a file was read, so that nobody is added."""
    if alias is not None:
        try:
            return find_person(store, alias)
        except NotInStore:
            return the_person(store, alias, datetime.now(UTC))  # noqa: TID251 - asked once, here
    everybody = people(store)
    if len(everybody) != 1:
        raise FileError(path, _("might be anybody's"), _("Say whose it is with --person ALIAS."))
    return everybody[0]


def _utc_offset_s(start: datetime | None) -> int:
    """Return what this computer's clock on the wall was ahead of UTC at a time."""
    with suppress(OverflowError, ValueError, OSError):  # no calendar of this computer goes so far
        offset = start and start.astimezone().utcoffset()
        return int(offset.total_seconds()) if offset else 0
    return 0
