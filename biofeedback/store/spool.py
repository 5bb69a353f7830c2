"""What is kept on this computer for a server until it is there: above all, the run that goes on.

1. A run is written here first, whether the server is in reach or not. The disk answers at once, so
   nothing that a network does holds up a session; a `Carrier` brings it over meanwhile.
2. It is a store in a file, like the one at home, and encrypted as that one is (`vault`). A run is
   recorded, found after a crash, rated and noted as ever. It has a number below zero here.
3. Each program has a file of its own. At the start, those that nobody has open are looked through:
   what a crash left there is brought over, too.
4. The people of the server are known here by alias, so that a day without it begins like any other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import URL

from biofeedback.store.carrier import Carrier
from biofeedback.store.database import Store
from biofeedback.store.errors import StoreInUse
from biofeedback.store.key import is_new
from biofeedback.store.models import DISCARDED, Person, Run
from biofeedback.store.place import waiting_folder
from biofeedback.store.rights import Action, may
from biofeedback.store.runs import begin, close_interrupted
from devices.errors import marked
from devices.recording import Header

AWAY = marked(
    "The clinic's records cannot be reached. This session is kept on this computer and brought "
    "over later."
)
CLOSE_WITHIN_S = 3.0
_REMEMBERED = ("uid", "alias", "created_utc", "sensors", "screening", "preferences")


class Spool:
    """The runs that wait on this computer, and what brings them over.

    Parameters
    ----------
    server : URL
        Where they are to go.
    stores : sequence of Store
        Where they are; the first is this program's.
    is_away : bool
        Whether the server is out of reach at the start.

    Attributes
    ----------
    store : Store
        Where this program keeps them.
    carrier : Carrier
        Brings them over.
    """

    def __init__(self, server: URL, stores: Sequence[Store], *, is_away: bool = False) -> None:
        self.store = stores[0]
        self.carrier = Carrier(server, stores, is_away=is_away)
        self._stores = stores
        with self.store.session() as session:
            lowest = session.scalar(select(func.min(Run.id)))
        self._numbers = count(min(lowest or 0, 0) - 1, -1)
        if self.waiting:
            self.carrier.start()

    @property
    def waiting(self) -> int:
        """How many runs wait here."""
        total = 0
        for store in self._stores:
            with store.session() as session:
                wanted = select(func.count()).select_from(Run).where(Run.finish != DISCARDED)
                total += session.scalar(wanted) or 0
        return total

    def begin(self, person: Person, header: Header, told: Mapping[str, Any]) -> int:
        """Open a run here, and begin to bring it over; `told` as `biofeedback.store.runs.begin`."""
        with self.store.session() as session:
            here = session.scalar(select(Person).where(Person.uid == person.uid))
            if here is None:
                here = Person(**_fields(person))
                session.add(here)
        run_id = begin(self.store, here.id, header, run_id=next(self._numbers), **told)
        self.carrier.start(run_id)
        return run_id

    def remember(self, everybody: Iterable[Person]) -> None:
        """Know these people, and nobody else for whom nothing waits."""
        told = {person.uid: person for person in everybody}
        with self.store.session() as session:
            known = {person.uid: person for person in session.scalars(select(Person))}
            waits = set(session.scalars(select(Run.person_id)))
            for uid, person in known.items():
                if uid not in told and person.id not in waits:
                    session.delete(person)
            for uid, person in told.items():
                if uid not in known:
                    session.add(Person(**_fields(person)))
                    continue
                for name, value in _fields(person).items():
                    setattr(known[uid], name, value)

    def close(self) -> None:
        """Bring over what there is, for a few seconds at most, and close what is here."""
        self.store.spool = None
        self.carrier.close(CLOSE_WITHIN_S)


def knows(server: URL) -> bool:
    """Whether this computer has kept anything for a server before."""
    return not is_new(_file(server, 1))


def is_for(store: Store) -> bool:
    """Whether who is at work on a server may begin a run, and so needs a place for it here."""
    return may(store, Action.START)


def open_spool(server: URL, open_file: Callable[[Path], Store], *, is_away: bool = False) -> Spool:
    """Open what is kept here for a server; it is made when there is nothing.

    Parameters
    ----------
    server : URL
        The server.
    open_file : callable
        Opens, or makes, the store of a file.
    is_away : bool
        Whether the server is out of reach.

    Raises
    ------
    StoreError
        When it cannot be opened.
    """
    stores: list[Store] = []
    for number in count(1):
        path = _file(server, number)
        if stores and is_new(path):
            break
        try:
            stores.append(open_file(path))
        except StoreInUse:  # by another program
            continue
        close_interrupted(stores[-1])
    spool = Spool(server, stores, is_away=is_away)
    spool.store.spool = spool
    return spool


def _fields(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in _REMEMBERED}


def _file(server: URL, number: int) -> Path:
    return waiting_folder(server) / f"{number}.db"
