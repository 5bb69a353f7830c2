"""What the desk tells the window: frozen records, and nothing that goes on changing.

Loads nothing heavy, so that the window may speak of messages before the desk is there.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from biofeedback.app.desk.home_messages import Day as Day
from biofeedback.app.desk.home_messages import HomeIs as HomeIs
from biofeedback.app.desk.home_messages import KeyWanted as KeyWanted
from biofeedback.app.desk.home_messages import RecordsOpen as RecordsOpen
from biofeedback.app.desk.home_messages import StrapIs as StrapIs
from biofeedback.app.desk.home_messages import StrapState as StrapState
from biofeedback.report.usual import Usual

if TYPE_CHECKING:
    from biofeedback.hrv.columns import FloatArray
    from biofeedback.live.frame import Frame
    from devices.ble import Found
    from devices.source import Clock
    from sessions.pacer import LivePlan

AT_HOME = "me"
"""The alias of a person who gave none."""


@dataclass(frozen=True, slots=True)
class StrapsHeard:
    """The straps in reach, the strongest first."""

    straps: "tuple[Found, ...]"


@dataclass(frozen=True, slots=True)
class RunWaits:
    """A run waits for the strap that is looked for; `Straps.end_wait` begins it without."""


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A run has begun; the window draws `plan` by `clock` from now on."""

    run_id: int | None
    plan: "LivePlan"
    clock: "Clock"
    measured: bool
    usual: Usual = field(default_factory=Usual)
    """How high the hills are, and how wide the rings, for this run."""


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
    is_disk_full: bool = False
    """Whether it has stopped for want of room."""
    is_kept_here: bool = False
    """Whether the server is out of reach, so that the run is kept here and brought over later."""
    told_bpm: int | None = None
    """The heart rate that the strap tells by itself, for one that tells no intervals."""


@dataclass(frozen=True, slots=True)
class EcgMoved:
    """New samples of ECG, for the details panel: times on the clock of the run, microvolts."""

    t_s: "FloatArray"
    ecg_uv: "FloatArray"


@dataclass(frozen=True, slots=True)
class RunOver:
    """The run has ended, and is safe on disk unless `saving` says otherwise."""

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
    """The score at the end of each breath that the signal told of: number of the breath, score."""
    usual: Usual = field(default_factory=Usual)
    """As it began."""
    fuller: str = ""
    """What the fuller reading adds to the sentence, in figures; empty where nothing was led."""
    status: str = "ok"
    """What a `Frame` said for most of the session."""
    saving: str = ""
    """Why the end could not be saved, in a sentence; empty where all is safe."""


@dataclass(frozen=True, slots=True)
class SignalChecked:
    """How clearly the heart came through in the thirty seconds before the first session."""

    good_pct: float
    gap_s: float
    trouble: str
    """The `code` of a `DeviceError`, or empty."""


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
