"""The ECG of a recording, every sample as the strap sent it, and when it was taken.

All streams of a strap tell of its clock, so all are placed, as live use does
(`biofeedback.live.body`): a beat and its R peak then bear the same time.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices import polar, polar_control
from devices.device_clock import DeviceClock
from devices.errors import DecodeError
from devices.polar_control import Operation, Setting, Stream
from devices.records import PMD, PMD_COMMAND, Notification, Record

_NOMINAL_HZ: dict[int, float] = {Stream.ECG: 130.0, Stream.ACC: 50.0, Stream.PPG: 55.0}
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
        return steps_s.size / total_s if possible else _NOMINAL_HZ[Stream.ECG]


def ecg_of(records: Iterable[Record]) -> Ecg | None:
    """Return the ECG among the records; None where there is none."""
    clock, rates_hz = DeviceClock(), dict(_NOMINAL_HZ)
    times: list[NDArray[np.float64]] = []
    samples: list[NDArray[np.int32]] = []
    gaps: list[NDArray[np.bool_]] = []
    for packet in records:
        if not isinstance(packet, Notification) or packet.channel not in (PMD, PMD_COMMAND):
            continue
        with suppress(DecodeError):
            if packet.channel == PMD_COMMAND:
                _heed(polar_control.decode_command(packet.payload), rates_hz)
                continue
            block = polar.decode(packet.payload)
            if isinstance(block, polar.PpiBlock):
                continue
            stream, count = _stream(block)
            stamp_ns = block.timestamp_ns
            placed = clock.place(stream, packet.t_s, stamp_ns, count, rates_hz[stream])
            if placed is not None and isinstance(block, polar.EcgBlock):
                times.append(placed.t_s)
                samples.append(block.ecg_uv)
                gaps.append(np.arange(count) < placed.gap)
    if not times:
        return None
    return Ecg(np.concatenate(times), np.concatenate(samples), np.concatenate(gaps))


def _heed(command: polar_control.Command, rates_hz: dict[int, float]) -> None:
    wished_hz = command.settings.get(Setting.SAMPLE_RATE_HZ)
    if command.operation == Operation.START and command.stream is not None and wished_hz:
        rates_hz[command.stream] = wished_hz[0]


def _stream(block: polar.EcgBlock | polar.AccBlock | polar.PpgBlock) -> tuple[Stream, int]:
    match block:
        case polar.EcgBlock():
            return Stream.ECG, len(block.ecg_uv)
        case polar.AccBlock():
            return Stream.ACC, len(block.counts)
        case polar.PpgBlock():
            return Stream.PPG, len(block.ppg)
