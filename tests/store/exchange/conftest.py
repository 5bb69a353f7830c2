"""The run of `runs.py`, made once."""

import pytest

from tests.store.exchange.runs import made


@pytest.fixture(scope="session")
def exchanged():
    return made()


@pytest.fixture
def material(exchanged):
    return exchanged.material
