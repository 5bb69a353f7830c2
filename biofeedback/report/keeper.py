"""Keeps a person's run in the store while it goes on, and what was made of it afterwards.

Trouble with saving ends no run: `trouble` says it in a sentence, and the session goes on.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.runner import Finish
from biofeedback.report.frame_table import Thinned
from biofeedback.report.keeping import keep, known_of
from biofeedback.report.lived import Lived
from biofeedback.store.database import Store
from biofeedback.store.errors import StoreError
from biofeedback.store.models import INTERRUPTED, Person
from biofeedback.store.recorder import Recorder
from biofeedback.store.runs import begin
from devices.recording import Header
from devices.records import Record
from sessions.toml_file import Wording

_TICK_S = 1.0


class Keeper:
    """Keeps one run.

    Parameters
    ----------
    store : Store
        Open until the run has ended.
    person : Person
        Whose run it is.

    Attributes
    ----------
    known : Known
        What earlier runs tell of the person.
    run_id : int or None
        The run, once it has begun.
    finish : Finish or None
        How the run ended, to be set before `keeping` ends.
    lived : Lived or None
        What was made of the run, once it is over and kept.

    Raises
    ------
    StoreError
        When the records cannot be used.
    """

    def __init__(self, store: Store, person: Person) -> None:
        self._store, self.person = store, person
        self.known = known_of(store, person)
        self.run_id: int | None = None
        self.finish: Finish | None = None
        self.lived: Lived | None = None
        self._recorder: Recorder | None = None
        self._frames = Thinned()
        self._ticked_s = -math.inf
        self._trouble: StoreError | None = None

    @property
    def trouble(self) -> str:
        """Why nothing can be saved just now, in a sentence; empty while it works."""
        trouble = (self._recorder and self._recorder.trouble) or self._trouble
        return str(trouble) if trouble else ""

    @contextmanager
    def keeping(
        self, header: Header, engine: Engine, skipped: Sequence[str], wording: Wording
    ) -> Iterator[None]:
        """Begin a run; when the block ends, end it, and keep what was made of it."""
        self.run_id = begin(
            self._store,
            self.person.id,
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
        self._recorder = Recorder(self._store, self.run_id)
        try:
            yield
        finally:
            self._recorder.close(self.finish or INTERRUPTED, engine.now_s)
        if self._recorder.trouble:  # figures must never tell more than the records do
            return
        try:
            self.lived = keep(self._store, self.run_id, engine, self._frames.frames)
        except StoreError as error:
            self._trouble = error

    def write(self, record: Record) -> None:
        """Keep the next record: a log of the runner."""
        if self._recorder:
            self._recorder.write(record)

    def take(self, frame: Frame) -> None:
        """Remember the next frame, and let the store write once a second: a sink of the runner."""
        self._frames.take(frame)
        if self._recorder and frame.t_s >= self._ticked_s + _TICK_S:
            self._ticked_s = frame.t_s
            self._recorder.tick(frame.t_s)


def _offset_s(start_utc: datetime | None) -> int:
    """What the clock on the wall is ahead of UTC."""
    local = start_utc.astimezone().utcoffset() if start_utc else None
    return int(local.total_seconds()) if local else 0
