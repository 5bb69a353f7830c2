"""A recording as a `Source`: the same records, at the same times of the run.

The event loop is the clock, so speed is the loop's affair: in real time, twenty times as fast, or
at once on a virtual loop. Records keep their times; whoever computes from them gets the figures of
the live run to the last bit.
"""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from devices.recording import Recording
from devices.records import DeviceInfo, Record
from devices.source import Clock

_EARLY_S = 1e-6
"""A loop may wake a little early; a rest below the last digit of a virtual clock would not pass."""


class ReplaySource:
    """Yield each record of `recording` as soon as `clock` has reached its time.

    Once closed, it ends at the next record.
    """

    def __init__(self, recording: Recording, clock: Clock) -> None:
        self._recording, self._clock, self._closed = recording, clock, False

    @property
    def info(self) -> DeviceInfo:
        """Who was sending, as the recording's header says."""
        return self._recording.header.device

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closed = True

    async def __aiter__(self) -> AsyncIterator[Record]:
        for record in self._recording.records:
            rest_s = record.t_s - self._clock.now_s()
            await asyncio.sleep(max(rest_s, 0.0))  # due records, too, leave others their turn
            while self._clock.now_s() < record.t_s and not self._closed:
                await asyncio.sleep(_EARLY_S)
            if self._closed:
                return
            yield record
