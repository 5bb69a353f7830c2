"""The diary: one tap notes, a second takes back; cold is never noted for over 20 minutes."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.store.diary import (
    MEDICINE,
    THERAPY,
    THINGS,
    TRIGGER,
    entries_of,
    networks_of,
    note,
    offered,
    take_back,
    tap,
    thing,
)
from biofeedback.store.errors import TooCold
from sessions.blocks import Timer
from sessions.timeline import NETWORKS

AT = datetime(2026, 3, 14, 18, tzinfo=UTC)
TODAY = AT.date()


def what(entries):
    return [(entry.day.day, entry.what) for entry in entries]


def test_everything_that_may_be_noted_is_known_once():
    ids = [(one.kind, one.id) for one in THINGS]
    assert len(ids) == len(set(ids))
    for one in THINGS:
        assert one.label
        assert set(one.networks) <= set(NETWORKS)
        assert bool(one.networks) == (one.kind == THERAPY)


@pytest.mark.parametrize(
    ("therapy", "networks"),
    [
        ("heat", {"circulation", "muscle"}),
        ("cold", {"circulation", "immune"}),
        ("yoga", {"psyche", "muscle", "nervous"}),
        ("tens", {"muscle"}),
        ("microcurrent", {"nervous"}),
        ("acupuncture", {"nervous", "muscle", "circulation"}),
        ("sauna", {"nervous", "immune"}),
        ("nutrition", {"immune", "circulation"}),
    ],
)
def test_therapies_work_on_the_networks_of_the_concept(therapy, networks):
    assert set(thing(THERAPY, therapy).networks) == networks


def test_the_second_tap_takes_back(store, person):
    assert tap(store, person.id, TODAY, AT, TRIGGER, "sitting")
    assert tap(store, person.id, TODAY, AT, TRIGGER, "sleep")
    assert not tap(store, person.id, TODAY, AT, TRIGGER, "sitting")
    assert what(entries_of(store, person.id, TODAY, TODAY)) == [(14, "sleep")]
    assert not take_back(store, person.id, TODAY, TRIGGER, "sitting")


def test_noting_the_same_again_replaces_it(store, person):
    for minutes, remark in ((10, "short"), (25.5, "the whole back")):
        note(store, person.id, TODAY, AT, THERAPY, "heat", minutes=minutes, remark=remark)
    [entry] = entries_of(store, person.id, TODAY, TODAY)
    assert (entry.minutes, entry.note, entry.at_utc) == (25.5, "the whole back", AT)


def test_entries_come_by_day(store, person):
    for back in (0, 2, 1, 7):
        tap(store, person.id, TODAY - timedelta(days=back), AT, TRIGGER, "stress")
    kept = entries_of(store, person.id, TODAY - timedelta(days=6), TODAY)
    assert what(kept) == [(12, "stress"), (13, "stress"), (14, "stress")]


def test_the_most_used_is_offered_first_and_free_names_stay(store, person):
    for back, name in (
        (0, "yoga"),
        (1, "yoga"),
        (1, "bath"),
        (0, "heat"),
        (3, "heat"),
        (5, "heat"),
    ):
        tap(store, person.id, TODAY - timedelta(days=back), AT, THERAPY, name)
    tap(store, person.id, TODAY, AT, MEDICINE, "ibuprofen 400")
    ids = [one.id for one in offered(store, person.id, THERAPY)]
    assert ids[:4] == ["heat", "yoga", "bath", "exercise"]
    assert len(ids) == len(set(ids)) == 1 + sum(one.kind == THERAPY for one in THINGS)
    assert [one.label for one in offered(store, person.id, MEDICINE)] == [
        "ibuprofen 400",
        "Medicine taken",
    ]
    assert networks_of(entries_of(store, person.id, TODAY, TODAY)) == [
        ("psyche", "muscle", "nervous"),
        ("circulation", "muscle"),
        (),
    ]


@pytest.mark.parametrize("kind", ["plain"])
def test_cold_is_never_over_20_minutes(store, person):
    @given(st.floats(min_value=0.01, max_value=10_000))
    def check(minutes):
        refused = pytest.raises(TooCold, match="20 minutes at most")
        with refused if minutes > 20 else nullcontext():
            note(store, person.id, TODAY, AT, THERAPY, "cold", minutes=minutes)

    check()
    [entry] = entries_of(store, person.id, TODAY, TODAY)
    assert entry.minutes <= 20
    assert [one.id for one in THINGS if one.timer is Timer.COLD] == ["cold"]
    note(store, person.id, TODAY, AT, THERAPY, "heat", minutes=45)


@pytest.mark.parametrize(
    ("kind_of", "name", "minutes"),
    [("weather", "rain", None), (TRIGGER, "  ", None), (THERAPY, "heat", 0.0)],
)
@pytest.mark.parametrize("kind", ["plain"])
def test_what_is_nothing_is_refused(store, person, kind_of, name, minutes):
    with pytest.raises(ValueError, match="nothing to note"):
        note(store, person.id, date(2026, 1, 1), AT, kind_of, name, minutes=minutes)
