"""The ECG of a run as it comes in, for who looks at it; while nobody does, nothing is decoded.

Frames are placed in time by the strap's own clock, as `biofeedback.live.body` does.
"""

from collections.abc import Callable
from contextlib import suppress

import numpy as np

from biofeedback.app.desk.messages import EcgMoved
from devices import polar, polar_control
from devices.device_clock import DeviceClock
from devices.errors import DecodeError
from devices.polar_control import Operation, Setting, Stream
from devices.records import PMD, PMD_COMMAND, Notification, Record

_USUAL_HZ = 130.0


class EcgTap:
    """Hears the records of a run, and tells `EcgMoved` while it is open.

    Parameters
    ----------
    tell : callable
        Gets the messages.
    """

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell
        self._clock = DeviceClock()
        self._rate_hz = _USUAL_HZ
        self.is_open = False

    def take(self, record: Record) -> None:
        """Take the next record of the run."""
        if not isinstance(record, Notification):
            return
        with suppress(DecodeError):
            if record.channel == PMD_COMMAND:
                self._heed(polar_control.decode_command(record.payload))
            elif record.channel == PMD and self.is_open:
                self._show(record.t_s, polar.decode(record.payload, 1.0))

    def _heed(self, command: polar_control.Command) -> None:
        rates_hz = command.settings.get(Setting.SAMPLE_RATE_HZ)
        if (command.operation, command.stream) == (Operation.START, Stream.ECG) and rates_hz:
            self._rate_hz = rates_hz[0]

    def _show(self, arrival_s: float, block: polar.Block) -> None:
        if not isinstance(block, polar.EcgBlock):
            return
        placed = self._clock.place(
            Stream.ECG, arrival_s, block.timestamp_ns, block.ecg_uv.size, self._rate_hz
        )
        if placed is not None:
            self._tell(EcgMoved(placed.t_s, block.ecg_uv.astype(np.float64)))
