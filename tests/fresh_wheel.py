"""`python -m tests.fresh_wheel`: what another developer meets, in an empty folder.

Builds the wheel, installs it with pytest into a fresh environment, records a simulated run with the
installed program, and replays it in a test of six lines, which must pass; then an index is changed
in the installed package, and the same test must fail and name the first frame that differs. Needs
a package index for what the wheel depends on.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTEST_ADDOPTS", "PYTEST_PLUGINS")
STRICT = ("-W", "error", "--strict-markers", "--strict-config")

SIX_LINES = """\
def test_my_recording(replay, assert_frames_match):
    run = replay("run.jsonl.gz")
    assert run.finish == "completed"
    assert run.frames[-1].session_t_s == 180
    assert run.beats.valid.mean() > 0.9
    assert_frames_match(run, "run.golden.jsonl.gz")
"""
CHANGED = """

_usual_rmssd_ms = rmssd_ms


def rmssd_ms(beats, windows):
    return 1.001 * _usual_rmssd_ms(beats, windows)
"""


def main() -> None:
    """Do it all, and print how long each step took."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with told("the wheel is built"):
            wheel = build(folder / "wheel")
        with told("it is installed with pytest"):
            programs = install(wheel, folder / "venv")
        mine = folder / "mine"
        mine.mkdir()
        with told("a run is recorded"):
            recorded = ("booster-3min", "--virtual", "7", "--fast", "--save", "run.jsonl.gz")
            succeed(run(programs / "biofeedback", "run", *recorded, cwd=mine))
        (mine / "test_mine.py").write_text(SIX_LINES)
        with told("the golden file is written"):
            written = run(programs / "pytest", *STRICT, "--update-golden", cwd=mine)
            assert "run.golden.jsonl.gz: written" in succeed(written)
        with told("the six lines pass"):
            assert "1 passed" in succeed(run(programs / "pytest", *STRICT, cwd=mine))
        change_an_index(folder / "venv")
        with told("a changed index fails"):
            failed = run(programs / "pytest", *STRICT, cwd=mine)
            assert failed.returncode == 1, failed.stdout + failed.stderr
        said = [line for line in failed.stdout.splitlines() if line.startswith("E ")]
        assert any("first at frames[" in line for line in said), failed.stdout
        assert any("values.rmssd_ms is" in line and "(+0.1 %)" in line for line in said), said
        print(*said, sep="\n")


def build(folder: Path) -> Path:
    """Build the wheel into a folder."""
    command = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    succeed(run(sys.executable, *command, cwd=ROOT))
    [wheel] = folder.glob("biofeedback-*.whl")
    return wheel


def install(wheel: Path, place: Path) -> Path:
    """Install a wheel and pytest into a fresh environment; return the folder of its programs."""
    succeed(run(sys.executable, "-m", "venv", str(place), cwd=wheel.parent))
    programs = place / "bin"
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    succeed(run(programs / "python", *pip, str(wheel), "pytest", cwd=wheel.parent))
    return programs


def change_an_index(place: Path) -> None:
    """Let RMSSD come out a thousandth higher."""
    [file] = place.glob("lib/*/site-packages/biofeedback/hrv/time_domain.py")
    file.write_text(file.read_text() + CHANGED)


def run(program: Path | str, *typed: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program with nothing of this checkout in its surroundings."""
    surroundings = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [str(program), *typed]
    return subprocess.run(
        command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
    )


def succeed(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a program printed; stop when it failed."""
    if done.returncode:
        raise SystemExit(f"{done.args} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def told(step: str) -> Iterator[None]:
    """Print how long a step took."""
    began = time.perf_counter()
    yield
    print(f"{time.perf_counter() - began:6.1f} s  {step}", flush=True)


if __name__ == "__main__":
    main()
