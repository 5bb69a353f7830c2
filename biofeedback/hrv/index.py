"""The indices by name: unit, window, what each needs before it says a number, and its source.

Below its minimum an index reads "collecting": NaN here, None on a `Frame`, never a guess. The
minimum epochs follow Shaffer, Meehan & Zerr 2020 (doi:10.3389/fnins.2020.570400 and the review at
PMC7710683); that paper's exact minima are unverified, ours are on the careful side.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from biofeedback.hrv.bands import (
    hf_nu_pct,
    hf_peak_per_min,
    hf_power_ms2,
    lf_hf,
    lf_nu_pct,
    lf_power_ms2,
    pace_power_ms2,
    total_power_ms2,
    vlf_power_ms2,
)
from biofeedback.hrv.coherence import PIECE_S, coherence, coherence_ratio, lf_peak_per_min
from biofeedback.hrv.lomb_scargle import (
    hf_peak_ls_per_min,
    hf_power_ls_ms2,
    lf_peak_ls_per_min,
    lf_power_ls_ms2,
    total_power_ls_ms2,
)
from biofeedback.hrv.nonlinear import sd1_ms, sd1_sd2, sd2_ms, stress_index
from biofeedback.hrv.rsa import rsa_bpm, rsa_ms
from biofeedback.hrv.series import sensed
from biofeedback.hrv.synchrony import breath_heart_phase_deg, breath_heart_synchrony
from biofeedback.hrv.time_domain import (
    cvnn_pct,
    heart_rate_bpm,
    ln_rmssd,
    mean_nn_ms,
    pnn20_pct,
    pnn50_pct,
    rmssd_ms,
    sdnn_ms,
    sdsd_ms,
)
from biofeedback.hrv.window import (
    Beats,
    BoolArray,
    FloatArray,
    Windows,
    recorded_s,
    unknown,
    valid_sums,
)

Kernel = Callable[[Beats, Windows], FloatArray]

_READY = np.array([False]), np.array([True])  # of one window
_FEWEST_COVERED = 0.8  # of the minimum epoch must be valid intervals

LACHAUX = "Lachaux et al. 1999, doi:10.1002/(SICI)1097-0193(1999)8:4<194::AID-HBM4>3.0.CO;2-C"
TASK_FORCE = "Task Force 1996, doi:10.1161/01.CIR.93.5.1043"
POINCARE = "Brennan et al. 2001, doi:10.1109/10.959330"
MCCRATY = "McCraty & Childre 2010; frozen in biofeedback.hrv.coherence"
BAEVSKY = "Baevsky & Chernikova 2017, Cardiometry 10, 66-76 (unverified)"
OURS = "defined in biofeedback.hrv.bands"
VASCHILLO = "Vaschillo et al. 2006, doi:10.1007/s10484-006-9009-3"
CARTER = "Carter 1987, doi:10.1109/PROC.1987.13723"
SCHULZ = "Schulz & Stattegger 1997, doi:10.1016/S0098-3004(97)00087-3"
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
    any_pace : bool
        False where slow breathing changes the meaning: compare it between stretches of
        spontaneous breathing only, and never score a breath by it.
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
    any_pace: bool = True

    def evaluate(self, beats: Beats, windows: Windows) -> FloatArray:
        """Compute the index where its minimum is met, NaN ("collecting") elsewhere.

        Raises
        ------
        ValueError
            When an interval marked valid is no positive number.
        """
        key = self.min_epoch_s, self.min_beats  # many indices ask for the same
        if key not in windows.kept:
            windows.kept[key] = self._ready(beats, windows)
        ready: BoolArray = windows.kept[key]
        count = np.count_nonzero(ready)
        if not count:
            return unknown(ready.size)
        values = self.compute(beats, windows)
        return values if count == ready.size else np.where(ready, values, np.nan)

    def _ready(self, beats: Beats, windows: Windows) -> BoolArray:
        if not beats.t_s.size:
            return np.zeros(windows.first.shape, np.bool_)
        beats.check()
        if windows.first.size == 1:  # live use is in a hurry: the same, without arrays of one
            [[valid], [lasted_ms], _] = valid_sums(beats, windows).tolist()
            enough = (
                valid >= self.min_beats
                and lasted_ms >= 1000 * _FEWEST_COVERED * self.min_epoch_s
                and recorded_s(beats, windows).item() >= self.min_epoch_s - 1e-6
            )
            return _READY[enough]
        count, total_ms, _ = valid_sums(beats, windows)
        ready: BoolArray = count >= self.min_beats
        ready &= total_ms >= 1000 * _FEWEST_COVERED * self.min_epoch_s
        ready &= recorded_s(beats, windows) >= self.min_epoch_s - 1e-6
        return ready


def _time(name: str, unit: str, title: str, compute: Kernel) -> Index:
    return Index(name, unit, title, 60, 60, 20, 0, TASK_FORCE, compute)


def _band(name: str, unit: str, title: str, epoch_s: float, compute: Kernel) -> Index:
    return Index(name, unit, title, epoch_s, epoch_s, 60, 2, TASK_FORCE, compute, any_pace=False)


def _sensed(name: str, unit: str, title: str, source: str) -> Index:
    return Index(name, unit, title, 10, 0, 0, 1, source, sensed(name))


def _holed(name: str, unit: str, title: str, epoch_s: float, compute: Kernel, pace: bool) -> Index:
    return Index(name, unit, title, 300, epoch_s, 60, 2, SCHULZ, compute, pace)


LIVE_INDICES = (
    Index("heart_rate_bpm", "bpm", "Heart rate", 10, 10, 5, 0, TASK_FORCE, heart_rate_bpm),
    _time("rmssd_ms", "ms", "RMSSD", rmssd_ms),
    _time("ln_rmssd", "ln ms", "ln RMSSD", ln_rmssd),
    _time("sdnn_ms", "ms", "SDNN", sdnn_ms),
    _time("pnn50_pct", "%", "pNN50", pnn50_pct),
    Index("sd1_ms", "ms", "SD1", 60, 60, 20, 0, POINCARE, sd1_ms),
    Index("sd2_ms", "ms", "SD2", 60, 60, 20, 0, POINCARE, sd2_ms),
    Index("rsa_ms", "ms", "Breath wave", 60, 30, 20, 3, GROSSMAN, rsa_ms),
    Index("rsa_bpm", "bpm", "Breath wave", 60, 30, 20, 3, GROSSMAN, rsa_bpm),
    Index("coherence", "0-1", "Coherence", PIECE_S, PIECE_S, 30, 4, MCCRATY, coherence),
    Index("lf_peak_per_min", "/min", "Slow wave", PIECE_S, 60, 20, 4, TASK_FORCE, lf_peak_per_min),
)
"""What every strap's beats give, live."""

