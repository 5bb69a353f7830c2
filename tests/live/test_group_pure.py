"""Who needs help, which strap is in the hand, how long in one's own zone: by numbers worked out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.hrv.quality import Quality
from biofeedback.live.frame import Frame
from biofeedback.live.group import together
from biofeedback.live.help_order import STILL_S, HelpOrder, Trouble
from biofeedback.live.touch import HEARD_S, Touch
from biofeedback.live.zone_time import LEAST_S, ZoneTime, group_share
from sessions.timeline import Cue

CUE = Cue(0, "Paced", "Breathe.", 60.0, 60.0, phase=0.5)


def frame(t_s, score, **changes):
    plain = Frame(t_s, t_s, CUE, {}, Quality(0.0, 1.0, 0.0), score=score)
    return replace(plain, **changes)


# Who needs help


def test_the_order_is_the_one_that_was_agreed():
    troubles = {
        1: "",
        2: Trouble.BATTERY_LOW,
        3: Trouble.BREATHING_FAST,
        4: Trouble.IRREGULAR,
        5: Trouble.OUT_OF_REACH,
        6: Trouble.NO_CONTACT,
        7: Trouble.NO_CONTACT,
        8: "busy",
        9: "",
    }
    order = HelpOrder()
    order.feed(0.0, troubles)
    assert order.feed(1.0, troubles) == (6, 7, 5, 8, 4, 3, 2, 1, 9)


@given(
    st.lists(
        st.tuples(st.floats(0.05, 8.0), st.integers(1, 5), st.sampled_from(["", *Trouble])),
        max_size=60,
    )
)
def test_no_tile_moves_twice_within_ten_seconds_and_each_change_is_shown_by_then(changes):
    order, troubles = HelpOrder(), dict.fromkeys(range(1, 6), "")
    t_s, shown = 0.0, order.feed(0.0, troubles)
    moved_s = dict.fromkeys(troubles, -STILL_S)
    for wait_s, seat, trouble in changes:
        t_s += wait_s
        troubles[seat] = trouble
        before, shown = shown, order.feed(t_s, troubles)
        for place, (old, new) in enumerate(zip(before, shown, strict=True)):
            if old != new:
                assert t_s - moved_s[new] >= STILL_S, place
                moved_s[new] = t_s
    wanted = HelpOrder()
    wanted.feed(0.0, troubles)
    assert order.feed(t_s + STILL_S, troubles) == wanted.feed(1.0, troubles)


def test_who_comes_is_last_until_the_order_may_change():
    order = HelpOrder()
    assert order.feed(0.0, {1: "", 2: ""}) == (1, 2)
    assert order.feed(1.0, {1: "", 2: Trouble.NO_CONTACT}) == (2, 1)
    assert order.feed(2.0, {1: "", 2: "", 3: Trouble.NO_CONTACT}) == (2, 1, 3)
    assert order.feed(10.9, {1: "", 2: "", 3: Trouble.NO_CONTACT}) == (2, 1, 3)
    assert order.feed(11.0, {1: "", 2: "", 3: Trouble.NO_CONTACT}) == (3, 1, 2)
    assert order.feed(12.0, {1: "", 2: ""}) == (1, 2)


# Which strap is held close


def hear(touch, **strengths):
    for moment in range(20):
        for address, dbm in strengths.items():
            noise = 12 if moment % 5 == 0 else 0  # one in five fades
            touch.hear(0.1 * moment, address, f"Strap {address}", dbm - noise, 80)


@pytest.mark.parametrize(
    ("strengths", "near"),
    [
        ({"a": -70, "b": -40, "c": -66}, "b"),
        ({"a": -70, "b": -52, "c": -60}, None),  # not clearly
        ({"a": -90, "b": -70}, None),  # clearly, but across the room
        ({"a": -45}, "a"),
        ({"a": -75}, None),
    ],
)
def test_the_strap_that_is_held_close(strengths, near):
    touch = Touch()
    hear(touch, **strengths)
    heard = touch.in_reach(2.0)
    assert [each.address for each in heard] == sorted(strengths, key=lambda a: -strengths[a])
    assert [each.strength_dbm for each in heard] == sorted(strengths.values(), reverse=True)
    assert [each.address for each in heard if each.is_near] == ([near] if near else [])


def test_a_strap_that_is_not_heard_any_more_is_not_in_reach():
    touch = Touch()
    hear(touch, a=-70)
    assert touch.in_reach(1.9 + HEARD_S - 0.1)
    assert not touch.in_reach(1.9 + HEARD_S + 0.1)


# One's own zone


def test_the_share_of_time_in_ones_own_zone():
    zone = ZoneTime()
    for second in range(41):
        zone.take(frame(float(second), 70.0 if second < 10 else 50.0))
    assert zone.counted_s == 40.0
    assert zone.share == 0.25


@pytest.mark.parametrize(
    "out",
    [
        {"held": True},
        {"paused": True},
        {"score": None},
        {"cue": replace(CUE, phase=None)},
    ],
    ids=str,
)
def test_time_that_says_nothing_takes_nothing_away(out):
    zone = ZoneTime()
    for second in range(30):
        zone.take(frame(float(second), 70.0))
    for second in range(30, 90):
        zone.take(replace(frame(float(second), 10.0), **out))
    zone.take(frame(90.0, 10.0))
    assert zone.counted_s == 30.0
    assert zone.share == 1.0


def test_who_rests_alone_loses_nothing_and_little_time_tells_nothing():
    zone = ZoneTime()
    zone.take(frame(0.0, 70.0))
    zone.is_out = True
    zone.take(frame(60.0, 10.0))
    assert zone.counted_s == 0.0
    zone.is_out = False
    zone.take(frame(61.0, 70.0))
    assert 0.0 < zone.counted_s < LEAST_S
    assert zone.share is None


def test_the_groups_figure_is_the_mean_over_people():
    assert group_share([0.2, None, 0.6]) == pytest.approx(0.4)
    assert group_share([None]) is None


# What is wished before


def test_what_is_wished_of_one_person():
    known = ("wish own 5.4", "wish usual 4.0 30.0")
    assert together(known, own_pace=False, rate_per_min=5.4) == (
        "wish usual 4.0 30.0",
        "wish together",
        "wish start",
    )
    assert together(known, own_pace=True, rate_per_min=5.4) == (
        *known,
        "wish start",
        "wish rate 5.4",
    )
    assert together((), own_pace=True, rate_per_min=None) == ("wish start",)
