"""Old runs seen with today's program: their records are gone through again.

What changed is told. A run whose session is not there any more stays as it was: its plan would
be lost.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from biofeedback.report.keeping import keep_lived
from biofeedback.report.kept_bytes import KINDS, PLAN, from_bytes, to_bytes
from biofeedback.report.lived import of_recording, session_of
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.models import Run
from biofeedback.store.rights import Action, demand
from devices.errors import FileError

_SAME = 1e-9  # relative: computers may differ in the last digits


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is another now; None where there was, or is, none."""

    part: str
    name: str
    before: float | None
    now: float | None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What came of one run.

    Attributes
    ----------
    changes : tuple of Change
        Figures that differ, in the order of their names.
    anew : tuple of str
        What else differs: `beats`, `frames`, `plan`.
    left_alone : bool
        Whether it stayed as it was, because its session is not there any more, or for the
        `problem` that is told.
    """

    run: Run
    changes: tuple[Change, ...] = ()
    anew: tuple[str, ...] = ()
    left_alone: bool = False
    problem: str = ""


def recompute(store: Store, run: Run) -> Recomputed:
    """Make everything of a run anew from its records, and put it in the place of what was kept.

    Raises
    ------
    StoreError
        When its records cannot be read, or the outcome cannot be written.
    """
    demand(store, Action.OPEN, f"run {run.id}")
    recording = runs.recording_of(store, run)
    session = session_of(run, recording)
    kept = runs.derived_of(store, run.id)
    if session is None and PLAN in kept and from_bytes(kept).plan is not None:
        return Recomputed(run, left_alone=True)
    before = runs.figures_of(store, [run.id])[run.id]
    try:
        lived = of_recording(recording, session)
    except FileError as error:  # its strap needs a plugin that is not here
        return Recomputed(run, left_alone=True, problem=str(error))
    keep_lived(store, run.id, lived)
    made, now = to_bytes(lived), runs.figures_of(store, [run.id])[run.id]
    anew = tuple(kind for kind in KINDS if kept.get(kind) != made[kind])
    return Recomputed(run, _changes(before, now), anew)


def _changes(
    before: Mapping[tuple[str, str], float], now: Mapping[tuple[str, str], float]
) -> tuple[Change, ...]:
    pairs = [(key, before.get(key), now.get(key)) for key in sorted(before.keys() | now.keys())]
    return tuple(Change(*key, was, is_) for key, was, is_ in pairs if not _same(was, is_))


def _same(before: float | None, now: float | None) -> bool:
    if before is None or now is None:
        return before is now
    return math.isclose(before, now, rel_tol=_SAME)
