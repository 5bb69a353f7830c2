"""What a kind of strap is: how it is recognised, what is asked of it, and how its packets are read.

A `DeviceType` is plain data and functions, so a strap with a service of its own is added in one
file; `docs/examples/own_strap.py` is one. Those that ship are in `devices.device_types`. Packets
are recorded raw and decoded afterwards, live and in a replay alike: so a decoder is made anew for
each run, and what it says follows from the packets alone.
"""

import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from devices.heart_rate import HeartRateMeasurement
from devices.polar import PpiBlock
from devices.polar_control import Stream
from devices.records import BATTERY, HEART_RATE, PMD, PMD_ANSWER, PMD_COMMAND, RR_MS

STANDARD_CHANNELS = frozenset({HEART_RATE, BATTERY, RR_MS, PMD, PMD_ANSWER, PMD_COMMAND})
"""What every run can read; a decoder of one's own gets all other channels."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """A piece of one of the strap's raw streams.

    Attributes
    ----------
    stream : Stream
        ECG, ACC or PPG.
    timestamp_ns : int
        The strap's clock at the last sample, whenever that clock began. A strap that only counts
        its samples has told the time, too: count / rate.
    rate_hz : float
        How many samples a second it says that it takes; the true rate is learned.
    values : ndarray of float64
        ECG in microvolts, shape (n,); acceleration in thousandths of g, shape (n, 3); light of
        three diodes and the room, shape (n, 4).
    """

    stream: Stream
    timestamp_ns: int
    rate_hz: float
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals as another program's file has them, and nothing else."""

    rr_ms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BatteryLevel:
    """What is left of the battery, in percent."""

    percent: int


@dataclass(frozen=True, slots=True)
class Started:
    """What the strap answered to the start of a stream."""

    stream: int
    well: bool


Measured = HeartRateMeasurement | Samples | PpiBlock | BatteryLevel | Intervals | Started
"""What packets say."""

Decoder = Callable[[str, bytes], Sequence[Measured]]
"""Channel and payload of one packet -> what it says; raises `DecodeError` where it is broken."""


@dataclass(frozen=True, slots=True)
class Listen:
    """A characteristic to subscribe to, and the channel that its packets are recorded on."""

    uuid: str
    channel: str


@dataclass(frozen=True, slots=True)
class Write:
    """A value to write, acknowledged by the strap."""

    uuid: str
    payload: bytes


class Requests(Protocol):
    """What a link does for those who control the strap; each raises a `DeviceError` on failure."""

    def offers(self, uuid: str) -> bool:
        """Whether the strap has this characteristic."""

    async def fetch(self, uuid: str) -> bytes:
        """Return a value."""

    async def write(self, uuid: str, payload: bytes) -> None:
        """Write a value, and wait until it is taken."""

    async def listen(self, uuid: str, hear: Callable[[bytes], None]) -> None:
        """Subscribe to a value."""

    async def pair(self) -> None:
        """Bond with the strap."""


class Control(Protocol):
    """What starts the streams of one connection, keeps them going, and stops them."""

    def run(self) -> Coroutine[Any, Any, None]:
        """Start them, and look after them until cancelled."""

    async def stop(self) -> None:
        """Stop them, as far as the strap still answers."""


Take = Callable[[str, bytes], None]
Tell = Callable[[str], None]
MakeControl = Callable[[Requests, Any, Take, Tell, bool], Control]
"""Of a link, the `devices.ble_streams.StreamWish` of the session, who takes channel and bytes of
each packet, who is told the `code` of trouble, and whether to ask for pairing."""


@dataclass(frozen=True, slots=True)
class DeviceType:
    """A kind of strap.

    Attributes
    ----------
    name : str
        How recordings call it: lower case, digits, underscores. It never changes once used.
    title : str
        What people call it; translated where the program knows it.
    listen : tuple of Listen
        What is subscribed to as soon as it is connected. Its battery is followed anyway.
    name_part : str
        A part of its advertised name, lower case; empty where any name will do.
    services : tuple of str
        It advertises one of these; empty where its name is enough.
    decoder : callable, optional
        Makes what reads the channels of its own, see `Decoder`. Not needed for the standard ones.
    control : MakeControl, optional
        Makes what starts and stops its streams: `devices.switched` where a few bytes are enough.
    latency_s : float
        How long after a heartbeat its interval comes in.
    source : str
        Where all this is written down.

    Raises
    ------
    ValueError
        When it could not be recognised, says nothing, or a name or an UUID is spelled otherwise.
    """

    name: str
    title: str
    listen: tuple[Listen, ...]
    name_part: str = ""
    services: tuple[str, ...] = ()
    decoder: Callable[[], Decoder] | None = None
    control: MakeControl | None = None
    latency_s: float = 0.0
    source: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"the name {self.name!r} is not lower case, digits, underscores")
        if not (self.name_part or self.services) or self.name_part != self.name_part.lower():
            raise ValueError("a name_part in lower case or services are needed to recognise it")
        if not self.listen:
            raise ValueError("it listens to nothing")
        for uuid in (*self.services, *(each.uuid for each in self.listen)):
            if not _UUID.fullmatch(uuid):
                raise ValueError(f"{uuid!r} is no full UUID in lower case; see gatt.uuid16")
        own = {each.channel for each in self.listen} - STANDARD_CHANNELS
        if own and self.decoder is None:
            raise ValueError(f"nothing decodes its channels {', '.join(sorted(own))}")

    def fits(self, name: str, services: Sequence[str]) -> bool:
        """Whether a strap that advertises this may be one."""
        known = not self.services or not set(self.services).isdisjoint(services)
        return known and self.name_part in name.lower()
