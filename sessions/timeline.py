"""What a person does in a session, and when: a frozen plan and one pure function of time.

A `Session` is a row of `Block`s. `session.cue_at(t)` tells what a screen, a voice or a simulated
person needs at one instant. It asks no clock and remembers nothing: any instant may be asked for,
in any order.

All breaths of the session are worked out once, one after the other: each takes the rate that its
block asks for at the moment it begins, and is finished once begun, also over the border of a block.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _
from itertools import accumulate

from sessions.blocks import Block, held, refuse_too_cold
from sessions.breathing import ROUNDING_S, Breath, BreathPattern, BreathSchedule, Part
from sessions.errors import SessionError, refuse_empty, refuse_unknown
from sessions.script import Line, line_at
from sessions.sound import Sound, sounds_of

NETWORKS = ("nervous", "muscle", "circulation", "immune", "psyche")
"""The five networks of body and mind that a session may work on."""

METHODS = (
    "breathing",
    "pmr",
    "applied_relaxation",
    "autogenic",
    "body_scan",
    "mindfulness",
    "imagery",
    "cbt",
    "movement",
    "heat_cold",
    "assessment",
)
POSTURES = ("sitting", "lying", "standing")


@dataclass(frozen=True, slots=True)
class Shift:
    """How a person wants to breathe from the next breath on.

    Attributes
    ----------
    from_s : float
        When they said so, in session time.
    by_per_min : float
        So much faster than planned; the limits of a pace hold all the same.
    pattern : BreathPattern or None
        Instead of the planned one.
    rest_until_s : float
        No breath begins before.
    """

    from_s: float = 0.0
    by_per_min: float = 0.0
    pattern: BreathPattern | None = None
    rest_until_s: float = 0.0


UNCHANGED = Shift()


@dataclass(frozen=True, slots=True)
class Cue:
    """What the person is to see, hear and do at one instant of a session.

    Attributes
    ----------
    block_index : int
        The block, counted from 0.
    block_title : str
        What the block is called.
    text : str
        What to read: the line that is being said; in silence the block's text, or, where it has
        none, the newest line (before the first, that one).
    block_remaining_s, session_remaining_s : float
        How long the block and the session still last.
    phase : float or None
        Share of the present breath that is done, in [0, 1); None when nothing is paced, as are
        all fields but the last.
    part : Part or None
        "inhale", "hold", "exhale" or "rest".
    volume : float or None
        How full the lungs are, from 0 to 1.
    rate_per_min : float or None
        The rate of the present breath.
    breath_number : int or None
        The present breath, counted from 1 through the session.
    line : Line or None
        The line that is being said; its times are those of the block.
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
    line: Line | None = None

    @property
    def flow(self) -> float:
        """How fast the air flows, from 0 at every turn and hold to 1 midway: a tone's loudness."""
        return 2.0 * math.sqrt(self.volume * (1.0 - self.volume)) if self.volume else 0.0


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
        The papers and books it rests on.
    method : str
        One of `METHODS`.
    posture : tuple of str
        Which of `POSTURES` it can be done in, the best one first.
    precautions : str
        Who should take care, and how.

    Raises
    ------
    SessionError
        When a text is empty, a network, method or posture is unknown, no network is named, there
        is no block, or all cold together lasts longer than 20 minutes.
    """

    name: str
    title: str
    description: str
    networks: tuple[str, ...]
    blocks: tuple[Block, ...]
    sources: tuple[str, ...] = ()
    method: str = "breathing"
    posture: tuple[str, ...] = ()
    precautions: str = ""

    def __post_init__(self) -> None:
        refuse_empty(name=self.name, title=self.title, description=self.description)
        if not self.networks or not set(self.networks) <= set(NETWORKS):
            raise SessionError(
                _("a session works on at least one of the five networks, and on no others"),
                _("Choose from {known}.").format(known=", ".join(NETWORKS)),
                key="networks",
            )
        refuse_unknown(self.method, METHODS, _("no method is called '{name}'"), "method")
        for posture in self.posture:
            refuse_unknown(posture, POSTURES, _("no posture is called '{name}'"), "posture")
        if not self.blocks:
            raise SessionError(
                _("the session has no blocks"), _("Add at least one [[block]]."), key="block"
            )
        refuse_too_cold(self.blocks)

    @cached_property
    def block_end_s(self) -> tuple[float, ...]:
        """When each block ends, in seconds of session time."""
        return tuple(accumulate(block.duration_s for block in self.blocks))

    @cached_property
    def duration_s(self) -> float:
        """How long the session lasts; with conditions, the longest it can last."""
        return self.block_end_s[-1]

    @property
    def groups(self) -> tuple[str, ...]:
        """The parts of the body that can be left out, in the order in which they come."""
        return tuple(dict.fromkeys(block.group for block in self.blocks if block.group))

    def without(self, groups: Iterable[str]) -> "Session":
        """Return the session with these groups left out; all times stay.

        Raises
        ------
        SessionError
            When a group does not occur.
        """
        left_out = tuple(groups)
        for group in left_out:
            problem = _("no part that can be left out is called '{name}'")
            refuse_unknown(group, self.groups, problem, "skip")
        blocks = (block.skipped() if block.group in left_out else block for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a person may read or hear in the session, each text once."""
        texts = [self.description, self.precautions]
        for block in self.blocks:
            texts += [block.text, block.when_skipped, *(line.text for line in block.lines)]
        return tuple(dict.fromkeys(text for text in texts if text))

    @cached_property
    def breathing(self) -> BreathSchedule:
        """All breaths that the session paces."""
        return schedule(self)

    def breaths_between(self, start_s: float, end_s: float) -> tuple[Breath, ...]:
        """Return the paced breaths that lie wholly within `start_s` to `end_s`."""
        return self.breathing.between(start_s, end_s)

    def cue_at(self, session_t_s: float) -> Cue:
        """Return what is to be done at `session_t_s`, held within the session's start and end.

        Takes a few microseconds; the first call works out the breaths.
        """
        return cue_at(self, self.breathing, session_t_s)

    @cached_property
    def sounds(self) -> tuple[Sound, ...]:
        """All tones, chimes and spoken lines, in their order."""
        return sounds_of(self.blocks, self.breathing)

    def block_at(self, t_s: float) -> int:
        """Return the index of the block that is going on at `t_s`, the last one at the end."""
        return min(bisect_right(self.block_end_s, t_s), len(self.blocks) - 1)


