"""What a run leaves besides its raw records, and what is known of a person when the next begins.

Everything here is made of the records, and can be made again by a newer program; see `recompute`.
"""

import math
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import and_, select
from sqlalchemy.orm import Session as Work
from sqlalchemy.orm import aliased

from biofeedback import __version__
from biofeedback.live.engine import Engine
from biofeedback.live.feedback import LEVELS, Rest
from biofeedback.live.frame import Frame
from biofeedback.report.figures import BEFORE, DURING, baseline_of, figures_of, own_rate_of
from biofeedback.report.kept_bytes import to_bytes
from biofeedback.report.known import Known
from biofeedback.report.lived import Lived, of_run
from biofeedback.report.resonance import Certainty, OwnRate
from biofeedback.report.usual import LATELY, Usual
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.models import Figure, OwnPace, Person, RestingBaseline, Run

PROGRAM = f"biofeedback {__version__}"
LEVEL = "level"
"""The challenge of the score, among a person's `preferences`."""
GROUP = "group"
"""The occasion on which a group did this run with others, among a run's `options`."""
MOST_ARTIFACTS_PCT, LEAST_COVERAGE = 15.0, 0.5
"""A run of more artifacts, or of fewer beats, says nothing of what is usual."""


def known_of(store: Store, person: Person, session: str = "") -> Known:
    """Return what is known of a person before a run of a session.

    Raises
    ------
    StoreError
        When the records cannot be read.
    """
    with store.session() as work:
        usual = _usual(work, person.id, session).preferred(person.preferences)
        return Known(_own(work, person.id), _rest(work, person.id), level_of(person), usual)


def level_of(person: Person) -> int:
    """Return the challenge of the score that a person chose, the first without a choice."""
    level = person.preferences.get(LEVEL, LEVELS[0])
    return level if level in LEVELS else LEVELS[0]


def keep(store: Store, run_id: int, engine: Engine, frames: Iterable[Frame]) -> Lived:
    """Keep what was made of a run's records once it has ended; return it.

    Parameters
    ----------
    frames : iterable of Frame
        All, or as `Thinned` remembers them.

    Raises
    ------
    StoreError
        When it cannot be written; the records are there all the same, and `opened` makes it again.
    """
    lived = of_run(engine, frames)
    keep_lived(store, run_id, lived)
    return lived


def keep_lived(store: Store, run_id: int, lived: Lived) -> None:
    """Put this in the place of what was kept before."""
    figures = figures_of(lived)
    runs.keep_derived(store, run_id, PROGRAM, derived=to_bytes(lived), figures=figures)
    with store.session() as work:
        for table in (RestingBaseline, OwnPace):
            if (row := work.get(table, run_id)) is not None:
                work.delete(row)
        work.flush()
        person_id = work.get_one(Run, run_id).person_id
        if baseline := baseline_of(lived, figures):
            work.add(RestingBaseline(run_id=run_id, person_id=person_id, **asdict(baseline)))
        if own := own_rate_of(lived):
            told = asdict(own) | {"certainty": own.certainty.value}
            work.add(OwnPace(run_id=run_id, person_id=person_id, **told))


def _own(work: Work, person_id: int) -> OwnRate | None:
    kept = work.scalar(
        select(OwnPace)
        .join(Run, Run.id == OwnPace.run_id)
        .where(OwnPace.person_id == person_id)
        .order_by(Run.start_utc.desc().nulls_last(), Run.id.desc())
        .limit(1)
    )
    if kept is None:
        return None
    certainty = Certainty(kept.certainty)
    return OwnRate(kept.rate_per_min, kept.low_per_min, kept.high_per_min, certainty, kept.sliding)


def _rest(work: Work, person_id: int) -> Rest | None:
    newest = (
        select(RestingBaseline, Figure.value)
        .join(Run, Run.id == RestingBaseline.run_id)
        .join(Figure, Figure.run_id == RestingBaseline.run_id)
        .where(RestingBaseline.person_id == person_id)
        .where(Figure.part == BEFORE, Figure.name == "rsa_bpm")
        .order_by(Run.start_utc.desc().nulls_last(), Run.id.desc())
        .limit(1)
    )
    found = work.execute(newest).first()
    return None if found is None else Rest(found[1], math.exp(found[0].ln_rsa_ms))


def _usual(work: Work, person_id: int, session: str) -> Usual:
    """Return what the newest runs of a session tell that were led and seen well enough."""
    names = "rsa_bpm", "artifact_pct", "coverage", "score"
    swing, artifacts, coverage, score = led = [aliased(Figure) for _name in names]
    lately = select(swing.value, score.value).select_from(Run)
    for name, figure in zip(names, led, strict=True):
        is_it = and_(figure.run_id == Run.id, figure.part == DURING, figure.name == name)
        lately = lately.join(figure, is_it, isouter=figure is score)
    lately = (
        lately.where(Run.person_id == person_id, Run.session == session)
        .where(artifacts.value <= MOST_ARTIFACTS_PCT, coverage.value >= LEAST_COVERAGE)
        .order_by(Run.start_utc.desc().nulls_last(), Run.id.desc())
        .limit(LATELY)
    )
    return Usual.of([(swing_bpm, told) for swing_bpm, told in work.execute(lately)])
