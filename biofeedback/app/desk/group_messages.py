"""What the group's desk tells the window: frozen records, at most five a second from each seat.

Loads nothing heavy. Times are on the clock of `GroupBegan`, which all seats share; the window draws
`plan.cue_at(clock.now_s() - start_s)` itself, for everybody or for one seat.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from biofeedback.report.usual import Usual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from biofeedback.app.desk.messages import EcgMoved, HeartLine
    from biofeedback.live.frame import Frame
    from devices.source import Clock
    from sessions.pacer import LivePlan


class SeatLink(StrEnum):
    """The way to the strap of one seat."""

    NO_STRAP = "no_strap"
    LOOKING = "looking"
    """Not heard yet, or waiting for its turn to be connected."""
    CONNECTING = "connecting"
    CONNECTED = "connected"
    OUT_OF_REACH = "out_of_reach"
    """It was connected; it is looked for, and connects again by itself."""


class GroupStands(StrEnum):
    """Where the whole group stands."""

    GATHERING = "gathering"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class StrapHeard:
    """One strap in reach.

    Attributes
    ----------
    strength_dbm : int
        Of late, not of the last moment only.
    is_near : bool
        Clearly stronger than all others: somebody holds it close to the computer.
    person_id, alias : int and str, or None and ""
        Who wore it last.
    seat : int or None
        Where it is assigned to already.
    """

    address: str
    name: str
    strength_dbm: int
    battery_pct: int | None = None
    is_near: bool = False
    person_id: int | None = None
    alias: str = ""
    seat: int | None = None


@dataclass(frozen=True, slots=True)
class GroupStraps:
    """The straps in reach, the strongest first; about twice a second while the group listens."""

    straps: tuple[StrapHeard, ...]
    trouble: str = ""
    """The `code` of a `DeviceError`: Bluetooth is off and the like."""


@dataclass(frozen=True, slots=True)
class GroupPerson:
    """Somebody who may take a seat."""

    person_id: int
    alias: str
    address: str = ""
    """The strap they wore last; empty without one."""


@dataclass(frozen=True, slots=True)
class GroupPeople:
    """Who may take a seat, by alias; told by `open`."""

    people: tuple[GroupPerson, ...]


@dataclass(frozen=True, slots=True)
class GroupBegan:
    """The session has begun for all; the projector draws `plan` by `clock`, from `start_s` on."""

    session: str
    title: str
    plan: "LivePlan"
    clock: "Clock"
    own_pace: bool
    start_s: float = 0.0


@dataclass(frozen=True, slots=True)
class SeatShown:
    """All that a tile shows of one person.

    Attributes
    ----------
    number : int
        The seat, counted from 1.
    zone : str
        A `biofeedback.live.feedback.Zone`: "settling", "finding", "along"; empty while collecting.
    is_held : bool
        The zone waits for a better signal.
    trouble : str
        A `biofeedback.live.help_order.Trouble`, or the `code` of a `DeviceError`; empty for none.
    note : str
        The `code` of a `DeviceError` that spoils nothing.
    rate_bpm : float or None
        The heart.
    breaths_per_min : float or None
        As measured; None where the strap cannot tell.
    pace_per_min : float or None
        As led now; None where nothing is.
    zone_share : float or None
        Share of the time, 0 to 1, in their own green zone; None while unknown.
    rings : tuple of float
        The score at the end of each breath, 0 to 100: for rings, never as a number.
    signal_pct : float
        Beats of the last minute that needed no correction.
    plan, start_s : LivePlan and float, or None
        What this person breathes by; None before the session.
    heart : HeartLine or None
        The last half minute, on the group's clock; None before any beat.
    is_paused, is_finished : bool
        Whether this person rests, and whether their session is over.
    saving : str
        The sentence to say when saving has stopped; empty while it works.
    run_id : int or None
        In the records.
    usual : Usual
        What their hills and rings are measured by.
    """

    number: int
    person_id: int | None
    alias: str
    strap_name: str
    address: str
    link: SeatLink
    battery_pct: int | None = None
    zone: str = ""
    is_held: bool = False
    trouble: str = ""
    note: str = ""
    rate_bpm: float | None = None
    breaths_per_min: float | None = None
    pace_per_min: float | None = None
    zone_share: float | None = None
    rings: tuple[float, ...] = ()
    signal_pct: float = 100.0
    plan: "LivePlan | None" = None
    start_s: float | None = None
    heart: "HeartLine | None" = None
    is_paused: bool = False
    is_finished: bool = False
    saving: str = ""
    run_id: int | None = None
    usual: Usual = field(default_factory=Usual)


@dataclass(frozen=True, slots=True)
class SeatWatched:
    """The figures of the one person who is watched; at most twice a second.

    Attributes
    ----------
    frame : Frame
        The newest.
    rest : mapping of str to float
        Figures at rest: of this run where it began with a rest, else the last ones kept.
    """

    number: int
    frame: "Frame"
    rest: "Mapping[str, float]"


@dataclass(frozen=True, slots=True)
class SeatEcg:
    """New samples of the ECG of who is watched, on the group's clock."""

    number: int
    ecg: "EcgMoved"


@dataclass(frozen=True, slots=True)
class SeatLeft:
    """Nobody sits there any more."""

    number: int


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """The group as a whole; told once a second, and when it changes.

    Attributes
    ----------
    order : tuple of int
        The seats, who needs help first; a seat changes its place at most once in ten seconds.
    in_trouble : tuple of int
        The seats that need help, in that order.
    zone_share : float or None
        Mean over all people of the share of time in their own green zone, 0 to 1; no ranking.
    plan : LivePlan or None
        The common pacer; None before the session.
    """

    stands: GroupStands
    order: tuple[int, ...]
    in_trouble: tuple[int, ...]
    zone_share: float | None
    session: str
    title: str
    session_t_s: float
    duration_s: float
    own_pace: bool
    plan: "LivePlan | None" = None


@dataclass(frozen=True, slots=True)
class GroupTold:
    """Trouble, in a sentence for the professional; of one seat, or of the whole (`number` None).

    `code` is the `code` of a `DeviceError` such as "adapter_full", or "failed".
    """

    code: str
    sentence: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class GroupNote:
    """A marker or a note that was made; `number` None: for everybody. Markers have no `words`."""

    session_t_s: float
    label: str
    words: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class GroupNotes:
    """What was marked and noted in this session, the newest first."""

    notes: tuple[GroupNote, ...]


@dataclass(frozen=True, slots=True)
class GroupOver:
    """Everybody has ended, and everything is kept.

    `uid` marks the occasion in the runs, for a report of the group; empty where none was kept.
    """

    session: str
    title: str
    minutes: float
    zone_share: float | None
    run_ids: tuple[int, ...]
    uid: str = ""
