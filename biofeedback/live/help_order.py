"""Who of a group needs help, and in which order they are shown.

1. First who has no contact, then who is out of reach, whose heartbeat is irregular, who breathes
   fast, whose battery is low; then by seat.
2. Tiles that jump cannot be read: the order changes at most once in ten seconds, so no tile moves
   twice within them. Trouble after a calm while shows at once.
"""

import math
from collections.abc import Mapping
from enum import StrEnum

from biofeedback.live.frame import IRREGULAR
from devices.errors import ConnectionLost, ContactLost

LOW_BATTERY_PCT = 15
STILL_S = 10.0


class Trouble(StrEnum):
    """What a person of a group may need help with; most urgent first."""

    NO_CONTACT = ContactLost.code
    OUT_OF_REACH = ConnectionLost.code
    IRREGULAR = IRREGULAR
    BREATHING_FAST = "breathing_fast"
    BATTERY_LOW = "battery_low"


_URGENCY = {trouble.value: place for place, trouble in enumerate(Trouble)}
_CALM = len(_URGENCY)


def urgency(trouble: str) -> int:
    """Return the place of a trouble in the order; of another `code`, as one out of reach.

    What keeps a heart from being seen is all the same to the person; none comes last.
    """
    return _URGENCY.get(trouble, _URGENCY[Trouble.OUT_OF_REACH]) if trouble else _CALM


class HelpOrder:
    """Keep the order in which the seats of a group are shown."""

    def __init__(self) -> None:
        self.order: tuple[int, ...] = ()
        self._moved_s = -math.inf

    def feed(self, t_s: float, troubles: Mapping[int, str]) -> tuple[int, ...]:
        """Return the seats in the order to be shown at `t_s`.

        Parameters
        ----------
        troubles : mapping of int to str
            What each seat needs help with: a `Trouble`, another `code`, or empty.
        """
        wanted = tuple(sorted(troubles, key=lambda seat: (urgency(troubles[seat]), seat)))
        same_seats = set(wanted) == set(self.order)
        if wanted == self.order or (same_seats and t_s < self._moved_s + STILL_S):
            return self.order
        if same_seats:
            self._moved_s = t_s
        else:  # somebody came or left: those who are there keep their order until it may change
            wanted = self._with(wanted)
        self.order = wanted
        return self.order

    def _with(self, wanted: tuple[int, ...]) -> tuple[int, ...]:
        stay = [seat for seat in self.order if seat in wanted]
        return (*stay, *(seat for seat in wanted if seat not in stay))
