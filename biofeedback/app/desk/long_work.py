"""What takes its time, done in a thread beside the loop, which leads straps, engine and store.

1. The store is asked in short turns (`biofeedback.store.database`), so a run is written meanwhile.
2. Such work gets a `Step` to call before each of its pieces. There the person is told how far it
   is, and there it ends when somebody has stopped it: what it had begun to write is discarded.
3. One at a time: a second is refused in a sentence. The end of the app waits for it, so it leaves
   nothing half-made.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from biofeedback.app.desk.safe_messages import Working
from biofeedback.store.errors import StoreError
from biofeedback.store.steps import Step
from devices.errors import marked

T = TypeVar("T")

TOLD_AFTER_S, TOLD_EVERY_S = 1.0, 0.2


class Stopped(StoreError):
    """Somebody has stopped it."""

    text = marked("Stopped. No file was written.")


class AtWork(StoreError):
    """There is something long being done already."""

    text = marked("Something else is still being done. Try again in a moment.")


class LongWork:
    """Does one thing at a time.

    Parameters
    ----------
    tell : callable
        Gets `Working`, in the loop's thread.
    """

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell
        self._over: asyncio.Event | None = None
        self._is_stopped = self._is_alone = False

    async def do(self, what: str, work: Callable[[Step], T], *, alone: bool = False) -> T:
        """Do `work` in a thread, and return what came of it.

        Parameters
        ----------
        what : str
            As in `SafeDone`.
        alone : bool
            No session may begin meanwhile.

        Raises
        ------
        AtWork, Stopped
            And whatever the work raises.
        """
        self.demand_rest()
        loop = asyncio.get_running_loop()
        self._over, self._is_alone, self._is_stopped = asyncio.Event(), alone, False
        tell_at_s = loop.time() + TOLD_AFTER_S

        def tell(done: int, total: int) -> None:
            nonlocal tell_at_s
            if loop.time() >= tell_at_s:
                tell_at_s = loop.time() + TOLD_EVERY_S
                self._tell(Working(what, done, total))

        def step(done: int, total: int) -> None:
            if self._is_stopped:
                raise Stopped
            loop.call_soon_threadsafe(tell, done, total)

        try:
            return await asyncio.to_thread(work, step)
        finally:
            self._over.set()
            self._over = None

    def demand_rest(self) -> None:
        """Refuse while something is being done.

        Raises
        ------
        AtWork
        """
        if self._over is not None:
            raise AtWork

    def stop(self) -> None:
        """Stop it at its next step."""
        self._is_stopped = True

    async def end(self) -> None:
        """Stop it, and wait until it is over."""
        self.stop()
        if self._over is not None:
            await self._over.wait()

    async def let_begin(self) -> None:
        """Wait until a session may begin."""
        if self._over is not None and self._is_alone:
            await self._over.wait()
