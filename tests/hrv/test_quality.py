"""Quality of windows reckoned by hand."""

import numpy as np
import pytest

from biofeedback.hrv.quality import Quality, quality
from biofeedback.hrv.window import Beats, Windows
from tests.hrv.series import marked


def beats_at(t_s, gaps=(), invalid=()):
    """Beats of one second each."""
    n = len(t_s)
    return Beats(
        np.array(t_s, dtype=float),
        np.full(n, 1000.0),
        ~np.isin(np.arange(n), invalid),
        np.isin(np.arange(n), gaps),
    )


def describe(beats, start_s, end_s, silent_s=0.0):
    return quality(beats, Windows.over(beats, start_s, end_s), silent_s)[0]


STEADY = beats_at(range(1, 101))
#: Beats at 1..10 and, after a hole of 6 s, 17..26.
BROKEN = beats_at([*range(1, 11), *range(17, 27)], gaps=[10])


def near(artifact_pct, coverage, gap_s):
    return Quality(
        pytest.approx(artifact_pct, abs=1e-9),
        pytest.approx(coverage, abs=1e-9),
        pytest.approx(gap_s, abs=1e-9),
    )


def test_good_beats_cover_everything_wherever_the_window_lies():
    for start_s in (0.0, 10.0, 10.3, 39.9):
        assert describe(STEADY, start_s, start_s + 60) == near(0, 1, 0)


def test_only_the_recorded_time_counts():
    assert describe(STEADY, -50, 10) == near(0, 1, 0)
    assert describe(STEADY, 90, 150) == near(0, 1, 0)


def test_artifacts():
    beats = beats_at(range(1, 101), invalid=[4, 5, 60])
    assert describe(beats, 0, 10) == near(20, 0.8, 0)
    assert describe(beats, 4.5, 9.5) == near(40, 3.5 / 5, 0)  # half of the first lies outside
    assert describe(beats, 0, 100) == near(3, 0.97, 0)


def test_a_gap_inside():
    assert describe(BROKEN, 0, 26) == near(0, 20 / 26, 6)


@pytest.mark.parametrize(
    ("start_s", "end_s", "coverage", "gap_s"),
    [(12, 22, 6 / 10, 4), (4, 14, 6 / 10, 4), (11, 15, 0, 4), (0, 10, 1, 0), (16, 26, 1, 0)],
)
def test_a_gap_across_a_border_counts_as_far_as_it_reaches_in(start_s, end_s, coverage, gap_s):
    assert describe(BROKEN, start_s, end_s) == near(0, coverage, gap_s)


def test_silence_after_the_newest_beat():
    assert describe(STEADY, 50, 108, silent_s=8.0) == near(0, 50 / 58, 8)
    assert describe(BROKEN, 0, 30, silent_s=4.0) == near(0, 20 / 30, 6)
    assert describe(STEADY, 200, 260, silent_s=160.0) == near(0, 0, 160)


def test_no_beats():
    nothing = Beats.of([])
    assert describe(nothing, 0, 60, silent_s=12.0) == Quality(0, 0, 12)
    assert quality(nothing, Windows.whole(nothing)) == []


def test_absurd_artifacts_neither_cover_nor_hide_anything():
    for nonsense in (np.nan, np.inf, -np.inf, 0.0, -3000.0, 65_000.0):
        beats = marked(STEADY, [0, 50], said_ms=nonsense)
        trust = describe(beats, 20, 80)
        assert trust == near(100 / 60, 59 / 60, 0)
        assert 9 / 11 <= describe(beats, -5, 10).coverage <= 1  # nobody knows when it began


def test_nothing_is_missing_before_the_first_beat():
    """The ECG says of its first beat that it does not know what came before."""
    assert describe(beats_at([5.0], gaps=[0]), -55, 5) == near(0, 1, 0)
    assert describe(beats_at(range(1, 101), gaps=[0]), -20, 40) == near(0, 1, 0)
    assert describe(beats_at([5.0, 9.0], gaps=[0, 1]), -51, 9) == near(0, 2 / 5, 3)
