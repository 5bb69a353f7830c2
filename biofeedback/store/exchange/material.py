"""What there is of one run to be handed on: plain records, no open store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from gettext import gettext as _

from biofeedback.hrv.columns import FloatArray
from biofeedback.hrv.window import Beats
from biofeedback.store.models import Person, Rating, Run
from devices.errors import FileError
from devices.recording import Recording


@dataclass(frozen=True, slots=True)
class Material:
    """One run.

    Attributes
    ----------
    run : Run
    person : Person
        Who breathed.
    lines : bytes
        The recording as `devices.recording` writes it.
    recording : Recording
        The same, read.
    beats : Beats
        As today's program judges them.
    frames : mapping of str to ndarray
        What was shown, a row a frame, by column; with ``t_s``.
    figures : mapping of (str, str) to float
        By part of the run (before, during, after, whole) and name.
    ratings : sequence of Rating
        What the person said before and after.
    spans : mapping of str to (float, float)
        When each part was, on the clock of the records.
    named : bool
        Whether the person's alias may stand in the file.
    """

    run: Run
    person: Person
    lines: bytes = field(repr=False)
    recording: Recording = field(repr=False)
    beats: Beats = field(repr=False)
    frames: Mapping[str, FloatArray] = field(default_factory=dict, repr=False)
    figures: Mapping[tuple[str, str], float] = field(default_factory=dict)
    ratings: Sequence[Rating] = ()
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    named: bool = False

    @property
    def local_start(self) -> datetime | None:
        """When `t_s` was 0, on the clock on the wall, without a zone; None when nobody knows."""
        start = self.run.local_start
        return None if start is None else start.replace(tzinfo=None)

    def unusable(self, problem: str, advice: str) -> FileError:
        """Return the error for a run that a format cannot hold."""
        return FileError(_("run {number}").format(number=self.run.id), problem, advice)
