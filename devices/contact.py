"""Whether the strap feels the heart, told from what it sends.

Some straps say so in every packet; others, the Polar H10 among them, never do. For those the flow
of intervals is the sign. No I/O and no clock: a replay comes to the same answers as the live run.
"""

from devices.errors import ContactLost, HeartRateOnly
from devices.heart_rate import HeartRateMeasurement

NO_INTERVALS_S = 10.0
"""Heart rate without one interval for so long from the start: the strap sends none."""
SILENT_S = 5.0
"""Intervals came before and have stopped for so long: the skin is not felt any more."""


class ContactWatch:
    """Turn decoded packets into the `code` of the trouble there is, or an empty string."""

    def __init__(self) -> None:
        self._first_s: float | None = None
        self._last_rr_s: float | None = None

    def feed(self, t_s: float, measurement: HeartRateMeasurement) -> str:
        """Take one packet in the order of time; return the trouble it shows."""
        self._first_s = t_s if self._first_s is None else self._first_s
        if measurement.rr_ms:
            self._last_rr_s = t_s
        if measurement.contact is False:
            return ContactLost.code
        if self._last_rr_s is not None:
            return ContactLost.code if t_s - self._last_rr_s > SILENT_S else ""
        if t_s - self._first_s < NO_INTERVALS_S:
            return ""
        return HeartRateOnly.code if measurement.hr_bpm else ContactLost.code
