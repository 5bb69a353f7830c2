"""What other programs build on: recordings, replays, windows over them, and live runs.

The program itself goes the same ways: each function here is the one that its commands call. What a
consumer holds in hand (frames, beats, sessions, recordings) is found here, too; everything else
may change from version to version. ::

    from biofeedback.api import analyze, open_recording, replay

    recording = open_recording("run.jsonl.gz")
    scores = [frame.score for frame in replay(recording)]
    table = analyze(recording, window_s=60, step_s=10, indices=["rmssd_ms", "rsa_ms"])
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from biofeedback.catalogue import find_session, installed
from biofeedback.hrv.index import INDICES, RUN_INDICES, Index
from biofeedback.hrv.quality import Quality
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live import archive
from biofeedback.live import replay as again
from biofeedback.live.analysis import beats_of as judged
from biofeedback.live.begin import Opens, begin
from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.replay import Replay
from biofeedback.live.runner import Finish, Log, Sink, no_log
from biofeedback.live.table import Table
from devices.errors import DeviceError, FileError
from devices.importers import open_any
from devices.recording import Header, Recording, RecordingWriter
from devices.records import DeviceInfo, DeviceStatus, Marker, Notification, Record
from devices.replay import ReplaySource
from devices.source import Clock, Source
from sessions.errors import SessionError
from sessions.timeline import Cue, Session

__all__ = [
    "INDICES",
    "RUN_INDICES",
    "Beats",
    "Clock",
    "Cue",
    "DeviceError",
    "DeviceInfo",
    "DeviceStatus",
    "Ended",
    "Engine",
    "FileError",
    "Finish",
    "Frame",
    "Header",
    "Index",
    "Marker",
    "Notification",
    "Quality",
    "Record",
    "Recording",
    "RecordingWriter",
    "Replay",
    "ReplaySource",
    "Session",
    "SessionError",
    "Source",
    "Table",
    "Windows",
    "analyze",
    "beats_of",
    "open_recording",
    "replay",
    "run",
    "session_of",
    "strap",
]

SessionLike = Session | str | Path
"""A session, its name in the library, or the path of its TOML file."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A live run that is over.

    Attributes
    ----------
    finish : Finish
        Why it ended.
    engine : Engine
        `engine.beats()`, `engine.plan` and `engine.start_s` tell what it was.
    """

    finish: Finish
    engine: Engine


def open_recording(path: Path | str) -> Recording:
    """Read a recording of this program, or a file of another one.

    Parameters
    ----------
    path : Path or str
        `.jsonl`, `.jsonl.gz`, a list of RR intervals, EDF+, Kubios, Elite HRV, Polar .hrm and
        others; what is inside decides, not the name.

    Returns
    -------
    Recording
        Its `warnings` are sentences to show to the person.

    Raises
    ------
    FileError
        When the file cannot be read or holds something impossible.
    """
    return open_any(path)


def session_of(recording: Recording, session: SessionLike | None = None) -> Session:
    """Return a session as it was read when a recording was made, at the own pace of that day.

    Parameters
    ----------
    recording : Recording
        Tells the session and the pace.
    session : Session, str or Path, optional
        Another than the one in the header; a `Session` is returned as it is.

    Raises
    ------
    SessionError
        When none is named, there is none of that name, or it cannot be played.
    """
    if isinstance(session, Session):
        return session
    return again.session_for(recording, None if session is None else str(session))


def replay(
    recording: Recording,
    session: SessionLike | None = None,
    indices: Iterable[Index] | None = None,
) -> Replay:
    """Go through a recording again, frame by frame, without a clock.

    The frames are those of the live run, to the last bit.

    Parameters
    ----------
    recording : Recording
        As `open_recording` reads it.
    session : Session, str or Path, optional
        What was led: a session, its name in the library, or the path of a `.toml` file; by default
        the one that the recording names.
    indices : iterable of Index, optional
        What each frame tells; by default what a run computes, plugins' indices among it.

    Returns
    -------
    Replay
        An iterator of `Frame`; nothing is computed before it is asked for. Its `engine` tells the
        beats, the plan and the start.

    Raises
    ------
    SessionError
        When none is named, there is none of that name, or it cannot be played.
    FileError
        When the strap is of a type that needs a plugin which is not here.
    """
    return again.replay(recording, session_of(recording, session), indices)


def beats_of(recording: Recording, session: SessionLike | None = None) -> Beats:
    """Return the heartbeats of a recording, judged as in live use.

    Parameters
    ----------
    recording : Recording
        As `open_recording` reads it.
    session : Session, str or Path, optional
        What was led; its breaths come along. Without one, and none in the header, they are read
        from the heart-rate wave.

    Returns
    -------
    Beats
        `t_s`, `rr_ms`, `valid` and `gap`, each of shape (beats,).

    Raises
    ------
    SessionError
        When the session that is given cannot be found or played.
    FileError
        When the strap is of a type that needs a plugin which is not here.
    """
    plan = session_of(recording, session) if session else archive.session_that_ran(recording)
    return judged(recording, plan)[0]


def analyze(
    recording: Recording,
    window_s: float | None = None,
    step_s: float | None = None,
    indices: Iterable[Index | str] = INDICES,
    *,
    artifacts: str = archive.EXCLUDE,
    panel: bool = False,
) -> Table:
    """Compute indices in windows over a whole recording.

    Parameters
    ----------
    recording : Recording
        As `open_recording` reads it.
    window_s, step_s : float, optional
        The length of a window, and how far apart they are; by default one window over everything,
        and window after window.
    indices : iterable of Index or str
        What to compute; by default all that ship.
    artifacts : str
        What becomes of intervals that are no heartbeats: ``exclude``, ``keep``, ``correct``, or
        ``lipponen-tarvainen`` to leave out those of NeuroKit2's offline rule.
    panel : bool
        NeuroKit2's panel as well; slow.

    Returns
    -------
    Table
        One row a window; no row where the recording is shorter than one.

    Raises
    ------
    ValueError
        When an index or a treatment of artifacts is not known, or a length is not positive.
    FileError
        When the strap is of a type that needs a plugin which is not here.
    """
    recipe = archive.Recipe(tuple(indices), window_s, step_s, artifacts, panel)
    return Table.of(archive.rows_of(recording, recipe))


def strap(address: str) -> Opens:
    """Return what opens a Bluetooth strap, for `run`.

    Parameters
    ----------
    address : str
        As ``biofeedback scan`` lists it.
    """

    def opens(clock: Clock) -> Source:
        from devices.ble import Radio  # bleak is not needed by those who analyse recordings
        from devices.ble_source import BleSource

        return BleSource(address, clock, Radio(types=installed().types))

    return opens


async def run(
    source: Opens,
    session: SessionLike | Engine,
    sinks: Sequence[Sink] = (),
    *,
    log: Log = no_log,
    wishes: Sequence[str] = (),
) -> Ended:
    """Lead through a session, live.

    Cancelling it ends the run well: the log gets its last record.

    Parameters
    ----------
    source : callable
        Makes the source for the run's `Clock`: ``strap("A0:9E:1A:00:00:01")``, or
        ``lambda clock: ReplaySource(recording, clock)`` to watch a recording in its own time.
    session : Session, str, Path or Engine
        What is led; an engine of one's own computes other indices, for example.
    sinks : sequence of callable
        Each gets every frame.
    log : callable
        Gets every record before it is decoded; `RecordingWriter.write` keeps them.
    wishes : sequence of str
        What is wished before the start, see `biofeedback.live.wishes`.

    Returns
    -------
    Ended
        Why it ended, and the engine, which tells the beats.

    Raises
    ------
    SessionError
        When the session cannot be found or played.
    DeviceError
        When the source cannot be opened.
    """
    plan = session if isinstance(session, Session | Engine) else find_session(str(session))
    async with begin(source, plan) as live:
        return Ended(await live.run(sinks, log, wishes), live.engine)
