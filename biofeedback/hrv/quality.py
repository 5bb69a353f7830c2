"""How far the beats of a window can be trusted: artifacts, coverage, holes.

Up to 5 % artifacts is good, above 15 % unusable (Task Force 1996 recommends clean segments; the
two borders are common practice).
"""

from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.window import Beats, FloatArray, Windows, valid_count


@dataclass(frozen=True, slots=True)
class Quality:
    """Trust in one window.

    Attributes
    ----------
    artifact_pct : float
        Share of intervals judged artifacts, 0-100.
    coverage : float
        Share of the window's time that valid intervals account for, 0-1; of the time since the
        recording began where the window is older.
    gap_s : float
        The longest stretch inside the window in which beats are missing, 0 without a gap.
    """

    artifact_pct: float
    coverage: float
    gap_s: float


def quality(beats: Beats, windows: Windows, silent_s: float = 0.0) -> list[Quality]:
    """Describe every window.

    Parameters
    ----------
    silent_s : float
        Silence that lasts after the newest beat; without it, no window reaches beyond that beat.
    """
    if not beats.t_s.size:
        return [Quality(0.0, 0.0, silent_s)] * windows.first.size
    begin_s = beats.begin_s
    begun_s, newest_s = begin_s.item(0), beats.t_s.item(-1)
    slices = (each.tolist() for each in (windows.first, windows.stop, valid_count(beats, windows)))
    out = []
    for (start_s, end_s), first, stop, good in zip(windows.spans(), *slices, strict=True):
        low_s, high_s = max(start_s, begun_s), min(end_s, newest_s)
        part = slice(first, stop + 1)  # the one across the end as well
        known_s = _overlap_s(begin_s[part], beats.t_s[part], low_s, high_s)[beats.valid[part]]
        span_s = high_s - low_s + silent_s
        coverage = min(float(np.add.reduce(known_s)) / span_s, 1.0) if span_s > 0 else 0.0
        longest_s = silent_s
        # A gap reaches from the beat before it to the beginning of the first interval after it.
        gaps = beats.gap[part].nonzero()[0]
        if gaps.size:
            gaps = gaps[gaps + first > 0] + first  # nothing is missing before the first beat
        if gaps.size:
            hole_s = _overlap_s(beats.t_s[gaps - 1], begin_s[gaps], low_s, high_s)
            longest_s = max(float(hole_s.max()), silent_s)
        artifact_pct = 100 * (stop - first - good) / max(stop - first, 1)
        out.append(Quality(artifact_pct, coverage, longest_s))
    return out


def _overlap_s(from_s: FloatArray, to_s: FloatArray, low_s: float, high_s: float) -> FloatArray:
    """How much of each stretch lies between two times."""
    overlap_s: FloatArray = np.minimum(to_s, high_s) - np.maximum(from_s, low_s)
    return np.maximum(overlap_s, 0.0)
