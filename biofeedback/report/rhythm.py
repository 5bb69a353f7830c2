"""Whether a heart was too irregular to draw through most of a session, told of what was kept of it.

While a run goes on its frames say so, and its end says what they said the longest. Kept frames do
not; but the beats of a run and what they were judged to be tell the same at any time afterwards.
Of such a run only those figures are kept and told that an irregular heart does not spoil.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.rhythm import irregularity
from biofeedback.hrv.window import Beats
from biofeedback.report.frame_table import EVERY_S, FrameTable

_UNSPOILED = frozenset({"heart_rate_bpm", "artifact_pct", "coverage"})
_REGULAR, _IRREGULAR, _SILENT = "regular", "irregular", "silent"


class Judged(Protocol):
    """What tells it of a run; see `biofeedback.report.lived.Lived`."""

    @property
    def beats(self) -> Beats:
        """All heartbeats."""

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """What the interval of each is."""

    @property
    def frames(self) -> FrameTable:
        """When the session stood where; empty for a recording of no session of ours."""


def is_irregular(run: Judged) -> bool:
    """Whether the session stood irregular longer than it did anything else; pauses do not count."""
    session_s, at_s = run.frames["session_t_s"], run.frames["t_s"]
    by_second = dict(zip(session_s.astype(int).tolist(), at_s.tolist(), strict=True))
    stood = Counter(_stood(run.beats, run.verdicts, t_s) for t_s in by_second.values())
    return bool(stood) and stood.most_common(1)[0][0] == _IRREGULAR


def unspoiled(figures: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return those figures, by part and name, that can be told of an irregular heart."""
    return {key: value for key, value in figures.items() if key[1] in _UNSPOILED}


def _stood(beats: Beats, verdicts: Sequence[Verdict], t_s: float) -> str:
    """Say how it stood at a time: by the newest beats, unless they are old."""
    count = int(beats.t_s.searchsorted(t_s, "right"))
    if not count or beats.t_s[count - 1] <= t_s - EVERY_S:
        return _SILENT
    so_far = replace(  # from the first on: it shares what was worked out on them
        beats,
        t_s=beats.t_s[:count],
        rr_ms=beats.rr_ms[:count],
        valid=beats.valid[:count],
        gap=beats.gap[:count],
    )
    return _IRREGULAR if irregularity(so_far, verdicts[:count]) else _REGULAR
