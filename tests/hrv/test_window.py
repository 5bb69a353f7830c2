"""Beats, and the windows over them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.hrv.window import Beats, Windows, pair_sums, reduce_slices
from tests.hrv.series import marked

SECONDS = Beats.of([1000.0] * 20)


def test_a_window_excludes_its_start_and_includes_its_end():
    windows = Windows.over(SECONDS, [0.0, 1.0, 2.5, 7.0, 30.0], [3.0, 3.0, 3.5, 7.0, 40.0])
    found = [SECONDS.t_s[a:b].tolist() for a, b in zip(windows.first, windows.stop, strict=True)]
    assert found == [[1, 2, 3], [2, 3], [3], [], []]


def test_the_newest_window_ends_with_the_newest_beat():
    for length_s in (0.5, 3.0, 100.0):
        newest = Windows.newest(SECONDS, length_s)
        other = Windows.over(SECONDS, 20.0 - length_s, 20.0)
        assert [*newest.spans()] == [*other.spans()] == [(20.0 - length_s, 20.0)]
        assert (newest.first, newest.stop) == (other.first, other.stop)


def test_whole_begins_with_the_first_interval():
    beats = Beats.of([800.0, 900.0], [10.0, 10.9])
    windows = Windows.whole(beats)
    assert [*windows.spans()] == [(pytest.approx(9.2), 10.9)]
    assert (windows.first[0], windows.stop[0]) == (0, 2)


def test_pairs_need_both_beats_inside():
    windows = Windows.over(SECONDS, [0.0, 0.0, 0.0], [3.0, 1.0, 0.5])
    assert pair_sums(SECONDS, windows)[0].tolist() == [2, 0, 0]


def test_pair_needs_two_valid_neighbours_and_no_gap():
    beats = marked(Beats.of([1000.0] * 6), artifacts=[2], gaps=[5])
    assert beats.columns.pair.tolist() == [False, True, False, False, True, False]


def test_begin_of_intervals_that_no_heart_makes():
    rr_ms = np.array([900.0, np.nan, np.inf, -np.inf, -700.0, 65_000.0])
    t_s = np.arange(10.0, 16.0)
    beats = Beats(t_s, rr_ms, np.arange(6) == 0, np.zeros(6, bool))
    assert beats.begin_s.tolist() == pytest.approx([9.1, 11.0, 10.0, 13.0, 14.0, 13.0])


@given(
    values=st.lists(st.floats(-1e6, 1e6), max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=10),
)
def test_slices_are_summed_each_for_itself(values, cuts):
    n = len(values)
    first, stop = (np.array([min(cut[k], n) for cut in cuts], dtype=np.intp) for k in (0, 1))
    found = reduce_slices(np.add, np.array(values), first, stop, 0.0)
    wanted = [sum(values[a:b]) for a, b in zip(first, stop, strict=True)]
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-6)


def test_what_lies_outside_a_slice_never_reaches_it():
    values = np.array([1.0, np.nan, 2.0, 3.0, np.inf, 4.0])
    found = reduce_slices(np.add, values, np.array([2, 0]), np.array([4, 1]), 0.0)
    assert found.tolist() == [5, 1]


def test_clean_beats_are_positive_numbers():
    for wrong in (0.0, -800.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="marked valid"):
            Beats.of([800.0, wrong])
