"""The plan: how many sessions a week, which ones, which body networks, when to come back.

The plan of a day is the one that began last; it goes on being the plan after its end, when only its
boosters are left. No day of the week is fixed, and nothing has to be made up for: a day off is part
of the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from gettext import gettext as _
from itertools import compress
from math import ceil

import numpy as np
from sqlalchemy import delete, select

from biofeedback.catalogue import find_session
from biofeedback.store.answers import Days, Values, days_of, earliest_utc, local_s
from biofeedback.store.database import Store
from biofeedback.store.models import RUNNING, Plan, Run
from biofeedback.store.planned import Planned
from biofeedback.store.rights import Action, demand
from sessions.errors import SessionError, refuse_unknown
from sessions.timeline import NETWORKS

MOST_A_WEEK = 28
SHORTEST_S = 60.0
"""What lasts at least this long counts as a session: every minute does."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The sessions that a person has done, oldest first.

    Attributes
    ----------
    days : ndarray of datetime64[D], shape (n,)
        On the person's own calendar.
    minutes : ndarray of float64, shape (n,)
    sessions : tuple of str, length n
        Their names.
    """

    days: Days
    minutes: Values
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """How a person stands with the plan on one day.

    Attributes
    ----------
    planned, done : int
        Sessions of this week, Monday to Sunday, the day itself included.
    today : bool
        Whether a session is still due on the day.
    session : str
        The plan's session whose turn it is; empty where it names none.
    booster : date or None
        The booster that is due: the last one up to the day, unless there was a session since.
    """

    planned: int
    done: int
    today: bool
    session: str
    booster: date | None


def set_plan(
    store: Store,
    person_id: int,
    *,
    start_on: date,
    sessions_a_week: int,
    end_on: date | None = None,
    sessions: Sequence[str] = (),
    networks: Sequence[str] = (),
    boosters: Sequence[date] = (),
    notes: str = "",
) -> Plan:
    """Set the plan from `start_on` on; one that begins on the same day is replaced.

    Raises
    ------
    SessionError
        When something in it cannot be planned: what, and what to do.
    """
    demand(store, Action.CHANGE, f"person {person_id}")
    _check(start_on, sessions_a_week, end_on, sessions, networks, boosters)
    plan = Plan(
        person_id=person_id,
        start_on=start_on,
        sessions_a_week=sessions_a_week,
        end_on=end_on,
        sessions=list(sessions),
        networks=list(networks),
        boosters=[day.isoformat() for day in sorted(set(boosters))],
        notes=notes,
    )
    with store.session() as session:
        session.execute(delete(Plan).where(Plan.person_id == person_id, Plan.start_on == start_on))
        session.add(plan)
    return plan


def plans_of(store: Store, person_id: int) -> list[Plan]:
    """Return all plans of a person, oldest first."""
    with store.session() as session:
        wanted = select(Plan).where(Plan.person_id == person_id)
        return list(session.scalars(wanted.order_by(Plan.start_on)))


def planned_of(plan: Plan) -> Planned:
    """Return a kept plan as plain values."""
    return Planned(
        plan.start_on,
        plan.end_on,
        plan.sessions_a_week,
        tuple(plan.sessions),
        tuple(plan.networks),
        tuple(map(date.fromisoformat, plan.boosters)),
        plan.notes,
    )


def plan_on(plans: Sequence[Plan], day: date) -> Plan | None:
    """Return the plan of a day, out of `plans`, oldest first; None before the first."""
    begun = [plan for plan in plans if plan.start_on <= day]
    return begun[-1] if begun else None


def practice_of(store: Store, person_id: int, *, since: date | None = None) -> Practice:
    """Return the sessions a person has done, from the day `since` on."""
    wanted = (
        select(local_s(Run.start_utc, Run.utc_offset_s), Run.duration_s, Run.session)
        .where(
            Run.person_id == person_id,
            Run.start_utc.is_not(None),
            Run.duration_s >= SHORTEST_S,
            Run.session != "",
            Run.finish != RUNNING,
        )
        .order_by(Run.start_utc)
    )
    if since is not None:
        wanted = wanted.where(Run.start_utc >= earliest_utc(since))
    with store.session() as session:
        rows = session.execute(wanted).all()
    seconds, duration_s, names = zip(*rows, strict=True) if rows else ((), (), ())
    days, minutes = days_of(seconds), np.array(duration_s, np.float64) / 60.0
    if since is None:
        return Practice(days, minutes, names)
    kept = days >= np.datetime64(since)
    return Practice(days[kept], minutes[kept], tuple(compress(names, kept)))


def due(plan: Plan, days: Days, today: date) -> Due:
    """Return how somebody who practised on these days stands with the plan.

    Parameters
    ----------
    days : ndarray of datetime64[D], shape (n,)
        As of `Practice`.
    """
    monday = today - timedelta(days=today.weekday())
    done = int(np.count_nonzero((days >= np.datetime64(monday)) & (days <= np.datetime64(today))))
    done_today = int(np.count_nonzero(days == np.datetime64(today)))
    is_on = plan.start_on <= today and (plan.end_on is None or today <= plan.end_on)
    planned = plan.sessions_a_week if is_on else 0
    turn = int(np.count_nonzero(days >= np.datetime64(plan.start_on)))
    return Due(
        planned=planned,
        done=done,
        today=done < planned and done_today < ceil(planned / 7),
        session=plan.sessions[turn % len(plan.sessions)] if plan.sessions else "",
        booster=_booster_due(plan, days, today),
    )


def _booster_due(plan: Plan, days: Days, today: date) -> date | None:
    """Return the last booster before tomorrow, unless there was a session since."""
    come = [day for day in map(date.fromisoformat, plan.boosters) if day <= today]
    if not come or bool(np.any(days >= np.datetime64(come[-1]))):
        return None
    return come[-1]


def _check(
    start_on: date,
    sessions_a_week: int,
    end_on: date | None,
    sessions: Sequence[str],
    networks: Sequence[str],
    boosters: Sequence[date],
) -> None:
    if not 1 <= sessions_a_week <= MOST_A_WEEK:
        raise SessionError(
            _("{count} sessions a week cannot be planned").format(count=sessions_a_week),
            _("Choose from 1 to {most}.").format(most=MOST_A_WEEK),
        )
    if end_on is not None and end_on < start_on:
        raise SessionError(
            _("the plan would end on {end}, before it begins").format(end=end_on),
            _("Choose {start} or a later day.").format(start=start_on),
        )
    for name in sessions:
        find_session(name)
    for name in networks:
        refuse_unknown(name, NETWORKS, _("no network is called '{name}'"), "networks")
    if any(day <= (end_on or start_on) for day in boosters):
        raise SessionError(
            _("a booster comes after the end of the plan"),
            _("Choose days after {day}.").format(day=end_on or start_on),
        )
