"""One figure for the parasympathetic side, measured against the person's own days, nobody else's.

The mean of three z-scores: ln RMSSD, mean NN and ln RSA, each as its distance from the person's own
baselines in their standard deviations (ddof=1). The definition is ours; it imitates no commercial
index. Below three baselines it says nothing, and it always says on how many it rests: with three,
chance alone moves it by more than 1.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import mean, stdev

FEWEST_BASELINES = 3


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was measured at rest, breathing spontaneously, for two minutes or more."""

    ln_rmssd: float
    mean_nn_ms: float
    ln_rsa_ms: float


@dataclass(frozen=True, slots=True)
class ParasympatheticZ:
    """The composite; `value` None reads "collecting"."""

    value: float | None
    baselines: int


def parasympathetic_z(now: Baseline, baselines: Sequence[Baseline]) -> ParasympatheticZ:
    """Compare a measurement with the person's own baselines.

    Baselines with a missing figure (NaN) do not count. None where `now` misses one, where fewer
    than `FEWEST_BASELINES` count, or where the baselines do not vary.
    """
    whole = [astuple(b) for b in baselines if all(map(math.isfinite, astuple(b)))]
    today = astuple(now)
    if len(whole) < FEWEST_BASELINES or not all(map(math.isfinite, today)):
        return ParasympatheticZ(None, len(whole))
    usual = list(zip(*whole, strict=True))
    spreads = [stdev(values) for values in usual]
    if min(spreads) <= 0:
        return ParasympatheticZ(None, len(whole))
    scores = [(x - mean(v)) / s for x, v, s in zip(today, usual, spreads, strict=True)]
    return ParasympatheticZ(mean(scores), len(whole))
