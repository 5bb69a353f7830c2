"""Slow, readable twins of the band powers, from the even curve and from the beats themselves.

They share no code with `biofeedback.hrv`. None means that the figure is not defined there.
"""

import cmath
import math
from functools import lru_cache
from itertools import pairwise

import numpy as np

from tests import naive

VLF, LF, HF, TOTAL = (0.0033, 0.04), (0.04, 0.15), (0.15, 0.40), (0.0033, 0.40)

# --- Welch over the even curve, as scipy.signal.welch and neurokit2.signal_power do


def vlf_power_ms2(beats, start_s, end_s):
    return band(beats, start_s, end_s, *VLF)


def lf_power_ms2(beats, start_s, end_s):
    return band(beats, start_s, end_s, *LF)


def hf_power_ms2(beats, start_s, end_s):
    return band(beats, start_s, end_s, *HF)


def total_power_ms2(beats, start_s, end_s):
    return band(beats, start_s, end_s, *TOTAL)


def lf_nu_pct(beats, start_s, end_s):
    low, high = (band(beats, start_s, end_s, *each) for each in (LF, HF))
    return 100 * low / (low + high) if low and low + high > 1e-9 else None


def hf_nu_pct(beats, start_s, end_s):
    low, high = (band(beats, start_s, end_s, *each) for each in (LF, HF))
    return 100 * high / (low + high) if low and low + high > 1e-9 else None


def lf_hf(beats, start_s, end_s):
    low, high = (band(beats, start_s, end_s, *each) for each in (LF, HF))
    return low / high if high and low + high > 1e-9 else None


def hf_peak_per_min(beats, start_s, end_s):
    found = spectrum(tuple(beats), start_s, end_s)
    peak = found and naive.peak_hz(*found, *HF)
    return 60 * peak if peak else None


def pace_power_ms2(beats, breaths, start_s, end_s):
    inside = [b for b in breaths if start_s <= b.inhale_s and b.end_s <= end_s]
    if len(inside) < 10 or not (found := spectrum(tuple(beats), start_s, end_s)):
        return None
    pace_hz = len(inside) / (inside[-1].end_s - inside[0].inhale_s)
    power, step_hz = found
    return math.fsum(p * step_hz for k, p in enumerate(power) if abs(k * step_hz - pace_hz) < 0.015)


def band(beats, start_s, end_s, low_hz, high_hz):
    """Trapezoids between the bins that lie in [low, high)."""
    found = spectrum(tuple(beats), start_s, end_s)
    if not found:
        return None
    power, step_hz = found
    inside = [p for k, p in enumerate(power) if low_hz <= k * step_hz < high_hz]
    areas = [(a + b) / 2 * step_hz for a, b in pairwise(inside)]
    return math.fsum(areas)


