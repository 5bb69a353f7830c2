"""What the fuller reading adds to the sentence of a run: RSA at its start and end, and how sure.

The breaths that were led are put into thirds by their number. Each third's RSA is the mean swing of
its breaths, as everywhere (`biofeedback.hrv.rsa`). Breaths that follow each other swing alike, and
twenty taken for independent look surer than they are: the 95 % interval of a mean would hold the
truth three times of four, when a breath keeps half of the one before. So it comes from one AR(1)
model of all breaths, with a mean for each third; see `biofeedback.report.likeness`. Covers 95 % of
means by simulation, see `tests/report/test_closing.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

import numpy as np

from biofeedback.hrv.bands import pace_power_ms2
from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.quality import quality
from biofeedback.hrv.rsa import WIDENED_S, breath_swings_bpm
from biofeedback.hrv.window import Beats, FloatArray, Windows
from biofeedback.locale import number
from biofeedback.report.figures import ASSESSMENT, DURING, Timed, spans_of
from biofeedback.report.likeness import fit

FEWEST_BREATHS = 6
"""Of a third, with a swing; with fewer, nothing is said of it."""
_OTHER_PACE_PER_MIN = 0.25
_ROUNDING_S = 1e-6


@dataclass(frozen=True, slots=True)
class Third:
    """RSA of a third of the led breaths: mean and 95 % interval, in beats a minute."""

    rsa_bpm: float
    low_bpm: float
    high_bpm: float


@dataclass(frozen=True, slots=True)
class Closing:
    """What is told of the led part of a run.

    Attributes
    ----------
    thirds : tuple of (Third or None), or empty
        The first and the last, None where breaths are too few; empty where rates were compared:
        they differ by the pace.
    pace_power_ms2 : float or None
    artifact_pct : float
    paces_per_min : tuple of float
        At which each of the two was led, on average.
    """

    thirds: tuple[Third | None, ...]
    pace_power_ms2: float | None
    artifact_pct: float
    paces_per_min: tuple[float, ...] = ()


def closing_of(run: Timed) -> Closing | None:
    """Return what is told of a run; None where no breath was led, or no beat came in."""
    span = spans_of(run).get(DURING)
    if span is None or run.plan is None:
        return None
    window = Windows.over(run.beats, *span)
    power_ms2 = pace_power_ms2(run.beats, window).item()
    compares = run.plan.session.method == ASSESSMENT
    return Closing(
        () if compares else thirds_of(led_swings_bpm(run.beats)),
        None if np.isnan(power_ms2) else power_ms2,
        quality(run.beats, window)[0].artifact_pct,
        _paces_per_min(_led(run.beats)),
    )


def led_swings_bpm(beats: Beats) -> FloatArray:
    """Return the swing of each breath from the first to the last one that was led, shape (b,).

    NaN where it is not known. Where a sensor saw the breaths, they are those it saw.
    """
    led = _led(beats)
    if led is None or not led.end_s.size:
        return np.empty(0)
    start_s, end_s = led.inhale_s[0] - _ROUNDING_S, led.end_s[-1] + WIDENED_S
    return breath_swings_bpm(beats, float(start_s), float(end_s))


def _led(beats: Beats) -> Breaths | None:
    """Return the breaths that were led while beats came in."""
    if beats.paced is None or not beats.t_s.size:
        return None
    return beats.paced[beats.paced.end_s <= beats.t_s[-1]]


def _paces_per_min(led: Breaths | None) -> tuple[float, ...]:
    """Return the mean pace of the first and of the last third; nothing without breaths."""
    third = 0 if led is None else led.end_s.size // 3
    if led is None or not third:
        return ()
    took_s = led.end_s - led.inhale_s
    return 60 / float(took_s[:third].mean()), 60 / float(took_s[-third:].mean())


def thirds_of(swings_bpm: FloatArray) -> tuple[Third | None, Third | None]:
    """Return mean and interval of the first and of the last third, None where too few are known."""
    third = swings_bpm.size // 3
    place = np.ones(swings_bpm.size, np.intp)
    place[:third], place[swings_bpm.size - third :] = 0, 2
    is_known = np.isfinite(swings_bpm)
    at, values = np.flatnonzero(is_known), swings_bpm[is_known]
    counts = np.bincount(place[is_known], minlength=3)
    if counts.max() < FEWEST_BREATHS:
        return None, None
    present = np.flatnonzero(counts)
    design = (place[is_known][:, None] == present).astype(np.float64)
    estimates = dict(zip(present.tolist(), fit(design, values, np.diff(at)), strict=True))

    def told(which: int) -> Third | None:
        if counts[which] < FEWEST_BREATHS:
            return None
        low_bpm, high_bpm = estimates[which].interval()
        mean_bpm = float(values[place[is_known] == which].mean())
        return Third(mean_bpm, max(low_bpm, 0.0), high_bpm)

    return told(0), told(2)


def sentences(closing: Closing | None) -> str:
    """Say it in a line or two; empty where nothing is told."""
    return " ".join(_sentences(closing)) if closing else ""


def _sentences(closing: Closing) -> Iterator[str]:
    if closing.thirds:
        yield _of_thirds(*closing.thirds)
        if all(closing.thirds) and np.ptp(closing.paces_per_min or (0.0,)) > _OTHER_PACE_PER_MIN:
            first, last = (number(pace, 1) for pace in closing.paces_per_min)
            words = _("The pace went from {first} to {last} a minute, which changes RSA, too.")
            yield words.format(first=first, last=last)
    if closing.pace_power_ms2 is not None:
        power = number(closing.pace_power_ms2)
        yield _("Power at the pace: {power} ms².").format(power=power)
    yield _("Artifacts: {share} %.").format(share=number(closing.artifact_pct, 1))


def _of_thirds(first: Third | None, last: Third | None) -> str:
    if first and last:
        return _(
            "RSA: {first} beats a minute in the first third (95 % interval {low} to {high}), "
            "{last} in the last ({last_low} to {last_high})."
        ).format(
            first=number(first.rsa_bpm, 1),
            low=number(first.low_bpm, 1),
            high=number(first.high_bpm, 1),
            last=number(last.rsa_bpm, 1),
            last_low=number(last.low_bpm, 1),
            last_high=number(last.high_bpm, 1),
        )
    known = first or last
    if known is None:
        return _("Too few breaths with clear heartbeats for RSA at the start and at the end.")
    words = _(
        "RSA: {mean} beats a minute in the first third (95 % interval {low} to {high}); "
        "too few clear breaths in the last."
    )
    if last:
        words = _(
            "RSA: {mean} beats a minute in the last third (95 % interval {low} to {high}); "
            "too few clear breaths in the first."
        )
    mean, low, high = (
        number(figure, 1) for figure in (known.rsa_bpm, known.low_bpm, known.high_bpm)
    )
    return words.format(mean=mean, low=low, high=high)
