"""Runs that are over: weeks, lists, one run, two beside each other, reports and exports.

A session may be going on in this loop meanwhile. So what is quick is asked here; everything that
reads recordings, counts or writes is done in a thread, where the store is asked in short turns.
"""

from asyncio import to_thread
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from biofeedback import __version__
from biofeedback.app.desk.long_work import Stopped
from biofeedback.app.desk.past_messages import (
    Compared,
    ProgressIs,
    RunErased,
    RunPicture,
    RunPictured,
    RunsAre,
    Written,
)
from biofeedback.app.desk.past_shown import (
    picture_of,
    row_of,
    shown,
    side_by_side,
    side_of,
    waves_of,
)
from biofeedback.app.desk.records import Records, now_utc
from biofeedback.app.desk.safe_messages import FILES
from biofeedback.report import findings, trends
from biofeedback.report.course import USUAL_WEEKS, course_of
from biofeedback.report.history import history_of
from biofeedback.report.kept_bytes import KINDS, from_bytes
from biofeedback.report.opened import Found, Opened, find, open_found, opened
from biofeedback.report.page import Reading
from biofeedback.report.rhythm import is_irregular
from biofeedback.report.usual import Usual
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.models import Person, Run
from biofeedback.store.rights import Action, bar, demand
from biofeedback.store.steps import Step
from devices.atomic import write_errors
from devices.errors import FileError

SHOWN = 6
_SPOKEN = ("pain", "tension")
_PROGRAM = f"biofeedback {__version__}"


class Past:
    """Look back.

    Parameters
    ----------
    tell : callable
        Gets the messages of `biofeedback.app.desk.past_messages`.
    records : Records
        The store, and whose it is.
    """

    def __init__(self, tell: Callable[[object], None], records: Records) -> None:
        self._tell, self._records = tell, records
        self._pictures: dict[str, RunPicture | None] = {}

    async def progress(self, weeks: int = USUAL_WEEKS) -> None:
        """Tell the last weeks as `ProgressIs`."""
        store, person_id = self._records.store, self._records.person.id
        bar(store, Action.OPEN, f"person {person_id}")
        course = course_of(store, person_id, now_utc().astimezone().date(), weeks=weeks)
        history = history_of(store, person_id, course.first)
        spoken = [course.findings[scale] for scale in _SPOKEN if scale in course.findings]
        rmssd_ms = history.rmssd_ms.mean
        self._tell(
            ProgressIs(
                weeks=weeks,
                finding=findings.sentence(spoken),
                fuller=tuple(map(findings.fuller, spoken)),
                ratings=trends.ratings_chart(course),
                rest=trends.rest_chart(course, history.rmssd_ms),
                rest_ms=float(rmssd_ms[-1]) if rmssd_ms.size else None,
                practice=trends.practice_chart(course),
                minutes=float(course.minutes[-1]),
                pace_per_min=history.own_paces[-1][1].rate_per_min if history.own_paces else None,
                runs=len(runs.runs_of(store, person_id)),
            )
        )

    async def runs(self, limit: int | None = SHOWN) -> None:
        """Tell the newest runs as `RunsAre`, then the picture of each as `RunPictured`."""
        person_id = self._records.person.id
        bar(self._records.store, Action.OPEN, f"person {person_id}")
        everything = runs.runs_of(self._records.store, person_id)
        found = everything[:limit]
        self._tell(RunsAre(tuple(map(row_of, found)), len(everything)))
        for run in found:
            self._tell(RunPictured(run.id, await self._picture(run)))

    async def open(self, run_id: int) -> None:
        """Tell one run as `RunShown`."""
        whole = await self._opened(run_id)
        self._tell(await to_thread(shown, whole, _PROGRAM))

    async def compare(self, a: int, b: int) -> None:
        """Tell two runs as `Compared`."""
        both = [await self._opened(run_id) for run_id in (a, b)]
        both.sort(key=lambda whole: str(whole.run.start_utc or ""))
        earlier, later = map(side_of, both)
        waves = await to_thread(waves_of, *both)
        self._tell(Compared(earlier, later, waves, side_by_side(*both)))

    async def report(
        self,
        path: Path,
        reading: str,
        language: str,
        run_id: int | None = None,
        weeks: int = USUAL_WEEKS,
    ) -> None:
        """Write a run, or the weeks, as a page; the ending of `path` says of which kind.

        Parameters
        ----------
        reading : str
            A value of `biofeedback.report.page.Reading`.
        language : str
            The one that is spoken.
        """
        about = "report" if run_id is None else f"run {run_id}"
        demand(self._records.store, Action.EXPORT, about)
        if run_id is not None:
            whole = await self._opened(run_id)
            await to_thread(_write_run, whole, Reading(reading), language, path)
        else:
            store, person = self._records.store, self._records.person
            what = store, person, now_utc().astimezone().date(), weeks
            await to_thread(_write_weeks, what, Reading(reading), language, path)
        self._tell(Written(str(path), 1))

    async def export(
        self,
        path: Path,
        what: str,
        run_id: int | None = None,
        weeks: int | None = None,
        *,
        named: bool = False,
    ) -> None:
        """Write a run for other programs to `path`, or several runs into the folder `path`.

        Parameters
        ----------
        what : str
            A key of `biofeedback.store.exchange.FORMATS`.
        run_id, weeks : int, optional
            One run, or those of the last weeks; without either all there are.
        named : bool
            Whether the person's alias may stand in the file.
        """
        from biofeedback.store.exchange.naming import file_name

        if run_id is not None:
            chosen = {run_id: path}
        else:
            await to_thread(_make_folder, path)
            chosen = {run.id: path / file_name(run, what) for run in self._runs_since(weeks)}
        store = self._records.store
        count = await self._records.work.do(
            FILES, lambda step: _export_each(store, chosen, what, named, step)
        )
        self._tell(Written(str(path), count))

    async def erase(self, run_id: int) -> None:
        """Take a run out of the records, for good."""
        runs.erase_run(self._records.store, run_id)
        self._tell(RunErased(run_id))
        await self._records.home()

    def _runs_since(self, weeks: int | None) -> list[Run]:
        """Return the runs of the last weeks, this one among them."""
        found = runs.runs_of(self._records.store, self._records.person.id)
        if weeks is None:
            return found
        today = now_utc().astimezone().date()
        first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
        return [run for run in found if (start := run.local_start) and start.date() >= first]

    async def _opened(self, run_id: int) -> Opened:
        return await to_thread(_open, self._records.store.of_run(run_id), run_id)

    async def _picture(self, run: Run) -> RunPicture | None:
        """Return the picture of a run; of what was kept only, as lists are to be there at once."""
        if run.uid not in self._pictures:
            kept = runs.derived_of(self._records.store, run.id)
            if not kept.keys() >= set(KINDS):
                return None
            usual = Usual.kept(run.options)
            self._pictures[run.uid] = await to_thread(_picture_kept, kept, usual)
        return self._pictures[run.uid]


