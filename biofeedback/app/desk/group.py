"""The group at the desk: straps found and assigned, a session for all, what is shown and kept.

::

    context.ask(lambda desk: desk.group.open())                  # GroupPeople, then GroupStraps ...
    context.ask(lambda desk: desk.group.close())                 # ends everything; all is kept
    context.ask(lambda desk: desk.group.seat(1, person_id, address))   # SeatShown; remembered
    context.ask(lambda desk: desk.group.add_person("Anna B."))   # GroupPeople again
    context.ask(lambda desk: desk.group.forget(1))               # SeatLeft; their run is kept
    context.ask(lambda desk: desk.group.seat_usual())            # everybody whose strap is in reach
    context.ask(lambda desk: desk.group.listen(False))           # no more GroupStraps (True: again)

    context.call(lambda desk: desk.group.own_pace(True))         # before `begin`; False: one pacer
    context.ask(lambda desk: desk.group.begin("paced-6-10min"))  # GroupBegan, then it runs
    context.call(lambda desk: desk.group.pause())                # all; pause(3): seat 3
    context.call(lambda desk: desk.group.resume())               # all; resume(3)
    context.ask(lambda desk: desk.group.stop())                  # all; stop(3); all is kept
    context.call(lambda desk: desk.group.mark("cough", 3))       # all without a number; GroupNotes
    context.ask(lambda desk: desk.group.note("talked", 3))       # kept with the run; GroupNotes
    context.call(lambda desk: desk.group.watch(3))               # SeatWatched, SeatEcg; None: none
    context.ask(lambda desk: desk.group.report(uid, path, "en"))   # Written

Four times a second it is looked what has changed; so no seat tells more than four messages in one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.app.desk.group_ears import listen
from biofeedback.app.desk.group_lead import GroupSession, group_session
from biofeedback.app.desk.group_messages import (
    GroupBegan,
    GroupMoved,
    GroupNote,
    GroupOver,
    GroupPeople,
    GroupPerson,
    GroupStands,
    GroupStraps,
    GroupTold,
    SeatLeft,
    StrapHeard,
)
from biofeedback.app.desk.group_notes import Notes, keep_note
from biofeedback.app.desk.group_report import write_report
from biofeedback.app.desk.group_shown import Sitter
from biofeedback.app.desk.group_troubles import Troubles
from biofeedback.app.desk.group_watch import Watch
from biofeedback.app.desk.messages import AT_HOME
from biofeedback.app.desk.records import Records, now_utc
from biofeedback.live.group import MOST_SEATS, Group
from biofeedback.live.seat import Led, Seat
from biofeedback.live.touch import InReach
from biofeedback.report.keeper import Keeper
from biofeedback.store.errors import AliasTaken, NoKey
from biofeedback.store.models import Person
from biofeedback.store.people import add_person, change_person, find_person, people
from sessions.toml_file import Wording

if TYPE_CHECKING:
    from devices.ble import Radio

LOOK_S = 0.25
"""So often it is looked what has changed."""
NOTE = "note"


class GroupDesk:
    """Look after a group.

    Parameters
    ----------
    tell : callable
        Gets the messages of `biofeedback.app.desk.group_messages`.
    records : Records
        Who may take a seat, and where their runs are kept.
    radios : callable
        Makes one radio for each adapter.
    clear : callable
        Ends what else goes on at the desk, and lets its strap go.
    """

    def __init__(
        self,
        tell: Callable[[object], None],
        records: Records,
        radios: "Callable[[], Sequence[Radio]]",
        clear: Callable[[], Awaitable[None]],
    ) -> None:
        self._tell, self._records, self._radios, self._clear = tell, records, radios, clear
        self.group: Group | None = None
        self._people: list[Person] = []
        self._sitters: dict[int, Sitter] = {}
        self._session: GroupSession | None = None
        self._own_pace = False
        self._is_over = True
        self._notes, self._troubles = Notes(tell), Troubles(tell)
        self._watch = Watch(tell, records)
        self._looking: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._moved: GroupMoved | None = None

    async def open(self) -> None:
        """Begin to look after a group, and to listen for straps; tell who may take a seat."""
        if self.group is None:
            await self._clear()
            self.group = group = Group(self._radios())
            self._looking = asyncio.create_task(self._look(group))
        await self.listen()
        self._tell_people()
        self._show_all()

    async def close(self) -> None:
        """End everything; all is kept."""
        group, self.group = self.group, None
        if group is None:
            return
        await self.listen(on=False)
        self.watch(None)
        await _ended(self._looking)
        await group.close()
        self._sitters.clear()
        self._session, self._is_over, self._looking = None, True, None

    async def listen(self, on: bool = True) -> None:
        """Tell the straps in reach, again and again, or no longer."""
        listening, self._listening = self._listening, None
        await _ended(listening)
        if on and self.group is not None:
            self._listening = asyncio.create_task(listen(self.group, self._tell_heard))

    async def add_person(self, alias: str) -> int | None:
        """Add a person, for whom an alias is enough; return their number, None when refused."""
        if not alias.strip():
            self._refuse("no_alias", _("An alias is needed; a first name or a number will do."))
            return None
        try:
            person = add_person(self._records.store, alias, now_utc())
        except AliasTaken as error:
            self._refuse("alias_taken", str(error))
            return None
        self._tell_people()
        return person.id

    async def seat(self, number: int, person_id: int | None, address: str = "") -> None:
        """Give somebody a seat and a strap, which is remembered; who sat there leaves.

        Without a person, nothing is kept; without a strap, nothing is measured.
        """
        group = self._open_group()
        for other in self._sitters.values():
            if other.seat.number == number:
                continue
            if address and other.seat.address == address:
                text = _("This strap is at seat {number} already.")
                return self._refuse("strap_taken", text.format(number=other.seat.number))
            if other.person and other.person.id == person_id:
                text = _("{alias} has seat {number} already.")
                text = text.format(alias=other.alias, number=other.seat.number)
                return self._refuse("person_taken", text)
        await self.forget(number)
        person = self._remembered(person_id, address) if person_id is not None else None
        name = next((each.name for each in group.in_reach() if each.address == address), address)
        if person is not None:
            self._tell_people()
        self._sitters[number] = Sitter(group.sit(number, address, name), person)
        self._show_all()

    async def seat_usual(self) -> None:
        """Give a seat to everybody whose strap is in reach and who has none yet."""
        group = self._open_group()
        in_reach = [each.address for each in group.in_reach()]
        seated = {sitter.person.id for sitter in self._sitters.values() if sitter.person}
        worn = {sitter.seat.address for sitter in self._sitters.values()}
        for person in self._people:
            usual = next((a for a in person.sensors if a in in_reach and a not in worn), None)
            free = next((n for n in range(1, MOST_SEATS + 1) if n not in self._sitters), None)
            if usual is not None and free is not None and person.id not in seated:
                worn.add(usual)
                await self.seat(free, person.id, usual)

    async def forget(self, number: int) -> None:
        """Let somebody go; what there is of their run is kept."""
        if number in self._sitters:
            await self._open_group().leave(number)
            del self._sitters[number]
            self._tell(SeatLeft(number))

    def own_pace(self, on: bool) -> None:
        """Let each breathe at their own pace in the next session, or all with one pacer."""
        self._own_pace = on

    async def begin(self, session: str, wording: Wording | None = None) -> None:
        """Begin a session for all who have a seat; one that goes on is ended first.

        Raises
        ------
        SessionError
            When there is no such session.
        """
        group = self._open_group()
        if not self._sitters:
            return self._refuse("nobody", _("Nobody has a seat yet."))
        led = group_session(session, self._own_pace, now_utc, wording or Wording())
        await self.stop()
        await self._records.work.let_begin()
        self._session, self._is_over = led, False
        self._notes.clear()
        group.begin(led.session, self._led, own_pace=led.own_pace)
        if group.plan is not None and group.session_clock is not None:
            title, clock = led.session.title, group.session_clock
            self._tell(GroupBegan(session, title, group.plan, clock, led.own_pace))
        self._show_all()

    def pause(self, number: int | None = None) -> None:
        """Let all rest, or one."""
        if self._has(number):
            self._open_group().pause(number)

    def resume(self, number: int | None = None) -> None:
        """Go on, all or one."""
        if self._has(number):
            self._open_group().resume(number)

    async def stop(self, number: int | None = None) -> None:
        """End the session for all or for one; everything is kept."""
        if self._has(number):
            group = self._open_group()
            await group.stop(number)
            self._show_all()
            self._look_for_end(group)

    def mark(self, label: str, number: int | None = None) -> None:
        """Put a marker into everybody's recording, or into one."""
        if self._has(number):
            group = self._open_group()
            group.mark(label, number)
            self._notes.add(GroupNote(group.session_t_s, label, number=number))

    async def note(self, words: str, number: int | None = None) -> None:
        """Keep a note with everybody's run, or with one; its time is marked in the recording."""
        if not self._has(number):
            return
        group = self._open_group()
        group.mark(NOTE, number)
        these = self._sitters.values() if number is None else [self._sitters[number]]
        runs = [each.keeper.run_id for each in these if each.keeper is not None]
        known = [run_id for run_id in runs if run_id is not None]
        if known:
            keep_note(self._records.store, known, group.session_t_s, words)
        self._notes.add(GroupNote(group.session_t_s, NOTE, words, number))

    def watch(self, number: int | None) -> None:
        """Tell the figures of one seat as they come, or of none."""
        self._watch.see(number)

    async def report(self, uid: str, path: Path, language: str) -> None:
        """Write what the group of an occasion did, see `GroupOver.uid`; told as `Written`."""
        self._tell(await write_report(self._records.store, uid, language, path))

    def _open_group(self) -> Group:
        if self.group is None:
            raise RuntimeError("the group is not open")
        return self.group

    def _has(self, number: int | None) -> bool:
        return self.group is not None and (number is None or number in self._sitters)

    def _refuse(self, code: str, sentence: str) -> None:
        self._tell(GroupTold(code, sentence))

    def _led(self, seat: Seat) -> Led:
        sitter, session = self._sitters[seat.number], self._session
        if session is None:
            raise RuntimeError("no session was begun")
        person = sitter.person
        store, name = self._records.store, session.name
        sitter.begin(Keeper(store, person, session.uid, name) if person else None)
        return session.led(seat, sitter.keeper)

    def _everybody(self) -> list[Person]:
        return [each for each in people(self._records.store) if each.alias != AT_HOME]

    def _remembered(self, person_id: int, address: str) -> Person:
        """Return a person, with the strap that they wear now as their newest."""
        store = self._records.store
        person = find_person(store, str(person_id))
        if not address or person.sensors[:1] == [address]:
            return person
        sensors = [address, *(each for each in person.sensors if each != address)]
        return change_person(store, person, sensors=sensors)

    def _tell_people(self) -> None:
        with suppress(NoKey):  # until the records are open, there are straps and no names
            self._people = self._everybody()
        self._tell(
            GroupPeople(
                tuple(
                    GroupPerson(each.id, each.alias, next(iter(each.sensors), ""))
                    for each in self._people
                )
            )
        )

    def _tell_heard(self, in_reach: Sequence[InReach], trouble: str) -> None:
        seats = {each.seat.address: number for number, each in self._sitters.items()}
        wearer = {a: person for person in reversed(self._people) for a in person.sensors[:1]}
        straps = []
        for each in in_reach:
            person = wearer.get(each.address)
            straps.append(
                StrapHeard(
                    each.address,
                    each.name,
                    each.strength_dbm,
                    each.battery_pct,
                    each.is_near,
                    person.id if person else None,
                    person.alias if person else "",
                    seats.get(each.address),
                )
            )
        self._tell(GroupStraps(tuple(straps), trouble))

    async def _look(self, group: Group) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            self._show_all()
            self._watch.look(group, self._sitters)
            self._troubles.look(group, self._sitters)
            self._look_for_end(group)

    def _show_all(self) -> None:
        """Tell what has changed of the seats, and of the group once a second or when it changes."""
        group = self.group
        if group is None:
            return
        for number, sitter in self._sitters.items():
            try:
                if (news := sitter.news()) is not None:
                    self._tell(news)
            except Exception as error:  # of this tile alone
                logging.getLogger(__name__).error("seat %s", number, exc_info=error)
        moved = self._moved_now(group)
        if moved != self._moved:
            self._moved = moved
            self._tell(moved)

    def _moved_now(self, group: Group) -> GroupMoved:
        order = group.order()
        plan, session = group.plan, self._session
        return GroupMoved(
            self._stands(group),
            order,
            tuple(number for number in order if group.seats[number].trouble),
            group.zone_share,
            session.name if session else "",
            session.session.title if session else "",
            float(int(group.session_t_s)),
            plan.session.duration_s if plan else 0.0,
            self._own_pace if session is None or self._is_over else session.own_pace,
            plan,
        )

    def _stands(self, group: Group) -> GroupStands:
        if self._session is None:
            return GroupStands.GATHERING
        if self._is_over:
            return GroupStands.OVER
        return GroupStands.PAUSED if group.is_paused else GroupStands.RUNNING

    def _look_for_end(self, group: Group) -> None:
        if self._is_over or any(each.is_running for each in group.seats.values()):
            return
        self._is_over = True
        session = self._session
        keepers = [each.keeper for each in self._sitters.values() if each.keeper]
        run_ids = tuple(keeper.run_id for keeper in keepers if keeper.run_id is not None)
        self._show_all()
        self._tell(
            GroupOver(
                session.name if session else "",
                session.session.title if session else "",
                group.session_t_s / 60.0,
                group.zone_share,
                run_ids,
                session.uid if session and run_ids else "",
            )
        )


async def _ended(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.wait({task})
