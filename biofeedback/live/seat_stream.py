"""What one run of a seat is made of: the strap's records from the start on, and what is wished.

The strap is on the line before the session begins and after it ends, so the run hears it through a
`Line`, on the clock of the group: everybody's zero is the same moment. Whoever comes late is told
first, in the order of the times, what the group did meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from types import TracebackType
from typing import Self

from biofeedback.live.line import Line
from devices.records import Marker, Record


class SeatStream:
    """A run's own source.

    Parameters
    ----------
    line : Line or None
        The strap; None where nobody has one.
    began_s : float
        When the group began, on the clock of the line's records.
    past : iterable of Marker
        What was wished of all before, on the clock of the group.
    """

    def __init__(self, line: Line | None, began_s: float, past: Iterable[Marker] = ()) -> None:
        self._line, self._began_s = line, began_s
        self._standing: list[Record] | None = [*past]
        self._records: asyncio.Queue[Record | None] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        if self._line:
            self._line.listen(self._hear)
        standing, self._standing = self._standing or [], None
        for record in sorted(standing, key=lambda record: record.t_s):
            self._records.put_nowait(record)
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

    def tell(self, marker: Marker) -> None:
        """Put a marker on the stream, on the clock of the group."""
        self._records.put_nowait(marker)

    def _hear(self, record: Record) -> None:
        record = replace(record, t_s=max(record.t_s - self._began_s, 0.0))
        if self._standing is not None:
            self._standing.append(record)
        else:
            self._records.put_nowait(record)
