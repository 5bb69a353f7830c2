"""Artifacts: the online rule beside the offline Lipponen-Tarvainen rule of NeuroKit2.

Jaccard is taken over flagged beats, all recordings together. On real recordings NeuroKit2 flags
about 1 % of the good beats, ours must not: there the two cannot agree, and nothing is gated.
"""

import statistics
from pathlib import Path

import numpy as np

from biofeedback.hrv.artifacts import OnlineArtifacts
from tests.artifact_rules import lipponen_tarvainen, ours
from tests.benchmarks import measure
from tests.benchmarks.hearts import heart
from tests.benchmarks.report import Row, Target
from tests.hrv.injected import KINDS, scatter

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ONE_IN = 50  # intervals
_LIVE_INTERVALS = 91  # what the offline rule looks at, were it asked anew at every beat


def rows(seeds):
    """Time the online rule, and compare what it flags."""
    simulated = [_clean(per_min, seed) for per_min in (13.0, 6.0) for seed in range(seeds)]
    spoilt = [_spoil(rr_ms, seed) for seed, rr_ms in enumerate(simulated)]
    each_us = [1e6 * measure.seconds(_judge_all, rr_ms) / rr_ms.size for rr_ms in spoilt]
    newest = [rr_ms[-_LIVE_INTERVALS:] for rr_ms in spoilt]
    theirs_us = [1e6 * measure.seconds(lipponen_tarvainen, rr_ms) for rr_ms in newest * 5]
    return [
        Row(
            "online artifacts, a beat",
            "us",
            statistics.median(each_us),
            statistics.median(theirs_us),
            (Target(50, gated=False),),
        ),
        Row(
            f"  Jaccard with offline, {len(spoilt)} simulated, 1 artifact in {ONE_IN}",
            "",
            _jaccard(spoilt),
            None,
            (Target(0.9, at_least=True),),
        ),
        *_real(),
    ]


def _real():
    if not DATA.is_dir():
        return
    rest = np.loadtxt(DATA / "rr_rest_and_noisy/rest_rri.txt")
    slow = np.loadtxt(DATA / "h10_ibi_slow_breathing/sample_data_ibi.csv", delimiter=",")[:, 1]
    for name, rr_ms in (("at rest", rest), ("slow breathing", slow)):
        yield Row(f"  Jaccard, real {name}, spoilt alike", "", _jaccard([_spoil(rr_ms, 0)]))


def _clean(per_min, seed):
    beats, _ = heart(1200.0, seed, per_min)
    return beats.rr_ms[~beats.gap]


def _spoil(rr_ms, seed):
    return scatter(rr_ms, seed, ONE_IN, KINDS)


def _judge_all(rr_ms):
    online = OnlineArtifacts()
    for rr in rr_ms.tolist():
        online.push(rr)
    online.flush()


def _jaccard(recordings):
    both = either = 0
    for rr_ms in recordings:
        one, other = ours(rr_ms), lipponen_tarvainen(rr_ms)
        both += int((one & other).sum())
        either += int((one | other).sum())
    return both / either
