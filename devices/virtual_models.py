"""The virtual straps on offer: what each one measures, and its table of services.

`PLAIN` knows heart rate only. `H10` is a chest strap with ECG and acceleration, `VERITY_SENSE` an
armband with optical pulse, acceleration and pulse intervals, and no intervals beside its heart
rate. Settings and answers are those of the real ones.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from devices import gatt
from devices.polar_control import Setting, Settings, Stream
from devices.virtual_streams import Sensors


@dataclass(frozen=True, slots=True)
class StreamModel:
    """One stream of a strap.

    Attributes
    ----------
    settings : Settings
        What may be chosen.
    frame_type : int
        Of its frames.
    frame_samples : int
        So many come together.
    true_rate : float
        The real sample rate in the strap's own seconds, as a share of the nominal one.
    compressed : bool
        Its frames are.
    factor : float or None
        Told in the answer to a start: g per count.
    """

    settings: Settings
    frame_type: int
    frame_samples: int
    true_rate: float = 1.0
    compressed: bool = False
    factor: float | None = None


class OwnService(Protocol):
    """A service that only one maker's straps have, while the strap is on."""

    def obey(self, uuid: str, payload: bytes) -> None:
        """Take what is written to one of its characteristics."""

    def hush(self) -> None:
        """Send nothing more: the link is gone."""


Table = dict[str, dict[str, tuple[str, ...]]]
"""Services, their characteristics, and what may be done with each."""
Send = Callable[[str, bytes], None]
"""Notifies a characteristic."""


@dataclass(frozen=True, slots=True)
class StrapModel:
    """A kind of strap.

    Attributes
    ----------
    number, firmware : str
        As its Device Information says.
    body_location : str
        Of `devices.heart_rate.BODY_LOCATIONS`.
    sends_rr, tells_contact : bool
        What its heart-rate packets hold.
    streams : mapping of Stream to StreamModel
        Its measurement data.
    own : callable, optional
        Makes its maker's own service, of what the sensors see, what sends notifications, and the
        wearer's time.
    table : Table, optional
        Its services, where they are not the usual ones.
    """

    number: str
    firmware: str
    body_location: str = "chest"
    sends_rr: bool = True
    tells_contact: bool = True
    streams: Mapping[Stream, StreamModel] = field(default_factory=dict)
    own: Callable[[Sensors, Send, Callable[[], float]], OwnService] | None = None
    table: Table | None = None

    @property
    def services(self) -> tuple[gatt.Service, ...]:
        """The table of services."""
        if self.table is not None:
            return gatt.lay_out(self.table)
        return _WITH_STREAMS if self.streams else _WITHOUT_STREAMS


_TABLE: Table = {
    gatt.HEART_RATE_SERVICE: {
        gatt.HEART_RATE_MEASUREMENT: ("notify",),
        gatt.BODY_SENSOR_LOCATION: ("read",),
    },
    gatt.BATTERY_SERVICE: {gatt.BATTERY_LEVEL: ("read", "notify")},
    gatt.DEVICE_INFORMATION_SERVICE: {
        gatt.MANUFACTURER_NAME: ("read",),
        gatt.MODEL_NUMBER: ("read",),
        gatt.SERIAL_NUMBER: ("read",),
        gatt.FIRMWARE_REVISION: ("read",),
    },
}
_WITHOUT_STREAMS = gatt.lay_out(_TABLE)
_WITH_STREAMS = gatt.lay_out(
    _TABLE
    | {
        gatt.PMD_SERVICE: {
            gatt.PMD_CONTROL_POINT: ("read", "write", "indicate"),
            gatt.PMD_DATA: ("notify",),
        }
    }
)


def _settings(
    rates_hz: tuple[int, ...], bits: int, ranges_g: tuple[int, ...] = (), channels: int = 0
) -> Settings:
    offered: dict[Setting, tuple[float, ...]] = {
        Setting.SAMPLE_RATE_HZ: rates_hz,
        Setting.RESOLUTION_BITS: (bits,),
        Setting.RANGE_G: ranges_g,
        Setting.CHANNELS: (channels,) if channels else (),
    }
    return {setting: values for setting, values in offered.items() if values}


PLAIN = StrapModel("V1", "1.0.0")

H10 = StrapModel(
    "H10",
    "5.0.0",
    tells_contact=False,
    streams={
        Stream.ECG: StreamModel(_settings((130,), 14), 0, 73, 1.001),
        Stream.ACC: StreamModel(_settings((25, 50, 100, 200), 16, (2, 4, 8)), 1, 36, 1.0012),
    },
)

VERITY_SENSE = StrapModel(
    "Verity Sense",
    "2.1.0",
    body_location="other",
    sends_rr=False,
    streams={
        Stream.PPG: StreamModel(_settings((55,), 22, channels=4), 0, 36, 0.9954, compressed=True),
        Stream.ACC: StreamModel(
            _settings((52,), 16, (8,), channels=3),
            frame_type=0,
            frame_samples=52,
            true_rate=0.9943,
            compressed=True,
            factor=8 / 2**15,
        ),
        Stream.PPI: StreamModel({}, 0, 0),
    },
)
