"""More slow, readable twins: of kernels over intervals, of sensed seconds, of the composite."""

import math
import statistics

from tests import naive


def mean_nn_ms(beats):
    nn = naive.intervals(beats)
    return math.fsum(nn) / len(nn) if nn else None


def cvnn_pct(beats):
    sdnn = naive.sdnn_ms(beats)
    return None if sdnn is None else 100 * sdnn / mean_nn_ms(beats)


def sdsd_ms(beats):
    return naive.deviation([two - one for one, two in naive.neighbours(beats)])


def pnn20_pct(beats):
    pairs = naive.neighbours(beats)
    return 100 * sum(abs(two - one) > 20 for one, two in pairs) / len(pairs) if pairs else None


def sd1_sd2(beats):
    length = naive.sd2_ms(beats)
    return naive.sd1_ms(beats) / length if length else None


def stress_index(beats):
    """Share of the fullest bin of 50 ms, over twice its middle times the range, in seconds."""
    nn = naive.intervals(beats)
    if not nn or max(nn) == min(nn):
        return None
    bins = [math.floor(rr_ms / 50) for rr_ms in nn]
    mode = min(statistics.multimode(bins))
    share_pct = 100 * bins.count(mode) / len(nn)
    return share_pct / (2 * (mode + 0.5) * 0.050 * (max(nn) - min(nn)) / 1000)


def sensed(seconds, start_s, end_s):
    """Mean of what a sensor said; at least every other second of the window."""
    said = [value for t_s, value in seconds if start_s < t_s <= end_s]
    return math.fsum(said) / len(said) if said and len(said) >= 0.5 * (end_s - start_s) else None


def parasympathetic_z(now, baselines):
    """Mean distance of three figures from the person's own, in standard deviations."""
    whole = [b for b in baselines if not any(math.isnan(figure) for figure in b)]
    if len(whole) < 3 or any(math.isnan(figure) for figure in now):
        return None
    scores = []
    for k, figure in enumerate(now):
        own = [b[k] for b in whole]
        spread = naive.deviation(own)
        if not spread:
            return None
        scores.append((figure - math.fsum(own) / len(own)) / spread)
    return math.fsum(scores) / 3
