"""What a person did at home, on its way to the practice: sealed, taken in once, nothing doubled.

The file is a zip inside an age envelope: `homework.json` with the answers and what is known of each
run, and every run's recording as it came in. Runs carry the name they were given at home, answers
the moment they were given: whatever is there already stays as it is.
"""

import gzip
import io
import json
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from biofeedback.store.chunks import LEVEL
from biofeedback.store.database import Store
from biofeedback.store.exchange.home_keys import RETURN_TO, seal, unseal
from biofeedback.store.models import Base, DiaryEntry, Peg, Person, Rating, Run, ScaleTotal
from biofeedback.store.people import people
from biofeedback.store.rights import Action, demand
from biofeedback.store.runs import AsKept, import_recording, recording_lines, runs_of
from biofeedback.store.steps import Step, untold
from devices.atomic import write_beside
from devices.errors import FileError
from devices.recording import read_recording

_FORMAT, _TOLD = "biofeedback homework 1", "homework.json"
_ANSWERS: tuple[type[Base], ...] = (Rating, Peg, ScaleTotal, DiaryEntry)
_OWN = {"id", "person_id", "run_id"}
"""Columns that mean something in one store only."""
_OWNER_ONLY = 0o600
_LARGEST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """What a file brought.

    Attributes
    ----------
    person : Person
        Whose it is: the key that opened it tells.
    new : tuple of Run
        Sessions that were not here.
    twice : int
        Sessions that were here already.
    answers : int
        Answers and notes of the diary that were not here.
    """

    person: Person
    new: tuple[Run, ...]
    twice: int
    answers: int


def write_homework(
    store: Store, person: Person, path: Path, *, since: date | None = None, step: Step = untold
) -> int:
    """Write what a person did, from a day on, sealed for their practice; return how many sessions.

    Each is a `step`.

    Raises
    ------
    FileError
        When there is no practice to send it to, or the file cannot be written.
    """
    demand(store, Action.EXPORT, f"person {person.id}")
    address = person.preferences.get(RETURN_TO)
    if not address:
        problem = _("cannot be sealed: no practice has sent a plan")
        raise FileError(path, problem, _("Take in the plan of your practice first."))
    runs = [run for run in runs_of(store, person.id) if _is_since(run, since)]
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        told = {
            "format": _FORMAT,
            "runs": [_told(run) for run in runs],
            "answers": _answers(store, person, since, {run.id: run.uid for run in runs}),
        }
        archive.writestr(ZipInfo(_TOLD), json.dumps(told, ensure_ascii=False))
        for done, run in enumerate(runs):
            step(done, len(runs))
            lines = gzip.compress(recording_lines(store, run), LEVEL, mtime=0)
            archive.writestr(ZipInfo(_name(run.uid)), lines)
    with write_beside(path) as file:
        Path(file.buffer.name).chmod(_OWNER_ONLY)
        file.buffer.write(seal(packed.getvalue(), address))
    return len(runs)


