"""What a person does in a session, and when: frozen records and one pure function of time.

A `Session` is a row of `Block`s; a block may carry a `Pacing`. `session.cue_at(t)` tells what a
screen, a voice or a simulated person needs at one instant. It asks no clock and remembers nothing:
any instant may be asked for, in any order.

All breaths of the session are worked out once, one after the other: each takes the rate that its
block asks for at the moment it begins, and is finished once begun, also over the border of a block.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from itertools import accumulate

from sessions.breathing import ROUNDING_S, Breath, BreathPattern, BreathSchedule, Part
from sessions.errors import SessionError

NETWORKS = ("nervous", "muscle", "circulation", "immune", "psyche")
"""The five networks of body and mind that a session may work on."""

SLOWEST_PER_MIN, FASTEST_PER_MIN = 3.0, 10.0
_LONGEST_BLOCK_S = 3 * 3600.0


@dataclass(frozen=True, slots=True)
class Pacing:
    """How fast to breathe during a block: from one rate in a straight line to the other.

    Raises
    ------
    SessionError
        When a rate is outside 3 to 10 breaths a minute.
    """

    start_rate_per_min: float
    end_rate_per_min: float
    pattern: BreathPattern = field(default_factory=BreathPattern)

    def __post_init__(self) -> None:
        for key in ("start_rate_per_min", "end_rate_per_min"):
            if not SLOWEST_PER_MIN <= getattr(self, key) <= FASTEST_PER_MIN:
                raise SessionError(
                    _("{rate:g} breaths a minute cannot be paced").format(rate=getattr(self, key)),
                    _("Choose a rate from 3 to 10."),
                    key=key,
                )

    def rate_at(self, share: float) -> float:
        """Return the rate, in breaths a minute, when `share` of the block is over."""
        return self.start_rate_per_min + share * (self.end_rate_per_min - self.start_rate_per_min)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a session: its title, how long it lasts, what it says, and its pace if any.

    Raises
    ------
    SessionError
        When a text is empty, or the block does not last from one second to three hours.
    """

    title: str
    duration_s: float
    text: str
    pacing: Pacing | None = None

    def __post_init__(self) -> None:
        _refuse_empty(title=self.title, text=self.text)
        if not 1.0 <= self.duration_s <= _LONGEST_BLOCK_S:
            raise SessionError(
                _("a block cannot last {seconds:g} seconds").format(seconds=self.duration_s),
                _("Give it from one second to three hours."),
                key="duration_s",
            )


@dataclass(frozen=True, slots=True)
class Cue:
    """What the person is to see, hear and do at one instant of a session.

    Attributes
    ----------
    block_index : int
        The block, counted from 0.
    block_title, text : str
        What the block is called, and what it says.
    block_remaining_s, session_remaining_s : float
        How long the block and the session still last.
    phase : float or None
        Share of the present breath that is done, in [0, 1); None when nothing is paced, as are
        all fields below.
    part : Part or None
        "inhale", "hold", "exhale" or "rest".
    volume : float or None
        How full the lungs are, from 0 to 1.
    rate_per_min : float or None
        The rate of the present breath.
    breath_number : int or None
        The present breath, counted from 1 through the session.
    """

    block_index: int
    block_title: str
    text: str
    block_remaining_s: float
    session_remaining_s: float
    phase: float | None = None
    part: Part | None = None
    volume: float | None = None
    rate_per_min: float | None = None
    breath_number: int | None = None


@dataclass(frozen=True)  # not slotted: the times of blocks and breaths are worked out once and kept
class Session:
    """A plan to be followed; a run is one occasion of it.

    Attributes
    ----------
    name : str
        What a person types to start it.
    title, description : str
        What it is called, and what it is for.
    networks : tuple of str
        Which of `NETWORKS` it works on.
    blocks : tuple of Block
        What is done, in order.
    sources : tuple of str
        The papers its figures come from.

    Raises
    ------
    SessionError
        When a text is empty, a network is unknown or missing, or there is no block.
    """

    name: str
    title: str
    description: str
    networks: tuple[str, ...]
    blocks: tuple[Block, ...]
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_empty(name=self.name, title=self.title, description=self.description)
        if not self.networks or not set(self.networks) <= set(NETWORKS):
            raise SessionError(
                _("a session works on at least one of the five networks, and on no others"),
                _("Choose from {known}.").format(known=", ".join(NETWORKS)),
                key="networks",
            )
        if not self.blocks:
            raise SessionError(
                _("the session has no blocks"), _("Add at least one [[block]]."), key="block"
            )

    @cached_property
    def block_end_s(self) -> tuple[float, ...]:
        """When each block ends, in seconds of session time."""
        return tuple(accumulate(block.duration_s for block in self.blocks))

    @property
    def duration_s(self) -> float:
        """How long the session lasts."""
        return self.block_end_s[-1]

    @cached_property
    def breathing(self) -> BreathSchedule:
        """All breaths that the session paces."""
        breaths: list[Breath] = []
        t_s = 0.0
        while t_s + ROUNDING_S < self.duration_s:
            index = self._block_at(t_s + ROUNDING_S)
            block, end_s = self.blocks[index], self.block_end_s[index]
            if block.pacing is None:
                t_s = end_s
                continue
            share = max(1.0 - (end_s - t_s) / block.duration_s, 0.0)
            breaths.append(Breath(t_s, block.pacing.rate_at(share), block.pacing.pattern))
            t_s = breaths[-1].end_s
        return BreathSchedule(tuple(breaths))

    def breaths_between(self, start_s: float, end_s: float) -> tuple[Breath, ...]:
        """Return the paced breaths that lie wholly within `start_s` to `end_s`."""
        return self.breathing.between(start_s, end_s)

    def cue_at(self, session_t_s: float) -> Cue:
        """Return what is to be done at `session_t_s`, held within the session's start and end.

        Takes a few microseconds; the first call works out the breaths.
        """
        t_s = min(max(session_t_s, 0.0), self.duration_s)
        index = self._block_at(t_s)
        block = self.blocks[index]
        remaining_s = self.block_end_s[index] - t_s, self.duration_s - t_s
        breath = self.breathing.breath_at(t_s)
        if breath is None:
            return Cue(index, block.title, block.text, *remaining_s)
        phase = breath.phase_at(t_s)
        return Cue(
            index,
            block.title,
            block.text,
            *remaining_s,
            phase=phase,
            part=breath.pattern.part(phase),
            volume=breath.pattern.volume(phase),
            rate_per_min=breath.rate_per_min,
            breath_number=self.breathing.begun_at(t_s),
        )

    def _block_at(self, t_s: float) -> int:
        return min(bisect_right(self.block_end_s, t_s), len(self.blocks) - 1)


def _refuse_empty(**texts: str) -> None:
    for key, text in texts.items():
        if not text.strip():
            raise SessionError(_("the text is empty"), _("Write what the person reads."), key=key)
