"""The band of breathing, 0.05-0.5 Hz, as a causal filter with kept state on a fixed 10 Hz grid.

A first-order high-pass and a Bessel low-pass: both bend the shape of a breath little. What they
shift a wave in time depends on its rate and is known exactly, so it can be taken off again.
"""

import numpy as np

from biofeedback.signals.filters import Running, breath_band
from biofeedback.signals.seconds import FloatArray

GRID_HZ = 10
BAND_HZ = (0.05, 0.5)

_DESIGN = breath_band(*BAND_HZ, GRID_HZ)


class Band:
    """Filter the columns of a stream, each with its own state; it starts at rest on 0."""

    def __init__(self, columns: int) -> None:
        self._filters = [Running(_DESIGN) for _ in range(columns)]

    def filter(self, values: FloatArray) -> FloatArray:
        """Return what of `values`, shape (n, columns), lies in the band; same shape."""
        banded = np.empty(values.shape)
        for column, each in enumerate(self._filters):
            banded[:, column] = each.push(values[:, column])
        return banded


def delay_s(period_s: float) -> float:
    """Return how much later a wave of this period leaves the band; negative is earlier."""
    phase = np.angle(_DESIGN.response(1 / period_s))
    return float(-phase * period_s / (2 * np.pi))
