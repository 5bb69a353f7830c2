"""The payload of the channel `RR_MS`: intervals as other programs wrote them, bytes and back.

Little-endian float64, one number per interval, milliseconds: nothing is rounded, so a recording
made from a file holds the very numbers of the file.
"""

import math
import struct
from collections.abc import Sequence

from devices.errors import DecodeError

_NUMBER_BYTES = 8


def encode_rr_ms(rr_ms: Sequence[float]) -> bytes:
    """Encode intervals in milliseconds, oldest first."""
    return struct.pack(f"<{len(rr_ms)}d", *rr_ms)


def decode_rr_ms(payload: bytes) -> tuple[float, ...]:
    """Decode intervals in milliseconds, oldest first.

    Raises
    ------
    DecodeError
        When a number is cut off, or is no positive interval.
    """
    if len(payload) % _NUMBER_BYTES:
        raise DecodeError(f"RR list of {len(payload)} bytes ends inside a number")
    rr_ms = struct.unpack(f"<{len(payload) // _NUMBER_BYTES}d", payload)
    if not all(math.isfinite(rr) and rr > 0 for rr in rr_ms):
        raise DecodeError(f"RR list holds an impossible interval: {rr_ms}")
    return rr_ms
