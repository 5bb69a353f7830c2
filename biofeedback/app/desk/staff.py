"""Those who work with the records: who is at work, the lock, the users of an administrator.

A lock hides; the session behind it goes on, and is written on. So who may not lead a session cannot
take over while one goes on: its writing would be refused.
"""

from asyncio import to_thread
from collections.abc import Callable
from contextlib import suppress
from gettext import gettext as _

from sqlalchemy.engine import URL

from biofeedback.app.desk.records import Records
from biofeedback.app.desk.staff_messages import (
    SessionsGo,
    StaffSaid,
    Unlocked,
    UnlockRefused,
    UsersAre,
)
from biofeedback.store import audit, server, users
from biofeedback.store.database import Store
from biofeedback.store.errors import NoSuchUser, StoreError, WrongPassphrase
from biofeedback.store.rights import ALLOWED, Action
from biofeedback.store.roles import Role
from devices.errors import FileError


class Staff:
    """Look after those who work here.

    Parameters
    ----------
    tell : callable
        Gets the messages of `biofeedback.app.desk.staff_messages`.
    records : Records
        The open records.
    running : callable
        How many sessions go on.
    """

    def __init__(
        self, tell: Callable[[object], None], records: Records, running: Callable[[], int]
    ) -> None:
        self._tell, self._records, self._running = tell, records, running

    async def sessions(self) -> None:
        """Tell how many sessions go on."""
        self._tell(SessionsGo(self._running()))

    async def lock(self) -> None:
        """Write down that the window is locked."""
        with suppress(StoreError):  # it is locked all the same
            audit.note(self._records.store, "lock")

    async def unlock(self, name: str, passphrase: str) -> None:
        """Let somebody be at work whose passphrase is right: who was, or somebody else."""
        store = self._records.store
        before = store.user
        try:
            user = await to_thread(users.enter, store, name, passphrase)
            if self._running() and user.role not in ALLOWED[Action.START]:
                sentence = _("A session goes on. A therapist or an assistant can open this.")
                self._refuse(store, sentence)
                return
            if user != before:
                await self._take_over(store, name, passphrase)
        except (NoSuchUser, WrongPassphrase):
            self._refuse(store, _("That did not open it. Please try again."))
            return
        except StoreError as error:
            self._refuse(store, str(error))
            return
        audit.note(store, "unlock")
        if user != before:
            await self._records.entered()
        self._tell(Unlocked(user.name, user.role.value, user != before))

    async def list_users(self) -> None:
        """Tell the users as `UsersAre`."""
        found = users.users(self._records.store)
        self._tell(UsersAre(tuple((user.name, user.role.value) for user in found)))

    async def add(self, name: str, role: str, passphrase: str) -> None:
        """Make somebody a user."""
        await self._change(
            "add", name, lambda store: users.add(store, name, Role(role), passphrase)
        )

    async def remove(self, name: str) -> None:
        """Let somebody be a user no longer."""
        await self._change("remove", name, lambda store: users.remove(store, name))

    async def change_passphrase(self, new: str, present: str) -> None:
        """Give who is at work another passphrase."""
        try:
            users.change_passphrase(self._records.store, present, new)
        except (StoreError, FileError) as error:
            self._tell(StaffSaid("passphrase", sentence=str(error)))
        else:
            self._tell(StaffSaid("passphrase"))

    async def _change(self, what: str, name: str, work: Callable[[Store], object]) -> None:
        try:
            work(self._records.store)
        except (StoreError, FileError) as error:
            self._tell(StaffSaid(what, name, str(error)))
            return
        self._tell(StaffSaid(what, name))
        await self.list_users()

    async def _take_over(self, store: Store, name: str, passphrase: str) -> None:
        place = store.place
        if isinstance(place, URL):
            store.take_over(await to_thread(server.as_user, place, name, passphrase))
        else:
            store.become(users.enter(store, name, passphrase))

    def _refuse(self, store: Store, sentence: str) -> None:
        with suppress(StoreError):
            audit.note(store, "unlock", outcome=audit.REFUSED)
        self._tell(UnlockRefused(sentence))
