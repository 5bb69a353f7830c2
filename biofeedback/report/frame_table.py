"""The frames of a run as columns, thinned: the last frame of every five seconds.

Enough for a curve and for a mean score; what needs more is computed from the beats.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.index import RUN_INDICES
from biofeedback.hrv.window import FloatArray
from biofeedback.live.frame import Frame

EVERY_S = 5.0
_INDICES = tuple(index.name for index in RUN_INDICES)
COLUMNS = ("t_s", "session_t_s", *_INDICES, "score", "held", "artifact_pct", "coverage")
"""What is kept of a frame. `score` is NaN where no breath is led; `held` is 0 or 1."""


@dataclass(frozen=True, slots=True, eq=False)
class FrameTable:
    """Columns by name, each float64 of shape (rows,); NaN reads "not known"."""

    columns: Mapping[str, FloatArray]

    @classmethod
    def of(cls, frames: Iterable[Frame]) -> "FrameTable":
        """Thin the frames of a run; what was thinned already stays as it is."""
        thinned = Thinned()
        for frame in frames:
            thinned.take(frame)
        rows = np.array([_row(frame) for frame in thinned.frames], np.float64)
        return cls(dict(zip(COLUMNS, rows.reshape(-1, len(COLUMNS)).T.copy(), strict=True)))

    def __getitem__(self, name: str) -> FloatArray:
        """Return a column."""
        return self.columns[name]

    def __len__(self) -> int:
        """Count the rows."""
        return self["t_s"].size

    def mean_score(self, start_s: float, end_s: float) -> float | None:
        """Return the mean score from `start_s` to `end_s`, while it did not wait for a signal."""
        inside = (self["t_s"] > start_s) & (self["t_s"] <= end_s)
        told = self["score"][inside & (self["held"] == 0) & np.isfinite(self["score"])]
        return float(told.mean()) if told.size else None


class Thinned:
    """Remember the last frame of every five seconds: a sink for a run of any length."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self._stretch = -1

    def take(self, frame: Frame) -> None:
        """Take the next frame."""
        stretch = math.floor(frame.t_s / EVERY_S)
        if stretch == self._stretch:
            self.frames.pop()
        self._stretch = stretch
        self.frames.append(frame)


def _row(frame: Frame) -> list[float | None]:
    """Write a frame as numbers; None becomes NaN."""
    score = frame.score if frame.cue.phase is not None else None
    values = [frame.values.get(name) for name in _INDICES]
    trust = (frame.quality.artifact_pct, frame.quality.coverage)
    return [frame.t_s, frame.session_t_s, *values, score, frame.held, *trust]
