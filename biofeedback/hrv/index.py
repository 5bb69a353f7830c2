"""The indices by name: unit, window, what each needs before it says a number, and its source.

Below its minimum an index reads "collecting": NaN here, None on a `Frame`, never a guess. The
minimum epochs follow Shaffer, Meehan & Zerr 2020 (doi:10.3389/fnins.2020.570400 and the review at
PMC7710683); that paper's exact minima are unverified, ours are on the careful side.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.coherence import PIECE_S, coherence
from biofeedback.hrv.frequency_domain import lf_peak_per_min
from biofeedback.hrv.nonlinear import sd1_ms, sd2_ms
from biofeedback.hrv.rsa import rsa_bpm, rsa_ms
from biofeedback.hrv.time_domain import heart_rate_bpm, ln_rmssd, pnn50_pct, rmssd_ms, sdnn_ms
from biofeedback.hrv.window import (
    Beats,
    BoolArray,
    FloatArray,
    Windows,
    shared,
    valid_count,
    valid_sum_ms,
)

Kernel = Callable[[Beats, Windows], FloatArray]

_FEWEST_COVERED = 0.8  # of the minimum epoch must be valid intervals

TASK_FORCE = "Task Force 1996, doi:10.1161/01.CIR.93.5.1043"
POINCARE = "Brennan et al. 2001, doi:10.1109/10.959330"
GROSSMAN = "Grossman et al. 1990, doi:10.1111/j.1469-8986.1990.tb03171.x"


@dataclass(frozen=True, slots=True)
class Index:
    """One figure drawn from the beats.

    Attributes
    ----------
    name, unit, title : str
        How programs, axes and people call it.
    window_s : float
        The window that live use looks back over.
    min_epoch_s : float
        Seconds of recording inside the window before it may speak.
    min_beats : int
        Valid intervals inside the window before it may speak.
    update_s : float
        How often live use computes it anew; 0 is at every beat.
    source : str
        Where the definition stands.
    compute : Kernel
        (`Beats`, `Windows`) -> float64 of shape (windows,).
    """

    name: str
    unit: str
    title: str
    window_s: float
    min_epoch_s: float
    min_beats: int
    update_s: float
    source: str
    compute: Kernel

    def evaluate(self, beats: Beats, windows: Windows) -> FloatArray:
        """Compute the index where its minimum is met, NaN ("collecting") elsewhere.

        Raises
        ------
        ValueError
            When an interval marked valid is no positive number.
        """
        _check(beats, windows)
        ready = self._ready(beats, windows)
        if not ready.any():
            return np.full(ready.shape, np.nan)
        return np.where(ready, self.compute(beats, windows), np.nan)

    def _ready(self, beats: Beats, windows: Windows) -> BoolArray:
        if not beats.t_s.size:
            return np.zeros(windows.first.shape, np.bool_)
        covered_s = valid_sum_ms(beats, windows) / 1000
        begin_s = np.maximum(windows.start_s, beats.begin_s[0])
        ready: BoolArray = (
            (windows.end_s - begin_s >= self.min_epoch_s - 1e-6)
            & (covered_s >= _FEWEST_COVERED * self.min_epoch_s)
            & (valid_count(beats, windows) >= self.min_beats)
        )
        return ready


@shared
def _check(beats: Beats, _windows: Windows) -> None:
    beats.check()


INDICES = (
    Index("heart_rate_bpm", "bpm", "Heart rate", 10, 10, 5, 0, TASK_FORCE, heart_rate_bpm),
    Index("rmssd_ms", "ms", "RMSSD", 60, 60, 20, 0, TASK_FORCE, rmssd_ms),
    Index("ln_rmssd", "ln ms", "ln RMSSD", 60, 60, 20, 0, TASK_FORCE, ln_rmssd),
    Index("sdnn_ms", "ms", "SDNN", 60, 60, 20, 0, TASK_FORCE, sdnn_ms),
    Index("pnn50_pct", "%", "pNN50", 60, 60, 20, 0, TASK_FORCE, pnn50_pct),
    Index("sd1_ms", "ms", "SD1", 60, 60, 20, 0, POINCARE, sd1_ms),
    Index("sd2_ms", "ms", "SD2", 60, 60, 20, 0, POINCARE, sd2_ms),
    Index("rsa_ms", "ms", "Breath wave", 60, 30, 20, 2, GROSSMAN, rsa_ms),
    Index("rsa_bpm", "bpm", "Breath wave", 60, 30, 20, 2, GROSSMAN, rsa_bpm),
    Index(
        "coherence",
        "0-1",
        "Coherence",
        PIECE_S,
        PIECE_S,
        30,
        2,
        "McCraty & Childre 2010; frozen in biofeedback.hrv.coherence",
        coherence,
    ),
    Index("lf_peak_per_min", "/min", "Slow wave", 60, 60, 20, 2, TASK_FORCE, lf_peak_per_min),
)
"""The indices that ship, in the order in which they are shown."""
