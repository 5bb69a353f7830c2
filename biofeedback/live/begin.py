"""A run from its first moment: the clock, the open source, the engine that knows who is sending.

The source is handed over as what opens it, because its records carry the time of the run's own
clock. A replay that is watched has no clock of the session: its records tell all the time there
was.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from biofeedback.live import runner
from biofeedback.live.engine import Engine
from biofeedback.live.equipped import engine_for
from devices.replay import ReplaySource
from devices.source import Clock, Source
from sessions.timeline import Session

Opens = Callable[[Clock], Source]
"""Makes a source for a run whose clock this is; it is opened then."""


@dataclass(frozen=True, slots=True)
class Live:
    """A run whose source is open.

    Attributes
    ----------
    source : Source
        Says who is sending.
    engine : Engine
        Tells the plan, and afterwards the beats.
    clock : Clock
        Zero is the start of the run.
    """

    source: Source
    engine: Engine
    clock: Clock

    async def run(
        self,
        sinks: Sequence[runner.Sink] = (),
        log: runner.Log = runner.no_log,
        wishes: Sequence[str] = (),
    ) -> runner.Finish:
        """Run until the session is over or the source ends; see `biofeedback.live.runner.run`."""
        ticking = None if isinstance(self.source, ReplaySource) else self.clock
        return await runner.run(self.source, self.engine, ticking, sinks, log, wishes)


@asynccontextmanager
async def begin(opens: Opens, session: Session | Engine) -> AsyncIterator[Live]:
    """Open a source for a run of a session, and close it afterwards.

    Parameters
    ----------
    opens : callable
        Makes the source.
    session : Session or Engine
        The plan, or an engine of one's own.

    Raises
    ------
    DeviceError
        When the source cannot be opened.
    FileError
        When a recording needs a plugin that is not here.
    """
    clock = Clock()
    async with opens(clock) as source:
        if isinstance(session, Session):
            session = engine_for(session, source.info)
        yield Live(source, session, clock)
