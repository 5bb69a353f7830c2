"""The band of breathing, 0.05-0.5 Hz, as a causal filter with kept state on a fixed 10 Hz grid.

A first-order high-pass and a Bessel low-pass: both bend the shape of a breath little. What they
shift a wave in time depends on its rate and is known exactly, so it can be taken off again.
"""

import numpy as np
from scipy.signal import bessel, butter, sosfilt, sosfreqz

from biofeedback.signals.seconds import FloatArray

GRID_HZ = 10
BAND_HZ = (0.05, 0.5)

_SOS = np.vstack(
    [
        butter(1, BAND_HZ[0], "highpass", fs=GRID_HZ, output="sos"),
        bessel(2, BAND_HZ[1], "lowpass", fs=GRID_HZ, norm="mag", output="sos"),
    ]
)


class Band:
    """Filter the columns of a stream, each with its own state; it starts at rest on 0."""

    def __init__(self, columns: int) -> None:
        self._state = np.zeros((len(_SOS), 2, columns))

    def filter(self, values: FloatArray) -> FloatArray:
        """Return what of `values`, shape (n, columns), lies in the band; same shape."""
        out, self._state = sosfilt(_SOS, values, axis=0, zi=self._state)
        return np.asarray(out, np.float64)


def delay_s(period_s: float) -> float:
    """Return how much later a wave of this period leaves the band; negative is earlier."""
    turn = 2 * np.pi / period_s
    response = sosfreqz(_SOS, worN=[turn / GRID_HZ])[1][0]
    return float(-np.angle(response) / turn)
