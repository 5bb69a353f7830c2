"""A value that moves steadily to where it is wanted, sample by sample: no step, so no click."""

import numpy as np

from biofeedback.app.sound.synthesis import SAMPLE_HZ
from biofeedback.hrv.columns import FloatArray


class Glide:
    """Set `target`; `take` gives the next samples on the way to it.

    Parameters
    ----------
    value : where it begins and stays until it has a target.
    rise_s, fall_s : how long it takes up, and down, by 1.
    """

    def __init__(self, value: float, rise_s: float, fall_s: float | None = None) -> None:
        self.value = self.target = value
        self._rise = 1.0 / (rise_s * SAMPLE_HZ)
        self._fall = 1.0 / ((rise_s if fall_s is None else fall_s) * SAMPLE_HZ)

    @property
    def is_silent(self) -> bool:
        """Whether it is zero and stays there."""
        return self.value == self.target == 0.0

    def take(self, count: int) -> FloatArray | float:
        """Return the next `count` samples, shape (count,); one number while nothing moves."""
        if self.value == self.target:
            return self.value
        steps = np.arange(1, count + 1)
        if self.target > self.value:
            way = np.asarray(np.minimum(self.value + self._rise * steps, self.target))
        else:
            way = np.asarray(np.maximum(self.value - self._fall * steps, self.target))
        self.value = float(way[-1])
        return way
