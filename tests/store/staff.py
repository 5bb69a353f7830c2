"""What the tests of rights and of the log share: a practice with all three roles, on each store."""

from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy.engine import URL

from biofeedback.store import audit, server, users
from biofeedback.store.database import Store
from biofeedback.store.roles import Role, User

NAMES = {Role.THERAPIST: "tom", Role.ASSISTANT: "nia", Role.ADMINISTRATOR: "ada"}
PASSPHRASE = "seven small boats"


class Practice:
    """A store, and who works with it; the store itself is nobody's: its owner's."""

    def __init__(self, store):
        self.store, self._tail, self.since = store, "", 0
        if isinstance(store.place, URL):
            self._tail = f"-{uuid4().hex[:8]}"
            server.grant_all(store)
            for role in (Role.ADMINISTRATOR, Role.THERAPIST, Role.ASSISTANT):
                users.add(store, self.name(role), role, PASSPHRASE)

    def name(self, role):
        return NAMES[role] + self._tail

    @contextmanager
    def at_work(self, role):
        """Let somebody of a role be at work: on a server, on a line of their own."""
        if self._tail:
            with server.as_user(self.store.place, self.name(role), PASSPHRASE) as store:
                yield store
            return
        self.store.become(User(self.name(role), role))
        try:
            yield self.store
        finally:
            self.store._note_refusals()
            self.store.become(None)

    def log(self):
        """Return the log, as its owner reads it."""
        return audit.entries(self.store)

    def new(self):
        """Return what the log holds beyond `since`."""
        return self.log()[self.since :]

    def refusals(self, role):
        """Return what was refused to a role: action and what it was about."""
        return [
            (entry.action, entry.about)
            for entry in self.new()
            if (entry.who, entry.role, entry.outcome) == (self.name(role), role, audit.REFUSED)
        ]

    def close(self):
        """Take the roles of a server away again: they are the whole server's."""
        if self._tail and isinstance(self.store, Store):
            with self.store.session() as session:
                for role in Role:
                    drop = f'DROP ROLE IF EXISTS "{self.name(role)}"'
                    session.connection().exec_driver_sql(drop)
