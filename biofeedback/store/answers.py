"""What people say about themselves in numbers: ratings, PEG, and totals of questionnaires.

1. A rating is 0 to 10, `before` or `after` a run, or for a whole `day`. A day is a date, not an
   instant: its rating is kept at noon UTC of that date, whatever the zone.
2. A second answer to the same question takes the place of the first.
3. Items of licensed questionnaires are not ours to show: a total is typed in, under a free name.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from sqlalchemy import BigInteger, SQLColumnExpression, cast, delete, extract, func, select

from biofeedback.store.database import Store
from biofeedback.store.models import Peg, Rating, Run, ScaleTotal
from devices.errors import marked

BEFORE, AFTER, DAY = "before", "after", "day"
MOMENTS = (BEFORE, AFTER, DAY)

Days: TypeAlias = npt.NDArray[np.datetime64]
Values: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """A question that is answered by a number from 0 to 10.

    Attributes
    ----------
    id : str
        As it is kept.
    label : str
        Its name above a row of buttons or a chart.
    word : str
        Its name within a sentence.
    none, most : str
        What 0 and 10 mean.
    """

    id: str
    label: str
    word: str
    none: str
    most: str


SCALES = {
    scale.id: scale
    for scale in (
        Scale("pain", *map(marked, ("Pain", "pain", "none", "the worst you can imagine"))),
        Scale(
            "unpleasantness",
            *map(marked, ("Unpleasantness", "unpleasantness", "not at all", "unbearable")),
        ),
        Scale("tension", *map(marked, ("Tension", "tension", "none", "the most you can imagine"))),
        Scale("mood", *map(marked, ("Mood", "mood", "very low", "very good"))),
        Scale(
            "relaxation",
            *map(marked, ("Relaxation", "relaxation", "not at all", "wholly at ease")),
        ),
    )
}


def rate(
    store: Store,
    person_id: int,
    at_utc: datetime,
    moment: str,
    scale: str,
    value: int,
    run_id: int | None = None,
) -> None:
    """Keep a rating; an earlier one for the same run or day, moment and scale goes.

    Parameters
    ----------
    at_utc : datetime
        Aware. For the moment `DAY`, its date as it is written in its own zone is the day.
    value : int
        0 to 10.
    run_id : int, optional
        For the moments `BEFORE` and `AFTER`, and only for them.

    Raises
    ------
    ValueError
        When there is no such moment, scale or value, or the run is missing or too much.
    """
    if moment not in MOMENTS or scale not in SCALES or value not in range(11):
        raise ValueError(f"no rating: {moment}, {scale}, {value}")
    if (moment == DAY) != (run_id is None):
        raise ValueError("before and after belong to a run, a day belongs to none")
    same = Rating.run_id == run_id
    if moment == DAY:
        at_utc = _noon(at_utc.date())
        same = Rating.at_utc == at_utc
    store = store.of_run(run_id)
    with store.session() as session:
        if run_id is not None and (run := session.get(Run, run_id)):
            person_id = run.person_id  # where it waits for a server, the person has another number
        session.execute(
            delete(Rating).where(
                Rating.person_id == person_id, Rating.moment == moment, Rating.scale == scale, same
            )
        )
        session.add(
            Rating(
                person_id=person_id,
                run_id=run_id,
                at_utc=at_utc,
                moment=moment,
                scale=scale,
                value=value,
            )
        )


def take_back_day(store: Store, person_id: int, day: date, scale: str) -> None:
    """Take back what was said about a whole day on one scale."""
    with store.session() as session:
        session.execute(
            delete(Rating).where(
                Rating.person_id == person_id,
                Rating.moment == DAY,
                Rating.scale == scale,
                Rating.at_utc == _noon(day),
            )
        )


def ratings_of(store: Store, person_id: int, *, run_id: int | None = None) -> list[Rating]:
    """Return the ratings of a person, or those of one run, oldest first."""
    wanted = select(Rating).where(Rating.person_id == person_id)
    if run_id is not None:
        wanted = wanted.where(Rating.run_id == run_id)
    with store.session() as session:
        return list(session.scalars(wanted.order_by(Rating.at_utc, Rating.id)))


def ratings_of_day(store: Store, person_id: int, day: date) -> dict[str, int]:
    """Return what was said about a whole day, by scale."""
    with store.session() as session:
        found = session.execute(
            select(Rating.scale, Rating.value).where(
                Rating.person_id == person_id, Rating.moment == DAY, Rating.at_utc == _noon(day)
            )
        )
        return {row.scale: row.value for row in found}


def dated_ratings(
    store: Store, person_id: int, scale: str, moment: str, *, since: date | None = None
) -> tuple[Days, Values]:
    """Return the answers on one scale with the days that they are about, in no order.

    Returns
    -------
    days : ndarray of datetime64[D], shape (n,)
        On the person's own calendar. An answer about a run, even a late one, has the run's day.
    values : ndarray of float64, shape (n,)
    """
    at_utc = func.coalesce(Run.start_utc, Rating.at_utc)
    wanted = (
        select(local_s(at_utc, func.coalesce(Run.utc_offset_s, 0)), Rating.value)
        .join(Run, isouter=True)
        .where(Rating.person_id == person_id, Rating.scale == scale, Rating.moment == moment)
    )
    if since is not None:
        wanted = wanted.where(Rating.at_utc >= earliest_utc(since))
    with store.session() as session:
        rows = session.execute(wanted).all()
    seconds, values = zip(*rows, strict=True) if rows else ((), ())
    days = days_of(seconds)
    kept = slice(None) if since is None else days >= np.datetime64(since)
    return days[kept], np.array(values, np.float64)[kept]


def local_s(
    at_utc: SQLColumnExpression[Any], offset_s: SQLColumnExpression[Any]
) -> SQLColumnExpression[Any]:
    """Return a column of seconds since 1970 on a person's own clock, as a whole number.

    The database makes it: for thousands of rows, Python's datetimes take longer than the rest.
    """
    return cast(extract("epoch", at_utc) + offset_s, BigInteger)


def days_of(local_s: Sequence[int]) -> Days:
    """Return the dates of seconds since 1970 on a person's own clock, shape (n,)."""
    return np.array(local_s, "datetime64[s]").astype("datetime64[D]")


