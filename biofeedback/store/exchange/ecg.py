"""The ECG of a recording, every sample as the strap sent it, and when it was taken.

All streams of a strap tell of its clock, so all are placed, as live use does
(`biofeedback.live.body`): a beat and its R peak then bear the same time.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices.device_clock import DeviceClock
from devices.device_type import Decoder, Samples
from devices.errors import DecodeError
from devices.polar_control import Stream
from devices.records import BATTERY, HEART_RATE, RR_MS, Notification, Record
from devices.standard_decoder import NOMINAL_HZ, StandardDecoder

_WITHOUT = (HEART_RATE, BATTERY, RR_MS)  # channels
_POSSIBLE_HZ = (20.0, 2000.0)


@dataclass(frozen=True, slots=True, eq=False)
class Ecg:
    """Samples in the order of time, each array of shape (n,).

    Attributes
    ----------
    t_s : float64
        On the clock of the records.
    ecg_uv : int32
        Microvolts.
    gap : bool
        True where samples may be missing before this one.
    """

    t_s: NDArray[np.float64]
    ecg_uv: NDArray[np.int32]
    gap: NDArray[np.bool_]

    @property
    def rate_hz(self) -> float:
        """The real rate, over all stretches without a gap; a damaged recording tells anything."""
        steps_s = np.diff(self.t_s)[~self.gap[1:]]
        total_s = float(steps_s.sum())
        slowest_hz, fastest_hz = _POSSIBLE_HZ
        possible = total_s * slowest_hz < steps_s.size < total_s * fastest_hz
        return steps_s.size / total_s if possible else NOMINAL_HZ[Stream.ECG]


def ecg_of(records: Iterable[Record], decode: Decoder | None = None) -> Ecg | None:
    """Return the ECG among the records; None where there is none.

    `decode` is a fresh decoder for a strap with channels of its own.
    """
    clock, decode = DeviceClock(), decode or StandardDecoder()
    times: list[NDArray[np.float64]] = []
    samples: list[NDArray[np.int32]] = []
    gaps: list[NDArray[np.bool_]] = []
    for packet in records:
        if not isinstance(packet, Notification) or packet.channel in _WITHOUT:
            continue
        with suppress(DecodeError):
            for told in decode(packet.channel, packet.payload):
                if not isinstance(told, Samples):
                    continue
                stream, stamp_ns, count = told.stream, told.timestamp_ns, len(told.values)
                placed = clock.place(stream, packet.t_s, stamp_ns, count, told.rate_hz)
                if placed is not None and stream == Stream.ECG:
                    times.append(placed.t_s)
                    samples.append(np.rint(told.values).astype(np.int32))
                    gaps.append(np.arange(count) < placed.gap)
    if not times:
        return None
    return Ecg(np.concatenate(times), np.concatenate(samples), np.concatenate(gaps))