@lru_cache(maxsize=64)
def spectrum(beats, start_s, end_s):
    """Three half-overlapping Hann pieces of half the curve, its mean off, padded to twice that."""
    samples = naive.curve(beats, start_s, end_s, 4.0)
    if not samples or (segment := len(samples) // 2) < 100:
        return None
    mean = math.fsum(samples) / len(samples)
    hann = [math.sin(math.pi * i / segment) ** 2 for i in range(segment)]
    scale = 2 / (4.0 * math.fsum(w * w for w in hann))
    step_hz = 4.0 / (2 * segment)
    bins, pieces = range(math.ceil(HF[1] / step_hz) + 2), []
    turn = np.array([cmath.exp(-2j * math.pi * i / (2 * segment)) for i in range(2 * segment)])
    for first in range(0, len(samples) - segment + 1, segment - segment // 2):
        flat = [w * (y - mean) for w, y in zip(hann, samples[first : first + segment], strict=True)]
        at = np.arange(segment)
        pieces.append([abs(flat @ turn[at * k % (2 * segment)]) ** 2 * scale for k in bins])
    return [math.fsum(column) / len(pieces) for column in zip(*pieces, strict=True)], step_hz


def coherence_ratio(beats, start_s, end_s):
    """McCraty & Childre 2010: one wave against all the rest."""
    samples = naive.curve(beats, start_s, end_s, 2.0)
    if samples is None or len(samples) < 128:
        return None
    step_hz = 2.0 / 1024
    power = naive.welch(samples, 2.0, 128, 1024)
    centre_hz = naive.peak_hz(power, step_hz, 0.04, 0.26)
    if centre_hz is None:
        return None
    borders_hz = 0.0033, centre_hz - 0.015, centre_hz + 0.015, 0.4
    parts = [naive.integral(power, step_hz, *each) for each in pairwise(borders_hz)]
    return parts[1] / (parts[0] + parts[2])


# --- Sine waves fitted to the beats that are there


def lf_power_ls_ms2(beats, start_s, end_s):
    return sines_in(beats, start_s, end_s, *LF, 25.0)


def hf_power_ls_ms2(beats, start_s, end_s):
    return sines_in(beats, start_s, end_s, *HF, 25.0)


def total_power_ls_ms2(beats, start_s, end_s):
    return sines_in(beats, start_s, end_s, *TOTAL, 150.0)


def lf_peak_ls_per_min(beats, start_s, end_s):
    return peak_of_sines(beats, start_s, end_s, *LF, 25.0)


def hf_peak_ls_per_min(beats, start_s, end_s):
    return peak_of_sines(beats, start_s, end_s, *HF, 25.0)


def sines_in(beats, start_s, end_s, low_hz, high_hz, shortest_s):
    found = sines(tuple(beats), start_s, end_s)
    if not found or min((end_s - start_s) / 2, 300.0) < shortest_s:
        return None
    power, step_hz = found
    return math.fsum(p * step_hz for k, p in enumerate(power) if low_hz <= k * step_hz < high_hz)


def peak_of_sines(beats, start_s, end_s, low_hz, high_hz, shortest_s):
    found = sines(tuple(beats), start_s, end_s)
    if not found or min((end_s - start_s) / 2, 300.0) < shortest_s:
        return None
    power, step_hz = found
    peak = naive.peak_hz(power, step_hz, low_hz, high_hz)
    return 60 * peak if peak else None


@lru_cache(maxsize=64)
def sines(beats, start_s, end_s):
    """Power at 0, step, 2 step ...: half-overlapping Hann pieces of at most 300 s."""
    known = [b for b in naive.window(beats, start_s, end_s) if b.valid]
    length_s = end_s - start_s
    piece_s = min(length_s / 2, 300.0)
    if math.fsum(b.rr_ms for b in known) / 1000 < 0.5 * length_s or piece_s < 25.0:
        return None
    step_hz = 1 / (4 * piece_s)
    power, seen_s = np.zeros(math.ceil(0.4 / step_hz) + 2), 0.0
    first_s = start_s
    while first_s + 0.99 * piece_s <= end_s + 0.001 * piece_s:
        own = [b for b in known if first_s < b.t_s <= first_s + piece_s]
        if len(own) > 24:
            hann = [math.sin(math.pi * (b.t_s - first_s) / piece_s) ** 2 for b in own]
            seen = math.fsum(h * h * b.rr_ms / 1000 for h, b in zip(hann, own, strict=True))
            power += cleaned(own, hann, first_s, step_hz, piece_s, power.size) * seen
            seen_s += seen
        first_s += piece_s / 2
    return (list(power / seen_s), step_hz) if seen_s else None


def cleaned(own, hann, first_s, step_hz, piece_s, bins):
    """Take off the strongest sine, twelve times; put each back as a piece without holes has it."""
    weights = np.array([h * b.rr_ms / 1000 for h, b in zip(hann, own, strict=True)])
    square_s = math.fsum(h * h * b.rr_ms / 1000 for h, b in zip(hann, own, strict=True))
    t_s = np.array([b.t_s - first_s for b in own])
    rest = np.array([b.rr_ms for b in own])
    put_back = np.zeros(bins)
    for _ in range(12):
        gains = [0.0] * bins
        for k in range(4, bins):  # not slower than the piece
            gains[k] = fit(t_s, rest, weights, k * step_hz)[1]
        top = int(np.argmax(gains))
        if gains[top] < 1e-9:
            break
        wave, _, wave_power = fit(t_s, rest, weights, top * step_hz)
        rest = rest - wave
        put_back += wave_power * np.array([beam((k - top) / 4) for k in range(bins)]) * piece_s
    left = [0.0] + [fit(t_s, rest, weights, k * step_hz)[1] for k in range(1, bins)]
    return np.array(left) * weights.sum() ** 2 / square_s + put_back


def fit(t_s, values, weights, hertz):
    """The best mean + sine in weighted squares, the variance it explains, and its power."""
    angles = 2 * math.pi * hertz * t_s
    model = np.array([np.ones(angles.size), np.cos(angles), np.sin(angles)]).T
    root = np.sqrt(weights / weights.sum())
    found = np.linalg.lstsq(root[:, None] * model, root * values)[0]
    wave = model @ found
    about_mean = values - np.average(values, weights=weights)
    explained = np.average(about_mean**2, weights=weights)
    explained -= np.average((values - wave) ** 2, weights=weights)
    return wave, explained, (found[1] ** 2 + found[2] ** 2) / 2


def beam(apart):
    """Power of a Hann window `apart` bins off its middle, all of it together 1."""
    if abs(apart) == 1:
        return 0.25 * 2 / 3
    whole = 1.0 if apart == 0 else math.sin(math.pi * apart) / (math.pi * apart)
    return (whole / (1 - apart**2)) ** 2 * 2 / 3
