"""A language is the process's: every test gives back the one it found."""

import pytest


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
