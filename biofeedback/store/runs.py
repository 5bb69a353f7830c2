"""Runs: begun, ended, listed and found; their recordings in and out; what was made of them.

A run is open until its records are packed (`Run.digest` is set then). Open runs that nobody is
recording any more were cut off: `close_interrupted` ends them with what they have.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from biofeedback.store.chunks import add_packed, digest_of, pack, piece_of, read_pieces
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore, StoreDamaged, StoreError
from biofeedback.store.models import (
    DISCARDED,
    IMPORTED,
    INTERRUPTED,
    RUNNING,
    Chunk,
    Derived,
    Figure,
    Run,
)
from biofeedback.store.presence import claimed
from biofeedback.store.rights import Action, demand, may
from biofeedback.store.run_header import header_of, new_run
from biofeedback.store.uids import begins
from devices.contents import Contents
from devices.errors import FileError
from devices.recording import Header, Recording, header_line, parse_recording

LAST = "last"

FigureKey = tuple[str, str]
"""The part of a run, and the name of the figure."""


@dataclass(frozen=True, slots=True)
class AsKept:
    """A run as other records of this program have it, see `biofeedback.store.models.Run`."""

    uid: str
    finish: str
    duration_s: float
    skipped: tuple[str, ...]
    options: Mapping[str, Any]
    notes: str


def begin(
    store: Store,
    person_id: int,
    header: Header,
    *,
    title: str = "",
    utc_offset_s: int = 0,
    skipped: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
    run_id: int | None = None,
) -> int:
    """Open a run, to be recorded by a `biofeedback.store.recorder.Recorder`; return its id.

    Parameters
    ----------
    store : Store
        Where.
    person_id : int
        Whose run it is.
    header : Header
        What a recording of it begins with.
    title : str
        The session's, as the person read it.
    utc_offset_s : int
        What the clock on the wall was ahead of UTC.
    skipped : sequence of str
        Parts of the body that are left out.
    options : mapping
        What else shapes the run; JSON.
    run_id : int, optional
        Its number, where the store is not to choose.
    """
    run = new_run(
        person_id,
        header,
        title=title,
        utc_offset_s=utc_offset_s,
        skipped=skipped,
        options=options,
    )
    if run_id is not None:
        run.id = run_id
    with store.session() as session:
        session.add(run)
    return run.id


def end(store: Store, run_id: int, finish: str, duration_s: float) -> None:
    """Say how a run ended, and pack its records.

    Without room for the packing, the next `close_interrupted` packs them.

    Raises
    ------
    StoreError
        NotInStore, or when the database does not do its part.
    """
    with store.session() as session:
        run = _get(session, run_id)
        run.finish, run.duration_s = finish, duration_s
    _pack(store, run_id)


def close_interrupted(store: Store) -> list[Run]:
    """End the runs that were cut off, with what they have; to be called at the start.

    Runs that another program is recording, on a server, are left alone.

    Returns
    -------
    list of Run
        What was interrupted and is found now.
    """
    with store.session() as session:
        is_open = Run.digest.is_(None)
        open_ids = session.scalars(select(Run.id).where(is_open).order_by(Run.id)).all()
    found = []
    for run_id in open_ids:
        with claimed(store, run_id) as is_ours:
            if is_ours and _interrupt(store, run_id):
                found.append(run_id)
            if is_ours:
                _pack(store, run_id)
    with store.session() as session:
        return [_get(session, run_id) for run_id in found]


def runs_of(store: Store, person_id: int | None = None, *, limit: int | None = None) -> list[Run]:
    """Return the runs of a person, or of everybody, the newest first."""
    chosen = select(Run).order_by(Run.start_utc.desc().nulls_last(), Run.id.desc()).limit(limit)
    if person_id is not None:
        chosen = chosen.where(Run.person_id == person_id)
    with store.session() as session:
        return list(session.scalars(chosen))


def find_run(store: Store, key: str) -> Run:
    """Return the run that a person means: `last`, its number, or how its uid begins.

    Raises
    ------
    NotInStore
        When there is none, or more than one uid begins so; fewer characters than `SHORTEST_UID`
        are a number only, for what is meant may be erased.
    """
    if key == LAST:
        found: Sequence[Run] = runs_of(store, limit=1)
    else:
        with store.session() as session:
            run = session.get(Run, int(key)) if _is_number(key) else None
            meant = select(Run).where(begins(Run.uid, key)).limit(2)
            found = [run] if run else session.scalars(meant).all()
    if len(found) != 1:
        raise NotInStore(_run(key))
    return found[0]


def erase_run(store: Store, run_id: int) -> None:
    """Remove a run, and everything that hangs on it.

    Raises
    ------
    NotInStore
        When it is not there.
    """
    demand(store, Action.ERASE, f"run {run_id}")
    with store.of_run(run_id).session() as session:
        run = _get(session, run_id)
        if run_id < 0:  # the server may have some of it: both go when that is next in reach
            run.finish = DISCARDED
        else:
            session.delete(run)


def recording_of(store: Store, run: Run) -> Recording:
    """Return the recording of a run, as far as it goes.

    Raises
    ------
    StoreDamaged
        When it cannot be read.
    """
    try:
        return parse_recording(Contents(Path(run.uid), recording_lines(store, run)))
    except FileError as error:
        raise StoreDamaged(_run(run.id)) from error


def recording_lines(store: Store, run: Run) -> bytes:
    """Return the bytes that `devices.recording.RecordingWriter` would have written.

    Raises
    ------
    StoreDamaged
        When they cannot be read.
    """
    with store.session() as session:
        pieces = read_pieces(session, run)
        return b"".join([header_line(header_of(run)), *(piece.data for piece in pieces)])


def import_recording(
    store: Store,
    person_id: int,
    recording: Recording,
    *,
    program: str,
    title: str = "",
    utc_offset_s: int = 0,
    kept: AsKept | None = None,
) -> tuple[Run, bool]:
    """Keep a recording from elsewhere as a run, all of it or nothing.

    Parameters
    ----------
    store : Store
        Where.
    person_id : int
        Whose heart it is.
    recording : Recording
        As `devices.importers.open_any` read it.
    program : str
        Who read it, with its version.
    title : str
        The session's.
    utc_offset_s : int
        What the clock on the wall was ahead of UTC, where the recording does not tell.
    kept : AsKept or None
        What other records of ours know of it.

    Returns
    -------
    run : Run
        The run; the one that is there, when this person has the same recording already.
    is_new : bool
        Whether it was not there.
    """
    demand(store, Action.TAKE_IN, f"person {person_id}")
    header, pieces = recording.header, [piece_of(record) for record in recording.records]
    digest = digest_of(header, pieces)
    run = new_run(
        person_id,
        header,
        title=title,
        utc_offset_s=_offset_s(header.start_utc, utc_offset_s),
        skipped=kept.skipped if kept else (),
        options=kept.options if kept else {"imported_by": program},
    )
    run.finish, run.digest = IMPORTED, digest
    run.duration_s = pieces[-1].to_s if pieces else 0.0
    if kept:
        run.uid, run.finish = kept.uid, kept.finish
        run.duration_s, run.notes = kept.duration_s, kept.notes
    with store.session() as session:
        same = select(Run).where(
            Run.person_id == person_id, or_(Run.digest == digest, Run.uid == run.uid)
        )
        if known := session.scalars(same).first():
            return known, False
        session.add(run)
        session.flush()
        add_packed(session, run.id, pieces)
    return run, True


def keep_derived(
    store: Store,
    run_id: int,
    program: str,
    *,
    derived: Mapping[str, bytes],
    figures: Mapping[FigureKey, float],
) -> None:
    """Keep what a program made of a run's records, in place of what was made before.

    Parameters
    ----------
    store : Store
        Where.
    run_id : int
        The run.
    program : str
        The program, with its version.
    derived : mapping of str to bytes
        By kind: `beats`, `frames`.
    figures : mapping of (part, name) to float
        One that is no number is unknown, and not kept.
    """
    of_run = {"run_id": run_id, "program": program}
    things = [{**of_run, "kind": kind, "data": data} for kind, data in derived.items()]
    values = [
        {**of_run, "part": part, "name": name, "value": float(value)}
        for (part, name), value in figures.items()
        if math.isfinite(value)
    ]
    with store.session() as session:
        for table, rows in ((Derived, things), (Figure, values)):
            session.execute(delete(table).where(table.run_id == run_id))
            if rows:
                session.execute(insert(table), rows)


def derived_of(store: Store, run_id: int) -> dict[str, bytes]:
    """Return what was made of a run, by kind."""
    with store.session() as session:
        chosen = select(Derived.kind, Derived.data).where(Derived.run_id == run_id)
        return {row.kind: row.data for row in session.execute(chosen)}


def figures_of(store: Store, run_ids: Collection[int]) -> dict[int, dict[FigureKey, float]]:
    """Return the figures of runs, by run."""
    found: dict[int, dict[FigureKey, float]] = {run_id: {} for run_id in run_ids}
    columns = (Figure.run_id, Figure.part, Figure.name, Figure.value)
    with store.session() as session:
        chosen = select(*columns).where(Figure.run_id.in_(run_ids))
        for run_id, part, name, value in session.execute(chosen):
            found[run_id][part, name] = value
    return found


def _get(session: Session, run_id: int) -> Run:
    run = session.get(Run, run_id)
    if run is None:
        raise NotInStore(_run(run_id))
    return run


def _run(key: object) -> str:
    return _("run {key}").format(key=key)


def _interrupt(store: Store, run_id: int) -> bool:
    """End a run that was cut off; False when it had ended, and only lacks its packing."""
    with store.session() as session:
        run = _get(session, run_id)
        if run.finish != RUNNING:
            return False
        last_s = session.scalar(select(func.max(Chunk.to_s)).where(Chunk.run_id == run_id))
        run.finish, run.duration_s = INTERRUPTED, last_s or 0.0
        return True


def _pack(store: Store, run_id: int) -> None:
    if run_id < 0 or not may(store, Action.OPEN):  # packed where it is brought to, or by who may
        return
    with suppress(StoreError), store.session() as session:
        pack(session, _get(session, run_id))


def _is_number(key: str) -> bool:
    return key.removeprefix("-").isdecimal() and abs(int(key)) < 2**31


def _offset_s(start: datetime | None, otherwise_s: int) -> int:
    told = start.utcoffset() if start else None
    return int(told.total_seconds()) if told else otherwise_s
