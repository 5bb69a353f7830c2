"""Asking for a file, without stopping anything meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], object]


def ask_where(parent: QWidget, title: str, name: str, kinds: str, then: Then) -> None:
    """Ask where a file called `name` may be written; `then` gets the answer, if there is one."""
    dialog = _dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    _open(dialog, then)


def ask_which(parent: QWidget, title: str, kinds: str, then: Then) -> None:
    """Ask for a file that is there; `then` gets the answer, if there is one."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(place)
    return QFileDialog(parent.window(), title, folder, kinds)


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
