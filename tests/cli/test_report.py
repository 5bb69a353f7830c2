"""`biofeedback report`: what it writes, for whom, in which language, and what it refuses."""

import argparse
import io

import pytest
from pypdf import PdfReader

from biofeedback.cli import report
from biofeedback.report.keeping import keep
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore
from biofeedback.store.models import Person
from biofeedback.store.recorder import Recorder
from devices.recording import Header
from devices.records import DeviceInfo
from sessions.load import find_session
from tests.live.runs import live
from tests.report.made import START

ALIAS = "Ánna 7"
SESSION = find_session("booster-3min")


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def place(tmp_path, run_virtual):
    """A store with one run of one person."""
    place, run = tmp_path / "records.db", run_virtual(live(SESSION))
    with Store(place, None) as store:
        person = Person(uid="anna", alias=ALIAS, created_utc=START)
        with store.session() as session:
            session.add(person)
        header = Header(DeviceInfo("Virtual 1"), START, "biofeedback", SESSION.name)
        run_id = runs.begin(store, person.id, header, title=SESSION.title, utc_offset_s=3600)
        recorder = Recorder(store, run_id)
        for record in run.log:
            recorder.write(record)
        recorder.close(run.finish, run.engine.now_s)
        keep(store, run_id, run.engine, run.frames)
    return place


@pytest.fixture
def write(place, tmp_path, capsys):
    """Perform `report`; return the file, what was printed, and what was said."""

    def write(which, name, *options):
        parser = argparse.ArgumentParser()
        report.add_commands(parser.add_subparsers())
        out = tmp_path / name
        typed = ["report", which, "-o", str(out), "--store", str(place), "--plain", *options]
        arguments = parser.parse_args(typed)
        capsys.readouterr()
        arguments.perform(arguments)
        return out.read_bytes(), *capsys.readouterr()

    return write


def text_of(data):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_a_run_as_a_web_page(write, tmp_path):
    data, printed, said = write("last", "run.html", "--for", "professional")
    assert f"<h1>{SESSION.title}</h1>" in data.decode()
    assert f"{ALIAS} · 14 March 2026, 8:20" in data.decode()
    assert "Synchrony" in data.decode()
    assert printed == f"Written: {tmp_path / 'run.html'}\n"
    assert said == "This file is not encrypted: whoever has it can read it.\n"
    assert [path.name for path in tmp_path.glob("run*")] == ["run.html"]


def test_a_run_as_a_pdf_in_german(write):
    data, _printed, said = write("1", "run.pdf", "--language", "de")
    assert "Mit jedem geführten Atemzug stieg und sank Ihr Puls" in text_of(data)
    assert "nicht verschlüsselt" in said


@pytest.mark.parametrize("name", ["weeks.html", "weeks.PDF"])
def test_a_person_by_their_alias(write, name):
    data, _printed, _said = write(ALIAS.upper(), name, "--weeks", "4")
    text = data.decode() if name.endswith("html") else text_of(data)
    assert "The last 4 weeks" in text
    assert ALIAS in text


def test_nobody_of_that_name(write):
    with pytest.raises(NotInStore):
        write("Bertha", "weeks.html")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "run.txt"], "must end in .html or .pdf"),
        (["-o", "nowhere/run.html"], "there is no folder nowhere"),
        (["-o", "run.html", "--language", "xx"], "invalid choice"),
        ([], "-o"),
    ],
)
def test_what_cannot_be_written_is_said_at_once(options, words, capsys):
    parser = argparse.ArgumentParser()
    report.add_commands(parser.add_subparsers())
    with pytest.raises(SystemExit):
        parser.parse_args(["report", "last", *options])
    assert words in capsys.readouterr().err
