"""Qt's sound libraries say on the console what they did not find; a person is told it in settings.

They look when they are first asked, so only that is done in silence.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler


@contextmanager
def quiet() -> Iterator[None]:
    """Let Qt say nothing while something is tried that may well not be there."""
    before = qInstallMessageHandler(_hush)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def without_films() -> Iterator[None]:
    """Let QtMultimedia find no player of films, which plain samples need none of.

    It would load one as soon as it is asked for a loudspeaker: ten MiB, and a tenth of a second
    in which the window stands still.
    """
    before = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    try:
        yield
    finally:
        QCoreApplication.setLibraryPaths(before)


def _hush(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    pass
