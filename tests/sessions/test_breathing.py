import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.breathing import Breath, BreathPattern, BreathSchedule
from sessions.errors import SessionError
from tests.sessions.plans import patterns

phases = st.floats(0.0, 1.0, exclude_max=True)
QUARTERS = BreathPattern(inhale=0.25, hold=0.25, rest=0.25)


def test_the_default_is_40_percent_in_and_60_percent_out():
    usual = BreathPattern()
    assert (usual.inhale, usual.hold, usual.rest) == (0.4, 0.0, 0.0)
    assert usual.exhale == pytest.approx(0.6, abs=1e-15)


@pytest.mark.parametrize(
    ("phase", "part", "volume"),
    [
        (0.0, "inhale", 0.0),
        (0.125, "inhale", 0.5),
        (1 / 6, "inhale", 0.75),  # two thirds of the way: (1 - cos 120 degrees) / 2
        (0.25, "hold", 1.0),
        (0.49, "hold", 1.0),
        (0.5, "exhale", 1.0),
        (0.5625, "exhale", 0.797850),  # a quarter out: q = 19/64, (1 + cos 53.4375 degrees) / 2
        (0.625, "exhale", 0.402455),  # midway: q = 9/16, (1 + cos 101.25 degrees) / 2
        (0.75, "rest", 0.0),
        (0.99, "rest", 0.0),
    ],
)
def test_a_breath_in_four_quarters(phase, part, volume):
    assert QUARTERS.part(phase) == part
    assert QUARTERS.volume(phase) == pytest.approx(volume, abs=1e-6)


@given(patterns(), phases, phases)
def test_volume_stays_within_0_and_1_and_moves_no_faster_than_its_cosines(pattern, a, b):
    steepest = math.pi / 2 / min(pattern.inhale, pattern.exhale / 1.25)
    low, high = pattern.volume(a), pattern.volume(b)
    assert 0.0 <= low <= 1.0
    # Around the circle: the end of a breath is the start of the next.
    distance = min(abs(a - b), 1.0 - abs(a - b))
    assert abs(low - high) <= steepest * distance + 1e-9


@given(patterns(), phases)
def test_the_part_tells_what_the_volume_does(pattern, phase):
    step = 1e-6
    change = pattern.volume(min(phase + step, 1.0 - 1e-12)) - pattern.volume(phase)
    match pattern.part(phase):
        case "inhale":
            assert change >= -1e-9
        case "exhale":
            assert change <= 1e-9
        case "hold":
            assert pattern.volume(phase) == 1.0
        case "rest":
            assert pattern.volume(phase) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("shares", "key"),
    [
        ({"inhale": 0.0}, "inhale"),
        ({"inhale": math.nan}, "inhale"),
        ({"inhale": 0.95}, "inhale"),
        ({"hold": -0.1}, "hold"),
        ({"hold": 0.55}, "hold"),
        ({"rest": 2.0}, "rest"),
        ({"inhale": 0.3, "hold": 0.25, "rest": 0.4}, "rest"),
    ],
)
def test_parts_that_do_not_fit_into_a_breath_are_refused(shares, key):
    with pytest.raises(SessionError) as caught:
        BreathPattern(**shares)
    assert caught.value.key == key


def test_the_smallest_out_breath_survives_rounding():
    assert BreathPattern(0.4, 0.3, 0.2).exhale == pytest.approx(0.1)


# Ten-second breaths at 0 and 10 s, unpaced from 20 to 30 s, one fifteen-second breath at 30 s.
SCHEDULE = BreathSchedule(
    (
        Breath(0.0, 6.0, BreathPattern()),
        Breath(10.0, 6.0, BreathPattern(hold=0.1)),
        Breath(30.0, 4.0, BreathPattern(0.5)),
    )
)


def test_onsets_and_turns_can_be_read_as_tuples():
    assert SCHEDULE.inhale_start_s == (0.0, 10.0, 30.0)
    assert SCHEDULE.exhale_start_s == (4.0, 15.0, 37.5)


@pytest.mark.parametrize(
    ("t_s", "phase"),
    [
        (-1, 0),
        (0, 0),
        (5, 0.5),
        (10, 1),
        (19, 1.9),
        (20, 2),
        (29.9, 2),
        (33, 2.2),
        (45, 3),
        (99, 3),
    ],
)
def test_phase_counts_breaths_and_waits_where_nothing_is_paced(t_s, phase):
    assert SCHEDULE.phase_at(t_s) == pytest.approx(phase, abs=1e-12)


@pytest.mark.parametrize(
    ("start_s", "end_s", "count"),
    [(0, 45, 3), (0, 44.9, 2), (0.1, 45, 2), (5, 20, 1), (5, 19, 0), (20, 30, 0), (50, 60, 0)],
)
def test_between_gives_whole_breaths_only(start_s, end_s, count):
    assert len(SCHEDULE.between(start_s, end_s)) == count


def test_between_forgives_rounding():
    assert len(SCHEDULE.between(1e-9, 20.0 - 1e-9)) == 2


def test_an_empty_schedule_paces_nothing():
    nothing = BreathSchedule(())
    assert nothing.breath_at(1.0) is None
    assert nothing.phase_at(1.0) == 0.0
    assert nothing.between(0.0, 10.0) == ()
