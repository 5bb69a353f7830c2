"""A run in the hands of a test: frames, beats, the recording, and the truth where it is known.

A simulated run knows what really happened. Saved, it leaves that beside its recording
(`NAME.truth.npz` beside `NAME.jsonl.gz`), so that the replay knows it, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from biofeedback import __version__
from biofeedback.api import RUN_INDICES, Index, Session, open_recording, session_of
from biofeedback.api import replay as go_through
from biofeedback.hrv.window import Beats
from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.runner import Finish
from devices.recording import Recording, RecordingWriter
from devices.virtual import Artifact, ArtifactKind, Truth
from sessions.pacer import LivePlan

PROGRAM = f"biofeedback {__version__}"
_ARRAYS = ("beat_t_s", "rr_ms", "breath_t_s", "breath_volume", "breath_phase")


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What came of a run.

    Attributes
    ----------
    frames : tuple of Frame
        All of them, in order.
    beats : Beats
        `t_s`, `rr_ms`, `valid` and `gap`, each of shape (beats,), with the breaths that were led.
    plan : LivePlan
        The session with all that was changed in it.
    start_s : float or None
        When the session began; None when it never did.
    finish : Finish or None
        Why it ended.
    recording : Recording
        Its records.
    truth : Truth or None
        What really happened, by the clock of the run; None where nobody knows.
    """

    frames: tuple[Frame, ...]
    beats: Beats
    plan: LivePlan
    start_s: float | None
    finish: Finish | None
    recording: Recording
    truth: Truth | None = None

    @classmethod
    def of(
        cls,
        engine: Engine,
        frames: Iterable[Frame],
        finish: Finish | None,
        recording: Recording,
        truth: Truth | None = None,
    ) -> "Run":
        """Tell what was run on an engine."""
        whole = tuple(frames)
        beats, plan = engine.beats(), engine.plan
        return cls(whole, beats, plan, engine.start_s, finish, recording, truth)

    def save(self, path: Path | str) -> None:
        """Write the recording, `.jsonl` or `.jsonl.gz`, and the truth beside it.

        Raises
        ------
        FileError
            When it cannot be written.
        """
        with RecordingWriter(path, self.recording.header) as writer:
            for record in self.recording.records:
                writer.write(record)
        if self.truth is not None:
            _write_truth(truth_path(path), self.truth)


@dataclass(frozen=True, slots=True)
class Replays:
    """What the fixture `replay` gives.

    Attributes
    ----------
    folder : Path
        What relative paths are seen from: the folder of the test.
    """

    folder: Path

    def __call__(
        self,
        path: Path | str,
        session: Session | str | Path | None = None,
        indices: Iterable[Index] = RUN_INDICES,
    ) -> Run:
        """Go through a recording again.

        Parameters
        ----------
        path : Path or str
            A recording of this program or a file of another one.
        session : Session, str or Path, optional
            What was led: a session, its name in the library, or the path of a `.toml` file; by
            default the one that the recording names.
        indices : iterable of Index
            What each frame tells; by default what ships, whatever plugins this computer has.

        Raises
        ------
        FileError
            When the recording cannot be used.
        SessionError
            When the session cannot be found or played.
        """
        where = self.folder / path
        if isinstance(session, str | Path) and str(session).endswith(".toml"):
            session = self.folder / session
        recording = open_recording(where)
        again = go_through(recording, session_of(recording, session), indices)
        frames = tuple(again)
        return Run.of(again.engine, frames, again.finish, recording, _read_truth(truth_path(where)))


def truth_path(path: Path | str) -> Path:
    """Return where the truth of a recording stands."""
    path = Path(path)
    name = path.name.removesuffix(".gz").removesuffix(".jsonl")
    return path.with_name(f"{name}.truth.npz")


def _write_truth(path: Path, truth: Truth) -> None:
    arrays = {name: getattr(truth, name) for name in _ARRAYS}
    times_s = np.array([artifact.t_s for artifact in truth.artifacts], np.float64)
    kinds = np.array([artifact.kind.value for artifact in truth.artifacts], np.str_)
    np.savez_compressed(path, artifact_t_s=times_s, artifact_kind=kinds, **arrays)


def _read_truth(path: Path) -> Truth | None:
    if not path.is_file():
        return None
    with np.load(path) as kept:
        pairs = zip(kept["artifact_t_s"].tolist(), kept["artifact_kind"].tolist(), strict=True)
        artifacts = tuple(Artifact(t_s, ArtifactKind(kind)) for t_s, kind in pairs)
        return Truth(**{name: kept[name] for name in _ARRAYS}, artifacts=artifacts)
