"""Reading a doubtful interval by the last breaths: the twin, and the cases four intervals miss."""

import random

import numpy as np
import pytest

from biofeedback.hrv.artifacts import Verdict, judge
from biofeedback.hrv.breath_shape import Reading, read
from tests import naive_artifacts
from tests.hrv.injected import inject

BREATH = [1400, 1350, 1310, 1270, 1150, 920, 860, 850, 900]
"""With the exhalation the intervals leap by half, as in the paced block of a real recording."""


def breaths(count, seed=0):
    rng = np.random.default_rng(seed)
    return (np.tile(BREATH, count) * (1 + 0.01 * rng.standard_normal(9 * count))).tolist()


def altered(rng, one, two, after, last):
    """Three intervals, with an artifact among them or none."""
    cut = rng.uniform(0.2, 0.8)
    return rng.choice(
        [
            [one, two, after],
            [one + two, after, last],
            [one * cut, one * (1 - cut), two],
            [one * cut, one * (1 - cut) + two, after],
            [one, two + after, last],
            [one, two * cut, two * (1 - cut)],
            [one, two * cut, after + two * (1 - cut)],
            [one * cut, two, after],
            [one * (1 + cut), two, after],
        ]
    )


def test_the_twin_reads_the_same():
    rng, found = random.Random(0), set()
    for _ in range(1500):
        past = breaths(rng.randrange(1, 8), rng.randrange(9999))[: -rng.randrange(1, 9)]
        good = [rng.random() > 0.03 for _ in past]
        start = len(past) % 9
        three = altered(rng, *breaths(2, rng.randrange(9999))[start : start + 4])
        reading = read(past, good, three)
        assert (reading and reading.name) == naive_artifacts.read(past, good, three)
        found.add(reading)
    assert found == {*Reading, None}


@pytest.mark.parametrize("noise_ms", [0.0, 15.0])
@pytest.mark.parametrize("kind", ["extra", "ectopic", "late", "missed"])
def test_at_every_phase_of_the_breath_an_artifact_is_found_whole(kind, noise_ms):
    rng = np.random.default_rng(3)
    clean = np.array(breaths(8)) + noise_ms * rng.standard_normal(72)
    beside = 0
    for i in range(36, 54):
        spoilt, where = inject(clean, i, kind)
        verdicts = judge(spoilt, [False] * len(spoilt))
        wrong = {k for k, verdict in enumerate(verdicts) if verdict is not Verdict.GOOD}
        assert wrong >= set(where)
        beside += len(wrong) - len(where)
    assert beside <= 6  # where the fall of the inhalation, right behind it, lost its beginning


def test_needs_breaths_to_read_by():
    assert read([], [], BREATH[:3]) is None
    assert read(BREATH[:6], [True] * 6, [500, 400, 850]) is None
    past = breaths(4)
    assert read(past, [True] * 36, [700, 700, 1350]) is Reading.EXTRA
    assert read(past, [False] * 36, [700, 700, 1350]) is None


def test_a_breath_that_turns_a_beat_earlier_or_later_is_as_usual():
    past = breaths(4)
    assert read(past[:-1], [True] * 35, [1400, 1350, 1310]) is Reading.AS_USUAL
    assert read(past, [True] * 36, [900, 1400, 1350]) is Reading.AS_USUAL
