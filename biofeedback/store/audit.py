"""The log of who opened, exported, erased what, and when; refused tries too. It only grows.

1. It names people and runs by their numbers, and tells nothing of anybody's health.
2. Each entry carries a digest over itself and the one before, so a line that was changed, taken
   out or put in from outside breaks the chain at its place (`verify`). The last digest, noted down
   elsewhere, shows as well whether the end was cut off or all of it written anew.
3. In a file, triggers refuse changes to every connection, and the authorizer to every role; on a
   server, nobody but its owner has the right to. There the server itself writes who and when.
4. Where there are no users, nothing is written.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select, text
from sqlalchemy.engine import URL

from biofeedback.store.database import Store
from biofeedback.store.errors import StoreError, StoreUnreachable
from biofeedback.store.log_table import LOG
from biofeedback.store.roles import User

DONE, REFUSED = "done", "refused"
STORE = "store"
"""The action of who went round all others, and met the bars of the store."""
LONGEST = 120
_ON_SERVER = text("INSERT INTO audit (action, about, outcome) VALUES (:action, :about, :outcome)")
_BEGIN, _BETWEEN = "", "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, and when; `outcome` is `DONE` or `REFUSED`."""

    seq: int
    at_utc: str
    who: str
    role: str
    action: str
    about: str
    outcome: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the log is as it was written.

    Attributes
    ----------
    entries : int
        How many there are.
    broken_at : int or None
        The number of the first that does not follow from those before; None when all do.
    head : str
        The digest of the last.
    """

    entries: int
    broken_at: int | None
    head: str


def note(
    store: Store, action: str, about: str = "", outcome: str = DONE, *, waits: bool = False
) -> None:
    """Write down what who is at work does, or was refused; without a user, nothing.

    Parameters
    ----------
    waits : bool
        While a server is away, it may be written later: with the next entry that is.

    Raises
    ------
    StoreError
        When it cannot be written: then it must not be done, either.
    """
    if store.user is None:
        return
    try:
        write(store, store.user, action, about, outcome)
    except StoreUnreachable:
        if not waits:
            raise
        store.unnoted.append((action, about, outcome))
        return
    while store.unnoted:
        write(store, store.user, *store.unnoted[0])
        store.unnoted.pop(0)


def write(store: Store, user: User, action: str, about: str, outcome: str = DONE) -> None:
    """Write one entry; a server knows itself who and when.

    Raises
    ------
    StoreError
        When it cannot be written.
    """
    told = {"action": action, "about": about, "outcome": outcome}
    with store.session() as session:
        if isinstance(store.place, URL):
            session.execute(_ON_SERVER, told)
            return
        last = select(LOG.c.seq, LOG.c.digest).order_by(LOG.c.seq.desc()).limit(1)
        seq, before = session.execute(last).one_or_none() or (0, _BEGIN)
        now = datetime.now(UTC)  # noqa: TID251 - asked once, here
        facts = (seq + 1, f"{now:%Y-%m-%dT%H:%M:%S.%fZ}", user.name, user.role.value)
        digest = _digest(before, *facts, action, about, outcome)
        entry = Entry(*facts, action, about, outcome, digest)
        session.execute(insert(LOG).inline().values(asdict(entry)))


def note_refusals(store: Store, refused: Sequence[str]) -> None:
    """Write down what the store's own bars refused; where it cannot be, the refusing holds."""
    for about in refused:
        with suppress(StoreError):
            note(store, STORE, about[:LONGEST], REFUSED)


def entries(store: Store) -> list[Entry]:
    """Return the whole log, oldest first.

    Raises
    ------
    NotAllowed
        When it is not for the eyes of who is at work; `rights.demand` says so before.
    """
    with store.session() as session:
        return [Entry(*row) for row in session.execute(select(LOG).order_by(LOG.c.seq))]


def verify(log: Sequence[Entry]) -> Verdict:
    """Follow the chain of digests from the first entry to the last."""
    before = _BEGIN
    for number, entry in enumerate(log, 1):
        facts = (entry.seq, entry.at_utc, entry.who, entry.role)
        before = _digest(before, *facts, entry.action, entry.about, entry.outcome)
        if entry.seq != number or entry.digest != before:
            return Verdict(len(log), number, log[-1].digest)
    return Verdict(len(log), None, before)


def _digest(before: str, *facts: object) -> str:
    """SHA-256 over the digest before and the entry; the server's trigger does the same."""
    return hashlib.sha256(f"{before}\n{_BETWEEN.join(map(str, facts))}".encode()).hexdigest()
