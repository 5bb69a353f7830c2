"""The strap of this computer's person: searched, connected, and held on the line between runs.

A session that begins while the usual strap is on its way waits for it: the search goes on until it
is there, or until the person does without it.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from biofeedback.app.desk.messages import StrapIs, StrapsHeard, StrapState
from biofeedback.live.line import Line
from devices.ble import Found, Radio, scan
from devices.ble_source import BleSource
from devices.errors import DeviceError, NotFound
from devices.heart_rate import decode_battery
from devices.records import BATTERY, DeviceInfo, DeviceStatus, LinkState, Notification, Record
from devices.source import Clock

SEARCH_STEP_S = 1.5
QUIET_SEARCH_S = 15.0
"""So long without a strap, and the person is told what may help."""
USUAL_SEARCH_S = 20.0
"""So long the usual strap is looked for at the start."""
_STATES = {LinkState.CONNECTED: StrapState.CONNECTED, LinkState.LOST: StrapState.LOST}


class Straps:
    """Search, connect, and let go; everything is told as it changes.

    Parameters
    ----------
    tell : callable
        Gets `StrapsHeard` and `StrapIs`.
    radio : Radio
        Where to search.
    """

    def __init__(self, tell: Callable[[object], None], radio: Radio) -> None:
        self._tell, self._radio = tell, radio
        self._now = StrapIs(StrapState.NONE)
        self._search: asyncio.Task[None] | None = None
        self._held: asyncio.Task[None] | None = None
        self._usual: tuple[str, ...] = ()
        self._awaited: tuple[asyncio.Future[bool], Clock] | None = None
        self._source: BleSource | None = None
        self.line: Line | None = None

    @property
    def is_coming(self) -> bool:
        """Whether a strap that is known is looked for or connected, and not there yet."""
        connects = self._now.state is StrapState.CONNECTING
        return self.line is None and (bool(self._usual) or connects)

    async def join(self) -> bool:
        """Wait for the strap that is coming; return whether to begin, with or without it."""
        begins: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._awaited = wait = begins, Clock()
        try:
            return await begins
        finally:
            if self._awaited is wait:
                self._awaited = None

    def end_wait(self, *, begin: bool) -> None:
        """End the wait of `join`."""
        if self._awaited is not None and not self._awaited[0].done():
            self._awaited[0].set_result(begin)

    async def search(self) -> None:
        """Tell the straps in reach, again and again, until one is connected or `rest` is called."""
        await self.rest()
        self._search = asyncio.current_task()
        self._say(StrapIs(StrapState.SEARCHING))
        clock = Clock()
        with suppress(asyncio.CancelledError):
            while True:
                trouble = ""
                found: list[Found] = []
                try:
                    found = await scan(SEARCH_STEP_S, self._radio)
                except DeviceError as error:
                    trouble = error.code
                    await asyncio.sleep(SEARCH_STEP_S)
                if not found and not trouble and clock.now_s() >= QUIET_SEARCH_S:
                    trouble = NotFound.code
                self._tell(StrapsHeard(tuple(found)))
                self._say(StrapIs(StrapState.SEARCHING, trouble=trouble))

    async def rest(self) -> None:
        """Search no more."""
        search, self._search = self._search, None
        if search is not None and search is not asyncio.current_task():
            search.cancel()
            await asyncio.wait({search})

    async def give_up(self) -> None:
        """Search no more, and tell that there is no strap."""
        await self.rest()
        if self._now.state is StrapState.SEARCHING:
            self._say(StrapIs(StrapState.NONE))

    async def connect(self, strap: Found | str) -> None:
        """Connect to a strap, or to the one with this address, and hold it on the line."""
        await self.rest()
        await self._connect(strap)
        if self.line is None and self._awaited is not None:
            await self.connect_usual([strap if isinstance(strap, str) else strap.address])
        self.end_wait(begin=True)

    async def connect_nearest(self) -> None:
        """Connect to the strap with the strongest signal, if there is one."""
        with suppress(DeviceError):
            if found := await scan(SEARCH_STEP_S, self._radio):
                await self.connect(found[0])

    async def connect_usual(self, addresses: Sequence[str]) -> None:
        """Connect to the first of these straps that is heard within a while; quietly, if not.

        While a session waits for it, the search goes on, and tells its troubles.
        """
        await self.rest()
        self._search, clock = asyncio.current_task(), Clock()
        self._usual = tuple(address.lower() for address in addresses)
        self._say(StrapIs(StrapState.SEARCHING))
        try:
            with suppress(asyncio.CancelledError):
                while self.line is None and (self._awaited or clock.now_s() < USUAL_SEARCH_S):
                    if not await self._try_usual():
                        break
        finally:
            self._usual = ()
        if self._search is asyncio.current_task():
            await self.give_up()
        self.end_wait(begin=True)

    async def _try_usual(self) -> bool:
        """Look for the usual strap once, and connect to it; return whether to go on looking."""
        trouble = ""
        try:
            found = await scan(SEARCH_STEP_S, self._radio)
        except DeviceError as error:
            found, trouble = [], error.code
            if self._awaited is None:
                return False
            await asyncio.sleep(SEARCH_STEP_S)
        for strap in found:
            if strap.address.lower() in self._usual:
                await self._connect(strap)
                trouble = self._now.trouble
                if self.line is None and self._awaited is None:
                    return False
                break
        if self.line is None and self._awaited is not None:
            if not trouble and self._awaited[1].now_s() >= QUIET_SEARCH_S:
                trouble = NotFound.code
            self._say(StrapIs(StrapState.SEARCHING, trouble=trouble))
        return True

    async def _connect(self, strap: Found | str) -> None:
        await self.release()
        ready = asyncio.get_running_loop().create_future()
        self._held = asyncio.create_task(self._hold(strap, ready))
        await ready

    async def release(self) -> None:
        """Let the strap go."""
        held, self._held = self._held, None
        if held is not None:
            held.cancel()
            await asyncio.wait({held})
            self._say(StrapIs(StrapState.NONE))

    def hurry(self) -> None:
        """Look for a strap that was lost now, not only when its next turn comes."""
        if self._source is not None:
            self._source.hurry()

    async def _hold(self, strap: Found | str, ready: asyncio.Future[None]) -> None:
        name, address = (strap, strap) if isinstance(strap, str) else (strap.name, strap.address)
        self._say(StrapIs(StrapState.CONNECTING, DeviceInfo(name, address)))
        try:
            async with BleSource(strap, Clock(), self._radio) as source:
                self.line, self._source = Line(source), source
                self.line.listen(self._hear)
                ready.set_result(None)
                await self.line.keep()
        except DeviceError as error:
            self._say(StrapIs(StrapState.NONE, DeviceInfo(name, address), trouble=error.code))
        else:
            self._say(StrapIs(StrapState.NONE))
        finally:
            self.line = self._source = None
            if not ready.done():
                ready.set_result(None)

    def _hear(self, record: Record) -> None:
        match record:
            case DeviceStatus(state=state, trouble=trouble) if self.line:
                stands = _STATES.get(state, StrapState.LOST)
                self._say(StrapIs(stands, self.line.info, self._now.battery_pct, trouble))
            case Notification(channel=channel, payload=payload) if channel == BATTERY:
                with suppress(DeviceError):
                    battery_pct = decode_battery(payload)
                    now = self._now
                    self._say(StrapIs(now.state, now.info, battery_pct, now.trouble))

    def _say(self, now: StrapIs) -> None:
        if now != self._now:
            self._now = now
            self._tell(now)
