"""A strap of your own: a chest sensor with a service of its own, as a Movesense runs it.

Use it with ``biofeedback --plugin own_strap.py scan``, then ``... run SESSION --strap ADDRESS``.
Its packets are recorded as they came in and decoded afterwards, so a replay gives the same figures,
and needs this file, too: the recording names the type.

Its one service has two characteristics: one to be written (1 starts, 0 stops) and one that
notifies. All numbers are little-endian::

    01  uint32 ms since it was switched on, at the last sample   int16 x n: ECG, 0.5 uV each, 125 Hz
    02  uint8 heart rate in bpm                                  uint16 x n: RR intervals in ms

A packet must be readable by itself: a run may begin in the middle of a connection. What breaks the
layout raises `DecodeError`; it is counted and left out.
"""

import struct
from collections.abc import Sequence

import numpy as np

from devices.device_type import Decoder, DeviceType, Listen, Measured, Samples, Write
from devices.errors import DecodeError
from devices.heart_rate import HeartRateMeasurement
from devices.polar_control import Stream
from devices.switched import switched

SERVICE = "5a7e0001-6c1d-4f0b-9d4e-3b1f6f2a9c10"
COMMAND = "5a7e0002-6c1d-4f0b-9d4e-3b1f6f2a9c10"
DATA = "5a7e0003-6c1d-4f0b-9d4e-3b1f6f2a9c10"
START, STOP = b"\x01", b"\x00"

ECG, RR = 1, 2
RATE_HZ = 125.0
UV_PER_COUNT = 0.5


def decode(channel: str, payload: bytes) -> Sequence[Measured]:
    """Decode one packet."""
    kind, content = payload[:1], payload[1:]
    if kind == bytes([ECG]) and len(content) >= 6 and len(content) % 2 == 0:
        [stamp_ms] = struct.unpack_from("<I", content)
        ecg_uv = np.frombuffer(content, "<i2", offset=4) * UV_PER_COUNT
        return (Samples(Stream.ECG, stamp_ms * 1_000_000, RATE_HZ, ecg_uv),)
    if kind == bytes([RR]) and len(content) % 2 == 1:
        rr_ms = np.frombuffer(content, "<u2", offset=1).tolist()
        return (HeartRateMeasurement(content[0], tuple(map(float, rr_ms))),)
    raise DecodeError(f"no packet of this strap: {payload.hex() or 'empty'}")


def decoder() -> Decoder:
    """Make what decodes one run; a decoder that remembers something would be made anew here."""
    return decode


own_strap = DeviceType(
    name="own_strap",
    title="Own ECG strap",
    name_part="own strap",
    services=(SERVICE,),
    listen=(Listen(DATA, "own_strap"),),
    control=switched(on=[Write(COMMAND, START)], off=[Write(COMMAND, STOP)]),
    decoder=decoder,
    latency_s=0.4,
    source="this file",
)
