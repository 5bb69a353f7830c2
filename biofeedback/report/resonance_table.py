"""What the heart did at each breathing rate of an assessment: six criteria, a row per rate.

The criteria and their order of weight are those of Shaffer & Meehan 2020,
doi:10.3389/fnins.2020.570400; no weights are published, nor how to compute some of them, so each
says its own definition. Rates are told apart by the pacer's breaths, half a breath a minute wide,
so a sliding assessment fills the same rows as a stepped one.

LF is what these criteria ask for: at 4.5 to 6.5 breaths a minute, the breath's wave lies in it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

import numpy as np

from biofeedback.hrv.bands import lf_power_ms2
from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.frequency_domain import LF_BAND_HZ, welch
from biofeedback.hrv.quality import quality
from biofeedback.hrv.rsa import swing_bpm
from biofeedback.hrv.synchrony import breath_heart_phase_deg, breath_heart_synchrony, breath_waves
from biofeedback.hrv.tachogram import tachograms_ms
from biofeedback.hrv.window import Beats, FloatArray, Windows
from devices.errors import marked

RATES_PER_MIN = (6.5, 6.0, 5.5, 5.0, 4.5)
"""The rows, as far as breaths were led at these rates."""
LEAST_COVERAGE = 0.90
FEWEST_BREATHS = 6
FEWEST_BEATS = 3.0
"""Beats a breath; with fewer, a breath has no shape."""
_HALF_WIDTH_PER_MIN = 0.25 + 1e-9
_RATE_HZ, _LONGEST_PIECE, _NFFT = 2.0, 240, 2048  # samples: two minutes, padded
_A_PEAK = 0.10  # of the largest one


class Criterion(StrEnum):
    """What speaks for a rate, the weightiest first."""

    SYNCHRONY = "synchrony"
    """-1..1, correlation of the heart's wave with the breath's, neither late nor early."""
    SWING = "swing_bpm"
    """Highest minus lowest heart rate, mean over the breaths."""
    LF_POWER = "lf_power_ms2"
    """Power from 0.04 to 0.15 Hz."""
    LF_PEAK = "lf_peak_ms2_per_hz"
    """Height of the largest peak in that band, pieces of two minutes."""
    SMOOTHNESS = "smoothness"
    """0..1, share of the heart rate's variance within breaths that is one sine a breath."""
    LF_PEAKS = "lf_peaks"
    """Peaks in LF that reach a tenth of the largest; the fewer, the better."""

    @property
    def label(self) -> str:
        """What people call it."""
        return _(_LABELS[self])

    def best(self, values: Mapping[float, float]) -> tuple[float, ...]:
        """Return the rates at which it is best, of its values by rate."""
        if not values:
            return ()
        wanted = (min if self is Criterion.LF_PEAKS else max)(values.values())
        return tuple(rate for rate, value in values.items() if value == wanted)


