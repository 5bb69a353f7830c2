"""One person of a group: their strap, their engine, their session, their recording.

Whatever goes wrong here stays here: every seat does its work in tasks of its own, and what breaks
its run is kept as `error`, while the others go on.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from biofeedback.live import runner
from biofeedback.live.engine import Engine
from biofeedback.live.equipped import engine_for
from biofeedback.live.frame import OK, Frame
from biofeedback.live.help_order import LOW_BATTERY_PCT, Trouble
from biofeedback.live.line import Ear, Line
from biofeedback.live.patient import PatientSource
from biofeedback.live.seat_stream import SeatStream
from biofeedback.live.zone_time import ZoneTime
from devices.ble import Radio
from devices.contact import ContactWatch
from devices.errors import DeviceError, NotFound
from devices.heart_rate import decode, decode_battery
from devices.recording import Header
from devices.records import (
    BATTERY,
    HEART_RATE,
    DeviceInfo,
    DeviceStatus,
    LinkState,
    Marker,
    Notification,
    Record,
)
from devices.source import Clock
from sessions.timeline import Session
from sessions.toml_file import Wording


class Keeps(Protocol):
    """What keeps a run; `biofeedback.report.keeper.Keeper` does."""

    finish: runner.Finish | None

    @property
    def trouble(self) -> str:
        """Why nothing can be saved just now, in a sentence; empty while it works."""

    def keeping(
        self, header: Header, engine: Engine, skipped: Sequence[str], wording: Wording
    ) -> AbstractContextManager[None]:
        """Begin a run; when the block ends, end it."""

    def write(self, record: Record) -> None:
        """Keep the next record."""

    def take(self, frame: Frame) -> None:
        """Take the next frame."""


@dataclass(frozen=True, slots=True)
class Led:
    """What one person does in a session of the group.

    Attributes
    ----------
    session : Session
        Their plan.
    wishes : tuple of str
        What is wished before; `biofeedback.live.wishes.START` among them, last.
    header : Header
        How the recording begins.
    keeper : Keeps or None
        Keeps the run; None where there are no records.
    wording : Wording
        How the session's words were read.
    """

    session: Session
    wishes: tuple[str, ...]
    header: Header
    keeper: Keeps | None = None
    wording: Wording = field(default_factory=Wording)


class Seat:
    """A place in a group.

    Parameters
    ----------
    number : int
        Counted from 1.
    address, name : str
        The strap; no address for who has none.
    clock : Clock
        The clock of the group's straps.
    radios : sequence of Radio
        One for each adapter.

    Attributes
    ----------
    engine : Engine or None
        Of the present or last run.
    frame : Frame or None
        Its newest.
    zone : ZoneTime
        How long the person was in their own green zone.
    scores : dict of int to float
        The score at the end of each breath.
    link, link_trouble : LinkState and str
        The way to the strap, and the `code` of what is in it.
    was_connected : bool
        Whether the strap was ever there.
    battery_pct : int or None
        As last told.
    finish : Finish or None
        How the last run ended.
    error : BaseException or None
        What broke the last run; the others went on.
    """

    def __init__(
        self, number: int, address: str, name: str, clock: Clock, radios: Sequence[Radio]
    ) -> None:
        self.number, self.address, self.name = number, address, name
        self.engine: Engine | None = None
        self.frame: Frame | None = None
        self.zone, self.scores = ZoneTime(), dict[int, float]()
        self.link, self.link_trouble = LinkState.CLOSED, ""
        self.was_connected = False
        self.battery_pct: int | None = None
        self.finish: runner.Finish | None = None
        self.error: BaseException | None = None
        self._clock, self._radios = clock, tuple(radios)
        self._line: Line | None = None
        self._stream: SeatStream | None = None
        self._watch, self._contact, self._rate_bpm = ContactWatch(), "", 0
        self._held: asyncio.Task[None] | None = None
        self._run: asyncio.Task[None] | None = None

    @property
    def info(self) -> DeviceInfo:
        """Who is sending."""
        return self._line.info if self._line else DeviceInfo(self.name, self.address)

    @property
    def is_running(self) -> bool:
        """Whether a session goes on here."""
        return self._run is not None and not self._run.done()

    @property
    def is_out(self) -> bool:
        """Whether this person alone rests."""
        return self.zone.is_out

    @property
    def is_calling(self) -> bool:
        """Whether a link to the strap is being made now."""
        address = self.address.lower()
        return bool(address) and any(r.turns.calling.lower() == address for r in self._radios)

    @property
    def rate_bpm(self) -> float | None:
        """The heart, before the session as the strap says."""
        if self.is_running and self.frame:
            return self.frame.values.get("heart_rate_bpm")
        return self._rate_bpm or None

    @property
    def trouble(self) -> str:
        """What the person needs help with: a `Trouble` or the `code` of a `DeviceError`."""
        if self.address and self.link is not LinkState.CONNECTED:
            known = "" if self.link_trouble == NotFound.code else self.link_trouble
            is_missed = self.was_connected or self.is_running
            return known or (Trouble.OUT_OF_REACH.value if is_missed else "")
        return self._trouble_of_heart() or self._trouble_beside()

    def hold(self) -> None:
        """Look for the strap, and hold it until `leave`."""
        if self.address and self._held is None:
            source = PatientSource(self.address, self.name, self._clock, self._radios)
            self._line = Line(source)
            self._line.listen(self._hear)
            self._held = asyncio.create_task(_hold(source, self._line))

    def listen(self, ear: Ear) -> None:
        """Let `ear` hear what the strap sends from now on; without a strap there is nothing."""
        if self._line is not None:
            self._line.listen(ear)

    def ignore(self, ear: Ear) -> None:
        """Let `ear` hear no more."""
        if self._line is not None:
            self._line.ignore(ear)

    def begin(
        self,
        lead: Callable[["Seat"], Led],
        clock: Clock,
        began_s: float,
        past: Iterable[Marker] = (),
    ) -> None:
        """Begin a session; `lead` says what this person does in it.

        Parameters
        ----------
        clock : Clock
            Of the session: the same for the whole group.
        began_s : float
            When it began, on the clock of the group's straps.
        past : iterable of Marker
            What was wished of all since.
        """
        self._run = asyncio.create_task(self._perform(lead, clock, began_s, past))

    def tell(self, marker: Marker) -> None:
        """Put a marker into the run that goes on."""
        if self._stream is not None and self.is_running:
            self._stream.tell(marker)

    async def stop(self) -> None:
        """End the run that goes on, and wait until it is kept."""
        if self._run is not None:
            self._run.cancel()
            await asyncio.wait({self._run})

    async def over(self) -> None:
        """Wait until the run has ended by itself, and is kept."""
        if self._run is not None:
            await asyncio.wait({self._run})

    async def leave(self) -> None:
        """End the run, and let the strap go."""
        await self.stop()
        held, self._held = self._held, None
        if held is not None:
            held.cancel()
            await asyncio.wait({held})

    async def _perform(
        self,
        lead: Callable[["Seat"], Led],
        clock: Clock,
        began_s: float,
        past: Iterable[Marker],
    ) -> None:
        self.frame = self.finish = self.error = None
        self.zone, self.scores = ZoneTime(), {}
        try:
            led = lead(self)
            device = replace(self.info, name=self.info.name or self.name)
            self.engine = engine_for(led.session, device)
            async with SeatStream(self._line, began_s, past) as self._stream:
                self.finish = await self._led(led, self.engine, self._stream, clock)
        except Exception as error:  # of this person's run alone
            self.error = error
            logging.getLogger(__name__).error("seat %s", self.number, exc_info=error)

    async def _led(
        self, led: Led, engine: Engine, stream: SeatStream, clock: Clock
    ) -> runner.Finish:
        log, take, keeper = runner.no_log, [self._take], led.keeper
        with ExitStack() as open_now:
            if keeper is not None:
                open_now.enter_context(keeper.keeping(led.header, engine, (), led.wording))
                log = keeper.write
                take.append(keeper.take)
            try:
                finish = await runner.run(stream, engine, clock, take, log, led.wishes)
            except asyncio.CancelledError:  # stopped: end well, keep everything
                finish = runner.Finish.STOPPED
            if keeper is not None:
                keeper.finish = finish
        return finish

    def _take(self, frame: Frame) -> None:
        self.frame = frame
        self.zone.take(frame)
        if frame.cue.breath_number is not None and frame.score is not None:
            self.scores[frame.cue.breath_number] = frame.score

    def _hear(self, record: Record) -> None:
        match record:
            case DeviceStatus(state=state, trouble=trouble):
                self.link, self.link_trouble = state, trouble
                if state is LinkState.CONNECTED:
                    self.was_connected, self._watch, self._contact = True, ContactWatch(), ""
            case Notification(t_s=t_s, channel=channel, payload=payload):
                with suppress(DeviceError):
                    if channel == HEART_RATE:
                        measurement = decode(payload)
                        self._contact = self._watch.feed(t_s, measurement)
                        self._rate_bpm = measurement.hr_bpm
                    elif channel == BATTERY:
                        self.battery_pct = decode_battery(payload)

    def _trouble_of_heart(self) -> str:
        if self.is_running and self.frame is not None:
            return "" if self.frame.status == OK else self.frame.status
        return self._contact if self.address else ""

    def _trouble_beside(self) -> str:
        if self.is_running and self.frame is not None and self.frame.hint:
            return Trouble.BREATHING_FAST
        low = self.battery_pct is not None and self.battery_pct <= LOW_BATTERY_PCT
        return Trouble.BATTERY_LOW if low else ""


async def _hold(source: PatientSource, line: Line) -> None:
    async with source:
        await line.keep()
