"""Movement as a function of the clock: nothing here is started, counts, or remembers.

Whoever wants to know where something is hands in the time; so a late frame is late, never wrong.
"""

import math
from dataclasses import dataclass
from typing import Self


def in_out(done: float) -> float:
    """Return the way gone when `done` is over, held within 0 to 1; slow at both ends."""
    return (1 - math.cos(math.pi * min(max(done, 0.0), 1.0))) / 2


def out(done: float) -> float:
    """Return the way gone when `done` is over, held within 0 to 1; slow at the end."""
    return 1 - (1 - min(max(done, 0.0), 1.0)) ** 3


@dataclass(frozen=True, slots=True)
class Fade:
    """From one value to another, slow at both ends."""

    start_s: float
    over_s: float
    before: float
    after: float

    @classmethod
    def still(cls, value: float) -> Self:
        """Return what stays as it is."""
        return cls(-math.inf, 0.0, value, value)

    def at(self, now_s: float) -> float:
        """Return the value at a time."""
        if now_s >= self.start_s + self.over_s:
            return self.after
        return self.before + (self.after - self.before) * in_out(
            (now_s - self.start_s) / self.over_s
        )

    def to(self, value: float, now_s: float, over_s: float) -> "Fade":
        """Return the way to another value from wherever it is now."""
        return Fade(now_s, over_s, self.at(now_s), value)


def rest_share(
    now_s: float, start_s: float, end_s: float, settle_s: float, lead_in_s: float
) -> float:
    """Return how far something rests in a pause, 0 to 1: it settles, and is led in before the end.

    Both ways may overlap in a short pause; at the end it is 0 in any case.
    """
    if not start_s < now_s < end_s:
        return 0.0
    settled = in_out((now_s - start_s) / settle_s)
    led_in = 0.0 if math.isinf(end_s) else in_out((now_s - end_s + lead_in_s) / lead_in_s)
    return settled * (1 - led_in)


def playing(fades: tuple[Fade, ...], now_s: float) -> Fade:
    """Return the last of these, in order of their starts, that has begun."""
    begun = [fade for fade in fades if fade.start_s <= now_s]
    return begun[-1] if begun else fades[0]