_LABELS = {
    Criterion.SYNCHRONY: marked("Heart in step with the breath"),
    Criterion.SWING: marked("Rise and fall of the heart rate, beats a minute"),
    Criterion.LF_POWER: marked("Power of the slow waves, ms2"),
    Criterion.LF_PEAK: marked("Largest slow wave, ms2/Hz"),
    Criterion.SMOOTHNESS: marked("Smoothness of the heart rate"),
    Criterion.LF_PEAKS: marked("Number of slow waves"),
}


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate.

    Attributes
    ----------
    rate_per_min : float
        One of `RATES_PER_MIN`.
    breaths : int
        Breaths in which the heart's wave could be seen.
    beats_per_breath : float
        Valid intervals in each.
    coverage : float
        Share of the time that valid intervals account for, 0..1.
    values : mapping of Criterion to float or None
        None where there is too little to say.
    """

    rate_per_min: float
    breaths: int
    beats_per_breath: float
    coverage: float
    values: Mapping[Criterion, float | None]

    @property
    def clean(self) -> bool:
        """Whether there is enough to judge this rate by."""
        return (
            self.coverage >= LEAST_COVERAGE
            and self.breaths >= FEWEST_BREATHS
            and self.beats_per_breath >= FEWEST_BEATS
            and None not in self.values.values()
        )


def rate_rows(beats: Beats) -> tuple[RateRow, ...]:
    """Describe every rate at which breaths were led; one breath alone makes no row."""
    if beats.paced is None or not beats.t_s.size:
        return ()
    return tuple(
        _row(beats, rate, group)
        for rate in RATES_PER_MIN
        if (group := breaths_near(beats.paced, rate)).end_s.size > 1
    )


def breaths_near(breaths: Breaths, rate_per_min: float) -> Breaths:
    """Pick the longest run of breaths, one right after the other, that belong to a row."""
    near = np.abs(60 / (breaths.end_s - breaths.inhale_s) - rate_per_min) <= _HALF_WIDTH_PER_MIN
    which = np.flatnonzero(near)
    if not which.size:
        return breaths[:0]
    apart = np.diff(which) > 1
    apart |= breaths.inhale_s[which[1:]] - breaths.end_s[which[:-1]] > 1.0
    runs = np.split(which, np.flatnonzero(apart) + 1)
    longest = max(runs, key=len)
    return breaths[longest[0] : longest[-1] + 1]


def _row(beats: Beats, rate_per_min: float, group: Breaths) -> RateRow:
    window = Windows.over(beats, group.inhale_s[:1] - 1e-6, group.end_s[-1:])
    begin_s = np.maximum(window.start_s, beats.begin_s[0])  # the curve does not reach further back
    curve = Windows.over(beats, begin_s, window.end_s)
    [trust] = quality(beats, window)
    seen, explained, variance, count = _shapes(beats, group)
    in_step = breath_heart_synchrony(beats, window).item()
    phase_deg = breath_heart_phase_deg(beats, window).item()
    late = 0.0 if math.isnan(phase_deg) else math.cos(math.radians(phase_deg))
    swings = swing_bpm(beats, group)
    peak, peaks = _lf_peaks(beats, curve)
    figures = {
        Criterion.SYNCHRONY: math.sqrt(in_step) * late,
        Criterion.SWING: float(swings[~np.isnan(swings)].mean()) if seen.any() else math.nan,
        Criterion.LF_POWER: lf_power_ms2(beats, curve).item(),
        Criterion.LF_PEAK: peak,
        Criterion.SMOOTHNESS: min(explained / variance, 1.0) if variance > 0 else math.nan,
        Criterion.LF_PEAKS: peaks,
    }
    return RateRow(
        rate_per_min,
        int(seen.sum()),
        float(count[seen].mean()) if seen.any() else 0.0,
        trust.coverage,
        {name: None if math.isnan(value) else value for name, value in figures.items()},
    )


def _shapes(beats: Beats, group: Breaths) -> tuple[FloatArray, float, float, FloatArray]:
    """Which breaths were seen, variance of their sines and in all, valid beats in each."""
    waves = breath_waves(beats, group)
    seen = waves[0] > 0
    rr_s = np.where(beats.valid, beats.rr_ms / 1000, 1.0)
    weights = np.stack([np.ones(rr_s.size), rr_s, np.full(rr_s.size, 60.0), 3600 / rr_s])
    inside = Windows.over(beats, group.inhale_s, group.end_s)
    columns = np.pad(np.where(beats.valid, weights, 0.0), ((0, 0), (0, 1)))  # as `sums` needs them
    count, time_s, turns, squares = inside.sums(columns)
    time_s = np.where(seen, time_s, 1.0)
    variance = squares / time_s - (turns / time_s) ** 2  # each interval weighs as long as it lasts
    return seen, float(waves[1].sum() / 2), float(variance[seen].sum()), count


def _lf_peaks(beats: Beats, window: Windows) -> tuple[float, float]:
    """Height of the largest peak in LF, and how many there are; NaN where there is a hole."""
    for _which, curve_ms in tachograms_ms(beats, window, _RATE_HZ):
        piece = min(curve_ms.shape[1], _LONGEST_PIECE)
        frequency_hz, power = welch(curve_ms, _RATE_HZ, piece, _NFFT, LF_BAND_HZ)
        [line] = power
        tops = (line[1:-1] > line[:-2]) & (line[1:-1] >= line[2:])
        tops &= (frequency_hz[1:-1] >= LF_BAND_HZ[0]) & (frequency_hz[1:-1] <= LF_BAND_HZ[1])
        heights = line[1:-1][tops]
        if heights.size:
            largest = float(heights.max())
            return largest, float(np.count_nonzero(heights >= _A_PEAK * largest))
    return math.nan, math.nan
