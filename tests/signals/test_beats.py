"""Intervals from R peaks: none across a hole, and the next one says so."""

import numpy as np
import pytest

from biofeedback.signals.beats import PeakIntervals
from biofeedback.signals.ecg import RPeaks


def peaks(t_s, holes=()):
    gap = np.array([i in holes for i in range(len(t_s))], dtype=bool)
    return RPeaks(np.array(t_s, dtype=float), np.full(len(t_s), 1000.0), gap)


def rows(*pushed):
    intervals = PeakIntervals()
    parts = [intervals.push(each) for each in pushed]
    return [
        row
        for i in parts
        for row in zip(i.t_s.tolist(), i.rr_ms.tolist(), i.gap.tolist(), strict=True)
    ]


def test_intervals_around_a_hole():
    found = rows(peaks([10.0, 10.8, 11.7, 13.0, 13.9, 14.7], holes=(0, 3)))
    assert [(t_s, gap) for t_s, _, gap in found] == [
        (10.8, True),
        (11.7, False),
        (13.9, True),
        (14.7, False),
    ]
    assert [rr_ms for _, rr_ms, _ in found] == pytest.approx([800, 900, 900, 800])


def test_a_pause_longer_than_any_beat_is_a_hole():
    found = rows(peaks([10.0, 10.8, 13.0, 13.8], holes=(0,)))
    assert [(t_s, gap) for t_s, _, gap in found] == [(10.8, True), (13.8, True)]


def test_the_size_of_packets_changes_nothing():
    t_s, holes = [1.0, 2.0, 3.1, 5.0, 5.9, 9.0, 9.7], {0, 3}
    whole = rows(peaks(t_s, holes))
    one_by_one = [peaks([t], {0} if i in holes else ()) for i, t in enumerate(t_s)]
    assert rows(*one_by_one[:2], peaks([]), *one_by_one[2:]) == whole
    assert len(whole) == 4
