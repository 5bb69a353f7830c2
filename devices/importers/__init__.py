"""Other programs' files as recordings: one small module per format, tried in the order below.

The content decides which format a file has; its name does not matter. All but EDF+ are text. Every
interval becomes one notification on the channel `RR_MS`, with the number of the file, unrounded.
What the numbers are worth is judged later, by those who judge live beats too.
"""

from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import Protocol

from devices.contents import read_contents
from devices.errors import UnknownFile
from devices.importers import edf, kubios_report, polar_hrm, selfloops, table, vu_ams
from devices.importers.lines import Lines, decode_lines
from devices.recording import Recording, parse_recording


class _Format(Protocol):
    """What the module of a format offers."""

    def recognises(self, lines: Lines) -> bool:
        """Whether the file has this format."""

    def read(self, lines: Lines) -> Recording:
        """Read it, or raise a FileError."""


_FORMATS: tuple[_Format, ...] = (polar_hrm, kubios_report, selfloops, vu_ams, table)
"""Most particular first: the last one reads any table with a column of intervals."""


def open_any(path: Path | str) -> Recording:
    """Read a recording of this program, or a file of another one.

    Raises
    ------
    FileError
        When the file cannot be read or holds something impossible; an `UnknownFile` when it is of
        no known type.
    """
    contents = read_contents(path)
    if contents.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return parse_recording(contents)
    if edf.recognises(contents):
        recording = edf.read(contents)
        return replace(recording, warnings=contents.warnings + recording.warnings)
    lines = decode_lines(contents)
    for file_format in _FORMATS:
        if file_format.recognises(lines):
            recording = file_format.read(lines)
            return replace(recording, warnings=contents.warnings + recording.warnings)
    raise _unknown(lines)


def _unknown(lines: Lines) -> UnknownFile:
    return UnknownFile(
        lines.path,
        _("is of no known type"),
        _(
            "Supported are recordings of this program, lists of RR intervals (one a line, in ms "
            "or s), tables with a time and an RR column, EDF+ files with RR annotations, Elite "
            "HRV, Kubios, Polar .hrm, Selfloops and VU-AMS files."
        ),
    )
