"""Which files are meant by what was typed: files, folders, patterns."""

import os
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from glob import glob
from pathlib import Path

from devices.errors import FileError


def find_files(typed: Sequence[Path], out: Path | None = None) -> dict[Path, bool]:
    """Return the files, each once, and whether it was chosen itself, not only lies in a folder.

    A pattern chooses what it matches, as in a shell. A folder stands for the files in it and in
    the folders below, but neither hidden ones nor `out`. Both are sorted by name.

    Raises
    ------
    FileError
        When `out` would take the place of a chosen file.
    """
    found: dict[Path, bool] = {}
    for entry in map(str, typed):
        matches = [] if os.path.exists(entry) else sorted(glob(entry, recursive=True))
        for path in map(Path, matches or [entry]):  # what is not there fails when it is opened
            if not os.path.isdir(path):
                found[path] = True
                continue
            for inside in _inside(path):
                found.setdefault(inside, False)
    for path in [path for path in found if out and path.resolve() == out.resolve()]:
        if found.pop(path):
            advice = _("Choose another name for the output.")
            raise FileError(path, _("would be replaced by the output"), advice)
    return found


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path
