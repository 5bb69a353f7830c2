"""The store and the person it is open for; what the first screen says; what a person answers.

At home there is one person; a professional chooses among several (`biofeedback.app.desk.people`).
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from typing import Any

from biofeedback.app.desk.home import home_of
from biofeedback.app.desk.long_work import LongWork
from biofeedback.app.desk.messages import AT_HOME, KeyWanted, RecordsOpen, Saved
from biofeedback.report.keeper import Keeper
from biofeedback.store import answers, runs
from biofeedback.store.database import Store
from biofeedback.store.errors import (
    NoKey,
    NoSuchUser,
    ShortPassphrase,
    StoreUnreachable,
    WrongPassphrase,
)
from biofeedback.store.models import Person, Run
from biofeedback.store.people import change_person, people, the_person
from biofeedback.store.place import written
from biofeedback.store.rights import Action, bar, may, refusal
from biofeedback.store.users import names_at
from biofeedback.store.vault import Question, open_store


class Records:
    """Open, ask, answer.

    Parameters
    ----------
    tell : callable
        Gets `RecordsOpen`, `KeyWanted`, `HomeIs` and `Saved`.
    place : str or None
        Where the records are.
    plain : bool
        New records are not encrypted.

    Attributes
    ----------
    work : LongWork
        What takes its time with them.
    """

    def __init__(
        self, tell: Callable[[object], None], place: str | None, *, plain: bool = False
    ) -> None:
        self._tell, self._place, self._plain = tell, place, plain
        self.work = LongWork(tell)
        self._store: Store | None = None
        self._person: Person | None = None

    @property
    def store(self) -> Store:
        """The open store."""
        if self._store is None:
            raise NoKey(self._place or "")
        return self._store

    @property
    def person(self) -> Person:
        """Whose records they are."""
        if self._person is None:
            raise refusal(Action.OPEN) if self._store else NoKey(self._place or "")
        return self._person

    @property
    def waiting(self) -> int:
        """How many runs are kept here until their server is in reach."""
        return self._store.spool.waiting if self._store and self._store.spool else 0

    async def open(self, passphrase: str | None = None, user: str | None = None) -> None:
        """Open the records; where a passphrase, or who is at work, is missing, ask for it."""
        if self._store is not None:
            return
        asked: list[Question] = []

        def ask(question: Question, where: str) -> str | None:
            asked.append(question)
            return user if question is Question.USER else passphrase

        try:
            self._store = open_store(self._place, ask, plain=self._plain)
        except (NoKey, WrongPassphrase, ShortPassphrase, NoSuchUser):
            self._tell_wanted(asked, wrong=passphrase is not None)
            return
        except StoreUnreachable:
            if Question.USER not in asked and Question.OPEN not in asked:
                raise
            self._tell_wanted(asked, wrong=passphrase is not None)  # the server wants them
            return
        await self.entered()

    async def entered(self) -> None:
        """Begin with the records as who is at work now: with somebody, where that is theirs."""
        store = self.store
        cut_off = runs.close_interrupted(store) if may(store, Action.START) else []
        everybody = people(store) if may(store, Action.SEE_TODAY) else []
        self._person = everybody[0] if everybody else None
        if self._person is None and may(store, Action.CHANGE):
            self._person = the_person(store, AT_HOME, now_utc())
        self._tell(self._opened(len(cut_off)))
        if self._person is not None:
            await self.home()

    async def home(self) -> None:
        """Tell what the first screen says; it stays as it was while a server is away."""
        with suppress(StoreUnreachable) if self.store.spool else nullcontext():
            self._tell(home_of(self.store, self.person, now_utc()))

    def keeper(self, session: str) -> Keeper | None:
        """Return what keeps a run of a session; None where the records are not open."""
        if self._store is not None:
            bar(self._store, Action.START)
        if self._store is None or self._person is None:
            return None
        return Keeper(self._store, self._person, session=session)

    async def choose(self, person: Person) -> None:
        """Be somebody else's records from now on."""
        self._person = person
        self._tell(self._opened(interrupted=0))
        await self.home()

    async def change(self, **fields: Any) -> None:
        """Change what is kept of the person: alias, screening, preferences, sensors."""
        self._person = change_person(self.store, self.person, **fields)
        self._tell(self._opened(interrupted=0))

    async def rate(self, moment: str, values: Mapping[str, int], run_id: int | None) -> None:
        """Keep ratings: of `moment` before or after a run."""
        for scale, value in values.items():
            answers.rate(self.store, self.person.id, now_utc(), moment, scale, value, run_id)
        self._tell(Saved(run_id))

    async def note(self, run_id: int, words: str) -> None:
        """Keep a note with a run."""
        bar(self.store, Action.CHANGE, f"run {run_id}")
        with self.store.of_run(run_id).session() as work:
            work.get_one(Run, run_id).notes = words
        self._tell(Saved(run_id))

    async def discard(self, run_id: int) -> None:
        """Take a run out of the records again."""
        runs.erase_run(self.store, run_id)
        await self.home()

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _opened(self, interrupted: int) -> RecordsOpen:
        person, user = self._person, self.store.user
        told = person and {
            "alias": "" if person.alias == AT_HOME else person.alias,
            "screening": dict(person.screening),
            "preferences": dict(person.preferences),
            "sensors": list(person.sensors),
        }
        return RecordsOpen(
            written(self.store.place),
            self.store.key is not None,
            interrupted,
            told or {"alias": "", "screening": {}, "preferences": {}, "sensors": []},
            user.name if user else "",
            user.role.value if user else "",
        )

    def _tell_wanted(self, asked: list[Question], *, wrong: bool) -> None:
        staffed = Question.USER in asked
        names = names_at(self._place) if staffed else ()
        self._tell(KeyWanted(Question.CHOOSE in asked, wrong, staffed, names))


def now_utc() -> datetime:
    """Ask for the time: what the window does is done now."""
    return datetime.now(UTC)  # noqa: TID251 - the app's one question
