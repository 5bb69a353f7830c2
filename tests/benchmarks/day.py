"""A day of beats, indices at every beat, in a process of its own: time, growth and memory.

``python -m tests.benchmarks.day FILE 3000 100000`` reads beats that `save` wrote and prints as JSON
the seconds for each number of them with the live indices, for the last number with all indices, and
the peak memory of the process. Nothing else is loaded, as in `biofeedback analyze`; making the
beats would take more memory than all indices.
"""

import json
import statistics
import sys

import numpy as np

from biofeedback.hrv.index import INDICES, LIVE_INDICES
from biofeedback.hrv.window import Beats, Windows
from tests.benchmarks import measure
from tests.benchmarks.hearts import part

_REPEAT_UP_TO_S = 2.0
_MOST_REPEATS = 5


def at_every_beat(indices, beats):
    """Compute every index in its own window behind every beat."""
    windows = {w: Windows.trailing(beats, w) for w in {index.window_s for index in indices}}
    return {index.name: index.evaluate(beats, windows[index.window_s]) for index in indices}


def durations_s(indices, beats, size):
    durations = []
    while sum(durations) < _REPEAT_UP_TO_S and len(durations) < _MOST_REPEATS:
        # Anew each time: beats keep what was worked out on them.
        durations.append(measure.seconds(at_every_beat, indices, part(beats, 0, size)))
    return durations


def save(path, beats):
    np.save(path, np.array([beats.t_s, beats.rr_ms, beats.valid, beats.gap]))


def load(path):
    t_s, rr_ms, valid, gap = np.load(path)
    return Beats(t_s, rr_ms, valid > 0, gap > 0)


def main(path, sizes):
    beats = load(path)
    at_every_beat(INDICES, part(beats, 0, sizes[0]))  # the first call loads and allocates
    all_s = statistics.median(durations_s(INDICES, beats, sizes[-1]))
    peak_mib = measure.peak_mib()
    each_s = [durations_s(LIVE_INDICES, beats, size) for size in sizes]
    # How cost grows is told by the least: whatever else the machine does only adds.
    told = {"live_s": statistics.median(each_s[-1]), "least_s": [min(each) for each in each_s]}
    print(json.dumps({**told, "all_s": all_s, "peak_mib": peak_mib}))


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2:]])
