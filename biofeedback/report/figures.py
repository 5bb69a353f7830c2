"""The figures of a run: every index before, during and after the led breath, and of the whole.

1. `before` is what was lived before the first led block, `during` reaches from there to the end of
   the last one (pauses between them included), `after` is the rest; the windows are those of
   `report.summary`. `whole` is all beats, as `biofeedback analyze` takes them.
2. Where nothing is led there is only `whole`; but a measurement at rest is all `before`.
3. What is not known has no figure; nor has what an irregular heart spoils.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from biofeedback.hrv.baseline import Baseline
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.analysis import analyze
from biofeedback.report.lived import Lived
from biofeedback.report.resonance import OwnRate, assess
from biofeedback.report.rhythm import is_irregular, unspoiled
from sessions.pacer import LivePlan

BEFORE, DURING, AFTER, WHOLE = PARTS = "before", "during", "after", "whole"
ASSESSMENT = "assessment"
REST_S = 120.0
"""A measurement at rest takes two minutes, see `biofeedback.hrv.baseline`."""
_LATE_S = 5.0  # so late a strap may tell its last beats
_AT_REST = ("breathing", ASSESSMENT)  # methods that begin with quiet sitting
_GOOD_PCT, _GOOD_COVERAGE = 5.0, 0.9

Figures = Mapping[tuple[str, str], float]
"""Figures by part and name: of an index, `artifact_pct`, `coverage`, and `score` where told."""


def figures_of(lived: Lived) -> Figures:
    """Compute every figure that can be given."""
    spans = spans_of(lived)
    if not spans:
        return {}
    starts_s, ends_s = zip(*spans.values(), strict=True)
    found: dict[tuple[str, str], float] = {}
    analyses = analyze(lived.beats, Windows.over(lived.beats, starts_s, ends_s))
    for part, analysis in zip(spans, analyses, strict=True):
        if not analysis.beats:
            continue
        trust = analysis.quality
        told = {
            **analysis.values,
            "artifact_pct": trust.artifact_pct,
            "coverage": trust.coverage,
            "score": lived.frames.mean_score(*spans[part]),
        }
        found |= {(part, name): value for name, value in told.items() if value is not None}
    return unspoiled(found) if is_irregular(lived) else found


class Timed(Protocol):
    """What tells when the parts of a run were."""

    @property
    def plan(self) -> LivePlan | None:
        """The session as it was lived."""

    @property
    def start_s(self) -> float | None:
        """When it began."""

    @property
    def beats(self) -> Beats:
        """All heartbeats."""


def spans_of(lived: Timed) -> dict[str, tuple[float, float]]:
    """Return the parts, from when to when; none reaches beyond the last beat, as straps are late.

    Without beats there are none.
    """
    spans: dict[str, tuple[float, float]] = {}
    if not lived.beats.t_s.size:
        return spans
    last_s = float(lived.beats.t_s[-1])
    if lived.plan is not None and lived.start_s is not None:
        borders_s = pairwise(_borders_s(lived.plan, lived.start_s))
        for part, (begin_s, end_s) in zip(PARTS, borders_s, strict=False):
            if begin_s < min(end_s, last_s):
                spans[part] = begin_s, min(end_s, last_s)
    return spans | {WHOLE: (float(lived.beats.begin_s[0]), last_s)}


def baseline_of(lived: Lived, figures: Figures) -> Baseline | None:
    """Return what was measured at rest: two good minutes of breathing freely; else None."""
    if lived.plan is None or lived.plan.session.method not in _AT_REST:
        return None
    start_s, end_s = spans_of(lived).get(BEFORE, (0.0, 0.0))
    found = {name: value for (part, name), value in figures.items() if part == BEFORE}
    if not {"ln_rmssd", "mean_nn_ms", "rsa_ms"} <= found.keys():
        return None
    good = found["artifact_pct"] <= _GOOD_PCT and found["coverage"] >= _GOOD_COVERAGE
    if end_s - start_s < REST_S - _LATE_S or not good or found["rsa_ms"] <= 0:
        return None
    return Baseline(found["ln_rmssd"], found["mean_nn_ms"], math.log(found["rsa_ms"]))


def own_rate_of(lived: Lived) -> OwnRate | None:
    """Return the own rate that an assessment tells which was done to its end; else None."""
    if not is_assessment(lived) or not _is_done(lived) or is_irregular(lived):
        return None
    return assess(lived.beats).own


def is_assessment(lived: Lived) -> bool:
    """Whether rates of breathing were compared in this run."""
    if lived.plan is None or lived.beats.paced is None:
        return False
    return lived.plan.session.method == ASSESSMENT


def _is_done(lived: Lived) -> bool:
    plan, times_s = lived.plan, lived.frames["session_t_s"]
    return plan is not None and times_s.size > 0 and times_s[-1] >= plan.session.duration_s


def _borders_s(plan: LivePlan, start_s: float) -> Sequence[float]:
    """Return where the parts begin and the last one ends; nothing where there are no parts."""
    ends_s = [start_s + plan.clock_s(end_s) for end_s in plan.session.block_end_s]
    led = [i for i, block in enumerate(plan.session.blocks) if block.pacing]
    if led:
        return start_s, [start_s, *ends_s][led[0]], ends_s[led[-1]], ends_s[-1]
    return (start_s, ends_s[-1]) if plan.session.method == ASSESSMENT else ()
