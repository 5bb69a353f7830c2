"""`biofeedback export` and `import`, as a person types them."""

import csv
import gzip
import json
import subprocess
import sys
import zipfile

import pyedflib
import pytest

from biofeedback.cli import exchange, main
from biofeedback.cli.output import minutes
from biofeedback.store.database import Store
from biofeedback.store.exchange import FORMATS
from biofeedback.store.people import people
from biofeedback.store.runs import runs_of
from devices.importers import open_any
from devices.records import RR_MS
from devices.rr_list import decode_rr_ms

RR_TEXT = "".join(f"{rr}\n" for rr in [800.5, 810, 790, 805.25, 820, 795] * 40)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Return where the records are: plain, in a folder of their own."""
    path = tmp_path / "store" / "records.db"
    monkeypatch.setenv("BIOFEEDBACK_STORE", str(path))
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return path


@pytest.fixture
def rr(tmp_path):
    path = tmp_path / "rr.txt"
    path.write_text(RR_TEXT)
    return path


@pytest.fixture
def typed(capsys):
    """Return a function that types a command: (exit code, results, remarks)."""

    def perform(*words):
        code = main([*map(str, words), "--plain"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return perform


def kept(place):
    """Return the alias and duration of every run, the newest last."""
    with Store(place) as store:
        aliases = {person.id: person.alias for person in people(store)}
        return [(aliases[run.person_id], run.duration_s) for run in reversed(runs_of(store))]


def rr_ms(path):
    records = open_any(path).records
    return [rr for r in records if r.channel == RR_MS for rr in decode_rr_ms(r.payload)]


def test_the_formats_that_may_be_typed_are_those_there_are():
    assert tuple(FORMATS) == exchange.FORMATS


def test_a_file_is_kept_once(typed, place, rr):
    code, out, _err = typed("import", rr, "--person", "Linden")
    assert (code, out) == (0, f"{rr}: run 1 of Linden, {minutes(192.83)} minutes.\n")
    code, out, _err = typed("import", rr, "--person", "linden")
    assert (code, out) == (0, f"{rr} is already here, as run 1 of Linden.\n")
    assert typed("import", rr)[0] == 0
    assert kept(place) == [("Linden", pytest.approx(192.83))]


def test_the_same_recording_of_somebody_else_is_kept_and_told(typed, place, rr):
    typed("import", rr, "--person", "Linden")
    code, out, err = typed("import", rr, "--person", "Ash")
    assert code == 0
    assert "run 2 of Ash" in out
    assert "the same recording is kept for Linden" in err
    assert [alias for alias, _s in kept(place)] == ["Linden", "Ash"]


def test_nobody_is_guessed(typed, place, rr):
    code, _out, err = typed("import", rr)
    assert (code, err) == (2, f"{rr}: might be anybody's. Say whose it is with --person ALIAS.\n")
    typed("import", rr, "--person", "Linden")
    typed("import", rr, "--person", "Ash")
    assert typed("import", rr)[0] == 2
    assert len(kept(place)) == 2


def test_what_cannot_be_used_leaves_nothing(typed, place, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" * 99)
    code, out, err = typed("import", tmp_path / "photo.jpg", "--person", "Linden")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "is not a text file" in err
    with Store(place) as store:
        assert people(store) == runs_of(store) == []


def test_some_of_several(typed, place, rr, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    code, out, err = typed("import", rr, tmp_path / "empty.txt", "--person", "Linden")
    assert code == 1
    assert "run 1 of Linden" in out
    assert err == f"{tmp_path / 'empty.txt'}: is empty. Choose another file.\n"
    assert len(kept(place)) == 1


def test_a_folder_may_hold_other_things(typed, place, rr, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "rr.txt").write_text(RR_TEXT)
    (folder / "notes.txt").write_text("Bring cake.\n")
    code, out, err = typed("import", folder, "--person", "Linden")
    assert code == 0
    assert "run 1 of Linden" in out
    assert "Passed over" in err
    (folder / "rr.txt").unlink()
    assert typed("import", folder, "--person", "Linden")[0] == 2


def test_out_in_and_out_again_is_the_same(typed, tmp_path, monkeypatch):
    """And nobody looks into it: whatever is in a recording, it can be taken along."""
    monkeypatch.setattr("biofeedback.cli.exporting.opened", None)
    first, second, third = (tmp_path / name for name in ("1.jsonl", "2.jsonl.gz", "3.jsonl.gz"))
    main(["run", "paced-6-3min", "--virtual", "3", "--fast", "--save", str(first)])
    typed("import", first, "--person", "Linden")
    assert typed("export", "last", "--to", "recording", "-o", second)[0] == 0
    assert gzip.decompress(second.read_bytes()) == first.read_bytes()
    typed("import", second, "--person", "Ash")
    assert typed("export", "2", "--to", "recording", "-o", third)[0] == 0
    assert third.read_bytes() == second.read_bytes()


def test_every_format_of_a_run(typed, rr, tmp_path):
    typed("import", rr, "--person", "Linden")
    for what, kind in FORMATS.items():
        out = tmp_path / f"out{kind.suffix}"
        code, told, err = typed("export", "last", "--to", what, "-o", out)
        assert (code, told) == (0, f"{out}\n"), what
        assert err == "This is no longer encrypted: whoever has it can read it.\n"
    intervals = [float(line) for line in RR_TEXT.split()]
    assert rr_ms(tmp_path / "out.txt") == rr_ms(tmp_path / "out.edf") == intervals
    with (tmp_path / "out" / "beats.csv").open() as file:
        assert [float(row["rr_ms"]) for row in csv.DictReader(file)] == intervals
    assert json.loads((tmp_path / "out.json").read_text())["resourceType"] == "Bundle"
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None


def test_names_are_told_when_they_are_wished_for(typed, rr, tmp_path):
    typed("import", rr, "--person", "Linden")
    for what in FORMATS:
        typed("export", "last", "--to", what, "-o", tmp_path / what)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "store" not in path.parts]
    assert not [path for path in written if b"Linden" in path.read_bytes()]
    typed("export", "last", "--to", "edf", "--with-alias", "-o", tmp_path / "named.edf")
    with pyedflib.EdfReader(str(tmp_path / "named.edf")) as reader:
        assert reader.getPatientCode() == "Linden"


def test_all_runs_of_a_person(typed, rr, tmp_path):
    """An alias goes first, even one that a run's uid or number could begin with."""
    other = tmp_path / "other.txt"
    other.write_text(RR_TEXT + "777\n")
    typed("import", rr, other, "--person", "1")
    code, out, _err = typed("export", "1", "--to", "kubios", "-o", tmp_path / "all")
    assert code == 0
    paths = sorted((tmp_path / "all").iterdir())
    assert sorted(out.split()) == sorted(map(str, paths))
    assert sorted(len(rr_ms(path)) for path in paths) == [240, 241]
    code, out, _err = typed("export", "2", "--to", "kubios")
    assert out.startswith("undated-")
    code, out, _err = typed("export", "2", "--to", "kubios", "-o", tmp_path / "all")
    assert code == 0
    assert len(list((tmp_path / "all").iterdir())) == 2


def test_what_is_not_there(typed, rr, tmp_path):
    code, _out, err = typed("export", "nobody", "--to", "edf")
    assert code == 2
    assert err.count("\n") == 1
    typed("import", rr, "--person", "Linden")
    code, _out, err = typed("export", "last", "--to", "edf", "-o", tmp_path / "no" / "a.edf")
    assert code == 2
    assert "cannot be written" in err


def test_what_writes_is_loaded_when_it_is_needed():
    """`--help` answers at once, and a store is opened without libraries for other formats."""
    heavy = "{'edfio', 'fhir', 'alembic', 'scipy'}"
    for module, more in (("cli.exchange", "| {'sqlalchemy', 'numpy'}"), ("store.exchange", "")):
        code = f"import biofeedback.{module}, sys; print(({heavy} {more}) & set(sys.modules))"
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert told.stdout == "set()\n", module
