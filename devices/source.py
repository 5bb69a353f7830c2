"""What every origin of heartbeats looks like from the outside: a strap, a recording, a simulation.

A `Source` is opened with ``async with``; entering finds and connects, or raises a `DeviceError`;
leaving disconnects cleanly. Between the two it is iterated once and yields `Record`s in the order
of their times until the data ends or the source is closed. Trouble in the middle does not end it:
it is told as a `DeviceStatus`, and the source goes on trying.
"""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Protocol, Self

from devices.records import DeviceInfo, Record


class Clock:
    """Seconds since the start of the run, on the running event loop's clock.

    The loop is the only clock: the system's, a scaled one, or a virtual one that jumps in tests.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._origin_s = self._loop.time()

    def now_s(self) -> float:
        """Return the seconds since this clock was made."""
        return self._loop.time() - self._origin_s


class Source(Protocol):
    """An origin of records; see the module's text for the contract."""

    @property
    def info(self) -> DeviceInfo:
        """Who is sending; complete once the source is open."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def __aiter__(self) -> AsyncIterator[Record]: ...
