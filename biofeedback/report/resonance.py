"""Which breathing rate an assessment speaks for, how surely, and the plain words for it.

1. The table: each of six criteria names the rate at which it is best; the rate with most votes is
   favoured, an equal number going to the weightier criterion.
2. The curve: where the smooth curve of swing against rate is highest, with its interval. A sliding
   assessment has a rate for every breath, so its own rate is read from the curve; a stepped one
   names the step that the table favours.
3. Certainty, the first that applies: too few clean rates; flat; the best lies at the boundary;
   tied, since others do as well within max(0.5 bpm, 10 %), or the interval is wide; clear.

Nobody needs an assessment: 6 a minute works without, and one's own rate is not clearly better
(doi:10.1038/s41598-026-53333-6; Lehrer et al. 2020, doi:10.1007/s10484-020-09466-z). Where no
rate is better than another, the pace is 6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

import numpy as np

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.synchrony import breath_waves
from biofeedback.hrv.window import Beats
from biofeedback.locale import number
from biofeedback.report.resonance_curve import FLAT_BPM, SwingCurve, swing_curve
from biofeedback.report.resonance_table import Criterion, RateRow, rate_rows
from devices.errors import marked

DEFAULT_PER_MIN = 6.0
"""The pace without an assessment, or when it names none."""
FEWEST_RATES = 3
_TIE_BPM, _TIE_SHARE = 0.5, 0.10
_WIDE_PER_MIN = 1.0
_EACH_BREATH_ITS_OWN = 10  # different rates: more than any assessment has steps


class Certainty(StrEnum):
    """How surely a rate was found."""

    CLEAR = "clear"
    TIED = "tied"
    FLAT = "flat"
    BOUNDARY = "boundary"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A person's own rate, to be kept for later sessions.

    Attributes
    ----------
    rate_per_min : float
        To breathe at.
    low_per_min, high_per_min : float
        Interval that it lies in nine times of ten, as far as one assessment can tell.
    certainty : Certainty
        Clear, tied or at the boundary.
    sliding : bool
        Which assessment told it.
    """

    rate_per_min: float
    low_per_min: float
    high_per_min: float
    certainty: Certainty
    sliding: bool


