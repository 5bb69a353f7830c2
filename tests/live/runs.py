"""A run made for tests: a simulated person follows the pacer through the real bleak API."""

import asyncio
from dataclasses import dataclass

from biofeedback.hrv.index import RUN_INDICES
from biofeedback.live import runner
from biofeedback.live.engine import Engine
from biofeedback.live.follow import Follow
from biofeedback.live.frame import Frame
from devices.ble_source import BleSource
from devices.ble_streams import StreamWish
from devices.records import Record
from devices.replay import ReplaySource
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import PLAIN
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from sessions.blocks import Block, Pacing
from sessions.timeline import Session

SHORT = Session(
    "short",
    "Short",
    "A test.",
    ("nervous",),
    (
        Block("Rest", 60, "Rest."),
        Block("Paced", 120, "Breathe.", Pacing(7, 5)),
        Block("After", 20.5, "Rest."),
    ),
)


@dataclass(repr=False)
class Run:
    """What came of a run; `strap` and `person` know the truth."""

    engine: Engine
    finish: runner.Finish
    frames: list[Frame]
    log: list[Record]
    person: Person | None = None
    strap: VirtualStrap | None = None


async def live(
    session: Session,
    seed: int = 1,
    meddle=None,
    *,
    model=PLAIN,
    streams=StreamWish(),  # noqa: B008, a frozen record
    strap_latency_s: float = 0.0,
    latency_s: float = 0.0,
    indices=RUN_INDICES,
    **person,
) -> Run:
    """Run live; `meddle(strap)` is a coroutine that turns the strap's faults meanwhile.

    The strap tells its intervals `strap_latency_s` late; the engine takes it for `latency_s`.
    """
    clock, follow = Clock(), Follow()
    wearer = Person(seed=seed, breath=follow, **person)
    strap = VirtualStrap(
        wearer,
        "A0:9E:1A:00:00:01",
        "Virtual 00000001",
        latency_s=strap_latency_s,
        model=model,
    )
    radio = LoopbackRadio([strap])
    async with BleSource(strap.address, clock, radio.radio, streams) as source:
        engine = follow.engine = Engine(session, latency_s, indices)
        trouble = asyncio.create_task(meddle(strap)) if meddle else None
        frames, log = [], []
        finish = await runner.run(source, engine, clock, [frames.append], log.append)
        if trouble:
            await trouble
    return Run(engine, finish, frames, log, wearer, strap)


async def replayed(recording, session: Session, latency_s: float = 0.0) -> Run:
    clock = Clock()
    async with ReplaySource(recording, clock) as source:
        engine = Engine(session, latency_s)
        frames, log = [], []
        finish = await runner.run(source, engine, None, [frames.append], log.append)
    return Run(engine, finish, frames, log)


def looped(records, session: Session, latency_s: float = 0.0) -> list[Frame]:
    engine = Engine(session, latency_s)
    return [frame for record in records for frame in engine.feed(record)]
