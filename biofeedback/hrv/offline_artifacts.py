"""Artifacts of a whole recording by Lipponen & Tarvainen, as NeuroKit2 computes them.

`neurokit2.signal_fixpeaks` is used around its traps: it must not look across a gap, so each stretch
is judged by itself; it takes whole samples, so times are whole milliseconds at 1000 Hz; it must not
iterate, or only the artifacts of the last pass are told. It never judges the last two intervals of
a stretch, and none where all changes are alike, for then its thresholds are zero. Its import takes
seconds, and happens at the first call.

Differs from `biofeedback.hrv.artifacts`, which our figures rest on: that rule throws away fewer
good beats and finds more artifacts in slow breathing. This one compares with other programs.

Source: Lipponen & Tarvainen 2019, doi:10.1080/03091902.2019.1640306.
"""

import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from biofeedback.hrv.artifacts import LONGEST_MS, Verdict
from biofeedback.hrv.window import BoolArray, FloatArray

_HZ = 1000  # samples a second: a sample is a millisecond
_FEWEST = 4  # intervals that the rule can say something of
_KINDS = {"ectopic": Verdict.ECTOPIC, "missed": Verdict.MISSED, "extra": Verdict.EXTRA}


def judge_offline(rr_ms: ArrayLike, gap: ArrayLike) -> list[Verdict]:
    """Judge a whole recording; shape (n,).

    An interval that is no number or longer than any beat is out of range, and parts the recording
    as a gap does. Ectopic, missed and extra beats are told by the interval they end.
    """
    rr = np.asarray(rr_ms, dtype=np.float64)
    known = (rr > 0) & (rr <= LONGEST_MS)
    verdicts = [Verdict.GOOD if k else Verdict.OUT_OF_RANGE for k in known]
    for stretch in _stretches(known, np.asarray(gap, dtype=np.bool_)):
        for i, verdict in _artifacts(rr[stretch]):
            verdicts[stretch.start + i] = verdict
    return verdicts


def fixpeaks(rr_ms: FloatArray) -> tuple[dict[str, Any], FloatArray]:
    """Return NeuroKit2's artifacts by peak number, and its corrected peaks in ms.

    Peak 0 is the start of the first interval, so peak k ends interval k - 1.
    """
    peaks_ms = np.round(np.append(0.0, np.cumsum(rr_ms))).astype(np.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it warns of shows in what it returns
        artifacts, corrected_ms = import_module("neurokit2").signal_fixpeaks(
            peaks_ms, sampling_rate=_HZ, iterative=False, method="Kubios"
        )
    return artifacts, np.asarray(corrected_ms, dtype=np.float64)


def _artifacts(rr_ms: FloatArray) -> Iterator[tuple[int, Verdict]]:
    if rr_ms.size < _FEWEST:
        return
    artifacts, _peaks_ms = fixpeaks(rr_ms)
    found = [(peak, verdict) for name, verdict in _KINDS.items() for peak in artifacts[name]]
    for peak in artifacts["longshort"]:
        above_median = artifacts["mrrs"][peak] > 0
        found.append((peak, Verdict.LONG if above_median else Verdict.SHORT))
    for peak, verdict in found:
        if peak > 0:  # the interval before the first peak is none
            yield int(peak) - 1, verdict


def _stretches(known: BoolArray, gap: BoolArray) -> Iterator[slice]:
    """Yield the runs of known intervals without a gap between them."""
    start = None
    for i, (is_known, after_gap) in enumerate(zip(known.tolist(), gap.tolist(), strict=True)):
        if start is not None and (after_gap or not is_known):
            yield slice(start, i)
            start = None
        if start is None and is_known:
            start = i
    if start is not None:
        yield slice(start, known.size)
