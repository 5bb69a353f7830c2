"""How many artifacts of each kind there were in a window, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.columns import BoolArray
from biofeedback.hrv.window import Windows

_PAIRS = (Verdict.ECTOPIC, Verdict.EXTRA)


@dataclass(frozen=True, slots=True)
class ArtifactCounts:
    """Artifacts of one window.

    Attributes
    ----------
    ectopic, missed, extra, long, short, out_of_range : int
        How many of each. One ectopic or extra beat is one, though it spoils two intervals.
    corrected_pct : float
        Share of intervals that were corrected, 0-100.
    """

    ectopic: int = 0
    missed: int = 0
    extra: int = 0
    long: int = 0
    short: int = 0
    out_of_range: int = 0
    corrected_pct: float = 0.0


def count_artifacts(
    verdicts: Sequence[Verdict], corrected: BoolArray, windows: Windows
) -> list[ArtifactCounts]:
    """Count the artifacts of every window.

    Parameters
    ----------
    verdicts, corrected
        What each interval was judged to be, and whether it was corrected, shape (n,).
    windows
        Laid over the beats that were judged, not over corrected ones.
    """
    firsts = _firsts(verdicts)
    kinds = {kind: firsts.get(kind, []) for kind in Verdict if kind is not Verdict.GOOD}
    out = []
    for first, stop in zip(windows.first.tolist(), windows.stop.tolist(), strict=True):
        counts = {
            kind.value: int(np.subtract(*np.searchsorted(at, [stop, first])))
            for kind, at in kinds.items()
        }
        corrected_pct = 100 * float(corrected[first:stop].sum()) / max(stop - first, 1)
        out.append(ArtifactCounts(**counts, corrected_pct=corrected_pct))
    return out


def _firsts(verdicts: Sequence[Verdict]) -> dict[Verdict, list[int]]:
    """Return where the artifacts of each kind begin."""
    firsts: dict[Verdict, list[int]] = {}
    second = False
    for i, verdict in enumerate(verdicts):
        second = not second and i > 0 and verdict in _PAIRS and verdict is verdicts[i - 1]
        if not second:
            firsts.setdefault(verdict, []).append(i)
    return firsts
