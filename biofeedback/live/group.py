"""Up to sixteen people at once in one process: seats, and a session that all of them do.

1. Everybody's session begins at one moment, on one clock, whether or not their strap is there: who
   is seen later joins where the others are, pauses and all.
2. One pacer for all: nothing that befalls one person changes the plan, and who rests alone goes on
   in step afterwards. Each at their own pace: everybody has a plan of their own, and waits alone.
3. Seats share the clock and the adapters, and nothing else.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from biofeedback.live import wishes
from biofeedback.live.help_order import HelpOrder
from biofeedback.live.seat import Led, Seat
from biofeedback.live.touch import InReach, Touch
from biofeedback.live.zone_time import group_share
from devices.ble import Found, Radio, straps_heard
from devices.records import LinkState, Marker
from devices.source import Clock
from sessions.pacer import LivePlan
from sessions.timeline import Session

MOST_SEATS = 16

Lead = Callable[[Seat], Led]


class Group:
    """People who breathe together.

    Parameters
    ----------
    radios : sequence of Radio
        One for each adapter of the computer.

    Attributes
    ----------
    seats : dict of int to Seat
        Who is there.
    clock : Clock
        The clock of the straps.
    session_clock : Clock or None
        The clock of the session, the same for all; None before it begins.
    plan : LivePlan or None
        The common pacer.
    own_pace : bool
        Whether each breathes at their own pace.
    """

    def __init__(self, radios: Sequence[Radio]) -> None:
        self.radios = tuple(radios)
        self.seats: dict[int, Seat] = {}
        self.clock = Clock()
        self.session_clock: Clock | None = None
        self.plan: LivePlan | None = None
        self.own_pace = False
        self.touch = Touch()
        self._order = HelpOrder()
        self._began_s = 0.0
        self._lead: Lead | None = None
        self._stopped_s = math.inf
        self._past: list[Marker] = []

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hear the straps that advertise, on all adapters; see `in_reach`.

        Raises
        ------
        BluetoothUnavailable
            One of its kinds.
        """
        async with AsyncExitStack() as open_now:
            for radio in self.radios:
                await open_now.enter_async_context(radio.listening(straps_heard(radio, self._hear)))
            yield

    def in_reach(self) -> list[InReach]:
        """Return the straps that are heard now, the strongest first."""
        return self.touch.in_reach(self.clock.now_s())

    def sit(self, number: int, address: str = "", name: str = "") -> Seat:
        """Give somebody a seat and a strap; the strap is connected as soon as it is its turn.

        Who comes while the session goes on joins where the others are.

        Raises
        ------
        ValueError
            When the seat is taken, or there is no such seat.
        """
        if number in self.seats or not 1 <= number <= MOST_SEATS:
            raise ValueError(f"no free seat {number}")
        seat = Seat(number, address, name or address, self.clock, self.radios)
        self.seats[number] = seat
        seat.hold()
        if self.is_running:
            self._begin(seat)
        return seat

    async def leave(self, number: int) -> None:
        """Let somebody go; their run is kept."""
        await self.seats.pop(number).leave()

    async def close(self) -> None:
        """Let everybody go."""
        await asyncio.gather(*(self.leave(number) for number in list(self.seats)))

    def begin(self, session: Session, lead: Lead, *, own_pace: bool = False) -> None:
        """Begin a session for all who are here, at this moment.

        Parameters
        ----------
        session : Session
            As the group is led, and as a projector shows it.
        lead : callable
            Says for each seat what that person does; see `together` for the wishes.
        own_pace : bool
            Whether each breathes at their own pace.
        """
        self.session_clock, self._began_s = Clock(), self.clock.now_s()
        self.plan, self.own_pace = LivePlan(session), own_pace
        self._lead, self._stopped_s, self._past = lead, math.inf, []
        for seat in self.seats.values():
            self._begin(seat)

    @property
    def is_running(self) -> bool:
        """Whether who comes now may still join."""
        if self._lead is None or self.plan is None:
            return False
        return self._session_s() < self.plan.duration_s

    @property
    def is_paused(self) -> bool:
        """Whether all rest."""
        return self.plan is not None and self.plan.is_paused

    @property
    def session_t_s(self) -> float:
        """Where the common session is; 0 before it begins."""
        return self.plan.session_t_s(self._session_s()) if self.plan else 0.0

    @property
    def zone_share(self) -> float | None:
        """Mean over people of the share of time in their own green zone; None while unknown."""
        return group_share(seat.zone.share for seat in self.seats.values())

    def order(self) -> tuple[int, ...]:
        """Return the seats as they are to be shown now: who needs help first."""
        troubles = {number: seat.trouble for number, seat in self.seats.items()}
        return self._order.feed(self.clock.now_s(), troubles)

    def pause(self, number: int | None = None) -> None:
        """Let all rest, or one."""
        self._rest(number, wishes.PAUSE, is_out=True)

    def resume(self, number: int | None = None) -> None:
        """Go on, all or one; who rested alone while all had one pacer goes on in step."""
        self._rest(number, wishes.RESUME, is_out=False)

    def mark(self, label: str, number: int | None = None) -> None:
        """Put a marker into everybody's recording, or into one; a replay takes none for a wish."""
        marker = Marker(self._session_s(), f"mark {label}")
        for seat in self._those(number):
            seat.tell(marker)

    async def stop(self, number: int | None = None) -> None:
        """End the session for all or for one, and wait until it is kept."""
        if number is None and self.plan is not None:
            self._stopped_s = self._session_s()
            self.plan, self._lead = self.plan.resumed(self._stopped_s), None
        await asyncio.gather(*(seat.stop() for seat in self._those(number)))

    async def over(self) -> None:
        """Wait until everybody's session is over, and kept."""
        await asyncio.gather(*(seat.over() for seat in self.seats.values()))

    def linked(self) -> int:
        """Return how many straps are held now."""
        return sum(seat.link is LinkState.CONNECTED for seat in self.seats.values())

    def _hear(self, strap: Found) -> None:
        now_s = self.clock.now_s()
        self.touch.hear(now_s, strap.address, strap.name, strap.rssi_dbm, strap.battery_pct)

    def _rest(self, number: int | None, wish: str, *, is_out: bool) -> None:
        if self.plan is None:
            return
        now_s = self._session_s()
        marker = Marker(now_s, wish)
        if number is None:
            self.plan = wishes.obey(self.plan, now_s, wish)
            self._past.append(marker)
        elif not self.own_pace:
            self.seats[number].zone.is_out = is_out
            marker = Marker(now_s, wish.removeprefix("wish "))  # no wish: the plan goes on
        for seat in self._those(number):
            seat.tell(marker)

    def _those(self, number: int | None) -> list[Seat]:
        return list(self.seats.values()) if number is None else [self.seats[number]]

    def _session_s(self) -> float:
        return min(self.session_clock.now_s(), self._stopped_s) if self.session_clock else 0.0

    def _begin(self, seat: Seat) -> None:
        if self._lead is not None and self.session_clock is not None:
            seat.begin(self._lead, self.session_clock, self._began_s, self._past)


def together(
    known: Sequence[str], *, own_pace: bool, rate_per_min: float | None
) -> tuple[str, ...]:
    """Return what is wished for one person before the session begins.

    Parameters
    ----------
    known : sequence of str
        What is known of the person, see `biofeedback.live.wishes`.
    own_pace : bool
        Whether each breathes at their own pace.
    rate_per_min : float or None
        The person's own rate, to be told where the session paces all at another; None to breathe
        as the session says.
    """
    if not own_pace:
        return (*(w for w in known if not wishes.is_own(w)), wishes.TOGETHER, wishes.START)
    rate = () if rate_per_min is None else (wishes.rate(rate_per_min),)
    return (*known, wishes.START, *rate)
