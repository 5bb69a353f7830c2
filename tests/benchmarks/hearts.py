"""Simulated hearts, whole days of them in a moment: rate modulation on a time grid, in numpy.

`devices.virtual.Person` does the same with more care, step by step; a day takes it many seconds.
"""

import numpy as np

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.window import Beats

BEATS_PER_S = 70 / 60
_STEP_S = 0.05
_ARTIFACT_SHARE = 0.004
_GAP_EVERY_S, _GAP_S = 3600.0, 8.0


def heart(seconds, seed=0, per_min=13.0):
    """Return beats of a heart at rest, with the breaths that moved it, not told to the beats.

    Respiratory arrhythmia, the 0.1 Hz rhythm, slower waves and noise; 0.4 % of the
    intervals are marked as artifacts, and once an hour 8 s are missing.
    """
    rng = np.random.default_rng(seed)
    t_s = np.arange(0.0, seconds, _STEP_S)
    wander = np.sin(2 * np.pi * t_s / 137.0 + rng.uniform(0, 6)) + np.sin(t_s / 7.0)
    turns = np.cumsum(per_min * (1 + 0.08 * wander)) * _STEP_S / 60  # breaths so far
    slow = sum(np.sin(2 * np.pi * hz * t_s + rng.uniform(0, 6)) for hz in (0.011, 0.019, 0.031))
    mayer = np.sin(2 * np.pi * 0.1 * t_s + 1.5 * np.sin(2 * np.pi * t_s / 97.0))
    rate_bpm = 60 * BEATS_PER_S + 4 * np.sin(2 * np.pi * turns) + 1.5 * mayer + slow
    level = np.cumsum(rate_bpm) * _STEP_S / 60  # each whole number reached is a beat
    beat_s = np.interp(np.arange(1.0, level[-1]), level, t_s)
    beat_s += np.clip(rng.normal(0, 0.008, beat_s.size), -0.03, 0.03)

    half_turns = np.interp(np.arange(0.5, 2 * turns[-1] - 0.5) / 2, turns, t_s)
    borders_s = half_turns[: half_turns.size // 2 * 2 - 1]
    breaths = Breaths.led(borders_s[:-1:2], borders_s[1::2], borders_s[2::2])
    return _with_trouble(beat_s, rng), breaths


def _with_trouble(beat_s, rng):
    rr_ms = 1000 * np.diff(beat_s)
    after_gap = np.zeros(rr_ms.size, np.bool_)
    for gap_s in np.arange(_GAP_EVERY_S / 2, beat_s[-1], _GAP_EVERY_S):
        first, last = np.searchsorted(beat_s, [gap_s, gap_s + _GAP_S])
        rr_ms[first:last] = np.nan
        after_gap[last : last + 1] = True
    there = ~np.isnan(rr_ms)
    valid = rng.random(rr_ms.size) >= _ARTIFACT_SHARE
    return Beats(beat_s[1:][there], rr_ms[there], valid[there], after_gap[there])


def part(beats, first, stop):
    """Return some of the beats."""
    some = slice(first, stop)
    return Beats(beats.t_s[some], beats.rr_ms[some], beats.valid[some], beats.gap[some])
