"""Drives one run: waits for the source and for the session's clock, and hands frames to the sinks.

Every record is logged before it is decoded. The order in which the engine sees records is the order
in the log: a record that reaches the loop after a frame of a later time takes that frame's time, so
that the replay of the log gives the same frames.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from devices.records import Record
from devices.source import Clock

Sink = Callable[[Frame], None]
Log = Callable[[Record], None]


def no_log(record: Record) -> None:
    """Keep no recording."""


class Finish(StrEnum):
    """Why a run ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    SOURCE_ENDED = "source_ended"


async def run(
    source: AsyncIterator[Record],
    engine: Engine,
    clock: Clock,
    sinks: Sequence[Sink] = (),
    log: Log = no_log,
) -> Finish:
    """Run until the session is over or the source ends.

    Parameters
    ----------
    source : async iterator of Record
        An open source; it is not closed here.
    engine : Engine
        Holds the plan; afterwards, the beats.
    clock : Clock
        The clock that the source stamps its records with.
    sinks : sequence of callable
        Each gets every frame.
    log : callable
        Gets every record before it is decoded.
    """
    queue: asyncio.Queue[Record | None] = asyncio.Queue()
    pump = asyncio.create_task(_pump(source, queue))
    try:
        while not engine.finished:
            for frame in await _step(queue, engine, clock, log):
                for sink in sinks:
                    sink(frame)
    except _SourceEnded:
        await pump  # raises what broke the source, if anything did
        return Finish.SOURCE_ENDED
    finally:
        pump.cancel()
        await asyncio.gather(pump, return_exceptions=True)
    return Finish.COMPLETED


class _SourceEnded(Exception):
    pass


async def _pump(source: AsyncIterator[Record], queue: asyncio.Queue[Record | None]) -> None:
    try:
        async for record in source:
            queue.put_nowait(record)
    finally:
        queue.put_nowait(None)


async def _step(
    queue: asyncio.Queue[Record | None], engine: Engine, clock: Clock, log: Log
) -> list[Frame]:
    due_s = engine.next_tick_s
    if queue.empty():
        try:
            async with asyncio.timeout(None if due_s is None else due_s - clock.now_s()):
                record = await queue.get()
        except TimeoutError:
            return engine.advance(max(clock.now_s(), due_s or 0.0))
    else:
        record = queue.get_nowait()
    if record is None:
        raise _SourceEnded
    if record.t_s < engine.now_s:
        record = replace(record, t_s=engine.now_s)
    log(record)
    return engine.feed(record)
