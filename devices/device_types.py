"""The kinds of straps that ship, and which one a strap is.

All of them send heart rate as the Bluetooth SIG has it; Polar's measurement streams are started
where a strap offers them. They differ in how late they tell a beat, as far as that was measured.
"""

from collections.abc import Sequence
from typing import Protocol

from devices import gatt
from devices.beat_times import LATENCY_S
from devices.ble_streams import Streams
from devices.device_type import DeviceType, Listen
from devices.errors import marked
from devices.records import HEART_RATE, DeviceInfo

_HEART_RATE = (Listen(gatt.HEART_RATE_MEASUREMENT, HEART_RATE),)
_TITLES = {
    "movesense": "Movesense",
    "hrm-dual": "Garmin HRM-Dual",
    "trackr": "Wahoo TRACKR",
    "polar h10": "Polar H10",
}


def _strap(name_part: str, latency_s: float) -> DeviceType:
    return DeviceType(
        name=name_part.replace(" ", "_").replace("-", "_"),
        title=_TITLES[name_part],
        listen=_HEART_RATE,
        name_part=name_part,
        services=(gatt.HEART_RATE_SERVICE,),
        control=Streams,
        latency_s=latency_s,
        source="Physiol. Meas. 46 085001 (2025), doi:10.1088/1361-6579/adece4",
    )


ANY_STRAP = DeviceType(
    name="heart_rate",
    title=marked("Heart rate strap"),
    listen=_HEART_RATE,
    services=(gatt.HEART_RATE_SERVICE,),
    control=Streams,
    source="Bluetooth SIG, Heart Rate Service 1.0",
)
"""Any strap that sends heart rate."""

BUILT_IN = (*(_strap(*row) for row in LATENCY_S.items()), ANY_STRAP)
"""In the order in which a strap is held against them."""


def recognised(
    name: str, services: Sequence[str], types: Sequence[DeviceType] = BUILT_IN
) -> DeviceType | None:
    """Return the first type that fits what a strap advertises, None where none does."""
    return next((each for each in types if each.fits(name, services)), None)


def type_of(info: DeviceInfo, types: Sequence[DeviceType] = BUILT_IN) -> DeviceType | None:
    """Return the type of the strap that was sending; None where it needs a plugin that is not here.

    A recording names a type that does not ship; all others are told by the strap's name.
    """
    if info.type:
        return next((each for each in types if each.name == info.type), None)
    return recognised(info.name, (gatt.HEART_RATE_SERVICE,), BUILT_IN)


class Named(Protocol):
    """A handle of a strap; bleak's is one."""

    @property
    def address(self) -> str:
        """Where it is called."""

    @property
    def name(self) -> str | None:
        """What it calls itself, if that is known."""


class Recogniser:
    """Remembers what straps advertised, and tells what kind each is.

    Attributes
    ----------
    services : list of str
        What to look for.
    wanted : list of str or None
        The same for a scan; None where a type is told by its name alone, so all must be heard.
    """

    def __init__(self, types: Sequence[DeviceType]) -> None:
        self._types = types
        self._heard: dict[str, tuple[str, Sequence[str]]] = {}
        self.services = list(dict.fromkeys(uuid for each in types for uuid in each.services))
        self.wanted = self.services if all(each.services for each in types) else None

    def note(self, address: str, name: str, services: Sequence[str]) -> None:
        """Remember what a strap advertised."""
        self._heard[address] = name, services

    def of(self, device: Named, offered: Sequence[str] = ()) -> DeviceType | None:
        """Say what kind a strap is by what it advertised, and by what it offers once connected."""
        name, services = self._heard.get(device.address, (device.name or "", ()))
        return recognised(name, [*services, *offered], self._types)