def _open(store: Store, run_id: int) -> Opened:
    return opened(store, runs.find_run(store, str(run_id)))


def _picture_kept(kept: Mapping[str, bytes], usual: Usual) -> RunPicture | None:
    lived = from_bytes(kept)
    return picture_of(lived, usual, is_irregular=is_irregular(lived))


def _write_run(whole: Opened, reading: Reading, language: str, path: Path) -> None:
    from biofeedback.report.run_page import run_page
    from biofeedback.report.writing import write_page

    write_page(run_page(whole, reading, language, _PROGRAM), path)


def _write_weeks(
    what: tuple[Store, Person, date, int], reading: Reading, language: str, path: Path
) -> None:
    from biofeedback.report.person_page import opened_person, person_page
    from biofeedback.report.writing import write_page

    write_page(person_page(opened_person(*what), reading, language, _PROGRAM), path)


def _make_folder(path: Path) -> None:
    with write_errors(path):
        path.mkdir(exist_ok=True)


def _export_each(
    store: Store, chosen: Mapping[int, Path], what: str, named: bool, step: Step
) -> int:
    """Write runs, each to its place, and return how many: those that have nothing are left out.

    Stopped, it keeps what is written already: each is whole.
    """
    count = 0
    refused: Exception | None = None
    for done, (run_id, path) in enumerate(chosen.items()):
        try:
            step(done, len(chosen))
            demand(store, Action.EXPORT, f"run {run_id}")
            there = store.of_run(run_id)
            _export(find(there, runs.find_run(there, str(run_id))), what, path, named)
            count += 1
        except FileError as error:
            refused = error
        except Stopped as stopped:
            refused = stopped
            break
    if refused is not None and not count:
        raise refused
    return count


def _export(found: Found, what: str, path: Path, named: bool) -> None:
    from biofeedback.report.figures import spans_of
    from biofeedback.store.exchange import RECORDING, export, write
    from biofeedback.store.exchange.material import Material

    if what == RECORDING:  # whatever is in it, it can be taken along
        write(path, found.lines)
        return
    whole, _made_again = open_found(found)
    material = Material(
        whole.run,
        whole.person,
        found.lines,
        whole.recording,
        whole.beats,
        whole.frames.columns,
        whole.figures,
        whole.ratings,
        spans_of(whole),
        named,
    )
    export(what, material, path)