def earliest_utc(day: date) -> datetime:
    """Return a time before which the day had not begun anywhere."""
    return datetime.combine(day - timedelta(days=1), time(), UTC)


def keep_peg(
    store: Store, person_id: int, day: date, *, pain: int, enjoyment: int, activity: int
) -> None:
    """Keep the three answers of PEG for the week that ends on `day`, each 0 to 10.

    Raises
    ------
    ValueError
        When an answer is something else.
    """
    if not {pain, enjoyment, activity} <= set(range(11)):
        raise ValueError(f"no answers of PEG: {pain}, {enjoyment}, {activity}")
    answers = Peg(person_id=person_id, day=day, pain=pain, enjoyment=enjoyment, activity=activity)
    with store.session() as session:
        session.merge(answers)


def pegs_of(store: Store, person_id: int) -> list[Peg]:
    """Return a person's answers to PEG, oldest first."""
    with store.session() as session:
        wanted = select(Peg).where(Peg.person_id == person_id).order_by(Peg.day)
        return list(session.scalars(wanted))


def peg_score(answers: Peg) -> float:
    """Return the mean of the three, 0 to 10. Source: doi:10.1007/s11606-009-0981-1."""
    return (answers.pain + answers.enjoyment + answers.activity) / 3.0


def keep_total(store: Store, person_id: int, day: date, scale: str, total: float) -> None:
    """Keep the total of a questionnaire that was filled in elsewhere; its name is free.

    Raises
    ------
    ValueError
        When there is no name, or the total is no number.
    """
    if not scale.strip() or not math.isfinite(total):
        raise ValueError(f"no total: {scale!r}, {total}")
    with store.session() as session:
        session.merge(ScaleTotal(person_id=person_id, day=day, scale=scale.strip(), total=total))


def totals_of(store: Store, person_id: int) -> list[ScaleTotal]:
    """Return a person's totals by questionnaire, oldest first."""
    with store.session() as session:
        wanted = select(ScaleTotal).where(ScaleTotal.person_id == person_id)
        return list(session.scalars(wanted.order_by(ScaleTotal.scale, ScaleTotal.day)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
