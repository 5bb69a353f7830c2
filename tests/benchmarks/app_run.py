"""A process of its own: a session in the window, all panels open; prints what it cost, as JSON.

``python -m tests.benchmarks.app_run SECONDS``. The strap is virtual, an H10 with ECG, and lives in
the same process, so its own work is in the figures.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np


def main(seconds):
    from PySide6.QtCore import QEvent, QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from biofeedback.app.desk.messages import RunMoved
    from biofeedback.app.main_window import MainWindow
    from biofeedback.app.settings import in_file
    from biofeedback.app.start import App, Start
    from biofeedback.live.line import Wished
    from devices.records import HEART_RATE

    application = QApplication(sys.argv)
    frames_ms, ends_s, came_s, told_s, waits_ms = [], [], [], [], []
    plain_event = MainWindow.event

    def event(self, happening):
        if happening.type() != QEvent.Type.UpdateRequest:
            return plain_event(self, happening)
        begin_s = time.perf_counter()
        done = plain_event(self, happening)
        end_s = time.perf_counter()
        frames_ms.append(1000 * (end_s - begin_s))
        ends_s.append(end_s)
        while told_s:
            waits_ms.append(1000 * (end_s - told_s.pop()))
        return done

    plain_hear = Wished._hear

    def hear(self, record):
        if getattr(record, "channel", "") == HEART_RATE:
            came_s.append(time.perf_counter())
        plain_hear(self, record)

    def told(message):
        if isinstance(message, RunMoved) and message.heart is not None and came_s:
            told_s.append(came_s[-1])
            came_s.clear()

    MainWindow.event, Wished._hear = event, hear
    folder = Path(tempfile.mkdtemp())
    settings = in_file(folder / "settings.ini")
    settings.change(first_run_done=True, language="en", theme="light", text_percent=100)
    app = App(Start(str(folder / "records.db"), plain=True, demo=True), settings)
    app.context.told.connect(told)
    app.show()

    def wait(ms):
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    wait(8000)
    app.window.go("session", session="paced-6-20min")
    wait(5000)
    app.window.view.key("D")
    wait(12000)
    for one in (frames_ms, ends_s, waits_ms):
        one.clear()
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    wait(round(1000 * seconds))
    cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - wall_s
    status = Path("/proc/self/status").read_text()
    resident_kib = int(status.split("VmRSS:")[1].split()[0])
    between_ms = 1000 * np.diff(ends_s)
    figures = {
        "frame_p50_ms": float(np.percentile(frames_ms, 50)),
        "frame_p99_ms": float(np.percentile(frames_ms, 99)),
        "frame_max_ms": float(np.max(frames_ms)),
        "slow_frames": int(np.count_nonzero(np.array(frames_ms) > 33)),
        "between_p99_ms": float(np.percentile(between_ms, 99)),
        "frames_per_s": len(frames_ms) / wall_s,
        "cpu_pct": 100 * cpu_s / wall_s,
        "resident_mib": resident_kib / 1024,
        "notified_to_painted_p99_ms": float(np.percentile(waits_ms, 99)) if waits_ms else None,
        "notified": len(waits_ms),
    }
    print(json.dumps(figures), flush=True)
    app.window.close()
    app.close()


if __name__ == "__main__":
    main(float(sys.argv[1]))
