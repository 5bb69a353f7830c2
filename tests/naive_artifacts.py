"""Slow, readable twins of what judges artifacts and rhythms: plain loops, from the definitions.

They share no code with `biofeedback.hrv`, not even its constants.
"""

import math
from itertools import combinations

# --- Analogues, Lorenz 1969, doi:10.1175/1520-0469(1969)26<636:APARBN>2.0.CO;2


def read(past_ms, good, three):
    """What three intervals are, by what followed where the last breaths were alike."""
    readings = {}
    for wave in alike(past_ms, good):
        if any(goes_on_like(three, wave, beats) for beats in (-1, -0.6, -0.3, 0, 0.3, 0.6, 1)):
            return "AS_USUAL"
        for name, misfit in misfits(three, *wave[1:]).items():
            readings[name] = min(misfit, readings.get(name, math.inf))
    name = min(readings, key=readings.get, default=None)
    return name if name and readings[name] < 0.10 else None


def alike(past_ms, good):
    """The last of three like intervals, and the four that followed; all of them good."""
    for i in range(len(past_ms) - 6):
        same = all(abs(past_ms[i + k] - past_ms[k - 3]) < 0.12 * past_ms[k - 3] for k in range(3))
        if same and all(good[i : i + 7]) and all(good[-3:]):
            yield past_ms[i + 2 : i + 7]


def goes_on_like(three, wave, beats):
    """Whether the three are the wave, so many beats later."""
    return all(
        abs(rr - between(wave, i + beats)) <= 0.15 * between(wave, i + beats)
        for i, rr in enumerate(three, 1)
    )


def between(values, at):
    """The value at a place that may lie between two of them."""
    low = min(math.floor(at), len(values) - 2)
    return values[low] + (at - low) * (values[low + 1] - values[low])


def misfits(three, p, q, r, s):
    """By reading: the largest difference from what followed, in intervals."""
    a, b, c = three
    pairs = {
        "MISSED": [(a, p + q, p), (b, r, r), (c, s, s)],
        "EXTRA": [(a + b, p, p), (c, q, q)],
        "NEXT_MISSED": [(a, p, p), (b, q + r, q), (c, s, s)],
        "NEXT_EXTRA": [(a, p, p), (b + c, q, q)],
        "NEXT_ECTOPIC": [(a, p, p), (b + c, q + r, q)],
    }
    if abs(a - p) > 0.20 * p:
        pairs["ECTOPIC"] = [(a + b, p + q, p), (c, r, r)]
    if abs(a - p) > 0.35 * p:
        pairs["SHORT" if a < p else "LONG"] = [(b, q, q), (c, r, r)]
    return {
        name: max(abs(is_ - should_be) / one for is_, should_be, one in terms)
        for name, terms in pairs.items()
    }


# --- Lake & Moorman 2011, doi:10.1152/ajpheart.00561.2010


def sample_entropy(rr_ms, neighbours, mean_ms):
    """How seldom two like intervals are followed by like ones; `neighbours`: i and i + 1 are."""
    pairs = [(rr_ms[i], rr_ms[i + 1]) for i, counts in enumerate(neighbours) if counts]
    radius_ms = 0.04 * mean_ms
    matches = lasting = 0
    for (one, after_one), (two, after_two) in combinations(pairs, 2):
        if abs(one - two) <= radius_ms:
            matches += 1
            lasting += abs(after_one - after_two) <= radius_ms
    if not matches:
        return math.inf
    return -math.log(max(lasting, 0.5) / matches) + math.log(2 * radius_ms / mean_ms)
