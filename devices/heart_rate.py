"""The heart-rate characteristics 0x2A37, 0x2A38 and 0x2A19: bytes to values and back, no I/O.

Source: Bluetooth SIG, Heart Rate Service 1.0 and GATT Specification Supplement, section
"Heart Rate Measurement". RR intervals are uint16 in 1/1024 s, oldest first; they stay exact here
(1000/1024 ms is a binary fraction) and are never rounded to whole milliseconds.
"""

import struct
from dataclasses import dataclass

from devices.errors import DecodeError

_HR_IS_16_BIT = 0x01
_CONTACT_DETECTED = 0x02
_CONTACT_SUPPORTED = 0x04
_ENERGY_PRESENT = 0x08
_RR_PRESENT = 0x10

MS_PER_TICK = 1000 / 1024

BODY_LOCATIONS = ("other", "chest", "wrist", "finger", "hand", "ear lobe", "foot")
"""Names of the values of Body Sensor Location, 0x2A38."""


@dataclass(frozen=True, slots=True)
class HeartRateMeasurement:
    """One decoded 0x2A37 packet.

    Attributes
    ----------
    hr_bpm : int
        The strap's own smoothed heart rate; 0 when it has none.
    rr_ms : tuple of float
        Intervals that ended since the packet before, oldest first.
    contact : bool or None
        Whether the skin is felt; None when the strap cannot tell.
    energy_kj : int or None
        Energy expended since the last reset, if sent.
    """

    hr_bpm: int
    rr_ms: tuple[float, ...] = ()
    contact: bool | None = None
    energy_kj: int | None = None


def decode(payload: bytes) -> HeartRateMeasurement:
    """Decode a Heart Rate Measurement.

    Raises
    ------
    DecodeError
        When the packet ends inside a field that its flags announce.
    """
    flags = payload[0] if payload else 0
    wide, with_energy = flags & _HR_IS_16_BIT, flags & _ENERGY_PRESENT
    layout = "<B" + ("H" if wide else "B") + ("H" if with_energy else "")
    if len(payload) < struct.calcsize(layout):
        raise DecodeError(
            f"heart rate packet of {len(payload)} bytes is too short: {payload.hex()}"
        )
    _, hr_bpm, *energy = struct.unpack_from(layout, payload)
    rr_ms: tuple[float, ...] = ()
    if flags & _RR_PRESENT:
        # An odd trailing byte is no interval; receivers ignore it.
        count = (len(payload) - struct.calcsize(layout)) // 2
        ticks = struct.unpack_from(f"<{count}H", payload, struct.calcsize(layout))
        rr_ms = tuple(tick * MS_PER_TICK for tick in ticks)
    contact = bool(flags & _CONTACT_DETECTED) if flags & _CONTACT_SUPPORTED else None
    return HeartRateMeasurement(hr_bpm, rr_ms, contact, energy[0] if energy else None)


def encode(measurement: HeartRateMeasurement) -> bytes:
    """Encode a Heart Rate Measurement as a strap would send it.

    Intervals are rounded to the nearest 1/1024 s and held within 16 bits.
    """
    wide = measurement.hr_bpm > 0xFF
    flags = _HR_IS_16_BIT if wide else 0
    if measurement.contact is not None:
        flags |= _CONTACT_SUPPORTED | (_CONTACT_DETECTED if measurement.contact else 0)
    body = struct.pack("<H" if wide else "<B", measurement.hr_bpm)
    if measurement.energy_kj is not None:
        flags |= _ENERGY_PRESENT
        body += struct.pack("<H", measurement.energy_kj)
    if measurement.rr_ms:
        flags |= _RR_PRESENT
        ticks = (min(round(rr_ms / MS_PER_TICK), 0xFFFF) for rr_ms in measurement.rr_ms)
        body += struct.pack(f"<{len(measurement.rr_ms)}H", *ticks)
    return bytes([flags]) + body


def decode_battery(payload: bytes) -> int:
    """Decode a Battery Level (0x2A19), in percent.

    Raises
    ------
    DecodeError
        When the packet is empty or names more than 100 %.
    """
    if not payload or payload[0] > 100:
        raise DecodeError(f"battery level out of range: {payload.hex() or 'empty'}")
    return payload[0]


def decode_body_location(payload: bytes) -> str:
    """Decode a Body Sensor Location (0x2A38) to its name; unknown numbers read "other"."""
    place = payload[0] if payload else 0
    return BODY_LOCATIONS[place] if place < len(BODY_LOCATIONS) else BODY_LOCATIONS[0]