def schedule(session: Session, shifts: Sequence[Shift] = ()) -> BreathSchedule:
    """Work out all breaths of a session, one after the other.

    Parameters
    ----------
    shifts : sequence of Shift
        What the person has changed, oldest first; each breath heeds the newest before its start.
    """
    breaths: list[Breath] = []
    t_s, number, last = 0.0, 0, -1
    while t_s + ROUNDING_S < session.duration_s:
        index = session.block_at(t_s + ROUNDING_S)
        block, end_s = session.blocks[index], session.block_end_s[index]
        shift = next((s for s in reversed(shifts) if s.from_s <= t_s + ROUNDING_S), UNCHANGED)
        if block.pacing is None or t_s < shift.rest_until_s:
            t_s = end_s if block.pacing is None else shift.rest_until_s
            continue
        number = number + 1 if index == last else 0
        last = index
        share = max(1.0 - (end_s - t_s) / block.duration_s, 0.0)
        rate_per_min = held(block.pacing.rate_at(share, number) + shift.by_per_min)
        breaths.append(Breath(t_s, rate_per_min, shift.pattern or block.pacing.pattern))
        t_s = breaths[-1].end_s
    return BreathSchedule(tuple(breaths))


def cue_at(session: Session, breathing: BreathSchedule, session_t_s: float) -> Cue:
    """Return what is to be done at `session_t_s` when one breathes as `breathing` says."""
    t_s = min(max(session_t_s, 0.0), session.duration_s)
    index = session.block_at(t_s)
    block, left_s = session.blocks[index], session.block_end_s[index] - t_s
    text, line = _words(block, block.duration_s - left_s)
    plan = index, block.title, text, left_s, session.duration_s - t_s
    breath = breathing.breath_at(t_s)
    if breath is None:
        return Cue(*plan, line=line)
    phase, pattern = breath.phase_at(t_s), breath.pattern
    air = phase, pattern.part(phase), pattern.volume(phase), breath.rate_per_min
    return Cue(*plan, *air, breathing.begun_at(t_s), line)


def _words(block: Block, t_s: float) -> tuple[str, Line | None]:
    """Return what is read `t_s` seconds into a block, and the line that is being said, if any."""
    newest = line_at(block.lines, t_s)
    if newest is not None and t_s < newest.end_s:
        return newest.text, newest
    return block.text or (newest or block.lines[0]).text, None
