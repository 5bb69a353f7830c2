"""`python -m tests.bundle [FOLDER]`: build the Linux bundle, and start what came out.

It runs with an empty environment, away from the sources: the version, a whole session, every
format of export, a PDF, and the window, which must be painted and open its records. Takes one to
two minutes; needs the extra `bundle`. With a FOLDER the bundle stays there.
"""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from biofeedback import __version__

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "biofeedback" / "app" / "desktop" / "biofeedback.spec"
LARGEST_MIB = 450
START_LIMIT_S = 60.0
OF_OFFSCREEN = "This plugin does not support propagateSizeHints()"
"""What Qt says without a screen: its made-up one is small, and the window shrinks to fit it."""


def build(folder: Path) -> Path:
    """Build the bundle into a folder; return its program."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(folder), "--workpath", str(folder / "work")]
    subprocess.run([*command, *places, str(SPEC)], check=True, cwd=ROOT)
    return folder / "biofeedback" / "biofeedback"


class Bundle:
    """The program, at a home of its own."""

    def __init__(self, program: Path, home: Path) -> None:
        self.home = home
        self._program = str(program)
        self._environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def begin(self, *typed: str) -> subprocess.Popen[str]:
        """Start it; what it says can be read from its pipes."""
        return subprocess.Popen(
            [self._program, *typed],
            cwd=self.home,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *typed: str) -> str:
        """Run it to its end; return what it said."""
        process = self.begin(*typed)
        said, trouble = process.communicate(timeout=START_LIMIT_S)
        assert process.returncode == 0, f"{typed} ended with {process.returncode}: {trouble}"
        return said


def try_commands(bundle: Bundle) -> None:
    """The command line, whose parts are imported by name."""
    records = ("--store", str(bundle.home / "records.db"))
    assert bundle.run("--version").strip() == __version__
    assert "Anna" in bundle.run("demo", "--fast", "--person", "Anna", "--plain", *records)
    bundle.run("export", "last", "--to", "zip", "-o", "run.zip", *records)
    with ZipFile(bundle.home / "run.zip") as parts:
        assert {"fhir.json", "run.edf"} <= {Path(name).name for name in parts.namelist()}
    bundle.run("report", "last", "--language", "de", "-o", "run.pdf", *records)
    assert (bundle.home / "run.pdf").read_bytes().startswith(b"%PDF")


def try_window(bundle: Bundle) -> float:
    """Open the window; return after how many seconds it had opened its records."""
    records = bundle.home / "window.db"
    begin_s = time.monotonic()
    window = bundle.begin("app", "--plain", "--store", str(records))
    # Records are opened when the window has been painted.
    while not records.exists() and window.poll() is None:
        assert time.monotonic() - begin_s < START_LIMIT_S, "the window never opened"
        subprocess.run(["sleep", "0.1"], check=True)
    took_s = time.monotonic() - begin_s
    window.terminate()
    _said, trouble = window.communicate(timeout=START_LIMIT_S)
    assert records.exists(), trouble
    trouble = trouble.replace(OF_OFFSCREEN, "").strip()
    assert not trouble, trouble
    return took_s


def main(folder: Path) -> None:
    """Build and try; say how long it took and how large it is."""
    begin_s = time.monotonic()
    program = build(folder)
    built_s = time.monotonic() - begin_s
    size_mib = sum(path.lstat().st_size for path in program.parent.rglob("*")) / 2**20
    print(f"built in {built_s:.0f} s: {size_mib:.0f} MiB", flush=True)
    assert size_mib < LARGEST_MIB
    with TemporaryDirectory() as home:
        bundle = Bundle(program, Path(home))
        try_commands(bundle)
        took_s = try_window(bundle)
    whole_s = time.monotonic() - begin_s
    print(f"starts: window and records after {took_s:.1f} s; all in {whole_s:.0f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).resolve())
    else:
        with TemporaryDirectory() as made:
            main(Path(made))
