"""A strap that somebody is given before it is in reach: it is looked for as long as it takes.

A `BleSource` cannot be opened while its strap is away; a group must not wait for one person. So
this source opens at once, tells what keeps the strap away, and begins to send when it is there.
Where one adapter is full or does not hear the strap, the next one tries. Nothing ends it but being
closed: what breaks on the way is logged, and tried again.
"""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Sequence
from types import TracebackType
from typing import Self

from devices.ble import Radio
from devices.ble_source import ECG_AND_ACC, BleSource
from devices.ble_streams import StreamWish
from devices.errors import DeviceError
from devices.records import DeviceInfo, DeviceStatus, LinkState, Record
from devices.source import Clock

PAUSE_S = 1.0
"""From a round over all adapters to the next."""


class PatientSource:
    """A `Source` that opens at once.

    Parameters
    ----------
    address, name : str
        The strap, and what it is called until it is there.
    clock : Clock
        Stamps each record as it comes in.
    radios : sequence of Radio
        One for each adapter, in the order in which they are tried.
    streams : StreamWish
        What to start of what the strap measures beside heart rate.
    """

    def __init__(
        self,
        address: str,
        name: str,
        clock: Clock,
        radios: Sequence[Radio],
        streams: StreamWish = ECG_AND_ACC,
    ) -> None:
        self._address, self._name, self._clock = address, name, clock
        self._radios, self._streams = tuple(radios), streams
        self._source: BleSource | None = None
        self._records: asyncio.Queue[Record | None] = asyncio.Queue()
        self._keeper: asyncio.Task[None] | None = None
        self._trouble = ""

    @property
    def info(self) -> DeviceInfo:
        """Who is sending; complete once the strap is there."""
        return self._source.info if self._source else DeviceInfo(self._name, self._address)

    async def __aenter__(self) -> Self:
        self._records.put_nowait(DeviceStatus(self._clock.now_s(), LinkState.SEARCHING))
        self._keeper = asyncio.create_task(self._keep())
        self._keeper.add_done_callback(lambda _: self._records.put_nowait(None))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait({self._keeper})

    async def __aiter__(self) -> AsyncIterator[Record]:
        while (record := await self._records.get()) is not None:
            yield record

    async def _keep(self) -> None:
        for attempt in itertools.count():
            radio = self._radios[attempt % len(self._radios)]
            try:
                await self._receive(radio)
            except DeviceError as error:
                self._tell(error.code)
            except Exception as error:  # ours
                logging.getLogger(__name__).error("strap %s", self._address, exc_info=error)
                self._tell(DeviceError.code)
            if radio is self._radios[-1]:
                await asyncio.sleep(PAUSE_S)

    async def _receive(self, radio: Radio) -> None:
        async with BleSource(self._address, self._clock, radio, self._streams) as source:
            self._source, self._trouble = source, ""
            async for record in source:
                self._records.put_nowait(record)

    def _tell(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            status = DeviceStatus(self._clock.now_s(), LinkState.SEARCHING, trouble)
            self._records.put_nowait(status)
