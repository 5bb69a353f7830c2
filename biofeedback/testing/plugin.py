"""What pytest finds: four fixtures, one option, one marker; each imports what it needs when used.

Fixtures: `virtual_loop` runs a coroutine in time that jumps; `virtual_strap` makes a simulated
person with a strap on; `replay` goes through a recording again; `assert_frames_match` compares a
run with a golden file. Paths in tests are relative to the file of the test. ::

    def test_my_recording(replay, assert_frames_match):
        run = replay("run.jsonl.gz")
        assert run.frames[-1].values["rmssd_ms"] > 20
        assert_frames_match(run, "run.golden.jsonl.gz")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from biofeedback.testing.golden import Golden
    from biofeedback.testing.loop import RunVirtually
    from biofeedback.testing.run import Replays
    from biofeedback.testing.strap import WornStrap

UPDATE = "--update-golden"
REAL_DATA = "real_data"
REAL_FOLDER = "biofeedback_real_data"
_WRITTEN = "golden file"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--update-golden`, and a setting for the folder of real recordings."""
    group = parser.getgroup("biofeedback")
    group.addoption(
        UPDATE, action="store_true", help="write the golden files of assert_frames_match anew"
    )
    text = "folder of real recordings, as seen from the root of the project"
    parser.addini(REAL_FOLDER, text, default=REAL_DATA)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    text = "needs real recordings, in this folder or that of the setting"
    config.addinivalue_line("markers", f"{REAL_DATA}(folder): {text} {REAL_FOLDER}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose real recordings are not here."""
    for marker in item.iter_markers(REAL_DATA):
        asked = marker.args[0] if marker.args else item.config.getini(REAL_FOLDER)
        folder = item.config.rootpath / asked
        if not folder.is_dir():
            pytest.skip(f"the real recordings are not here: there is no folder {folder}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which golden files were written."""
    reports = [each for kind in terminalreporter.stats.values() for each in kind]
    told = [each.user_properties for each in reports if isinstance(each, pytest.TestReport)]
    lines = dict.fromkeys(text for each in told for name, text in each if name == _WRITTEN)
    if lines:
        terminalreporter.section("golden files")
        for line in lines:
            terminalreporter.line(str(line))


@pytest.fixture
def virtual_loop() -> RunVirtually:
    """Run a coroutine in time that jumps; the test fails when it leaves a task behind."""
    from biofeedback.testing.loop import run_virtually

    return run_virtually


@pytest.fixture
def virtual_strap() -> type[WornStrap]:
    """Make a simulated person with a strap on, behind the real bleak API.

    ``virtual_strap(seed=1, person=None, faults=None)``; see `biofeedback.testing.strap.WornStrap`.
    """
    from biofeedback.testing.strap import WornStrap

    return WornStrap


@pytest.fixture
def replay(request: pytest.FixtureRequest) -> Replays:
    """Go through a recording again: ``replay(path, session=None)`` returns a `Run`.

    See `biofeedback.testing.run.Replays`.
    """
    from biofeedback.testing.run import Replays

    return Replays(request.path.parent)


@pytest.fixture
def assert_frames_match(request: pytest.FixtureRequest) -> Golden:
    """Compare a run with a golden file: ``assert_frames_match(run, golden, rtol=1e-9)``.

    With ``--update-golden`` the file is written instead. See `biofeedback.testing.golden.Golden`.
    """
    from biofeedback.testing.golden import Golden

    def told(text: str) -> None:
        request.node.user_properties.append((_WRITTEN, text))

    return Golden(request.path.parent, told if request.config.getoption(UPDATE) else None)
