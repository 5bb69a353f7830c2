"""A simulated person with a strap on, whom programs meet through the real bleak API.

The person follows whatever session is led. Everything about them is seeded, and their truth can be
read afterwards; the strap's faults can be turned before the run and while it goes on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from biofeedback.api import (
    RUN_INDICES,
    Clock,
    DeviceInfo,
    Engine,
    Header,
    Index,
    Recording,
    Session,
    Source,
)
from biofeedback.catalogue import find_session
from biofeedback.live.begin import begin
from biofeedback.live.equipped import engine_for
from biofeedback.live.follow import Follow
from biofeedback.live.frame import Frame
from biofeedback.live.runner import Sink
from biofeedback.testing.run import PROGRAM, Run
from devices.beat_times import latency_s_for
from devices.ble import Radio
from devices.ble_source import BleSource
from devices.records import Record
from devices.virtual import Person
from devices.virtual_body import alone
from devices.virtual_faults import Faults
from devices.virtual_models import PLAIN, StrapModel
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap

ADDRESS = "A0:9E:1A:00:00:01"
_NAMES = {"H10": "Virtual Polar H10", "Verity Sense": "Virtual Polar Sense"}

Meddle = Callable[[VirtualStrap], Awaitable[object]]


class WornStrap:
    """A person and the strap they wear.

    Parameters
    ----------
    seed : int, optional
        The same seed gives the same person, beat for beat; by default 1, or that of `person`.
    person : Person, optional
        Somebody with other habits; follows the session unless they have a breath of their own.
    faults : Faults, optional
        What goes wrong with the strap.
    model : StrapModel
        What kind of strap it is; `devices.virtual_models.H10` brings ECG and movement.

    Attributes
    ----------
    person : Person
        `person.truth` is what really happened so far.
    strap : VirtualStrap
        Can walk away, come back, and lose its battery.
    """

    def __init__(
        self,
        seed: int | None = None,
        person: Person | None = None,
        faults: Faults | None = None,
        model: StrapModel = PLAIN,
    ) -> None:
        self._follow = Follow()
        person = person or Person(seed=1)
        breath = self._follow if person.breath is alone else person.breath
        self.person = replace(person, breath=breath, seed=person.seed if seed is None else seed)
        name = _NAMES.get(model.number, "Virtual strap")
        latency_s = latency_s_for(name)
        self.strap = VirtualStrap(
            self.person, ADDRESS, name, latency_s=latency_s, model=model, faults=faults
        )

    def radio(self) -> Radio:
        """Put the strap into the air of the running loop; return what searches and connects.

        `devices.ble.scan` and `BleSource` take it; the person's time begins now.
        """
        return LoopbackRadio([self.strap]).radio

    def source(self, clock: Clock) -> Source:
        """Return the strap as a source, for `biofeedback.api.run`; it connects through bleak."""
        return BleSource(ADDRESS, clock, self.radio())

    async def run(
        self,
        session: Session | str | Path | Engine,
        sinks: Sequence[Sink] = (),
        *,
        indices: Iterable[Index] = RUN_INDICES,
        meddle: Meddle | None = None,
        wishes: Sequence[str] = (),
    ) -> Run:
        """Lead the person through a session.

        Parameters
        ----------
        session : Session, str, Path or Engine
            What is led.
        sinks : sequence of callable
            Each gets every frame.
        indices : iterable of Index
            What each frame tells; by default what ships, whatever plugins this computer has.
        meddle : callable, optional
            Gets the strap; a coroutine that turns its faults while the run goes on.
        wishes : sequence of str
            What is wished before the start, see `biofeedback.live.wishes`.

        Raises
        ------
        SessionError
            When the session cannot be found or played.
        DeviceError
            When the strap cannot be reached.
        """
        name = str(session) if isinstance(session, str | Path) else ""
        if not isinstance(session, Engine):
            plan = session if isinstance(session, Session) else find_session(str(session))
            session = engine_for(plan, DeviceInfo(self.strap.name), indices)
        frames: list[Frame] = []
        log: list[Record] = []
        async with begin(self.source, session) as live:
            self._follow.engine = live.engine
            trouble = asyncio.ensure_future(meddle(self.strap)) if meddle else None
            try:
                finish = await live.run([frames.append, *sinks], log.append, wishes)
            finally:
                if trouble:
                    trouble.cancel()
                    await asyncio.gather(trouble, return_exceptions=True)
        header = Header(live.source.info, None, PROGRAM, name or session.plan.session.name)
        truth = self.person.truth
        return Run.of(live.engine, frames, finish, Recording(header, tuple(log)), truth)
