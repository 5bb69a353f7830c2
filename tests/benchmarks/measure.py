"""Timing and memory, and what machine they were taken on."""

import os
import platform
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


def seconds(function, *arguments):
    """Time one call."""
    begin = perf_counter()
    function(*arguments)
    return perf_counter() - begin


def peak_mib():
    """Peak memory of this process; None on a system that does not tell.

    Not `ru_maxrss`: a child process begins with that of its parent.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def fresh_process(module, *arguments):
    """Run a module in a process of its own; return what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def slope(sizes, durations):
    """How cost grows: the exponent of size, fitted in log-log."""
    return float(np.polyfit(np.log(sizes), np.log(durations), 1)[0])


def machine():
    """Describe where this was measured."""
    return {
        "cores": os.cpu_count(),
        "machine": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas_threads": os.environ.get("OPENBLAS_NUM_THREADS", "any"),
    }
