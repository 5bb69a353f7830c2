"""Series of beats for the tests: made by hypothesis, or by a heart that breathes."""

import math
import random

import numpy as np
from hypothesis import strategies as st

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.window import Beats
from tests import naive

GARBAGE_MS = (math.nan, math.inf, -math.inf, 0.0, -800.0, 120.0, 65_000.0)
"""What an interval may say that was judged an artifact."""


@st.composite
def series(draw, most=150):
    """Beats of one of four rhythms, with gaps, artifacts, and clocks that are set right."""
    n = draw(st.integers(0, most))
    rng = random.Random(draw(st.integers(0, 2**32)))
    mean = draw(st.sampled_from([450.0, 733.3, 1000.0, 1400.1]))
    rhythm = draw(st.sampled_from(["constant", "noise", "wave", "alternating"]))
    rr_ms = [_interval(rhythm, mean, i, rng) for i in range(n)]
    odd = st.tuples(st.integers(0, max(n - 1, 0)), st.sampled_from([0.0, 0.4, 2.9, 3.1, 9.0, 70.0]))
    gaps = dict(draw(st.lists(odd, max_size=3))) if n else {}
    invalid = set(draw(st.lists(st.integers(0, max(n - 1, 0)), max_size=8)))
    return assemble(rr_ms, gaps, invalid, rng)


def _interval(rhythm, mean, i, rng):
    match rhythm:
        case "noise":
            return mean * rng.uniform(0.85, 1.15)
        case "wave":
            return mean * (1 + 0.12 * math.sin(i / 1.7)) + rng.gauss(0, 5)
        case "alternating":
            return mean + (50 if i % 2 else 0)
    return mean


def assemble(rr_ms, gaps, invalid, rng):
    """Join intervals to beats; `gaps` holds the seconds that are missing before some of them."""
    t_s, times = 0.0, []
    for i, rr in enumerate(rr_ms):
        # A millisecond here or there, as when beat times are pinned to the clock anew.
        t_s += rr / 1000 + gaps.get(i, 0.0) + rng.choice([0.0, 0.0, -0.002, 0.001])
        times.append(t_s)
    n = len(rr_ms)
    valid = np.array([i not in invalid for i in range(n)], dtype=bool)
    said = [rr if valid[i] else rng.choice([rr, *GARBAGE_MS]) for i, rr in enumerate(rr_ms)]
    gap = np.array([i in gaps for i in range(n)], dtype=bool)
    return Beats(np.array(times), np.array(said), valid, gap)


def eventful(seed, seconds=240.0):
    """Beats of a noisy breathing heart with a few artifacts, short gaps and one long one."""
    rng = random.Random(seed)
    heart = breathing_heart(rng.uniform(2, 9), rng.uniform(4, 14), 15.0, seconds, 70.0, seed)
    n = heart.rr_ms.size
    gaps = {rng.randrange(n): rng.choice([0.5, 2.0, 4.0]) for _ in range(2)}
    gaps[rng.randrange(n // 2, n)] = rng.choice([8.0, 12.0, 80.0])
    invalid = {i + k for i in rng.sample(range(n), 4) for k in range(rng.randrange(1, 4))}
    return assemble(heart.rr_ms.tolist(), gaps, invalid, rng)


def as_naive(beats):
    columns = (beats.t_s.tolist(), beats.rr_ms.tolist(), beats.valid.tolist(), beats.gap.tolist())
    return [naive.Beat(*row) for row in zip(*columns, strict=True)]


def breathing_heart(
    swing_bpm, rate_per_min=6.0, noise_ms=0.0, seconds=130.0, mean_bpm=62.5, seed=0
):
    """Beats of a heart whose rate rises and falls with the breath, from mid-inhalation.

    Each interval is that of the heart rate at its start, with Gaussian noise on it.
    """
    rng = random.Random(seed)
    t_s, rr_ms = 0.0, []
    turns = rng.random()
    while t_s < seconds:
        phase = 2 * math.pi * (rate_per_min / 60 * t_s + turns)
        rr_ms.append(60_000 / (mean_bpm + swing_bpm * math.sin(phase)) + rng.gauss(0, noise_ms))
        t_s += rr_ms[-1] / 1000
    return Beats.of(rr_ms)


def breaths(first_s, inhale_s, exhale_s, count):
    start = first_s + np.arange(count) * (inhale_s + exhale_s)
    return Breaths.led(start, start + inhale_s, start + inhale_s + exhale_s)


def marked(beats, artifacts=(), gaps=(), said_ms=None):
    """The same beats, some judged artifacts (which may say anything), some after a gap."""
    valid, gap, rr_ms = beats.valid.copy(), beats.gap.copy(), beats.rr_ms.copy()
    valid[list(artifacts)], gap[list(gaps)] = False, True
    if said_ms is not None:
        rr_ms[list(artifacts)] = said_ms
    return Beats(beats.t_s, rr_ms, valid, gap, beats.paced)


def with_breaths(beats, paced):
    return Beats(beats.t_s, beats.rr_ms, beats.valid, beats.gap, paced)


def up_to(beats, count):
    """What was known when the beat before `count` had come."""
    return Beats(
        beats.t_s[:count], beats.rr_ms[:count], beats.valid[:count], beats.gap[:count], beats.paced
    )
