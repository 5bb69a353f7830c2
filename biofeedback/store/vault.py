"""Opening the records: which key they have, where it is kept, and who is asked for it.

1. A new file gets a random key, kept in the system's keyring; without a keyring, the key of a
   passphrase that the person chooses. Plain only on an explicit wish, and never what is encrypted.
2. A key is in the keyring before its file is there, so a start that is cut short locks nobody out.
3. A file tells by its salt whether a passphrase opens it (see `biofeedback.store.key`), so nobody
   is asked for one that never was.
4. Nothing here may be used on a file that this process has open: see `place.make_private`.
"""

import glob
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from sqlalchemy.engine import URL

from biofeedback.store import audit, errors, server, spool
from biofeedback.store.copies import clear_workplace
from biofeedback.store.database import Store, reached
from biofeedback.store.key import FileKey, has_passphrase, is_new, salt_of
from biofeedback.store.keychain import forget_key, keep_key, kept_key
from biofeedback.store.people import people
from biofeedback.store.place import Place, find_place, written
from biofeedback.store.slots import Slot, slots_of, unseal

SHORTEST_PASSPHRASE = 8


class Question(Enum):
    """What a person may be asked for."""

    USER = "who is at work, where the records have users"
    OPEN = "the passphrase of the records"
    CHOOSE = "a passphrase for new records"
    CHANGE = "another passphrase for the records"
    BACKUP = "a passphrase for a backup"
    RESTORE = "the passphrase of a backup"


class Ask(Protocol):
    """How a person is asked; one who chooses is asked twice, and typing errors are caught there."""

    def __call__(self, question: Question, where: str) -> str | None:
        """Return the answer about the file `where`; None or empty when there is none."""
        ...


class Guard(Enum):
    """What guards the records."""

    NOTHING_YET = "there are none yet"
    SERVER = "the server's keeper"
    PLAIN = "nothing: they are not encrypted"
    KEYRING = "a key that is in the keyring, and nowhere else"
    UNLOCKED = "a passphrase; its key is in the keyring, so nobody is asked"
    LOCKED = "a passphrase, asked for each time"
    USERS = "a passphrase of each user"
    LOST = "a key that the keyring does not give"


@dataclass(frozen=True, slots=True)
class Status:
    """How the records are kept."""

    place: Place
    guard: Guard
    copies: tuple[Path, ...] = ()
    """Laid aside before a migration or a restoring; what was erased since is still in them."""


def open_store(wish: str | None, ask: Ask, *, plain: bool = False) -> Store:
    """Open the records, which are made when there are none.

    Parameters
    ----------
    wish : str, optional
        Where they are; see `biofeedback.store.place.find_place`.
    ask : Ask
        Asks the person for a passphrase, if it takes one.
    plain : bool
        A new file is not encrypted. Changes nothing about one that is there.

    Raises
    ------
    StoreError
        NoKey, KeyLost, ShortPassphrase, NotAStore, and all that `Store` raises.
    """
    place = find_place(wish)
    if isinstance(place, URL):
        return _in_a_room(place, ask, plain=plain)
    return _at_work(_open_or_new(place, ask, plain=plain))


def open_file(path: Path, ask: Ask, question: Question) -> Store:
    """Open a file that is there, by the key that the keyring keeps or else by a passphrase.

    Raises
    ------
    StoreError
        As `open_store`.
    """
    salt = salt_of(path)
    if salt is None:
        return Store(path)
    if slots := slots_of(path, salt):
        name, passphrase = _answer(ask, Question.USER, path), _answer(ask, question, path)
        opened, user = unseal(path, salt, slots, name, passphrase)
        store = Store(path, opened)
        store.become(user)
        return store
    key = kept_key(salt)
    if key is None:
        return Store(path, _key_of_answer(ask, question, path, salt))
    try:
        return Store(path, key)
    except errors.WrongPassphrase as error:  # it is this file's key: only its first page is wrong
        raise errors.StoreDamaged(path) from error


def status(wish: str | None) -> Status:
    """Return how the records are kept, without opening them.

    Raises
    ------
    StoreError
        NotAStore or StoreUnreachable.
    """
    place = find_place(wish)
    if isinstance(place, URL):
        return Status(place, Guard.SERVER)
    with reached(place):
        return Status(place, guard_of(place), laid_aside(place))


def guard_of(path: Path) -> Guard:
    """Return what guards a file.

    Raises
    ------
    NotAStore
        When it is something else.
    """
    if is_new(path):
        return Guard.NOTHING_YET
    salt = salt_of(path)
    if salt is None:
        return Guard.PLAIN
    if slots_of(path, salt):
        return Guard.USERS
    if has_passphrase(salt):
        return Guard.LOCKED if kept_key(salt) is None else Guard.UNLOCKED
    return Guard.LOST if kept_key(salt) is None else Guard.KEYRING


