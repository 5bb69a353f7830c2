"""`run --replay`: as fast as it goes or in its own time, stopped in the middle, saved again."""

import pytest

from biofeedback.cli import main
from biofeedback.live.frame import Frame
from biofeedback.testing.loop import run_virtually
from biofeedback.testing.strap import WornStrap
from devices.recording import read_recording


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    path = tmp_path_factory.mktemp("replay") / "run.jsonl.gz"
    run_virtually(WornStrap(seed=6).run("booster-3min")).save(path)
    return path


def frames_of(recorded, out, *pace):
    typed = ["run", "booster-3min", "--replay", str(recorded), "--frames", str(out), *pace]
    assert main(typed) == 0
    return out.read_text()


def test_in_its_own_time_a_replay_gives_the_same_frames(recorded, tmp_path):
    fast = frames_of(recorded, tmp_path / "fast.jsonl", "--fast")
    assert fast.count("\n") > 300
    assert frames_of(recorded, tmp_path / "paced.jsonl", "--speed", "2000") == fast


def test_ctrl_c_tells_what_was_gone_through(recorded, tmp_path, monkeypatch, capsys):
    whole = frames_of(recorded, tmp_path / "whole.jsonl", "--fast")
    plain, told = Frame.as_json, []

    def pressed(frame):
        told.append(frame)
        if len(told) == 200:
            raise KeyboardInterrupt
        return plain(frame)

    monkeypatch.setattr(Frame, "as_json", pressed)
    part = frames_of(recorded, tmp_path / "part.jsonl", "--fast")
    assert part.count("\n") == 199
    assert whole.startswith(part)
    assert "stopped by you" in capsys.readouterr().out


def test_what_is_saved_of_a_replay_is_all_of_it(recorded, tmp_path):
    copy = tmp_path / "copy.jsonl"
    assert (
        main(["run", "baseline", "--replay", str(recorded), "--fast", "--save", str(copy)]) == 0
    )  # two minutes of the three
    assert read_recording(copy).records == read_recording(recorded).records
    assert read_recording(copy).header.session == "baseline"
