"""The parts of a session: how long each lasts, what it says, its pace, and when it may end early.

Frozen records that refuse what cannot or must not be played. The limits stand here, below every
file and every option: nobody is cooled for more than 20 minutes.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from gettext import gettext as _

from sessions.breathing import BreathPattern
from sessions.errors import SessionError, refuse_empty, refuse_unknown
from sessions.script import Line, refuse_overlap, speaking_time_s

SLOWEST_PER_MIN, FASTEST_PER_MIN = 3.0, 10.0
LONGEST_COLD_S = 20 * 60.0
"""Longer, and vessels may widen again (the hunting reaction). Nothing lifts this limit."""

OPERATORS = (">=", ">", "<=", "<")
_LONGEST_BLOCK_S = 3 * 3600.0
_MOST_BREATHS = 1000


def held(rate_per_min: float) -> float:
    """Return the rate, held within what can be paced."""
    return min(max(rate_per_min, SLOWEST_PER_MIN), FASTEST_PER_MIN)


class Timer(StrEnum):
    """What is laid on the skin during a block that is a timer."""

    HEAT = "heat"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Pacing:
    """How fast to breathe during a block: at one rate, or from one to the other.

    Without `breaths`, the rate follows a straight line over the time of the block. With them,
    there are exactly so many breaths, and each is longer (or shorter) than the last by the same
    time; `duration_s` tells how long that takes.

    Raises
    ------
    SessionError
        When a rate is outside 3 to 10 breaths a minute, or `breaths` outside 1 to 1000.
    """

    start_rate_per_min: float
    end_rate_per_min: float
    pattern: BreathPattern = field(default_factory=BreathPattern)
    breaths: int | None = None

    def __post_init__(self) -> None:
        for key in ("start_rate_per_min", "end_rate_per_min"):
            if not SLOWEST_PER_MIN <= getattr(self, key) <= FASTEST_PER_MIN:
                raise SessionError(
                    _("{rate:g} breaths a minute cannot be paced").format(rate=getattr(self, key)),
                    _("Choose a rate from 3 to 10."),
                    key=key,
                )
        if self.breaths is not None and not 1 <= self.breaths <= _MOST_BREATHS:
            raise SessionError(
                _("a block cannot have {count} breaths").format(count=self.breaths),
                _("Give it from 1 to 1000."),
                key="breaths",
            )

    @property
    def duration_s(self) -> float | None:
        """How long all `breaths` take; None when they are not counted."""
        if self.breaths is None:
            return None
        ends = 60.0 / self.start_rate_per_min + 60.0 / self.end_rate_per_min
        return self.breaths * ends / 2.0 if self.breaths > 1 else 60.0 / self.start_rate_per_min

    def rate_at(self, share: float, number: int) -> float:
        """Return the rate, in breaths a minute, of a breath that begins now.

        Parameters
        ----------
        share : float
            How much of the block is over, 0 to 1.
        number : int
            How many breaths of the block came before.
        """
        if self.breaths is None:
            change = self.end_rate_per_min - self.start_rate_per_min
            return self.start_rate_per_min + share * change
        first_s, last_s = 60.0 / self.start_rate_per_min, 60.0 / self.end_rate_per_min
        done = min(number / (self.breaths - 1), 1.0) if self.breaths > 1 else 0.0
        return 60.0 / (first_s + done * (last_s - first_s))


@dataclass(frozen=True, slots=True)
class Until:
    """A condition that ends a block early: the index has been so for `hold_s` seconds.

    It is data: who runs the session judges it. A block without its condition lasts its full time.

    Raises
    ------
    SessionError
        When the index is not named, the operator unknown or the time not above 0.
    """

    index: str
    op: str
    value: float
    hold_s: float = 10.0

    def __post_init__(self) -> None:
        refuse_empty(index=self.index)
        refuse_unknown(self.op, OPERATORS, _("'{name}' does not compare"), "op")
        if not 0.0 < self.hold_s <= _LONGEST_BLOCK_S:
            raise SessionError(
                _("a condition cannot hold for {seconds:g} seconds").format(seconds=self.hold_s),
                _("Give it more than 0 seconds."),
                key="hold_s",
            )

    def is_met(self, value: float) -> bool:
        """Whether the condition is true for this value of the index."""
        match self.op:
            case ">=":
                return value >= self.value
            case ">":
                return value > self.value
            case "<=":
                return value <= self.value
        return value < self.value


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a session.

    Attributes
    ----------
    title : str
        A few words.
    duration_s : float
        How long it lasts; with `until`, the longest it can last.
    text : str
        What is read; it may be empty when there are `lines`.
    pacing : Pacing or None
        The pace, if any.
    lines : tuple of Line
        What is said, in order. Without any, the text is said once at the start.
    chime : bool
        Whether a chime opens it.
    timer : Timer or None
        Whether it is a timer.
    until : Until or None
        What ends it early.
    group, when_skipped : str
        The part of the body that can be left out, and what is said then in its place.

    Raises
    ------
    SessionError
        When a text is empty, the block does not last from one second to three hours, it cools for
        more than 20 minutes, or the lines do not fit.
    """

    title: str
    duration_s: float
    text: str
    pacing: Pacing | None = None
    lines: tuple[Line, ...] = ()
    chime: bool = False
    timer: Timer | None = None
    until: Until | None = None
    group: str = ""
    when_skipped: str = ""

    def __post_init__(self) -> None:
        refuse_empty(title=self.title)
        if not self.lines:
            refuse_empty(text=self.text)
        if self.group:
            refuse_empty(when_skipped=self.when_skipped)
        if not 1.0 <= self.duration_s <= _LONGEST_BLOCK_S:
            raise SessionError(
                _("a block cannot last {seconds:g} seconds").format(seconds=self.duration_s),
                _("Give it from one second to three hours."),
                key="duration_s",
            )
        refuse_too_cold((self,))
        refuse_overlap(self.lines, self.duration_s)

    @property
    def spoken(self) -> tuple[Line, ...]:
        """What is said: the lines, or else the text once at the start."""
        return self.lines or (Line(0.0, self.text, speaking_time_s(self.text)),)

    def skipped(self) -> "Block":
        """Return the block as it is when its group is left out: as long, and at rest."""
        return replace(self, text=self.when_skipped, lines=(), timer=None, until=None)


def refuse_too_cold(blocks: tuple[Block, ...]) -> None:
    """Object to more than 20 minutes of cold in all.

    Raises
    ------
    SessionError
        Whatever lies between the blocks: the skin has no pause button.
    """
    cold_s = sum(block.duration_s for block in blocks if block.timer is Timer.COLD)
    if cold_s > LONGEST_COLD_S:
        raise SessionError(
            _("{minutes:g} minutes of cold are too long").format(minutes=cold_s / 60.0),
            _("Cool for 20 minutes at most; nothing lifts this limit."),
            key="duration_s",
        )
