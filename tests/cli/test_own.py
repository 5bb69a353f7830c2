"""A person's own pace: an assessment tells it, a file keeps it, a session breathes at it."""

import json
from itertools import pairwise

import pytest

from biofeedback.cli import main
from biofeedback.cli.own import keep_own, read_own
from biofeedback.report.resonance import Certainty, OwnRate
from devices.errors import FileError
from devices.recording import read_recording
from devices.records import Marker

OWN = OwnRate(5.4, 5.1, 5.7, Certainty.CLEAR, sliding=True)


def test_what_is_kept_is_read_again(tmp_path):
    path = tmp_path / "own.json"
    assert read_own(path) is None
    assert read_own(None) is None
    keep_own(path, OWN)
    assert read_own(path) == OWN


@pytest.mark.parametrize("text", ["", "{}", "[1]", "nonsense", '{"rate_per_min": 5}'])
def test_anything_else_is_refused_in_one_sentence(tmp_path, text, capsys):
    path = tmp_path / "own.json"
    path.write_text(text)
    with pytest.raises(FileError, match="no pace of yours"):
        read_own(path)
    assert main(["run", "own-pace-20min", "--fast", "--own", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


def test_a_session_breathes_at_it(tmp_path):
    path, frames = tmp_path / "own.json", tmp_path / "frames.jsonl"
    keep_own(path, OWN)
    arguments = ["run", "own-pace-20min", "--fast", "--own", str(path), "--frames", str(frames)]
    assert main(arguments) == 0
    phases = [json.loads(line)["phase"] for line in frames.read_text().splitlines()]
    led = [phase for phase in phases if phase is not None]
    breaths = 1 + sum(after < before for before, after in pairwise(led))
    assert breaths == 20 * 5.4


def test_an_assessment_says_what_came_out(tmp_path, capsys):
    path = tmp_path / "own.json"
    assert main(["run", "resonance-sliding", "--virtual", "4", "--fast", "--own", str(path)]) == 0
    out = capsys.readouterr().out
    assert "What speaks for a" in out
    assert "Six" in out or "six" in out
    assert path.exists() == ("Your pace is kept" in out)


def test_a_replay_breathes_at_the_pace_of_the_run_and_adapts_as_it_did(tmp_path):
    path, saved = tmp_path / "own.json", tmp_path / "run.jsonl.gz"
    keep_own(path, OWN)
    frames = [tmp_path / name for name in ("live.jsonl", "again.jsonl")]
    own = ["run", "own-pace-20min", "--fast", "--frames"]
    wished = ["--virtual", "3", "--own", str(path), "--adaptive", "--save", str(saved)]
    assert main([*own, str(frames[0]), *wished]) == 0
    assert main([*own, str(frames[1]), "--replay", str(saved)]) == 0
    assert frames[0].read_text() == frames[1].read_text()
    labels = [r.label for r in read_recording(saved).records if isinstance(r, Marker)]
    assert labels == ["wish own 5.4", "wish adapt", "completed"]
