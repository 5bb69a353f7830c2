"""The hills: lung volume over session time, sampled on a grid that belongs to the session.

A grid that belonged to the screen would make the hills shimmer as they move. Unpaced time has none.
"""

import math
from collections.abc import Callable

STEP_S = 0.15

Volume = Callable[[float], float | None]
Run = list[tuple[float, float]]
"""Samples of paced time without a break: session time, volume."""


def runs(volume_at: Volume, from_s: float, to_s: float) -> list[Run]:
    """Return the hills between two session times, one run for each paced stretch.

    They begin at `from_s` and end just before `to_s`, which may lie elsewhere on a page.
    """
    from_s = max(from_s, 0.0)
    first, last = math.floor(from_s / STEP_S) + 1, math.ceil(to_s / STEP_S)
    inner_s = [index * STEP_S for index in range(first, last)]
    found: list[Run] = [[]]
    for t_s in (from_s, *inner_s, math.nextafter(to_s, from_s)):
        volume = volume_at(t_s)
        if volume is not None:
            found[-1].append((t_s, volume))
        elif found[-1]:
            found.append([])
    return [run for run in found if len(run) > 1]
