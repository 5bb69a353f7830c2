"""Breaths: where each begins, turns and ends, and who said so.

A breath counts in a window once it is known inside that window, so live and offline use see the
same ones. What tells them apart is how they were known: a respiration signal saw them, a pacer led
them, or the heart-rate wave shows them. Timing of the heart against the last would be circular.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


class BreathSource(StrEnum):
    """Who said where the breaths are, the most to be trusted first."""

    RESPIRATION = "respiration"
    PACER = "pacer"
    HEART_WAVE = "heart_wave"


@dataclass(frozen=True, slots=True)
class Breaths:
    """Breath borders in seconds, each of shape (b,), in the order of time.

    Attributes
    ----------
    inhale_s, exhale_s, end_s : float64
        Begin of the inhalation, begin of the exhalation, end of the breath.
    known_s : float64
        When it was known that there was this breath; not before `end_s`.
    source : BreathSource
        Who said so.
    """

    inhale_s: FloatArray
    exhale_s: FloatArray
    end_s: FloatArray
    known_s: FloatArray
    source: BreathSource

    @classmethod
    def led(cls, inhale_s: FloatArray, exhale_s: FloatArray, end_s: FloatArray) -> "Breaths":
        """Breaths that a pacer led: known as they end."""
        return cls(inhale_s, exhale_s, end_s, end_s, BreathSource.PACER)

    def __getitem__(self, which: NDArray[np.bool_] | slice) -> "Breaths":
        """Pick breaths, as an array is indexed."""
        return Breaths(
            self.inhale_s[which],
            self.exhale_s[which],
            self.end_s[which],
            self.known_s[which],
            self.source,
        )
