"""The users of a store, in a file or on a server: listed, added, removed, their passphrases.

1. The first user of a file is an administrator. The file then gets a new random key, which no
   keyring keeps and no single passphrase makes: from now on each user opens it by their own.
2. On a server its owner begins, by `server.grant_all` and the first administrator.
3. Somebody must stay who can look after the users.
"""

from pathlib import Path

from sqlalchemy.engine import URL

from biofeedback.store import audit, errors, server
from biofeedback.store.backup import put_under, still_needed
from biofeedback.store.database import Store, reached, told
from biofeedback.store.key import FileKey
from biofeedback.store.keychain import forget_key
from biofeedback.store.place import find_place
from biofeedback.store.rights import Action, demand
from biofeedback.store.roles import Role, User, is_name
from biofeedback.store.slots import seal, slot_of, slots_of, unseal, write_slots
from biofeedback.store.vault import (
    SHORTEST_PASSPHRASE,
    Ask,
    Question,
    file_of,
    open_file,
    users_of_file,
)


def users(store: Store) -> list[User]:
    """Return the users by name; none where the store has none.

    Raises
    ------
    StoreError
        NotAllowed.
    """
    demand(store, Action.MANAGE_USERS, "list")
    return _users(store)


def add(store: Store, name: str, role: Role, passphrase: str) -> User:
    """Make somebody a user of a store that has users, or of a server.

    Raises
    ------
    StoreError
        NotAllowed, NoUserName, UserTaken, ShortPassphrase; FirstAdministrator where there are none.
    """
    demand(store, Action.MANAGE_USERS, f"add {name}")
    user = _checked(store, name, role, passphrase)
    present = _users(store)
    if not present and role is not Role.ADMINISTRATOR:
        raise errors.FirstAdministrator(_where(store))
    if isinstance(store.place, URL):
        if store.user is None:
            server.grant_all(store)
        server.add(store, user, passphrase)
        return user
    if any(known.name.casefold() == name.casefold() for known in present):
        raise errors.UserTaken(name)
    if store.key is None:
        raise errors.NotEncrypted(store.place)
    salt = store.key.salt
    slot = seal(store.key, user, passphrase)
    write_slots(store.place, salt, [*slots_of(store.place, salt), slot])
    return user


def begin(wish: str | None, ask: Ask, name: str, passphrase: str) -> User:
    """Make somebody the first user of an encrypted file: its administrator.

    Killed at any moment, the file opens as before, or by the new user.

    Raises
    ------
    StoreError
        As `open_store`; NotEncrypted, HasUsers, NoUserName, ShortPassphrase.
    """
    path = file_of(wish)
    with reached(path), told(path), open_file(path, ask, Question.OPEN) as store:
        user = _checked(store, name, Role.ADMINISTRATOR, passphrase)
        if store.key is None:
            raise errors.NotEncrypted(path)
        if store.user is not None:
            raise errors.HasUsers(path)
        old, new = store.key, FileKey.random()
        write_slots(path, new.salt, [seal(new, user, passphrase)])
        put_under(store, new)
    if not still_needed(path, old.salt):
        forget_key(old.salt)
    with Store(path, new) as store:
        store.become(user)
        audit.note(store, Action.MANAGE_USERS.value, f"add {user.name}")
    return user


def remove(store: Store, name: str) -> None:
    """Let somebody be a user no longer.

    Raises
    ------
    StoreError
        NotAllowed, NoSuchUser, LastAdministrator.
    """
    demand(store, Action.MANAGE_USERS, f"remove {name}")
    present = _users(store)
    gone = next((u for u in present if u.name.casefold() == name.strip().casefold()), None)
    if gone is None:
        raise errors.NoSuchUser(name)
    if not any(u.role is Role.ADMINISTRATOR and u != gone for u in present):
        raise errors.LastAdministrator(name)
    if isinstance(store.place, URL):
        server.remove(store, gone.name)
    elif store.key is not None:
        left = [s for s in slots_of(store.place, store.key.salt) if s.user != gone]
        write_slots(store.place, store.key.salt, left)


def change_passphrase(store: Store, present: str, new: str) -> None:
    """Give who is at work another passphrase.

    Raises
    ------
    StoreError
        WrongPassphrase of the present one, ShortPassphrase; HasUsers never: without users see
        `biofeedback.store.backup.change_passphrase`.
    """
    user = store.user
    if user is None:
        raise errors.NoSuchUser("")
    if len(new) < SHORTEST_PASSPHRASE:
        raise errors.ShortPassphrase(_where(store))
    enter(store, user.name, present)
    if isinstance(store.place, URL):
        server.change_passphrase(store, user, new)
    elif store.key is not None:
        slots = slots_of(store.place, store.key.salt)
        mine, sealed = slot_of(slots, user.name), seal(store.key, user, new)
        changed = [sealed if slot is mine else slot for slot in slots]
        write_slots(store.place, store.key.salt, changed)
    audit.note(store, "passphrase")


def enter(store: Store, name: str, passphrase: str) -> User:
    """Return who it is whose passphrase is right for a store that is open: to unlock it.

    Raises
    ------
    StoreError
        NoSuchUser, WrongPassphrase.
    """
    if isinstance(store.place, URL):
        return server.enter(store.place, name, passphrase)
    if store.key is None:
        raise errors.NoSuchUser(name)
    slots = slots_of(store.place, store.key.salt)
    return unseal(store.place, store.key.salt, slots, name, passphrase)[1]


def names_at(wish: str | None) -> tuple[str, ...]:
    """Return the names of the users of a file, which are no secret; of a server, none."""
    place = find_place(wish)
    if isinstance(place, URL):
        return ()
    return tuple(slot.user.name for slot in users_of_file(place))


def _users(store: Store) -> list[User]:
    if isinstance(store.place, URL):
        return server.users(store)
    if store.key is None:
        return []
    found = [slot.user for slot in slots_of(store.place, store.key.salt)]
    return sorted(found, key=lambda user: user.name.casefold())


def _checked(store: Store, name: str, role: Role, passphrase: str) -> User:
    if not is_name(name):
        raise errors.NoUserName(name)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise errors.ShortPassphrase(_where(store))
    return User(name, role)


def _where(store: Store) -> str:
    return store.place.name if isinstance(store.place, Path) else str(store.place.host)
