"""What a run was: its plan as it was lived, its beats, its frames; of the run, or of its records.

Both ways give the same to the last bit, because a replay does what the run did.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.window import Beats
from biofeedback.live.analysis import beats_of
from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.replay import replay, session_for
from biofeedback.report.frame_table import FrameTable
from biofeedback.store.models import Run
from devices.recording import Recording
from sessions.errors import SessionError
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
    """Go through a recording again, with the session that was running then.

    Raises
    ------
    FileError
        When the strap needs a plugin that is not here.
    """
    if session is None:
        beats, verdicts = beats_of(recording)
        return Lived(None, None, beats, verdicts, FrameTable.of(()))
    again = replay(recording, session)
    return of_run(again.engine, again)


def session_of(run: Run, recording: Recording) -> Session | None:
    """Find the session of a run as it was read to the person; None where there is none of ours."""
    wording = Wording(run.options.get("language", "en"), bool(run.options.get("fuller")))
    with suppress(SessionError):
        if run.session:
            return session_for(recording, run.session, wording).without(run.skipped)
    return None
