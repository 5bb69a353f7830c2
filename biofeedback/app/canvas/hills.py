"""The hills: lung volume over session time, sampled on a grid that belongs to the session.

A grid that belonged to the screen would make the hills shimmer as they move. Unpaced time has none.
"""

from collections.abc import Callable

STEP_S = 0.15

Volume = Callable[[float], float | None]
Run = list[tuple[float, float]]
"""Samples of paced time without a break: session time, volume."""


def runs(volume_at: Volume, from_s: float, to_s: float) -> list[Run]:
    """Return the hills between two session times, one run for each paced stretch."""
    first, last = max(int(from_s / STEP_S), 0), int(to_s / STEP_S) + 1
    found: list[Run] = [[]]
    for index in range(first, last + 1):
        volume = volume_at(index * STEP_S)
        if volume is not None:
            found[-1].append((index * STEP_S, volume))
        elif found[-1]:
            found.append([])
    return [run for run in found if len(run) > 1]
