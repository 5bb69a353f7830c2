"""The commands as a person types them: outputs, exit codes, one clear sentence for bad input."""

import csv
import io
import json

import pytest

from biofeedback.cli import main
from devices.importers import open_any
from devices.recording import read_recording
from devices.records import Marker

RR_MS = [800, 810, 790, 805, 820, 795] * 40


@pytest.fixture
def rr_list(tmp_path):
    path = tmp_path / "rr.txt"
    path.write_text("\n".join(map(str, RR_MS)))
    return path


def test_the_demo_ends_by_itself_with_a_summary(capsys):
    assert main(["demo", "--fast"]) == 0
    out = capsys.readouterr().out
    assert "completed" in out
    assert "rose and fell" in out


def test_a_run_is_saved_and_replays_to_the_same_frames(tmp_path):
    kept, first, second = tmp_path / "run.jsonl.gz", tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    assert (
        main(
            [
                "run",
                "paced-6-3min",
                "--virtual",
                "7",
                "--fast",
                "--save",
                str(kept),
                "--frames",
                str(first),
            ]
        )
        == 0
    )
    assert (
        main(["run", "paced-6-3min", "--replay", str(kept), "--fast", "--frames", str(second)]) == 0
    )
    frames = first.read_text().splitlines()
    assert frames == second.read_text().splitlines()
    assert len(frames) > 400
    assert json.loads(frames[-1])["session_t_s"] == 270
    recording = read_recording(kept)
    assert recording.header.session == "paced-6-3min"
    assert recording.records[-1] == Marker(recording.records[-1].t_s, "completed")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "1.jsonl",
        "2.jsonl",
        "run.jsonl.gz",
    ]


def test_analyze_json(rr_list, capsys):
    assert (
        main(["analyze", str(rr_list), "--window", "60", "--step", "30", "--format", "json"]) == 0
    )
    windows = json.loads(capsys.readouterr().out)
    keys = {"file", "start_s", "end_s", "beats", "values", "breaths_by", "quality", "artifacts"}
    assert windows[0].keys() == keys
    assert [w["start_s"] for w in windows] == [0, 30, 60, 90, 120]
    assert windows[0]["values"]["heart_rate_bpm"] == pytest.approx(60_000 / 803.3, rel=1e-3)
    assert windows[0]["values"]["coherence"] is None  # 60 s are too short
    assert list(windows[0]["quality"]) == ["artifact_pct", "coverage", "gap_s"]


def test_analyze_csv_and_table(rr_list, capsys):
    assert main(["analyze", str(rr_list), "--format", "csv"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["beats"] == str(len(RR_MS))
    assert float(row["rmssd_ms"]) > 0
    assert main(["analyze", str(rr_list)]) == 0
    assert "rmssd_ms" in capsys.readouterr().out


def test_keep_takes_every_beat(tmp_path, capsys):
    path = tmp_path / "rr.txt"
    path.write_text("\n".join(map(str, [*RR_MS[:100], 400, 1210, *RR_MS[100:]])))
    figures = {}
    for artifacts in ("keep", "exclude"):
        main(["analyze", str(path), "--format", "json", "--artifacts", artifacts])
        [figures[artifacts]] = json.loads(capsys.readouterr().out)
    assert figures["keep"]["quality"]["artifact_pct"] == 0
    assert figures["exclude"]["quality"]["artifact_pct"] == pytest.approx(100 * 2 / 242)
    assert figures["keep"]["values"]["rmssd_ms"] > 2 * figures["exclude"]["values"]["rmssd_ms"]


def test_convert(rr_list, tmp_path):
    out = tmp_path / "out.jsonl.gz"
    assert main(["convert", str(rr_list), str(out)]) == 0
    assert open_any(out).records == open_any(rr_list).records


NEWER = '{"format": "biofeedback-recording", "version": 99}\n'
BAD_FILES = {
    "unknown type": ("x.bin", b"\x89PNG\r\n\x00\x01", ""),
    "empty": ("x.txt", b"", "empty"),
    "text among intervals": ("x.txt", b"800\n810\nabc\n790\n", "line 3"),
    "negative": ("x.txt", b"800\n-810\n790\n", "line 2"),
    "absurd": ("x.txt", b"800\n810\n999999\n", "line 3"),
    "newer version": ("x.jsonl", NEWER.encode(), "newer"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["analyze", "convert", "run"])
def test_bad_files_get_one_sentence_and_leave_nothing(name, command, tmp_path, capsys):
    file, content, said = BAD_FILES[name]
    path, out = tmp_path / file, tmp_path / "out.jsonl.gz"
    path.write_bytes(content)
    arguments = {
        "analyze": ["analyze", str(path)],
        "convert": ["convert", str(path), str(out)],
        "run": ["run", "baseline", "--replay", str(path), "--fast", "--save", str(out)],
    }[command]
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(path) in printed.err
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert len(printed.err.strip().splitlines()) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == [file]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "paced-7", "--virtual"], "paced-7"),
        (["run", "nowhere.toml", "--virtual"], "nowhere.toml"),
        (["analyze", "nowhere.txt"], "nowhere.txt"),
        (
            ["run", "baseline", "--virtual", "--fast", "--save", "/nowhere/x.jsonl"],
            "/nowhere/x.jsonl",
        ),
    ],
)
def test_what_is_not_there_is_named(arguments, said, capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err.strip()
    assert said in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "baseline", "--virtual", "--replay", "x"],
        ["run", "baseline", "--strap", "A0:9E:1A:00:00:01", "--fast"],
        ["analyze", "x", "--window", "-3"],
        ["analyze", "x", "--step", "3"],
        ["run", "baseline", "--virtual", "--fast", "--save", "x.txt"],
        ["convert", "x.txt", "y.txt"],
    ],
)
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_without_a_screen_no_window_is_opened_and_a_sentence_says_so(capsys, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 2
    assert "no screen" in capsys.readouterr().err


def test_without_an_origin_a_session_is_led_all_the_same(capsys):
    assert main(["run", "baseline", "--fast"]) == 0
    out = capsys.readouterr().out
    assert "Quiet baseline, 2 minutes: completed" in out
    assert "Nothing was measured" in out
