"""A person with eight weeks in a store: runs, ratings, rests, assessments, a plan; all by rule."""

import math
from datetime import UTC, date, datetime, timedelta

from biofeedback.store.answers import keep_peg, rate
from biofeedback.store.models import OwnPace, Person, RestingBaseline, Run
from biofeedback.store.plans import set_plan

TODAY = date(2026, 3, 15)  # a Sunday
FIRST_MONDAY = date(2026, 1, 19)
MINUTES = 12.0
RMSSD_MS = 30.0  # in the first week, and one more in each that follows


def pain(week: int, session: int) -> int:
    """From 7 down to 3 or 4, the second and third session of a week one apart."""
    return 7 - week // 2 + (session == 1) - (session == 2)


def tension(week: int, session: int) -> int:
    return 5 + (week + session) % 2


def eight_weeks(store, person: Person) -> None:
    """Three sessions a week, on Monday, Wednesday and Friday at 8:20 in the winter of Berlin."""
    set_plan(
        store,
        person.id,
        start_on=FIRST_MONDAY,
        sessions_a_week=4,
        sessions=["paced-6-10min"],
        networks=["nervous", "muscle"],
    )
    for week in range(8):
        for session in range(3):
            day = FIRST_MONDAY + timedelta(weeks=week, days=2 * session)
            at_utc = datetime(day.year, day.month, day.day, 7, 20, tzinfo=UTC)
            run = _run(store, person, at_utc, RMSSD_MS + week)
            rate(store, person.id, at_utc, "before", "pain", pain(week, session), run.id)
            rate(store, person.id, at_utc, "before", "tension", tension(week, session), run.id)
        keep_peg(store, person.id, day, pain=6, enjoyment=5 - week // 3, activity=6 - week // 2)
    with store.session() as session:
        session.add(
            OwnPace(
                run_id=run.id,
                person_id=person.id,
                rate_per_min=5.6,
                low_per_min=5.3,
                high_per_min=5.9,
                certainty="clear",
                sliding=True,
            )
        )


def _run(store, person, at_utc, rmssd_ms) -> Run:
    run = Run(
        uid=f"run {at_utc:%Y-%m-%d}",
        person_id=person.id,
        session="paced-6-10min",
        program="biofeedback 0.1.0",
        start_utc=at_utc,
        utc_offset_s=3600,
        finish="completed",
        duration_s=60 * MINUTES,
    )
    with store.session() as session:
        session.add(run)
        session.flush()
        session.add(
            RestingBaseline(
                run_id=run.id,
                person_id=person.id,
                ln_rmssd=math.log(rmssd_ms),
                mean_nn_ms=900.0,
                ln_rsa_ms=4.0,
            )
        )
    return run
