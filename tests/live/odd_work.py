"""Odd work for worker processes; in a file of its own, for they import what they are to do."""

import os
import signal
from multiprocessing import current_process
from pathlib import Path

from biofeedback.live.archive import Outcome, Recipe, analyze_file

ONCE, ALWAYS = "4", "8"


def analyze_or_die(path: Path, recipe: Recipe, marks: Path) -> Outcome:
    """Analyse a file; but at `ONCE`, the first time, and at `ALWAYS`, die by SIGKILL."""
    mark = marks / path.stem
    if path.stem == ALWAYS or (path.stem == ONCE and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return analyze_file(path, recipe)


def is_daemon(path: Path) -> Outcome:
    """Tell whether the process may have no children."""
    return Outcome(path, warnings=(str(current_process().daemon),))
