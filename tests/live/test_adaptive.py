"""The adaptive pace: its bounds, and that it climbs a swing that is known exactly."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.live.adaptive import AdaptivePace


def breathe(pace, swing_at, minutes=30):
    """Feed the swing at the pace of the moment, every 3 s; return the pace over time."""
    return [(t_s, pace.feed(t_s, swing_at(pace.rate_per_min))) for t_s in range(0, 60 * minutes, 3)]


def test_is_off_by_default():
    told = breathe(AdaptivePace(6.0), lambda rate: 10 - (rate - 5.5) ** 2)
    assert {rate for _, rate in told} == {6.0}


@pytest.mark.parametrize("best", [5.6, 5.8, 6.1, 6.4])
def test_climbs_to_the_best_rate_and_stays_about_it(best):
    told = breathe(AdaptivePace(6.0, enabled=True), lambda rate: 10 - (rate - best) ** 2)
    settled = [rate for t_s, rate in told if t_s > 18 * 60]
    assert max(abs(rate - best) for rate in settled) <= 0.2 + 1e-9


@given(
    base=st.floats(4.0, 9.0),
    swings=st.lists(st.one_of(st.none(), st.floats(0, 40)), min_size=40, max_size=40),
)
def test_never_goes_faster_or_further_than_allowed(base, swings):
    pace = AdaptivePace(base, enabled=True)
    told = breathe(pace, lambda rate: swings[round(1000 * rate) % 40], minutes=60)
    assert all(abs(rate - base) <= 0.5 + 1e-6 for _, rate in told)
    steps = [(b[0], b[1] - a[1]) for a, b in itertools.pairwise(told) if b[1] != a[1]]
    assert all(abs(step) <= 0.1 + 1e-6 for _, step in steps)
    times_s = [0, *(t_s for t_s, _ in steps)]
    assert all(b - a >= 120 for a, b in itertools.pairwise(times_s))


def test_without_figures_it_stays():
    assert {rate for _, rate in breathe(AdaptivePace(6.0, enabled=True), lambda rate: None)} == {
        6.0
    }


def test_a_pause_does_not_count():
    """The time of the session stands still; figures that still come in bring no step on."""
    pace = AdaptivePace(6.0, enabled=True)
    for _ in range(1000):
        pace.feed(90.0, 12.0)
    assert pace.rate_per_min == 6.0
