"""How far the beats of a window can be trusted: artifacts, coverage, holes.

Up to 5 % artifacts is good, above 15 % unusable (Task Force 1996 recommends clean segments; the
two borders are common practice).
"""

from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.window import Beats, Windows, ratio, window_sum


@dataclass(frozen=True, slots=True)
class Quality:
    """Trust in one window.

    Attributes
    ----------
    artifact_pct : float
        Share of intervals judged artifacts, 0-100.
    coverage : float
        Share of the window's time that valid intervals account for, 0-1.
    gap_s : float
        The longest stretch without a known beat, 0 when beats followed one another.
    """

    artifact_pct: float
    coverage: float
    gap_s: float


def quality(beats: Beats, windows: Windows, silent_s: float = 0.0) -> list[Quality]:
    """Describe every window; `silent_s` adds the silence that lasts after the last beat."""
    valid_s = window_sum(np.where(beats.valid, beats.rr_ms, 0.0), windows) / 1000
    artifacts = ratio(window_sum(~beats.valid, windows), windows.stop - windows.first)
    holes_s = _holes_s(beats)
    out = []
    for i, (first, stop) in enumerate(zip(windows.first, windows.stop, strict=True)):
        if first == stop:
            out.append(Quality(0.0, 0.0, silent_s))
            continue
        begin_s = beats.t_s[first] - beats.rr_ms[first] / 1000
        span_s = float(beats.t_s[stop - 1] - begin_s) + silent_s
        longest_s = max(float(holes_s[first + 1 : stop].max(initial=0.0)), silent_s)
        coverage = min(float(valid_s[i]) / span_s, 1.0) if span_s > 0 else 0.0
        out.append(Quality(100 * float(artifacts[i]), coverage, longest_s))
    return out


def _holes_s(beats: Beats) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the time before each interval that no interval accounts for, 0 but at gaps."""
    hole_s = np.diff(beats.t_s, prepend=beats.t_s[:1]) - beats.rr_ms / 1000
    return np.where(beats.gap, np.maximum(hole_s, 0.0), 0.0)
