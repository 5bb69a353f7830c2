"""Ten thousand runs in one store: the list of a person's runs, their figures and their trend."""

from datetime import timedelta

import numpy as np
import pytest

from biofeedback.report.history import history_of
from biofeedback.store.answers import dated_ratings
from biofeedback.store.runs import figures_of, find_run, runs_of
from tests.store.many import FIRST, PARTS, fill, rating, rmssd_ms, start, value

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
