"""`analyze`: which files, which figures, how they are written, and what is said of bad input."""

import csv
import io
import json
import subprocess
import sys

import pytest
from pyarrow import parquet

from biofeedback.cli import main, tables
from biofeedback.cli.arguments import parser
from biofeedback.hrv.artifact_counts import ArtifactCounts
from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.offline_artifacts import judge_offline
from biofeedback.hrv.panel import NAMES, Panel
from biofeedback.hrv.quality import Quality
from biofeedback.live.analysis import Analysis
from biofeedback.live.archive import ARTIFACTS, Row

RR_MS = [800, 810.5, 790, 805, 820, 795] * 40


@pytest.fixture
def rr_list(tmp_path):
    return write(tmp_path / "rr.txt", RR_MS)


def write(path, numbers):
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(str, numbers)))
    return path


@pytest.fixture
def run(capsys):
    """Run `analyze` and return exit code, stdout and stderr."""

    def run(*arguments):
        try:
            code = main(["analyze", *map(str, arguments)])
        except SystemExit as exit_:
            code = exit_.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def files_in(out):
    return [row["file"] for row in csv.DictReader(io.StringIO(out))]


# Which figures


def test_only_the_indices_wished_for(run, rr_list):
    code, out, _ = run(rr_list, "--index", "sd2_ms, rmssd_ms", "--format", "json")
    assert code == 0
    [row] = json.loads(out)
    assert list(row["values"]) == ["sd2_ms", "rmssd_ms"]
    _, out, _ = run(rr_list, "--index", "rmssd_ms")
    assert "rmssd_ms" in out
    assert "sd2_ms" not in out


@pytest.mark.parametrize(
    ("name", "near"), [("rmssd", "did you mean rmssd_ms?"), ("x", "heart_rate_bpm, rmssd_ms")]
)
def test_an_unknown_index_is_named_with_the_nearest(run, rr_list, name, near):
    code, out, err = run(rr_list, "--index", f"sdnn_ms,{name}")
    assert (code, out) == (2, "")
    assert f"“{name}”" in err
    assert near in err.replace("\n", " ")


# How they are written


@pytest.mark.parametrize("layout", ["table", "json", "csv"])
def test_out_holds_what_would_be_printed(run, rr_list, tmp_path, layout):
    out = tmp_path / "figures"
    _, printed, _ = run(rr_list, "--window", 60, "--format", layout)
    assert run(rr_list, "--window", 60, "--format", layout, "--out", out) == (0, "", "")
    assert out.read_text() == printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures", "rr.txt"]


def test_parquet_holds_what_csv_says(run, rr_list, tmp_path):
    out = tmp_path / "figures.parquet"
    assert run(rr_list, "--window", 60, "--format", "parquet", "--out", out) == (0, "", "")
    _, printed, _ = run(rr_list, "--window", 60, "--format", "csv")
    table = parquet.read_table(out)
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert table.schema.names == list(rows[0])
    assert {str(field.type) for field in table.schema} == {"string", "int64", "double"}
    for row, theirs in zip(table.to_pylist(), rows, strict=True):
        assert {name: "" if v is None else str(v) for name, v in row.items()} == theirs
    assert table["coherence"].null_count == 3  # a minute is too short for it


def test_a_wide_table_is_written_in_pieces(run, tmp_path):
    for number in range(7):
        write(tmp_path / f"recording-number-{number}.txt", RR_MS)
    code, out, _ = run(tmp_path, "--index", "rmssd_ms,coherence")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert [out.count(f"recording-number-{number}.txt") for number in range(7)] == [1] * 7


PANEL = Panel(
    {"HRV_RMSSD": 11.25, "HRV_NEW": 3.0},
    {name: "it is a test" for names in NAMES.values() for name in names if name != "HRV_RMSSD"},
    joins=2,
)


@pytest.fixture
def panel_rows(rr_list):
    analysis = Analysis(0.0, 60.0, 75, {"rmssd_ms": 11.3}, Quality(0.0, 1.0, 0.0))
    return [(rr_list, Row(analysis, ArtifactCounts(), PANEL))]


def test_the_panel_in_json(panel_rows, capsys):
    tables.write_rows(panel_rows, "json", None)
    [row] = json.loads(capsys.readouterr().out)
    assert row["panel"]["values"] == PANEL.values
    assert row["panel"]["unavailable"]["HRV_LF"] == "it is a test"
    assert row["panel"]["joins"] == 2


def test_the_panel_in_flat_formats(panel_rows, capsys, tmp_path):
    tables.write_rows(panel_rows, "csv", None)
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["HRV_RMSSD"], row["HRV_LF"], row["panel_joins"]) == ("11.25", "", "2")
    tables.write_rows(panel_rows, "parquet", tmp_path / "x.parquet")
    [flat] = parquet.read_table(tmp_path / "x.parquet").to_pylist()
    assert list(flat) == list(row)
    assert (flat["HRV_RMSSD"], flat["HRV_LF"], flat["panel_joins"]) == (11.25, None, 2)


