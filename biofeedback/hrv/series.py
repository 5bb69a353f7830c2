"""What sensors beside the beats said second by second: breathing, stillness, pulse, quality.

They are worked out in `biofeedback.signals`, as the samples come in; here they are averaged over
windows, so that a strap's every figure is an index like any other.
"""

from collections.abc import Callable

import numpy as np

from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, unknown

FEWEST_SECONDS = 0.5
"""Share of a window's seconds that must be known."""


def sensed(name: str) -> Callable[[Beats, Windows], FloatArray]:
    """Make the kernel that averages one of `Beats.sensed` over windows."""

    def mean(beats: Beats, windows: Windows) -> FloatArray:
        series = beats.sensed.get(name)
        if series is None or not series.t_s.size:
            return unknown(windows.first.size)
        first = series.t_s.searchsorted(windows.start_s, "right")
        stop = np.maximum(series.t_s.searchsorted(windows.end_s, "right"), first)
        columns = np.zeros((1, series.value.size + 1))
        columns[0, :-1] = series.value
        [total] = Windows(windows.start_s, windows.end_s, first, stop).sums(columns)
        count = stop - first
        known = count >= FEWEST_SECONDS * (windows.end_s - windows.start_s)
        return ratio(total, np.where(known, count, 0))

    mean.__name__ = name
    return mean
