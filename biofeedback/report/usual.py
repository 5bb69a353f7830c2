"""What a person's runs of one session usually are: by this the pictures of the next are measured.

1. The height of the hills is the third quartile of how far the heart swung with the led breath: the
   wave grows into the hills now and then, and mostly finds room in them. An own choice goes first.
2. The outline of the rings is as wide as the median score makes it: passed as often as not.
3. Both stay as they are for the whole of a run, and are kept with it: its picture stays the same.

Loads nothing heavy: the window asks here what is drawn for somebody new.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

SWING = "swing_bpm"
"""The height of the hills that a person chose, among their `preferences`."""
USUAL = "usual"
"""What the pictures of a run are measured by, among its `options`."""
FIRST_SWING_BPM, LEAST_SWING_BPM, MOST_SWING_BPM = 8.0, 4.0, 20.0
LATELY = 10
"""So many of the newest runs tell what is usual."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual; as made without arguments, for somebody new.

    Attributes
    ----------
    swing_bpm : float
        The swing of the heart rate, from trough to peak, that is as high as the hills.
    score : float or None
        The score that makes a ring of one's own usual width; None the first time.
    """

    swing_bpm: float = FIRST_SWING_BPM
    score: float | None = None

    @classmethod
    def of(cls, runs: Sequence[tuple[float, float | None]]) -> "Usual":
        """Return what is usual by the newest runs: swing in beats a minute, and score, of each.

        A run whose rest was not known has no score, and tells of the hills alone.
        """
        if not runs:
            return cls()
        third_bpm = _quantile(sorted(swing_bpm for swing_bpm, _score in runs), 0.75)
        scores = sorted(score for _swing_bpm, score in runs if score is not None)
        return cls(
            min(max(third_bpm, LEAST_SWING_BPM), MOST_SWING_BPM),
            _quantile(scores, 0.5) if scores else None,
        )

    @property
    def told(self) -> dict[str, Any]:
        """What a run tells of it among its `options`: nothing for somebody new; see `kept`."""
        return {} if self == Usual() else {USUAL: asdict(self)}

    @classmethod
    def kept(cls, options: Mapping[str, Any]) -> "Usual":
        """Return what a run was measured by, as its `options` tell; the first without a word."""
        told = options.get(USUAL)
        if not isinstance(told, Mapping):
            return cls()
        return cls(_number(told.get("swing_bpm")) or FIRST_SWING_BPM, _number(told.get("score")))

    def preferred(self, preferences: Mapping[str, Any]) -> "Usual":
        """Return the same with the height of the hills that a person chose, where they did."""
        return replace(self, swing_bpm=_number(preferences.get(SWING)) or self.swing_bpm)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile, between two values by straight lines (R-7, that of numpy)."""
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def _number(value: object) -> float | None:
    """Return what was kept as a number above or at 0; anything else is none."""
    return float(value) if isinstance(value, int | float) and value >= 0 else None
