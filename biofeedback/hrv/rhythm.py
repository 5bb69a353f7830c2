"""Whether a rhythm is too irregular for figures of variability to mean anything.

Three ways: more than every fifth interval of the last minute is an artifact, as with early beats in
bigeminy; neighbours alternate; or the intervals are as good as random, in which a rule that learns
how far beats usually lie apart sees few artifacts. Neither breathing, however deep, nor exercise is
like this: their waves turn seldom, and go on as they did a breath ago.

It diagnoses nothing. People are told that their rhythm is too irregular to measure; the reasons
are for developers.

Source: normalised RMSSD and turning points with their limits, Dash et al. 2009,
doi:10.1007/s10439-009-9740-z; the coefficient of sample entropy, Lake & Moorman 2011,
doi:10.1152/ajpheart.00561.2010. Differs: r is 4 % of the mean interval, over 90 to 128 beats, and
artifacts break the series. The limit of -1.04 lies between -1.12, the most of 3 hours of clean
recordings, and -0.96, the least of a stretch of atrial fibrillation.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.columns import BoolArray, FloatArray
from biofeedback.hrv.window import Beats

_MINUTE_S = 60.0
_FEWEST = 30  # beats of that minute
_TOO_MANY = 0.20  # artifacts among them
_SOME, _ENOUGH = 90, 128  # beats that randomness is judged by
_NORMALISED_RMSSD = 0.10
_TURNING_POINTS = 0.54  # of random numbers: 2/3
_ALTERNATING = 0.85
_RADIUS = 0.04
_ENTROPY = -1.04
_EARLY_BEATS = (Verdict.ECTOPIC, Verdict.SHORT, Verdict.LONG)


class Irregularity(StrEnum):
    """Why a rhythm cannot be measured."""

    EARLY_BEATS = "early_beats"
    ARTIFACTS = "artifacts"
    """So many, but mostly missed and extra ones: rather the strap's doing than the heart's."""
    ALTERNATING = "alternating"
    RANDOM = "random"


def irregularity(beats: Beats, verdicts: Sequence[Verdict]) -> Irregularity | None:
    """Say why the newest beats are too irregular to measure; None where they are not.

    Parameters
    ----------
    verdicts
        What the intervals were judged to be, shape (n,).
    """
    if not beats.t_s.size:
        return None
    minute = int(beats.t_s.searchsorted(beats.t_s[-1] - _MINUTE_S, "right"))
    bad = [verdict for verdict in verdicts[minute:] if verdict is not Verdict.GOOD]
    count = beats.t_s.size - minute
    if count >= _FEWEST and len(bad) > _TOO_MANY * count:
        early = sum(verdict in _EARLY_BEATS for verdict in bad)
        return Irregularity.EARLY_BEATS if 2 * early > len(bad) else Irregularity.ARTIFACTS
    return _disorder(beats) if beats.t_s.size >= _SOME else None


def _disorder(beats: Beats) -> Irregularity | None:
    first, columns = max(beats.t_s.size - _ENOUGH, 0), beats.columns
    newest = slice(first, beats.t_s.size)
    intervals, differences = columns.valid_columns[:2, newest], columns.pair_columns[:3, newest]
    count, total_ms = np.add.reduce(intervals, axis=1).tolist()
    pairs, _, squares = np.add.reduce(differences[:, 1:], axis=1).tolist()
    if not pairs:
        return None
    mean_ms = total_ms / count
    if squares / pairs <= (_NORMALISED_RMSSD * mean_ms) ** 2:
        return None
    pair, change_ms = columns.pair[newest][1:], differences[1, 1:]
    turns = int(np.count_nonzero(change_ms[1:] * change_ms[:-1] < 0))
    turning_points = turns / max(int(np.count_nonzero(pair[1:] & pair[:-1])), 1)
    if turning_points > _ALTERNATING:
        return Irregularity.ALTERNATING
    if turning_points < _TURNING_POINTS:
        return None
    rr_ms = np.where(beats.valid[newest], beats.rr_ms[newest], np.inf)
    entropy = sample_entropy(rr_ms, pair, mean_ms)
    return Irregularity.RANDOM if entropy > _ENTROPY else None


def sample_entropy(rr_ms: FloatArray, pair: BoolArray, mean_ms: float) -> float:
    """Coefficient of sample entropy of pairs of neighbours; no unit, the higher the more random.

    Parameters
    ----------
    rr_ms : float64, shape (n,)
        Intervals.
    pair : bool, shape (n - 1,)
        Whether each interval and the next count as neighbours.
    """
    first, second = rr_ms[:-1][pair], rr_ms[1:][pair]
    radius_ms = _RADIUS * mean_ms
    alike = np.abs(first[:, None] - first) <= radius_ms
    stay_alike = alike & (np.abs(second[:, None] - second) <= radius_ms)
    # Each pair is counted twice, and every interval is like itself.
    matches = int(np.count_nonzero(alike)) - first.size
    lasting = int(np.count_nonzero(stay_alike)) - first.size
    if not matches:
        return np.inf
    return float(np.log(matches / max(lasting, 1)) + np.log(2 * _RADIUS))
