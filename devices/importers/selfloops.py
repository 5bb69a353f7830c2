"""Selfloops HRV exports: a line with the date, then a table of time, heart rate and RR in ms.

The date is local, and written in the language of the phone: in English or with the month as a
number it is read, otherwise the start stays unknown.
"""

import re
from datetime import datetime

from devices.importers import table
from devices.importers.lines import Lines
from devices.recording import Recording

_HEADER = "Time (ms),HR (bpm),R-R (ms)"
_DATE = re.compile(r"(\d{1,2}) (\S+) (\d{4}) (\d{1,2}):(\d\d):(\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def recognises(lines: Lines) -> bool:
    """Whether the second line is the header row of such an export."""
    return len(lines.text) > 1 and lines.text[1].strip() == _HEADER


def read(lines: Lines) -> Recording:
    """Read the table, its times counted from the date in the first line.

    Raises
    ------
    FileError
        For a reason of `table.read`.
    """
    return table.read(lines, zero=_date(lines.text[0]), program="Selfloops")


def _date(line: str) -> datetime | None:
    found = _DATE.fullmatch(line.strip())
    if found is None:
        return None
    day, month, year, hour, minute, second = found.groups()
    number = re.match(r"\d+", month)
    try:
        month_number = int(number[0]) if number else _MONTHS.index(month[:3].lower()) + 1
        return datetime(int(year), month_number, int(day), int(hour), int(minute), int(second))
    except ValueError:
        return None
