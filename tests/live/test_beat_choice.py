"""Two tellers of one heart: which is believed when, and that each beat is given once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.live.beat_choice import SILENT_S, BeatChoice
from devices.records import Beat

SIGNAL_LAG_S, INTERVALS_LAG_S = 0.6, 2.6
"""From a beat to when it is told, by the one way and by the other."""


def heart(beats=200, seed=1, noise_ms=25.0):
    """When a heart beats, shape (beats + 1,): the first beat closes no interval."""
    rng = np.random.default_rng(seed)
    rr_s = 0.9 + 0.05 * np.sin(np.arange(beats) / 2.0) + rng.normal(0, noise_ms / 1000, beats)
    return 5.0 + np.concatenate([[0.0], np.cumsum(rr_s)])


def tell(beat_s, *, late_s=0.0, silent=(), dumb=(), other_s=None):
    """Tell a heart in both ways, in the order of arrival; return the choice and what it gave.

    Parameters
    ----------
    late_s : float
        How much later the times of the intervals are.
    silent, dumb : tuple of (float, float)
        Spans in which the signal, and the intervals, tell nothing.
    other_s : ndarray
        The beats that the signal tells, where they are another heart's.
    """
    seen_s = beat_s if other_s is None else other_s
    events = _events(seen_s, SIGNAL_LAG_S, 0.0, silent, "signal")
    events += _events(beat_s, INTERVALS_LAG_S, late_s, dumb, "intervals")
    choice, given = BeatChoice(), []
    for arrival_s, way, beat in sorted(events, key=lambda event: event[0]):
        take = choice.of_signal if way == "signal" else choice.of_intervals
        given += take(arrival_s, [beat])
    return choice, given


def _events(beat_s, lag_s, late_s, spans, way):
    rr_ms, after_hole, events = 1000 * np.diff(beat_s), False, []
    for t_s, rr in zip(beat_s[1:].tolist(), rr_ms.tolist(), strict=True):
        if any(start_s <= t_s < end_s for start_s, end_s in spans):
            after_hole = True
            continue
        events.append((t_s + lag_s, way, Beat(t_s + late_s, rr, after_hole)))
        after_hole = False
    return events


def numbers(beat_s, given, late_s=0.0):
    """Return which of the heart's beats were given, by their times."""
    return [int(np.abs(beat_s + late_s - beat.t_s).argmin()) for beat in given]


def gaps(given):
    return [beat.t_s for beat in given if beat.gap]


def test_one_way_alone_is_taken_as_it_is():
    beat_s = heart(60)
    for spans in ({"silent": ((0, 999),)}, {"dumb": ((0, 999),)}):
        choice, given = tell(beat_s, **spans)
        assert [beat.t_s for beat in given] == beat_s[1:].tolist()
        assert not gaps(given)
        assert choice.late_s is None


@pytest.mark.parametrize("late_s", [-0.4, -0.1, 0.0, 0.3])
def test_every_beat_once_from_intervals_to_signal_and_back(late_s):
    """The signal begins at 40 s and pauses from 110 s to 140 s."""
    beat_s = heart()
    choice, given = tell(beat_s, late_s=late_s, silent=((0, 40), (110, 140)))
    t_s = np.array([beat.t_s for beat in given])
    assert choice.late_s == pytest.approx(late_s, abs=1e-9)
    assert numbers(beat_s, given) == list(range(1, beat_s.size))
    assert (np.diff(t_s) > 0).all()
    joined_s, left_s, back_s = gaps(given)
    assert 40 < joined_s < 60  # sixteen beats to tell which is which
    assert 108 < left_s < 112
    assert 138 < back_s < 142
    # From the join on, all times are the signal's.
    settled = t_s >= joined_s
    assert t_s[settled] == pytest.approx(beat_s[1:][settled], abs=1e-9)


def test_a_strap_that_is_later_than_thought_is_found_out():
    """Beats that the intervals dated into the future keep their times; the others come after."""
    beat_s = heart()
    choice, given = tell(beat_s, late_s=2.3, silent=((0, 40), (110, 140)))
    t_s = np.array([beat.t_s for beat in given])
    assert choice.late_s == pytest.approx(2.3)
    assert (np.diff(t_s) > 0).all()
    joined_s = gaps(given)[0]
    after = [beat for beat in given if beat.t_s >= joined_s]
    found = numbers(beat_s, after)
    assert found == list(range(found[0], beat_s.size))  # across both switches that follow
    assert t_s[t_s >= joined_s] == pytest.approx(beat_s[found], abs=1e-9)


def test_ways_that_tell_of_different_hearts_are_not_compared():
    beat_s = heart(120)
    choice, given = tell(beat_s, other_s=heart(120, seed=9), silent=((0, 40),))
    assert choice.late_s is None
    [joined_s] = gaps(given)  # clearly not alike, and the signal is believed
    assert 65 < joined_s < 72


def test_a_constant_rhythm_tells_nothing_of_the_delay():
    choice, given = tell(5.0 + np.arange(100.0), late_s=0.1, silent=((0, 40),))
    assert choice.late_s is None
    assert (np.diff([beat.t_s for beat in given]) > 0.8).all()


def test_intervals_that_fall_silent_make_no_one_wait():
    beat_s = heart(60)
    _, given = tell(beat_s, silent=((0, 30),), dumb=((25, 999),))
    [joined_s] = gaps(given)
    assert 30 <= joined_s < 31
    assert numbers(beat_s, [b for b in given if b.t_s > 31])[-1] == 60


def test_a_short_pause_of_the_signal_changes_nothing():
    beat_s = heart(60)
    _, given = tell(beat_s, silent=((30, 30 + SILENT_S - 2),))
    assert len(gaps(given)) <= 2  # the first beat after the hole, and the join at the beginning
    assert {27, 28} <= set(np.floor([beat.t_s for beat in given]).astype(int))


def test_whether_the_signal_flows():
    choice = BeatChoice()
    assert not choice.signal_flows(0.0)
    choice.of_signal(10.0, [Beat(9.5, 900.0)])
    assert choice.signal_flows(14.9)
    assert not choice.signal_flows(15.1)


spans = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 40)), max_size=3).map(
    lambda some: tuple((start_s, start_s + length_s) for start_s, length_s in some)
)


@given(late_s=st.floats(-3, 3), silent=spans, dumb=spans, seed=st.integers(0, 5))
def test_times_increase_and_no_interval_is_invented(late_s, silent, dumb, seed):
    beat_s = heart(100, seed)
    _, given = tell(beat_s, late_s=late_s, silent=silent, dumb=dumb)
    assert (np.diff([beat.t_s for beat in given]) > 0).all()
    assert {beat.rr_ms for beat in given} <= set((1000 * np.diff(beat_s)).tolist())
