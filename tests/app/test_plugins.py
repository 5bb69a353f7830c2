"""What plugins bring stands among the rest; what is wrong with one is told in one calm place."""

import asyncio
from pathlib import Path

import pytest

from biofeedback.app.views.shelf import read_all
from biofeedback.app.widgets.label import Text
from biofeedback.catalogue import places
from sessions.load import library
from sessions.toml_file import Wording
from tests.app.visits import Visit

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.fixture(autouse=True)
def only_these(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "folder", lambda: tmp_path / "none")
    monkeypatch.setattr(places, "packages", list)
    monkeypatch.delenv(places.VARIABLE, raising=False)


def about(qt, tmp_path):
    view = Visit(qt, tmp_path).to("settings")
    return [each.text() for each in view.findChildren(Text)]


@pytest.mark.parametrize("name", ["evening_wind_down.py", "evening-wind-down.toml"])
def test_a_plugins_session_is_on_the_shelf(name):
    with places.named([EXAMPLES / name]):
        briefs = {brief.name: brief for brief in read_all(Wording("de"))}
    assert set(briefs) == {*library(), "evening-wind-down"}
    assert briefs["evening-wind-down"].minutes == 10
    assert briefs["evening-wind-down"].pace == (6.0, 6.5, 7.0)


def test_about_tells_what_plugins_bring_and_what_is_wrong(qt, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("\n1 / 0\n")
    with places.named([EXAMPLES / "own_strap.py", broken]):
        texts = about(qt, tmp_path)
    assert "Added by plugins: Own ECG strap" in texts
    [told] = [text for text in texts if str(broken) in text]
    assert told.startswith(f"{broken}, line 2: could not be loaded (ZeroDivisionError")


def test_about_says_nothing_of_plugins_where_there_are_none(qt, tmp_path):
    assert not [text for text in about(qt, tmp_path) if "lugin" in text]


def test_the_desk_looks_for_the_straps_of_plugins(visit_desk):
    with places.named([EXAMPLES / "own_strap.py"]):
        asyncio.run(visit_desk.find_plugins())
        assert visit_desk.radio.kinds.services[0].startswith("5a7e0001")


@pytest.fixture
def visit_desk():
    from biofeedback.app.desk.desk import Desk

    return Desk(lambda message: None)
