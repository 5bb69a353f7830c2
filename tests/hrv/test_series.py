"""What sensors said second by second, averaged over windows: against a plain loop and by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.hrv.index import INDICES, RUN_INDICES, SENSED_INDICES
from biofeedback.hrv.series import sensed
from biofeedback.hrv.window import Beats, Series, Windows

STILL = sensed("stillness")


def slow_mean(series, start_s, end_s):
    """The mean of what was said in (start_s, end_s]; None below half of its seconds."""
    said = [value for t_s, value in series if start_s < t_s <= end_s]
    if not said or len(said) < 0.5 * (end_s - start_s):
        return None
    return math.fsum(said) / len(said)


def beats_with(series, last_s=200):
    """A beat a second, and a series of (time, value)."""
    t_s, value = np.array(series, np.float64).reshape(-1, 2).T
    beats = Beats.of([1000.0] * last_s)
    return replace(beats, sensed={"stillness": Series(t_s, value)})


def over(beats, *spans):
    start_s, end_s = np.array(spans, np.float64).T
    return STILL(beats, Windows.over(beats, start_s, end_s)).tolist()


def count_up(first, stop):
    return [(float(t_s), float(t_s)) for t_s in range(first, stop)]


def test_the_mean_of_the_seconds_that_end_in_a_window():
    beats = beats_with(count_up(1, 101))
    assert over(beats, (10, 20), (9.5, 20.5), (0, 100)) == [15.5, 15.0, 50.5]


def test_nothing_before_and_after():
    beats = beats_with(count_up(50, 101))
    before, touching, half, after, past = over(
        beats, (0, 10), (30, 50), (45, 55), (95, 105), (101, 111)
    )
    assert np.isnan([before, touching, past]).all()
    assert (half, after) == (52.5, 98.0)


def test_gaps_count_as_not_known():
    beats = beats_with(count_up(1, 50) + count_up(60, 101))
    assert np.isnan(over(beats, (45, 55), (50, 60), (54, 63))).all()
    assert over(beats, (44, 54), (54, 64)) == [47.0, 62.0]


def test_another_name_or_none_says_nothing():
    beats = beats_with(count_up(1, 101))
    windows = Windows.over(beats, [0.0, 10.0], [10.0, 20.0])
    assert np.isnan(sensed("ecg_quality")(beats, windows)).all()
    assert np.isnan(STILL(beats_with([]), windows)).all()
    assert np.isnan(STILL(Beats.of([1000.0] * 9), windows)).all()
    assert STILL(beats, windows[:0]).shape == (0,)


numbers = st.floats(-1e3, 1e3)
said = st.lists(st.tuples(st.floats(0, 120), numbers), max_size=60).map(sorted)
windows = st.lists(st.tuples(st.floats(-20, 130), st.floats(0, 60)), min_size=1, max_size=8)


@given(said, windows)
def test_twin(series, spans):
    beats = beats_with(series)
    spans = [(start_s, start_s + length_s) for start_s, length_s in spans]
    wanted = [slow_mean(series, *span) for span in spans]
    for told, mean in zip(over(beats, *spans), wanted, strict=True):
        if mean is None:
            assert math.isnan(told)
        else:
            assert told == pytest.approx(mean, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("index", SENSED_INDICES, ids=lambda index: index.name)
def test_live_equals_offline_to_the_last_bit(index):
    """What a sensor says after a beat, dated after it, changes nothing that was said at it."""
    rng = np.random.default_rng(4)
    t_s = np.sort(rng.uniform(0, 150, 130))
    series = Series(t_s, rng.uniform(0, 1, t_s.size))
    beats = replace(Beats.of(rng.uniform(600, 1200, 160)), sensed={index.name: series})
    offline = index.evaluate(beats, Windows.trailing(beats, index.window_s))
    online = []
    for end_s in beats.t_s.tolist():
        known = t_s <= end_s
        recent = replace(beats, sensed={index.name: Series(t_s[known], series.value[known])})
        online.append(
            index.evaluate(recent, Windows.over(recent, end_s - index.window_s, end_s))[0]
        )
    assert np.array_equal(online, offline, equal_nan=True)
    assert 0 < np.isnan(offline).mean() < 0.5


def test_they_speak_without_a_minimum_of_beats():
    beats = beats_with(count_up(1, 60), last_s=3)
    [index] = [index for index in SENSED_INDICES if index.name == "stillness"]
    assert index.evaluate(beats, Windows.over(beats, 50.0, 60.0))[0] == 55.0


def test_a_strap_without_sensors_leaves_them_collecting():
    beats = Beats.of([1000.0] * 100)
    for index in SENSED_INDICES:
        assert np.isnan(index.evaluate(beats, Windows.trailing(beats, 60.0))).all()


def test_every_series_has_its_index():
    assert {index.name for index in SENSED_INDICES} == {
        "breathing_rate_per_min",
        "pacer_adherence",
        "stillness",
        "pulse_amplitude_rel",
        "ecg_quality",
    }
    assert set(SENSED_INDICES) < set(RUN_INDICES) < set(INDICES)
