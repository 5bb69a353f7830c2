"""Counting artifacts: a pair is one, and each belongs to the window in which it begins."""

import numpy as np
import pytest

from biofeedback.hrv.artifact_counts import ArtifactCounts, count_artifacts
from biofeedback.hrv.artifacts import Verdict, judge
from biofeedback.hrv.window import Beats, Windows
from tests.hrv.injected import KINDS, inject
from tests.hrv.series import breathing_heart

LETTERS = {
    "-": Verdict.GOOD,
    "e": Verdict.ECTOPIC,
    "m": Verdict.MISSED,
    "x": Verdict.EXTRA,
    "l": Verdict.LONG,
    "s": Verdict.SHORT,
    "o": Verdict.OUT_OF_RANGE,
}


def counts(letters, *borders, corrected=()):
    windows = Windows(*np.zeros((2, len(borders))), *np.array(borders).T)
    replaced = np.isin(np.arange(len(letters)), corrected)
    return count_artifacts([LETTERS[letter] for letter in letters], replaced, windows)


def test_each_kind_and_pairs_once():
    [found] = counts("--m-xx--ee-l-s-o--", (0, 18), corrected=[2, 4, 5])
    assert found == ArtifactCounts(1, 1, 1, 1, 1, 1, corrected_pct=100 * 3 / 18)


@pytest.mark.parametrize(("run", "ectopic"), [("e", 1), ("ee", 1), ("eee", 2), ("eeee", 2)])
def test_runs_of_ectopic_beats(run, ectopic):
    [found] = counts(f"--{run}--", (0, 4 + len(run)))
    assert found == ArtifactCounts(ectopic=ectopic)


def test_missed_beats_are_no_pairs():
    assert counts("-mm-ss-", (0, 7)) == [ArtifactCounts(missed=2, short=2)]


def test_windows_share_the_artifacts_between_them():
    first, second, empty = counts("-ee--m-xx-", (0, 2), (2, 10), (4, 4))
    assert first == ArtifactCounts(ectopic=1)
    assert second == ArtifactCounts(missed=1, extra=1)
    assert empty == ArtifactCounts()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_injected_is_counted(kind):
    rr_ms = breathing_heart(6, 6.0, 10.0, 300).rr_ms.tolist()
    for i in range(280, 0, -40):
        rr_ms, _ = inject(rr_ms, i, kind)
    beats = Beats.of(rr_ms)
    verdicts = judge(rr_ms, beats.gap)
    [found] = count_artifacts(verdicts, np.zeros(len(rr_ms), np.bool_), Windows.whole(beats))
    assert getattr(found, kind) + found.out_of_range == 7
    assert found.long + found.short == 0
