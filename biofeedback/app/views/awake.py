"""Keeps the screen from going dark during a session, where the system lets itself be asked.

Qt has no word for it. On Linux the desktop is asked over D-Bus and forgets it with the connection,
on Windows the system itself is; on a Mac its own `caffeinate` does it. Where none of these answers,
the screen does what it does.
"""

import os
import sys

from PySide6.QtCore import QObject, QProcess

_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_BUS = "biofeedback-awake"
_CONTINUOUS, _DISPLAY, _SYSTEM = 0x80000000, 0x2, 0x1  # of SetThreadExecutionState
_LONGEST_MS = 500


class Awake(QObject):
    """`begin` keeps the screen awake until `end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bus = False
        self._process: QProcess | None = None

    def begin(self, why: str) -> None:
        """Ask the system; `why` is what a desktop may show to the person."""
        self.end()
        if sys.platform == "win32":
            _on_windows(_CONTINUOUS | _DISPLAY | _SYSTEM)
        elif sys.platform == "darwin":
            self._process = QProcess(self)
            self._process.start("caffeinate", ["-d", "-w", str(os.getpid())])
        elif "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            self._on_bus = _ask_desktop(why)

    def end(self) -> None:
        """Let the screen do as it likes again."""
        if sys.platform == "win32":
            _on_windows(_CONTINUOUS)
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(_LONGEST_MS)
            self._process = None
        if self._on_bus:
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(_BUS)
            self._on_bus = False


def _ask_desktop(why: str) -> bool:
    """Return whether a connection now holds the wish."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusInterface
    except ImportError:
        return False
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS)
    saver = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
    if saver.isValid():
        saver.setTimeout(_LONGEST_MS)
        saver.call("Inhibit", "biofeedback", why)
    return True


def _on_windows(state: int) -> None:
    import ctypes

    ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined]
