"""A screen of the tests' own: an X server without a monitor, where the system has one installed."""

import os
import shutil

_SIZE = "1920x1200x24"
PLATFORM = "QT_QPA_PLATFORM"


def begin_screen() -> None:
    """Let Qt draw on a private X server, else on nothing; what the environment says goes first.

    The server ends by itself with its last program.
    """
    if PLATFORM in os.environ:
        return
    server = shutil.which("Xvfb")
    display = _display(server) if server else ""
    if display:
        os.environ["DISPLAY"] = display
    os.environ[PLATFORM] = "xcb" if display else "offscreen"


def _display(server: str) -> str:
    """Start the server; return the name of its display, empty when it did not start."""
    reading, writing = os.pipe()
    words = ["-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp", "-terminate"]
    os.set_inheritable(writing, True)
    quiet = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_WRONLY, 0) for each in (1, 2)]
    os.posix_spawn(server, [server, *words], os.environ, file_actions=quiet)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    return f":{number}" if number else ""
