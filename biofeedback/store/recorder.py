"""Keeps a run while it goes on: every record is on the disk within a second of its arrival.

1. A commit is a write to the disk, so packets wait for the next ones, or for a tick where none
   come. Markers and changes of the link do not wait.
2. Trouble with the store ends no run. What cannot be written stays in memory, up to a bound, and is
   tried again; `trouble` says so meanwhile.
3. A server may have kept what it could not confirm any more: after trouble, it is asked how many
   records it has, so none is written twice.
"""

import math
from collections import deque
from contextlib import ExitStack
from gettext import gettext as _

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from biofeedback.store.chunks import Piece, add_chunk, piece_of
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore, StoreError
from biofeedback.store.models import Chunk
from biofeedback.store.presence import claimed
from biofeedback.store.runs import end
from devices.records import Notification, Record

DUE_S = 0.4
"""A record that has waited so long is written with the next: ECG comes every 0.56 s."""
RETRY_S, LONGEST_RETRY_S = 3.0, 30.0
"""From one attempt to the next while there is trouble: twice as long each time, up to a bound, as a
server that is out of reach holds up the run for as long as it takes to find out."""
WAITING_BYTES = 64 * 2**20
"""What waits in memory at most: some eleven hours with ECG and acceleration."""
COMMIT_BYTES = 2**18
"""What is written at once at most: catching up holds up nothing else."""


class Recorder:
    """Writes the records of one run into the store; its `write` is the log of a runner.

    Parameters
    ----------
    store : Store
        Stays open until `close`.
    run_id : int
        What `biofeedback.store.runs.begin` returned.

    Attributes
    ----------
    trouble : StoreError or None
        Why nothing can be saved just now; its text is for the person.
    committed : int
        How many records are on the disk.
    left_out : int
        How many found no room in memory during a long trouble: they are lost.

    Raises
    ------
    StoreError
        When the server does not answer.
    """

    def __init__(self, store: Store, run_id: int) -> None:
        self.trouble: StoreError | None = None
        self.committed = self.left_out = 0
        self._store, self._run_id = store, run_id
        self._waiting: deque[Piece] = deque()
        self._waiting_bytes = self._seq = 0
        self._t_s = self._retry_at_s = -math.inf
        self._retry_s = RETRY_S
        self._presence = ExitStack()
        self._presence.enter_context(claimed(store, run_id))

    @property
    def unsaved(self) -> int:
        """How many records are not in the store: those that wait, and those that are lost."""
        return len(self._waiting) + self.left_out

    def write(self, record: Record) -> None:
        """Take one record; trouble with the store is told by `trouble`, never raised.

        Raises
        ------
        ValueError
            When its time goes back or is no number: nobody could read the recording.
        """
        if record.t_s < self._t_s:
            raise ValueError(f"records must follow in time: {record} after {self._t_s} s")
        piece = piece_of(record)
        self._t_s = record.t_s
        is_packet = isinstance(record, Notification)
        if is_packet and self._waiting_bytes >= WAITING_BYTES:
            self.left_out += 1
        else:
            self._waiting.append(piece)
            self._waiting_bytes += len(piece.data)
        if not is_packet or record.t_s - self._waiting[0].from_s >= DUE_S:
            self._try_commit(record.t_s)

    def tick(self, t_s: float) -> None:
        """Write what waits. Called every second of the run, with its time: packets may fail."""
        self._try_commit(t_s)

    def close(self, finish: str, duration_s: float) -> None:
        """Write what waits, say how the run ended, and pack its records.

        With trouble, the run stays open: close it again, or the next start closes it as
        interrupted.
        """
        while self._waiting and self._commit():
            pass
        try:
            if not self._waiting:
                end(self._store, self._run_id, finish, duration_s)
        except StoreError as error:
            self.trouble = error
        finally:
            self._presence.close()

    def _try_commit(self, t_s: float) -> None:
        if self._waiting and t_s >= self._retry_at_s and not self._commit():
            self._retry_at_s = t_s + self._retry_s
            self._retry_s = min(2 * self._retry_s, LONGEST_RETRY_S)

    def _commit(self) -> bool:
        try:
            with self._store.session() as session:
                if self.trouble:
                    self._forget_what_arrived(session)
                batch = self._batch()
                if batch:
                    add_chunk(session, self._run_id, self._seq, batch)
        except StoreError as error:
            self.trouble = error
            return False
        except IntegrityError:
            self.trouble = NotInStore(_("this run"))  # erased meanwhile
            return False
        self.trouble, self._retry_s = None, RETRY_S
        self._seq += 1
        self._forget(len(batch))
        return True

    def _batch(self) -> list[Piece]:
        batch: list[Piece] = []
        size = 0
        for piece in self._waiting:
            size += len(piece.data)
            if batch and size > COMMIT_BYTES:
                break
            batch.append(piece)
        return batch

    def _forget_what_arrived(self, session: Session) -> None:
        columns = func.coalesce(func.sum(Chunk.records), 0), func.max(Chunk.seq)
        arrived, seq = session.execute(select(*columns).where(Chunk.run_id == self._run_id)).one()
        self._forget(max(arrived - self.committed, 0))
        self._seq = 0 if seq is None else seq + 1

    def _forget(self, count: int) -> None:
        for _piece in range(count):
            self._waiting_bytes -= len(self._waiting.popleft().data)
        self.committed += count
