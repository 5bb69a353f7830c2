"""A change is named with the meaning that papers give it, and never too early."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.report.findings import fuller, sentence
from biofeedback.report.outcomes import (
    PEG,
    PEG_YARDSTICK,
    RATING_YARDSTICK,
    Size,
    Verdict,
    change_pct,
    find,
)

MONDAY = np.datetime64("2026-01-05")
NONE, MINIMAL, MUCH = Size.NONE, Size.MINIMAL, Size.MUCH


@pytest.mark.parametrize(
    ("start", "change", "size"),
    [
        (8.0, -0.9, NONE),
        (8.0, -1.0, MINIMAL),  # 1 point
        (5.0, -0.74, NONE),
        (5.0, -0.75, MINIMAL),  # 15 %
        (8.0, -1.9, MINIMAL),
        (8.0, -2.0, MUCH),  # 2 points
        (5.0, -1.65, MUCH),  # 33 %
        (5.0, -1.64, MINIMAL),
        (4.0, -0.6, MINIMAL),  # percentages count from 4 on
        (3.9, -0.9, NONE),
        (3.9, -1.4, MINIMAL),
        (2.0, -2.0, MUCH),
        (5.0, 1.0, MINIMAL),
        (5.0, 2.0, MUCH),
        (5.0, 0.0, NONE),
    ],
)
def test_the_meaning_of_a_change_of_pain(start, change, size):
    """Salaffi et al. 2004: 1 point or 15 % is minimal, 2 points or 33 % is much better."""
    assert RATING_YARDSTICK.size(start, change) is size


@pytest.mark.parametrize(
    ("start", "change", "size"),
    [(8.0, -2.3, NONE), (8.0, -2.4, MUCH), (4.0, -1.2, MUCH), (2.0, -1.1, NONE), (2.0, -1.2, MUCH)],
)
def test_the_meaning_of_a_change_of_peg(start, change, size):
    """Krebs et al. 2009: 30 %."""
    assert PEG_YARDSTICK.size(start, change) is size


@given(st.floats(0, 10), st.floats(-10, 10), st.floats(0, 5))
def test_a_larger_change_never_means_less(start, change, more):
    order = [NONE, MINIMAL, MUCH]
    for yardstick in (RATING_YARDSTICK, PEG_YARDSTICK):
        small = yardstick.size(start, change)
        large = yardstick.size(start, change + (more if change > 0 else -more))
        assert order.index(large) >= order.index(small)


def test_a_percentage_only_from_a_start_of_four():
    assert change_pct(4.0, -1.0) == -25.0
    assert change_pct(3.99, -1.0) is None


def of_days(days, values, scale="pain"):
    return find(scale, MONDAY + np.array(days, int), np.array(values, float))


def test_nothing_is_said_too_early():
    three = of_days([0, 1, 2], [9, 5, 1])
    one_week = of_days(range(7), [9, 8, 7, 6, 5, 4, 3])
    two_weeks = of_days(range(14), np.linspace(9, 1, 14))
    for finding in (three, one_week, two_weeks, of_days([], [])):
        assert (finding.verdict, finding.size, finding.pct) == (Verdict.TOO_EARLY, NONE, None)
    assert sentence([three]) == "Too early to say: 3 of 5 sessions needed."
    assert sentence([one_week]) == "Too early to say: 1 of 3 weeks needed."
    assert fuller(two_weeks) == "Too early to say: 2 of 3 weeks needed."
    assert sentence([three, two_weeks]) == "Too early to say: 2 of 3 weeks needed."
    assert sentence([]) == "Nothing has been answered yet."


NOISE = np.tile([0.4, -0.4, 0.2, -0.2], 14)


def falling(scale, first, last, noise=NOISE):
    return of_days(range(56), np.linspace(first, last, 56) + noise, scale)


def test_findings_in_words():
    pain, tension = falling("pain", 8, 6.8), falling("tension", 7, 6)
    much, mood, same = falling("pain", 8, 4), falling("mood", 4, 6.5), falling("relaxation", 5, 5)
    assert [(f.verdict, f.size) for f in (pain, tension, much, mood, same)] == [
        (Verdict.DOWN, MINIMAL),
        (Verdict.DOWN, MINIMAL),
        (Verdict.DOWN, MUCH),
        (Verdict.UP, MUCH),
        (Verdict.SAME, NONE),
    ]
    assert sentence([pain, tension]) == "Pain and tension have both come down a little."
    assert sentence([same, pain]) == ("Relaxation is about the same; pain has come down a little.")
    early = of_days([0], [3], "unpleasantness")
    assert sentence([much, mood, early]) == "Pain has come down clearly; mood has gone up clearly."


def test_a_change_below_what_people_notice_is_none():
    little = falling("pain", 8, 7.5)
    assert little.line.excludes_none
    assert little.verdict is Verdict.SAME
    assert sentence([little]) == "Pain is about the same."
    assert fuller(little).endswith("That is less than people usually notice.")


def test_the_fuller_text_tells_figures_interval_and_source():
    text = fuller(falling("pain", 8, 5))
    assert text.startswith("Pain: 8.0 to 5.0 in 8 weeks, a change of -3.0 points (95 % interval -3")
    assert "from 56 answers" in text
    assert "That is -38 %." in text or "That is -37 %." in text
    assert "Salaffi 2004" in text
    low = fuller(falling("pain", 3, 1))
    assert "-2.0 points" in low
    assert "That is" not in low  # no percentage of a small start
    assert "none is named" in fuller(falling("pain", 5, 5))


def test_peg_is_judged_by_its_own_yardstick():
    weeks = 7 * np.arange(8)
    falls = of_days(weeks, np.round(3 * np.linspace(8, 5, 8)) / 3, PEG)
    assert (falls.verdict, falls.size) == (Verdict.DOWN, MUCH)
    assert sentence([falls]) == "Pain in everyday life has come down clearly."
    assert "Krebs 2009" in fuller(falls)
    little = of_days(weeks, np.round(3 * np.linspace(8, 6.2, 8)) / 3, PEG)
    assert little.verdict is Verdict.SAME


def test_ten_thousand_answers_without_a_change():
    rng = np.random.default_rng(1)
    finding = of_days(np.sort(rng.integers(0, 5000, 10_000)), rng.integers(0, 11, 10_000))
    assert finding.answers == 10_000
    assert finding.verdict is Verdict.SAME
