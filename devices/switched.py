"""Streams that a few written bytes start, and a few others stop.

What came of it is told as of any stream: trouble is a line on the screen, heart rate goes on.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from devices.device_type import MakeControl, Requests, Take, Tell, Write
from devices.errors import DeviceError, PairingRefused, StreamsNotPaired, StreamsRefused

STOP_S = 5.0
"""How long stopping may take."""


def switched(on: Sequence[Write], off: Sequence[Write] = ()) -> MakeControl:
    """Make a control that writes `on` when the strap is connected, and `off` before it is left."""
    return partial(Switched, tuple(on), tuple(off))


class Switched:
    """The `devices.device_type.Control` of one connection; see `MakeControl` for what it takes."""

    def __init__(
        self,
        on: Sequence[Write],
        off: Sequence[Write],
        link: Requests,
        wish: Any,
        take: Take,
        tell: Tell,
        may_pair: bool,
    ) -> None:
        self._on, self._off, self._link = on, off, link
        self._tell, self._may_pair = tell, may_pair

    async def run(self) -> None:
        """Write what starts the streams; pair first where the strap wants it."""
        try:
            try:
                await self._write(self._on)
            except PairingRefused:
                if not self._may_pair:
                    raise
                await self._link.pair()
                await self._write(self._on)
        except PairingRefused:
            self._tell(StreamsNotPaired.code)
        except DeviceError:
            self._tell(StreamsRefused.code)

    async def stop(self) -> None:
        """Write what stops them, as far as the strap still answers."""
        with suppress(TimeoutError, DeviceError):
            async with asyncio.timeout(STOP_S):
                await self._write(self._off)

    async def _write(self, values: Sequence[Write]) -> None:
        for value in values:
            await self._link.write(value.uuid, value.payload)
