"""Several people and their plans, for a professional: found, added, chosen, noted, planned for.

Whoever is chosen is whose records the whole app shows, so a session that begins is theirs.
"""

import gzip
import tempfile
from asyncio import to_thread
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from gettext import gettext as _
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from biofeedback import __version__
from biofeedback.app.desk.at_rest import at_rest
from biofeedback.app.desk.long_work import AtWork, Stopped
from biofeedback.app.desk.messages import AT_HOME
from biofeedback.app.desk.people_messages import (
    Merged,
    Note,
    NotesAre,
    PeopleAre,
    PersonRefused,
    PersonRow,
    PlanIs,
    PlanSaid,
)
from biofeedback.app.desk.records import Records, now_utc
from biofeedback.app.desk.safe_messages import SEND
from biofeedback.report.course import course_of
from biofeedback.report.opened import opened
from biofeedback.store.database import Store
from biofeedback.store.errors import AliasTaken, StoreError
from biofeedback.store.exchange.home_keys import RETURN_TO, address_in, is_sealed, with_secret
from biofeedback.store.exchange.homework import Received, take_homework, write_homework
from biofeedback.store.exchange.plan_file import read_plan, write_plan
from biofeedback.store.exchange.taking import read, take
from biofeedback.store.models import Person, Run
from biofeedback.store.people import add_person, find_person, people
from biofeedback.store.planned import Planned
from biofeedback.store.plans import plan_on, planned_of, plans_of, practice_of, set_plan
from biofeedback.store.rights import Action, bar
from biofeedback.store.steps import Step
from devices.errors import FileError
from sessions.errors import SessionError

_PROGRAM = f"biofeedback {__version__}"
_RECORDINGS = ".jsonl.gz"


class People:
    """Look after several people.

    Parameters
    ----------
    tell : callable
        Gets the messages of `biofeedback.app.desk.people_messages`.
    records : Records
        The store, and who is chosen.
    """

    def __init__(self, tell: Callable[[object], None], records: Records) -> None:
        self._tell, self._records = tell, records
        self._noted_run: int | None = None
        self._notes: tuple[Note, ...] = ()

    async def people(self) -> None:
        """Tell everybody as `PeopleAre`."""
        store = self._records.store
        bar(store, Action.SEE_TODAY)
        everybody = [person for person in people(store) if not _is_nobody(store, person)]
        chosen = self._records.person
        is_there = any(person.id == chosen.id for person in everybody)
        self._tell(
            PeopleAre(
                tuple(_row(store, person) for person in everybody),
                chosen.id if is_there else None,
                at_rest(store, chosen.id) if is_there else {},
            )
        )

    async def add(self, alias: str) -> None:
        """Add a person and choose them; an alias is enough."""
        if not alias.strip():
            self._tell(PersonRefused(_("An alias is needed; a first name or a number will do.")))
            return
        try:
            person = add_person(self._records.store, alias, now_utc())
        except AliasTaken as error:
            self._tell(PersonRefused(str(error)))
            return
        await self.choose(person.id)

    async def choose(self, person_id: int) -> None:
        """Be about this person from now on."""
        await self._records.choose(find_person(self._records.store, str(person_id)))
        await self.people()

    async def note(self, run_id: int | None, session_t_s: float, words: str = "") -> None:
        """Note something in the run that goes on; without words it is a marker."""
        if run_id != self._noted_run:
            self._noted_run, self._notes = run_id, ()
        self._notes = (Note(session_t_s, words), *self._notes)
        if run_id is not None and words:
            bar(self._records.store, Action.CHANGE, f"run {run_id}")
            with self._records.store.of_run(run_id).session() as work:
                run = work.get_one(Run, run_id)
                line = f"{_clock(session_t_s)} {words}"
                run.notes = f"{run.notes}\n{line}" if run.notes else line
        self._tell(NotesAre(run_id, self._notes))

    async def notes(self, run_id: int | None) -> None:
        """Tell what was noted in the run that goes on."""
        self._tell(NotesAre(run_id, self._notes if run_id == self._noted_run else ()))

    async def plan(self) -> None:
        """Tell the plan of the chosen person as `PlanIs`."""
        store, person, today = self._records.store, self._records.person, _today()
        plans = plans_of(store, person.id)
        plan = plan_on(plans, today) or next(iter(plans), None)
        course = course_of(store, person.id, today, weeks=1)
        self._tell(
            PlanIs(
                person.id,
                "" if person.alias == AT_HOME else person.alias,
                today,
                planned_of(plan) if plan else None,
                int(course.adherence.done[-1]),
                dict(course.coverage.times),
            )
        )

    async def set_plan(self, plan: Planned) -> None:
        """Keep a plan; what cannot be planned is told as `PlanSaid`."""
        if self._set(plan, "set"):
            await self.plan()
            await self._records.home()

    async def hand_over(self, path: Path, plan: Planned) -> None:
        """Keep a plan, and write it as a file for the person to take along."""
        if not self._set(plan, "hand_over"):
            return
        preferences = with_secret(self._records.person.preferences)
        if preferences != self._records.person.preferences:
            await self._records.change(preferences=preferences)
        try:
            await to_thread(write_plan, path, plan, address_in(preferences))
        except FileError as error:
            self._tell(PlanSaid("hand_over", str(error)))
            return
        self._tell(PlanSaid("hand_over", path=str(path)))
        await self.plan()

    async def take_over(self, path: Path) -> None:
        """Make the plan of a file one's own."""
        place = self._records.store.place
        folder = (place.parent if isinstance(place, Path) else path.parent) / "sessions"
        try:
            plan, address = await to_thread(read_plan, path, folder)
        except FileError as error:
            self._tell(PlanSaid("take_over", str(error)))
            return
        if self._set(plan, "take_over"):
            kept = {**self._records.person.preferences, RETURN_TO: address}
            await self._records.change(preferences=kept)
            self._tell(PlanSaid("take_over", path=str(path)))
            await self._records.home()

    async def send_home(self, path: Path) -> None:
        """Write what was done at home as a file that the practice alone can open."""
        store, person = self._records.store, self._records.person
        try:
            await self._records.work.do(
                SEND, lambda step: write_homework(store, person, path, step=step)
            )
        except (FileError, StoreError) as error:
            self._tell(PlanSaid("send_home", str(error)))
        else:
            self._tell(PlanSaid("send_home", path=str(path)))

    async def merge(self, path: Path) -> None:
        """Take in what a person did at home; what is here already stays once."""
        try:
            new, twice = await (self._sealed(path) if is_sealed(path) else self._open(path))
        except (FileError, AtWork, Stopped) as error:
            self._tell(PlanSaid("merge", str(error)))
            return
        starts = [run.start_utc for run in new if run.start_utc]
        self._tell(Merged(len(new), min(starts).astimezone().date() if starts else None, twice))
        await self.people()

    async def _sealed(self, path: Path) -> tuple[Sequence[Run], int]:
        """Take in a file of `send_home`; its key tells whose it is, and they are chosen."""
        store = self._records.store
        received = await self._records.work.do("merge", lambda _step: _take_sealed(store, path))
        await self._records.choose(received.person)
        return received.new, received.twice

    async def _open(self, path: Path) -> tuple[Sequence[Run], int]:
        """Take in recordings that nobody sealed, as those of the chosen person."""
        store, person = self._records.store, self._records.person
        return await self._records.work.do(
            "merge", lambda step: _take_open(store, person, path, step)
        )

    def _set(self, plan: Planned, what: str) -> bool:
        try:
            set_plan(
                self._records.store,
                self._records.person.id,
                start_on=plan.start_on,
                sessions_a_week=plan.sessions_a_week,
                end_on=plan.end_on,
                sessions=plan.sessions,
                networks=plan.networks,
                boosters=plan.boosters,
                notes=plan.notes,
            )
        except SessionError as error:
            self._tell(PlanSaid(what, str(error)))
            return False
        if what == "set":
            self._tell(PlanSaid(what))
        return True