def take_homework(store: Store, path: Path, *, program: str) -> Received:
    """Take in what came back from home.

    Raises
    ------
    FileError
        When the file is damaged, none of ours, or sealed for other records.
    StoreError
        When the records cannot be written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(path, _("cannot be read"), _("Look for it once more.")) from error
    person, packed = unseal(path, data, people(store))
    demand(store, Action.TAKE_IN, f"person {person.id}")
    try:
        with ZipFile(io.BytesIO(packed)) as archive:
            told = json.loads(_read(archive, _TOLD))
            if told["format"] != _FORMAT:
                raise ValueError(told["format"])
            kept = [_take_run(store, person, archive, run, program) for run in told["runs"]]
        ids = {run.uid: run.id for run, _new in kept}
        answers = _take_answers(store, person, told["answers"], ids)
    except (BadZipFile, KeyError, TypeError, ValueError, OSError, EOFError, zlib.error) as error:
        raise FileError(path, _("is damaged"), _("Ask for it once more.")) from error
    new = tuple(run for run, is_new in kept if is_new)
    return Received(person, new, len(kept) - len(new), answers)


def _is_since(run: Run, since: date | None) -> bool:
    """Whether a run began on that day or later, on the clock on the wall at its place."""
    start = run.local_start
    return since is None or start is None or start.date() >= since


def _told(run: Run) -> dict[str, Any]:
    return {
        "uid": run.uid,
        "title": run.title,
        "finish": run.finish,
        "duration_s": run.duration_s,
        "utc_offset_s": run.utc_offset_s,
        "skipped": list(run.skipped),
        "options": dict(run.options),
        "notes": run.notes,
    }


def _name(uid: str) -> str:
    return f"runs/{uid}.jsonl.gz"


def _read(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST_BYTES:
        raise ValueError(name)
    return archive.read(name)


def _take_run(
    store: Store, person: Person, archive: ZipFile, told: dict[str, Any], program: str
) -> tuple[Run, bool]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.jsonl"
        file.write_bytes(gzip.decompress(_read(archive, _name(told["uid"]))))
        recording = read_recording(file)
    kept = AsKept(
        uid=str(told["uid"]),
        finish=str(told["finish"]),
        duration_s=float(told["duration_s"]),
        skipped=tuple(map(str, told["skipped"])),
        options=dict(told["options"]),
        notes=str(told["notes"]),
    )
    return import_recording(
        store,
        person.id,
        recording,
        program=program,
        title=str(told["title"]),
        utc_offset_s=int(told["utc_offset_s"]),
        kept=kept,
    )


# Answers travel as rows: column name -> plain value, and the run by the name it has everywhere.


def _answers(
    store: Store, person: Person, since: date | None, uids: dict[int, str]
) -> dict[str, list[dict[str, Any]]]:
    with store.session() as session:
        return {
            kind.__tablename__: [
                _row(answer, uids)
                for answer in _rows(session, kind, person.id)
                if _goes_along(answer, since, uids)
            ]
            for kind in _ANSWERS
        }


def _rows(session: Session, kind: type[Base], person_id: int) -> Sequence[Any]:
    return session.scalars(
        select(kind).where(inspect(kind).columns["person_id"] == person_id)
    ).all()


def _goes_along(answer: Any, since: date | None, uids: dict[int, str]) -> bool:
    """Whether an answer is sent: with its run, or by its own day."""
    run_id = getattr(answer, "run_id", None)
    if run_id is not None:
        return run_id in uids
    return since is None or _day(answer) >= since


def _day(answer: Any) -> date:
    day = getattr(answer, "day", None)
    if isinstance(day, date):
        return day
    at_utc: datetime = answer.at_utc
    return at_utc.date()


def _row(answer: Any, uids: dict[int, str]) -> dict[str, Any]:
    row = {name: _plain(getattr(answer, name)) for name in _columns(type(answer))}
    if getattr(answer, "run_id", None) is not None:
        row["run"] = uids.get(answer.run_id, "")
    return row


def _columns(kind: type[Base]) -> Iterator[str]:
    return (column.key for column in inspect(kind).columns if column.key not in _OWN)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _take_answers(
    store: Store, person: Person, told: dict[str, list[dict[str, Any]]], ids: dict[str, int]
) -> int:
    """Add the answers that are not here, all of them or none; return how many."""
    count = 0
    with store.session() as session:
        for kind in _ANSWERS:
            there = {_identity(kind, answer) for answer in _rows(session, kind, person.id)}
            for row in told[kind.__tablename__]:
                answer = _answer(kind, person.id, row, ids)
                if answer is not None and _identity(kind, answer) not in there:
                    there.add(_identity(kind, answer))
                    session.add(answer)
                    count += 1
    return count


def _answer(kind: type[Base], person_id: int, row: dict[str, Any], ids: dict[str, int]) -> Any:
    """Return a row of this store; None when it is about a run that did not come along."""
    fields = {name: _typed(name, row[name]) for name in _columns(kind)}
    if "run" in row:
        if row["run"] not in ids:
            return None
        fields["run_id"] = ids[row["run"]]
    make: Callable[..., Any] = kind
    return make(person_id=person_id, **fields)


def _typed(name: str, value: Any) -> Any:
    return _READ[name](value) if name in _READ else value


_READ: dict[str, Callable[[str], date]] = {
    "at_utc": datetime.fromisoformat,
    "day": date.fromisoformat,
}
_SAME_BY: dict[type[Base], tuple[str, ...]] = {
    Rating: ("run_id", "moment", "scale"),
    Peg: ("day",),
    ScaleTotal: ("day", "scale"),
    DiaryEntry: ("day", "kind", "what"),
}
"""What makes two answers the same one; the one that is here stays."""


def _identity(kind: type[Base], answer: Any) -> tuple[Any, ...]:
    own = tuple(getattr(answer, name) for name in _SAME_BY[kind])
    is_of_no_run = isinstance(answer, Rating) and answer.run_id is None
    return (*own, answer.at_utc) if is_of_no_run else own