def pace_for(own: OwnRate | None) -> float:
    """Return the pace of a person's sessions: their own rate, or 6 a minute."""
    return DEFAULT_PER_MIN if own is None else own.rate_per_min


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an assessment brought.

    Attributes
    ----------
    rows : tuple of RateRow
        The table, fastest rate first.
    votes : mapping of Criterion to tuple of float
        The rates at which each criterion is best, of the clean ones.
    favoured_per_min : float or None
        The rate with most votes; None where there are too few clean rates.
    tied_per_min : tuple of float
        Other rates that swing as far, within max(0.5 bpm, 10 %).
    curve : SwingCurve or None
        Swing against rate; None where there are too few clean rates.
    certainty : Certainty
        How surely.
    own : OwnRate or None
        What to keep; None where no rate is better than another.
    """

    rows: tuple[RateRow, ...]
    votes: Mapping[Criterion, tuple[float, ...]]
    favoured_per_min: float | None
    tied_per_min: tuple[float, ...]
    curve: SwingCurve | None
    certainty: Certainty
    own: OwnRate | None

    def chart(self, criterion: Criterion) -> tuple[tuple[float, float], ...]:
        """Return the points of a chart: rate and value, slowest first, unclean rates left out."""
        return tuple(sorted(_column(self.rows, criterion).items()))


def assess(beats: Beats) -> Assessment:
    """Score the beats of a stepped or sliding assessment by its paced breaths."""
    rows = rate_rows(beats)
    clean = [row for row in rows if row.clean]
    votes = {criterion: criterion.best(_column(rows, criterion)) for criterion in Criterion}
    if len(clean) < FEWEST_RATES or beats.paced is None:
        return Assessment(rows, votes, None, (), None, Certainty.TOO_FEW, None)
    favoured = _favoured(clean, votes)
    curve, sliding = _curve(beats, beats.paced)
    tied = _tied_with(favoured, _column(rows, Criterion.SWING))
    certainty = _certainty(clean, favoured, tied, curve, sliding)
    own = None
    if certainty is not Certainty.FLAT:
        rate = round(curve.peak_per_min, 1) if sliding else favoured
        low, high = min(curve.low_per_min, rate), max(curve.high_per_min, rate)
        own = OwnRate(rate, low, high, certainty, sliding)
    return Assessment(rows, votes, favoured, tied, curve, certainty, own)


def _column(rows: Sequence[RateRow], criterion: Criterion) -> dict[float, float]:
    """Values of a criterion by rate, of the clean rows."""
    values = ((row.rate_per_min, row.values[criterion]) for row in rows if row.clean)
    return {rate: value for rate, value in values if value is not None}


def _favoured(clean: Sequence[RateRow], votes: Mapping[Criterion, tuple[float, ...]]) -> float:
    def weight(row: RateRow) -> tuple[int, list[bool]]:
        named = [row.rate_per_min in votes[criterion] for criterion in Criterion]
        return sum(named), named

    return max(clean, key=weight).rate_per_min


def _curve(beats: Beats, paced: Breaths) -> tuple[SwingCurve, bool]:
    """Fit the curve; say whether the rates slide."""
    waves = breath_waves(beats, paced)
    seen = waves[0] > 0
    rate_per_min = (60 / (paced.end_s - paced.inhale_s))[seen]
    response_bpm = (waves[3] + 1j * waves[4])[seen] / np.sqrt(waves[2][seen])
    sliding = np.unique(rate_per_min.round(3)).size > _EACH_BREATH_ITS_OWN
    return swing_curve(rate_per_min, response_bpm), sliding


def _tied_with(favoured: float, swings_bpm: Mapping[float, float]) -> tuple[float, ...]:
    best = max(swings_bpm.values())
    margin = max(_TIE_BPM, _TIE_SHARE * best)
    return tuple(
        rate for rate, swing in swings_bpm.items() if best - swing <= margin and rate != favoured
    )


def _certainty(
    clean: Sequence[RateRow],
    favoured: float,
    tied: Sequence[float],
    curve: SwingCurve,
    sliding: bool,
) -> Certainty:
    swings = _column(clean, Criterion.SWING)
    rates = list(swings)
    wide = curve.high_per_min - curve.low_per_min > _WIDE_PER_MIN
    if curve.flat or np.ptp(list(swings.values())) < FLAT_BPM:
        return Certainty.FLAT
    if curve.at_boundary if sliding else favoured in (min(rates), max(rates)):
        return Certainty.BOUNDARY
    return Certainty.TIED if (wide if sliding else tied) else Certainty.CLEAR


def sentence(assessment: Assessment) -> str:
    """Say in plain words what came out; it promises nothing."""
    own = assessment.own
    if assessment.certainty is Certainty.TOO_FEW:
        return _(
            "Too few heartbeats came in to compare the rates. "
            "Six breaths a minute is a good pace without it."
        )
    if own is None:
        return _(
            "Your heart swings about as far at every rate. "
            "Six breaths a minute is as good as any; choose what feels easy."
        )
    return _(_WORDS[own.certainty]).format(rate=number(own.rate_per_min, 1))


_WORDS = {
    Certainty.CLEAR: marked(
        "Your heart swung most at about {rate} breaths a minute. "
        "You may breathe at this pace. Six a minute works, too."
    ),
    Certainty.TIED: marked(
        "Your heart swung most at about {rate} breaths a minute, and nearly as far beside it. "
        "Choose what feels easy. Six a minute works, too."
    ),
    Certainty.BOUNDARY: marked(
        "Your heart swung most at {rate} breaths a minute, the end of what was tried. "
        "Your own rate may lie beyond. Six a minute works, too."
    ),
}
