"""A D-Bus of one's own: a `dbus-daemon` on a throw-away socket, and a slow lane to send through.

Nothing here knows Bluetooth. Linux only; the daemon is part of every desktop, servers and
containers may have to install the system package `dbus`.
"""

import asyncio
import contextlib
import select
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path

from dbus_fast import Message
from dbus_fast.aio import MessageBus

_CONFIG = """<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_requested_reply="true" send_type="*"/><allow receive_type="*"/></policy></busconfig>"""

_RETRY_S = 0.001


def dbus_daemon_missing() -> str:
    """Return why no private bus can be had here, empty when it can."""
    if sys.platform != "linux":
        return "D-Bus is a Linux thing"
    return "" if shutil.which("dbus-daemon") else "dbus-daemon is not installed (package: dbus)"


class PrivateBus:
    """A running `dbus-daemon`; `address` is what DBUS_SYSTEM_BUS_ADDRESS must say.

    Raises
    ------
    OSError
        When there is no such daemon, or it does not start.
    """

    def __init__(self) -> None:
        if reason := dbus_daemon_missing():
            raise OSError(reason)
        self._folder = Path(tempfile.mkdtemp(prefix="private-bus-"))
        socket, config = self._folder / "bus", self._folder / "bus.conf"
        self.address = f"unix:path={socket}"
        config.write_text(_CONFIG.format(path=socket))
        self._daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it grumbles about limits that do not matter here
        )
        assert self._daemon.stdout is not None
        if not self._daemon.stdout.readline():  # it prints its address once it listens
            self.close()
            raise OSError("dbus-daemon did not start")

    @property
    def ended(self) -> bool:
        """Whether the daemon is gone."""
        return self._daemon.poll() is not None

    def kill(self) -> None:
        """End the daemon as a crash would."""
        self._daemon.kill()
        self._daemon.wait()

    def close(self) -> None:
        """End the daemon and remove its socket."""
        self._daemon.terminate()
        self._daemon.wait()
        if self._daemon.stdout is not None:
            self._daemon.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class SlowLane:
    """Sends messages in order and no faster than the bus takes them.

    dbus-fast (5.2) closes the connection when a write finds the socket full, so each message
    waits until the socket is writable: a Unix socket is so only with three quarters of it empty.
    """

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._waiting: deque[Message] = deque()
        self._poll = select.poll()
        assert bus._sock is not None  # dbus-fast has no public name for it
        self._poll.register(bus._sock, select.POLLOUT)

    def send(self, message: Message) -> None:
        """Send a message, soon."""
        self._waiting.append(message)
        if len(self._waiting) == 1:
            self._flush()

    def _flush(self) -> None:
        while self._waiting and self._bus.connected:
            if not self._poll.poll(0):
                asyncio.get_running_loop().call_later(_RETRY_S, self._flush)
                return
            # A bus that broke meanwhile says so in this future; its end is noticed elsewhere.
            self._bus.send(self._waiting.popleft()).add_done_callback(
                lambda sent: sent.cancelled() or sent.exception()
            )
        self._waiting.clear()


async def disconnect(bus: MessageBus) -> None:
    """Close a connection, dead or alive."""
    bus.disconnect()
    with contextlib.suppress(Exception):  # tells again what killed the connection
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
