"""Ten thousand runs in one store: the list of a person's runs, their figures and their trend.

And five hundred of one person, of which the next is told what is usual.
"""

from datetime import timedelta
from time import perf_counter

import numpy as np
import pytest

from biofeedback.report.history import history_of
from biofeedback.report.keeping import known_of
from biofeedback.report.usual import Usual
from biofeedback.store.answers import dated_ratings
from biofeedback.store.runs import figures_of, find_run, runs_of
from tests.store.many import FIGURES, FIRST, PARTS, fill, rating, rmssd_ms, start, value

RUNS = 10_000
EACH = RUNS // 4
WHOSE = 2


@pytest.mark.parametrize("kind", ["encrypted"])
def test_lists_and_trends_of_ten_thousand_runs(store):
    person = fill(store, RUNS, names=["rmssd"])[WHOSE]
    numbers = range(WHOSE, RUNS, 4)

    runs = runs_of(store, person.id)
    assert [run.id - 1 for run in runs] == list(reversed(numbers))
    assert [run.start_utc for run in runs] == [start(i) for i in reversed(numbers)]
    assert len(runs_of(store)) == RUNS
    assert [run.id for run in runs_of(store, limit=3)] == [RUNS, RUNS - 1, RUNS - 2]
    assert find_run(store, "last").id == RUNS

    figures = figures_of(store, [run.id for run in runs])
    assert figures == {
        i + 1: {(part, "rmssd"): value(i, part, "rmssd") for part in PARTS} for i in numbers
    }

    days, values = dated_ratings(store, person.id, "pain", "before")
    first = np.datetime64(FIRST.date())
    assert sorted(days) == list(np.arange(first, first + EACH))
    assert sorted(zip(days, values, strict=True)) == [
        (first + n, rating(i, "before", "pain")) for n, i in enumerate(numbers)
    ]

    since = FIRST.date() + timedelta(weeks=300)
    weeks = history_of(store, person.id, since).rmssd_ms
    assert weeks.monday[0] == np.datetime64(since)
    assert weeks.count.sum() == EACH - 7 * 300
    assert weeks.mean == pytest.approx([rmssd_ms(i) for i in numbers[7 * 300 :: 7]])


def test_what_is_usual_is_told_by_five_hundred_runs_within_milliseconds(store):
    """The worst case: only runs 2, 6, 10 and 14, the oldest, have less than 15 % of artifacts.

    Their swings end in .607, their scores in .605: the third quartile lies a quarter of the way
    from the third to the fourth, the median in the middle of the second and the third.
    """
    person = fill(store, 4 * 500, names=[*FIGURES, "coverage"])[WHOSE]
    took_ms = []
    for _again in range(5):
        began_s = perf_counter()
        known = known_of(store, person, "calm-20")
        took_ms.append(1000 * (perf_counter() - began_s))
    print(f"{min(took_ms):.1f} to {max(took_ms):.1f} ms")
    assert known.usual.swing_bpm == pytest.approx(11.607)
    assert known.usual.score == pytest.approx(8.605)
    assert known_of(store, person, "calm-10").usual == Usual()
    assert min(took_ms) < 100.0
