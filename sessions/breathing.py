"""How a breath goes, and when each breath of a session begins.

A `BreathPattern` divides a breath into its parts, a `Breath` is one breath in time, and a
`BreathSchedule` holds all breaths of a session in their order. A breath keeps the rate and the
pattern it began with; whatever changes, changes with the next one. So the phase, the integral of
the rate, never jumps, and the lungs are empty at every border.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from gettext import gettext as _

from sessions.errors import SessionError

ROUNDING_S = 1e-6
"""Times closer than this are the same: it swallows the rounding of summed durations."""

_SMALLEST_SHARE = 0.1
_BEFORE_ONE = math.nextafter(1.0, 0.0)


class Part(StrEnum):
    """What the person does during a part of a breath."""

    INHALE = "inhale"
    HOLD = "hold"
    EXHALE = "exhale"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class BreathPattern:
    """The parts of one breath as shares of it; the out-breath takes what the others leave.

    Attributes
    ----------
    inhale : float
        Share of the in-breath, at least 0.1.
    hold : float
        Share of the hold with full lungs.
    rest : float
        Share of the pause with empty lungs.

    Raises
    ------
    SessionError
        When a share is negative, or less than 0.1 is left to breathe in or out.

    Notes
    -----
    The default is 40 % in and 60 % out, no holds. Findings on longer out-breaths are mixed, so
    every session may choose. Source: doi:10.3390/su13147775 (more RMSSD with the longer
    out-breath), doi:10.1007/s10484-024-09637-2 (no difference).
    """

    inhale: float = 0.4
    hold: float = 0.0
    rest: float = 0.0

    def __post_init__(self) -> None:
        shares = ((self.inhale, "inhale"), (self.hold, "hold"), (self.rest, "rest"))
        for share, key in shares:
            if not (_SMALLEST_SHARE if key == "inhale" else 0.0) <= share <= 1.0:
                raise SessionError(
                    _("{pct:g} % does not fit into a breath").format(pct=share * 100),
                    _("Give the in-breath at least 10 %, and the pauses 0 % or more."),
                    key=key,
                )
        if round(self.exhale, 9) < _SMALLEST_SHARE:
            left_pct = round(self.exhale * 100, 6)
            raise SessionError(
                _("this leaves {pct:g} % of the breath to breathe out").format(pct=left_pct),
                _("Let the in-breath and the pauses leave at least 10 %."),
                key=max(shares)[1],
            )

    @classmethod
    def in_seconds(
        cls, inhale_s: float, hold_s: float, exhale_s: float, rest_s: float = 0.0
    ) -> "tuple[float, BreathPattern]":
        """Return the rate (breaths a minute) and the pattern of a breath told in seconds.

        Raises
        ------
        SessionError
            When a time is negative, or less than a tenth of it is left to breathe in or out.
        """
        breath_s = inhale_s + hold_s + exhale_s + rest_s
        smallest_s = _SMALLEST_SHARE * breath_s
        if (
            min(hold_s, rest_s) < 0.0
            or not 0.0 < smallest_s <= min(inhale_s, exhale_s) + ROUNDING_S
        ):
            raise SessionError(
                _("one cannot breathe in for {inhale:g} s and out for {exhale:g} s").format(
                    inhale=inhale_s, exhale=exhale_s
                ),
                _("Give each at least a tenth of the breath, and the pauses 0 s or more."),
                key="breath_s",
            )
        return 60.0 / breath_s, cls(inhale_s / breath_s, hold_s / breath_s, rest_s / breath_s)

    @property
    def exhale_start(self) -> float:
        """The share of the breath after which the out-breath begins."""
        return self.inhale + self.hold

    @property
    def exhale(self) -> float:
        """Share of the out-breath."""
        return 1.0 - self.exhale_start - self.rest

    def part(self, phase: float) -> Part:
        """Return the part of the breath at `phase`, in [0, 1)."""
        if phase < self.inhale:
            return Part.INHALE
        if phase < self.exhale_start:
            return Part.HOLD
        return Part.EXHALE if phase < 1.0 - self.rest else Part.REST

    def volume(self, phase: float) -> float:
        """Return how full the lungs are at `phase`, in [0, 1): from 0, empty, to 1, full.

        Raised cosines lead up and down, so the flow of air is zero at every turn. The way down is
        bent by q = 1.25 x - 0.25 x^2: lungs empty a little quicker at first, as relaxed lungs do.
        """
        if phase < self.inhale:
            return (1.0 - math.cos(math.pi * phase / self.inhale)) / 2.0
        if phase < self.exhale_start:
            return 1.0
        done = min((phase - self.exhale_start) / self.exhale, 1.0)
        return (1.0 + math.cos(math.pi * (1.25 - 0.25 * done) * done)) / 2.0


@dataclass(frozen=True, slots=True)
class Breath:
    """One breath: when it begins, at which rate, and how it is divided."""

    start_s: float
    rate_per_min: float
    pattern: BreathPattern

    @property
    def exhale_start_s(self) -> float:
        """When the out-breath begins."""
        return self.start_s + self.pattern.exhale_start * 60.0 / self.rate_per_min

    @property
    def end_s(self) -> float:
        """When the breath is done, and the next one may begin."""
        return self.start_s + 60.0 / self.rate_per_min

    def phase_at(self, t_s: float) -> float:
        """Return the share of the breath that is done at `t_s`, in [0, 1)."""
        return min(max((t_s - self.start_s) * self.rate_per_min / 60.0, 0.0), _BEFORE_ONE)


@dataclass(frozen=True)  # not slotted: the tuples to search in are made once and kept
class BreathSchedule:
    """All paced breaths of a session in their order; unpaced time lies between them."""

    breaths: tuple[Breath, ...]

    @cached_property
    def inhale_start_s(self) -> tuple[float, ...]:
        """When each breath begins."""
        return tuple(breath.start_s for breath in self.breaths)

    @cached_property
    def exhale_start_s(self) -> tuple[float, ...]:
        """When each out-breath begins."""
        return tuple(breath.exhale_start_s for breath in self.breaths)

    def begun_at(self, t_s: float) -> int:
        """Return how many breaths have begun by `t_s`."""
        return bisect_right(self.inhale_start_s, t_s)

    def breath_at(self, t_s: float) -> Breath | None:
        """Return the breath that is going on at `t_s`, None where nothing is paced."""
        begun = self.begun_at(t_s)
        if begun and t_s < self.breaths[begun - 1].end_s:
            return self.breaths[begun - 1]
        return None

    def volume_at(self, t_s: float) -> float | None:
        """Return how full the lungs are at `t_s`, from 0 to 1; None where nothing is paced."""
        breath = self.breath_at(t_s)
        return None if breath is None else breath.pattern.volume(breath.phase_at(t_s))

    def phase_at(self, t_s: float) -> float:
        """Return the breaths done by `t_s`, with the share of the present one as the fraction.

        Continuous, never falling, constant where nothing is paced.
        """
        begun, breath = self.begun_at(t_s), self.breath_at(t_s)
        return float(begun) if breath is None else begun - 1 + breath.phase_at(t_s)

    def between(self, start_s: float, end_s: float) -> tuple[Breath, ...]:
        """Return the breaths that lie wholly within `start_s` to `end_s`."""
        first = bisect_left(self.inhale_start_s, start_s - ROUNDING_S)
        last = self.begun_at(end_s)
        if last > first and self.breaths[last - 1].end_s > end_s + ROUNDING_S:
            last -= 1
        return self.breaths[first:last]
