"""Live equals offline to the last bit, and no index speaks before its minimum."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biofeedback.hrv.index import INDICES, SENSED_INDICES, Index
from biofeedback.hrv.window import Beats, Windows
from tests import naive
from tests.hrv.series import (
    as_naive,
    assemble,
    breathing_heart,
    breaths,
    eventful,
    marked,
    series,
    up_to,
    with_breaths,
)

LED_ONLY = {"pace_power_ms2", "breath_heart_synchrony", "breath_heart_phase_deg"}


def named(name):
    return next(index for index in INDICES if index.name == name)


def live(index, beats, count, kept):
    """What live use computes when the newest beat is number `count`."""
    end_s = float(beats.t_s[count - 1])
    recent = replace(up_to(beats, count), kept=kept)
    return index.evaluate(recent, Windows.over(recent, end_s - index.window_s, end_s))[0]


def ways(count):
    """What is kept from beat to beat: of all that came before, of none, of every third."""
    whole, some = {}, {}
    return [(whole, {}, some)[number % 3] for number in range(count)]


@pytest.mark.parametrize("index", INDICES, ids=lambda index: index.name)
@pytest.mark.parametrize("seed", range(2))
def test_live_equals_offline_to_the_last_bit(index, seed):
    if index.window_s > 150:  # the recording is too short for long windows; the way is the same
        index = replace(index, window_s=64.0, min_epoch_s=60.0, min_beats=20)
    paced = breaths(12.0, 3.7, 5.1, 25) if seed == 1 else None
    beats = with_breaths(eventful(seed), paced)
    offline = index.evaluate(beats, Windows.trailing(beats, index.window_s))
    kept = {}
    online = [live(index, beats, count, kept) for count in range(1, beats.t_s.size + 1)]
    if index in SENSED_INDICES:
        assert np.isnan(offline).all()  # no sensor, nothing to say
    elif index.name not in LED_ONLY or (paced and index.name != "breath_heart_phase_deg"):
        assert 0.02 < np.isnan(offline).mean() < 0.98
    assert np.array_equal(online, offline, equal_nan=True)


@given(beats=series(most=80), index=st.sampled_from([i for i in INDICES if i.window_s <= 60]))
@settings(max_examples=25, deadline=None)
def test_live_equals_offline_on_any_rhythm(beats, index):
    offline = index.evaluate(beats, Windows.trailing(beats, index.window_s))
    n = beats.t_s.size
    online = [live(index, beats, i, kept) for i, kept in enumerate(ways(n), 1)]
    assert np.array_equal(online, offline, equal_nan=True)


def test_kernels_agree_too_where_the_index_is_still_silent():
    beats = eventful(7)
    for index in INDICES:
        offline = index.compute(beats, Windows.trailing(beats, index.window_s))
        for count in range(1, beats.t_s.size + 1, 9):
            end_s = beats.t_s[count - 1]
            recent = up_to(beats, count)
            window = Windows.over(recent, end_s - index.window_s, end_s)
            online = index.compute(recent, window)
            assert np.array_equal(online, offline[count - 1 : count], equal_nan=True), index.name


@pytest.mark.parametrize(
    ("window_s", "min_epoch_s", "min_beats"),
    sorted({(index.window_s, index.min_epoch_s, index.min_beats) for index in INDICES}),
)
@given(beats=series())
@settings(max_examples=30, deadline=None)
def test_speaks_when_its_minimum_is_met_and_not_before(window_s, min_epoch_s, min_beats, beats):
    def always(beats, windows):
        return np.zeros(windows.first.shape)

    index = Index("ready", "", "", window_s, min_epoch_s, min_beats, 0, "", always)
    spoken = index.evaluate(beats, Windows.trailing(beats, window_s))
    slow = as_naive(beats)
    wanted = [naive.is_ready(slow, b.t_s - window_s, b.t_s, min_epoch_s, min_beats) for b in slow]
    assert (~np.isnan(spoken)).tolist() == wanted


def test_collects_for_one_epoch_and_again_after_a_long_gap():
    beats = assemble(
        [1000.0 + 30 * (i % 2) for i in range(200)], {100: 90.0}, set(), random.Random(0)
    )
    values = named("rmssd_ms").evaluate(beats, Windows.trailing(beats, 60.0))
    since_s = beats.t_s - beats.begin_s[0]
    assert np.isnan(values[since_s < 59.99]).all()
    assert not np.isnan(values[:100][since_s[:100] > 60.01]).any()
    again_s = beats.t_s[100:] - beats.begin_s[100]
    assert np.isnan(values[100:][again_s < 47]).all()  # 80 % of a minute
    assert not np.isnan(values[100:][again_s > 49]).any()


def test_too_many_artifacts_silence_it():
    heart = breathing_heart(5.0, seconds=90)
    few, many = marked(heart, range(30, 38)), marked(heart, range(30, 50))
    index = named("rmssd_ms")
    assert not math.isnan(index.evaluate(few, Windows.over(few, 20.0, 80.0))[0])
    assert math.isnan(index.evaluate(many, Windows.over(many, 20.0, 80.0))[0])


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, 0.0, -800.0])
def test_nonsense_marked_valid_is_refused_and_masked_nonsense_never_counts(wrong):
    heart = breathing_heart(5.0, seconds=90, noise_ms=20.0)
    plain, masked = marked(heart, [60]), marked(heart, [60], said_ms=wrong)
    nonsense = Beats(heart.t_s, masked.rr_ms, heart.valid, heart.gap)
    for index in INDICES:
        span = (80.0 - index.window_s, 80.0)
        with pytest.raises(ValueError, match="marked valid"):
            index.evaluate(nonsense, Windows.over(nonsense, *span))
        answers = [index.evaluate(b, Windows.over(b, *span))[0] for b in (plain, masked)]
        assert answers[0] == answers[1] or np.isnan(answers).all()


def test_no_beats_no_numbers():
    nothing = Beats.of([])
    for index in INDICES:
        assert index.evaluate(nothing, Windows.trailing(nothing, 60.0)).shape == (0,)
        assert np.isnan(index.evaluate(nothing, Windows.over(nothing, 0.0, 60.0))).all()
        assert index.evaluate(nothing, Windows.whole(nothing)).shape == (0,)


def test_names_are_unique_and_sources_named():
    assert len({index.name for index in INDICES}) == len(INDICES) == 34
    assert all(index.source and index.title and index.unit for index in INDICES)
    assert all(index.min_epoch_s <= index.window_s for index in INDICES)
