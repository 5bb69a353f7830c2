"""The loop's side of the app: straps, the run that goes on, the records. It knows no window.

Made at once, it loads what it needs when it is first needed: the window is on the screen before
numpy, scipy and the database are. Every drawer tells its messages by `tell`.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from biofeedback.app.desk.check import SignalCheck
    from biofeedback.app.desk.diary import DiaryDrawer
    from biofeedback.app.desk.group import GroupDesk
    from biofeedback.app.desk.occasion import Occasion, Wanted
    from biofeedback.app.desk.past import Past
    from biofeedback.app.desk.people import People
    from biofeedback.app.desk.records import Records
    from biofeedback.app.desk.safe import Safe
    from biofeedback.app.desk.staff import Staff
    from biofeedback.app.desk.straps import Straps
    from devices.ble import Radio

Tell = Callable[[object], None]


class Desk:
    """Where everything is asked for, in the loop's thread.

    Parameters
    ----------
    tell : callable
        Gets every message, see `biofeedback.app.desk.messages`.
    radio : callable, optional
        Makes the radio to search with; the system's by default.
    place : str, optional
        Where the records are; see `biofeedback.store.place`.
    plain : bool
        New records are not encrypted.
    """

    def __init__(
        self,
        tell: Tell,
        radio: "Callable[[], Radio] | None" = None,
        place: str | None = None,
        *,
        plain: bool = False,
    ) -> None:
        self.tell, self._radio = tell, radio
        self._place, self._plain = place, plain
        self.occasion: Occasion | None = None

    @cached_property
    def radio(self) -> "Radio":
        """The computer's Bluetooth."""
        from biofeedback.catalogue import installed
        from devices.ble import Radio

        return self._radio() if self._radio else Radio(types=installed().types)

    @cached_property
    def straps(self) -> "Straps":
        """The strap: searched, connected, held."""
        from biofeedback.app.desk.straps import Straps

        return Straps(self.tell, self.radio)

    @cached_property
    def check(self) -> "SignalCheck":
        """The half minute that tells how clearly the heart comes through."""
        from biofeedback.app.desk.check import SignalCheck

        return SignalCheck(self.tell, self.straps)

    @cached_property
    def records(self) -> "Records":
        """The store, and the person it is open for."""
        from biofeedback.app.desk.records import Records

        return Records(self.tell, self._place, plain=self._plain)

    @cached_property
    def past(self) -> "Past":
        """Runs that are over: lists, weeks, one run, reports, exports."""
        from biofeedback.app.desk.past import Past

        return Past(self.tell, self.records)

    @cached_property
    def diary(self) -> "DiaryDrawer":
        """Triggers, therapies, PEG."""
        from biofeedback.app.desk.diary import DiaryDrawer

        return DiaryDrawer(self.tell, self.records)

    @cached_property
    def people(self) -> "People":
        """Several people and their plans, for a professional."""
        from biofeedback.app.desk.people import People

        return People(self.tell, self.records)

    @cached_property
    def group(self) -> "GroupDesk":
        """Up to sixteen people at once."""
        from biofeedback.app.desk.group import GroupDesk

        return GroupDesk(self.tell, self.records, self._radios, self._clear)

    @cached_property
    def safe(self) -> "Safe":
        """Passphrase, backup, taking everything, erasing everything."""
        from biofeedback.app.desk.safe import Safe

        return Safe(self.tell, self.records, lambda: self.running > 0)

    @cached_property
    def staff(self) -> "Staff":
        """Who is at work, the lock, the users."""
        from biofeedback.app.desk.staff import Staff

        return Staff(self.tell, self.records, lambda: self.running)

    @property
    def running(self) -> int:
        """How many sessions go on: the one of this window, and those of the group."""
        group = self.group.group if "group" in self.__dict__ else None
        seats = group.seats.values() if group is not None else ()
        return sum(seat.is_running for seat in seats) + (self.occasion is not None)

    async def find_plugins(self) -> None:
        """Load what plugins bring, beside everything else, so that no view has to wait for it."""
        import asyncio  # after the first paint

        from biofeedback.catalogue import installed

        await asyncio.to_thread(installed)

    async def begin(self, wanted: "Wanted") -> None:
        """Begin a run, and lead it to its end; a run that goes on is ended first.

        Where it `waits` for a strap that is coming, it may be called off by `stop`.
        """
        from biofeedback.app.desk.messages import RunWaits
        from biofeedback.app.desk.occasion import Occasion

        await self.end()
        if wanted.waits and self.straps.is_coming:
            self.tell(RunWaits())
            if not await self.straps.join():
                return
        await self.records.work.let_begin()
        keeper = self.records.keeper(wanted.session)
        occasion = Occasion(self.tell, wanted, self.straps.line, keeper)
        self.occasion = occasion
        try:
            await occasion.perform()
        finally:
            if self.occasion is occasion:
                self.occasion = None

    def wish(self, label: str, at_s: float | None = None) -> None:
        """Ask something of the run that goes on; see `Occasion.wish`."""
        if self.occasion:
            self.occasion.wish(label, at_s)

    def begin_alone(self) -> None:
        """Begin the run that waits for the strap without it."""
        if "straps" in self.__dict__:
            self.straps.end_wait(begin=True)

    def show_ecg(self, shown: bool) -> None:
        """Tell the ECG of the run that goes on as it comes in, or no longer."""
        if self.occasion:
            self.occasion.show_ecg(shown)

    async def stop_work(self) -> None:
        """Stop what takes its time; it leaves nothing behind."""
        self.records.work.stop()

    def stop(self) -> None:
        """End the run that goes on, at once; everything is kept."""
        self._call_off()
        if self.occasion:
            self.occasion.stop()

    async def end(self) -> None:
        """End the run that goes on, and wait until it is kept."""
        self._call_off()
        if self.occasion:
            self.occasion.stop()
            await self.occasion.over.wait()

    async def close(self) -> None:
        """Keep what there is, let the strap go, and close the records."""
        if "group" in self.__dict__:
            await self.group.close()
        await self._clear()
        if "records" in self.__dict__:
            await self.records.work.end()
            self.records.close()

    async def _clear(self) -> None:
        """End the run that goes on, and let the one strap of this computer go."""
        await self.end()
        if "straps" in self.__dict__:
            await self.straps.rest()
            await self.straps.release()

    def _call_off(self) -> None:
        """Let a run that waits for the strap not begin."""
        if "straps" in self.__dict__:
            self.straps.end_wait(begin=False)

    def _radios(self) -> "list[Radio]":
        """Return a radio for each adapter."""
        from biofeedback.catalogue import installed
        from devices.adapters import adapter_names
        from devices.ble import Radio

        names = adapter_names()
        if self._radio is not None or len(names) == 1:
            return [self.radio]
        return [Radio(adapter=name, types=installed().types) for name in names]
