"""A process of its own: a session in the window, all panels open; prints what it cost, as JSON.

``python -m tests.benchmarks.app_run frames|load SECONDS``. The strap is virtual, an H10 with ECG,
and lives in the same process, so its own work is in the figures.

``frames``: they are timed by the clock, and by what the window's thread worked for them, which
other programs on the machine lengthen less. A beat is followed from the moment the loop's side
tells it until the end of the frame that first shows it.

``load``: the processor's time, that of the loop's thread, which leads strap and engine, told apart;
and the memory. Nothing is timed meanwhile: timing frames costs half a percent of a processor.
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

SETTLED_S = 35  # the half minute to arrive is over, and the shape breathes
TOO_SLOW_MS = 33
MAKE_RECORDS = """
import asyncio, sys
from biofeedback.app.desk.records import Records
records = Records(lambda message: None, sys.argv[1], plain=True)
asyncio.run(records.open())
records.close()
"""


class Frames:
    """Writes down when each frame was painted, and which beat it was the first to show."""

    def __init__(self):
        from PySide6.QtCore import QEvent

        from biofeedback.app.main_window import MainWindow

        self.frames_ms, self.worked_ms, self.ends_s, self.waits_ms = [], [], [], []
        self._told_s, self._seen_s = deque(), []
        plain_event = MainWindow.event

        def event(window, happening):
            if happening.type() != QEvent.Type.UpdateRequest:
                return plain_event(window, happening)
            begin_s, worked_s = time.perf_counter(), time.thread_time()
            done = plain_event(window, happening)  # paints all that has changed
            self._framed(begin_s, time.perf_counter(), time.thread_time() - worked_s)
            return done

        MainWindow.event = event

    def follow(self, app):
        """Stamp each message with beats in the loop's thread, and again when the window has it."""
        from biofeedback.app.desk.messages import RunMoved

        plain_tell = app.desk.tell

        def tell(message):
            if isinstance(message, RunMoved) and message.heart is not None:
                self._told_s.append(time.perf_counter())
            plain_tell(message)

        def seen(message):
            if isinstance(message, RunMoved) and message.heart is not None:
                self._seen_s.append(self._told_s.popleft())

        app.desk.tell = tell
        app.context.told.connect(seen)

    def measure(self, wait):
        """Return the figures of what is painted from now on."""
        for each in (self.frames_ms, self.worked_ms, self.ends_s, self.waits_ms):
            each.clear()
        begin_s = time.perf_counter()
        wait()
        wall_s = time.perf_counter() - begin_s
        between_ms = 1000 * np.diff(self.ends_s)
        return {
            **_spread(frame=self.frames_ms, worked=self.worked_ms, between=between_ms),
            **_spread(painted=self.waits_ms),
            "slow_frames": int(np.count_nonzero(np.array(self.frames_ms) > TOO_SLOW_MS)),
            "frames_per_s": len(self.frames_ms) / wall_s,
            "told": len(self.waits_ms),
        }

    def _framed(self, begin_s, end_s, worked_s):
        self.frames_ms.append(1000 * (end_s - begin_s))
        self.worked_ms.append(1000 * worked_s)
        self.ends_s.append(end_s)
        self.waits_ms += [1000 * (end_s - at_s) for at_s in self._seen_s]
        self._seen_s.clear()


class Load:
    """Looks only before and after."""

    def follow(self, app):
        """Do nothing meanwhile."""

    def measure(self, wait):
        """Return what the processor works from now on, and the memory at the end."""
        loop, threads_s = _loop_thread(), _threads_s()
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        wait()
        cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - wall_s
        loop_s = _threads_s()[loop] - threads_s[loop]
        return {
            "cpu_pct": 100 * cpu_s / wall_s,
            "loop_cpu_pct": 100 * loop_s / wall_s,
            **_memory_mib(),
        }


def main(measuring, seconds):
    from biofeedback.app.start import App, Start  # first, as `biofeedback` does

    # isort: split
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from biofeedback.app.settings import in_file

    _application = QApplication(sys.argv)
    folder = Path(tempfile.mkdtemp())
    place = str(folder / "records.db")
    subprocess.run([sys.executable, "-c", MAKE_RECORDS, place], check=True)  # as on any other day
    settings = in_file(folder / "settings.ini")
    settings.change(first_run_done=True, language="en", theme="light", text_percent=100)
    measuring = measuring()
    app = App(Start(place, plain=True, demo=True), settings)
    app.fit = lambda: None  # without a screen Qt believes in one of 800 x 800
    measuring.follow(app)
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
    print(json.dumps(measuring.measure(lambda: wait(seconds))), flush=True)
    app.window.close()
    app.close()


def _spread(**series_ms):
    """Return median, 99th percentile and largest of each."""
    return {
        f"{name}_{which}_ms": float(np.percentile(each, share))
        for name, each in series_ms.items()
        for which, share in (("p50", 50), ("p99", 99), ("max", 100))
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
    main({"frames": Frames, "load": Load}[sys.argv[1]], float(sys.argv[2]))
