"""Artifacts put right instead of left out: beats added, removed or moved, for whoever asks for it.

Where a run of artifacts lasts a whole number of beats, as after a missed, an extra or an ectopic
beat, its time is shared out anew: a beat is added, removed or moved. Where it does not, an early or
late beat began the rhythm anew, and only the intervals are replaced. Their lengths go straight from
the good one before to the good one after. A run that lasts more than 3 s, or has a gap or the
border of the recording beside it, stays left out.

Decisions
1. Corrected is what our own rule rejects, not what the offline Lipponen-Tarvainen rule does: it
   finds more artifacts and takes fewer good beats for some, so the figures come many times closer
   to the truth (docs/artifacts.md); and they differ from live ones by the correction alone.
2. A corrected interval counts as any other, in RMSSD too, as in the paper. A straight line varies
   less than a heart, so RMSSD comes out some percent low. Whoever wants only what was measured
   leaves artifacts out, which is the default.

Source: Lipponen & Tarvainen 2019, doi:10.1080/03091902.2019.1640306. Differs: new beats are placed
between the lengths of their neighbours, not halfway, and time is kept only where beats fill it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.columns import BoolArray, FloatArray
from biofeedback.hrv.curve import LONGEST_HOLE_S
from biofeedback.hrv.window import Beats

_FILLS = 0.20  # of an interval: how exactly a whole number of beats must fill the time of a run


def correct(beats: Beats, verdicts: Sequence[Verdict]) -> tuple[Beats, BoolArray]:
    """Return the beats with their artifacts corrected, and which intervals these replaced.

    Parameters
    ----------
    verdicts
        What each interval was judged to be, shape (n,).

    Returns
    -------
    beats, replaced
        Other beats, as many as there are now, and a mask over the ones given, shape (n,).
    """
    replaced = np.zeros(beats.t_s.size, np.bool_)
    columns = beats.t_s, beats.rr_ms, beats.valid, beats.gap
    parts, done = [], 0
    for run in _runs(beats, verdicts):
        rr_ms = _instead_ms(beats, run)
        from_s, to_s = beats.t_s[[run.start - 1, run.stop - 1]]
        t_s = from_s + (to_s - from_s) * np.cumsum(rr_ms) / rr_ms.sum()
        t_s[-1] = to_s
        parts += [
            [column[done : run.start] for column in columns],
            [t_s, rr_ms, np.ones(rr_ms.size, np.bool_), np.zeros(rr_ms.size, np.bool_)],
        ]
        replaced[run], done = True, run.stop
    parts.append([column[done:] for column in columns])
    t_s, rr_ms, valid, gap = map(np.concatenate, zip(*parts, strict=True))
    return replace(beats, t_s=t_s, rr_ms=rr_ms, valid=valid, gap=gap, kept={}), replaced


def _runs(beats: Beats, verdicts: Sequence[Verdict]) -> Iterator[slice]:
    """Yield the runs of artifacts that can be corrected."""
    good = [verdict is Verdict.GOOD for verdict in verdicts]
    start = None
    for i, is_good in enumerate(good):
        if is_good and start is not None:
            run, start = slice(start, i), None
            beside_gap = beats.gap[run.start : run.stop + 1].any()
            if run.start > 0 and not beside_gap and _can_be_filled(beats, run):
                yield run
        elif not is_good and start is None:
            start = i


def _can_be_filled(beats: Beats, run: slice) -> bool:
    lasts_s = beats.t_s[run.stop - 1] - beats.t_s[run.start - 1]
    return bool(lasts_s <= LONGEST_HOLE_S and np.isfinite(beats.rr_ms[run]).all())


def _instead_ms(beats: Beats, run: slice) -> FloatArray:
    """Return the intervals that belong where a run of artifacts is."""
    before_ms, after_ms = beats.rr_ms[[run.start - 1, run.stop]]
    usual_ms, lasts_ms = (before_ms + after_ms) / 2, beats.rr_ms[run].sum()
    count = max(round(lasts_ms / usual_ms), 1)
    began_anew = count == run.stop - run.start == 1
    fills = not began_anew and abs(lasts_ms / count - usual_ms) <= _FILLS * usual_ms
    rr_ms: FloatArray = np.linspace(before_ms, after_ms, count + 2)[1:-1]
    return np.multiply(rr_ms, lasts_ms / rr_ms.sum() if fills else 1.0)
