"""Artifacts put into clean intervals, one at a time, and how many of them are found."""

import numpy as np

from biofeedback.hrv.artifacts import Verdict, judge

KINDS = ("missed", "extra", "ectopic")
ALL_KINDS = (*KINDS, "late", "short", "long")


def inject(rr_ms, i, kind):
    """Return the intervals with one artifact at i, and the indices of its intervals."""
    rr_ms = list(rr_ms)
    match kind:
        case "missed":  # two intervals become one
            rr_ms[i : i + 2] = [rr_ms[i] + rr_ms[i + 1]]
            return rr_ms, [i]
        case "extra":  # one is cut in two
            rr_ms[i : i + 1] = [0.4 * rr_ms[i], 0.6 * rr_ms[i]]
        case "ectopic":  # a beat comes early, and the next in time
            early_ms = 0.3 * rr_ms[i]
            rr_ms[i : i + 2] = [rr_ms[i] - early_ms, rr_ms[i + 1] + early_ms]
        case "late":  # a beat comes late, and the next in time
            late_ms = 0.3 * rr_ms[i + 1]
            rr_ms[i : i + 2] = [rr_ms[i] + late_ms, rr_ms[i + 1] - late_ms]
        case "short" | "long":  # a beat comes early or late, and the rhythm begins anew with it
            rr_ms[i] *= 0.55 if kind == "short" else 1.8
            return rr_ms, [i]
    return rr_ms, [i, i + 1]


def rejected(rr_ms):
    """Which intervals are judged artifacts, as a boolean array."""
    verdicts = judge(rr_ms, [False] * len(rr_ms))
    return np.array([verdict is not Verdict.GOOD for verdict in verdicts], dtype=bool)


def sensitivity(rr_ms, kind, places):
    """Shares of artifacts of which any, and of which every interval was rejected.

    And how many good intervals beside each went with them.
    """
    found = []
    for i in places:
        # The rule looks back over 91 intervals: judging more of them would only take time.
        first = max(i - 120, 0)
        spoilt, at = inject(rr_ms[first : i + 12], i - first, kind)
        flags = rejected(spoilt)
        found.append((flags[at].any(), flags[at].all(), flags.sum() - flags[at].sum()))
    return tuple(np.mean(found, axis=0).tolist())


def table_row(name, rr_ms, most=100, seed=0):
    """Print and return what the rule does to one clean series.

    Artifacts go to random places, or to every place but the borders where those are few.
    """
    places = np.arange(15, len(rr_ms) - 12)
    if places.size > most:
        places = np.random.default_rng(seed).choice(places, most, replace=False)
    false_pct = 100 * float(rejected(rr_ms).mean())
    shares = {kind: sensitivity(rr_ms, kind, places.tolist()) for kind in KINDS}
    cells = "  ".join(
        f"{kind} {any_:.2f} ({all_:.2f}) {beside:.2f}"
        for kind, (any_, all_, beside) in shares.items()
    )
    print(f"{name:24s} rejected {false_pct:.2f} %   found (whole) good ones beside: {cells}")
    return false_pct, shares


def scatter(rr_ms, seed, one_in=20, kinds=ALL_KINDS[:4]):
    """Put artifacts of several kinds into the intervals, far enough apart to be told apart."""
    rng = np.random.default_rng(seed)
    places = np.arange(one_in // 2, len(rr_ms) - one_in // 2, one_in)
    spoilt = list(rr_ms)
    for i in reversed(places + rng.integers(-one_in // 4, one_in // 4, places.size)):
        spoilt, _ = inject(spoilt, int(i), kinds[rng.integers(len(kinds))])
    return np.array(spoilt)
