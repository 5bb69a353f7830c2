"""The pytest plugin, as another project meets it: an empty folder, warnings as errors."""

import json
import sys

import pytest

from biofeedback.testing.run import Run
from biofeedback.testing.strap import WornStrap
from tests.conftest import run_and_check
from tests.live.runs import SHORT

pytest_plugins = ("pytester",)

PLUGIN = ("-p", "biofeedback.testing.plugin", "-p", "no:cacheprovider")
STRICT = ("-W", "error", "--strict-markers", "--strict-config")

SIX_LINES = """
def test_my_recording(replay, assert_frames_match):
    run = replay("run.jsonl.gz", session="short.toml")
    assert run.frames[-1].session_t_s == 200.5
    assert_frames_match(run, "run.golden.jsonl.gz")
"""
SHORT_TOML = """
title = "Short"
description = "A test."
networks = ["nervous"]
[[block]]
title = "Rest"
seconds = 60
text = "Rest."
[[block]]
title = "Paced"
seconds = 120
text = "Breathe."
rate_per_min = 7
end_rate_per_min = 5
[[block]]
title = "After"
seconds = 20.5
text = "Rest."
"""
CHANGED = """
from dataclasses import replace

from biofeedback.api import RUN_INDICES

def slower(kernel):
    return lambda beats, windows: kernel(beats, windows) * (1.0 - 0.03 * (windows.end_s > 150.0))

CHANGED = [
    replace(index, compute=slower(index.compute)) if index.name == "rmssd_ms" else index
    for index in RUN_INDICES
]
"""
"""Somebody's change of an index: RMSSD comes out 3 % lower, late in the recording only."""


@pytest.fixture(scope="module")
def made() -> Run:
    from biofeedback.live.clock import VirtualLoop

    return run_and_check(WornStrap(seed=3).run(SHORT), VirtualLoop)


