"""Kubios HRV results (`.txt`, `.csv`): a report that ends with a table of its RR intervals.

The intervals stand beside the spectra, a row of units below their names; the table ends at the
first blank line.
"""

from dataclasses import replace
from gettext import gettext as _
from itertools import takewhile

from devices.errors import FileError
from devices.importers import table
from devices.importers.lines import Lines
from devices.recording import Recording

_FIRST_LINE = "HRV ANALYSIS RESULTS"
_SECTION = "RR INTERVAL DATA"
_COLUMN = "RR interval"


def recognises(lines: Lines) -> bool:
    """Whether the file begins as such a report."""
    return lines.text[0].upper().startswith(_FIRST_LINE)


def read(lines: Lines) -> Recording:
    """Read the intervals of the first sample, as Kubios used them.

    Raises
    ------
    FileError
        When the report holds results only, or for a reason of `table.read`.
    """
    section = len(lines.text)
    for index, line in enumerate(lines.text):
        if line.startswith(_SECTION):
            section = index
        elif index > section and _COLUMN in line:
            break
    else:
        raise FileError(
            lines.path,
            _("holds results only, no RR intervals"),
            _("Open the recording that the report was made from."),
        )
    rows = takewhile(str.strip, lines.text[index + 2 :])
    text = ("",) * index + (line, "", *rows)
    return table.read(replace(lines, text=text), program="Kubios HRV")
