"""A process of its own: opens a window, prints what its first paint took, and ends.

``python -m tests.benchmarks.app_start empty|ours``. The time runs from before the interpreter
starts: the caller puts it into SPAWNED. It ends when the window's first frame is complete and
before anything else happens. The person's settings lie in FOLDER. Prints that, the processor's
time, and what heavy was loaded.
"""

import os
import sys
import time
from pathlib import Path

HEAVY = ("scipy", "pandas", "matplotlib", "neurokit2", "sqlalchemy", "numpy", "asyncio")


def main(which):
    show = _ours if which == "ours" else _empty
    application, window, show = show()
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

    class FirstPaint(QObject):
        def eventFilter(self, watched, event):  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                over, soonest = QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority
                QCoreApplication.postEvent(self, over, soonest.value)
            return False

        def event(self, _event):
            _tell()

    paint = FirstPaint()
    window.installEventFilter(paint)
    show()
    application.exec()


def _empty():
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1280, 800)
    return application, window, window.show


def _ours():
    from biofeedback.app.start import App, Start  # first, as `biofeedback` does

    # isort: split
    from PySide6.QtWidgets import QApplication

    from biofeedback.app.settings import in_file

    application = QApplication(sys.argv)
    folder = Path(os.environ["FOLDER"])
    app = App(Start(str(folder / "records.db"), plain=True), in_file(folder / "settings.ini"))
    app.begin = lambda: None  # what comes after the first paint
    app.fit = lambda: None  # without a screen Qt believes in one of 800 x 800
    return application, app.window, app.show


def _tell():
    took_s = time.time() - float(os.environ["SPAWNED"])  # noqa: TID251 - across processes
    loaded = [name for name in HEAVY if name in sys.modules]
    print(f"{1000 * took_s:.1f} {1000 * time.process_time():.1f} {','.join(loaded) or '-'}")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
