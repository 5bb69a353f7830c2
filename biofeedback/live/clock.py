"""Event loops whose `time()` is the session's clock.

The injected clock *is* the event loop: the system's in real use, a scaled one to watch a replay at
twenty times its speed, and a virtual one that never waits. Code that waits writes plain
`asyncio.sleep` and works on all three.
"""

import asyncio
import selectors
from typing import Any

_DECIMALS = 9


class ScaledLoop(asyncio.SelectorEventLoop):
    """The system's clock, running `speed` times as fast."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        super().__init__(_ScaledSelector(speed))

    def time(self) -> float:
        """Return the scaled time in seconds."""
        return super().time() * self._speed


class VirtualLoop(asyncio.SelectorEventLoop):
    """A clock that jumps to the next timer as soon as nothing else is ready.

    Twenty minutes pass in well under a second. Times are whole nanoseconds, so a timer rings at the
    same one whatever else the loop does before: what happens to one of several straps can be
    compared, bit for bit, with that strap alone. Not for code that waits for other processes: their
    time does not jump.
    """

    def __init__(self) -> None:
        self._jumps = _JumpingSelector()
        super().__init__(self._jumps)
        self._clock_resolution = 10.0**-_DECIMALS

    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._jumps.now_s


class _ScaledSelector(selectors.DefaultSelector):
    def __init__(self, speed: float) -> None:
        super().__init__()
        self._speed = speed

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, Any]]:
        return super().select(timeout if timeout is None else timeout / self._speed)


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, Any]]:
        if timeout is None:
            return super().select(None)
        ready = super().select(0)
        if not ready:
            self.now_s = round(self.now_s + max(timeout, 0.0), _DECIMALS)
        return ready