def _row(store: Store, person: Person) -> PersonRow:
    days = practice_of(store, person.id).days
    return PersonRow(person.id, person.alias, days.size, max(days.tolist(), default=None))


def _is_nobody(store: Store, person: Person) -> bool:
    """Whether it is only the place that is kept for the one person of a computer at home."""
    return person.alias == AT_HOME and not practice_of(store, person.id).days.size


def _take_sealed(store: Store, path: Path) -> Received:
    """Take in a sealed file, and make of its recordings what lists and trends need."""
    received = take_homework(store, path, program=_PROGRAM)
    for run in received.new:
        opened(store, run)
    return received


def _take_open(store: Store, person: Person, path: Path, step: Step) -> tuple[list[Run], int]:
    """Take in recordings; return those that are new, and how many were here already."""
    new: list[Run] = []
    with _recordings(path) as files:
        for done, file in enumerate(files):
            step(done, len(files))
            recording = read(file)
            start = recording.header.start_utc
            ahead = start.astimezone().utcoffset() if start else None
            offset_s = int(ahead.total_seconds()) if ahead else 0
            taken = take(store, person, recording, program=_PROGRAM, utc_offset_s=offset_s)
            if taken.is_new:
                new.append(taken.run)
                opened(store, taken.run)
    return new, len(files) - len(new)


@contextmanager
def _recordings(path: Path) -> Iterator[list[Path]]:
    """Yield the recordings in what a person brought: everything of theirs as a zip, or one file."""
    if path.suffix != ".zip":
        yield [path]
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with ZipFile(path) as archive:
                names = [name for name in archive.namelist() if name.endswith(_RECORDINGS)]
                files = []
                for number, name in enumerate(names):
                    file = Path(folder) / f"{number}.jsonl"
                    file.write_bytes(gzip.decompress(archive.read(name)))
                    files.append(file)
        except (BadZipFile, OSError) as error:
            problem, advice = _("cannot be read"), _("Ask for it once more.")
            raise FileError(path, problem, advice) from error
        yield files


def _clock(session_t_s: float) -> str:
    return f"{int(session_t_s) // 60}:{int(session_t_s) % 60:02d}"


def _today() -> date:
    return now_utc().astimezone().date()
