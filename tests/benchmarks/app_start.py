"""A process of its own: opens a window, prints what its first paint took, and ends.

``python -m tests.benchmarks.app_start empty|ours``. The time runs from before the interpreter
starts: the caller puts it into SPAWNED.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

HEAVY = ("scipy", "pandas", "matplotlib", "neurokit2")


def main(which):
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv)
    folder = Path(tempfile.mkdtemp())
    if which == "empty":
        window = QMainWindow()
        window.resize(1280, 800)
        show = window.show
    else:
        from biofeedback.app.settings import in_file
        from biofeedback.app.start import App, Start

        settings = in_file(folder / "settings.ini")
        settings.change(first_run_done=True, language="en")
        app = App(Start(str(folder / "records.db"), plain=True), settings)
        app.begin = lambda: None  # what comes after the first paint
        window, show = app.window, app.show

    class FirstPaint(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.UpdateRequest:
                QTimer.singleShot(0, self.told)
                window.removeEventFilter(self)
            return False

        def told(self):
            took_s = time.time() - float(os.environ["SPAWNED"])  # noqa: TID251 - across processes
            loaded = [name for name in HEAVY if name in sys.modules]
            print(f"{1000 * took_s:.1f} {','.join(loaded) or '-'}", flush=True)
            os._exit(0)

    paint = FirstPaint()
    window.installEventFilter(paint)
    show()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
