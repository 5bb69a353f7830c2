"""Names of the Bluetooth services and characteristics that a heart-rate strap offers.

Spelled as bleak and BlueZ spell them: full 128-bit, lower case.

Source: Bluetooth SIG, Assigned Numbers, sections 3.4 and 3.8.
"""

from dataclasses import dataclass


def uuid16(number: int) -> str:
    """Return the full UUID of a 16-bit assigned number."""
    return f"0000{number:04x}-0000-1000-8000-00805f9b34fb"


HEART_RATE_SERVICE = uuid16(0x180D)
HEART_RATE_MEASUREMENT = uuid16(0x2A37)
BODY_SENSOR_LOCATION = uuid16(0x2A38)

BATTERY_SERVICE = uuid16(0x180F)
BATTERY_LEVEL = uuid16(0x2A19)

DEVICE_INFORMATION_SERVICE = uuid16(0x180A)
MANUFACTURER_NAME = uuid16(0x2A29)
MODEL_NUMBER = uuid16(0x2A24)
SERIAL_NUMBER = uuid16(0x2A25)
FIRMWARE_REVISION = uuid16(0x2A26)

# Polar Measurement Data: Polar's own numbers, from its SDK's documentation.
PMD_SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
PMD_CONTROL_POINT = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
PMD_DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One value of a device: what may be done with it, and the handle of its value."""

    uuid: str
    flags: tuple[str, ...]
    handle: int


@dataclass(frozen=True, slots=True)
class Service:
    """A group of characteristics."""

    uuid: str
    handle: int
    characteristics: tuple[Characteristic, ...]


def lay_out(table: dict[str, dict[str, tuple[str, ...]]]) -> tuple[Service, ...]:
    """Give handles to a table of {service: {characteristic: flags}}, as a device's memory would.

    A characteristic takes one handle for its declaration, one for its value, and one for the
    switch of its notifications or indications where it has them.
    """
    services, handle = [], 0x10
    for service_uuid, entries in table.items():
        service_handle, members = handle, []
        handle += 1
        for uuid, flags in entries.items():
            members.append(Characteristic(uuid, flags, handle + 1))
            handle += 3 if {"notify", "indicate"} & set(flags) else 2
        services.append(Service(service_uuid, service_handle, tuple(members)))
    return tuple(services)
