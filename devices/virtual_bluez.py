"""Virtual straps behind bleak's own Linux backend: bluetoothd's double on a private D-Bus.

::

    with VirtualBluez(straps) as bluez:            # sets DBUS_SYSTEM_BUS_ADDRESS
        asyncio.run(app())                         # plain bleak code finds the straps
        bluez.call(straps[0].drop_link)            # trouble, from any thread

The service answers in a thread and a loop of its own, as bluetoothd answers from another process.
bleak keeps one connection per event loop: enter before the loop's first use of bleak.
"""

import asyncio
import inspect
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from devices.bluez_service import BluezService
from devices.private_bus import PrivateBus
from devices.virtual_strap import VirtualStrap

_BUS_VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS"
_WAIT_S = 10.0


class VirtualBluez:
    """The service, its bus and its thread, while the context is open.

    Parameters
    ----------
    straps : sequence of VirtualStrap
        What a scan may find.
    adapter, powered : bool
        Whether there is an adapter, and whether it is on, at the start.

    Attributes
    ----------
    service : BluezService
        bluetoothd's double, with its faults; to be touched through `call` only.
    bus : PrivateBus
        The D-Bus; `bus.kill()` is the fault of its death.
    """

    bus: PrivateBus
    _loop: asyncio.AbstractEventLoop

    def __init__(
        self, straps: Sequence[VirtualStrap], *, adapter: bool = True, powered: bool = True
    ) -> None:
        self.straps = tuple(straps)
        self.service = BluezService(straps)
        self._adapter, self._powered = adapter, powered
        self._undo = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            self.bus = PrivateBus()
            undo.callback(self.bus.close)
            undo.callback(_set_bus_address, os.environ.get(_BUS_VARIABLE))
            _set_bus_address(self.bus.address)
            self._start_thread(undo)
            self.call(self._power_on_straps)
            self.revive()
            undo.callback(self.call, self.service.die)
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._undo.close()

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run `function(*args)` in the service's loop, and return what it returns."""

        async def run() -> Any:
            result = function(*args)
            return await result if inspect.isawaitable(result) else result

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(_WAIT_S)

    def revive(self) -> None:
        """Start the service again after `service.die`, as systemd does."""
        self.call(self.service.start, self.bus.address)
        if self._adapter:
            self.call(self.service.plug, self._powered)

    def _start_thread(self, undo: ExitStack) -> None:
        self._loop = asyncio.new_event_loop()
        undo.callback(self._loop.close)
        thread = threading.Thread(target=self._loop.run_forever, name="virtual bluez")
        thread.start()
        undo.callback(thread.join)
        undo.callback(self._loop.call_soon_threadsafe, self._loop.stop)

    def _power_on_straps(self) -> None:
        for strap in self.straps:
            strap.power_on(self.service)


def _set_bus_address(address: str | None) -> None:
    if address is None:
        os.environ.pop(_BUS_VARIABLE, None)
    else:
        os.environ[_BUS_VARIABLE] = address
