"""The assessments as published: rates, periods, increments, lengths."""

from itertools import pairwise

import pytest

from sessions.load import find_session, library
from sessions.resonance import sliding_assessment, stepped_assessment


def test_the_sliding_assessment_has_78_increments_of_67_04_ms_from_8888_9_ms():
    session = sliding_assessment()
    periods_ms = [60_000 / breath.rate_per_min for breath in session.breathing.breaths]
    increments_ms = [after - before for before, after in pairwise(periods_ms)]
    print(f"sliding: {len(periods_ms)} breaths, {session.duration_s:.3f} s")
    assert len(increments_ms) == 78
    assert increments_ms == pytest.approx([67.04] * 78, abs=0.005)
    assert (periods_ms[0], periods_ms[-1]) == pytest.approx((8888.9, 14117.6), abs=0.05)
    # 79 breaths of the mean period: (8888.889 + 14117.647) / 2 = 11503.268 ms.
    assert session.duration_s == pytest.approx(908.758, abs=0.001)
    assert session.breathing.breaths[-1].end_s == pytest.approx(session.duration_s, abs=1e-9)


def test_in_and_out_are_as_long_in_the_sliding_assessment():
    for breath in sliding_assessment().breathing.breaths:
        half_s = 30.0 / breath.rate_per_min
        assert breath.exhale_start_s - breath.start_s == pytest.approx(half_s, abs=1e-9)


def test_the_stepped_assessment_goes_from_6_5_to_4_5_in_two_minutes_each():
    session = stepped_assessment()
    paced = [block for block in session.blocks if block.pacing]
    assert [block.pacing.start_rate_per_min for block in paced] == [6.5, 6.0, 5.5, 5.0, 4.5]
    assert {block.duration_s for block in paced} == {120.0}
    assert [bool(block.pacing) for block in session.blocks] == [True, False] * 4 + [True]
    assert session.duration_s == 5 * 120 + 4 * 60
    rates = [breath.rate_per_min for breath in session.breathing.breaths]
    assert rates == [6.5] * 13 + [6.0] * 12 + [5.5] * 11 + [5.0] * 10 + [4.5] * 9


@pytest.mark.parametrize("name", library())
def test_assessments_of_the_library_keep_to_one_of_the_two(name):
    session = find_session(name)
    if session.method == "assessment" and session.breathing.breaths:
        schedules = [_rates(sliding_assessment()), _rates(stepped_assessment())]
        assert _rates(session) in schedules


def _rates(session):
    breaths = session.breathing.breaths
    return [(round(b.rate_per_min, 9), round(b.pattern.inhale, 9)) for b in breaths]
