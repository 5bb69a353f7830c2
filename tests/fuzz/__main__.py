"""`python -m tests.fuzz [TARGET ...] [--seconds N] [--corpus FOLDER]`: damaged bytes, all ways in.

Each target of `tests.fuzz.targets` runs in a process of its own under atheris, which follows the
branches that are taken and looks for bytes that take new ones. Only the exceptions that a target
documents are forgiven. Printed: executions, seconds, and of a finding the traceback and its bytes.
With a FOLDER what was learned is kept there, and goes on from there the next time.
"""

import argparse
import re
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

_EXECUTIONS = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_LONGEST_BYTES = 4096
_ONE = "--one"


def fuzz_one(name: str, words: list[str]) -> None:
    """Fuzz one target; atheris ends the process."""
    with atheris.instrument_imports(include=["devices", "sessions"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    run = target.make()

    def once(data: bytes) -> None:
        try:
            run(data)
        except target.raises:
            return

    atheris.Setup([sys.argv[0], *words], once)
    atheris.Fuzz()


def fuzz_all(names: list[str], seconds: float, corpus: Path) -> bool:
    """Fuzz targets one after the other; return whether nothing was found."""
    from tests.fuzz.targets import TARGETS

    chosen = names or list(TARGETS)
    well, total = True, 0
    for name in chosen:
        folder = corpus / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(TARGETS[name].seeds()):
            (folder / f"seed{number}").write_bytes(seed)
        begun_s = time.monotonic()
        done = _child(name, folder, max(round(seconds / len(chosen)), 1))
        took_s = time.monotonic() - begun_s
        found = _EXECUTIONS.search(done.stderr)
        executions = int(found[1]) if found else 0
        total += executions
        print(f"{name:<12}{executions:>9} executions {took_s:6.1f} s", flush=True)
        if done.returncode or not executions:
            well = False
            print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
    print(f"{'all':<12}{total:>9} executions, {'nothing found' if well else 'FOUND'}")
    return well


def _child(name: str, folder: Path, seconds: int) -> subprocess.CompletedProcess[str]:
    words = [
        str(folder),
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST_BYTES}",
        "-print_final_stats=1",
        f"-artifact_prefix={folder.parent}/{name}-",
    ]
    command = [sys.executable, "-m", "tests.fuzz", _ONE, name, *words]
    return subprocess.run(command, capture_output=True, text=True, errors="replace")


def main() -> int:
    """Read what was typed, and fuzz."""
    if sys.argv[1:2] == [_ONE]:
        fuzz_one(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=float, default=60.0, help="for all targets together")
    parser.add_argument("--corpus", type=Path, help="where to keep what was learned")
    typed = parser.parse_args()
    with ExitStack() as stack:
        corpus = typed.corpus or Path(stack.enter_context(TemporaryDirectory()))
        return 0 if fuzz_all(typed.targets, typed.seconds, corpus) else 1


if __name__ == "__main__":
    sys.exit(main())
