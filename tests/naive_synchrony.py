"""Slow, readable twin of the synchrony of breath and heart: one breath after the other.

It shares no code with `biofeedback.hrv`. None means that the figure is not defined there.
"""

import cmath
import math

import numpy as np

FEWEST_BREATHS = 5


def breath_heart_synchrony(beats, breaths, start_s, end_s):
    """Carter 1987, doi:10.1109/PROC.1987.13723: |mean of x y*|^2 / (mean |x|^2 mean |y|^2)."""
    pairs = waves(beats, breaths, start_s, end_s)
    heart = math.fsum(abs(x) ** 2 for x, _ in pairs)
    breath = math.fsum(abs(y) ** 2 for _, y in pairs)
    if len(pairs) < FEWEST_BREATHS or heart <= 1e-12 * len(pairs):
        return None
    return abs(sum(x * y.conjugate() for x, y in pairs)) ** 2 / (heart * breath)


def breath_heart_phase_deg(beats, breaths, start_s, end_s):
    """Lag of the heart; None where synchrony is below what chance exceeds in one of twenty."""
    synchrony = breath_heart_synchrony(beats, breaths, start_s, end_s)
    pairs = waves(beats, breaths, start_s, end_s)
    if synchrony is None or synchrony <= 1 - 0.05 ** (1 / (len(pairs) - 1)):
        return None
    return -math.degrees(cmath.phase(sum(x * y.conjugate() for x, y in pairs)))


def waves(beats, breaths, start_s, end_s):
    """The sine of each whole breath, as fitted to the heart rate and to the volume."""
    inside = [b for b in breaths if start_s < b.inhale_s and b.end_s <= end_s]
    pairs = [pair(beats, breath) for breath in inside]
    return [each for each in pairs if each is not None]


def pair(beats, breath):
    took_s = breath.end_s - breath.inhale_s
    own = [b for b in beats if b.valid and breath.inhale_s < b.t_s <= breath.end_s]
    if len(own) < 4 or math.fsum(b.rr_ms for b in own) / 1000 < 0.8 * took_s:
        return None
    middles_s = [b.t_s - b.rr_ms / 2000 for b in own]
    turns = [(t_s - breath.inhale_s) / took_s for t_s in middles_s]
    seconds = [b.rr_ms / 1000 for b in own]
    heart = sine(turns, [60_000 / b.rr_ms for b in own], seconds)
    return heart, sine(turns, [volume(breath, t_s) for t_s in middles_s], seconds)


def sine(turns, values, weights):
    """Of the best a + Re(c e^(i 2 pi turn)) in weighted squares, the c."""
    angles = [2 * math.pi * turn for turn in turns]
    rows = [[1.0, math.cos(angle), -math.sin(angle)] for angle in angles]
    roots = np.sqrt(weights)
    fitted = np.linalg.lstsq(roots[:, None] * np.array(rows), roots * np.array(values))[0]
    return complex(fitted[1], fitted[2])


def volume(breath, t_s):
    """Half a cosine up, half a cosine down."""
    if t_s < breath.exhale_s:
        done = (t_s - breath.inhale_s) / (breath.exhale_s - breath.inhale_s)
        return (1 - math.cos(math.pi * done)) / 2
    done = (t_s - breath.exhale_s) / (breath.end_s - breath.exhale_s)
    return (1 + math.cos(math.pi * done)) / 2
