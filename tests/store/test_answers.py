"""What people say in numbers is kept once for each question, on the day they lived."""

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest

from biofeedback.store.answers import (
    AFTER,
    BEFORE,
    DAY,
    SCALES,
    dated_ratings,
    keep_peg,
    keep_total,
    peg_score,
    pegs_of,
    rate,
    ratings_of,
    ratings_of_day,
    totals_of,
)
from biofeedback.store.models import Person, Run

AT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def run_of(store, person, at=AT, offset_s=0, **fields):
    with store.session() as session:
        run = Run(
            uid=f"{at}{offset_s}",
            person_id=person.id,
            session=fields.pop("session", "paced-6-10min"),
            program="1",
            start_utc=at,
            utc_offset_s=offset_s,
            **{"finish": "completed", "duration_s": 600.0} | fields,
        )
        session.add(run)
    return run


def told(ratings):
    return [(r.moment, r.scale, r.value) for r in ratings]


def test_a_second_answer_to_the_same_question_replaces_the_first(store, person):
    one, other = run_of(store, person), run_of(store, person, offset_s=60)
    for run, moment, scale, value in (
        (one, BEFORE, "pain", 6),
        (one, BEFORE, "tension", 7),
        (one, AFTER, "pain", 5),
        (other, BEFORE, "pain", 3),
        (one, BEFORE, "pain", 4),
    ):
        rate(store, person.id, AT, moment, scale, value, run.id)
    kept = told(ratings_of(store, person.id, run_id=one.id))
    assert sorted(kept) == [("after", "pain", 5), ("before", "pain", 4), ("before", "tension", 7)]
    assert told(ratings_of(store, person.id, run_id=other.id)) == [("before", "pain", 3)]
    assert len(ratings_of(store, person.id)) == 4


@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_a_days_rating_belongs_to_the_day_that_the_person_wrote(store, person, hours):
    zone = timezone(timedelta(hours=hours))
    for hour, value in ((0, 8), (12, 7), (23, 4)):
        at = datetime(2026, 3, 29, hour, 59, tzinfo=zone)
        rate(store, person.id, at, DAY, "pain", value)
    assert ratings_of_day(store, person.id, date(2026, 3, 29)) == {"pain": 4}
    assert ratings_of_day(store, person.id, date(2026, 3, 28)) == {}
    days, values = dated_ratings(store, person.id, "pain", DAY)
    assert days.tolist() == [date(2026, 3, 29)]
    assert values.tolist() == [4.0]


def test_a_sessions_rating_has_the_day_of_the_run_on_its_clock(store, person):
    for offset_s, value in ((0, 1), (7200, 2), (-43200, 3)):
        run = run_of(store, person, offset_s=offset_s)
        late = AT + timedelta(days=value)
        rate(store, person.id, late, BEFORE, "pain", value, run.id)
    days, values = dated_ratings(store, person.id, "pain", BEFORE)
    assert dict(zip(values, days.tolist(), strict=True)) == {
        1.0: date(2026, 3, 2),
        2.0: date(2026, 3, 3),
        3.0: date(2026, 3, 2),
    }
    since, [value] = dated_ratings(store, person.id, "pain", BEFORE, since=date(2026, 3, 3))
    assert (since.tolist(), value) == ([date(2026, 3, 3)], 2.0)
    nothing, none = dated_ratings(store, person.id, "mood", BEFORE)
    assert nothing.dtype == np.dtype("datetime64[D]")
    assert none.shape == (0,)


@pytest.mark.parametrize("value", [-1, 11, 4.5, "5"])
def test_what_is_no_rating_is_refused(store, person, value):
    with pytest.raises(ValueError, match="no rating"):
        rate(store, person.id, AT, DAY, "pain", value)


def test_a_moment_without_its_run_or_an_unknown_scale_is_refused(store, person):
    run = run_of(store, person)
    for moment, scale, run_id in (
        (BEFORE, "pain", None),
        (DAY, "pain", run.id),
        (DAY, "anger", None),
        ("noon", "pain", None),
    ):
        with pytest.raises(ValueError, match=r"no rating|belong"):
            rate(store, person.id, AT, moment, scale, 5, run_id)
    assert ratings_of(store, person.id) == []


def test_all_scales_have_words():
    assert list(SCALES) == ["pain", "unpleasantness", "tension", "mood", "relaxation"]
    assert all(s.label and s.word and s.none and s.most for s in SCALES.values())


def test_peg_is_the_mean_of_three_and_kept_once_a_day(store, person):
    keep_peg(store, person.id, date(2026, 3, 8), pain=6, enjoyment=8, activity=8)
    keep_peg(store, person.id, date(2026, 3, 1), pain=9, enjoyment=9, activity=9)
    keep_peg(store, person.id, date(2026, 3, 8), pain=6, enjoyment=7, activity=7)
    assert [(p.day.day, peg_score(p)) for p in pegs_of(store, person.id)] == [
        (1, 9.0),
        (8, pytest.approx(20 / 3)),
    ]
    with pytest.raises(ValueError, match="PEG"):
        keep_peg(store, person.id, date(2026, 3, 8), pain=6, enjoyment=7, activity=11)


def test_totals_have_free_names(store, person):
    keep_total(store, person.id, date(2026, 3, 1), " PCS ", 31)
    keep_total(store, person.id, date(2026, 3, 1), "PCS", 29)
    keep_total(store, person.id, date(2026, 4, 1), "PCS", 21.5)
    kept = [(t.scale, t.day.month, t.total) for t in totals_of(store, person.id)]
    assert kept == [("PCS", 3, 29.0), ("PCS", 4, 21.5)]
    for name, total in (("", 3.0), ("PCS", float("nan"))):
        with pytest.raises(ValueError, match="total"):
            keep_total(store, person.id, date(2026, 3, 1), name, total)


def test_nobody_sees_what_another_said(store, person):
    with store.session() as session:
        other = Person(uid="other", alias="Birke", created_utc=AT)
        session.add(other)
    rate(store, person.id, AT, DAY, "pain", 5)
    keep_peg(store, person.id, AT.date(), pain=1, enjoyment=1, activity=1)
    assert ratings_of(store, other.id) == pegs_of(store, other.id) == []
    assert dated_ratings(store, other.id, "pain", DAY)[0].size == 0
