"""What a device hands over: frozen records, a unit in every field name.

A run is one ordered stream of `Record`s. Whatever may change a figure on the screen travels on
that stream and is written to the recording, so that a replay sees exactly what the live run saw.
`t_s` counts seconds from the start of the run, on the clock of the computer.
"""

from dataclasses import dataclass
from enum import StrEnum

HEART_RATE = "heart_rate"
"""Channel: Heart Rate Measurement, characteristic 0x2A37 as it came in."""
BATTERY = "battery"
"""Channel: Battery Level, characteristic 0x2A19 as it came in."""
PMD = "pmd"
"""Channel: Polar measurement data as it came in, a frame each; see `devices.polar`."""
PMD_COMMAND = "pmd_command"
"""Channel: what was asked of the strap's streams, as it went out; see `devices.polar_control`."""
PMD_ANSWER = "pmd_answer"
"""Channel: what the strap answered; the two tell how its frames are to be read."""
RR_MS = "rr_ms"
"""Channel: intervals taken from another program's file; little-endian float64, milliseconds."""


@dataclass(frozen=True, slots=True)
class Notification:
    """One packet as it reached the computer, before decoding."""

    t_s: float
    channel: str
    payload: bytes


class LinkState(StrEnum):
    """Where the way to the strap stands."""

    SEARCHING = "searching"
    CONNECTED = "connected"
    LOST = "lost"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """The way to the strap changed; `trouble` is the `code` of a `devices.errors.DeviceError`."""

    t_s: float
    state: LinkState
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Marker:
    """A note on the time line, set by a person or a program."""

    t_s: float
    label: str


Record = Notification | DeviceStatus | Marker
"""Whatever a run is made of, one after the other."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One heartbeat: when it happened, and the interval that it closed.

    `gap` is true when beats may be missing between the one before and this one: no difference
    of intervals is taken across it.
    """

    t_s: float
    rr_ms: float
    gap: bool = False


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """Who is sending: as advertised, and as its Device Information service says.

    `type` names its `devices.device_type.DeviceType` where that is a plugin's; empty for one that
    ships.
    """

    name: str
    address: str = ""
    model: str = ""
    firmware: str = ""
    type: str = ""
