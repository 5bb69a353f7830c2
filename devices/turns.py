"""The links of one adapter: it makes one at a time, and holds no more than it can."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Who is called, who is held.

    Attributes
    ----------
    calling : str
        The address of the strap to which a link is being made; or empty.
    links : set
        Those that are open.
    """

    def __init__(self) -> None:
        self.calling = ""
        self.links: set[object] = set()
        self._lock = asyncio.Lock()

    @property
    def is_shared(self) -> bool:
        """Whether other straps are held, or wait: then one out of reach may not be called."""
        return bool(self.links) or self._lock.locked()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait until no other link is being made; make this one meanwhile."""
        async with self._lock:
            self.calling = address
            try:
                yield
            finally:
                self.calling = ""
