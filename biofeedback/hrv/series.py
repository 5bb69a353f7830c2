"""What sensors beside the beats said second by second: breathing, stillness, pulse, quality.

They are worked out in `biofeedback.signals`, as the samples come in; here they are averaged over
windows, so that a strap's every figure is an index like any other.
"""

from collections.abc import Callable

import numpy as np

from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio, unknown

_ALL = np.zeros(1, np.intp)
FEWEST_SECONDS = 0.5
"""Share of a window's seconds that must be known."""


def sensed(name: str) -> Callable[[Beats, Windows], FloatArray]:
    """Make the kernel that averages one of `Beats.sensed` over windows."""

    def mean(beats: Beats, windows: Windows) -> FloatArray:
        series = beats.sensed.get(name)
        if series is None or not (series.t_s.size and windows.first.size):
            return unknown(windows.first.size)
        first = series.t_s.searchsorted(windows.start_s, "right")
        stop = np.maximum(series.t_s.searchsorted(windows.end_s, "right"), first)
        if first.size == 1:  # live use is in a hurry
            part, length_s = series.value[first[0] : stop[0]], windows.end_s - windows.start_s
            if not part.size or part.size < FEWEST_SECONDS * length_s.item():
                return unknown(1)
            return np.add.reduceat(part, _ALL) / part.size
        low, high = first.min(), stop.max()  # a day of seconds is not copied for the last ten
        columns = np.zeros((1, high - low + 1))
        columns[0, :-1] = series.value[low:high]
        within = Windows(windows.start_s, windows.end_s, first - low, stop - low)
        [total] = within.sums(columns)
        count = stop - first
        known = count >= FEWEST_SECONDS * (windows.end_s - windows.start_s)
        return ratio(total, count * known)

    mean.__name__ = name
    return mean
