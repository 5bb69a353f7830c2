"""Keeps the run of a person in the store while it goes on, and what was made of it afterwards.

Trouble with saving ends no run: it is told once, in a sentence, and the session goes on.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from gettext import gettext as _

from biofeedback.cli.output import say
from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.runner import Finish
from biofeedback.report.figures import own_rate_of
from biofeedback.report.frame_table import Thinned
from biofeedback.report.keeping import keep, known_of
from biofeedback.store.database import Store
from biofeedback.store.errors import StoreError
from biofeedback.store.models import INTERRUPTED
from biofeedback.store.people import the_person
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import begin
from devices.recording import Header
from sessions.toml_file import Wording

_TICK_S = 1.0


class Keeper:
    """Keeps one run.

    Parameters
    ----------
    store : Store
        Open until the run has ended.
    alias : str
        Whose run it is; somebody new is added.

    Attributes
    ----------
    known : Known
        What earlier runs tell of the person.
    finish : Finish or None
        How the run ended, to be set before `keeping` ends.
    remarks : list of str
        What is to be said after the run.

    Raises
    ------
    StoreError
        When the records cannot be used.
    """

    def __init__(self, store: Store, alias: str) -> None:
        now_utc = datetime.now(UTC)  # noqa: TID251 - asked once, here
        self._store, self._person = store, the_person(store, alias, now_utc)
        if self._person.created_utc == now_utc:
            say(_("{alias} is new here.").format(alias=self._person.alias))
        self.known = known_of(store, self._person)
        self.finish: Finish | None = None
        self.remarks: list[str] = []

    @contextmanager
    def keeping(
        self, header: Header, engine: Engine, skipped: Sequence[str], wording: Wording
    ) -> Iterator["Saving"]:
        """Begin a run; when the block ends, end it, and keep what was made of it."""
        run_id = begin(
            self._store,
            self._person.id,
            header,
            title=engine.plan.session.title,
            utc_offset_s=_offset_s(header.start_utc),
            skipped=skipped,
            options={
                "language": wording.language,
                "fuller": wording.fuller,
                "level": self.known.level,
            },
        )
        saving = Saving(Recorder(self._store, run_id))
        try:
            yield saving
        finally:
            saving.end(self.finish or INTERRUPTED, engine.now_s)
        if saving.is_whole:
            self._keep(run_id, engine, saving.frames)

    def _keep(self, run_id: int, engine: Engine, frames: Thinned) -> None:
        told = _("Kept as run {number} of {alias}.")
        self.remarks.append(told.format(number=run_id, alias=self._person.alias))
        try:
            lived = keep(self._store, run_id, engine, frames.frames)
        except StoreError as error:
            say(error)
            return
        if own := own_rate_of(lived):
            told = _("Sessions at your own pace are led at {rate:.1f} a minute from now on.")
            self.remarks.append(told.format(rate=own.rate_per_min))


class Saving:
    """What a running session writes to: `write` is a log, `take` a sink of the runner."""

    def __init__(self, recorder: Recorder) -> None:
        self.frames = Thinned()
        self.write = recorder.write
        self._recorder = recorder
        self._ticked_s = -math.inf
        self._told = False

    def take(self, frame: Frame) -> None:
        """Remember the next frame, and let the store write once a second."""
        self.frames.take(frame)
        if frame.t_s >= self._ticked_s + _TICK_S:
            self._ticked_s = frame.t_s
            self._recorder.tick(frame.t_s)
        if self._recorder.trouble and not self._told:
            self._told = True
            told = _("{trouble} The session goes on, and saving is tried again.")
            say(told.format(trouble=self._recorder.trouble))

    @property
    def is_whole(self) -> bool:
        """Whether everything up to now is in the store."""
        return self._recorder.trouble is None

    def end(self, finish: str, duration_s: float) -> None:
        """Write what waits."""
        self._recorder.close(finish, duration_s)
        if not self.is_whole:
            told = _("{trouble} Not all of this run is saved.")
            say(told.format(trouble=self._recorder.trouble))


def _offset_s(start_utc: datetime | None) -> int:
    """What the clock on the wall is ahead of UTC."""
    local = start_utc.astimezone().utcoffset() if start_utc else None
    return int(local.total_seconds()) if local else 0
