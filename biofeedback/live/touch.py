"""Which strap does somebody hold in their hand? The one that is clearly heard best.

Advertisements fade by 10 dB from one to the next, so each strap counts with its median of the last
seconds. One that is held at the antenna is far stronger than one worn across the room; two that are
about equal are none.

The borders are ours, for adapters and straps with the usual power of transmission.
"""

from collections import deque
from dataclasses import dataclass
from statistics import median

HEARD_S = 6.0
"""A strap that was not heard for so long is not in reach."""
_LATELY_S = 2.0
_NEAR_DBM, _CLEARLY_DB = -55.0, 10.0


@dataclass(frozen=True, slots=True)
class InReach:
    """A strap as it is heard now; `is_near` for the one that is held close."""

    address: str
    name: str
    strength_dbm: int
    battery_pct: int | None
    is_near: bool


@dataclass(slots=True)
class _Heard:
    name: str
    battery_pct: int | None
    moments: deque[tuple[float, float]]

    def strength_dbm(self) -> float:
        newest_s = self.moments[-1][0]
        return median(dbm for t_s, dbm in self.moments if t_s > newest_s - _LATELY_S)


class Touch:
    """Listen to advertisements, and say which straps are in reach."""

    def __init__(self) -> None:
        self._heard: dict[str, _Heard] = {}

    def hear(
        self, t_s: float, address: str, name: str, dbm: float, battery_pct: int | None = None
    ) -> None:
        """Take one advertisement."""
        heard = self._heard.setdefault(address, _Heard(name, battery_pct, deque(maxlen=100)))
        heard.name, heard.battery_pct = name, battery_pct
        heard.moments.append((t_s, dbm))

    def forget(self, address: str) -> None:
        """Forget a strap: once it is connected, it is silent."""
        self._heard.pop(address, None)

    def in_reach(self, t_s: float) -> list[InReach]:
        """Return the straps that are heard at `t_s`, the strongest first."""
        here = {a: h for a, h in self._heard.items() if h.moments[-1][0] > t_s - HEARD_S}
        strength = {address: heard.strength_dbm() for address, heard in here.items()}
        ranked = sorted(here, key=lambda address: (-strength[address], address))
        near = ranked[0] if ranked else ""
        is_clear = bool(ranked) and strength[near] >= _NEAR_DBM
        if len(ranked) > 1:
            is_clear = is_clear and strength[near] >= strength[ranked[1]] + _CLEARLY_DB
        return [
            InReach(
                address,
                here[address].name,
                round(strength[address]),
                here[address].battery_pct,
                is_clear and address == near,
            )
            for address in ranked
        ]
