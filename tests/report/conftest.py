"""For tests of reports: a browser, a run of a simulated person, and somebody with a store."""

import pytest

from biofeedback.report.html import html
from biofeedback.store.database import Store
from biofeedback.store.models import Person
from tests.live.runs import SHORT, live
from tests.report.browser import A4, chromium
from tests.report.made import START, lived_of


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    """Let every test give back the language it found."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="session")
def look():
    with chromium() as look:
        yield look


@pytest.fixture
def seen(look, tmp_path):
    """Show a page in the browser, as wide as paper if not told."""

    def seen(page, width=A4):
        path = tmp_path / "page.html"
        path.write_text(html(page), encoding="utf-8")
        return look(path, width)

    return seen


@pytest.fixture
def run(run_virtual):
    """Three minutes of a simulated person."""
    return lived_of(run_virtual(live(SHORT)))


@pytest.fixture
def anna(tmp_path):
    """Somebody in a store of her own."""
    with Store(tmp_path / "records.db", None) as store:
        person = Person(uid="anna", alias="Anna", created_utc=START)
        with store.session() as session:
            session.add(person)
        yield store, person
