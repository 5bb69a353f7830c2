"""What `biofeedback clinic` does in a terminal: everybody in reach, one session, one calm table.

Nothing is kept here: who is who is said in the window.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from gettext import gettext as _

from rich.live import Live

from biofeedback import __version__
from biofeedback.cli.group_table import GroupTable, closing
from biofeedback.cli.output import QUIET, say, screen
from biofeedback.live import wishes
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.group import MOST_SEATS, Group, together
from biofeedback.live.seat import Led, Seat
from biofeedback.live.virtual_group import REST, own_pace_of, virtual_air
from devices.adapters import adapter_names
from devices.ble import Radio
from devices.errors import NotFound
from devices.recording import Header
from sessions.load import Reader, find_session
from sessions.timeline import Session

SEARCH_S = 8.0
_LINK_S = 20.0
"""So long the session waits for straps that are still to be connected."""


@dataclass(frozen=True, slots=True)
class GroupWish:
    """What was asked for; `virtual` is how many simulated people, None for straps in reach."""

    session: str
    virtual: int | None
    own_pace: bool = False
    minutes: float | None = None
    fast: bool = False


def lead_group(wish: GroupWish) -> None:
    """Lead a group through a session, and print how it went.

    Raises
    ------
    SessionError
        When there is no such session.
    DeviceError
        When there is no Bluetooth, or no strap in reach.
    """
    session = find_session(wish.session, Reader())
    with asyncio.Runner(loop_factory=VirtualLoop if wish.fast else None) as loop:
        loop.run(_lead(wish, session))


async def _lead(wish: GroupWish, session: Session) -> None:
    group = _group(wish.virtual)
    try:
        await _gather(group)
        group.begin(session, lambda seat: _led(wish, session, seat), own_pace=wish.own_pace)
        async with _shown(group):
            over = asyncio.create_task(group.over())
            with suppress(asyncio.CancelledError):  # Ctrl-C: end well
                await asyncio.wait({over}, timeout=wish.minutes and 60.0 * wish.minutes)
            await group.stop()
            await over
        screen().print(closing(group), highlight=False)
    finally:
        await group.close()


def _group(virtual: int | None) -> Group:
    if virtual is None:
        return Group([Radio(adapter=name) for name in adapter_names()])
    group: Group | None = None
    air = virtual_air(lambda: group, virtual)
    group = Group([air.radio])
    return group


async def _gather(group: Group) -> None:
    """Give everybody in reach a seat, by the names of their straps; wait until they are there."""
    say(_("Listening for straps ..."))
    async with group.listening():
        await asyncio.sleep(SEARCH_S)
    in_reach = sorted(group.in_reach(), key=lambda strap: (strap.name, strap.address))
    if not in_reach:
        raise NotFound
    for number, strap in enumerate(in_reach[:MOST_SEATS], start=1):
        group.sit(number, strap.address, strap.name)
    with suppress(TimeoutError):
        async with asyncio.timeout(_LINK_S):
            while group.linked() < len(group.seats):
                await asyncio.sleep(0.2)


def _led(wish: GroupWish, session: Session, seat: Seat) -> Led:
    known: Sequence[str] = ()
    pace_per_min = None
    if wish.virtual is not None:
        known = (wishes.usual(REST),)
        pace_per_min = own_pace_of(seat.number) if wish.own_pace else None
    wanted = together(known, own_pace=wish.own_pace, rate_per_min=pace_per_min)
    return Led(session, wanted, Header(seat.info, None, f"biofeedback {__version__}", wish.session))


@asynccontextmanager
async def _shown(group: Group) -> AsyncIterator[None]:
    """Show the table while the session goes on, where there is a terminal."""
    if not screen().is_terminal:
        yield
        return
    screen().print(_("Ctrl-C stops for everybody."), style=QUIET)
    with Live(GroupTable(group), console=screen(), refresh_per_second=2, transient=True):
        yield
