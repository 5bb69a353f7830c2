"""Keeps a person's run in the store while it goes on, and what was made of it afterwards.

1. Trouble with saving ends no run: `trouble` says it in a sentence, and the session goes on.
2. A run for a server is kept on this computer first, and brought over by itself (see
   `biofeedback.store.spool`): no network holds up a session. While the server is out of reach,
   `away` says so.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from gettext import gettext as _
from typing import Any

from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.runner import Finish
from biofeedback.report.frame_table import Thinned
from biofeedback.report.keeping import GROUP, keep, known_of, level_of
from biofeedback.report.known import Known
from biofeedback.report.lived import Lived
from biofeedback.report.usual import Usual
from biofeedback.store.database import Store
from biofeedback.store.errors import DiskFull, StoreError, StoreUnreachable
from biofeedback.store.models import INTERRUPTED, Person
from biofeedback.store.patience import within
from biofeedback.store.recorder import Recorder
from biofeedback.store.rights import Action, demand, may
from biofeedback.store.runs import begin
from biofeedback.store.spool import AWAY
from devices.recording import Header
from devices.records import Record
from sessions.toml_file import Wording

KNOWN_WITHIN_S = 1.0
"""So long a server may take to tell what is known of a person: others' runs may be going on."""
_TICK_S = 1.0


class Keeper:
    """Keeps one run.

    Parameters
    ----------
    store : Store
        Open until the run has ended.
    person : Person
        Whose run it is.
    group : str
        The occasion, where a group does it together; the same for everybody's run.
    session : str
        Which session is to be led; what is usual in it is asked for.

    Attributes
    ----------
    known : Known
        What earlier runs tell of the person.
    run_id : int or None
        The run, once it has begun; below zero while it waits here to be brought to a server.
    finish : Finish or None
        How the run ended, to be set before `keeping` ends.
    lived : Lived or None
        What was made of the run, once it is over and kept.

    Raises
    ------
    StoreError
        When the records cannot be used.
    """

    def __init__(self, store: Store, person: Person, group: str = "", session: str = "") -> None:
        self._store, self.person, self._session = store, person, session
        self._occasion = {GROUP: group} if group else {}
        self._spool = store.spool
        self.known = self._known()
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
        trouble = self._stopped
        return str(trouble) if trouble else ""

    @property
    def is_disk_full(self) -> bool:
        """Whether nothing can be saved for want of room."""
        return isinstance(self._stopped, DiskFull)

    @property
    def _stopped(self) -> StoreError | None:
        return (self._recorder and self._recorder.trouble) or self._trouble

    @property
    def away(self) -> str:
        """That the server is out of reach and the run is kept here, in a sentence; else empty."""
        return _(AWAY) if self._spool and self._spool.carrier.is_away else ""

    @contextmanager
    def keeping(
        self, header: Header, engine: Engine, skipped: Sequence[str], wording: Wording
    ) -> Iterator[None]:
        """Begin a run; when the block ends, end it, and keep what was made of it."""
        told: dict[str, Any] = {
            "title": engine.plan.session.title,
            "utc_offset_s": _offset_s(header.start_utc),
            "skipped": skipped,
            "options": {
                "language": wording.language,
                "fuller": wording.fuller,
                "level": self.known.level,
                **self.known.usual.told,
                **self._occasion,
            },
        }
        if self._spool:
            self.run_id = self._spool.begin(self.person, header, told)
        else:
            self.run_id = begin(self._store, self.person.id, header, **told)
        store = self._store.of_run(self.run_id)
        self._recorder = Recorder(store, self.run_id)
        with ExitStack() as last:
            if self._spool:
                last.callback(self._spool.carrier.end, self.run_id)
            try:
                yield
            finally:
                self._recorder.close(self.finish or INTERRUPTED, engine.now_s)
            if self._recorder.trouble:  # figures must never tell more than the records do
                return
            try:
                self.lived = keep(store, self.run_id, engine, self._frames.frames)
            except StoreError as error:
                self._trouble = error

    def settle(self, within_s: float) -> None:
        """Wait, after the run, until it is on the server, and take its number there.

        At most for so many seconds: with `run_id` below zero, it waits on this computer.
        """
        if self._spool and self.run_id is not None:
            self.run_id = self._spool.carrier.settled(self.run_id, within_s) or self.run_id

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

    def _known(self) -> Known:
        """Ask for the right to begin, and what is known; a server may be away, or take too long."""

        def ask() -> Known:
            demand(self._store, Action.START, f"person {self.person.id}")
            return known_of(self._store, self.person, self._session)

        if self._spool is None:
            return ask()
        if not self._spool.carrier.is_away or not may(self._store, Action.START):
            with suppress(StoreUnreachable, TimeoutError):
                return within(KNOWN_WITHIN_S, ask)
        usual = Usual().preferred(self.person.preferences)
        return Known(level=level_of(self.person), usual=usual)


def _offset_s(start_utc: datetime | None) -> int:
    """What the clock on the wall is ahead of UTC."""
    local = start_utc.astimezone().utcoffset() if start_utc else None
    return int(local.total_seconds()) if local else 0
