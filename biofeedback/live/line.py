"""A strap held on the line from one run to the next, and what the person wishes meanwhile.

People connect once and then choose; a session must not begin with another search. So the strap is
kept open, and each run gets its records as a `Source` of its own, with times that begin at 0. What
was said before and is still true (connected, the battery, how the sensors' frames are to be read)
is said again at the beginning, so that the recording of the run can be replayed by itself.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

from devices.records import (
    BATTERY,
    PMD_ANSWER,
    PMD_COMMAND,
    DeviceInfo,
    DeviceStatus,
    LinkState,
    Marker,
    Notification,
    Record,
)
from devices.source import Clock, Source

Ear = Callable[[Record], None]


class Line:
    """An open source, listened to all the time.

    Parameters
    ----------
    source : Source
        Open; it is not closed here.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._standing: dict[tuple[str, int], Record] = {}
        self._dialogue = 0
        self._ears: list[Ear] = []

    @property
    def info(self) -> DeviceInfo:
        """Who is sending."""
        return self._source.info

    async def keep(self) -> None:
        """Hand every record to all who listen, until the source ends."""
        async for record in self._source:
            self._remember(record)
            for ear in tuple(self._ears):
                ear(record)

    def listen(self, ear: Ear) -> None:
        """Let `ear` hear what comes from now on; what still holds, it hears at once."""
        for record in self._standing.values():
            ear(record)
        self._ears.append(ear)

    def ignore(self, ear: Ear) -> None:
        """Let `ear` hear no more."""
        self._ears.remove(ear)

    def _remember(self, record: Record) -> None:
        match record:
            case DeviceStatus(state=LinkState.CONNECTED, trouble=""):
                self._standing, self._dialogue = {("status", 0): record}, 0
            case DeviceStatus():
                self._standing["status", 0] = record
            case Notification(channel=channel) if channel == BATTERY:
                self._standing[channel, 0] = record
            case Notification(channel=channel) if channel in (PMD_COMMAND, PMD_ANSWER):
                self._dialogue += 1
                self._standing[channel, self._dialogue] = record


class Wished:
    """A run's own source: a line's records from now on, or none at all, and the person's wishes.

    Parameters
    ----------
    line : Line or None
        Where heartbeats come from; None to be led without a strap.
    clock : Clock
        Made when the run began: its zero is the run's.
    """

    def __init__(self, line: Line | None, clock: Clock) -> None:
        self._line, self._clock = line, clock
        self._records: asyncio.Queue[Record | None] = asyncio.Queue()

    @property
    def info(self) -> DeviceInfo:
        """Who is sending; nobody without a strap."""
        return self._line.info if self._line else DeviceInfo("")

    async def __aenter__(self) -> Self:
        if self._line:
            self._line.listen(self._hear)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._line:
            self._line.ignore(self._hear)
        self._records.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[Record]:
        while (record := await self._records.get()) is not None:
            yield record

    def wish(self, label: str) -> None:
        """Put a marker on the stream; see `biofeedback.live.wishes`."""
        self._records.put_nowait(Marker(self._clock.now_s(), label))

    def _hear(self, record: Record) -> None:
        # A record is handed over at once, so now is when it came in, on the clock of this run.
        self._records.put_nowait(replace(record, t_s=self._clock.now_s()))
