"""The diary's drawer: a day is read, a tap notes or takes back, numbers are kept at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from gettext import gettext as _

from biofeedback.app.desk.diary_messages import Chip, DiaryIs, Key, PegKept, StripDay, Tapped
from biofeedback.app.desk.records import Records, now_utc
from biofeedback.store import answers, diary

_STRIP_DAYS = 7
_PEG_EVERY = timedelta(days=7)
_MEDICINE_AT = 7
"""Medicine stands among the therapies, at the end of those that are seen at first."""


class DiaryDrawer:
    """What a person notes day by day.

    Parameters
    ----------
    tell : callable
        Gets `DiaryIs`, `Tapped` and `PegKept`.
    records : Records
        The open records and their person.
    now : callable, optional
        The present time, aware.
    """

    def __init__(
        self,
        tell: Callable[[object], None],
        records: Records,
        now: Callable[[], datetime] = now_utc,
    ) -> None:
        self._tell, self._records, self._now = tell, records, now

    async def read(self, day: date | None = None, last: date | None = None) -> None:
        """Tell a day, today by default, and the week of days that ends with `last`."""
        store, person_id, today = self._records.store, self._records.person.id, self._today()
        day = min(day or today, today)
        last = min(last or today, today)
        first = last - timedelta(days=_STRIP_DAYS - 1)
        entries = diary.entries_of(store, person_id, min(first, day), max(last, day))
        days = [first + timedelta(days=n) for n in range(_STRIP_DAYS)]
        pegs = answers.pegs_of(store, person_id)
        therapies, medicines = self._chips(diary.THERAPY), self._chips(diary.MEDICINE)
        self._tell(
            DiaryIs(
                day=day,
                today=today,
                strip=tuple(StripDay(one, sum(e.day == one for e in entries)) for one in days),
                triggers=tuple(self._chips(diary.TRIGGER)),
                therapies=(*therapies[:_MEDICINE_AT], *medicines, *therapies[_MEDICINE_AT:]),
                noted=tuple(((e.kind, e.what), e.minutes) for e in entries if e.day == day),
                pain=answers.ratings_of_day(store, person_id, day).get("pain"),
                asks_peg=day == today and (not pegs or today - pegs[-1].day >= _PEG_EVERY),
            )
        )

    async def tap(self, day: date, kind: str, what: str) -> None:
        """Note something, or take it back."""
        store, person_id = self._records.store, self._records.person.id
        noted = diary.tap(store, person_id, day, self._now(), kind, what.strip())
        self._tell_tapped(day, (kind, what.strip()), noted, None)

    async def minutes(self, day: date, kind: str, what: str, minutes: float) -> None:
        """Note something with how long it lasted.

        Raises
        ------
        TooCold
            When cold was on for more than 20 minutes.
        """
        store, person_id = self._records.store, self._records.person.id
        diary.note(store, person_id, day, self._now(), kind, what, minutes=minutes)
        self._tell_tapped(day, (kind, what), True, minutes)

    async def rate(self, day: date, pain: int | None) -> None:
        """Keep pain on average on a day; None takes it back."""
        store, person_id = self._records.store, self._records.person.id
        if pain is None:
            answers.take_back_day(store, person_id, day, "pain")
        else:
            at_utc = datetime.combine(day, time(12), UTC)
            answers.rate(store, person_id, at_utc, answers.DAY, "pain", pain)

    async def keep_peg(self, day: date, pain: int, enjoyment: int, activity: int) -> None:
        """Keep the three answers of the week that ends on a day."""
        store, person_id = self._records.store, self._records.person.id
        answers.keep_peg(store, person_id, day, pain=pain, enjoyment=enjoyment, activity=activity)
        self._tell(PegKept(day))

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _chips(self, kind: str) -> list[Chip]:
        offered = diary.offered(self._records.store, self._records.person.id, kind)
        return [_chip(thing) for thing in offered]

    def _tell_tapped(self, day: date, key: Key, noted: bool, minutes: float | None) -> None:
        store, person_id = self._records.store, self._records.person.id
        count = len(diary.entries_of(store, person_id, day, day))
        self._tell(Tapped(day, _chip(diary.thing(*key)), noted, minutes, count))


def _chip(thing: diary.Thing) -> Chip:
    known = thing in diary.THINGS
    label = _(thing.label) if known else thing.label
    return Chip((thing.kind, thing.id), label, str(thing.timer or ""))