def test_the_panel_in_a_table(panel_rows, capsys):
    tables.write_rows(panel_rows, "table", None)
    out = capsys.readouterr().out
    assert "HRV_RMSSD" in out
    assert "11.25" in out
    assert "and 91 more: not available, because it is a test.\n" in out


LIGHT = """
import sys
from biofeedback.cli import main
assert main(["analyze", sys.argv[1], "--panel", "--format", "json"]) == 0
print(*sorted({"neurokit2", "pandas", "matplotlib", "sklearn"} & sys.modules.keys()))
"""


def test_neurokit2_stays_in_its_own_process(rr_list):
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, rr_list], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed, loaded = done.stdout.rsplit("]", 1)
    assert loaded == "\n\n"
    [row] = json.loads(printed + "]")
    assert row["panel"]["values"]["HRV_RMSSD"] == pytest.approx(row["values"]["rmssd_ms"])


# Which files


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    for name in ("b.txt", "a.txt", "below/c.txt", ".hidden/d.txt", ".e.txt"):
        write(folder / name, RR_MS)
    (folder / "README.md").write_text("About these files.\n")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x00\x01")
    (folder / "events.csv").write_text("event,start\n1,2.5\n")
    return folder


def test_a_folder_stands_for_its_recordings(run, folder):
    code, out, err = run(folder, "--format", "csv")
    assert code == 0
    assert files_in(out) == [str(folder / name) for name in ("a.txt", "b.txt", "below/c.txt")]
    assert err.count("\n") == 1
    for name in ("README.md", "photo.png", "events.csv"):
        assert name in err


def test_the_output_is_not_read_the_next_time(run, folder):
    arguments = folder, "--format", "csv", "--out", folder / "below" / "all.csv"
    assert run(*arguments) == run(*arguments)
    assert len(files_in((folder / "below" / "all.csv").read_text())) == 3


def test_patterns_and_files_named_twice(run, folder):
    code, out, _ = run(folder / "b.txt", folder / "*.txt", folder, "--format", "csv")
    assert code == 0
    assert files_in(out) == [str(folder / name) for name in ("b.txt", "a.txt", "below/c.txt")]
    _, out, _ = run(folder / "**" / "c.txt", "--format", "csv")
    assert files_in(out) == [str(folder / "below/c.txt")]


def test_one_broken_file_stops_no_other(run, folder):
    broken = write(folder / "aa.txt", [800, 810, "abc", 790])
    code, out, err = run(folder, "--format", "csv")
    assert code == 1
    assert len(files_in(out)) == 3
    assert err.splitlines()[-1].startswith(f"{broken}, line 3: “abc” is no RR interval.")


def test_a_file_that_was_named_must_be_one(run, folder):
    code, out, err = run(folder / "README.md", folder / "a.txt", "--format", "csv")
    assert (code, len(files_in(out))) == (1, 1)
    assert "README.md: is of no known type" in err
    assert run(folder / "README.md")[0] == 2


def test_all_broken(run, tmp_path):
    folder = write(tmp_path / "folder" / "x.txt", [800, "abc"]).parent
    out = tmp_path / "out.json"
    code, printed, err = run(folder, "--format", "json", "--out", out)
    assert (code, printed, err.count("\n")) == (1, "", 1)
    assert not out.exists()


def test_nothing_there(run, tmp_path):
    code, out, err = run(tmp_path)
    assert (code, out) == (2, "")
    assert err == f"{tmp_path}: no heartbeats found there. Choose another file or folder.\n"


def test_a_recording_is_not_replaced_by_its_figures(run, rr_list):
    before = rr_list.read_text()
    code, _, err = run(rr_list, "--out", rr_list)
    assert code == 2
    assert "would be replaced" in err
    assert rr_list.read_text() == before


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "--format", "parquet"], "--out"),
        (["x", "--jobs", "0"], "1 or more"),
        (["x", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9"], "--jobs"),
        (["--scheduler", "x", "y"], "“x” is no address"),
        (["x", "--out", "nowhere/y.csv"], "nowhere"),
    ],
)
def test_wrong_usage(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "package"),
    [(["--format", "parquet", "--out", "x"], "pyarrow"), (["--scheduler"], "distributed")],
)
def test_a_missing_package_is_named(run, monkeypatch, arguments, package):
    monkeypatch.setattr("biofeedback.cli.analyze.find_spec", lambda name: None)
    code, _, err = run("x", *arguments)
    assert code == 2
    assert f"needs the package {package}: pip install 'biofeedback[archive]'" in err


@pytest.mark.parametrize("arguments", [["--panel"], ["--artifacts", "lipponen-tarvainen"]])
def test_a_program_without_neurokit2_says_so(run, monkeypatch, arguments):
    monkeypatch.setattr("biofeedback.cli.analyze.find_spec", lambda name: None)
    code, _, err = run("x", *arguments)
    assert code == 2
    assert "NeuroKit2 is not in this program" in err


