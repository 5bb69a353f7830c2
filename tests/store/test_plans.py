"""The plan: which one holds, what is due, and what cannot be planned."""

import re
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from biofeedback.store.models import RUNNING, Plan, Run
from biofeedback.store.plans import due, plan_on, plans_of, practice_of, set_plan
from sessions.errors import SessionError

MONDAY = date(2026, 3, 2)


def days(*after):
    return np.array([MONDAY + timedelta(days=n) for n in after], "datetime64[D]")


def a_plan(**fields):
    return Plan(person_id=1, start_on=MONDAY, **{"sessions_a_week": 4} | fields)


def test_the_plan_of_a_day_is_the_one_that_began_last(store, person):
    for start, count in ((MONDAY, 3), (MONDAY + timedelta(days=28), 5), (MONDAY, 4)):
        set_plan(store, person.id, start_on=start, sessions_a_week=count)
    plans = plans_of(store, person.id)
    assert [plan.sessions_a_week for plan in plans] == [4, 5]
    assert plan_on(plans, MONDAY - timedelta(days=1)) is None
    assert plan_on(plans, MONDAY + timedelta(days=27)) is plans[0]
    assert plan_on(plans, MONDAY + timedelta(days=400)) is plans[1]


def test_everything_agreed_upon_is_kept(store, person):
    set_plan(
        store,
        person.id,
        start_on=MONDAY,
        sessions_a_week=4,
        end_on=date(2026, 4, 26),
        sessions=["paced-6-10min", "pmr-7-groups"],
        networks=["nervous", "muscle"],
        boosters=[date(2026, 7, 1), date(2026, 5, 27)],
        notes="start small",
    )
    [plan] = plans_of(store, person.id)
    assert list(plan.boosters) == ["2026-05-27", "2026-07-01"]
    assert list(plan.sessions) == ["paced-6-10min", "pmr-7-groups"]
    assert (plan.end_on, list(plan.networks), plan.notes) == (
        date(2026, 4, 26),
        ["nervous", "muscle"],
        "start small",
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sessions": ["paced-6-10mni"]}, "No session is called 'paced-6-10mni'. Did you mean"),
        ({"networks": ["musle"]}, "no network is called 'musle'. Did you mean 'muscle'?"),
        ({"sessions_a_week": 0}, "0 sessions a week cannot be planned. Choose from 1 to 28."),
        ({"sessions_a_week": 29}, "29 sessions a week cannot be planned."),
        ({"end_on": date(2026, 3, 1)}, "would end on 2026-03-01, before it begins. Choose"),
        (
            {"end_on": date(2026, 4, 1), "boosters": [date(2026, 4, 1)]},
            "a booster comes after the end of the plan. Choose days after 2026-04-01.",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["plain"])
def test_what_cannot_be_planned_is_told_in_one_sentence(store, person, fields, sentence):
    with pytest.raises(SessionError, match=re.escape(sentence)):
        set_plan(store, person.id, **{"start_on": MONDAY, "sessions_a_week": 4} | fields)
    assert plans_of(store, person.id) == []


@pytest.mark.parametrize(
    ("done", "today", "a_week", "expected"),
    [
        ((), 0, 4, (0, True)),
        ((0,), 0, 4, (1, False)),  # done for today
        ((0,), 1, 4, (1, True)),
        ((0, 1, 2, 3), 4, 4, (4, False)),  # the week is done
        ((-1, -2), 0, 4, (0, True)),  # last week makes up for nothing
        ((0,), 6, 4, (1, True)),
        ((0, 0, 0), 6, 4, (3, True)),
        ((6,), 6, 4, (1, False)),  # nobody is to make up for a week on Sunday
        ((0,), 0, 14, (1, True)),  # twice a day
        ((0, 0), 0, 14, (2, False)),
    ],
)
def test_what_is_due_on_a_day(done, today, a_week, expected):
    now = due(a_plan(sessions_a_week=a_week), days(*done), MONDAY + timedelta(days=today))
    assert (now.done, now.today) == expected
    assert now.planned == a_week


def test_sessions_take_turns_and_boosters_follow_the_end():
    plan = a_plan(
        sessions=["a", "b"],
        end_on=MONDAY + timedelta(days=6),
        boosters=[(MONDAY + timedelta(days=n)).isoformat() for n in (30, 60)],
    )
    turns = [due(plan, days(-3, *range(n)), MONDAY + timedelta(days=n)).session for n in range(4)]
    assert turns == ["a", "b", "a", "b"]
    boosters = {}
    for n, done in (
        (7, (0, 1)),
        (30, (0, 1)),
        (32, (0, 1)),
        (40, (0, 33)),
        (60, (33,)),
        (90, (33,)),
    ):
        now = due(plan, days(*done), MONDAY + timedelta(days=n))
        assert not now.today
        assert not now.planned
        boosters[n] = now.booster and (now.booster - MONDAY).days
    assert boosters == {7: None, 30: 30, 32: 30, 40: None, 60: 60, 90: 60}


def test_practice_counts_every_minute_and_the_days_of_the_runs_clock(store, person):
    at = datetime(2026, 3, 8, 22, 30, tzinfo=UTC)
    with store.session() as session:
        for i, (offset_s, duration_s, finish, name) in enumerate(
            [
                (0, 600.0, "completed", "paced-6-10min"),
                (7200, 60.0, "stopped", "paced-6-3min"),
                (0, 59.0, "stopped", "paced-6-3min"),
                (0, 900.0, "interrupted", "heat"),
                (0, 900.0, RUNNING, "heat"),
                (0, 900.0, "imported", ""),
            ]
        ):
            session.add(
                Run(
                    uid=str(i),
                    person_id=person.id,
                    session=name,
                    program="1",
                    start_utc=at + timedelta(minutes=i),
                    utc_offset_s=offset_s,
                    finish=finish,
                    duration_s=duration_s,
                )
            )
    done = practice_of(store, person.id)
    assert done.sessions == ("paced-6-10min", "paced-6-3min", "heat")
    assert done.days.tolist() == [date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 8)]
    assert done.minutes.tolist() == [10.0, 1.0, 15.0]
    new = practice_of(store, person.id, since=date(2026, 3, 9))
    assert (new.sessions, new.minutes.tolist()) == (("paced-6-3min",), [1.0])
    assert practice_of(store, person.id, since=date(2026, 4, 9)).days.size == 0
