"""The keys between a practice and a home: what is sealed opens, and nobody waits meanwhile."""

import random
import sys
from pathlib import Path

import pytest

from biofeedback.store.exchange.home_keys import address_in, seal, unseal, with_secret
from biofeedback.store.models import Person
from devices.errors import FileError
from tests.store.exchange.runs import START

FILE = Path("home.age")
DATA = random.Random(1).randbytes(2**20)
PIECES = 2**20 // 2**16


def person_called(alias):
    return Person(uid=alias, alias=alias, created_utc=START, preferences=with_secret({}))


@pytest.fixture
def person():
    return person_called("Anna")


def entered(work):
    """Do `work`; return what came of it, and how often Python was entered meanwhile."""
    calls = []
    sys.setprofile(lambda _frame, event, _argument: calls.append(event == "call"))
    try:
        done = work()
    finally:
        sys.setprofile(None)
    return done, sum(calls)


def test_what_takes_long_lets_other_threads_in(person):
    """Where Python is entered, the interpreter goes round: a heart is heard while a file opens."""
    sealed, times = entered(lambda: seal(DATA, address_in(person.preferences)))
    assert times >= PIECES
    (whose, opened), times = entered(lambda: unseal(FILE, sealed, [person]))
    assert times >= PIECES
    assert whose is person
    assert opened == DATA


@pytest.mark.parametrize("where", [0, 2**16, -1])
def test_one_bit_that_is_wrong_is_found(person, where):
    sealed = bytearray(seal(DATA[:100_000], address_in(person.preferences)))
    sealed[where] ^= 1
    with pytest.raises(FileError):
        unseal(FILE, bytes(sealed), [person])


def test_of_a_damaged_file_every_key_is_tried(person):
    other = person_called("Berta")
    sealed = seal(DATA, address_in(person.preferences))
    with pytest.raises(FileError, match="is damaged"):
        unseal(FILE, sealed[:-40], [other, person, other])
