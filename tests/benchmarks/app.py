"""What the app costs: until its first picture, and through a session with all panels open.

Each is a process of its own; first paints of an empty window and of ours take turns, and the
quickest of each are compared: what else the machine does can only make one slower. Modules are
compiled beforehand, as an installed program has them. Without a choice of platform Qt draws without
a screen; QT_QPA_PLATFORM=xcb measures on a real one.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.report import Row, Target

ROOMS = ("biofeedback", "devices", "sessions")
FIRST_PAINT = Target(1.6)
HEAVY = Target(0)
FRAME_P50_MS, FRAME_P99_MS = Target(4, gated=False), Target(8, gated=False)
SLOW_FRAMES = Target(0, gated=False)
CPU_PCT = Target(15, gated=False)
MEMORY_MIB = Target(150)
PAINTED_MS = Target(50, gated=False)


def rows(starts=9, run_s=60.0):
    """Yield first paint, and the session where `run_s` is not 0."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    compiling = [sys.executable, "-m", "compileall", "-q", *ROOMS]
    subprocess.run(compiling, env=environment, check=True)
    yield from _start_rows(environment, starts)
    if run_s:
        yield from _run_rows(environment, run_s)


def _start_rows(environment, starts):
    took_ms = {"empty": [], "ours": []}
    for turn in range(starts + 1):
        for which, known in took_ms.items():
            wall_ms, heavy = first_paint(environment, which)
            if turn:  # the first time files come from the disk
                known.append(wall_ms)
    empty_ms, ours_ms = (min(known) for known in took_ms.values())
    yield Row("app: first paint of an empty window", "ms", empty_ms)
    yield Row("  of Today", "ms", ours_ms)
    yield Row("  Today / empty", "x", ours_ms / empty_ms, None, (FIRST_PAINT,))
    yield Row("  heavy modules loaded before it", "", float(len(heavy)), None, (HEAVY,))


def first_paint(environment, which):
    """Return how long it took, ms, and which heavy modules were loaded; `which`: empty or ours."""
    with TemporaryDirectory() as folder:
        settings = "[General]\nfirst_run_done=true\nlanguage=en\n"
        Path(folder, "settings.ini").write_text(settings, encoding="utf-8")
        spawned = {"SPAWNED": repr(time.time()), "FOLDER": folder}  # noqa: TID251 - of another process
        said = _say([f"{__package__}.app_start", which], environment | spawned)
    wall_ms, _cpu_ms, heavy = said.split()[-3:]
    return float(wall_ms), [] if heavy == "-" else heavy.split(",")


def _run_rows(environment, run_s):
    told = _told("frames", environment, run_s) | _told("load", environment, run_s)
    case = f"app: a session, all panels, ECG, {run_s:g} s"
    yield Row(f"{case}: frame, median", "ms", told["frame_p50_ms"], None, (FRAME_P50_MS,))
    yield Row("  frame, 99 %", "ms", told["frame_p99_ms"], None, (FRAME_P99_MS,))
    yield Row("  longest frame", "ms", told["frame_max_ms"])
    yield Row("  frame, work alone, median", "ms", told["worked_p50_ms"], None, (FRAME_P50_MS,))
    yield Row("  frame, work alone, 99 %", "ms", told["worked_p99_ms"], None, (FRAME_P99_MS,))
    yield Row("  frames over 33 ms", "", float(told["slow_frames"]), None, (SLOW_FRAMES,))
    yield Row("  frames a second", "", told["frames_per_s"])
    yield Row("  beat told to painted, 99 %", "ms", told["painted_p99_ms"], None, (PAINTED_MS,))
    yield Row("  of one core, strap and all", "%", told["cpu_pct"], None, (CPU_PCT,))
    yield Row("  of that, strap, engine and store", "%", told["loop_cpu_pct"])
    yield Row(
        "  memory, resident, shared libraries too", "MiB", told["rss_mib"], None, (MEMORY_MIB,)
    )


def _told(what, environment, run_s):
    said = _say([f"{__package__}.app_run", what, str(run_s)], environment)
    return json.loads(said.splitlines()[-1])


def _say(arguments, environment):
    """Run a module in a process of its own; return what it prints."""
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout
