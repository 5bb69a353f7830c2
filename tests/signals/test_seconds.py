"""Whole seconds from packets of any size."""

import numpy as np
from hypothesis import given

from biofeedback.signals.seconds import Seconds
from tests.signals.packets import SIZES, packets

T_S = np.arange(500) / 50 + 3.31
VALUES = np.arange(1500).reshape(-1, 3)


def test_a_second_is_complete_when_the_next_begins():
    seconds = Seconds()
    assert seconds.push([3.5, 3.9], [[1], [2]]) == []
    [third] = seconds.push([5.1], [[3]])
    assert third.index == 3
    assert third.t_s.tolist() == [3.5, 3.9]
    assert third.values.tolist() == [[1], [2]]
    assert [second.index for second in seconds.push([6.0], [[4]])] == [5]


def test_repeated_and_late_samples_are_left_out():
    seconds = Seconds()
    seconds.push([0.1, 0.2], [[1], [2]])
    seconds.push([0.1, 0.2, 0.3, 0.25], [[9], [9], [3], [9]])
    [first] = seconds.push([1.0], [[4]])
    assert first.values.ravel().tolist() == [1, 2, 3]


def test_nothing_comes_of_nothing():
    assert Seconds().push([], np.zeros((0, 3))) == []


@given(SIZES)
def test_any_packets_give_the_same_seconds(sizes):
    whole, parted = Seconds().push(T_S, VALUES), Seconds()
    found = [second for packet in packets(sizes, T_S, VALUES) for second in parted.push(*packet)]
    assert [second.index for second in found] == [second.index for second in whole]
    for one, other in zip(found, whole, strict=True):
        assert np.array_equal(one.t_s, other.t_s)
        assert np.array_equal(one.values, other.values)