SENSED_INDICES = (
    _sensed("breathing_rate_per_min", "/min", "Breathing", "biofeedback.signals.respiration"),
    _sensed("pacer_adherence", "0-1", "With the pacer", LACHAUX),
    _sensed("stillness", "0-1", "Stillness", "biofeedback.signals.motion"),
    _sensed("pulse_amplitude_rel", "times", "Pulse in the skin", "biofeedback.signals.ppg"),
    _sensed("ecg_quality", "0-1", "ECG quality", "biofeedback.signals.ecg_quality"),
)
"""What straps with raw streams add; averaged over 10 s, the rate of breathing over a minute."""

BREATH_HEART_INDICES = (
    Index("pace_power_ms2", "ms2", "Power at the pace", 150, 60, 60, 4, OURS, pace_power_ms2),
    Index(
        "breath_heart_synchrony",
        "0-1",
        "Synchrony",
        120,
        60,
        30,
        4,
        CARTER,
        breath_heart_synchrony,
    ),
    Index(
        "breath_heart_phase_deg",
        "deg",
        "Heart lag",
        120,
        60,
        30,
        4,
        VASCHILLO,
        breath_heart_phase_deg,
    ),
)
"""How the heart's wave follows the breath that was led or seen."""

RUN_INDICES = (*LIVE_INDICES, *BREATH_HEART_INDICES, *SENSED_INDICES)
"""What a run computes, in the order in which it is shown."""

INDICES = (
    *RUN_INDICES,
    _time("mean_nn_ms", "ms", "Mean NN", mean_nn_ms),
    _time("sdsd_ms", "ms", "SDSD", sdsd_ms),
    _time("pnn20_pct", "%", "pNN20", pnn20_pct),
    _time("cvnn_pct", "%", "CVNN", cvnn_pct),
    Index("sd1_sd2", "ratio", "SD1/SD2", 60, 60, 20, 0, POINCARE, sd1_sd2),
    Index(
        "coherence_ratio", "ratio", "Coherence", PIECE_S, PIECE_S, 30, 2, MCCRATY, coherence_ratio
    ),
    _band("vlf_power_ms2", "ms2", "VLF power", 300, vlf_power_ms2),
    _band("lf_power_ms2", "ms2", "LF power", 240, lf_power_ms2),
    _band("hf_power_ms2", "ms2", "HF power", 180, hf_power_ms2),
    _band("total_power_ms2", "ms2", "Total power", 300, total_power_ms2),
    _band("lf_nu_pct", "%", "LF n.u.", 240, lf_nu_pct),
    _band("hf_nu_pct", "%", "HF n.u.", 240, hf_nu_pct),
    _band("lf_hf", "ratio", "LF/HF", 240, lf_hf),
    _band("hf_peak_per_min", "/min", "Fast wave", 180, hf_peak_per_min),
    Index("stress_index", "1/s2", "Stress index", 300, 120, 100, 60, BAEVSKY, stress_index),
)
"""All that ship; whole recordings get all of them."""

LOMB_INDICES = (
    _holed("lf_power_ls_ms2", "ms2", "LF power over holes", 240, lf_power_ls_ms2, False),
    _holed("hf_power_ls_ms2", "ms2", "HF power over holes", 180, hf_power_ls_ms2, False),
    _holed("total_power_ls_ms2", "ms2", "Total power over holes", 240, total_power_ls_ms2, False),
    _holed("lf_peak_ls_per_min", "/min", "Slow wave over holes", 120, lf_peak_ls_per_min, True),
    _holed("hf_peak_ls_per_min", "/min", "Fast wave over holes", 120, hf_peak_ls_per_min, False),
)
"""On request: they bridge no hole and need none bridged, but take milliseconds a window."""

BY_NAME = {index.name: index for index in (*INDICES, *LOMB_INDICES)}
"""Everything that can be asked for."""
