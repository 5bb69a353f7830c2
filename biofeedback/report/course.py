"""A person's weeks, out of the store: what the trend, the Progress screen and reports show.

The answers of one moment are looked at, before sessions or for whole days, whichever was given more
often: a mixture would change when its parts do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress, zip_longest

import numpy as np

from biofeedback.catalogue import find_session
from biofeedback.report.outcomes import PEG, Finding, find
from biofeedback.report.practice import (
    Adherence,
    Agreed,
    Coverage,
    adherence,
    coverage,
)
from biofeedback.report.weeks import Days, Floats, monday_of, sums
from biofeedback.store.answers import (
    BEFORE,
    DAY,
    SCALES,
    dated_ratings,
    peg_score,
    pegs_of,
)
from biofeedback.store.database import Store
from biofeedback.store.diary import entries_of, networks_of
from biofeedback.store.models import Plan
from biofeedback.store.plans import Due, due, plan_on, plans_of, practice_of
from sessions.errors import SessionError

USUAL_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Course:
    """A person's weeks, this one the last.

    Attributes
    ----------
    first, today : date
        A Monday, and the day on which it was asked for.
    findings : mapping of str to Finding
        By scale, for those with answers; PEG among them.
    adherence : Adherence
        Sessions done and planned, by week.
    minutes : ndarray of float64, shape (weeks,)
        Practised, in the weeks of `adherence`.
    coverage : Coverage
        Of this week.
    plan : Plan or None
        The plan of today.
    due : Due or None
        How the person stands with it.
    """

    first: date
    today: date
    findings: dict[str, Finding]
    adherence: Adherence
    minutes: Floats
    coverage: Coverage
    plan: Plan | None
    due: Due | None


def course_of(
    store: Store,
    person_id: int,
    today: date,
    *,
    weeks: int = USUAL_WEEKS,
    moment: str | None = None,
) -> Course:
    """Return the last `weeks` of a person.

    Parameters
    ----------
    today : date
        On the person's calendar.
    moment : str, optional
        Whose ratings count, of `biofeedback.store.answers.MOMENTS`; the most frequent of before
        sessions and for whole days, if not told.
    """
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    plans = plans_of(store, person_id)
    plan = plan_on(plans, today)
    since = first if plan is None else min(first, plan.start_on)
    done = practice_of(store, person_id, since=since)
    lived = adherence(done.days, agreed_in(plans), first, today)
    this_week = monday_of(done.days) == np.datetime64(monday)
    networks = [
        *_networks(compress(done.sessions, this_week)),
        *networks_of(entries_of(store, person_id, monday, today)),
    ]
    return Course(
        first=first,
        today=today,
        findings=_findings(store, person_id, first, moment),
        adherence=lived,
        minutes=sums(done.days, done.minutes, lived.monday),
        coverage=coverage(networks, plan.networks if plan is not None else ()),
        plan=plan,
        due=None if plan is None else due(plan, done.days, today),
    )


def agreed_in(plans: Sequence[Plan]) -> list[Agreed]:
    """Return what was agreed upon in plans, oldest first: each holds until the next begins."""
    agreed = []
    for plan, follower in zip_longest(plans, plans[1:]):
        until = date.max if follower is None else follower.start_on - timedelta(days=1)
        boosters = (date.fromisoformat(day) for day in plan.boosters)
        agreed.append(
            Agreed(
                plan.start_on,
                min(plan.end_on or until, until),
                plan.sessions_a_week,
                tuple(day for day in boosters if day <= until),
            )
        )
    return agreed


def _findings(store: Store, person_id: int, first: date, moment: str | None) -> dict[str, Finding]:
    found = {}
    for scale in SCALES:
        days, values = _answers(store, person_id, scale, first, moment)
        if days.size:
            found[scale] = find(scale, days, values)
    pegs = [answers for answers in pegs_of(store, person_id) if answers.day >= first]
    if pegs:
        days = np.array([answers.day for answers in pegs], "datetime64[D]")
        found[PEG] = find(PEG, days, np.array([peg_score(answers) for answers in pegs]))
    return found


def _answers(
    store: Store, person_id: int, scale: str, first: date, moment: str | None
) -> tuple[Days, Floats]:
    moments = (BEFORE, DAY) if moment is None else (moment,)
    answers = (dated_ratings(store, person_id, scale, one, since=first) for one in moments)
    return max(answers, key=lambda answer: answer[0].size)


def _networks(sessions: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the networks of each session; none of one whose file is no longer there."""
    for name, times in Counter(sessions).items():
        with suppress(SessionError):
            yield from [find_session(name).networks] * times
