"""A process of its own: a session in the window, all panels open; prints what it cost, as JSON.

``python -m tests.benchmarks.app_run SECONDS``. The strap is virtual, an H10 with ECG, and lives in
the same process, so its own work is in the figures; the loop's thread, which leads strap and
engine, is told apart. Frames are timed by the clock, and by what the window's thread worked for
them, which other programs on the machine lengthen less. A beat is followed from the moment the
loop's side tells it until the end of the frame that first shows it.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from pathlib import Path

import numpy as np

SETTLED_S = 12
TOO_SLOW_MS = 33
MAKE_RECORDS = """
import asyncio, sys
from biofeedback.app.desk.records import Records
records = Records(lambda message: None, sys.argv[1], plain=True)
asyncio.run(records.open())
records.close()
"""


class Watch:
    """What is written down while the session runs."""

    def __init__(self):
        self.frames_ms, self.worked_ms, self.ends_s, self.waits_ms = [], [], [], []
        self._told_s, self._seen_s = deque(), []

    def forget(self):
        for each in (self.frames_ms, self.worked_ms, self.ends_s, self.waits_ms):
            each.clear()

    def told(self, at_s):
        """A beat leaves the loop's thread."""
        self._told_s.append(at_s)

    def seen(self):
        """It has come to the window, which paints it next."""
        self._seen_s.append(self._told_s.popleft())

    def framed(self, begin_s, end_s, worked_s):
        self.frames_ms.append(1000 * (end_s - begin_s))
        self.worked_ms.append(1000 * worked_s)
        self.ends_s.append(end_s)
        self.waits_ms += [1000 * (end_s - at_s) for at_s in self._seen_s]
        self._seen_s.clear()


def main(seconds):
    from biofeedback.app.start import App, Start  # first, as `biofeedback` does

    # isort: split
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from biofeedback.app.settings import in_file

    _application = QApplication(sys.argv)
    watch = Watch()
    _watch_window(watch)
    folder = Path(tempfile.mkdtemp())
    place = str(folder / "records.db")
    subprocess.run([sys.executable, "-c", MAKE_RECORDS, place], check=True)  # as on any other day
    settings = in_file(folder / "settings.ini")
    settings.change(first_run_done=True, language="en", theme="light", text_percent=100)
    app = App(Start(place, plain=True, demo=True), settings)
    _watch_beats(watch, app)
    app.show()

    def wait(span_s):
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * span_s), loop.quit)
        loop.exec()

    wait(8)
    app.window.go("session", session="paced-6-20min")
    wait(5)
    app.window.view.key("D")
    wait(SETTLED_S)
    watch.forget()
    cpu_s, wall_s, threads_s = time.process_time(), time.perf_counter(), _threads_s()
    wait(seconds)
    cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - wall_s
    figures = _figures(watch, wall_s, cpu_s, threads_s, _loop_thread()) | _memory_mib()
    figures["loaded"] = sorted({name.partition(".")[0] for name in sys.modules} & HEAVY)
    print(json.dumps(figures), flush=True)
    app.window.close()
    app.close()


HEAVY = frozenset(
    [
        "numpy",
        "scipy",
        "pandas",
        "matplotlib",
        "neurokit2",
        "sklearn",
        "sqlalchemy",
        "pyqtgraph",
        "bleak",
        "alembic",
    ]
)


def _watch_window(watch):
    """Time the repaints of the window; Qt paints all that has changed in one such event."""
    from PySide6.QtCore import QEvent

    from biofeedback.app.main_window import MainWindow

    plain_event = MainWindow.event

    def event(self, happening):
        if happening.type() != QEvent.Type.UpdateRequest:
            return plain_event(self, happening)
        begin_s, worked_s = time.perf_counter(), time.thread_time()
        done = plain_event(self, happening)
        watch.framed(begin_s, time.perf_counter(), time.thread_time() - worked_s)
        return done

    MainWindow.event = event


def _watch_beats(watch, app):
    """Stamp each message with beats in the loop's thread, and again when the window has it."""
    from biofeedback.app.desk.messages import RunMoved

    plain_tell = app.desk.tell

    def tell(message):
        if isinstance(message, RunMoved) and message.heart is not None:
            watch.told(time.perf_counter())
        plain_tell(message)

    def seen(message):
        if isinstance(message, RunMoved) and message.heart is not None:
            watch.seen()

    app.desk.tell = tell
    app.context.told.connect(seen)


def _figures(watch, wall_s, cpu_s, threads_s, loop):
    between_ms = 1000 * np.diff(watch.ends_s)
    spent_s = {name: now_s - threads_s.get(name, 0) for name, now_s in _threads_s().items()}
    return {
        "frame_p50_ms": float(np.percentile(watch.frames_ms, 50)),
        "frame_p99_ms": float(np.percentile(watch.frames_ms, 99)),
        "frame_max_ms": float(np.max(watch.frames_ms)),
        "worked_p50_ms": float(np.percentile(watch.worked_ms, 50)),
        "worked_p99_ms": float(np.percentile(watch.worked_ms, 99)),
        "worked_max_ms": float(np.max(watch.worked_ms)),
        "slow_frames": int(np.count_nonzero(np.array(watch.frames_ms) > TOO_SLOW_MS)),
        "between_p99_ms": float(np.percentile(between_ms, 99)),
        "between_max_ms": float(np.max(between_ms)),
        "frames_per_s": len(watch.frames_ms) / wall_s,
        "cpu_pct": 100 * cpu_s / wall_s,
        "loop_cpu_pct": 100 * spent_s[loop] / wall_s,
        "painted_p50_ms": float(np.percentile(watch.waits_ms, 50)),
        "painted_p99_ms": float(np.percentile(watch.waits_ms, 99)),
        "told": len(watch.waits_ms),
    }


def _threads_s():
    """Return the processor's time of each thread by its number, s."""
    tick_s = 1 / os.sysconf("SC_CLK_TCK")
    spent_s = {}
    for task in Path("/proc/self/task").iterdir():
        fields = (task / "stat").read_text().rpartition(")")[2].split()
        spent_s[int(task.name)] = (int(fields[11]) + int(fields[12])) * tick_s
    return spent_s


def _loop_thread():
    """Return the number of the thread of strap, engine and store."""
    return next(each.native_id for each in threading.enumerate() if each.name == "straps")


def _memory_mib():
    rollup = Path("/proc/self/smaps_rollup").read_text()
    kib = {line.split(":")[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
    return {f"{name.lower()}_mib": kib[name] / 1024 for name in ("Rss", "Pss", "Private_Dirty")}


if __name__ == "__main__":
    main(float(sys.argv[1]))
