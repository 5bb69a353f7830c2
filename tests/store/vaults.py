"""What the tests of keys, passphrases and backups share."""

import pytest

from biofeedback.store.backup import change_passphrase
from biofeedback.store.vault import Guard, lock, open_store, status
from tests.store.test_database import add, aliases

FIRST, SECOND, THIRD = "correct horse", "battery staple", "seven small boats"


class Answers(dict):
    """Answers by the name of the question, and what was asked."""

    def __init__(self, **answers):
        super().__init__(answers)
        self.asked = []

    def __call__(self, question, where):
        self.asked.append(question.name)
        return self.get(question.name)


def nobody(question, where):
    pytest.fail(f"asked: {question}")


def silent(question, where):
    return None


def keep(place, alias, ask=nobody, **options):
    with open_store(place, ask, **options) as store:
        add(store, alias)


def kept(place, ask=nobody):
    with open_store(place, ask) as store:
        return aliases(store)


def guard(place):
    return status(place).guard


def with_passphrase(place):
    """Keep Linden under the first passphrase; what the keyring holds is forgotten."""
    ask = Answers(CHOOSE=FIRST, CHANGE=FIRST, OPEN=FIRST)
    keep(place, "Linden", ask)
    if guard(place) is Guard.KEYRING:
        change_passphrase(place, ask)
        lock(place)
    assert guard(place) is Guard.LOCKED
    return ask
