"""A session without a strap: it is led all the same, and nothing is measured."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from biofeedback.live.wishes import START
from devices.records import DeviceInfo, Marker, Record
from devices.source import Clock


class GuidedSource:
    """Start the session at once, and bring nothing more until it is closed."""

    info = DeviceInfo("")

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._closed = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closed.set()

    async def __aiter__(self) -> AsyncIterator[Record]:
        yield Marker(self._clock.now_s(), START)
        await self._closed.wait()
