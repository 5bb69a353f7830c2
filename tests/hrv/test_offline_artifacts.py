"""The offline rule: NeuroKit2's verdicts, and none of its traps."""

import numpy as np
import pytest

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.offline_artifacts import judge_offline
from tests.hrv.injected import inject
from tests.hrv.series import breathing_heart

GOOD = Verdict.GOOD
CLEAN = breathing_heart(3, 14, 15.0, 200, 75.0).rr_ms


def offline(rr_ms, gaps=()):
    gap = np.isin(np.arange(len(rr_ms)), gaps)
    return judge_offline(rr_ms, gap)


@pytest.mark.parametrize("at", [40, 90, 150])
@pytest.mark.parametrize("kind", ["missed", "extra", "ectopic", "long", "short"])
def test_an_artifact_in_a_steady_rhythm_is_named(kind, at):
    spoilt, where = inject(CLEAN, at, kind)
    if kind in ("long", "short"):  # not so much that they could be two beats, or half of one
        spoilt[at] = CLEAN[at] * (1.35 if kind == "long" else 0.6)
    verdicts = offline(spoilt)
    found = [i for i, one in enumerate(verdicts) if one is not GOOD]
    assert where[0] in found
    assert Verdict(kind) in [verdicts[i] for i in where]
    assert set(found) <= {*where, where[-1] + 1}


def test_a_fixed_missed_beat_is_still_told():
    """Iterating, NeuroKit2 would tell the artifacts of its last pass only."""
    spoilt, _ = inject(CLEAN, 60, "missed")
    assert offline(spoilt).count(Verdict.MISSED) == 1


def test_a_gap_parts_the_recording():
    faster = 0.6 * CLEAN
    both = np.concatenate([CLEAN, faster])
    assert offline(both, gaps=[CLEAN.size]) == offline(CLEAN) + offline(faster)
    both[CLEAN.size - 1] *= 1.8  # without the gap it is not among the last two, which pass
    assert offline(both) != offline(both, gaps=[CLEAN.size])


@pytest.mark.parametrize("nonsense", [np.nan, np.inf, -5.0, 0.0, 8000.0])
def test_a_drop_out_spoils_nothing_but_itself(nonsense):
    verdicts = offline([*CLEAN[:80], nonsense, *CLEAN[80:]])
    assert verdicts == [*offline(CLEAN[:80]), Verdict.OUT_OF_RANGE, *offline(CLEAN[80:])]


@pytest.mark.parametrize("count", range(8))
def test_few_or_equal_intervals(count):
    assert offline([800.0] * count) == [GOOD] * count
    assert offline([800.0] * (50 + count)) == [GOOD] * (50 + count)


def test_the_last_two_intervals_are_never_judged():
    """NeuroKit2's limit, told in the docstring."""
    for late in (1, 2, 3):
        spoilt = CLEAN[:100].copy()
        spoilt[-late] *= 1.8
        assert (offline(spoilt)[-late] is GOOD) == (late < 3)
