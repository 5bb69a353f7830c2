"""One run opened: everything a report, an export or a page needs of it.

Read from what was kept after the run. Where nothing was (it was interrupted, or came from a file),
the records are gone through again, and the outcome is kept, so that the next time is quick.
Reading is one step and opening another, so that an app can do the second beside everything else.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from sqlalchemy import select

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.window import Beats
from biofeedback.report.figures import figures_of, is_assessment
from biofeedback.report.frame_table import FrameTable
from biofeedback.report.keeping import keep_lived
from biofeedback.report.kept_bytes import KINDS, from_bytes
from biofeedback.report.lived import Lived, of_recording, session_of
from biofeedback.report.resonance import Assessment, assess
from biofeedback.report.rhythm import is_irregular, unspoiled
from biofeedback.report.summary import Part, summarize
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.errors import DiskFull, StoreDamaged
from biofeedback.store.models import RUNNING, Person, Rating, Run
from biofeedback.store.rights import Action, demand
from devices.contents import Contents
from devices.errors import FileError
from devices.recording import Recording, parse_recording
from sessions.pacer import LivePlan
from sessions.timeline import Session


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A run with all that belongs to it.

    Attributes
    ----------
    run, person : Run, Person
        Rows of the store, detached.
    recording : Recording
        The raw records.
    plan : LivePlan or None
        The session as it was lived; None for a recording of no session of ours.
    start_s : float or None
        When the session began, on the clock of the records.
    beats, verdicts, frames
        See `biofeedback.report.lived.Lived`.
    parts : tuple of Part
        Block by block.
    figures : mapping of (part, name) to float
        See `biofeedback.report.figures`.
    ratings : list of Rating
        What the person said before and after.
    assessment : Assessment or None
        Where rates were compared.
    is_irregular : bool
        Whether the heart was too irregular to draw; see `biofeedback.report.rhythm`.
    """

    run: Run
    person: Person
    recording: Recording
    plan: LivePlan | None
    start_s: float | None
    beats: Beats
    verdicts: Sequence[Verdict]
    frames: FrameTable
    parts: tuple[Part, ...]
    figures: Mapping[tuple[str, str], float]
    ratings: list[Rating]
    assessment: Assessment | None
    is_irregular: bool = False

    @property
    def session(self) -> Session | None:
        """What was led, blocks that were cut short as they were."""
        return None if self.plan is None else self.plan.session


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What the store has of a run, read at once.

    Attributes
    ----------
    run, person : Run, Person
        Rows of the store, detached.
    lines : bytes
        The recording as `devices.recording` writes it.
    kept : mapping of str to bytes
        What was made of the records, by kind; see `biofeedback.report.kept_bytes`.
    figures : mapping of (part, name) to float
    ratings : list of Rating
    """

    run: Run
    person: Person
    lines: bytes
    kept: Mapping[str, bytes]
    figures: Mapping[tuple[str, str], float]
    ratings: list[Rating]


def opened(store: Store, run: Run) -> Opened:
    """Open a run.

    Raises
    ------
    StoreError
        When its records cannot be read.
    """
    whole, made_again = open_found(find(store, run))
    keep_made(store, run, made_again)
    return whole


def find(store: Store, run: Run) -> Found:
    """Read a run.

    Raises
    ------
    StoreError
        When it cannot be read.
    """
    demand(store, Action.OPEN, f"run {run.id}")
    lines, kept = runs.recording_lines(store, run), runs.derived_of(store, run.id)
    figures = runs.figures_of(store, [run.id])[run.id]
    with store.session() as work:
        person = work.get_one(Person, run.person_id)
        said = select(Rating).where(Rating.run_id == run.id).order_by(Rating.at_utc, Rating.id)
        return Found(run, person, lines, kept, figures, list(work.scalars(said)))


def open_found(found: Found) -> tuple[Opened, Lived | None]:
    """Open what was read, and return what had to be made again of the records; asks no store.

    Raises
    ------
    StoreDamaged
        When the records say nothing that can be read.
    """
    run, made_again = found.run, None
    try:
        recording = parse_recording(Contents(Path(run.uid), found.lines))
    except FileError as error:
        raise StoreDamaged(_("run {key}").format(key=run.id)) from error
    if found.kept.keys() >= set(KINDS):
        lived, figures = from_bytes(found.kept), found.figures
    else:
        lived = made_again = of_recording(recording, session_of(run, recording))
        figures = figures_of(lived)
    irregular = is_irregular(lived)
    whole = Opened(
        run,
        found.person,
        recording,
        lived.plan,
        lived.start_s,
        lived.beats,
        lived.verdicts,
        lived.frames,
        summarize(lived.beats, lived.plan, lived.start_s) if lived.plan else (),
        unspoiled(figures) if irregular else figures,  # older programs kept all of them
        found.ratings,
        assess(lived.beats) if is_assessment(lived) else None,
        irregular,
    )
    return whole, made_again


def keep_made(store: Store, run: Run, made_again: Lived | None) -> None:
    """Keep what was made again, unless the run goes on in another program just now."""
    if made_again is not None and run.finish != RUNNING:
        with suppress(DiskFull):
            keep_lived(store, run.id, made_again)
