"""What the desk tells the window: frozen records, and nothing that goes on changing.

Loads nothing heavy, so that the window may speak of messages before the desk is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from devices.records import DeviceInfo

if TYPE_CHECKING:
    from biofeedback.hrv.columns import FloatArray
    from biofeedback.live.frame import Frame
    from devices.ble import Found
    from devices.source import Clock
    from sessions.pacer import LivePlan

AT_HOME = "me"
"""The alias of a person who gave none."""


class StrapState(StrEnum):
    """How it stands with the strap."""

    NONE = "none"
    SEARCHING = "searching"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class StrapsHeard:
    """The straps in reach, the strongest first."""

    straps: "tuple[Found, ...]"


@dataclass(frozen=True, slots=True)
class StrapIs:
    """How it stands with the strap; `trouble` is the `code` of a `DeviceError`, or empty."""

    state: StrapState
    info: DeviceInfo = field(default_factory=lambda: DeviceInfo(""))
    battery_pct: int | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A run has begun; the window draws `plan` by `clock` from now on."""

    run_id: int | None
    plan: "LivePlan"
    clock: "Clock"
    measured: bool


@dataclass(frozen=True, slots=True)
class HeartLine:
    """The newest minute of judged beats, arrays of shape (n,); NaN rate where one is no beat.

    Attributes
    ----------
    t_s : float64
        When each beat happened, corrected for the strap's delay, on the clock of the run.
    rate_bpm : float64
        The rate of the interval that it closed.
    gap : float64
        1 where beats may be missing before.
    """

    t_s: "FloatArray"
    rate_bpm: "FloatArray"
    gap: "FloatArray"


@dataclass(frozen=True, slots=True)
class RunMoved:
    """What is known now. `start_s` is when the session began on the clock; None before."""

    frame: "Frame"
    plan: "LivePlan"
    start_s: float | None
    heart: HeartLine | None
    """None where no beat has come since the last one."""
    saving: str
    """The sentence to say when saving has stopped; empty while it works."""


@dataclass(frozen=True, slots=True)
class EcgMoved:
    """New samples of ECG, for the details panel: times on the clock of the run, microvolts."""

    t_s: "FloatArray"
    ecg_uv: "FloatArray"


@dataclass(frozen=True, slots=True)
class RunOver:
    """The run has ended and is safe on disk."""

    run_id: int | None
    finish: str
    minutes: float
    sentence: str
    """What the heart did, in plain words; empty without a strap."""
    heart: HeartLine
    """All beats of the run."""
    plan: "LivePlan"
    start_s: float
    scores: tuple[tuple[int, float], ...]
    """The score at the end of each breath: number of the breath, score."""


@dataclass(frozen=True, slots=True)
class SignalChecked:
    """How clearly the heart came through in the thirty seconds before the first session."""

    good_pct: float
    gap_s: float
    trouble: str
    """The `code` of a `DeviceError`, or empty."""


@dataclass(frozen=True, slots=True)
class KeyWanted:
    """The records are locked: a passphrase is needed; `new` when one is to be chosen."""

    new: bool
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class RecordsOpen:
    """The records are open, or what is kept of the person has changed.

    Attributes
    ----------
    place : str
        Where they are.
    encrypted : bool
        Whether the file is.
    interrupted : int
        Runs that an earlier end of the program cut off; they are kept.
    person : mapping
        Of the person: `alias` (empty without one), `screening`, `preferences`, `sensors`.
    """

    place: str
    encrypted: bool
    interrupted: int
    person: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """What the person said is kept."""

    run_id: int | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in a list."""

    run_id: int
    session: str
    title: str
    start: datetime | None
    """Local time of the person."""
    minutes: float
    finish: str
    thumbnail: tuple[float, ...] = ()
    """Widths of its rings, shares of a full one."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of this week."""

    day: date
    practised: bool
    planned: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class HomeIs:
    """What the first screen shows.

    Attributes
    ----------
    alias : str
        Who is greeted; empty where no name was given.
    session : str
        Name of today's session.
    planned, done : int
        Sessions of this week; `planned` is 0 without a plan.
    done_today : bool
        Whether a session was done today, and the plan asks for no other.
    days_since : int or None
        Days since the last session; None before the first.
    week : tuple of Day
        Monday to Sunday.
    sessions : int
        All there ever were.
    minutes : float
        All that were ever practised.
    last_run_id : int or None
        The newest run, for its picture.
    """

    alias: str
    session: str
    planned: int
    done: int
    done_today: bool
    days_since: int | None
    week: tuple[Day, ...]
    sessions: int
    minutes: float
    last_run_id: int | None