def laid_aside(path: Path) -> tuple[Path, ...]:
    """Return the copies that were kept of a file, before a migration or a restoring."""
    return tuple(sorted(path.parent.glob(f"{glob.escape(path.name)}.before-*")))


def lock(wish: str | None) -> None:
    """Take the key out of the keyring: from now on, the passphrase is asked for.

    Raises
    ------
    StoreError
        OnlyKey when there is no passphrase, NoKeyring when the keyring keeps the key.
    """
    path = file_of(wish)
    salt = _salt_of_encrypted(path)
    if slots_of(path, salt):
        raise errors.HasUsers(path)
    if not has_passphrase(salt):
        raise errors.OnlyKey(path)
    if not forget_key(salt):
        raise errors.NoKeyring(path)


def unlock(wish: str | None, ask: Ask) -> None:
    """Put the key into the keyring: from now on, nobody is asked for the passphrase.

    Raises
    ------
    StoreError
        WrongPassphrase, or NoKeyring when nothing keeps the key.
    """
    path = file_of(wish)
    salt = _salt_of_encrypted(path)
    if slots_of(path, salt):
        raise errors.HasUsers(path)
    if kept_key(salt) is not None:
        return
    key = _key_of_answer(ask, Question.OPEN, path, salt)
    Store(path, key).close()
    if not keep_key(key):
        raise errors.NoKeyring(path)


def users_of_file(path: Path) -> tuple[Slot, ...]:
    """Return the slots of a file's users; none where it has none, is not there, or is no store."""
    with reached(path), suppress(errors.NotAStore):
        salt = None if is_new(path) else salt_of(path)
        return () if salt is None else slots_of(path, salt)
    return ()


def file_of(wish: str | None) -> Path:
    """Return the file that is there, which `vault` can do something about.

    Raises
    ------
    StoreError
        KeptByServer or NothingYet.
    """
    place = find_place(wish)
    if isinstance(place, URL):
        raise errors.KeptByServer(written(place))
    with reached(place):
        if is_new(place):
            raise errors.NothingYet(place)
    return place


def chosen_key(ask: Ask, question: Question, path: Path) -> FileKey:
    """Return the key of a passphrase that a person chooses now.

    Raises
    ------
    StoreError
        NoKey or NoPassphrase without an answer, ShortPassphrase.
    """
    passphrase = _answer(ask, question, path)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise errors.ShortPassphrase(path)
    return FileKey.of(passphrase)


def _new_key(path: Path, ask: Ask) -> FileKey:
    key = FileKey.random()
    return key if keep_key(key) else chosen_key(ask, Question.CHOOSE, path)


def _key_of_answer(ask: Ask, question: Question, path: Path, salt: bytes) -> FileKey:
    if not has_passphrase(salt):
        raise errors.KeyLost(path)
    return FileKey.of(_answer(ask, question, path), salt)


def _answer(ask: Ask, question: Question, path: Path) -> str:
    if answer := ask(question, str(path)):
        return answer
    of_records = question in (Question.USER, Question.OPEN, Question.CHOOSE)
    raise (errors.NoKey if of_records else errors.NoPassphrase)(path)


def _at_work(store: Store) -> Store:
    """Write down that a user begins to work."""
    try:
        audit.note(store, "enter")
    except BaseException:
        store.close()
        raise
    return store


def _open_or_new(path: Path, ask: Ask, *, plain: bool) -> Store:
    with reached(path):
        if is_new(path):
            return Store(path, None if plain else _new_key(path, ask))
        store = open_file(path, ask, Question.OPEN)
        clear_workplace(path)
    return store


def _in_a_room(place: URL, ask: Ask, *, plain: bool) -> Store:
    """Open a server with what is kept here for it; while it is away, that alone."""

    def open_here(path: Path) -> Store:
        return _open_or_new(path, ask, plain=plain)

    try:
        store = _at_work(_open_server(place, ask))
    except errors.StoreUnreachable as error:
        is_away = type(error) is errors.StoreUnreachable and not server.is_refused(error)
        if not is_away or not spool.knows(place):
            raise
        return spool.open_spool(place, open_here, is_away=True).store
    try:
        if spool.is_for(store) and isinstance(store.place, URL):  # with the name that was asked for
            store.spool = spool.open_spool(store.place, open_here)
            store.spool.remember(people(store))
    except BaseException:
        store.close()
        raise
    return store


def _open_server(place: URL, ask: Ask) -> Store:
    """Open a store on a server; a name and a passphrase are asked for when it wants them."""
    try:
        return Store(place)
    except errors.StoreUnreachable as error:
        if not server.is_refused(error):
            raise
        name = place.username or ask(Question.USER, written(place))
        passphrase = name and ask(Question.OPEN, written(place))
        if not name or not passphrase:
            raise
    return server.as_user(place, name, passphrase)


def _salt_of_encrypted(path: Path) -> bytes:
    with reached(path):
        salt = salt_of(path)
    if salt is None:
        raise errors.NotEncrypted(path)
    return salt
