"""The safe that the records lie in: passphrase, backup, bringing one back, taking all, erasing all.

What makes a copy of the whole file must have it closed (see `biofeedback.store.vault`). So the
records are closed, the work is done, and they are opened again, whatever came of it. Never while a
session goes on: it is being written. All of it is `biofeedback.app.desk.long_work`.
"""

from asyncio import to_thread
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import URL

from biofeedback.app.desk.long_work import AtWork
from biofeedback.app.desk.messages import AT_HOME
from biofeedback.app.desk.records import Records, now_utc
from biofeedback.app.desk.safe_messages import EXPORT, SafeDone, SafeIs
from biofeedback.store import backup, vault
from biofeedback.store.database import Store
from biofeedback.store.errors import StoreError
from biofeedback.store.models import Person
from biofeedback.store.people import erase_person, find_person, people, the_person
from biofeedback.store.person_file import write_person_file
from biofeedback.store.place import written
from biofeedback.store.rights import Action, may
from biofeedback.store.vault import Question
from devices.errors import FileError


class Safe:
    """Look after the records.

    Parameters
    ----------
    tell : callable
        Gets `SafeIs` and `SafeDone`.
    records : Records
        The open records.
    is_busy : callable
        Whether a session is being written just now.
    """

    def __init__(
        self, tell: Callable[[object], None], records: Records, is_busy: Callable[[], bool]
    ) -> None:
        self._tell, self._records, self._is_busy = tell, records, is_busy

    async def status(self) -> None:
        """Tell `SafeIs`."""
        found = await to_thread(vault.status, self._wish())
        copies = tuple(str(copy) for copy in found.copies)
        waiting = self._records.waiting
        self._tell(SafeIs(written(found.place), found.guard.name, copies, waiting))

    async def change_passphrase(self, new: str, present: str = "") -> None:
        """Give the records another passphrase, or their first."""
        answers = {Question.OPEN: present, Question.CHANGE: new}

        def change(wish: str, user: str) -> None:
            backup.change_passphrase(wish, _answering(answers, user))

        await self._with_closed("passphrase", change, "", new or present, present)

    async def back_up(self, path: Path, passphrase: str, present: str = "") -> None:
        """Write a copy of everything, with a passphrase of its own."""
        answers = {Question.OPEN: present, Question.BACKUP: passphrase}

        def write(wish: str, user: str) -> None:
            backup.backup(wish, path, _answering(answers, user))

        await self._with_closed("backup", write, str(path), present, present)

    async def restore(self, path: Path, passphrase: str, present: str = "") -> None:
        """Bring a backup back; the present records are laid aside."""
        answers = {Question.RESTORE: passphrase, Question.CHOOSE: passphrase}

        def bring_back(wish: str, user: str) -> None:
            backup.restore(wish, path, _answering(answers, user))

        await self._with_closed("restore", bring_back, str(path), passphrase, present)

    async def export_all(self, path: Path) -> None:
        """Write everything that is kept of the person as a zip; it is not encrypted."""
        if self._refuses("export"):
            return
        store, person = self._records.store, self._records.person
        try:
            await self._records.work.do(
                EXPORT, lambda step: write_person_file(store, person, path, step)
            )
        except (StoreError, FileError) as error:
            self._tell(SafeDone("export", False, str(error), str(path)))
        else:
            self._tell(SafeDone("export", True, path=str(path)))

    async def erase_all(self) -> None:
        """Remove the person with every run and every word; at home, copies laid aside as well."""
        if self._refuses("erase"):
            return
        records, store, person = self._records, self._records.store, self._records.person
        try:
            left = await records.work.do("erase", lambda _step: _erase(store, person), alone=True)
            await records.choose(left[0] if left else the_person(store, AT_HOME, now_utc()))
        except (StoreError, OSError) as error:
            self._tell(SafeDone("erase", False, str(error)))
            return
        await self.status()
        self._tell(SafeDone("erase", True))

    async def _with_closed(
        self, what: str, work: Callable[[str, str], None], path: str, after: str, before: str
    ) -> None:
        """Close the records, do some work on their file, and open them again, before others ask.

        `after` opens them when it was done, `before` when it could not be.
        """
        if self._refuses(what):
            return
        wish, sentence, store = self._wish(), "", self._records.store
        user = store.user.name if store.user else None
        alias = self._records.person.alias if may(store, Action.SEE_TODAY) else ""
        self._records.close()
        try:
            await self._records.work.do(what, lambda _step: work(wish, user or ""), alone=True)
        except (StoreError, FileError) as error:
            sentence = str(error)
        await self._records.open((before if sentence else after) or None, user)
        with suppress(StoreError):  # another's records, or locked ones, may not know the alias
            await self._records.choose(find_person(self._records.store, alias))
        await self.status()
        self._tell(SafeDone(what, not sentence, sentence, path))

    def _refuses(self, what: str) -> bool:
        if self._is_busy():
            self._tell(SafeDone(what, False))
            return True
        try:
            self._records.work.demand_rest()
        except AtWork as error:
            self._tell(SafeDone(what, False, str(error)))
            return True
        return False

    def _wish(self) -> str:
        place = self._records.store.place
        if isinstance(place, URL):
            return place.render_as_string(hide_password=False)
        return str(place)


def _erase(store: Store, person: Person) -> list[Person]:
    """Remove a person, and copies laid aside when nobody else is in them; return who is left."""
    erase_person(store, person)
    left = people(store)
    if not left and isinstance(store.place, Path):
        for copy in vault.laid_aside(store.place):
            copy.unlink()
    return left


def _answering(answers: dict[Question, str], user: str) -> vault.Ask:
    def ask(question: Question, where: str) -> str | None:
        return user if question is Question.USER else answers.get(question)

    return ask
