"""Slow, readable twins of the HRV kernels: plain loops, straight from the definitions.

They share no code with `biofeedback.hrv`, not even its constants. A window is (start_s, end_s];
None means that the figure is not defined there.
"""

import cmath
import math
import statistics
from functools import cache
from itertools import pairwise
from typing import NamedTuple

LONGEST_BEAT_MS = 2000.0
LONGEST_HOLE_S = 3.0
WIDENED_S = 0.75


class Beat(NamedTuple):
    t_s: float
    rr_ms: float
    valid: bool
    gap: bool

    @property
    def begin_s(self):
        """When the interval began; `max` takes 0 where an artifact says NaN."""
        return self.t_s - min(max(0.0, self.rr_ms), LONGEST_BEAT_MS) / 1000


class Breath(NamedTuple):
    inhale_s: float
    exhale_s: float
    end_s: float


def window(beats, start_s, end_s):
    return [beat for beat in beats if start_s < beat.t_s <= end_s]


# --- Task Force 1996, doi:10.1161/01.CIR.93.5.1043


def intervals(beats):
    return [beat.rr_ms for beat in beats if beat.valid]


def neighbours(beats):
    """Pairs of intervals that follow one another, none across an artifact or a gap."""
    return [
        (one.rr_ms, two.rr_ms)
        for one, two in pairwise(beats)
        if one.valid and two.valid and not two.gap
    ]


def heart_rate_bpm(beats):
    nn = intervals(beats)
    return 60_000 / (math.fsum(nn) / len(nn)) if nn else None


def sdnn_ms(beats):
    return deviation(intervals(beats))


def deviation(values):
    """Root of the sum of squares about the mean over n - 1."""
    if len(values) < 2:
        return None
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))


def rmssd_ms(beats):
    pairs = neighbours(beats)
    if not pairs:
        return None
    return math.sqrt(math.fsum((two - one) ** 2 for one, two in pairs) / len(pairs))


def ln_rmssd(beats):
    rmssd = rmssd_ms(beats)
    return math.log(rmssd) if rmssd else None


def pnn50_pct(beats):
    pairs = neighbours(beats)
    return 100 * sum(abs(two - one) > 50 for one, two in pairs) / len(pairs) if pairs else None


# --- Brennan et al. 2001, doi:10.1109/10.959330: the cloud turned by 45 degrees


def sd1_ms(beats):
    return deviation([(two - one) / math.sqrt(2) for one, two in neighbours(beats)])


def sd2_ms(beats):
    return deviation([(two + one) / math.sqrt(2) for one, two in neighbours(beats)])


# --- The heart-rate curve and its spectrum


def curve(beats, start_s, end_s, rate_hz):
    """Samples on whole multiples of 1 / rate_hz in (start_s, end_s]; None with a hole in them."""
    known = [beat for beat in beats if beat.valid and beat.t_s <= end_s]
    ticks = range(math.floor(start_s * rate_hz) + 1, math.floor(end_s * rate_hz) + 1)
    samples = [sample(known, tick / rate_hz) for tick in ticks]
    return None if None in samples else samples


def sample(known, at_s):
    after = next((k for k, beat in enumerate(known) if beat.t_s >= at_s), None)
    if after is None:
        held = known and at_s - known[-1].t_s <= LONGEST_HOLE_S
        return known[-1].rr_ms if held else None
    if not bridged(known, after):
        return known[after].rr_ms if at_s >= known[after].begin_s else None
    points = known[after - 1 : after + 1]
    if bridged(known, after - 1):
        points = known[after - 2 : after + 1]
    return lagrange([(beat.t_s, beat.rr_ms) for beat in points], at_s)


def bridged(known, k):
    return k > 0 and known[k].begin_s - known[k - 1].t_s <= LONGEST_HOLE_S


def lagrange(points, x):
    """The polynomial through all points, at x."""
    total = 0.0
    for i, (x_i, y_i) in enumerate(points):
        weight = 1.0
        for j, (x_j, _) in enumerate(points):
            if j != i:
                weight *= (x - x_j) / (x_i - x_j)
        total += weight * y_i
    return total


