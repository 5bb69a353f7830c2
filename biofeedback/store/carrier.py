"""Brings what waits on this computer over to its server, in a thread of its own.

1. It connects when there is something to bring, looks for more once a second while a run goes on,
   and tries again, less and less often, when the server is away.
2. What it knows besides the stores is what the program is busy with: runs that go on, and runs
   whose number here may still be on the screen; those are removed here when the program ends.
3. Who waits for it waits for the answer to one question, and for so many seconds only.
"""

import logging
from collections.abc import Callable, Sequence
from threading import Condition, Thread
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from biofeedback.store.crossing import Crossing
from biofeedback.store.database import Store, told
from biofeedback.store.days import bring_days
from biofeedback.store.errors import StoreError, StoreUnreachable
from biofeedback.store.models import Run

EVERY_S = 1.0
JOIN_WITHIN_S = 0.2
FIRST_RETRY_S, LONGEST_RETRY_S = 1.0, 10.0
_log = logging.getLogger(__name__)


class Carrier:
    """Brings runs over, from `start` until it is closed.

    Parameters
    ----------
    server : URL
        Where to.
    stores : sequence of Store
        Where from; the program records in the first.
    is_away : bool
        Whether the server was out of reach just now.

    Attributes
    ----------
    is_away : bool
        Whether it was out of reach when it was last asked.
    """

    def __init__(self, server: URL, stores: Sequence[Store], *, is_away: bool) -> None:
        self.is_away = is_away
        self._url, self._stores = server, stores
        self._news = Condition()
        self._going_on: set[int] = set()
        self._shown: set[int] = set()
        self._over: dict[int, int] = {}
        self._crossings: dict[tuple[int, int], Crossing] = {}
        self._asked = self._answered = 0
        self._retry_s = FIRST_RETRY_S
        self._stopped = False
        self._server: Store | None = None
        self._line: Connection | None = None
        self._thread: Thread | None = None

    def start(self, run_id: int | None = None) -> None:
        """Begin to bring over what there is, and from now on this run while it goes on."""
        with self._news:
            if run_id is not None:
                self._going_on.add(run_id)
                self._shown.add(run_id)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="bring over", daemon=True)
                self._thread.start()
            self._ask()

    def end(self, run_id: int) -> None:
        """Bring a run to its end: it does not go on, and what was made of it is here."""
        with self._news:
            self._going_on.discard(run_id)
            self._ask()

    def settled(self, run_id: int, within_s: float) -> int | None:
        """Wait for a run that has ended; return its number on the server, None while it waits here.

        With a number, the one that it had here is not used any more.
        """
        with self._news:
            if not self.is_away:
                self._wait(within_s)
            there_id = self._over.pop(run_id, None)
            if there_id is not None:
                self._shown.discard(run_id)
                self._crossings.pop((0, run_id)).remove()
            return there_id

    def bring_all(self, within_s: float) -> None:
        """Bring over what there is, for so many seconds at most."""
        with self._news:
            self._wait(within_s)

    def close(self, within_s: float) -> None:
        """Bring over and remove here what there is; what takes longer waits for the next start."""
        with self._news:
            for known in (self._going_on, self._shown, self._over):
                known.clear()
            if self._thread is not None and not self.is_away:
                self._wait(within_s)
            self._stopped = True
            self._news.notify_all()
        if self._thread is not None:
            self._thread.join(JOIN_WITHIN_S)
        for store in self._stores:  # the thread, if it still waits for an answer, finds them closed
            store.close()

    def _ask(self) -> int:
        self._asked += 1
        self._news.notify_all()
        return self._asked

    def _wait(self, within_s: float) -> None:
        asked = self._ask()
        self._news.wait_for(lambda: self._answered >= asked, within_s)

    def _work(self) -> None:
        pause_s: float | None = 0.0
        while True:
            with self._news:
                self._news.wait_for(lambda: self._stopped or self._asked > self._answered, pause_s)
                asked = self._asked
                if self._stopped:
                    break
            try:
                pause_s = EVERY_S if self._pass() or self._going_on else None
                self.is_away, self._retry_s = False, FIRST_RETRY_S
            except (StoreError, SQLAlchemyError):
                _log.info("the server is out of reach", exc_info=True)
                self.is_away, pause_s = True, self._retry_s
                self._retry_s = min(2 * self._retry_s, LONGEST_RETRY_S)
                self._hang_up()
            with self._news:
                self._answered = asked
                self._news.notify_all()
        self._hang_up()
        if self._server is not None:
            self._server.close()

    def _pass(self) -> bool:
        """Bring over all there is now; return whether something has to be tried again."""
        line, failed, is_part_way = self._connected(), False, True
        while is_part_way and not self._stopped:
            is_part_way = False
            for number, store in enumerate(self._stores):
                for run_id in _run_ids(store):
                    if number > 0 or run_id not in self._over:
                        arrived = self._tried(self._bring, line, number, run_id)
                        failed |= arrived is None
                        is_part_way |= arrived is False
        for store in self._stores:
            failed |= self._tried(bring_days, line, store) is None
        return failed

    def _tried(self, work: Callable[..., bool], *about: Any) -> bool | None:
        """Do one thing; None when it failed, while the server is in reach for the others."""
        try:
            with told(self._url):
                return work(*about)
        except StoreUnreachable:
            raise
        except (StoreError, SQLAlchemyError):
            _log.warning("something was not brought over", exc_info=True)
            return None

    def _bring(self, line: Connection, number: int, run_id: int) -> bool:
        crossing = self._crossings.get((number, run_id))
        if crossing is None:
            crossing = self._crossings[number, run_id] = Crossing(self._stores[number], run_id)
        goes_on = number == 0 and run_id in self._going_on
        arrived = crossing.bring(line, goes_on=goes_on)
        if goes_on or not arrived:
            return arrived
        crossing.over(line)
        with self._news:
            is_shown = number == 0 and run_id in self._shown
            is_shown &= crossing.there_id is not None  # else it was erased
            if is_shown and crossing.there_id is not None:
                self._over[run_id] = crossing.there_id
        if not is_shown:
            crossing.remove()
            self._crossings.pop((number, run_id), None)
        return True

    def _connected(self) -> Connection:
        if self._line is None:
            with told(self._url):
                self._server = self._server or Store(self._url)
                self._line = self._server.engine.connect()
        return self._line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.invalidate()
            self._line.close()
            self._line = None


def _run_ids(store: Store) -> Sequence[int]:
    with store.session() as here:
        return here.scalars(select(Run.id).order_by(Run.id.desc())).all()
