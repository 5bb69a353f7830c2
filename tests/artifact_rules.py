"""The field's artifact rules, beside ours: each takes intervals and says which it rejects, (n,)."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from biofeedback.hrv.artifacts import Verdict, judge
from biofeedback.hrv.offline_artifacts import judge_offline


def apart(count, usual):
    """More than 20 % from what is usual among the last `count`; the first ones pass."""

    def rule(rr_ms):
        usual_ms = usual(sliding_window_view(rr_ms[:-1], count), axis=1)
        flags = np.zeros(rr_ms.size, np.bool_)
        flags[count:] = np.abs(rr_ms[count:] - usual_ms) > 0.2 * usual_ms
        return flags

    return rule


def kamath(rr_ms):
    """More than 32.5 % above the one before, or 24.5 % below."""
    change = np.append(0.0, np.diff(rr_ms) / rr_ms[:-1])
    return (change > 0.325) | (change < -0.245)


def lipponen_tarvainen(rr_ms):
    """Offline, through NeuroKit2."""
    return _flags(judge_offline(rr_ms, np.zeros(rr_ms.size, np.bool_)))


def ours(rr_ms):
    """What live use and `analyze` reject."""
    return _flags(judge(rr_ms, [False] * rr_ms.size))


RULES = {
    "20 % from the median of the last 5": apart(5, np.median),
    "20 % from the median of the last 11": apart(11, np.median),
    "Acar: 20 % from the mean of the last 9": apart(9, np.mean),
    "Malik: 20 % from the beat before": apart(1, np.mean),
    "Kamath: 32.5 % up or 24.5 % down": kamath,
    "Lipponen-Tarvainen, offline (NeuroKit2)": lipponen_tarvainen,
    "ours": ours,
}


def _flags(verdicts):
    return np.array([verdict is not Verdict.GOOD for verdict in verdicts], np.bool_)
