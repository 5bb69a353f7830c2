"""Files that appear whole or not at all.

Everything is written to a new file beside the target (`NAME.part`) and takes the target's name in
one step when it is complete: nobody ever reads half a report, and a full disk or a killed process
leaves the older file as it was.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO, TextIO

from devices.errors import FileError


@contextmanager
def write_beside(path: Path | str) -> Iterator[TextIO]:
    """Yield a UTF-8 text file that becomes `path` when the block ends, or vanishes with an error.

    Newlines are kept as written; bytes go to the file's `buffer`. The block should do nothing but
    write: an OSError in it is told as one of this file.

    Raises
    ------
    FileError
        When the file cannot be written.
    """
    path = Path(path)
    with write_errors(path):
        file = open_beside(path)
        text = io.TextIOWrapper(file, "utf-8", newline="")
        try:
            yield text
            text.flush()
            move_into_place(file, path)
        except BaseException:
            discard(file)
            raise


def open_beside(path: Path) -> BinaryIO:
    """Open a new file beside `path`: `NAME.part`, or `NAME.2.part` and so on if that is taken.

    What an interrupted run left behind is never touched. A link is followed, so that it stays one.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(_("it is not a file"))
    marks = chain([""], (f".{number}" for number in count(2)))
    while True:
        with suppress(FileExistsError):
            return target.with_name(f"{target.name}{next(marks)}.part").open("xb")


def move_into_place(file: BinaryIO, path: Path) -> None:
    """Put the finished `file` on the disk, close it, and let it take the place of `path`."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    os.replace(file.name, path.resolve())


def discard(file: BinaryIO) -> None:
    """Close the unfinished `file`, and remove it."""
    with suppress(OSError):  # closing flushes, which may meet the full disk once more
        file.close()
    Path(file.name).unlink(missing_ok=True)


@contextmanager
def write_errors(path: Path, advice: str = "") -> Iterator[None]:
    """Turn an OSError of the block into a FileError about `path`."""
    try:
        yield
    except OSError as error:
        raise FileError(
            path,
            _("cannot be written ({reason})").format(reason=error.strerror or error),
            advice or _("Choose another folder or name, or make room, then try again."),
        ) from error
