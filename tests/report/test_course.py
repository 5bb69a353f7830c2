"""A person's weeks, out of a store."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from biofeedback.report.course import agreed_in, course_of
from biofeedback.report.findings import sentence
from biofeedback.report.outcomes import PEG, Verdict
from biofeedback.report.practice import Agreed
from biofeedback.store.answers import DAY, keep_peg, rate
from biofeedback.store.database import Store
from biofeedback.store.diary import THERAPY, tap
from biofeedback.store.models import Person, Plan, Rating, Run
from biofeedback.store.plans import set_plan

TODAY = date(2026, 3, 18)
"""A Wednesday."""


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "records.db") as store:
        yield store


@pytest.fixture
def person(store):
    with store.session() as session:
        somebody = Person(uid="1", alias="Linden", created_utc=datetime(2026, 1, 1, tzinfo=UTC))
        session.add(somebody)
    return somebody


def practise(store, person, starts, session="paced-6-10min", **ratings):
    """Keep runs, two hours east of UTC, and what was answered before each."""
    with store.session() as opened:
        for i, start in enumerate(starts):
            run = Run(
                uid=f"{session}{start}",
                person_id=person.id,
                session=session,
                program="1",
                start_utc=start,
                utc_offset_s=7200,
                finish="completed",
                duration_s=600.0,
            )
            opened.add(run)
            opened.flush()
            for scale, values in ratings.items():
                opened.add(
                    Rating(
                        person_id=person.id,
                        run_id=run.id,
                        at_utc=start,
                        moment="before",
                        scale=scale,
                        value=int(values[i]),
                    )
                )


def evenings(count):
    """Return 22:30 UTC of the days before today: after midnight where the person lives."""
    last = datetime(2026, 3, 17, 22, 30, tzinfo=UTC)
    return [last - timedelta(days=n) for n in reversed(range(count))]


def test_the_last_weeks_of_a_person(store, person):
    n = 60
    noise = np.tile([1, 0, -1, 0], n)[:n]
    practise(
        store,
        person,
        evenings(n),
        pain=np.round(np.linspace(8, 5, n)) + noise,
        tension=np.full(n, 5) + noise,
    )
    practise(store, person, evenings(2), session="gone.toml")
    set_plan(
        store,
        person.id,
        start_on=date(2026, 1, 26),
        sessions_a_week=4,
        networks=["muscle", "psyche", "immune"],
        sessions=["paced-6-10min"],
    )
    for day, therapy in ((TODAY, "massage"), (TODAY - timedelta(days=3), "cold")):
        tap(store, person.id, day, evenings(1)[0], THERAPY, therapy)
    course = course_of(store, person.id, TODAY)
    assert (course.first, course.adherence.monday.size) == (date(2026, 1, 26), 8)
    assert course.adherence.done.tolist() == [7] * 7 + [5]
    assert course.adherence.planned.tolist() == [4] * 8
    assert course.adherence.share == 1.0
    assert course.minutes.tolist() == [70.0] * 7 + [50.0]
    # Three sessions since Monday and a massage; Sunday's cold pack was last week.
    assert course.coverage.times == {
        "nervous": 4,
        "muscle": 1,
        "circulation": 4,
        "immune": 0,
        "psyche": 3,
    }
    assert course.coverage.missing == ("immune",)
    assert (course.due.done, course.due.today) == (5, False)
    told = sentence(list(course.findings.values()))
    assert told == "Pain has come down clearly; tension is about the same."
    assert course.findings["pain"].answers == 52


def test_days_and_sessions_are_never_mixed(store, person):
    practise(store, person, evenings(20), pain=np.full(20, 3))
    for n in range(30):
        at = datetime(2026, 3, 18, 20, tzinfo=UTC) - timedelta(days=n)
        rate(store, person.id, at, DAY, "pain", 7)
    course = course_of(store, person.id, TODAY)
    assert course.findings["pain"].answers == 30
    assert course.findings["pain"].line.start == pytest.approx(7)
    before = course_of(store, person.id, TODAY, moment="before").findings["pain"]
    assert (before.answers, before.line.end) == (20, pytest.approx(3))


def test_peg_has_its_finding_and_somebody_new_has_none(store, person):
    course = course_of(store, person.id, TODAY)
    assert course.findings == {}
    assert course.plan is None
    assert course.due is None
    for week in range(6):
        day = TODAY - timedelta(weeks=week)
        keep_peg(store, person.id, day, pain=4 + week // 2, enjoyment=4, activity=4)
    [(scale, finding)] = course_of(store, person.id, TODAY).findings.items()
    assert (scale, finding.answers, finding.verdict) == (PEG, 6, Verdict.SAME)


def test_each_plan_holds_until_the_next_begins():
    def plan(start, end=None, boosters=()):
        return Plan(
            person_id=1, start_on=start, end_on=end, sessions_a_week=3, boosters=list(boosters)
        )

    plans = [
        plan(date(2026, 1, 1), boosters=["2026-02-05"]),
        plan(date(2026, 2, 1), date(2026, 3, 1), ["2026-03-20", "2026-04-20"]),
        plan(date(2026, 4, 1)),
    ]
    assert agreed_in(plans) == [
        Agreed(date(2026, 1, 1), date(2026, 1, 31), 3),
        Agreed(date(2026, 2, 1), date(2026, 3, 1), 3, (date(2026, 3, 20),)),
        Agreed(date(2026, 4, 1), date.max, 3),
    ]