# Bad input: a clear error or "collecting", never a silent wrong number


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([*RR_MS, 0.8], "line 241: the RR interval 0.8 is in s, others are in ms"),
        ([0.8, 0.81, 0.79, 800], "line 4: the RR interval 800 is in ms, others are in s"),
        ([800, -810, 790], "line 2: the RR interval -810 is not greater than zero"),
        ([800, 0, 790], "line 2: the RR interval 0 is not greater than zero"),
        ([800, "nan", 790], "line 2: “nan” is no RR interval"),
        ([800, "inf", 790], "line 2: “inf” is no RR interval"),
        (["t_s;rr_ms", "1;800", "3;810", "2;790"], "line 4: the time goes back"),
        ([800000, 810000], "no RR intervals"),
    ],
)
def test_impossible_numbers_are_refused(run, tmp_path, lines, said):
    path = write(tmp_path / "x.txt", lines)
    code, out, err = run(path, "--format", "json")
    assert (code, out) == (2, "")
    assert str(path) in err
    assert said in err


def test_seconds_are_recognised(run, rr_list, tmp_path):
    seconds = write(tmp_path / "s.txt", [f"{rr / 1000:.4f}" for rr in RR_MS])
    _, out, _ = run(rr_list, seconds, "--format", "json")
    in_ms, in_s = json.loads(out)
    assert in_s["values"] == in_ms["values"]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_few_beats_are_still_collecting(run, tmp_path, count):
    _, out, err = run(write(tmp_path / "x.txt", RR_MS[:count]), "--format", "json")
    [row] = json.loads(out)
    assert row["beats"] == count
    assert set(row["values"].values()) == {None}
    assert err == ""


# Artifacts


SPOILT = [*RR_MS[:60], 480.0, 1130.0, *RR_MS[60:120], 1605.0, *RR_MS[120:180], 300.0, 490.0]
SPOILT += RR_MS[180:]
"""One beat out of place, one missed, one extra, each far from the others."""


@pytest.fixture
def spoilt(tmp_path):
    return write(tmp_path / "spoilt.txt", SPOILT)


@pytest.mark.parametrize(
    ("artifacts", "beats", "left_out", "corrected"),
    [("exclude", 245, 5, 0), ("keep", 245, 0, 0), ("correct", 245, 0, 5)],
)
def test_artifacts_are_counted_by_kind_whatever_becomes_of_them(
    run, spoilt, artifacts, beats, left_out, corrected
):
    _, out, _ = run(spoilt, "--artifacts", artifacts, "--format", "json")
    [row] = json.loads(out)
    assert row["artifacts"] == {
        "ectopic": 1,
        "missed": 1,
        "extra": 1,
        "long": 0,
        "short": 0,
        "out_of_range": 0,
        "corrected_pct": pytest.approx(100 * corrected / 245),
    }
    assert row["beats"] == beats
    assert row["quality"]["artifact_pct"] == pytest.approx(100 * left_out / 245)


def test_corrected_figures_are_those_of_the_clean_recording(run, spoilt, rr_list):
    figures = {}
    for artifacts in ("keep", "correct"):
        _, out, _ = run(spoilt, rr_list, "--artifacts", artifacts, "--format", "json")
        figures[artifacts] = [row["values"] for row in json.loads(out)]
    kept, clean = figures["keep"]
    corrected, _ = figures["correct"]
    for name in ("rmssd_ms", "sdnn_ms"):
        assert corrected[name] == pytest.approx(clean[name], rel=0.03)
        assert kept[name] > 5 * clean[name]


def test_the_offline_rule_tells_its_own_artifacts(run, spoilt):
    _, out, _ = run(spoilt, "--artifacts", "lipponen-tarvainen", "--format", "json")
    [row] = json.loads(out)
    theirs = judge_offline(SPOILT, [False] * 245)
    assert row["quality"]["artifact_pct"] == pytest.approx(
        100 * sum(verdict is not Verdict.GOOD for verdict in theirs) / 245
    )
    assert row["artifacts"]["missed"] == theirs.count(Verdict.MISSED) == 1
    assert row["artifacts"]["corrected_pct"] == 0


def test_the_choices_are_what_an_archive_can_do():
    choices = parser().parse_args(["analyze", "x"])
    assert choices.artifacts == ARTIFACTS[0]
    for choice in ARTIFACTS:
        assert parser().parse_args(["analyze", "x", "--artifacts", choice]).artifacts == choice


def test_the_table_says_it_in_plain_words(run, spoilt):
    _, out, _ = run(spoilt, "--artifacts", "correct", "--index", "rmssd_ms")
    assert "artifacts1outofplace,1missed,1extraleftout0.0%corrected2.0%" in "".join(out.split())
    _, out, _ = run(spoilt, "--index", "rmssd_ms")
    assert "extraleftout2.0%coverage" in "".join(out.split())


def test_counts_are_columns_of_each_window(run, spoilt):
    _, out, _ = run(spoilt, "--window", 60, "--format", "csv", "--index", "rmssd_ms")
    rows = list(csv.DictReader(io.StringIO(out)))
    kinds = ("ectopic", "missed", "extra")
    found = [[int(row[f"artifacts_{kind}"]) for kind in kinds] for row in rows]
    assert found == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
