"""The ECG of a run as it comes in, for who looks at it; while nobody does, nothing is decoded.

Frames are placed in time by the strap's own clock, as `biofeedback.live.body` does.
"""

from collections.abc import Callable
from contextlib import suppress

from biofeedback.app.desk.messages import EcgMoved
from devices.device_clock import DeviceClock
from devices.device_type import Decoder, Samples
from devices.errors import DecodeError
from devices.polar_control import Stream
from devices.records import BATTERY, HEART_RATE, PMD_ANSWER, PMD_COMMAND, Notification, Record

_ALWAYS = (PMD_COMMAND, PMD_ANSWER)  # they tell how frames are to be read
_NEVER = (HEART_RATE, BATTERY)


class EcgTap:
    """Hears the records of a run, and tells `EcgMoved` while it is open.

    Parameters
    ----------
    tell : callable
        Gets the messages.
    decode : Decoder
        A fresh one for the strap of this run.
    """

    def __init__(self, tell: Callable[[EcgMoved], None], decode: Decoder) -> None:
        self._tell, self._decode = tell, decode
        self._clock = DeviceClock()
        self.is_open = False

    def take(self, record: Record) -> None:
        """Take the next record of the run."""
        if not isinstance(record, Notification) or record.channel in _NEVER:
            return
        if not (self.is_open or record.channel in _ALWAYS):
            return
        with suppress(DecodeError):
            for told in self._decode(record.channel, record.payload):
                if isinstance(told, Samples) and told.stream == Stream.ECG:
                    self._show(record.t_s, told)

    def _show(self, arrival_s: float, told: Samples) -> None:
        placed = self._clock.place(
            Stream.ECG, arrival_s, told.timestamp_ns, told.values.size, told.rate_hz
        )
        if placed is not None:
            self._tell(EcgMoved(placed.t_s, told.values))