def welch(samples, rate_hz, segment, nfft):
    """Power at the frequencies k * rate_hz / nfft; Welch 1967, doi:10.1109/TAU.1967.1161901."""
    hann = [math.sin(math.pi * i / segment) ** 2 for i in range(segment)]
    scale = 2 / (rate_hz * math.fsum(w * w for w in hann))
    turn = [cmath.exp(-2j * math.pi * i / nfft) for i in range(nfft)]
    pieces = []
    for first in range(0, len(samples) - segment + 1, segment // 2):
        piece = samples[first : first + segment]
        slope, level = statistics.linear_regression(range(segment), piece)
        flat = [
            w * (y - level - slope * i) for i, (w, y) in enumerate(zip(hann, piece, strict=True))
        ]
        pieces.append(
            [
                abs(sum(y * turn[i * k % nfft] for i, y in enumerate(flat))) ** 2 * scale
                for k in range(nfft // 2 + 1)
            ]
        )
    return [statistics.fmean(column) for column in zip(*pieces, strict=True)]


def peak_hz(power, step_hz, low_hz, high_hz):
    """The highest local maximum in [low, high), refined by the parabola through three points."""
    peaks = [
        k
        for k in range(1, len(power) - 1)
        if power[k - 1] < power[k] >= power[k + 1]
        and low_hz <= k * step_hz < high_hz
        and power[k] > 1e-12  # anything smaller is rounding
    ]
    if not peaks:
        return None
    top = max(peaks, key=lambda k: power[k])
    left, centre, right = power[top - 1 : top + 2]
    return (top + 0.5 * (left - right) / (left - 2 * centre + right)) * step_hz


def lf_peak_per_min(beats, start_s, end_s):
    samples = curve(beats, start_s, end_s, 2.0)
    if samples is None or len(samples) < 100:
        return None
    power = welch(samples, 2.0, min(len(samples), 128), 1024)
    peak = peak_hz(power, 2.0 / 1024, 0.04, 0.15)
    return None if peak is None else 60 * peak


def coherence(beats, start_s, end_s):
    samples = curve(beats, start_s, end_s, 2.0)
    if samples is None or len(samples) < 128:
        return None
    step_hz = 2.0 / 1024
    power = welch(samples, 2.0, 128, 1024)
    centre = peak_hz(power, step_hz, 0.04, 0.26)
    if centre is None:
        return None
    peak = integral(power, step_hz, centre - 0.015, centre + 0.015)
    return peak / integral(power, step_hz, 0.0033, 0.4)


def integral(power, step_hz, low_hz, high_hz):
    """Area of the trapezoids between two frequencies; of a cut one, its even share."""
    total = 0.0
    for k in range(len(power) - 1):
        width_hz = min(high_hz, (k + 1) * step_hz) - max(low_hz, k * step_hz)
        total += (power[k] + power[k + 1]) / 2 * max(width_hz, 0.0)
    return total


# --- Grossman et al. 1990, doi:10.1111/j.1469-8986.1990.tb03171.x


def rsa_ms(beats, paced, start_s, end_s):
    return mean_swing(beats, paced, start_s, end_s, swing_ms)


def rsa_bpm(beats, paced, start_s, end_s):
    return mean_swing(beats, paced, start_s, end_s, swing_bpm)


def swing_ms(beats, breath):
    exhaled = whole_intervals(beats, breath.exhale_s, breath.end_s + WIDENED_S)
    inhaled = whole_intervals(beats, breath.inhale_s, breath.exhale_s + WIDENED_S)
    return max(max(exhaled) - min(inhaled), 0.0) if exhaled and inhaled else None


def swing_bpm(beats, breath):
    whole = whole_intervals(beats, breath.inhale_s, breath.end_s)
    if swing_ms(beats, breath) is None or not whole:
        return None
    return 60_000 / min(whole) - 60_000 / max(whole)


def whole_intervals(beats, from_s, to_s):
    return [
        beat.rr_ms
        for beat in beats
        if beat.valid and from_s <= beat.begin_s + 1e-9 and from_s <= beat.t_s < to_s
    ]


def mean_swing(beats, paced, start_s, end_s, swing):
    """Mean over the paced breaths wholly inside, or over those seen in the heart-rate wave."""
    for breaths in ([(breath, breath.end_s) for breath in paced], breaths_of_wave(tuple(beats))):
        inside = [
            breath
            for breath, known_s in breaths
            if start_s < breath.inhale_s and max(known_s, breath.end_s + WIDENED_S) <= end_s
        ]
        known = [s for s in (swing(beats, breath) for breath in inside) if s is not None]
        if len(known) >= 3:
            return math.fsum(known) / len(known)
    return None


@cache
def breaths_of_wave(beats):
    """From one longest interval to the next, each with the time when it was known."""
    known = [beat for beat in beats if beat.valid]
    if not known:
        return []
    first, last = (math.floor(t_s * 4) for t_s in (known[0].begin_s, known[-1].t_s))
    samples = [sample(known, tick / 4) for tick in range(first, last + 1)]
    smooth = [mean_of(samples[max(i - 5, 0) : i + 1], 6) for i in range(len(samples))]
    found = []
    turning = list(turns(smooth))
    for k in range(1, len(turning) - 1):
        (_, top, _), (way, bottom, _), (_, end, seen) = turning[k - 1 : k + 2]
        if way == "bottom" and None not in (top, end):
            breath = Breath(*((first + i - 2.5) / 4 + 0.5 for i in (top, bottom, end)))
            found.append((breath, next(b.t_s for b in known if b.t_s >= (first + seen) / 4)))
    return found


def mean_of(values, count):
    """Mean of `count` values; None when one is missing."""
    return None if None in values or len(values) < count else math.fsum(values) / count


def turns(wave):
    """Tops and bottoms by turns: which, where, and where it was seen; "break" at a hole.

    Seen once the wave has gone back by a fifth of its range in the last 20 s; not in the first 4 s.
    """
    last, begin, start = None, None, None
    for i, here in enumerate(wave):
        if here is None:
            last, begin = None, None
            yield "break", None, i
            continue
        if begin is None:
            begin = start = i
        recent = [value for value in wave[max(i - 79, 0) : i + 1] if value is not None]
        least = max(0.2 * (max(recent) - min(recent)), 1e-6)
        top = max(range(start, i + 1), key=lambda k: wave[k])
        bottom = min(range(start, i + 1), key=lambda k: wave[k])
        if i - begin < 16:
            continue
        if last != "top" and wave[top] - here >= least:
            last, start = "top", i
            yield last, top, i
        elif last != "bottom" and here - wave[bottom] >= least:
            last, start = "bottom", i
            yield last, bottom, i


# --- When an index may speak


def is_ready(beats, start_s, end_s, min_epoch_s, min_beats):
    """Enough time since the recording began, 80 % of it valid intervals, and enough of them."""
    nn = intervals(window(beats, start_s, end_s))
    epoch_s = end_s - max(start_s, beats[0].begin_s)
    return (
        epoch_s >= min_epoch_s - 1e-6
        and math.fsum(nn) / 1000 >= 0.8 * min_epoch_s
        and len(nn) >= min_beats
    )
