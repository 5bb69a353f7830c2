"""A Bluetooth strap as a `Source`: one stream of records over as many connections as it takes.

1. The first attempt after a loss goes to the device as it is held: the quickest way back. Whatever
   fails there, later attempts search anew, for the system may have forgotten the device. Where
   other straps wait for their turn at the adapter, none is called that was not heard before.
2. Attempts begin 0.5, 1, 2 ... 10 s apart. One that takes longer *is* the pause: somebody is
   listening all the time, so a strap that comes back is met at once.
3. A loss is told once. Causes that the person can remove are told as they become known.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import suppress
from types import TracebackType
from typing import Self

from devices import gatt
from devices.ble import CALL_S, Device, Found, Link, Radio
from devices.ble_streams import StreamWish
from devices.device_types import BUILT_IN
from devices.errors import (
    AdapterFull,
    BluetoothUnavailable,
    Busy,
    ConnectionLost,
    DeviceError,
    PairingRefused,
    StreamsNotPaired,
)
from devices.records import DeviceInfo, DeviceStatus, LinkState, Notification, Record
from devices.source import Clock
from devices.uncut import uncut

OPEN_ATTEMPTS = 3
"""How often a link that breaks while it is made is tried at the start."""
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 10.0
ECG_AND_ACC = StreamWish()


class BleSource:
    """A strap that is kept on the line for as long as the source is open.

    Parameters
    ----------
    strap : Found or str
        What a scan found, or an address.
    clock : Clock
        Stamps each record as it comes in.
    radio : Radio
        Where to search and connect.
    streams : StreamWish
        What to start of what the strap measures beside heart rate.
    """

    def __init__(
        self, strap: Found | str, clock: Clock, radio: Radio, streams: StreamWish = ECG_AND_ACC
    ) -> None:
        self._clock, self._radio, self._wish = clock, radio, streams
        self._may_pair = True
        self._device: Device | None = None
        if isinstance(strap, Found):
            self._device, self._info = strap.device, DeviceInfo(strap.name, strap.address)
        else:
            self._info = DeviceInfo(strap, strap)
        self._records: asyncio.Queue[Record | None] = asyncio.Queue()
        self._told: tuple[LinkState, str] | None = None
        self._link: Link | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._hurried = asyncio.Event()

    @property
    def info(self) -> DeviceInfo:
        """Who is sending; complete once the source is open."""
        return self._info

    def hurry(self) -> None:
        """Begin the next attempt now, where one is waited for."""
        self._hurried.set()

    async def __aenter__(self) -> Self:
        """Find, connect and subscribe.

        Raises
        ------
        DeviceError
            Bluetooth is not available, or the strap is not found, is busy, refuses the pairing, or
            broke every link at once.
        """
        try:
            await self._reach(patient=False)
        except BaseException:
            await uncut(self._leave())
            raise
        self._keeper = asyncio.create_task(self._keep())
        self._keeper.add_done_callback(self._notice_failure)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await uncut(self._leave())

    def __aiter__(self) -> AsyncIterator[Record]:
        return self

    async def __anext__(self) -> Record:
        record = await self._records.get()
        if record is not None:
            return record
        self._records.put_nowait(None)
        if self._keeper is not None and not self._keeper.cancelled():
            self._keeper.result()  # a bug in there must not pass for an end
        raise StopAsyncIteration

    def _notice_failure(self, keeper: asyncio.Task[None]) -> None:
        if not keeper.cancelled():
            self._records.put_nowait(None)

    async def _leave(self) -> None:
        while self._keeper is not None and not self._keeper.done():
            self._keeper.cancel()  # once may not do: bleak may wait for a reply while it cleans up
            await asyncio.wait({self._keeper}, timeout=CALL_S)
        if self._link is not None:
            await self._link.close()
        self._tell(LinkState.CLOSED)
        self._records.put_nowait(None)

    async def _keep(self) -> None:
        while self._link is not None:
            await self._link.lost()
            self._tell(LinkState.LOST, ConnectionLost.code)
            await self._link.close()
            await self._reach(patient=True)

    async def _reach(self, patient: bool) -> None:
        """Connect, in as many attempts as it takes or, without patience, as make sense."""
        loop = asyncio.get_running_loop()
        pause_s = FIRST_PAUSE_S
        for attempt in itertools.count(1):
            begun_s = loop.time()
            try:
                await self._connect()
                return
            except DeviceError as error:
                # The base class says that something broke, which may well go better next time.
                if not patient and (attempt == OPEN_ATTEMPTS or type(error) is not DeviceError):
                    raise
                if isinstance(error, BluetoothUnavailable | PairingRefused | AdapterFull):
                    self._tell(LinkState.SEARCHING, error.code)
            self._hurried.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout_at(begun_s + pause_s):
                    await self._hurried.wait()
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _connect(self) -> None:
        device, self._device = self._device, None
        if device is None or self._radio.turns.is_shared:
            device = await self._radio.find(self._info.address)
        self._link = Link(device, self._radio, self._take)
        try:
            async with self._radio.turns.turn(device.address):
                await self._link.open()
        except AdapterFull as error:
            raise AdapterFull(str(len(self._radio.turns.links))) from error
        except Busy:
            self._device = await self._radio.find(device.address)  # is it there at all?
            raise
        self._device = device
        self._tell(LinkState.CONNECTED)
        if not self._info.model:
            await self._ask_who(device, self._link)
        self._link.start_streams(self._wish, self._tell_beside, self._may_pair)

    async def _ask_who(self, device: Device, link: Link) -> None:
        model, firmware = [
            (await link.read(uuid) or b"").decode(errors="replace").strip("\0 ")
            for uuid in (gatt.MODEL_NUMBER, gatt.FIRMWARE_REVISION)
        ]
        own = "" if link.kind in BUILT_IN else link.kind.name
        name = device.name or self._info.name
        self._info = DeviceInfo(name, device.address, model, firmware, own)

    def _take(self, channel: str, payload: bytes) -> None:
        if self._told is None or self._told[0] is not LinkState.CONNECTED:
            self._tell(LinkState.CONNECTED)  # a packet may be faster than the answer to subscribing
        self._records.put_nowait(Notification(self._clock.now_s(), channel, payload))

    def _tell_beside(self, trouble: str) -> None:
        """Tell trouble with a stream; heart rate goes on. Nobody is asked to pair twice."""
        self._may_pair &= trouble != StreamsNotPaired.code
        if self._told == (LinkState.CONNECTED, ""):
            self._tell(LinkState.CONNECTED, trouble)

    def _tell(self, state: LinkState, trouble: str = "") -> None:
        if self._told != (state, trouble):
            self._told = (state, trouble)
            self._records.put_nowait(DeviceStatus(self._clock.now_s(), state, trouble))
