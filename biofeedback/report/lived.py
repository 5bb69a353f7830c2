"""What a run was: its plan as it was lived, its beats, its frames; of the run, or of its records.

Both ways give the same to the last bit, because a replay does what the run did.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.window import Beats
from biofeedback.live.analysis import judged_beats
from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.wishes import own_rate_per_min
from biofeedback.report.frame_table import FrameTable, Thinned
from biofeedback.store.models import Run
from devices.beat_times import latency_s_for
from devices.recording import Recording
from sessions.errors import SessionError
from sessions.load import Reader, find_session
from sessions.pacer import LivePlan
from sessions.timeline import Session
from sessions.toml_file import Wording


@dataclass(frozen=True, slots=True, eq=False)
class Lived:
    """One run.

    Attributes
    ----------
    plan : LivePlan or None
        The session with all that was changed in it; None for a recording of no session of ours.
    start_s : float or None
        When the session began; None when it never did.
    beats : Beats
        Judged, with the breaths that were led.
    verdicts : sequence of Verdict
        What the interval of each beat is.
    frames : FrameTable
        Empty without a session.
    """

    plan: LivePlan | None
    start_s: float | None
    beats: Beats
    verdicts: Sequence[Verdict]
    frames: FrameTable


def of_run(engine: Engine, frames: Iterable[Frame]) -> Lived:
    """Tell what a run was that has just ended; `frames` may be thinned already."""
    table = FrameTable.of(frames)
    return Lived(engine.plan, engine.start_s, engine.beats(), engine.stream.verdicts(), table)


def of_recording(recording: Recording, session: Session | None) -> Lived:
    """Go through a recording again, with the session that was running then."""
    latency_s = latency_s_for(recording.header.device.name)
    if session is None:
        beats, verdicts = judged_beats(recording.records, None, latency_s)
        return Lived(None, None, beats, verdicts, FrameTable.of(()))
    engine, thinned = Engine(session, latency_s), Thinned()
    for record in recording.records:
        if engine.finished:  # beats that came in after the end are beats, too
            engine.stream.feed(record)
            continue
        for frame in engine.feed(record):
            thinned.take(frame)
    engine.finish()
    return of_run(engine, thinned.frames)


def session_of(run: Run, recording: Recording) -> Session | None:
    """Find the session of a run as it was read to the person; None where there is none of ours."""
    wording = Wording(run.options.get("language", "en"), bool(run.options.get("fuller")))
    own_per_min = own_rate_per_min(recording.records)
    reader = Reader(wording, own_per_min) if own_per_min else Reader(wording)
    with suppress(SessionError):
        if run.session:
            return find_session(run.session, reader).without(run.skipped)
    return None
