"""Stores to test with: every test that asks for one runs on each of the three kinds.

`new_store()` makes a further one; all are closed, and those on the server dropped, afterwards.
`Store(store.place, store.key)` opens one again, once it is closed. The PostgreSQL server is the one
whose URL is in BIOFEEDBACK_TEST_POSTGRES (`.ci/postgres.sh start DIR` prints one).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from biofeedback.store.database import Store
from biofeedback.store.key import FileKey
from biofeedback.store.models import Person
from biofeedback.store.place import Place
from tests.store.staff import Practice

KINDS = ("plain", "encrypted", "postgres")
NewStore: TypeAlias = Callable[[], Store]


@pytest.fixture(params=KINDS)
def kind(request) -> str:
    """Return which kind of store a test runs on; `parametrize` it to choose."""
    return request.param


@pytest.fixture
def new_place(kind: str, tmp_path: Path) -> Iterator[Callable[[], tuple[Place, FileKey | None]]]:
    """Return a function that finds a place, and a key, for a store that is not there yet."""
    with ExitStack() as stack:

        def find() -> tuple[Place, FileKey | None]:
            if kind == "postgres":
                return stack.enter_context(_empty_database()), None
            place = tmp_path / uuid4().hex / "records.db"
            return place, FileKey.random() if kind == "encrypted" else None

        yield find


@pytest.fixture
def new_store(new_place: Callable[[], tuple[Place, FileKey | None]]) -> Iterator[NewStore]:
    """Return a function that makes and opens an empty store."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Store(*new_place()))


@pytest.fixture
def store(new_store: NewStore) -> Store:
    """Return an empty store."""
    return new_store()


@pytest.fixture
def person(store: Store) -> Person:
    """Return somebody who is in `store`."""
    with store.session() as session:
        somebody = Person(
            uid=str(uuid4()), alias="Linden", created_utc=datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
        )
        session.add(somebody)
    return somebody


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Practice]]:
    """Return a function that gives the practice of a kind; the tests of a module share it."""
    with ExitStack() as stack:

        @cache
        def of(kind: str) -> Practice:
            if kind == "postgres":
                place: Place = stack.enter_context(_empty_database())
            else:
                place = tmp_path_factory.mktemp(kind) / "records.db"
            key = FileKey.random() if kind == "encrypted" else None
            return stack.enter_context(closing(Practice(stack.enter_context(Store(place, key)))))

        yield of


@contextmanager
def _empty_database() -> Iterator[URL]:
    server = os.environ.get("BIOFEEDBACK_TEST_POSTGRES") or pytest.skip(
        "needs a PostgreSQL server: BIOFEEDBACK_TEST_POSTGRES is not set"
    )
    url = make_url(server).set(database=f"test_{uuid4().hex}")
    _on_server(server, f"CREATE DATABASE {url.database}")
    try:
        yield url
    finally:
        _on_server(server, f"DROP DATABASE {url.database} WITH (FORCE)")


def _on_server(server: str, command: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()


class Keyring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[username] = password

    def delete_password(self, service: str, username: str) -> None:
        if username not in self.held:
            raise PasswordDeleteError("not found")
        del self.held[username]


@pytest.fixture
def keys() -> Iterator[Keyring]:
    """Return a keyring that works; without it, a test has none."""
    before = keyring.get_keyring()
    working = Keyring()
    keyring.set_keyring(working)
    yield working
    keyring.set_keyring(before)


@pytest.fixture
def quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the key of a passphrase take no time."""
    monkeypatch.setattr("biofeedback.store.key._SCRYPT_N", 2**4)
