"""The only thread crossing: an event loop of its own for straps, engine and store, Qt for the rest.

1. Out: whatever the loop's side tells arrives as the signal `told`, in Qt's thread, in order. Only
   frozen records cross.
2. In: `call` hands a function to the loop, `ask` a coroutine. Neither waits, so the window never
   does. A coroutine that fails is told as `Failed`.
3. Straps stay off Qt's thread also because Windows forbids Bluetooth there (a GUI thread is STA).
"""

import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import asyncio

PATIENCE_S = 15.0
"""So long the end of the app waits for a strap to be let go."""

LoopFactory = Callable[[], "asyncio.AbstractEventLoop"]
Work = Callable[[], Coroutine[Any, Any, object]]


class Failed(NamedTuple):
    """Something that was asked for did not work; `error` knows the sentence for the person."""

    error: BaseException


class Bridge(QObject):
    """Start it, ask, and stop it at the end.

    Parameters
    ----------
    loop_factory : callable, optional
        Makes the loop, whose clock is the session's; the system's by default.
    """

    told = Signal(object)

    def __init__(self, loop_factory: LoopFactory | None = None) -> None:
        super().__init__()
        self._loop_factory = loop_factory
        self._ready = threading.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._thread = threading.Thread(target=self._work, name="straps", daemon=True)

    def start(self) -> None:
        """Start the loop; returns when it runs."""
        self._thread.start()
        self._ready.wait()

    def tell(self, message: object) -> None:
        """Tell Qt's side; from the loop's side."""
        self.told.emit(message)

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Let the loop call a function soon."""
        self._loop.call_soon_threadsafe(function, *arguments)

    def ask(self, work: Work) -> None:
        """Let the loop do a piece of work."""
        self.call(self._begin, work)

    def stop(self, last: Work | None = None) -> None:
        """Let the loop do a last piece of work, cancel what still goes on, and end the thread."""
        if not self._thread.is_alive():
            return
        self.call(self._end, last)
        self._thread.join(PATIENCE_S)  # what there was is on the disk: nothing is worth hanging for

    def _work(self) -> None:
        import asyncio  # after the first paint

        with asyncio.Runner(loop_factory=self._loop_factory) as runner:
            runner.run(self._main())

    async def _main(self) -> None:
        import asyncio

        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        self._last: Work | None = None
        self._ready.set()
        await self._over.wait()
        if self._last:
            try:
                await self._last()
            except Exception as error:  # the window is closed: the log is all there is to tell
                import logging

                logging.getLogger(__name__).exception("the end went wrong", exc_info=error)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _end(self, last: Work | None) -> None:
        self._last = last
        self._over.set()

    def _begin(self, work: Work) -> None:
        task = self._loop.create_task(_done(work))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.tell(Failed(error))


async def _done(work: Work) -> None:
    """Do the work within the task, so that an error before its first wait is told as well."""
    await work()
