"""One score, 0 to 100: how far the heart goes with the paced breath, against one's own rest.

With `rest`, the medians of the quiet minutes before::

    swing = rsa_bpm / max(rest.rsa_bpm, 1)
    power = sqrt(8 * pace_power_ms2) / max(rest.rsa_ms, 8)
    times = sqrt(swing * power), or swing until the power is known
    score = 100 * times^2 / (times^2 + needed^2)

A sine of power P swings by sqrt(8 P) from peak to trough, so both are multiples of the wave at
rest: `swing` within each breath, `power` at the pace alone. 50 is reached at `needed` times: 1.5 at
the first level, a quarter more at each that follows. The score grows with either and never reaches
100, so there is no end to run for.

1. Both figures mean the same at every pace. HF, its share and LF/HF do not, and take no part.
   Neither asks when in a breath the heart is fastest: a strap that reports late costs no score,
   as it would with `rsa_ms` while a pacer tells the breaths.
2. Rest is what the same run measured before the first paced breath, a minute at least; else a
   stored value; else the score is None, "collecting". It stays as it is during the run.
3. While the strap is in trouble, artifacts are above 15 %, or the last minute has a hole in it, the
   score is held: the swing may still rest on the hole for as long as its window. The power, which
   looks back further, stays as it last was until it is known again.

Sources: RSA, Grossman et al. 1990, doi:10.1111/j.1469-8986.1990.tb03171.x; why not HF,
`biofeedback.hrv.bands`. The formula and the borders of zones and levels are ours.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from statistics import median

from biofeedback.live.frame import OK, Frame
from devices.errors import marked

REST_S = 60.0
LEVELS = range(1, 6)
_NEEDED, _HARDER = 1.5, 1.25
_REST_EVERY_S = 3.0
_FEWEST_AT_REST = 8
_UNUSABLE_PCT = 15.0
_HOLE_S = 3.0
_SWING, _SWING_MS, _POWER = "rsa_bpm", "rsa_ms", "pace_power_ms2"
_LEAST_BPM, _LEAST_MS = 1.0, 8.0  # a smaller wave at rest is the noise of the strap


@dataclass(frozen=True, slots=True)
class Rest:
    """The breath wave of a person at rest, breathing spontaneously: `rsa_bpm` and `rsa_ms`."""

    rsa_bpm: float
    rsa_ms: float


class Zone(StrEnum):
    """Where a score lies; each has a name and a line pattern of its own, never only a colour."""

    SETTLING = "settling"
    FINDING = "finding"
    ALONG = "along"

    @property
    def label(self) -> str:
        """The name that people read."""
        return _(_LABELS[self])

    @property
    def pattern(self) -> str:
        """How its edge is drawn: "dotted", "dashed" or "solid"."""
        return _PATTERNS[self]


_LABELS = {
    Zone.SETTLING: marked("Settling in"),
    Zone.FINDING: marked("Finding the rhythm"),
    Zone.ALONG: marked("Breathing along"),
}
_PATTERNS = {Zone.SETTLING: "dotted", Zone.FINDING: "dashed", Zone.ALONG: "solid"}
_FINDING_FROM, _ALONG_ABOVE = 40.0, 65.0


@dataclass(frozen=True, slots=True)
class Score:
    """What the feedback says at one instant.

    Attributes
    ----------
    value : float or None
        0 to 100; None reads "collecting".
    held : bool
        Whether it waits for a better signal.
    level : int
        The challenge level it is told at.
    rest : Rest or None
        What it is measured against; None while unknown.
    """

    value: float | None
    held: bool
    level: int
    rest: Rest | None

    @property
    def zone(self) -> Zone | None:
        """Where it lies; None while collecting."""
        return None if self.value is None else zone_of(self.value)


def score_of(rsa_bpm: float, pace_power_ms2: float | None, rest: Rest, level: int = 1) -> float:
    """Apply the formula above; 0 to 100.

    Raises
    ------
    ValueError
        When there is no such level.
    """
    if level not in LEVELS:
        raise ValueError(f"level {level} is none of {LEVELS[0]} to {LEVELS[-1]}")
    times = swing = rsa_bpm / max(rest.rsa_bpm, _LEAST_BPM)
    if pace_power_ms2 is not None:
        times = math.sqrt(swing * math.sqrt(8 * pace_power_ms2) / max(rest.rsa_ms, _LEAST_MS))
    needed = _NEEDED * _HARDER ** (level - 1)
    return 100 * times**2 / (times**2 + needed**2)


def zone_of(score: float) -> Zone:
    """Return the zone of a score: from 40 on the second, above 65 the third."""
    if score > _ALONG_ABOVE:
        return Zone.ALONG
    return Zone.FINDING if score >= _FINDING_FROM else Zone.SETTLING


def trusted(frame: Frame) -> bool:
    """Whether the figures of a frame may move the score."""
    trust = frame.quality
    return frame.status == OK and trust.artifact_pct <= _UNUSABLE_PCT and trust.gap_s <= _HOLE_S


class Feedback:
    """Follow the frames of one run.

    Parameters
    ----------
    stored : Rest, optional
        The person's usual rest, for runs that begin without quiet minutes.
    level : int
        Challenge, one of `LEVELS`; may be changed at any time.
    """

    def __init__(self, stored: Rest | None = None, level: int = 1) -> None:
        self.level = level
        self._rest = stored
        self._quiet: list[Rest] = []
        self._counted = 0  # so many of them are in the rest
        self._told_s = -math.inf
        self._paced = False
        self._power_ms2: float | None = None
        self._value: float | None = None

    @property
    def rest(self) -> Rest | None:
        """What the score is measured against; None while unknown."""
        return self._rest

    def feed(self, frame: Frame) -> Score:
        """Take the next frame; return the score at its time."""
        led, sound = frame.cue.phase is not None, trusted(frame)
        self._paced = self._paced or led
        if not self._paced:
            self._take_rest(frame, sound)
        rest, swing_bpm = self.rest, frame.values.get(_SWING)
        if led and sound and swing_bpm is not None and rest is not None:
            known_ms2 = frame.values.get(_POWER)
            self._power_ms2 = self._power_ms2 if known_ms2 is None else known_ms2
            self._value = score_of(swing_bpm, self._power_ms2, rest, self.level)
        return Score(self._value, led and not sound, self.level, rest)

    def _take_rest(self, frame: Frame, sound: bool) -> None:
        swing_bpm, swing_ms = frame.values.get(_SWING), frame.values.get(_SWING_MS)
        known = swing_bpm is not None and swing_ms is not None and sound
        if known and frame.t_s >= self._told_s + _REST_EVERY_S:
            self._told_s = frame.t_s
            self._quiet.append(Rest(swing_bpm or 0.0, swing_ms or 0.0))
        count = len(self._quiet)
        if frame.session_t_s >= REST_S and count >= _FEWEST_AT_REST and count > self._counted:
            self._counted = count
            self._rest = Rest(
                median(quiet.rsa_bpm for quiet in self._quiet),
                median(quiet.rsa_ms for quiet in self._quiet),
            )
