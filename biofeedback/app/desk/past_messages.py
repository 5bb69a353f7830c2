"""What the desk tells of runs that are over: frozen records, charts as data, tables of words."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biofeedback.app.desk.messages import HeartLine, RunRow
from biofeedback.report.usual import Usual

if TYPE_CHECKING:
    from biofeedback.report.chart import Chart
    from biofeedback.report.page import Fact, Scale, Table
    from sessions.pacer import LivePlan


@dataclass(frozen=True, slots=True, eq=False)
class RunPicture:
    """What the picture of a run is drawn of; `RunOver` tells the same of a run just over.

    Attributes
    ----------
    heart : HeartLine
        All beats; none without a strap.
    plan : LivePlan
        The session as it was lived.
    start_s : float
        When it began on the clock of the run.
    done_s : float
        Until when it was done, in session time.
    scores : tuple of (int, float)
        The number of a breath, and the score at its end.
    usual : Usual
        What it was measured by.
    """

    heart: HeartLine
    plan: "LivePlan"
    start_s: float
    done_s: float
    scores: tuple[tuple[int, float], ...]
    usual: Usual = field(default_factory=Usual)


@dataclass(frozen=True, slots=True)
class RunsAre:
    """The newest runs, the newest first, and how many there are in all."""

    rows: tuple[RunRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RunPictured:
    """The picture of one run of a list; None where none was kept."""

    run_id: int
    picture: RunPicture | None


@dataclass(frozen=True, slots=True)
class ProgressIs:
    """A person's weeks.

    Attributes
    ----------
    weeks : int
        How many.
    finding : str
        The sentence about pain and tension.
    fuller : tuple of str
        The same in figures, a sentence a scale.
    ratings, rest : Chart or None
        Weekly means with their interval; None without any answer or measurement.
    rest_ms : float or None
        RMSSD at rest in the newest week that has one.
    practice : Chart
        Minutes a week.
    minutes : float
        Those of this week.
    pace_per_min : float or None
        The own pace that the newest assessment told.
    runs : int
        How many runs there are in all.
    """

    weeks: int
    finding: str
    fuller: tuple[str, ...]
    ratings: "Chart | None"
    rest: "Chart | None"
    rest_ms: float | None
    practice: "Chart"
    minutes: float
    pace_per_min: float | None
    runs: int


@dataclass(frozen=True, slots=True)
class RunShown:
    """One run, opened.

    Attributes
    ----------
    row : RunRow
    sentence : str
        What the heart did.
    facts : tuple of Fact
        The few figures that everybody sees.
    scales : tuple of Scale
        Ratings before and after.
    tables : tuple of Table
        All figures before, during and after, for the fuller reading.
    notes : str
    picture : RunPicture or None
    wave : Chart or None
        The whole heart wave and the breath that was led, on one panel; None where it is not drawn.
    fuller : str
        What the fuller reading adds to the sentence; empty where nothing was led.
    """

    row: RunRow
    sentence: str
    facts: "tuple[Fact, ...]"
    scales: "tuple[Scale, ...]"
    tables: "tuple[Table, ...]"
    notes: str
    picture: RunPicture | None
    wave: "Chart | None"
    fuller: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two runs: its row, and by how much the heart rose and fell with the breath.

    Of one that was too irregular to draw there is no swing.
    """

    row: RunRow
    swing_bpm: float | None
    is_irregular: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs beside each other, the earlier one first.

    Attributes
    ----------
    earlier, later : Side
    waves : Chart or None
        A panel each, on one scale; None where either is not drawn.
    table : Table
        Figures side by side.
    """

    earlier: Side
    later: Side
    waves: "Chart | None"
    table: "Table"


@dataclass(frozen=True, slots=True)
class Written:
    """Something is in a file now, or `count` files are in a folder; nothing of it is encrypted."""

    path: str
    count: int


@dataclass(frozen=True, slots=True)
class RunErased:
    """A run is no longer in the records."""

    run_id: int