@pytest.fixture
def folder(pytester, monkeypatch, made):
    """An empty folder but for a recording and its session; no plugin but ours."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    made.save(pytester.path / "run.jsonl.gz")
    (pytester.path / "short.toml").write_text(SHORT_TOML)
    return pytester


def ran(folder, *typed):
    return folder.runpytest_inprocess(*PLUGIN, *STRICT, *typed)


def test_a_replay_passes_and_a_changed_index_is_named_with_its_first_frame(folder, made):
    folder.makepyfile(test_mine=SIX_LINES, changes=CHANGED)
    first = ran(folder)
    first.assert_outcomes(failed=1)
    first.stdout.fnmatch_lines("*there is no golden file*run.golden.jsonl.gz: pytest --update*")
    written = ran(folder, "--update-golden")
    written.assert_outcomes(passed=1)
    written.stdout.fnmatch_lines(["*= golden files =*", f"*written, {len(made.frames)} frames"])
    ran(folder, "--update-golden").stdout.fnmatch_lines("*run.golden.jsonl.gz: unchanged*")
    ran(folder).assert_outcomes(passed=1)

    changed = SIX_LINES.replace('"short.toml"', '"short.toml", indices=CHANGED')
    folder.makepyfile(test_mine=f"from changes import CHANGED\n{changed}")
    failed = ran(folder)
    failed.assert_outcomes(failed=1)
    said = failed.stdout.str()
    line, *_ = [line for line in said.splitlines() if "first at frames[" in line]
    number = int(line.split("[")[1].split("]")[0])
    assert f"t_s = {made.frames[number].t_s}" in line
    assert 150.0 < made.frames[number].t_s < 153.0  # the first packet with a beat after 150 s
    before = made.frames[number].values["rmssd_ms"]
    failed.stdout.fnmatch_lines(f"*values.rmssd_ms is *, was {before!r} (-3 %)")
    told = float(said.split("values.rmssd_ms is ")[1].split(",")[0])
    assert told == pytest.approx(0.97 * before)
    assert f"{len(made.frames) - number - 1} more frames differ" in said
    assert f"by figure: values.rmssd_ms ({len(made.frames) - number})." in said


def test_virtual_time_and_a_strap_with_faults(folder):
    folder.makepyfile(
        """
        import asyncio
        from biofeedback.api import Clock, Marker
        from devices.ble import scan
        from devices.virtual import Person
        from devices.virtual_faults import Faults
        import pytest

        def test_a_day_takes_no_time(virtual_loop):
            assert virtual_loop(asyncio.sleep(86_400, "over")) == "over"

        def test_a_task_left_behind_fails(virtual_loop):
            async def forgetful():
                asyncio.create_task(asyncio.sleep(1), name="forgotten")
            with pytest.raises(AssertionError, match="forgotten"):
                virtual_loop(forgetful())

        def test_truth(virtual_loop, virtual_strap, tmp_path, replay):
            worn = virtual_strap(person=Person(heart_rate_bpm=80, beat_noise_ms=0, seed=5))
            run = virtual_loop(worn.run("booster-3min"))
            assert run.finish == "completed"
            beats, minutes = run.truth.beat_t_s, run.frames[-1].t_s / 60
            assert len(beats) / minutes == pytest.approx(80, rel=0.03)
            run.save(tmp_path / "run.jsonl")
            again = replay(tmp_path / "run.jsonl")
            assert again.frames == run.frames
            assert (again.truth.beat_t_s == beats).all()
            assert again.truth.artifacts == run.truth.artifacts

        def test_faults(virtual_loop, virtual_strap):
            async def meddle(strap):
                await asyncio.sleep(40)
                strap.walk_away()
                await asyncio.sleep(10)
                strap.come_back()
            worn = virtual_strap(seed=2, faults=Faults(loss=0.2))
            run = virtual_loop(worn.run("booster-3min", meddle=meddle))
            heard = sum(getattr(r, "channel", "") == "heart_rate" for r in run.recording.records)
            connected_s = run.frames[-1].t_s - 10
            assert heard / connected_s == pytest.approx(0.8, abs=0.08)
            assert {"connection_lost"} <= {frame.status for frame in run.frames}

        def test_the_bleak_api(virtual_loop, virtual_strap):
            async def find():
                return [each.name for each in await scan(3.0, virtual_strap().radio())]
            assert virtual_loop(find()) == ["Virtual strap"]
        """
    )
    ran(folder).assert_outcomes(passed=5)


def test_real_data_is_skipped_where_it_is_not(folder):
    folder.makepyfile(
        """
        import pytest

        @pytest.mark.real_data
        def test_usual(): pass

        @pytest.mark.real_data("here")
        def test_own(): pass
        """
    )
    (folder.path / "here").mkdir()
    result = ran(folder, "-rs")
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines("*the real recordings are not here: there is no folder*real_data")
    folder.makeini("[pytest]\nbiofeedback_real_data = here\n")
    ran(folder).assert_outcomes(passed=2)


def test_loading_the_plugin_imports_nothing_heavy(folder):
    code = "import sys, biofeedback.testing.plugin; print(*sys.modules)"
    loaded = set(folder.run(sys.executable, "-c", code).stdout.str().split())
    assert "biofeedback.testing.plugin" in loaded
    heavy = {"numpy", "scipy", "bleak", "asyncio", "PySide6", "neurokit2", "sqlalchemy"}
    assert not {name for name in loaded if name.split(".")[0] in heavy}
    assert {name for name in loaded if name.startswith(("biofeedback", "devices", "sessions"))} == {
        "biofeedback",
        "biofeedback.testing",
        "biofeedback.testing.plugin",
    }


def test_a_line_that_is_no_frame_is_named(folder):
    folder.makepyfile(SIX_LINES.replace("golden.jsonl.gz", "golden.jsonl"))
    ran(folder, "--update-golden")
    path = folder.path / "run.golden.jsonl"
    lines = path.read_text().splitlines()
    assert json.loads(lines[-1])["session_t_s"] == 200.5
    path.write_text("\n".join([*lines[:4], "{"]))
    ran(folder).stdout.fnmatch_lines("*run.golden.jsonl, line 5: this is no frame*")
