"""Drives one run: waits for the source and for the session's clock, and hands frames to the sinks.

1. Every record is logged before it is decoded, in the order in which the engine sees it: a record
   that reaches the loop after a frame of a later time takes that frame's time. The end of the run
   is a record too. So the replay of the log gives the same frames, to the last one.
2. Live, frames also come when the session's clock says so, with no record at all. A replay has no
   such clock: its records tell all the time there was.
3. Where that clock has run on for a minute while nothing could come, the computer slept, and so may
   the person: the session is paused from when it was seen last, and stands still until wished on.
"""

import asyncio
from collections.abc import AsyncIterable, Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from biofeedback.live.engine import Engine
from biofeedback.live.frame import Frame
from biofeedback.live.wishes import PAUSE
from devices.records import Marker, Record
from devices.source import Clock

SLEPT_S = 60.0
"""Nothing for so long past a frame's time, and the computer slept: no work takes so long."""

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
    source: AsyncIterable[Record],
    engine: Engine,
    clock: Clock | None,
    sinks: Sequence[Sink] = (),
    log: Log = no_log,
    wishes: Sequence[str] = (),
) -> Finish:
    """Run until the session is over or the source ends.

    Parameters
    ----------
    source : async iterable of Record
        An open source; it is not closed here.
    engine : Engine
        Holds the plan; afterwards, the beats.
    clock : Clock or None
        The clock that a live source stamps its records with; None for a replay.
    sinks : sequence of callable
        Each gets every frame.
    log : callable
        Gets every record before it is decoded.
    wishes : sequence of str
        What is wished before the start, see `biofeedback.live.wishes`.
    """
    for label in wishes:
        log(Marker(0.0, label))
        engine.feed(Marker(0.0, label))
    queue: asyncio.Queue[Record | None] = asyncio.Queue()
    pump = asyncio.create_task(_pump(source, queue))
    try:
        await asyncio.sleep(0)  # what the source has at once comes before what the clock says
        while not engine.finished:
            for frame in await _step(queue, engine, clock, log):
                for sink in sinks:
                    sink(frame)
        finish = Finish.COMPLETED
    except _SourceEnded:
        await pump  # raises what broke the source, if anything did
        finish = Finish.SOURCE_ENDED
    except asyncio.CancelledError:
        log(Marker(engine.now_s, Finish.STOPPED))
        raise
    finally:
        engine.finish()
        pump.cancel()
        await asyncio.gather(pump, return_exceptions=True)
    log(Marker(engine.now_s, finish))
    return finish


class _SourceEnded(Exception):
    pass


async def _pump(source: AsyncIterable[Record], queue: asyncio.Queue[Record | None]) -> None:
    try:
        async for record in source:
            queue.put_nowait(record)
    finally:
        queue.put_nowait(None)


async def _step(
    queue: asyncio.Queue[Record | None], engine: Engine, clock: Clock | None, log: Log
) -> list[Frame]:
    due_s = engine.next_tick_s
    if clock is None or due_s is None or not queue.empty():
        record = await queue.get()
    else:
        try:
            async with asyncio.timeout(due_s - clock.now_s()):
                record = await queue.get()
        except TimeoutError:
            now_s = max(clock.now_s(), due_s)
            return _paused_asleep(engine, now_s, log) + engine.advance(now_s)
    if record is None:
        raise _SourceEnded
    if record.t_s < engine.now_s:
        record = replace(record, t_s=engine.now_s)
    frames = _paused_asleep(engine, record.t_s, log) if clock else []
    log(record)
    return frames + engine.feed(record)


def _paused_asleep(engine: Engine, now_s: float, log: Log) -> list[Frame]:
    """Pause where the computer slept until now."""
    due_s = engine.next_tick_s
    if due_s is None or now_s - due_s < SLEPT_S:
        return []
    pause = Marker(engine.now_s, PAUSE)
    log(pause)
    return engine.feed(pause)
