"""The bytes of a file, unzipped: what every reader starts from.

Nearly all are whole lines of text: when a gzip file breaks off, the whole lines before the break
are kept, and a warning says so. What unzips to more than any recording is refused before it fills
the memory.
"""

import zlib
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from devices.errors import FileError

LARGEST_BYTES = 2**29
"""More than a day with all sensors of a strap."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_BITS = 31
"""The `wbits` of zlib for a gzip file with its header and checksum."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, and what to tell the person about it."""

    path: Path
    data: bytes
    warnings: tuple[str, ...] = ()


def read_contents(path: Path | str) -> Contents:
    """Read a file, gzip or not.

    Raises
    ------
    FileError
        When it cannot be read, is empty, is damaged, is too large, or is named .gz and is not gzip.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _too_large(path)
        data = path.read_bytes()
    except OSError as error:
        raise FileError(
            path,
            _("cannot be read ({reason})").format(reason=error.strerror or error),
            _("Check the name and the folder, then try again."),
        ) from error
    warnings: tuple[str, ...] = ()
    if data.startswith(_GZIP_MAGIC):
        data, complete = _unzip(path, data)
        if not complete:
            data = data[: data.rfind(b"\n") + 1]
            warnings = (_("The file breaks off; everything before the break was kept."),)
    elif data and path.suffix == ".gz":
        raise FileError(
            path,
            _("is not a gzip file, although it is named so"),
            _("Give it the name it had before, or fetch it once more."),
        )
    if not data.strip():
        raise FileError(path, _("is empty"), _("Choose another file."))
    return Contents(path, data, warnings)


def _unzip(path: Path, data: bytes) -> tuple[bytes, bool]:
    parts, room = [], LARGEST_BYTES
    while data.startswith(_GZIP_MAGIC):  # gzip files may be joined end to end
        member = zlib.decompressobj(_GZIP_BITS)
        try:
            parts.append(member.decompress(data, room + 1))
        except zlib.error as error:
            raise FileError(
                path, _("is damaged"), _("Fetch it once more, or use a copy.")
            ) from error
        room -= len(parts[-1])
        if room < 0:
            raise _too_large(path)
        if not member.eof:
            return b"".join(parts), False
        data = member.unused_data
    return b"".join(parts), True


def _too_large(path: Path) -> FileError:
    return FileError(
        path,
        _("is larger than {size} MiB").format(size=LARGEST_BYTES // 2**20),
        _("Choose another file, or split it."),
    )
