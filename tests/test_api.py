"""The Python API: the frames and figures of the program itself, typed and documented."""

import ast
import inspect
import json
import subprocess
import sys
from dataclasses import replace as changed
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from biofeedback import api
from biofeedback.cli import main
from biofeedback.live.clock import VirtualLoop
from biofeedback.testing.run import Run
from biofeedback.testing.strap import WornStrap
from tests.conftest import run_and_check

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def made() -> Run:
    return run_and_check(WornStrap(seed=4).run("booster-3min"), VirtualLoop)


@pytest.fixture(scope="module")
def path(made, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("api") / "run.jsonl.gz"
    made.save(path)
    return path


def test_a_replay_gives_the_frames_of_the_live_run_one_by_one(made, path):
    recording = api.open_recording(path)
    again = api.replay(recording)
    first = next(again)
    assert again.engine.beats().t_s.size <= 2
    assert again.finish is None
    assert (first, *again) == made.frames
    assert again.finish is made.finish is api.Finish.COMPLETED
    assert again.engine.beats().rr_ms.tolist() == made.beats.rr_ms.tolist()
    assert tuple(api.replay(recording, "booster-3min")) == made.frames
    assert tuple(api.replay(recording, api.session_of(recording))) == made.frames


def test_a_replay_tells_the_indices_that_are_wished_for(made):
    rate = [each for each in api.INDICES if each.name in ("heart_rate_bpm", "stress_index")]
    frames = list(api.replay(made.recording, indices=rate))
    assert {name for frame in frames for name in frame.values} == {"heart_rate_bpm", "stress_index"}
    rates = [frame.values["heart_rate_bpm"] for frame in made.frames]
    assert [frame.values["heart_rate_bpm"] for frame in frames] == rates


def test_beats_after_the_end_are_beats_too(made):
    session = api.session_of(made.recording).without(())
    short = changed(session, blocks=session.blocks[:1])
    again = api.replay(made.recording, short)
    assert list(again)[-1].session_t_s == short.duration_s
    late = made.beats.t_s > again.engine.start_s + short.duration_s
    beats = again.engine.beats()
    assert late.sum() > 100
    assert beats.t_s[-1] == pytest.approx(made.beats.t_s[-1], abs=0.1)
    # Those of the one packet that ends the session are nobody's, as in the live run.
    assert made.beats.t_s.size - 2 <= beats.t_s.size <= made.beats.t_s.size


def test_a_recording_that_names_no_session_asks_for_one(made):
    header = changed(made.recording.header, session=None)
    recording = changed(made.recording, header=header)
    with pytest.raises(api.SessionError, match="does not say which session ran"):
        api.replay(recording)
    assert tuple(api.replay(recording, "booster-3min")) == made.frames
    assert api.beats_of(recording).paced is None
    assert api.beats_of(made.recording).paced is not None


def test_the_table_is_that_of_the_command(path, capsys):
    names = ["rmssd_ms", "rsa_ms", "stress_index"]
    options = ["--window", "60", "--step", "20", "--index", ",".join(names), "--format", "json"]
    assert main(["analyze", str(path), *options]) == 0
    told = json.loads(capsys.readouterr().out)
    table = api.analyze(api.open_recording(path), 60, 20, names)
    assert len(table) == len(told) >= 5
    for name in names:
        expected = [np.nan if row["values"][name] is None else row["values"][name] for row in told]
        assert table[name].dtype == np.float64
        np.testing.assert_array_equal(table[name], expected)
    assert table["beats"].tolist() == [row["beats"] for row in told]
    assert table["breaths_by"].tolist() == [row["breaths_by"] for row in told]
    assert set(table["breaths_by"]) == {"pacer"}
    frame = table.to_dataframe()
    assert list(frame.columns) == list(table)
    assert frame["rmssd_ms"].tolist() == table["rmssd_ms"].tolist()


def test_rmssd_of_the_table_is_that_of_its_definition(made):
    table = api.analyze(made.recording, indices=["rmssd_ms"])
    beats = made.beats
    pairs = beats.valid[1:] & beats.valid[:-1] & ~beats.gap[1:]
    expected = np.sqrt(np.mean(np.diff(beats.rr_ms)[pairs] ** 2))
    assert table["rmssd_ms"] == pytest.approx([expected])


def test_too_little_and_nonsense(made):
    assert len(api.analyze(made.recording, 3600)) == 0
    with pytest.raises(ValueError, match=r"no index is called 'rmsd'; there are .*rmssd_ms"):
        api.analyze(made.recording, indices=["rmsd"])
    with pytest.raises(ValueError, match="artifacts are one of exclude, keep"):
        api.analyze(made.recording, artifacts="delete")
    for lengths in ((0.0, None), (60.0, -1.0)):
        with pytest.raises(ValueError, match="must be positive"):
            api.analyze(made.recording, *lengths)


def test_without_pandas_it_is_said_what_is_missing(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    table = api.analyze(made.recording, indices=["rmssd_ms"])
    with pytest.raises(ImportError, match=r"needs the package pandas, .*: pip install pandas"):
        table.to_dataframe()


def test_a_live_run_of_a_recording_gives_its_frames_and_log(made, run_virtual):
    frames, log = [], []
    ended = run_virtual(
        api.run(
            lambda clock: api.ReplaySource(made.recording, clock),
            "booster-3min",
            [frames.append],
            log=log.append,
        )
    )
    assert tuple(frames) == made.frames
    assert tuple(log[:-1]) == made.recording.records  # and then, that it is over
    assert ended.finish is api.Finish.COMPLETED
    assert ended.engine.beats().t_s.tolist() == made.beats.t_s.tolist()


def test_a_live_run_of_a_strap_obeys_wishes(run_virtual):
    worn = WornStrap(seed=4)
    engine = api.Engine(api.session_of(NOBODY, "booster-3min"), indices=())
    log = []
    ended = run_virtual(api.run(worn.source, engine, log=log.append, wishes=["wish level 2"]))
    assert ended.engine is engine
    assert log[0] == api.Marker(0.0, "wish level 2")


NOBODY = api.Recording(api.Header(api.DeviceInfo("x"), None, "test"), ())

CONSUMER = '''
"""A program of somebody else."""

import asyncio

from biofeedback.api import (
    RUN_INDICES, Beats, Finish, Frame, Index, Session, analyze, beats_of, open_recording, replay,
    run, session_of, strap,
)
from biofeedback.testing.golden import Golden
from biofeedback.testing.loop import RunVirtually
from biofeedback.testing.run import Replays, Run
from biofeedback.testing.strap import WornStrap

recording = open_recording("run.jsonl.gz")
session: Session = session_of(recording, "booster-3min")
scores: list[float | None] = [frame.score for frame in replay(recording, session)]
first: Frame = next(replay(recording, indices=[*RUN_INDICES]))
beats: Beats = beats_of(recording)
names: list[str] = [each.name for each in RUN_INDICES if isinstance(each, Index)]
table = analyze(recording, window_s=60, step_s=10, indices=["rmssd_ms"])
mean: float = float(table["rmssd_ms"].mean())
rows: int = len(table.to_dataframe())

async def lead() -> Finish:
    ended = await run(strap("A0:9E:1A:00:00:01"), "booster-3min", [print])
    return ended.finish

def test_it(
    replay: Replays,
    assert_frames_match: Golden,
    virtual_loop: RunVirtually,
    virtual_strap: type[WornStrap],
) -> None:
    run: Run = virtual_loop(virtual_strap(seed=1).run("booster-3min"))
    assert run.truth is not None and run.truth.beat_t_s.size
    assert_frames_match(replay("run.jsonl.gz"), "run.golden.jsonl", rtol=1e-6)

asyncio.run(lead())
'''


def typed(tmp_path, text):
    """Check a program in a folder of its own, strictly; return what mypy says of it."""
    file = tmp_path / "consumer.py"
    file.write_text(text)
    command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [line.partition(": ")[2] for line in done.stdout.splitlines() if str(file) in line]


def test_a_consumer_is_typed_strictly(tmp_path):
    wrong = CONSUMER + "\nmisspelt: int = first.score\nprint(first.scores)\n"
    assert typed(tmp_path, CONSUMER) == []
    assert [line.split("[")[-1] for line in typed(tmp_path, wrong)] == [
        "assignment]",
        "attr-defined]",
    ]


@pytest.mark.parametrize("room", ["biofeedback", "devices", "sessions"])
def test_the_wheel_says_that_it_is_typed(room):
    assert (ROOT / room / "py.typed").is_file()


def public():
    """Name what the API exports, and what the modules of the plugin make."""
    found = [("api", name) for name in api.__all__]
    for room in ("golden", "loop", "run", "strap"):
        module = import_module(f"biofeedback.testing.{room}")
        here = (n for n, each in vars(module).items() if is_of(each, module) and n[0] != "_")
        found += [(f"testing.{room}", name) for name in here]
    return found


def is_of(thing, module):
    return getattr(thing, "__module__", None) == module.__name__


@pytest.mark.parametrize(("room", "name"), public())
def test_every_public_name_is_documented(room, name):
    thing = getattr(import_module(f"biofeedback.{room}"), name)
    if inspect.isclass(thing):
        assert inspect.getdoc(thing)
        parts = {part: each for part, each in vars(thing).items() if part[0] != "_"}
        members = {p: e for p, e in parts.items() if callable(e) or isinstance(e, SAID_BY_DOC)}
        assert [part for part, each in members.items() if not inspect.getdoc(each)] == []
    elif inspect.isfunction(thing):
        doc = inspect.getdoc(thing)
        if room == "api":
            parameters = doc.split("Parameters\n")[1]
            assert all(each in parameters for each in inspect.signature(thing).parameters)
        assert doc
    else:
        assert said_below(name)


SAID_BY_DOC = (property, classmethod, staticmethod)


def said_below(name):
    """Return the text that stands below the value of a constant, where it is made."""
    for room in ("biofeedback/hrv/index.py", "devices/records.py"):
        for value, text in pairwise(ast.parse((ROOT / room).read_text()).body):
            if isinstance(value, ast.Assign) and value.targets[0].id == name:
                return isinstance(text, ast.Expr) and ast.literal_eval(text.value)
    return None


def test_all_names_are_there_once():
    assert len(api.__all__) == len(set(api.__all__))
    assert all(hasattr(api, name) for name in api.__all__)


def test_the_api_needs_neither_bleak_nor_a_screen_nor_a_database():
    code = "import sys, biofeedback.api; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[0] for name in done.stdout.split()}
    assert {"numpy", "biofeedback"} <= rooms
    assert not {"bleak", "PySide6", "sqlalchemy", "neurokit2", "pandas", "rich"} & rooms
